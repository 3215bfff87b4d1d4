"""The receiver's own decision to handle entrusted assets, made and printed here: number, bytes and act in one transaction.

The matter stays with the office that delegated, so the paper stands on the judgment that its package brought, and has no obligations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.documents import facts as prepared
from thads_desktop.documents.compose import Head, Paper, compose
from thads_desktop.domain import delegation_events as de, events as ev
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import (
    delegation_assets,
    delegation_content,
    form_approval,
    inputs,
    masking,
    paper_terms,
    parties,
    people,
    projecting,
    second,
    series,
)
from thads_desktop.services.paper_facts import form_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

FORM = "asset_handling"


@dataclass(frozen=True, slots=True)
class Given:
    """What is typed: the officer it goes to ("" = not said), more to say, and the asset where the package does not name it."""

    officer: str = ""
    extra: str = ""
    asset: str = ""


def signers(desk: Desk, day: date) -> list[people.HeldPost]:
    """Who may sign it on a day; nobody where its form is not in force."""
    with desk.reading() as reader:
        try:
            return people.signers(reader, form_on(FORM, day), day)
        except Refused:
            return []


def preview_pdf(desk: Desk, judgment: str, given: Given, day: date) -> bytes:
    """As it would print for signature, number and day open."""
    from thads_desktop.printing.draw import draw

    with desk.reading() as reader:
        _refuse_hidden(desk)
        return draw(_composed(desk, reader, judgment, _cleaned(given), day, "", None)[0])


def issue(desk: Desk, judgment: str, given: Given, signer: str, day: date | None = None) -> str:
    """Signed and numbered at once; the number's text. Refused with everything that is wrong or missing."""
    from thads_desktop.printing.draw import draw

    when = desk.clock.today() if day is None else inputs.not_future(day, desk.clock.today())
    clean = _cleaned(given)
    with desk.writing("sign", two=False) as uow:
        delegation_assets.refuse_decided(desk, uow, judgment, when, clean.officer)
        paper, row = uuid4().hex, uuid4().hex
        second.signing(desk, uow, "", paper, signer)
        form = form_on(FORM, when)
        form_approval.refuse(uow, form)
        capacity = people.capacity(desk, uow, signer, form, when)
        key, year, number, text = series.take(desk, uow, form, when)
        composed, missing = _composed(desk, uow, judgment, clean, when, text, (signer, capacity))
        if missing:
            raise Refused(*(Refusal("paper.missing", {"what": label}, name) for name, label in missing))
        sha, law, subject = uow.store_blob(draw(composed)), desk.rules.law_on(when), f"intake:{judgment}"
        uow.write_row("asset_handling", row, {
            "judgment": judgment, "number": text, "officer": clean.officer, "paper": paper, "extra": clean.extra, "asset": clean.asset,
        })  # fmt: skip
        uow.append(subject, when, ev.PaperSigned(paper, signer, capacity), law)
        uow.append(subject, when, ev.PaperNumbered(paper, form.id, key, year, number, sha), law)
        uow.append(subject, when, de.AssetHandlingDecided(row), law)
        projecting.intake(desk, uow, judgment)
        uow.commit()
    return text


def void(desk: Desk, judgment: str, reason: str, day: date | None = None) -> None:
    """Void a decision that was made here and that nobody was told of: its number stays in the series, shown void."""
    when = desk.clock.today() if day is None else inputs.not_future(day, desk.clock.today())
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("void") as uow:
        standing = in_force(uow.events_of(f"intake:{judgment}"))
        numbered, decided = _made_here(uow, standing)
        if numbered is None or decided is None:
            raise Refused(Refusal("paper.not_issued"))
        if any(isinstance(e.body, (de.DelegationAcknowledged, de.AssetHandedOver)) for e in standing):
            raise Refused(Refusal("assets.told"))
        body = numbered.body
        assert isinstance(body, ev.PaperNumbered)
        assert isinstance(decided.body, de.AssetHandlingDecided)
        row = decided.body.row
        uow.append(f"intake:{judgment}", None, ev.Struck(decided.seq))
        uow.write_row("asset_handling", row, {**(uow.row("asset_handling", row) or {}), "void_reason": why})
        law = desk.rules.law_on(when)
        uow.append(f"intake:{judgment}", when, ev.PaperVoided(body.paper, body.series, body.year, body.number), law)
        projecting.intake(desk, uow, judgment)
        uow.commit()


def printed(desk: Desk, judgment: str) -> bytes:
    """The stored bytes of the decision that stands. Refused where it was made elsewhere."""
    with desk.reading() as reader:
        _refuse_hidden(desk)
        numbered, _decided = _made_here(reader, in_force(reader.events_of(f"intake:{judgment}")))
        if numbered is None or not isinstance(numbered.body, ev.PaperNumbered):
            raise Refused(Refusal("paper.not_issued"))
        return reader.blob(numbered.body.sha256)


def is_made_here(reader: Reader, judgment: str) -> bool:
    """The decision that stands was printed here."""
    return _made_here(reader, in_force(reader.events_of(f"intake:{judgment}")))[0] is not None


def _made_here(reader: Reader, standing: list[ev.Event]) -> tuple[ev.Event | None, ev.Event | None]:
    """(its numbering, the act) of the decision that stands."""
    decided = next((e for e in reversed(standing) if isinstance(e.body, de.AssetHandlingDecided)), None)
    if decided is None or not isinstance(decided.body, de.AssetHandlingDecided):
        return None, None
    paper = str((reader.row("asset_handling", decided.body.row) or {}).get("paper", ""))
    found = next((e for e in standing if isinstance(e.body, ev.PaperNumbered) and e.body.paper == paper), None) if paper else None
    return found, decided


def _refuse_hidden(desk: Desk) -> None:
    if masking.hides(desk):
        # It names the persons of the package whole.
        desk.require("secret")


def _cleaned(given: Given) -> Given:
    return Given(given.officer, inputs.body(given.extra, "extra"), inputs.body(given.asset, "asset"))


def _composed(
    desk: Desk, reader: Reader, judgment: str, given: Given, day: date, number: str, signer: tuple[str, str] | None
) -> tuple[Paper, tuple[tuple[str, str], ...]]:  # fmt: skip
    form = form_on(FORM, day)
    found = compose(form, _facts(desk, reader, judgment, given, day), _head(reader, form, day, number, signer), day)
    return found.paper, found.missing


def _facts(desk: Desk, reader: Reader, judgment: str, given: Given, day: date) -> dict[str, Any]:
    came = delegation_content.taken(reader, judgment)
    if came is None or not came[0].assets:
        raise Refused(Refusal("delegation.assets_only"))
    content, tens = delegation_content.content_of(reader, came[0]), desk.settings(reader)["words.zero_tens"]
    here = (reader.row("delegation_in", came[0].row) or {}).get("persons", {})
    lines = [x for x in content.lines if x.taken]
    sender, who = content.sender.called or content.sender.name, people.identity(reader, day)
    kind = "chủ động" if content.matter.kind == "cd" else "theo yêu cầu"
    row = reader.row("judgment", judgment) or {}
    return {
        "office": who.name, "procuracy": f"Viện kiểm sát nhân dân {_region(who.name)}".strip(), "judgment": prepared.judgment_text(row),
        "enforcement_decision": prepared.paper_reference(f"Quyết định thi hành án {kind}", content.matter.number, content.matter.day, sender),
        "asset_delegation": f"Quyết định ủy thác xử lý tài sản số {content.decision.number} {long_date(content.decision.day)} của {sender}",
        "from_office": sender, "asset": given.asset or content.decision.asset, "extra": given.extra,
        "officer": str((reader.row("person", given.officer) or {}).get("name", "")),
        "money_days": paper_terms.number(desk, *paper_terms.NUMBERS["money_days"], day),
        "money": "có" if any(x.due is not None for x in lines) else "",
        "debtors": _people(reader, here, [p for x in lines for p in x.debtors]),
        "debtor_names": _names(reader, here, [p for x in lines for p in x.debtors]),
        "creditor_names": _names(reader, here, [p for x in lines for p in x.creditors]),
        "obligations_hit": [
            {"n": str(x.line), "obligation": x.text, "amount": f": {prepared.amount_text(x.rest, tens)}" if x.due is not None and x.rest else ""}
            for x in lines
        ],
    }  # fmt: skip


def _rows(reader: Reader, here: Mapping[str, Any], keys: list[str]) -> list[dict[str, Any]]:
    found = (reader.row("party", parties.resolve(reader, str(here[key]))) for key in dict.fromkeys(keys) if key in here)
    return [row for row in found if row]


def _people(reader: Reader, here: Mapping[str, Any], keys: list[str]) -> list[dict[str, str]]:
    return [{"person": prepared.person(row), "details": prepared.details(row)} for row in _rows(reader, here, keys)]


def _names(reader: Reader, here: Mapping[str, Any], keys: list[str]) -> str:
    return "; ".join(prepared.person(row) for row in _rows(reader, here, keys))


def _region(office: str) -> str:
    at = office.lower().find(prepared.GENERIC)
    return office[at + len(prepared.GENERIC) :].strip() if at >= 0 else ""


def _head(reader: Reader, form: Form, day: date, number: str, signer: tuple[str, str] | None) -> Head:
    who = people.identity(reader, day)
    person, capacity = signer or ("", "head")
    titles: tuple[str, ...] = (f"KT. {who.head_title}", f"PHÓ {who.head_title}") if capacity == "deputy" else (who.head_title,)
    name = str((reader.row("person", person) or {}).get("name", ""))
    if not name:
        name = next((p.name for p in people.posts(reader) if p.post == "head" and p.on(day)), "")
    return Head(
        parent=who.parent, issuer=who.name, number_line=prepared.number_line(number, series.number_tail(reader, form, day)),
        day_line=prepared.day_line(who.place, day, is_open=not number), authority=prepared.authority_line(who.head_title, who.name),
        signer_title=titles, signer_name=name, code=form.code_printed,
    )  # fmt: skip

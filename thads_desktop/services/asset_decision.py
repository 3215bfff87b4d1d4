"""The receiver's own decision to handle entrusted assets (form 38), and what amends or withdraws it: what they say, what stands against
them, what they do. They go the way of every paper (``papers``) on the judgment that the package brought, for the matter stays with the
office that delegated; who is to have them is told with them (``PaperAddressed``), because there are no obligations that would tell it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.documents import facts as prepared
from thads_desktop.documents.form import form_for
from thads_desktop.domain import acts, delegation_events as de, events as ev
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.service_events import PaperAddressed
from thads_desktop.domain.standing import in_force, standing
from thads_desktop.services import (
    delegation_assets,
    delegation_content,
    paper_terms,
    parties,
    place_mending,
    projecting,
    state_money,
)
from thads_desktop.services.paper_place import on_intake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.money import Spelling
    from thads_desktop.exchange.delegation import Delegation
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

FORM = "asset_handling"
#: What mends it.
MENDS = place_mending.FORMS
_ON_THE_WAY = {"submitted": "đang trình ký", "signed": "đã ký, chờ số", "returned": "bị trả lại"}


def is_of(reader: Reader, draft: Draft) -> bool:
    """A paper on a judgment is the decision itself, or mends it and no other paper of the judgment."""
    return draft.form == FORM or (draft.form in MENDS and place_mending.target_of(reader, draft).get("form", FORM) == FORM)


def entrusted(reader: Reader, judgment: str) -> bool:
    """What came with the judgment is about assets alone."""
    came = delegation_content.taken(reader, judgment)
    return came is not None and came[0].assets


def current(reader: Reader, judgment: str) -> str:
    """The paper of the decision that stands; "" where there is none, or it was made elsewhere."""
    rows = [e.body.row for e in in_force(reader.events_of(on_intake(judgment))) if isinstance(e.body, de.AssetHandlingDecided)]
    return str((reader.row("asset_handling", rows[-1]) or {}).get("paper", "")) if rows else ""


def on_the_way(reader: Reader, judgment: str) -> str:
    """The paper of a decision that was laid before signature and has no number yet; "" for none."""
    found = (p for p in reader.projections.papers(matter=on_intake(judgment)) if p.form == FORM and p.stage in _ON_THE_WAY)
    return next((p.paper for p in found), "")


def described(reader: Reader, judgment: str) -> str:
    """The assets as the package names them."""
    own = delegation_assets.file_of(reader, judgment)
    return own.asset if own is not None else ""


def addressed(reader: Reader, judgment: str) -> tuple[str, ...]:
    """The parties of what came, debtors first, but the State's budget: they are to have the papers."""
    came = delegation_content.taken(reader, judgment)
    if came is None or not came[0].assets:
        return ()
    lines = [x for x in delegation_content.content_of(reader, came[0]).lines if x.taken]
    keys = _keys(reader, came[0].row, [p for x in lines for p in x.debtors] + [p for x in lines for p in x.creditors])
    return tuple(k for k in dict.fromkeys(keys) if not state_money.is_state(reader, k))


# --- what they say --------------------------------------------------------------------------------------


def facts(desk: Desk, reader: Reader, judgment: str, draft: Draft, day: date) -> dict[str, Any]:
    """What the decision, and what mends it, say beside what every paper says; {} where no assets came."""
    came = delegation_content.taken(reader, judgment)
    if came is None or not came[0].assets:
        return {}
    content, spelling = delegation_content.content_of(reader, came[0]), desk.spelling(reader)
    lines = [x for x in content.lines if x.taken]
    debtors, creditors = ([p for x in lines for p in getattr(x, side)] for side in ("debtors", "creditors"))
    row, sender = came[0].row, content.sender.called or content.sender.name
    kind = "chủ động" if content.matter.kind == "cd" else "theo yêu cầu"
    target = (reader.row("paper", draft.effect.target) or {}) if draft.form in MENDS else {}
    officer = draft.effect.officer or str(target.get("effect", {}).get("officer", ""))
    return {
        "judgment": prepared.judgment_text(reader.row("judgment", judgment) or {}),
        "enforcement_decision": prepared.paper_reference(f"Quyết định thi hành án {kind}", content.matter.number, content.matter.day, sender),
        "asset_delegation": f"Quyết định ủy thác xử lý tài sản số {content.decision.number} {long_date(content.decision.day)} của {sender}",
        "from_office": sender, "target_recipients": sender if draft.form in MENDS else "", "asset": content.decision.asset,
        "officer": str((reader.row("person", officer) or {}).get("name", "")),
        "money_days": paper_terms.number(desk, *paper_terms.NUMBERS["money_days"], day),
        "money": "có" if any(x.due is not None for x in lines) else "",
        "debtors": [{"person": prepared.person(r), "details": prepared.details(r, day)} for r in _rows(reader, row, debtors)],
        "debtor_names": "; ".join(prepared.person(r) for r in _rows(reader, row, debtors)),
        "creditor_names": "; ".join(prepared.person(r) for r in _rows(reader, row, creditors)),
        "obligations_hit": _obligations(content, spelling),
    }  # fmt: skip


def _obligations(content: Delegation, spelling: Spelling) -> list[dict[str, str]]:
    return [
        {"n": str(x.line), "obligation": x.text, "amount": f": {prepared.amount_text(x.rest, spelling)}" if x.due is not None and x.rest else ""}
        for x in content.lines if x.taken
    ]  # fmt: skip


def _keys(reader: Reader, row: str, persons: list[str]) -> list[str]:
    """The parties here of persons of the package."""
    here: Mapping[str, Any] = (reader.row("delegation_in", row) or {}).get("persons", {})
    return [parties.resolve(reader, str(here[key])) for key in dict.fromkeys(persons) if key in here]


def _rows(reader: Reader, row: str, persons: list[str]) -> list[dict[str, Any]]:
    return [found for key in _keys(reader, row, persons) if (found := reader.row("party", key))]


# --- what stands against them ---------------------------------------------------------------------------


def objections(desk: Desk, reader: Reader, judgment: str, draft: Draft, day: date) -> list[Refusal]:
    """Every rule that such a paper would break on its day."""
    if draft.form in MENDS:
        return _mending(desk, reader, judgment, draft, day)
    found = delegation_assets.against(reader, judgment, day, draft.effect.officer)
    for p in reader.projections.papers(matter=on_intake(judgment)):
        if p.form == FORM and p.stage in ("submitted", "signed") and p.paper != draft.paper:
            found.append(Refusal("handling.on_the_way", {"stage": _ON_THE_WAY[p.stage]}))
            break
    return found


def _mending(desk: Desk, reader: Reader, judgment: str, draft: Draft, day: date) -> list[Refusal]:
    if not entrusted(reader, judgment):
        # It names no paper that stands here: what it could be about is an enforcement decision.
        return [Refusal("matter.no_decision", field="matter", cite=desk.law_on(day).cite("enforcement"))]
    return place_mending.objections(desk, reader, draft, day)


# --- what they do ---------------------------------------------------------------------------------------


def carry_out(uow: UnitOfWork, judgment: str, draft: Draft, day: date, law: str) -> None:
    """The paper got its number: the decision stands (that one is amended or withdrawn is told beside), and its recipients are known."""
    if draft.form == FORM:
        row = uuid4().hex
        number = str((uow.row("paper", draft.paper) or {}).get("number_text", ""))
        uow.write_row("asset_handling", row, {"judgment": judgment, "number": number, "officer": draft.effect.officer, "paper": draft.paper})
        uow.append(on_intake(judgment), day, de.AssetHandlingIssued(row, draft.paper), law)
    elif draft.form == "withdrawal":
        _bind(uow, judgment, draft.effect.target)
    uow.append(on_intake(judgment), day, PaperAddressed(draft.paper, addressed(uow, judgment)), law)


def undo(uow: UnitOfWork, judgment: str, draft: Draft) -> None:
    """The number is voided, and what the paper did goes with it. Refused where that was told, or something rests on it."""
    stands = in_force(uow.events_of(on_intake(judgment)))
    if draft.form == "withdrawal" and (now := current(uow, judgment)):
        raise Refused(place_mending.rests_on(uow, now))
    if draft.form != FORM:
        return
    if any(isinstance(e.body, (de.DelegationAcknowledged, de.AssetHandedOver)) for e in stands):
        raise Refused(Refusal("assets.told"))
    if (old := _before(uow, judgment, draft.paper)) is not None:
        uow.append(on_intake(judgment), None, ev.Struck(old.seq))


# --- decisions of before --------------------------------------------------------------------------------


def take_up(desk: Desk, judgment: str) -> str:
    """The paper of the decision that stands. Of one that an older program numbered at once the row of its paper is written, so that it is
    sent, served, mended and voided like every other. Refused where none was made here."""
    with desk.writing("draft") as uow:
        paper = current(uow, judgment)
        if not paper:
            raise Refused(Refusal("paper.not_issued"))
        if uow.row("paper", paper) is not None:
            return paper
        rows = [e.body.row for e in in_force(uow.events_of(on_intake(judgment))) if isinstance(e.body, de.AssetHandlingDecided)]
        own, stands = uow.row("asset_handling", rows[-1]) or {}, fold(uow.events_of(on_intake(judgment))).papers[paper]
        assert stands.numbered is not None
        effect = acts.Effect(acts.PLAIN, officer=str(own.get("officer", "")))  # type: ignore[arg-type]  # a kind of effect
        uow.write_row("paper", paper, {
            "form": FORM, "matter": on_intake(judgment), "effect": acts.to_plain(effect),
            "texts": {name: str(own[name]) for name in ("asset", "extra") if own.get(name)},
            "title": form_for(FORM, stands.numbered).name, "number_text": str(own.get("number", "")),
        })  # fmt: skip
        projecting.intake(desk, uow, judgment)
        uow.commit()
    return paper


def _before(reader: Reader, judgment: str, paper: str) -> ev.Event | None:
    """The act of a paper that an older program numbered at once."""
    for e in standing(reader.events_of(on_intake(judgment))):
        body = e.body
        if isinstance(body, de.AssetHandlingDecided) and not isinstance(body, de.AssetHandlingIssued) \
                and (reader.row("asset_handling", body.row) or {}).get("paper") == paper:  # fmt: skip
            return e
    return None


def _bind(uow: UnitOfWork, judgment: str, paper: str) -> None:
    """An act of before is told once more with its paper, so that it goes with it from the day of the withdrawal on, and not before."""
    old = _before(uow, judgment, paper)
    if old is not None and isinstance(old.body, de.AssetHandlingDecided):
        uow.append(on_intake(judgment), None, ev.Struck(old.seq))
        uow.append(on_intake(judgment), old.day, de.AssetHandlingIssued(old.body.row, paper), old.law)

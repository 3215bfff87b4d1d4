"""Delegations that arrive: a package is opened, checked and shown; only a human's yes writes it, and then the enforcement decision stands
ready in its form without typing.

A package is taken whole or not at all; its bytes are kept, and what was sent stays what was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import delegation as money, delegation_events as de, events as ev, identity
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.office import short_slug
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import (
    anchors,
    inputs,
    intake,
    masking,
    opening,
    parties,
    people,
    projecting,
    receiving,
    units,
)
from thads_desktop.services.delegation_content import content_of, taken

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.exchange import delegation as box
    from thads_desktop.exchange.package import Package
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Person:
    """One of the package and who it may be here; meant: id of a known party, "" = a new one."""

    key: str
    name: str
    birth_year: int | None
    ids: tuple[str, ...]
    address: str
    offered: tuple[parties.Suggestion, ...] = ()
    #: The usual answer: the one who bears the same number of an identity paper.
    meant: str = ""
    state: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A delegation package, sound and of a trusted office. known: the judgment is in the book already; told: what a human must look at."""

    file: str
    sha256: str
    office: str
    content: box.Delegation
    people: tuple[Person, ...]
    told: tuple[str, ...] = ()
    known: bool = False
    data: bytes = field(default=b"", repr=False)


def look(desk: Desk, file: Path) -> Incoming:
    """Open a delegation package; nothing is written. Refused, with a sentence, for one that is damaged, of nobody trusted, not for this
    office, here already, or whose money does not add up."""
    desk.require("intake")
    data = receiving.content(file)
    with desk.reading() as reader:
        return judged(desk, reader, data, file.name)


def judged(desk: Desk, reader: Reader, data: bytes, name: str = "") -> Incoming:
    """As ``look``, of bytes."""
    from thads_desktop.exchange import delegation as box

    found = opened(reader, data, box.DELEGATION, "gói ủy thác")
    content = box.read(found.parts, found.manifest.office_name, (anchors.PART,))
    _refuse_other(desk, reader, found, content)
    _refuse_twice(reader, found, content)
    log = anchors.judged(found, anchors.known_from(reader, anchors.told(reader, found.manifest.office)))
    known = intake.is_known(reader, content.judgment.number, content.judgment.day, content.judgment.court)
    told = [anchors.WORDS[log]] if log else []
    if known:
        told.append(f"Bản án số {content.judgment.number} đã có trong sổ của đơn vị.")
    if _earlier(reader, found.manifest.office, content.matter.key):
        told.append(f"Đã nhận một ủy thác khác của cùng việc số {content.matter.number}.")
    own = people.identity(reader, desk.clock.today()).name
    first = people.office(reader).name
    if not any(_same(content.to.name, x) for x in (own, first)):
        told.append(f"Gói ghi nơi nhận là {content.to.name}.")
    persons = tuple(_person(desk, reader, p) for p in needed(content))
    told += [f"{p.name}: số giấy tờ {n} không đúng dạng, không ghi vào sổ." for p in needed(content) for n in p.ids if not _good_id(p, n)]
    return Incoming(name, found.sha256, found.manifest.office_name, content, persons, tuple(told), known, data)


def take(
    desk: Desk, data: bytes, received: date | None = None, chosen: Mapping[str, str] | None = None, *, even_if_known: bool = False
) -> str:  # fmt: skip
    """Take a package in: the judgment, its persons and what starts the term; the id of the judgment.

    chosen: person of the package -> known party, "" = a new one; who is not named goes as offered. received: the day it came (today).
    """
    from thads_desktop.exchange import delegation as box

    today = desk.clock.today()
    when = today if received is None else inputs.not_future(received, today, "received")
    with desk.writing("intake") as uow:
        found = judged(desk, uow, data)
        content = found.content
        if when < content.decision.day:
            told = {"received": short_date(when), "day": short_date(content.decision.day)}
            raise Refused(Refusal("delegation.received_before", told, "received"))
        if found.known and not even_if_known:
            raise Refused(Refusal("delegation.known", {"number": content.judgment.number}, "even_if_known"))
        persons = _persons(uow, found, chosen or {})
        manifest = opened(uow, data, box.DELEGATION, "gói ủy thác").manifest
        judgment = intake.write_judgment(uow, desk, _judgment(content, when))
        sha, row = uow.store_blob(data), uuid4().hex
        law = desk.rules.law_on(when)
        uow.write_row("delegation_in", row, {"judgment": judgment, "office": content.sender.name, "persons": persons})
        of = content.matter.key, content.decision.paper
        uow.append(f"intake:{judgment}", when, de.DelegationTaken(sha, manifest.office, *of, row, content.decision.assets), law)
        uow.append(f"package:{sha[:32]}", today, ev.PackageReceived(box.DELEGATION, sha, manifest.office, "", 0, 0, manifest.sent_version))
        projecting.intake(desk, uow, judgment)
        uow.commit()
    return judgment


def paper(desk: Desk, judgment: str, part: str) -> bytes:
    """The print of a paper that came with a delegation."""
    with desk.reading() as reader:
        body = taken(reader, judgment)
        if body is None:
            raise Refused(Refusal("delegation.not_delegated"))
        if masking.hides(desk):
            # What came of others may name minors and numbers that nothing here hides.
            desk.require("secret")
        return print_in(reader.blob(body[0].package), part)


def print_in(data: bytes, part: str) -> bytes:
    """The print of a paper in a package that was looked at."""
    from thads_desktop.exchange import package

    return package.read_any(data).parts[part]


def whole(desk: Desk, judgment: str) -> box.Delegation | None:
    """What came, to be looked at again. Refused("rights.none") for who may not see all of it."""
    desk.require("secret")
    with desk.reading() as reader:
        body = taken(reader, judgment)
        return content_of(reader, body[0]) if body is not None else None


def ready(desk: Desk, reader: Reader, judgment: str) -> opening.OpeningInput | None:
    """The enforcement decision as the delegation has it, for the form; None without one, once it was decided, and for who may not see
    all of the persons."""
    came = taken(reader, judgment)
    if came is None or came[0].assets or masking.hides(desk) or intake.decided(reader, judgment):
        return None
    content = content_of(reader, came[0])
    persons = (reader.row("delegation_in", came[0].row) or {}).get("persons", {})
    lines = [x for x in content.lines if x.taken]
    owes = list(dict.fromkeys(p for x in lines for p in x.debtors))
    owed = list(dict.fromkeys(p for x in lines for p in x.creditors))

    def given(key: str) -> parties.PartyInput:
        return parties.as_seen(desk, reader, parties.resolve(reader, str(persons[key])))

    obligations = tuple(
        opening.Obligation(
            x.text, x.given if x.due is not None else None, tuple(owes.index(p) for p in x.debtors),
            tuple(owed.index(p) for p in x.creditors), x.joint,
        )
        for x in lines
    )  # fmt: skip
    return opening.OpeningInput(
        judgment, content.matter.kind, "", tuple(given(p) for p in owes), tuple(given(p) for p in owed), obligations
    )


def needed(content: box.Delegation) -> list[box.Party]:
    """The persons of the obligations that are delegated: nobody else's data are written here."""
    wanted = {p for x in content.lines if x.taken for p in (*x.debtors, *x.creditors)}
    return [p for p in content.parties if p.key in wanted]


def opened(reader: Reader, data: bytes, kind: str, wanted: str) -> Package:
    """A package of a trusted office, under the name its key is trusted by, and of the kind wanted."""
    from thads_desktop.exchange import package

    known = receiving.trusted(reader)
    if reader.row("office", "self") is not None and package.read_any(data).manifest.office == people.office(reader).key:
        raise Refused(Refusal("package.own"))
    found = package.read(data, {k: row["fingerprint"] for k, row in known.items()})
    m = found.manifest
    if m.kind != kind:
        raise Refused(Refusal("package.wrong_kind", {"wanted": wanted, "office": m.office_name}))
    name = known[m.office]["name"]
    if m.office_name != name:
        raise Refused(Refusal("package.other_name", {"office": name, "said": m.office_name[:100]}))
    return found


def _refuse_other(desk: Desk, reader: Reader, found: Package, content: box.Delegation) -> None:
    """The content is its signer's, of the day of the manifest, not of tomorrow, and for this office."""
    m = found.manifest
    told = {"office": m.office_name}
    if (content.sender.key, content.sender.name, content.made_on.isoformat()) != (m.office, m.office_name, m.made_on):
        raise Refused(Refusal("delegation.bad_content", {**told, "says": "đơn vị hoặc ngày khác với bản kê."}))
    if content.made_on > desk.clock.today():
        raise Refused(Refusal("delegation.bad_content", {**told, "says": f"gói lập ngày {short_date(content.made_on)}, chưa tới."}))
    if content.to.key and content.to.key != people.office(reader).key:
        raise Refused(Refusal("delegation.not_for_us", {**told, "to": content.to.name}))


def _refuse_twice(reader: Reader, found: Package, content: box.Delegation) -> None:
    for judgment, body in _all(reader):
        same = (body.sender, body.matter, body.paper) == (found.manifest.office, content.matter.key, content.decision.paper)
        if same or body.package == found.sha256:
            number = str((reader.row("judgment", judgment) or {}).get("number", ""))
            raise Refused(Refusal("delegation.already", {"office": found.manifest.office_name, "number": number}))


def _earlier(reader: Reader, sender: str, matter: str) -> bool:
    return any((body.sender, body.matter) == (sender, matter) for _judgment, body in _all(reader))


def _all(reader: Reader) -> list[tuple[str, de.DelegationTaken]]:
    """Every delegation that was taken in and whose receipt was not struck."""
    touched = [subject for subject, _ in reader.stream("intake", types=("DelegationTaken",))]
    return [
        (subject.partition(":")[2], e.body) for subject in dict.fromkeys(touched)
        for e in in_force(reader.events_of(subject)) if isinstance(e.body, de.DelegationTaken)
    ]  # fmt: skip


def _person(desk: Desk, reader: Reader, given: box.Party) -> Person:
    offered = () if given.kind == "state" or masking.hides(desk) else tuple(parties.suggestions(reader, _input(given)))
    sure = [s for s in offered if s.why.startswith("Cùng số")]
    meant = sure[0].party if len(sure) == 1 else ""
    return Person(given.key, given.name, given.birth_year, given.ids, given.address, offered, meant, given.kind == "state")


def _persons(uow: UnitOfWork, found: Incoming, chosen: Mapping[str, str]) -> dict[str, str]:
    """Person of the package -> party here. A known one stays as it stands here: what came is in the package, to be compared."""
    made: dict[str, str] = {}
    usual = {p.key: p.meant for p in found.people}
    for given in needed(found.content):
        known = chosen.get(given.key, usual.get(given.key, ""))
        if known:
            if uow.row("party", known) is None:
                raise Refused(Refusal("delegation.bad_choice", {"name": given.name}))
            made[given.key] = parties.resolve(uow, known)
        else:
            made[given.key] = parties.take(uow, _input(given))
    return made


def _input(given: box.Party) -> parties.PartyInput:
    if given.kind == "state":
        return parties.PartyInput(parties.STATE_NAME, "state")
    return parties.PartyInput(
        given.name, given.kind, given.birth_year, tuple(n for n in given.ids if _good_id(given, n)), given.address,
        given.commune if units.known(given.commune) else "", given.account,
    )  # fmt: skip


def _good_id(given: box.Party, number: str) -> bool:
    return given.kind != "person" or identity.fits_person(number)


def _judgment(content: box.Delegation, received: date) -> intake.JudgmentInput:
    j, m = content.judgment, content.matter
    return intake.JudgmentInput(
        j.number, j.day, j.court, m.case_type, received, j.kind, "electronic", m.urgent, False, False, j.appeal_number, j.appeal_day,
        j.appeal_court, content.sender.called or content.sender.name, content.decision.number, even_if_known=True,
    )  # fmt: skip


def _same(one: str, other: str) -> bool:
    return money.same_office(one, other, short_slug(one), short_slug(other))


def plain(found: Incoming) -> dict[str, Any]:
    """For the command line."""
    c = found.content
    return {
        "office": found.office, "sha256": found.sha256, "matter": c.matter.number, "decision": c.decision.number,
        "day": c.decision.day.isoformat(), "assets": c.decision.assets, "judgment": c.judgment.number, "known": found.known,
        "lines": [{"line": x.line, "text": x.text, "due": x.due, "taken": x.taken, **_amounts(x)} for x in c.lines],
        "people": [{"name": p.name, "known": p.meant, "offered": [s.name for s in p.offered]} for p in found.people],
        "papers": [p.number for p in c.papers], "held": c.held, "told": list(found.told),
    }  # fmt: skip


def _amounts(x: box.Obligation) -> dict[str, int]:
    return {**{name: getattr(x, name) for name in money.Parts.__dataclass_fields__}, "given": x.given if x.taken else 0}


def with_choice(found: Incoming, key: str, party: str) -> Incoming:
    """As a human chose for one person."""
    return replace(found, people=tuple(replace(p, meant=party) if p.key == key else p for p in found.people))

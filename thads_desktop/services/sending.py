"""A paper leaves the house: to whom, on which day, in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, paper_moment
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law import deadlines
from thads_desktop.services import exchange_gate, inputs, intake_papers, masking, papers, projecting
from thads_desktop.services.paper_place import judgment_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Who is meant where no name was typed.
_USUAL = {"procuracy": "Viện kiểm sát nhân dân cùng cấp", "party": "Các đương sự"}


def addressees(desk: Desk, matter: str, paper: str) -> tuple[str, ...]:
    """The parties to whom a paper goes, as the terms of its sending have it."""
    with desk.reading() as reader:
        events = reader.events_of(subject_of(matter))
    state = fold(events)
    return deadlines.addressees(events, in_force(events), state, state.papers[paper])


def names(desk: Desk, matter: str, paper: str) -> dict[str, str]:
    """The same, each with its name as this account may see it."""
    wanted = [p for p in addressees(desk, matter, paper) if p]
    with desk.reading() as reader:
        known = masking.names(desk, reader)
        return {p: known.name("party", p) for p in wanted}


def send(
    desk: Desk, paper: str, to: str, recipient: str, way: str = "post", day: date | None = None, party: str = "",
    *, receipt: str = "",
) -> None:  # fmt: skip
    """The paper went to a recipient (procuracy | party | office | other), in a way and with what proves it (receipt).

    party: which party ("" = every party of the matter); its term of sending runs until each has had it.
    to "all": to the procuracy and to every party, as one act.
    """
    when = desk.clock.today() if day is None else inputs.not_future(day, desk.clock.today())
    with desk.writing("send") as uow:
        exchange_gate.refuse(uow)
        send_in(desk, uow, paper, to, recipient, way, when, party, receipt)
        uow.commit()


def send_in(
    desk: Desk, uow: UnitOfWork, paper: str, to: str, recipient: str, way: str, when: date, party: str = "", receipt: str = "",
) -> tuple[int, ...]:  # fmt: skip
    """As ``send``, inside a larger transaction; not committed here. The places of the sendings in the log."""
    if to not in ("procuracy", "party", "office", "other", "all"):
        raise Refused(Refusal("send.bad_recipient", field="to"))
    way = inputs.name(way, "way", limit=20)
    proof = inputs.name(receipt, "receipt", required=False, limit=60)
    matter = papers.known_row(uow, paper)["matter"]
    state = fold(uow.events_of(subject_of(matter)))
    stands = state.papers[paper]
    if stands.stage not in papers.ISSUED:
        raise Refused(Refusal("paper.wrong_stage", {"stage": stands.stage}))
    if stands.numbered is not None and when < stands.numbered:
        raise Refused(Refusal("send.before_issue", {"issued": f"{stands.numbered:%d/%m/%Y}"}, "day"))
    if party and (to != "party" or party not in _parties(uow, matter, paper)):
        raise Refused(Refusal("party.not_of_matter", field="to"))
    written = []
    for each in ("procuracy", "party") if to == "all" else (to,):
        typed = "" if to == "all" else recipient
        name = inputs.name(typed, "recipient", required=False) or _name(uow, each, party)
        uow.write_row("sending", uuid4().hex, {"paper": paper, "recipient": name})
        written.append(uow.append(subject_of(matter), when, ev.PaperSent(paper, each, party, way, proof), desk.rules.law_on(when)).seq)
    projecting.of_paper(desk, uow, matter)
    return tuple(written)


def _parties(reader: Reader, place: str, paper: str) -> Collection[str]:
    """Of a matter whoever was a party of it at any time; of a judgment received those whom the paper is for; of an entry nobody by a row."""
    if judgment_of(place):
        return intake_papers.addressees(reader, papers.load(reader, paper))
    return paper_moment.parties_ever(reader.events_of(subject_of(place)))


def _name(reader: Reader, to: str, party: str) -> str:
    known = str((reader.row("party", party) or {}).get("name", "")) if party else _USUAL.get(to, "")
    if not known:
        raise Refused(Refusal("text.missing", field="recipient"))
    return known

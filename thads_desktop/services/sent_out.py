"""A sending as it is told beside a paper or in the list of the day: it fills in the table of service too, so that the table, and what the
service starts, agree with it (``serving``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.fold import fold
from thads_desktop.domain.text import bare
from thads_desktop.law import service_law
from thads_desktop.services import exchange_gate, inputs, papers, projecting, sending, served_tells, serving
from thads_desktop.services.paper_place import subject_of
from thads_desktop.services.serving import Given

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.serving import Recipient
    from thads_desktop.storage.unit_of_work import UnitOfWork


def send(
    desk: Desk, paper: str, to: str, recipient: str, way: str = "post", day: date | None = None, party: str = "", *, receipt: str = "",
) -> tuple[str, ...]:  # fmt: skip
    """As ``sending.send``; whom the way serves on that very day is served by it. What is to be told of it."""
    when = desk.clock.today() if day is None else inputs.not_future(day, desk.clock.today())
    with desk.writing("send") as uow:
        exchange_gate.refuse(uow)
        told = send_in(desk, uow, paper, to, recipient, way, when, party, receipt)
        uow.commit()
    return told


def send_in(
    desk: Desk, uow: UnitOfWork, paper: str, to: str, recipient: str, way: str, when: date, party: str = "", receipt: str = "",
) -> tuple[str, ...]:  # fmt: skip
    """As ``send``, inside a larger transaction; not committed here."""
    seqs = sending.send_in(desk, uow, paper, to, recipient, way, when, party, receipt)
    by = service_law.way(way, desk.rules.law_on(when))
    if by is None:
        return ()
    matter = papers.known_row(uow, paper)["matter"]
    events = uow.events_of(subject_of(matter))
    state = fold(events)
    reached = _reached(serving.recipients(desk, uow, paper, state, events), to, recipient, party)
    given = Given(way, when, proof=receipt)
    # One sending to all stays when the line of one of them is put right.
    own = list(seqs) if len(reached) == 1 and len(seqs) == 1 else []
    for who in reached:
        valid = serving.valid_day(by, given, serving.why_not(desk, uow, state, paper, who, given))
        if valid is not None:
            serving.line_in(desk, uow, matter, paper, who, given, valid, own)
    told = served_tells.settle(desk, uow, matter, paper, {r.party for r in reached if r.party})
    told += serving.waits(desk, uow, state, paper, reached, by, given)
    projecting.of_paper(desk, uow, matter)
    return tuple(dict.fromkeys(told))


def _reached(listed: Sequence[Recipient], to: str, recipient: str, party: str) -> list[Recipient]:
    """Those of the paper's own list whom the sending reaches."""
    if to in ("office", "other"):
        return [r for r in listed if r.to == "office" and recipient.strip() and bare(r.name) == bare(recipient)]
    kinds = ("procuracy", "party") if to == "all" else (to,)
    return [r for r in listed if r.to in kinds and (r.to != "party" or party in ("", r.party))]

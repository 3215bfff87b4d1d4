"""A typing error on a matter: a fact, or a recorded paper with all it did, reads as never recorded.

Only what never went out: a paper made here goes by voiding its number, a sent one by another decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import (
    events as ev,
    file_events as fe,
    ledger_events as le,
    letter_events as lt,
    prison_events as pr,
    prison_money,
    store_events as se,
)
from thads_desktop.domain.delegation import packaged
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.domain.standing import in_force, standing
from thads_desktop.services import (
    amended_records,
    book_papers,
    costs,
    held,
    inputs,
    intake_strike,
    matter_opened,
    money_way,
    projecting,
    receipts,
    resting,
    served_tells,
    undoing,
)

if TYPE_CHECKING:
    from thads_desktop.domain.matter import MatterState, PaperState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Steps of a paper are no typing errors: a paper is sent back, or its number voided.
PAPER_STEPS = (ev.PaperSubmitted, ev.PaperReturned, ev.PaperSigned, ev.PaperNumbered, ev.PaperSent, ev.PaperVoided)


def strike(desk: Desk, matter: str, seq: int, reason: str) -> None:
    """A typing error: read the event as never recorded. Refused for anything a later paper rests on.

    Any line of a recorded paper without a recorded sending strikes that paper whole, in one transaction.
    matter: its key, or the subject ``intake:<judgment>`` for what came in at the counter.
    """
    kind, _, judgment = matter.partition(":")
    if kind == "intake" and judgment:
        intake_strike.strike(desk, judgment, seq, reason)
        return
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    # Who confirms is called once it is known that it can be struck.
    with desk.writing("strike", two=False) as uow:
        events = uow.events_of(f"matter:{matter}")
        target = next((e for e in events if e.seq == seq), None)
        if target is None or isinstance(target.body, ev.DAYLESS) or seq not in {e.seq for e in _reachable(events)}:
            raise Refused(Refusal("strike.unknown"))
        target = served_tells.line_of(uow, events, target)
        state = fold(events)
        paper = state.papers.get(getattr(target.body, "paper", ""))
        whole = paper is not None and _is_whole(uow, paper, target.body)
        if whole and paper is not None:
            gone = [e for e in standing(events) if getattr(e.body, "paper", "") == paper.paper]
            _refuse_lived(state, paper, events, gone)
        else:
            _refuse_step(target.body, paper)
            gone = [*_together(events, target), *served_tells.with_line(uow, events, target)]
        resting.refuse(desk, uow, events, {e.seq for e in gone}, paper.paper if whole and paper else "", "strike.rests_on")
        uow.write_row("strike", uuid4().hex, {"matter": matter, "seq": seq, "reason": why})
        for event in gone:
            uow.append(f"matter:{matter}", None, ev.Struck(event.seq))
        if whole and paper is not None:
            uow.projections.drop_paper(paper.paper)
            row = uow.row("paper", paper.paper) or {}
            kind = str((row.get("effect") or {}).get("kind", ""))
            book_papers.withdraw(desk, uow, matter, {"kind": kind}, str(row.get("form", "")), str(row.get("number_text", "")), paper.numbered)
            amended_records.write_lines(uow, state, matter, kind, desk.clock.today(), (paper.paper,))
            if paper.paper == state.opening_paper:
                matter_opened.wait_again(desk, uow, state.judgment, matter)
        _after(desk, uow, matter, events, gone, target)
        desk.allow("strike")
        projecting.matter(desk, uow, matter)
        uow.commit()


def _reachable(events: list[ev.Event]) -> list[ev.Event]:
    """What stands, and of recorded papers also what another decision undid."""
    recorded = {e.body.paper for e in events if isinstance(e.body, ev.PaperRecorded)}
    undone = [e for e in standing(events) if getattr(e.body, "paper", "") in recorded]
    return [*in_force(events), *undone]


def _is_whole(uow: UnitOfWork, paper: PaperState, body: ev.Body) -> bool:
    """The line is one of a recorded paper that never went out; a result typed into a recorded minutes later is not."""
    if paper.stage != "recorded" or paper.sendings:
        return False
    effect = (uow.row("paper", paper.paper) or {}).get("effect") or {}
    return not isinstance(body, ev.Verified) or bool(effect.get("result"))


def _refuse_lived(state: MatterState, paper: PaperState, events: list[ev.Event], gone: list[ev.Event]) -> None:
    """A decision that opened the matter goes only while nothing else happened in it."""
    if packaged(gone, paper.paper):
        raise Refused(Refusal("strike.left"))
    if paper.paper == state.opening_paper and len(gone) < len(standing(events)):
        raise Refused(Refusal("strike.issued"))


def _refuse_step(body: ev.Body, paper: PaperState | None) -> None:
    opening = isinstance(body, (ev.MatterOpened, ev.CarriedIn))
    # The result typed into a record that never left the house is not the record.
    typed_after = isinstance(body, ev.Verified) and paper is not None and (
        paper.stage == "numbered" or (paper.stage == "recorded" and not paper.sendings)
    )  # fmt: skip
    if opening or (paper is not None and paper.stage in ("numbered", "sent", "recorded", "void") and not typed_after):
        raise Refused(Refusal("strike.issued"))
    if isinstance(body, fe.SheetsNumbered):
        # They stand on the paper itself.
        raise Refused(Refusal("file.numbered"))
    if isinstance(body, se.ExhibitStands):
        # It only tells what the item's own card says.
        raise Refused(Refusal("strike.in_store"))
    if isinstance(body, lt.LetterStands):
        # It only tells what the book of letters says.
        raise Refused(Refusal("strike.in_letters"))
    if isinstance(body, PAPER_STEPS):
        raise Refused(Refusal("strike.paper_step"))


def _together(events: list[ev.Event], target: ev.Event) -> list[ev.Event]:
    """What one act wrote goes as one: money of a prison that reached the office, with its arrival. What the prison took goes after that."""
    arrived = [e for e in in_force(events) if isinstance(e.body, pr.PrisonArrived)]
    if isinstance(target.body, pr.PrisonCollected) and any(t.seq == target.seq and t.collected for t in prison_money.taken(events)):
        raise Refused(Refusal("prison.strike_first"))
    seqs = {target.seq}
    for event in arrived:
        assert isinstance(event.body, pr.PrisonArrived)
        if target.seq in (event.seq, event.body.collected):
            seqs |= {event.seq, event.body.collected}
    if isinstance(target.body, le.CreditorNamed) and any(_went_to(e.body, target.body.line, target.body.party) for e in in_force(events)):
        raise Refused(Refusal("strike.paid_out"))
    return [e for e in in_force(events) if e.seq in seqs]


def _went_to(body: ev.Body, line: int, party: str) -> bool:
    if isinstance(body, le.PaidOut):
        return any((p.line, p.party) == (line, party) for p in body.payments)
    return isinstance(body, le.Deposited | le.Forfeited) and (body.line, body.party) == (line, party)


def _after(desk: Desk, uow: UnitOfWork, matter: str, events: list[ev.Event], gone: list[ev.Event], target: ev.Event) -> None:
    """What the matter says without the events must still be possible; held money goes back to where it was held."""
    now = uow.events_of(f"matter:{matter}")
    undoing.refuse(uow, matter, events, now, gone)
    costs.refuse_beyond(events, now)
    judgment = fold(now).judgment
    if isinstance(target.body, PaperServed):
        # The line before it stands again, and what that starts.
        served_tells.settle(desk, uow, matter, target.body.doc)
    for event in gone:
        money_way.strike_with(uow, f"matter:{matter}", standing(now), event.seq)
        if isinstance(event.body, ev.Collected):
            receipts.strike_with(uow, f"matter:{matter}", standing(now), event.seq)
            if judgment:
                held.release(desk, uow, judgment, matter, event.seq)

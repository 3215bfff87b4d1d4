"""The fold: from a matter's events to its state as of (day, seq). Total and deterministic.

An anomaly (money before the decision, an act on a line that has ended) is kept as a finding, never raised: the log is what
happened.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import (
    archive,
    events as ev,
    fold_procedure,
    giving,
    ledger_events as le,
    part_events,
    procedure_events as pe,
    store_events as se,
)
from thads_desktop.domain.matter import (
    Anomaly,
    Condition,
    ConditionKind,
    Deferral,
    Ending,
    EndKind,
    Information,
    LineState,
    MatterState,
    PaperState,
    Sending,
    Stage,
    Verification,
)
from thads_desktop.domain.standing import force

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


def fold(events: list[ev.Event], day: date | None = None, seq: int | None = None) -> MatterState:
    """The matter as of (day, seq); see ``standing.force`` for what is left out."""
    state = MatterState()
    state.last_seq = max((e.seq for e in events if seq is None or e.seq <= seq), default=0)
    standing, state.unterminated = force(events, day, seq)
    for event in standing:
        step = STEPS.get(type(event.body))
        if step is not None:
            step(state, event, event.body)
        state.last_day = event.day
    if state.archive is not None:
        state.archive = archive.archive_of(standing, state)
    return state


def _opened(s: MatterState, e: ev.Event, b: ev.MatterOpened) -> None:
    if s.exists:
        s.anomalies.append(Anomaly("matter.opened_twice", e.seq))
        return
    s.opened, s.origin, s.kind, s.case_type = e.day, b.origin, b.kind, b.case_type
    s.judgment, s.request, s.delegated_in, s.urgent = b.judgment, b.request, b.delegated_in, b.urgent
    s.opening_paper = b.paper
    s.lines = {x.line: LineState(x) for x in b.lines}


def _carried(s: MatterState, e: ev.Event, b: ev.CarriedIn) -> None:
    if s.exists:
        s.anomalies.append(Anomaly("matter.opened_twice", e.seq))
        return
    s.opened, s.origin, s.kind, s.case_type = e.day, "carried", b.kind, b.case_type
    s.judgment, s.delegated_in, s.batch, s.known_from = b.judgment, b.delegated_in, b.batch, b.known_from
    s.lines = {x.line: LineState(x) for x in b.lines}
    if b.officer and e.day is not None:
        s.officer, s.officer_since = b.officer, e.day
        s.officers.append((e.day, b.officer))


def _line_added(s: MatterState, e: ev.Event, b: ev.LineAdded) -> None:
    if b.line.line in s.lines:
        s.anomalies.append(Anomaly("line.added_twice", e.seq))
        return
    s.lines[b.line.line] = LineState(b.line)


def _assigned(s: MatterState, e: ev.Event, b: ev.OfficerAssigned) -> None:
    assert e.day is not None
    s.officer, s.officer_since = b.officer, e.day
    s.officers.append((e.day, b.officer))


def _file_opened(s: MatterState, e: ev.Event, _b: ev.FileOpened) -> None:
    s.file_opened = s.file_opened or e.day


def _notified(s: MatterState, e: ev.Event, b: ev.ValidNotice) -> None:
    assert e.day is not None
    s.notices.append((e.day, b.party))


def _verified(s: MatterState, e: ev.Event, b: ev.Verified) -> None:
    assert e.day is not None
    s.verifications.append(Verification(e.day, b.result, b.party, _why_long(b), e.seq))


def _why_long(b: ev.Verified | ev.MeansLacking) -> tuple[str, ...]:
    return tuple(name for name in ("prisoner", "address_unknown") if getattr(b, name))


def _informed(s: MatterState, e: ev.Event, b: ev.InformationReceived) -> None:
    assert e.day is not None
    s.informs.append(Information(e.day, b.party, e.seq))


def _classified(s: MatterState, _e: ev.Event, b: ev.Classified) -> None:
    s.classified = b.has_means


def _condition(kind: ConditionKind) -> Callable[[MatterState, ev.Event, ev.Body], None]:
    def step(s: MatterState, e: ev.Event, b: ev.Body) -> None:
        assert e.day is not None
        clause = getattr(b, "clause", "") or getattr(b, "ground", "")
        why = _why_long(b) if isinstance(b, ev.MeansLacking) else ()
        new = Condition(kind, clause, e.day, getattr(b, "until", None), getattr(b, "paper", ""), why)
        hit = s.named(b.lines)  # type: ignore[union-attr, arg-type]  # each body a condition is made of has lines
        if not hit:
            s.anomalies.append(Anomaly(f"{kind}.no_open_line", e.seq))
        elif kind == "deferral":
            s.deferred.append(Deferral(e.day, clause, tuple(hit)))
        for n in hit:
            old = s.lines[n]
            kept = tuple(c for c in old.conditions if (c.kind, c.clause) != (kind, clause))
            s.lines[n] = replace(old, conditions=(*kept, new))

    return step


def _continued(s: MatterState, e: ev.Event, b: ev.Continued) -> None:
    ends = {{"means_lacking": "lacks_means"}.get(x, x) for x in b.ends}
    if "lacks_means" in ends:
        ends.add("separate_book")
    for n in s.named(b.lines):
        old = s.lines[n]
        kept = tuple(c for c in old.conditions if ends and c.kind not in ends)
        if kept == old.conditions:
            s.anomalies.append(Anomaly("continuation.nothing", e.seq))
        s.lines[n] = replace(old, conditions=kept)


def _end(kind: EndKind) -> Callable[[MatterState, ev.Event, ev.Body], None]:
    def step(s: MatterState, e: ev.Event, b: ev.Body) -> None:
        assert e.day is not None
        lines = (b.line,) if isinstance(b, ev.LineCompleted) else b.lines  # type: ignore[union-attr]  # each other body that ends has lines
        hit = s.named(lines)  # type: ignore[arg-type]  # as above
        paired = [] if kind not in ("delegated", "withdrawn") else [
            (n, old) for n, old in s.lines.items()
            if old.ended is not None and (n in lines or (kind == "withdrawn" and not lines and not hit))
            and old.ended.kind == ("withdrawn" if kind == "delegated" else "delegated")
        ]  # fmt: skip
        for n, old in paired:
            # The two papers of one delegation, in either order: delegated, on the day the first of them ended the line;
            # the clause is the withdrawal's.
            assert old.ended is not None
            paper = getattr(b, "paper", "") if kind == "delegated" else old.ended.paper
            clause = old.ended.clause or getattr(b, "clause", "")
            s.lines[n] = replace(old, ended=Ending("delegated", old.ended.day, clause, paper))
        if not hit and not paired:
            s.anomalies.append(Anomaly(f"{kind}.no_open_line", e.seq))
        ending = Ending(kind, e.day, getattr(b, "clause", ""), getattr(b, "paper", ""))
        for n in hit:
            s.lines[n] = replace(s.lines[n], ended=ending)

    return step


def _terminated(s: MatterState, e: ev.Event, b: ev.Terminated) -> None:
    hit = s.named(b.lines)
    if b.amount is None:
        _end("terminated")(s, e, b)
        fold_procedure.lapse(s, e, hit)
        return
    assert e.day is not None
    for n in hit:
        old = s.lines[n]
        new = replace(old, terminated=old.terminated + max(0, min(b.amount, old.rest)))
        if new.line.due is not None and new.rest == 0:
            new = replace(new, ended=Ending("terminated", e.day, b.clause, b.paper))
        s.lines[n] = new
    fold_procedure.lapse(s, e, hit)


def _undone(s: MatterState, _e: ev.Event, b: ev.EffectUndone) -> None:
    # What it undid is left out before the fold begins.
    if not b.lines:
        s.undone.add(b.target)


def _completed(s: MatterState, e: ev.Event, b: ev.LineCompleted) -> None:
    old, undone = s.lines.get(b.line), s.unterminated.get(b.line)
    if old is not None and old.rest > 0 and undone is not None and undone < (e.day, e.seq):
        # It was done because a part was terminated; without that termination it is owed again.
        s.anomalies.append(Anomaly("done.money_left", e.seq))
        return
    _end("done")(s, e, b)


def _collected(s: MatterState, e: ev.Event, b: ev.Collected) -> None:
    old = s.lines.get(b.line)
    if old is None or old.ended is not None or old.line.due is None:
        s.held += b.amount
        if b.line and (old is None or old.ended is not None):
            s.anomalies.append(Anomaly("money.no_open_line", e.seq))
        return
    # What went back before it came in is not here to be applied.
    applied = min(max(0, b.amount + min(0, s.held)), old.rest)
    s.held += b.amount - applied
    s.applied.append((b.line, applied))
    s.lines[b.line] = replace(old, collected=old.collected + applied)


def _surplus_returned(s: MatterState, e: ev.Event, b: ev.SurplusReturned | le.Deducted) -> None:
    missing = b.amount - max(0, s.held)
    s.held -= b.amount
    if missing <= 0:
        return
    # It was held when it went back; a decision undone since has applied it to an obligation: it is not here to be. What is deducted before
    # anybody is paid may be of obligations, as long as there is so much.
    taken = take_back(s.applied, missing, lambda n: s.lines[n].ended is None)
    if isinstance(b, ev.SurplusReturned) or sum(amount for _, amount in taken) < missing:
        s.anomalies.append(Anomaly("money.more_than_held", e.seq))
    for n, amount in taken:
        old = s.lines[n]
        ended = None if old.ended is not None and old.ended.kind == "done" else old.ended
        s.held += amount
        s.lines[n] = replace(old, collected=old.collected - amount, ended=ended)


def _allotted(s: MatterState, e: ev.Event, b: le.Allotted) -> None:
    for part in b.parts:
        old = s.lines.get(part.line)
        if old is None or old.ended is not None or old.line.due is None:
            s.anomalies.append(Anomaly("money.no_open_line", e.seq))
            continue
        applied = max(0, min(part.amount, s.held, old.rest))
        s.held -= applied
        s.applied.append((part.line, applied))
        s.lines[part.line] = replace(old, collected=old.collected + applied)


def _creditor_named(s: MatterState, e: ev.Event, b: le.CreditorNamed) -> None:
    old = s.lines.get(b.line)
    if old is None:
        s.anomalies.append(Anomaly("line.unknown", e.seq))
    elif b.party not in old.line.creditors:
        named = replace(old.line, creditors=(*old.line.creditors, b.party), state_revenue=b.state and not old.line.creditors)
        s.lines[b.line] = replace(old, line=named)


def take_back(applied: list[tuple[int, int]], missing: int, is_open: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Line and đồng to be taken back of the sums that were applied (which are lowered): from open lines before ended
    ones, from the last sum before those before it."""
    taken: list[tuple[int, int]] = []
    for wanted in (True, False):
        for i in reversed(range(len(applied))):
            n, amount = applied[i]
            part = min(amount, missing) if is_open(n) == wanted else 0
            if part:
                applied[i] = (n, amount - part)
                taken.append((n, part))
                missing -= part
    return taken


def _submitted(s: MatterState, e: ev.Event, b: ev.PaperSubmitted) -> None:
    old = s.papers.get(b.paper) or PaperState(b.paper, b.form, "draft")
    s.papers[b.paper] = replace(old, form=b.form, stage="submitted", submitted=e.day)


def _returned(s: MatterState, _e: ev.Event, b: ev.PaperReturned) -> None:
    _restage(s, b.paper, stage="returned")


def _signed(s: MatterState, e: ev.Event, b: ev.PaperSigned) -> None:
    _restage(s, b.paper, stage="signed", signed=e.day, signer=b.signer, capacity=b.capacity)


def _numbered(s: MatterState, e: ev.Event, b: ev.PaperNumbered) -> None:
    _restage(
        s, b.paper, form=b.form, stage="numbered", numbered=e.day, series=b.series, year=b.year, number=b.number,
        sha256=b.sha256,
    )  # fmt: skip


def _recorded(s: MatterState, e: ev.Event, b: ev.PaperRecorded) -> None:
    _restage(
        s, b.paper, form=b.form, stage="recorded", signed=e.day, numbered=e.day, signer=b.signer,
        number_text=b.number_text, sha256=b.sha256, breaches=b.breaches,
    )  # fmt: skip


def _sent(s: MatterState, e: ev.Event, b: ev.PaperSent) -> None:
    assert e.day is not None
    old = s.papers.get(b.paper)
    sendings = (old.sendings if old else ()) + (Sending(b.to, b.recipient, b.way, e.day),)
    stage: Stage = "sent" if old is None or old.stage != "recorded" else "recorded"
    _restage(s, b.paper, stage=stage, sendings=sendings)


def _voided(s: MatterState, _e: ev.Event, b: ev.PaperVoided) -> None:
    _restage(s, b.paper, stage="void")


def _amended(s: MatterState, _e: ev.Event, b: ev.Amended) -> None:
    s.amended.setdefault(b.target or s.opening_paper, []).append(b.paper)


def _filed(s: MatterState, _e: ev.Event, _b: ev.Body) -> None:
    # What it comes to is seen once all else is known.
    s.archive = archive.NONE


def _restage(s: MatterState, paper: str, **changes: object) -> None:
    old = s.papers.get(paper) or PaperState(paper, "", "draft")
    s.papers[paper] = replace(old, **changes)  # type: ignore[arg-type]  # named by the callers below


def _exhibit(s: MatterState, _e: ev.Event, b: se.ExhibitStands) -> None:
    s.exhibits[b.item] = b


STEPS: dict[type, Callable[[MatterState, ev.Event, Any], None]] = {
    ev.MatterOpened: _opened,
    ev.CarriedIn: _carried,
    ev.LineAdded: _line_added,
    ev.OfficerAssigned: _assigned,
    ev.FileOpened: _file_opened,
    ev.ValidNotice: _notified,
    ev.Verified: _verified,
    ev.InformationReceived: _informed,
    ev.Classified: _classified,
    ev.MeansLacking: _condition("lacks_means"),
    ev.MovedToSeparateBook: _condition("separate_book"),
    ev.Deferred: _condition("deferral"),
    ev.Suspended: _condition("suspension"),
    ev.Continued: _continued,
    ev.Terminated: _terminated,
    ev.Delegated: _end("delegated"),
    part_events.PartGivenAway: giving.step,
    ev.Withdrawn: _end("withdrawn"),
    ev.Cancelled: _end("cancelled"),
    pe.RequestReturned: _end("returned"),
    pe.Concluded: _end("concluded"),
    pe.TakenUp: _end("taken_up"),
    ev.LineCompleted: _completed,
    ev.EffectUndone: _undone,
    ev.Amended: _amended,
    ev.Collected: _collected,
    ev.SurplusReturned: _surplus_returned,
    le.Deducted: _surplus_returned,
    le.Allotted: _allotted,
    le.CreditorNamed: _creditor_named,
    ev.PaperSubmitted: _submitted,
    ev.PaperReturned: _returned,
    ev.PaperSigned: _signed,
    ev.PaperNumbered: _numbered,
    ev.PaperRecorded: _recorded,
    ev.PaperSent: _sent,
    ev.PaperVoided: _voided,
    se.ExhibitStands: _exhibit,
    **dict.fromkeys(archive.STEPS, _filed),
    **fold_procedure.STEPS,
}

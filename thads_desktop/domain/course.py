"""The course of a matter in time, as of (day, seq): opened, first paid out, ended, and when it was on hold.

The rules are those of the fold: a matter is on hold while it is open and none of its open obligations is being enforced.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from thads_desktop.domain import events as ev, ledger_events as le, part_events, procedure_events as pe
from thads_desktop.domain.durations import HOLD, HOLDS, NET, SPANS, Seen
from thads_desktop.domain.fold import STEPS
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.standing import force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

#: Ends by which a matter leaves the office (or never was one): it is not over, and not watched further.
LEAVING = frozenset({"delegated", "withdrawn", "cancelled", "taken_up"})
#: What moves a condition or an end; the days between two of them a matter stands as it stood.
_MOVES = (
    ev.LineAdded, ev.MeansLacking, ev.MovedToSeparateBook, ev.Deferred, ev.Suspended, ev.Continued, ev.Terminated, ev.Delegated, ev.Withdrawn,
    ev.Cancelled, ev.LineCompleted, ev.SurplusReturned, le.Deducted, pe.RequestReturned, pe.Concluded, pe.TakenUp, part_events.PartGivenAway,
)  # fmt: skip
_OTHERS = (ev.MatterOpened, ev.CarriedIn, ev.OfficerAssigned, ev.Collected, le.Allotted)
_PAID = (le.PaidOut, le.CameBack, le.ReceiptGiven)
_STEPS: dict[type, Callable[[MatterState, ev.Event, Any], None]] = {kind: STEPS[kind] for kind in (*_OTHERS, *_MOVES)}
#: Names of the event types that are needed; a store may skip decoding the others.
TYPES = frozenset(t.__name__ for t in (*_OTHERS, *_MOVES, *_PAID, ev.EffectUndone, *ev.DAYLESS))


class Hold(NamedTuple):
    """A time on hold; until None = it stands; over False: it went on as another kind, its own ground still there, and was watched no further."""

    kind: str
    since: date
    until: date | None
    over: bool = True


class Course(NamedTuple):
    """opened: day of the decision; known_from: the first day from which its facts are complete, None = from its beginning.

    left: it ended by leaving the office; paid: day of the first pay-out; followed: it owes money of which the pay-out is on record.
    """

    kind: str
    case_type: str
    officer: str
    judgment: str
    request: str
    delegated_in: bool
    opened: date
    known_from: date | None
    paid: date | None
    followed: bool
    ended: date | None
    left: bool
    status: str
    holds: tuple[Hold, ...]


def course(events: list[ev.Event], day: date, seq: int | None = None) -> Course | None:
    """The course of one matter (all its events of ``TYPES``); None for one that was not opened by then."""
    state, holds, kind, since = MatterState(), list[Hold](), "", day
    standing, state.unterminated = force(events, day, seq)
    paid: dict[int, int] = {}
    days: dict[int, date] = {}
    receipts = False
    for event in standing:
        body, on = event.body, event.day
        assert on is not None
        step = _STEPS.get(type(body))
        if step is not None:
            step(state, event, body)
            if isinstance(body, _MOVES):
                now = _held(state)
                if now != kind:
                    if kind and since < on:
                        holds.append(Hold(kind, since, on, not now or not _goes_on(state, kind)))
                    kind, since = now, on
        elif isinstance(body, le.PaidOut):
            paid[event.seq], days[event.seq] = sum(p.amount + p.fee for p in body.payments), on
        elif isinstance(body, le.CameBack) and body.of in paid:
            paid[body.of] -= body.amount
        elif isinstance(body, le.ReceiptGiven):
            receipts = True
    if state.opened is None:
        return None
    if kind:
        holds.append(Hold(kind, since, None))
    out = min((days[n] for n, amount in paid.items() if amount > 0), default=None)
    owed = any(x.line.due is not None for x in state.lines.values())
    status = state.status
    ended = max((x.ended.day for x in state.lines.values() if x.ended is not None), default=None) if state.ended else None
    late = state.known_from if state.known_from is not None and state.known_from > state.opened else None
    # Money that came in without a receipt is not followed: when it was paid out nobody wrote down.
    followed = owed and late is None and (out is not None or receipts or state.collected == 0)
    return Course(
        state.kind, state.case_type, state.officer, state.judgment, state.request, state.delegated_in, state.opened, late, out, followed,
        ended, status in LEAVING, status, tuple(holds),
    )  # fmt: skip


def _held(state: MatterState) -> str:
    """The kind of hold, "" for what is being enforced or has ended."""
    found = {x.state for x in state.lines.values() if x.ended is None}
    return "" if "enforcing" in found else next((h for h in HOLDS if h in found), "")


def _goes_on(state: MatterState, kind: str) -> bool:
    """The ground of a hold stands though the hold is called by another: a matter in the separate book still lacks means."""
    return any(c.kind == kind for x in state.lines.values() if x.ended is None for c in x.conditions)


def seen(c: Course, began: date | None, day: date) -> Iterator[tuple[str, Seen]]:
    """What the matter tells of each measure, as of a day; began: day of the request (None = not known)."""
    for measure in SPANS:
        start = began if measure.startswith("request") else c.opened
        if start is None or (measure.startswith("request") and c.known_from is not None):
            continue
        if measure.endswith("paid"):
            if not c.followed:
                continue
            over, stop = c.paid is not None, c.paid or c.ended or day
        else:
            over, stop = c.ended is not None and not c.left, c.ended or day
        if stop < start:
            continue
        whole = (stop - start).days
        if c.known_from is None:
            yield measure, Seen(whole, over)
            yield measure + NET, Seen(whole - held(c, start, stop), over)
        elif stop >= c.known_from:
            # What was over before its facts are complete was never watched.
            yield measure, Seen(whole, over, (c.known_from - start).days - 1)
    for hold in c.holds:
        yield HOLD + hold.kind, Seen(((hold.until or day) - hold.since).days, hold.until is not None and hold.over)


def held(c: Course, start: date, stop: date, kind: str = "") -> int:
    """Days on hold between two days, of one kind or of all."""
    none = timedelta()
    spans = (min(h.until or stop, stop) - max(h.since, start) for h in c.holds if not kind or h.kind == kind)
    return sum(max(none, x).days for x in spans)

"""The matter as a paper was made of it: what stood in the log before its number. Whom a paper is for does not change with what comes after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import LineState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.matter import MatterState

#: What changes who owes whom after a matter was opened.
_MOVES = (pe.RightsTransferred, ev.LineAdded, le.CreditorNamed)
_OPENS = (ev.MatterOpened, ev.CarriedIn)


def issued(events: list[ev.Event], paper: str) -> ev.Event | None:
    """The event by which a paper exists: its number, or that it was recorded as issued elsewhere."""
    return next((e for e in reversed(events) if isinstance(e.body, (ev.PaperNumbered, ev.PaperRecorded)) and e.body.paper == paper), None)


def before(events: list[ev.Event], paper: str) -> list[ev.Event]:
    """The events that the paper was made of: those recorded before its number, whatever was struck or withdrawn since. What was issued
    elsewhere knows what had happened by its day. All of them of a paper that does not exist yet."""
    made = issued(events, paper)
    if made is None:
        return [e for e in events if not is_of(e, paper)]
    if isinstance(made.body, ev.PaperNumbered) or made.day is None:
        return [e for e in events if e.seq < made.seq]
    then = (made.day, made.seq)
    return [e for e in events if not is_of(e, paper) and (e.day is None or (e.day, e.seq) < then)]


def is_of(event: ev.Event, paper: str) -> bool:
    """The event is a step of the paper's way, or what it did."""
    return getattr(event.body, "paper", "") == paper


def own(events: list[ev.Event], paper: str) -> list[ev.Event]:
    """What the paper itself did, and whom it was said to be for; whatever became of it since."""
    return [e for e in events if is_of(e, paper) or getattr(e.body, "doc", "") == paper]


def lines(events: list[ev.Event], state: MatterState, paper: str) -> Mapping[int, LineState]:
    """The obligations, with who owed and was owed them, when the paper was made; of the decision that opened the matter, and of a paper
    of before that is known of it, those it opened with. state: these events folded."""
    if not any(isinstance(e.body, _MOVES) for e in events) or (made := issued(events, paper)) is None:
        return state.lines
    then = fold(before(events, paper))
    if then.exists or not state.exists:
        return then.lines
    opened = next(e for e in events if isinstance(e.body, _OPENS))
    assert isinstance(opened.body, _OPENS)
    first = {x.line: LineState(x) for x in opened.body.lines}
    if isinstance(opened.body, ev.CarriedIn) and made.seq > opened.seq:
        # Further rows of the same matter came with it.
        further = (e.body.line for e in events if isinstance(e.body, ev.LineAdded) and e.seq < made.seq)
        first |= {x.line: LineState(x) for x in further}
    return first


def parties_ever(events: list[ev.Event]) -> set[str]:
    """Everybody who owed, or was owed, at any time: whom a paper may still have to be brought to."""
    found: set[str] = set()
    for e in events:
        match e.body:
            case ev.MatterOpened() | ev.CarriedIn():
                found |= {p for x in e.body.lines for p in (*x.debtors, *x.creditors)}
            case ev.LineAdded():
                found |= {*e.body.line.debtors, *e.body.line.creditors}
            case pe.RightsTransferred():
                found |= {e.body.old, e.body.new}
            case le.CreditorNamed():
                found.add(e.body.party)
            case _:
                pass
    return found - {""}


def without(events: list[ev.Event], target: str, paper: str) -> MatterState:
    """The matter as it would stand once the paper has undone the target whole."""
    last = events[-1]
    day = max((e.day for e in events if e.day is not None), default=last.day)
    return fold([*events, replace(last, seq=last.seq + 1, day=day, body=ev.EffectUndone(target, (), paper or "?"))])

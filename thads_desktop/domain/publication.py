"""Who of a matter is published for want of means, what changed of it since, and who is to be taken off: derived from the log.

What is published of a debtor and hangs on the matter is the fingerprint of the obligations of which means are lacking: which, how much
is left, on what ground. Name and address are register rows; that they changed is ``PublicationChanged``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means, procedure_events as pe, publication_events as pub
from thads_desktop.domain.fold import fold

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import LineState, MatterState

Print = tuple[tuple[int, int | None, str], ...]

#: What can change what is said of a debtor, or end it.
_MOVES = (
    ev.MovedToSeparateBook,
    ev.Collected, ev.SurplusReturned, ev.Terminated, ev.LineCompleted, ev.Continued, ev.Withdrawn, ev.Cancelled, ev.Delegated, ev.MeansLacking,
    ev.EffectUndone, ev.LineAdded, pe.RightsTransferred, pe.RequestReturned, pe.Concluded, pe.TakenUp,
)  # fmt: skip


@dataclass(slots=True)
class End:
    """From ``day`` on nothing of these debtors is to be published any more; by: type of the event that made it so. done: taken off on."""

    day: date
    by: str
    debtors: tuple[str, ...]
    every: bool
    done: date | None = None


@dataclass(slots=True)
class Change:
    """What is published is not so any more since ``day``. done: brought up to date, or taken off, on."""

    day: date
    done: date | None = None


@dataclass(slots=True)
class Course:
    """shown: who is published now, since when; ends, changes: in their order; posted: on the commune's board since, None = not."""

    shown: dict[str, date] = field(default_factory=dict)
    ends: list[End] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    posted: date | None = None

    @property
    def gone(self) -> dict[str, End]:
        """Who is still published though nothing of them is to be."""
        return {d: e for e in self.ends if e.done is None for d in e.debtors if d in self.shown}

    @property
    def stale(self) -> date | None:
        """Since when what is published is not so; None = it is."""
        return next((c.day for c in self.changes if c.done is None), None)


def lacking(state: MatterState) -> list[LineState]:
    """The open obligations of which a decision stands that means are lacking, in the separate book too."""
    return [s for s in state.open_lines if any(c.kind in ("lacks_means", "separate_book") for c in s.conditions)]


def prints(state: MatterState) -> dict[str, Print]:
    """Debtor -> what is said of what they owe."""
    lines = lacking(state)
    found: dict[str, Print] = {}
    for debtor in means.debtors(lines) if lines else ():
        theirs = [s for s in lines if not debtor or debtor in s.line.debtors]
        found[debtor] = tuple((s.line.line, s.rest if s.line.due is not None else None, _ground(s)) for s in theirs)
    return found


def course(standing: list[ev.Event]) -> Course:
    """Of a matter, from its events in force."""
    made = Course()
    if not any(isinstance(e.body, ev.Published) for e in standing):
        return made
    known: dict[str, Print] = {}
    for at, e in enumerate(standing):
        if e.day is None:
            continue
        match e.body:
            case ev.Published():
                state = fold(standing[: at + 1])
                known = prints(state)
                # Where nothing is lacking the decision was undone since: whom it was about is not known any more, so all are meant.
                made.shown = {d: made.shown.get(d, e.day) for d in known or made.shown or means.debtors(state.lines.values())}
                _settle(made, e.day)
            case pub.PublicationUpdated() if made.shown:
                known = _renewed(made, known, fold(standing[: at + 1]), e.day)
                _settle(made, e.day)
            case pub.PublicationEnded(party) if made.shown:
                _taken_off(made, party, e.day)
            case pub.PublicationChanged() if made.shown:
                _changed(made, e.day)
            case pub.CommunePosted():
                made.posted = e.day
            case pub.CommunePostingEnded():
                made.posted = None
            case body if made.shown and isinstance(body, _MOVES):
                known = _moved(made, known, fold(standing[: at + 1]), e)
    _undone(made, standing)
    return made


def _moved(made: Course, known: dict[str, Print], state: MatterState, e: ev.Event) -> dict[str, Print]:
    assert e.day is not None
    now = prints(state)
    already = set(made.gone)
    left = tuple(d for d in made.shown if d not in now and d not in already)
    if left:
        every = not set(made.shown) - set(left) - already
        made.ends.append(End(e.day, type(e.body).__name__, left, every))
        if every:
            _settle(made, e.day)
    # Whose means are lacking anew is not to be taken off.
    for end in made.ends:
        if end.done is None and set(end.debtors) & set(now):
            end.done = e.day
    # A new decision has a term of its own, for being published.
    if not isinstance(e.body, ev.MeansLacking) and (set(now) - set(made.shown) or any(d in known and known[d] != now[d] for d in now)):
        _changed(made, e.day)
    return {**known, **now}


def _renewed(made: Course, known: dict[str, Print], state: MatterState, day: date) -> dict[str, Print]:
    """Who is new on the list is published with it; who is gone stays until it is said that they were taken off."""
    now = prints(state)
    for debtor in now:
        made.shown.setdefault(debtor, day)
    return {**known, **now}


def _taken_off(made: Course, party: str, day: date) -> None:
    for debtor in [d for d in made.shown if party in ("", d)]:
        del made.shown[debtor]
    for end in made.ends:
        if end.done is None and not set(end.debtors) & set(made.shown):
            end.done = day
    if not made.shown:
        _settle(made, day)


def _changed(made: Course, day: date) -> None:
    if made.stale is None and set(made.shown) - set(made.gone):
        made.changes.append(Change(day))


def _settle(made: Course, day: date) -> None:
    """What is published is so from this day on, or is no more."""
    for change in made.changes:
        change.done = change.done or max(day, change.day)


def _undone(made: Course, standing: list[ev.Event]) -> None:
    """The decision itself was withdrawn or struck: it reads as if it had never been, so that no step above has seen it go."""
    if not made.shown:
        return
    now = prints(fold(standing))
    left = tuple(d for d in made.shown if d not in now and d not in made.gone)
    if not left:
        return
    last = next((e for e in reversed(standing) if isinstance(e.body, ev.EffectUndone)), None)
    day = max(made.shown[d] for d in left)
    if last is not None and last.day is not None:
        day = max(day, last.day)
    every = not set(made.shown) - set(left) - set(made.gone)
    made.ends.append(End(day, type(last.body).__name__ if last is not None else "", left, every))
    if every:
        _settle(made, day)


def _ground(line: LineState) -> str:
    return next((c.clause for c in line.conditions if c.kind == "lacks_means"), "")


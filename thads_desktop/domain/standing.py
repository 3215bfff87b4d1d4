"""Which events of a subject stand as of a day and a place in the log: what was struck or undone by then is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import (
    delegation_events as de,
    events as ev,
    intake_events as ie,
    part_events,
    procedure_events as pe,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

#: What a paper did to the obligations of its matter.
OnLines = (
    ev.MeansLacking | ev.Deferred | ev.Suspended | ev.Continued | ev.Terminated | ev.Delegated | ev.Withdrawn | ev.Cancelled
    | pe.RequestReturned | pe.Concluded | pe.TakenUp | pe.RightsTransferred | part_events.PartGivenAway
)  # fmt: skip
#: What a paper did beside the obligations: gone with it, or with those of its lines for which it is undone.
Beside = pe.MeasureTaken | pe.ActDone
#: What goes whole with its paper.
_Whole = ev.OfficerAssigned | ev.EffectUndone | ev.Amended | pe.MeasureEnded | pe.HeadDecided | de.AssetHandlingIssued | ie.FixAsked
#: How a continuation names the lack of means that it ends.
_LACK = {"means_lacking", "lacks_means"}
_EVERYTHING: frozenset[int] = frozenset()


def standing(events: list[ev.Event], day: date | None = None, seq: int | None = None) -> list[ev.Event]:
    """The events of one subject as of (day, seq), in fold order, without those struck by then.

    day None = no limit of day; seq None = everything recorded. ``Struck`` itself is left out.
    """
    known = [e for e in events if seq is None or e.seq <= seq]
    if any(isinstance(e.body, ev.ImportUndone) for e in known):
        return []
    struck = {e.body.target for e in known if isinstance(e.body, ev.Struck)}
    kept = [
        e for e in known
        if e.day is not None and e.seq not in struck and (day is None or e.day <= day)
    ]  # fmt: skip
    kept.sort(key=lambda e: (e.day, e.seq))
    return kept


def as_recorded(events: list[ev.Event], seq: int | None = None) -> list[ev.Event]:
    """The events of one subject that stand (as recorded up to seq; None = now), in the order they were recorded.

    For what holds from the moment it is recorded (accounts, settings, merges of persons): the last record counts, though the clock
    of its computer was behind.
    """
    return sorted(standing(events, None, seq), key=lambda e: e.seq)


class Force(NamedTuple):
    """What is in force, and for each line of which a termination was undone the day and seq of the first such
    termination: a completion after it may have rested on it."""

    events: list[ev.Event]
    unterminated: dict[int, tuple[date, int]]


def in_force(events: list[ev.Event], day: date | None = None, seq: int | None = None) -> list[ev.Event]:
    """``standing``, less the effects of papers that were withdrawn or cancelled by then (``EffectUndone``), and the
    moves to the separate book that rested on them.

    Only the effects go: a paper's number, print and sending stand whatever becomes of it.
    """
    return force(events, day, seq).events


def force(events: list[ev.Event], day: date | None = None, seq: int | None = None) -> Force:
    """``in_force``, with what the fold needs of what was left out."""
    kept = standing(events, day, seq)
    undone = _undone(kept)
    if not undone:
        return Force(kept, {})
    numbers = tuple(line.line for e in kept for line in _lines_of(e.body))
    unterminated: dict[int, tuple[date, int]] = {}
    for e in kept:
        if isinstance(e.body, ev.Terminated) and e.body.paper in undone and e.day is not None:
            gone = undone[e.body.paper]
            for n in e.body.lines or numbers:
                if not gone or n in gone:
                    unterminated.setdefault(n, (e.day, e.seq))
    left = (_left(e, undone, numbers) for e in _unbooked(kept, undone, numbers))
    return Force([e for e in left if e is not None], unterminated)


def _undone(events: list[ev.Event]) -> dict[str, frozenset[int]]:
    """Paper -> numbers of the lines for which it was undone, none = all."""
    undone: dict[str, frozenset[int]] = {}
    for event in reversed(events):
        body = event.body
        # The latest first: an undoing that was undone itself undoes nothing.
        if isinstance(body, ev.EffectUndone) and body.paper not in undone:
            before = undone.get(body.target)
            whole = not body.lines or before == _EVERYTHING
            undone[body.target] = _EVERYTHING if whole else frozenset(body.lines) | (before or _EVERYTHING)
    return undone


def _left(event: ev.Event, undone: dict[str, frozenset[int]], numbers: tuple[int, ...]) -> ev.Event | None:
    """The event, what is left of it, or None."""
    body = event.body
    if isinstance(body, _Whole):
        return None if body.paper in undone else event
    if not isinstance(body, (OnLines, Beside)) or body.paper not in undone:
        return event
    gone = undone[body.paper]
    lines = tuple(n for n in (body.lines or numbers) if n not in gone)
    return replace(event, body=replace(body, lines=lines)) if gone and lines else None


def _unbooked(events: list[ev.Event], undone: dict[str, frozenset[int]], numbers: tuple[int, ...]) -> Iterator[ev.Event]:
    """The events without the moves to the separate book that rested, for a line, on nothing but decisions undone since."""
    lacking: dict[int, list[str]] = {}
    for event in events:
        body = event.body
        if isinstance(body, ev.MeansLacking):
            for n in body.lines or numbers:
                lacking.setdefault(n, []).append(body.paper)
        elif isinstance(body, ev.Continued) and ends_lack(body) and body.paper not in undone:
            for n in body.lines or numbers:
                lacking.pop(n, None)
        elif isinstance(body, ev.MovedToSeparateBook):
            off = {n for n, papers in lacking.items() if all(p in undone and n in (undone[p] or {n}) for p in papers)}
            lines = tuple(n for n in (body.lines or numbers) if n not in off)
            if not lines:
                continue
            if off.intersection(body.lines or numbers):
                event = replace(event, body=replace(body, lines=lines))
        yield event


def ends_lack(body: ev.Body) -> bool:
    """A continuation of what had no means: it ends the being in the separate book too."""
    return isinstance(body, ev.Continued) and (not body.ends or bool(_LACK & set(body.ends)))


def _lines_of(body: ev.Body) -> tuple[ev.Line, ...]:
    if isinstance(body, (ev.MatterOpened, ev.CarriedIn)):
        return body.lines
    return (body.line,) if isinstance(body, ev.LineAdded) else ()

"""Terms that a ground starts: the decision it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, hours, part_events, reach
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.law.due_hours import asks_deferral, must_defer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Counter, Deadline

#: What a ground asks for -> the rule of the term, and the decision that answers.
_GROUNDS: dict[str, tuple[str, type | tuple[type, ...]]] = {
    "means_lacking": ("R11", ev.MeansLacking),
    "deferral": ("R19", ev.Deferred),
    "suspension": ("R20", ev.Suspended),
    "suspension_notice": ("R21", ev.Suspended),
    "continuation": ("R22", ev.Continued),
    "termination": ("R23", ev.Terminated),
    "delegation": ("R24", (ev.Delegated, part_events.PartGivenAway)),
}


def of_grounds(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """Each ground's decision; what the end of the matter, or of the obligations it is about, overtook is discharged by it."""
    noted = hours.noted(standing)
    for e in standing:
        if not isinstance(e.body, ev.GroundArose) or e.body.of not in _GROUNDS or e.day is None:
            continue
        rule = _GROUNDS[e.body.of][0]
        done, left = _met(e.body, e.day, standing, state, _lifts(desk, e.body, e.day))
        case = ""
        if rule == "R19":
            case = "khang_nghi" if e.body.urgent or e.body.clause == "2" else "thuong"
        elif rule == "R23":
            case = next((g.case for g in desk.rules.grounds("termination", e.day) if g.code == e.body.clause and g.case), "thuong")
        elif rule == "R24":
            case = "khan_cap" if e.body.urgent else "thuong"
        note, why = noted.get(e.seq), f"Phát sinh căn cứ ngày {short_date(e.day)}."
        if asks_deferral(e.body) and (said := must_defer(desk, e.day, note)):
            why = f"{why} {said}"
        yield desk.made(rule, e.day, why, done, case=case, lines=left, hour=note.hour if note is not None else "")


def _lifts(desk: Counter, ground: ev.GroundArose, day: date) -> set[str]:
    """What a continuation on this ground lifts, as ``Continued.ends`` names it; empty = not said."""
    if ground.of != "continuation":
        return set()
    return {end for end in reach.LIFTS if any(g.code == ground.clause for g in desk.rules.grounds(f"continuation_of_{end}", day))}


def _met(
    ground: ev.GroundArose, since: date, standing: list[ev.Event], state: MatterState, lifts: set[str]
) -> tuple[date | None, tuple[int, ...]]:
    """(the day by which the ground was decided on, or None; the obligations it names that still wait).

    A decision on every open obligation answers it, whatever ground it names; one on some answers a ground of these
    obligations, and of a ground that names none the one with the same clause.
    """
    covered: dict[int, date] = {}
    for at, x in enumerate(standing):
        if x.day is None or x.day < since or not _answers(ground, x.body, lifts):
            continue
        named: tuple[int, ...] = getattr(x.body, "lines", ())
        if not named:
            return x.day, ()
        covered = {**dict.fromkeys(named, x.day), **covered}
        # What was paid up by then is no decision's any more.
        if {s.line.line for s in fold(standing[:at]).open_lines if not s.paid} <= set(covered):
            return x.day, ()
        if not ground.lines and _same_ground(ground, x.body):
            return x.day, ()
    ends = {n: s.ended.day for n, s in state.lines.items() if s.ended is not None}
    left = tuple(n for n in ground.lines if n not in covered and n not in ends)
    if ground.lines and not left:
        return max((covered.get(n) or ends[n]) for n in ground.lines), ()
    return (state.status_day, ()) if state.ended else (None, left)


def _same_ground(ground: ev.GroundArose, body: ev.Body) -> bool:
    """Where one of the two names no clause nothing speaks against it."""
    clause = getattr(body, "ground", "") or getattr(body, "clause", "")
    return not clause or not ground.clause or clause == ground.clause


def _answers(ground: ev.GroundArose, body: ev.Body, lifts: set[str]) -> bool:
    """The decision the ground asked for; a suspension and the notice of another authority's are two things, and so are
    a continuation of what was deferred and of what was suspended."""
    if isinstance(body, ev.Continued) and lifts and body.ends and not lifts & set(body.ends):
        return False
    if isinstance(body, ev.Suspended) and body.by_notice != (ground.of == "suspension_notice"):
        return False
    if isinstance(body, part_events.PartGivenAway) and body.half != "delegated":
        return False
    return isinstance(body, _GROUNDS[ground.of][1])

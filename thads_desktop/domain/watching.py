"""How a matter stands on the list of key matters, from its events and the criteria that it meets. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import watch_events as we
from thads_desktop.domain.standing import as_recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from thads_desktop.domain.events import Event

#: In the place of a criterion: the head put it there.
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Watched:
    """since: the day it came on the list; reasons: ids of criteria, ``HEAD`` first; the last direction and the last report."""

    since: date
    reasons: tuple[str, ...]
    why: str = ""
    direction: str = ""
    person: str = ""
    due: date | None = None
    task: str = ""
    report: str = ""
    reported: date | None = None

    def silent(self, today: date) -> int:
        """Days since the last report; since it came on the list where there is none."""
        return max(0, (today - max(self.since, self.reported or self.since)).days)

    def red(self, today: date, limit: int) -> bool:
        """More than so many days have passed in silence."""
        return self.silent(today) > limit


def watched(events: Iterable[Event], met: Mapping[str, Mapping[str, date]]) -> Watched | None:
    """None for a matter that is not on the list. met: criterion -> what the matter meets it by ("" = by itself) -> the day since when."""
    put: tuple[date, str, str] | None = None
    taken: tuple[date, tuple[str, ...]] | None = None
    direction = report = person = task = ""
    due = reported = None
    for event in as_recorded(list(events)):
        body, day = event.body, event.day
        if day is None:
            continue
        match body:
            case we.WatchPut(row, criterion):
                put, taken = (day, row, criterion), None
            case we.WatchTaken(_row, criteria):
                put, taken = None, (day, criteria)
                direction = report = person = task = ""
                due = reported = None
            case we.WatchDirected(row, who, until, key):
                direction, person, due, task = row, who, until, key
            case we.WatchReported(row):
                report, reported = row, day
    held: dict[str, date] = {}
    for criterion, by in met.items():
        # What was taken off comes back by what did not hold it then, from the day it was taken off at the earliest.
        days = [d if taken is None else max(d, taken[0]) for key, d in by.items() if taken is None or _new(criterion, key, d, *taken)]
        if days:
            held[criterion] = min(days)
    reasons = tuple(dict.fromkeys((*((put[2] or HEAD,) if put is not None else ()), *held)))
    if not reasons:
        return None
    since = min((*((put[0],) if put is not None else ()), *held.values()))
    return Watched(since, reasons, put[1] if put is not None else "", direction, person, due, task, report, reported)


def marks(met: Mapping[str, Mapping[str, date]]) -> tuple[str, ...]:
    """What ``WatchTaken`` keeps of what holds a matter: each criterion, and of each by what it is met."""
    return tuple(sorted({*met, *(f"{criterion}:{key}" for criterion, by in met.items() for key in by if key)}))


def _new(criterion: str, key: str, since: date, day: date, known: tuple[str, ...]) -> bool:
    """It did not hold the matter when that was taken off on a day. Where nothing was kept of by what a criterion was met, the days tell."""
    if criterion not in known:
        return True
    if key and any(k.startswith(f"{criterion}:") for k in known):
        return f"{criterion}:{key}" not in known
    return since > day

"""What prisons took of one matter, and what of it has reached the office. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, prison_events as pr
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Taken:
    """One sum; arrived: the day it reached the office, collected: seq of its ``Collected`` (None and 0 = it has not)."""

    seq: int
    day: date
    body: pr.PrisonCollected
    arrived: date | None = None
    collected: int = 0


def taken(events: list[ev.Event]) -> list[Taken]:
    """Every sum of one matter, in the order of days. One whose ``Collected`` was struck has not arrived."""
    standing = in_force(events)
    here = {e.seq for e in standing if isinstance(e.body, ev.Collected)}
    came = {e.body.of: e for e in standing if isinstance(e.body, pr.PrisonArrived) and e.body.collected in here}
    found = []
    for event in standing:
        if isinstance(event.body, pr.PrisonCollected) and event.day is not None:
            by = came.get(event.seq)
            collected = by.body.collected if by is not None and isinstance(by.body, pr.PrisonArrived) else 0
            found.append(Taken(event.seq, event.day, event.body, by.day if by is not None else None, collected))
    return found

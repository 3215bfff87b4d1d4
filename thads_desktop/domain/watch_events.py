"""Events of the list of key matters; subject ``watch:<matter>``. Words of humans are register rows "watch" of the key that an event names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WatchPut:
    """The head put the matter on the list, with a reason. criterion: under which, "" = under none."""

    row: str
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class WatchTaken:
    """The head took it off, with a reason. criteria: those that held then, and as "criterion:key" by what (an entry, a paper, an asset); what is
    not among them brings it back. Of before the keys were kept: a criterion met anew after that day."""

    row: str
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchDirected:
    """The head said what is to be done, by whom, until when; it is the task."""

    row: str
    person: str
    due: date
    task: str


@dataclass(frozen=True, slots=True)
class WatchReported:
    """Somebody said how far the matter is."""

    row: str


WatchBody = WatchPut | WatchTaken | WatchDirected | WatchReported

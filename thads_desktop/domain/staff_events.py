"""Events of the staff register: units and their posts, people and where they serve, leave, secondments; proposals that were kept.

Subjects are ``staffunit:<id>``, ``staff:<id>`` and ``scenario:<id>``. Names, notes and distances are register rows of kind "staffunit",
"staff" and "scenario" under the same id. An event is never dated ahead; what it tells of may be (``since``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PostsSet:
    """The unit has so many posts from this day on."""

    posts: int


@dataclass(frozen=True, slots=True)
class UnitCounted:
    """The unit's work as of this day. carried: matters that came over from the year before; intake: new matters of the year; money, money_new:
    đồng that came over and đồng that came in the year; age_days: ages of the matters that came over, summed."""

    carried: int
    intake: int
    money: int
    money_new: int
    age_days: int = 0


@dataclass(frozen=True, slots=True)
class StaffPlaced:
    """A person serves in a unit in a rank from this day on; head: at its head; movable: may be seconded."""

    unit: str
    rank: str
    head: bool = False
    movable: bool = True


@dataclass(frozen=True, slots=True)
class StaffLeft:
    """The person left the service; this day is the last one."""


@dataclass(frozen=True, slots=True)
class LeaveTaken:
    """Away from a day until a day, both included. kind: of ``staff.LEAVES``."""

    since: date
    until: date
    kind: str


@dataclass(frozen=True, slots=True)
class Seconded:
    """Serves in another unit from a day until a day (None = until it is ended)."""

    unit: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SecondmentEnded:
    """The secondment that stands ended with this day."""


@dataclass(frozen=True, slots=True)
class ScenarioKept:
    """A proposal was kept to be compared; nothing was applied. moves: how many it proposes."""

    moves: int


StaffBody = PostsSet | UnitCounted | StaffPlaced | StaffLeft | LeaveTaken | Seconded | SecondmentEnded | ScenarioKept

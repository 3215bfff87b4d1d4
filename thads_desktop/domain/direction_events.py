"""Events of what a department sends down and of what an office answers; subject ``direction:<key of the package's content>``.

Words (what is to be done, by whom, what is reported) are in the kept package and in register rows "direction_in", "direction_report".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DirectionSent:
    """A signed package of directions was made for an office. no: its place among those to this office; sha256: kept as a blob."""

    to: str
    no: int
    sha256: str
    items: int


@dataclass(frozen=True, slots=True)
class DirectionTaken:
    """A package of directions of the superior was taken in; its items became tasks (row "direction_in": item -> task)."""

    sender: str
    no: int
    sha256: str
    items: int


@dataclass(frozen=True, slots=True)
class DirectionReported:
    """How far an item is, in words of a human (row "direction_report")."""

    item: str
    row: str


DirectionBody = DirectionSent | DirectionTaken | DirectionReported

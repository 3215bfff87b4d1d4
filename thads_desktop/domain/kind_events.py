"""What the obligations of a matter are for statistics: State budget by kind of receipt, owed to a credit institution, other.

An obligation says so itself when its decision is made (``Line.obligation``); this event says it of what is in the books already. The last
one of a line counts. What these events say holds from the beginning of what they are about, whatever the day they were written down.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindOfLine:
    """Number of the obligation, and its word (``returns.vocabulary.OBLIGATIONS``)."""

    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class LineKindSaid:
    """What obligations of this matter are."""

    kinds: tuple[KindOfLine, ...]


@dataclass(frozen=True, slots=True)
class ForcesSaid:
    """Whether the enforcement of a coercive measure called in the forces of other authorities; paper: the one that took it."""

    paper: str
    forces: bool


KindBody = LineKindSaid | ForcesSaid

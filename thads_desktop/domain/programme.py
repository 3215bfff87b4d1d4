"""An integer programme as plain values: what is asked of a solver, and what it answers. Whole numbers only, so that nothing is rounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

#: No bound from above.
FREE = 10**6


@dataclass(frozen=True, slots=True)
class Row:
    """least <= sum of (variable, coefficient) <= most; None = no bound."""

    terms: tuple[tuple[int, int], ...]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """Minimise the costs over whole numbers. bounds: (least, most) of each variable; costs: of each one."""

    bounds: tuple[tuple[int, int], ...]
    costs: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """values: of the variables when there is an optimum; stopped: the time ran out, or somebody stopped it."""

    status: Literal["optimal", "infeasible", "stopped"]
    values: tuple[int, ...] = ()


#: Who solves a programme.
Solve = Callable[[Programme], Answer]

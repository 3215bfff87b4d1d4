"""How much will come in next year: from how the whole years before grew, else by the growth that the data file supposes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from thads_desktop.domain.target_forecast import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

#: So many whole years are needed before their growth is gone by.
NEEDED = 3
#: Before so much of a year has passed, a few days would be made a whole year of.
YOUNG = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Coming:
    """Matters or đồng. base: of this year as a whole; growth: hundredths of a percent; supposed: not from the office's own years."""

    base: int
    value: int
    low: int
    high: int
    growth: int
    supposed: bool


def young(passed: int, days: int) -> bool:
    """Too little of a year has passed to be extrapolated."""
    return Fraction(passed, days) < YOUNG


def whole_year(history: Sequence[int], known: int, passed: int, days: int) -> int:
    """This year as a whole: what is known of it so far, extrapolated; while it is young, what the whole years before say of it."""
    if not young(passed, days) or not history:
        return known
    return coming(history, history[-1], 0).value


def coming(history: Sequence[int], base: int, supposed: int) -> Coming:
    """history: of whole years, the oldest first; base: of this year as a whole (known or forecast), no whole year to learn from while it
    runs; supposed: growth otherwise, from nothing to its double."""
    if len(history) >= NEEDED and all(x > 0 for x in history[:-1]):
        steps = [Fraction(b, a) - 1 for a, b in pairwise(history)]
        mean = Fraction(sum(history[1:]), sum(history[:-1])) - 1
        value, low, high = (max(0, rounded(base * (1 + g))) for g in (mean, min(steps), max(steps)))
        return Coming(base, value, low, high, rounded(mean * 10_000), supposed=False)
    grow = Fraction(supposed, 10_000)
    return Coming(base, rounded(base * (1 + grow)), base, rounded(base * (1 + 2 * grow)), supposed, supposed=True)

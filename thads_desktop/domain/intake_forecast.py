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


@dataclass(frozen=True, slots=True)
class Coming:
    """Matters or đồng. base: of this year as a whole; growth: hundredths of a percent; supposed: not from the office's own years."""

    base: int
    value: int
    low: int
    high: int
    growth: int
    supposed: bool


def coming(history: Sequence[int], base: int, supposed: int) -> Coming:
    """history: of past whole years, the oldest first; base: of this year as a whole (known or forecast); supposed: growth otherwise, from
    nothing to its double."""
    series = [*history, base]
    if len(history) >= NEEDED and all(x > 0 for x in series[:-1]):
        steps = [Fraction(b, a) - 1 for a, b in pairwise(series)]
        mean = Fraction(sum(series[1:]), sum(series[:-1])) - 1
        value, low, high = (max(0, rounded(base * (1 + g))) for g in (mean, min(steps), max(steps)))
        return Coming(base, value, low, high, rounded(mean * 10_000), supposed=False)
    grow = Fraction(supposed, 10_000)
    return Coming(base, rounded(base * (1 + grow)), base, rounded(base * (1 + 2 * grow)), supposed, supposed=True)

"""How a year will end, from how the years before went: seasonal, held against a straight line, and tried on years whose end is known.

Fractions and whole numbers only, so that the same figures always give the same forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from thads_desktop.domain.targets import CUTS, WHOLE, Figures, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: (figures on the same day of a past year, at its end).
Past = tuple[Figures, Figures]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Hundredths of a percent. straight: by the straight line; low, high: None = too few years to say how far it may be off; years: past ones
    that it goes by, 0 = the straight line."""

    value: int
    straight: int | None
    low: int | None = None
    high: int | None = None
    years: int = 0

    @property
    def seasonal(self) -> bool:
        return self.years > 0


@dataclass(frozen=True, slots=True)
class Trial:
    """A forecast of a year whose end is known, made from the other years. covered, straight_covered: the end lay within as far as the method was
    ever off in the others; None = too few of them to say."""

    year: int
    actual: int
    forecast: int
    straight: int | None
    covered: bool | None
    straight_covered: bool | None


@dataclass(frozen=True, slots=True)
class Tried:
    """All trials made at a month. error, straight_error: mean absolute, hundredths of a percent; covered (and by the line) of so many with an interval."""

    months: int
    trials: tuple[Trial, ...]
    error: int
    straight_error: int | None
    covered: int
    straight_covered: int
    with_interval: int


def rounded(value: Fraction) -> int:
    """Half up, away from nothing."""
    sign = -1 if value < 0 else 1
    value = abs(value)
    return sign * ((2 * value.numerator + value.denominator) // (2 * value.denominator))


def seasonal(now: Figures, past: Sequence[Past]) -> Figures | None:
    """Each figure grown as the past years together grew from this day to their end; None where the past has nothing to go by."""
    if not past:
        return None
    made = []
    for at, have in enumerate(now):
        then, end = sum(p[0][at] for p in past), sum(p[1][at] for p in past)
        if then <= 0 and have:
            return None
        made.append(rounded(Fraction(have * end, then)) if then > 0 else rounded(Fraction(end, len(past))))
    grown = Figures(*made)
    return grown._replace(done=min(grown.done, grown.means), done_money=min(grown.done_money, grown.means_money))


def straight(now: Figures, passed: int, days: int) -> Figures:
    """What is done and what is new go on as they did; what has means stays as it is: the usual half of a target at half a year."""
    if passed <= 0:
        return now
    far = Fraction(days, passed)
    return now._replace(
        done=min(now.means, rounded(now.done * far)), new=rounded(now.new * far),
        done_money=min(now.means_money, rounded(now.done_money * far)), new_money=rounded(now.new_money * far),
    )  # fmt: skip


def forecast(
    measure: str, now: Figures, before: Figures | None, past: Mapping[int, Past], priors: Mapping[int, Figures], passed: int, days: int,
) -> Forecast | None:  # fmt: skip
    """How a measure will stand at the end of the year. past: by year; priors: the end of the year before each, for cuts.

    None where it cannot be known at all."""
    line = _value(measure, straight(now, passed, days), before)
    grown = seasonal(now, list(past.values()))
    value = _value(measure, grown, before) if grown is not None else line
    if value is None:
        return None
    width = _width(_errors(measure, past, priors))
    years = len(past) if grown is not None else 0
    if not years or width is None:
        return Forecast(value, line, years=years)
    least = value - width if measure in CUTS else max(0, value - width)
    # Neither more is done nor more is cut than there is.
    return Forecast(value, line, least, min(WHOLE, value + width), years)


def tried(measure: str, months: int, past: Mapping[int, Past], priors: Mapping[int, Figures], passed: Mapping[int, tuple[int, int]]) -> Tried | None:
    """The method tried at a month on every past year, each from the others alone. passed: year -> (days passed, days of the year)."""
    trials = []
    off = {y: abs(a - s) for y, (a, s) in _lines(measure, past, priors, passed).items()}
    for year, (then, end) in sorted(past.items()):
        others = {y: p for y, p in past.items() if y != year}
        grown = seasonal(then, list(others.values()))
        actual, made = _value(measure, end, priors.get(year)), _value(measure, grown, priors.get(year)) if grown else None
        if actual is None or made is None:
            continue
        line = _value(measure, straight(then, *passed[year]), priors.get(year))
        width = _width(_errors(measure, others, priors))
        far = _width([error for y, error in off.items() if y != year])
        trials.append(Trial(
            year, actual, made, line, None if width is None else abs(actual - made) <= width, None if far is None or year not in off else off[year] <= far,
        ))  # fmt: skip
    if not trials:
        return None
    lines = [abs(t.actual - t.straight) for t in trials if t.straight is not None]
    return Tried(
        months, tuple(trials), rounded(Fraction(sum(abs(t.actual - t.forecast) for t in trials), len(trials))),
        rounded(Fraction(sum(lines), len(lines))) if lines else None, sum(t.covered is True for t in trials),
        sum(t.straight_covered is True for t in trials), sum(t.covered is not None for t in trials),
    )  # fmt: skip


def _value(measure: str, figures: Figures | None, before: Figures | None) -> int | None:
    found = share(measure, figures, before) if figures is not None else None
    return found.value if found is not None else None


def _lines(
    measure: str, past: Mapping[int, Past], priors: Mapping[int, Figures], passed: Mapping[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Year -> how it ended, and what the straight line would have said."""
    found = {}
    for year, (then, end) in past.items():
        actual, line = _value(measure, end, priors.get(year)), _value(measure, straight(then, *passed[year]), priors.get(year))
        if actual is not None and line is not None:
            found[year] = (actual, line)
    return found


def _errors(measure: str, past: Mapping[int, Past], priors: Mapping[int, Figures]) -> list[int]:
    """How far off each year's forecast from the other years would have been."""
    found = []
    for year, (then, end) in past.items():
        grown = seasonal(then, [p for y, p in past.items() if y != year])
        made, actual = _value(measure, grown, priors.get(year)), _value(measure, end, priors.get(year))
        if made is not None and actual is not None:
            found.append(abs(actual - made))
    return found


def _width(errors: Sequence[int]) -> int | None:
    """The farthest that it was ever off; of one year alone nothing is said."""
    return max(errors) if len(errors) > 1 else None

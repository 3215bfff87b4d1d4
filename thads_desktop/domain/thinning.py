"""Which of many copies are kept: all of the last day, then one a day, one a week, one a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Thinning:
    """Hours for which every copy is kept, then for how many days, weeks and months one of each."""

    hours: int = 24
    days: int = 14
    weeks: int = 8
    months: int = 24


def kept(made: Iterable[datetime], now: datetime, rule: Thinning | None = None) -> set[datetime]:
    """Of the moments copies were made those to keep: of every day, week and month the last one, and always the newest.

    A copy from the future (a clock set back) is kept: nothing is thrown away because a clock is wrong.
    """
    rule = rule or Thinning()
    ordered = sorted(set(made))
    found = {m for m in ordered if m > now - timedelta(hours=rule.hours)} | set(ordered[-1:])
    last_of: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (rule.days, lambda m: m.date()),
        (rule.weeks * 7, lambda m: m.isocalendar()[:2]),
        (rule.months * 31, lambda m: (m.year, m.month)),
    )
    for days, bucket in last_of:
        newest = {bucket(m): m for m in ordered if m > now - timedelta(days=days)}
        found |= set(newest.values())
    return found

"""Sample years of an office, made for the tests of targets: every figure comes of events of matters, never of typed cells.

The plan is made so that the sample meets as many targets as the report of 2015-2020 tells of its department: 1 of 4, 3 of 4, 4 of 4, 3 of 4, 2 of 2.
The thresholds of 2015 to 2017 and of 2019 are those published (returns.md, section 4); all others are invented and stand here as samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period
from thads_desktop.services import targets
from thads_desktop.services.desk import Desk

MILLION = 1_000_000
#: Cumulative hundredths of a year's work done by the end of each month: slow at first, much in the last weeks.
DONE = (3, 7, 12, 17, 22, 30, 38, 47, 58, 70, 84, 100)
NEW = (8, 16, 25, 33, 41, 50, 58, 66, 75, 83, 91, 100)
MET = {2015: (1, 4), 2016: (3, 4), 2017: (4, 4), 2018: (3, 4), 2019: (2, 2)}
#: year -> (rate of matters, of money, cut of matters, of money); "" = none that year.
THRESHOLDS = {
    2015: ("88", "77", "5", "5"), 2016: ("70", "30", "5", "5"), 2017: ("73", "32", "5", "5"), 2018: ("74", "33", "5", "5"), 2019: ("73", "33", "", ""),
}  # fmt: skip
MEASURES = ("rate_matters", "rate_money", "cut_matters", "cut_money")


@dataclass(frozen=True)
class Plan:
    """new, done: small matters of a million each; big: what one further big matter is for; taken: what comes in of the big ones (millions)."""

    new: int
    done: int
    big: int = 0
    taken: int = 0


PLANS = {
    2014: Plan(60, 20, 400), 2015: Plan(59, 65, 500, 35), 2016: Plan(64, 72, 600, 428), 2017: Plan(72, 75, 0, 425),
    2018: Plan(74, 78, 600, 522), 2019: Plan(78, 80, 0, 320),
}  # fmt: skip


def spread(count: int, at: int, shares: tuple[int, ...], year: int) -> date:
    """The day of the at-th (from 0) of a year's count: within the month by whose end so many are done."""
    month = next(m for m, share in enumerate(shares, 1) if share * count >= 100 * (at + 1))
    first = date(year - 1, 10, 1) if month == 1 else period(year, month - 1)[1] + timedelta(days=1)
    return first + timedelta(days=at % 20)


def fill(desk: Desk, officer: str, plans: dict[int, Plan] = PLANS, until: date = date(2100, 1, 1)) -> None:
    """Write the years into a store, in the order of their days, up to a day."""
    made: list[tuple[str, date, ev.Body]] = []
    small: list[str] = []
    big: list[list[object]] = []
    done = 0
    for year, plan in plans.items():
        for at in range(plan.new):
            day = spread(plan.new, at, NEW, year)
            small.append(_open(made, f"s{year}{at:03d}", day, MILLION, officer))
        if plan.big:
            big.append([_open(made, f"b{year}", date(year - 1, 10, 2), plan.big * MILLION, officer), plan.big])
        for at in range(plan.done):
            day = spread(plan.done, at, DONE, year)
            made += [(small[done], day, ev.Collected(1, MILLION)), (small[done], day, ev.LineCompleted(1))]
            done += 1
        left = plan.taken
        for month in range(1, 13):
            part = plan.taken * DONE[month - 1] // 100 - (plan.taken - left)
            left -= part
            while part:
                there = next(b for b in big if int(str(b[1])) > 1)
                some = min(part, int(str(there[1])) - 1)
                made.append((str(there[0]), period(year, month)[1], ev.Collected(1, some * MILLION)))
                there[1], part = int(str(there[1])) - some, part - some
    with desk.writing("keep") as uow:
        uow.append_many([(s, d, b, "") for s, d, b in sorted(made, key=lambda x: x[1]) if d <= until])
        uow.commit()


def set_all(desk: Desk, scope: str = "") -> None:
    """The thresholds of every year, by the head."""
    for year, said in THRESHOLDS.items():
        for measure, threshold in zip(MEASURES, said, strict=True):
            if threshold:
                direction = "more_than" if year == 2016 and measure.startswith("rate") else "at_least"
                targets.put(desk, targets.TargetInput(year, measure, threshold, period(year, 12)[0], scope, direction, "Chỉ tiêu mẫu để thử"))


def _open(made: list[tuple[str, date, ev.Body]], name: str, day: date, due: int, officer: str) -> str:
    subject = f"matter:{name}"
    made.append((subject, day, ev.MatterOpened("recorded", "cd", "dan_su", f"j{name}", (ev.Line(1, due),))))
    made.append((subject, day, ev.OfficerAssigned(officer)))
    return subject

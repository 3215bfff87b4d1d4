"""How long things take where some are not over yet: Kaplan and Meier's estimate, in whole numbers.

What is still open (or left the office) is not left out and not counted as over: it says "at least so long" (censored). Who was not watched
from the beginning (an older register taken over) counts only from the day it was (delayed entry). Nothing is rounded: what is left after
each day is a product of whole numbers, compared by cross-multiplying.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Watched from the very beginning: also what is over on its first day is seen.
FROM_START = -1
#: Of a hundred, so many are over: the quartiles and the median between them.
QUARTERS = (25, 50, 75)


class Seen(NamedTuple):
    """One thing watched: over after so many days, or still going on then. after: it was watched from the day after this one on."""

    days: int
    over: bool
    after: int = FROM_START


class Step(NamedTuple):
    """A day on which something was over: how many could have been, how many were."""

    day: int
    at_risk: int
    over: int


@dataclass(frozen=True, slots=True)
class Figures:
    """n: all that was watched (not what was over before it could be); over, open_: of them; q1, median, q3: days until a quarter, a half, three
    quarters are over, None = not reached.

    longest: for how many days anything was watched.
    """

    n: int
    over: int
    open_: int
    q1: int | None
    median: int | None
    q3: int | None
    longest: int


def steps(counts: Mapping[Seen, int]) -> Iterator[Step]:
    """The days on which something was over, in order. Who leaves on a day could still have been over on it."""
    over: Counter[int] = Counter()
    enters: Counter[int] = Counter()
    leaves: Counter[int] = Counter()
    for seen, n in counts.items():
        if seen.days <= seen.after:
            continue
        enters[seen.after] += n
        leaves[seen.days] += n
        if seen.over:
            over[seen.days] += n
    waiting = sorted(enters)
    gone, at, left, risk = sorted(leaves), 0, 0, 0
    for day in sorted(over):
        while at < len(waiting) and waiting[at] < day:
            risk += enters[waiting[at]]
            at += 1
        while left < len(gone) and gone[left] < day:
            risk -= leaves[gone[left]]
            left += 1
        yield Step(day, risk, over[day])


def quantiles(counts: Mapping[Seen, int], wanted: tuple[int, ...] = QUARTERS) -> tuple[int | None, ...]:
    """For each share of a hundred the first day after which at least so many are over; None = not reached."""
    found: dict[int, int] = {}
    going, whole = 1, 1
    for step in steps(counts):
        going *= step.at_risk - step.over
        whole *= step.at_risk
        for share in wanted:
            if share not in found and 100 * going <= (100 - share) * whole:
                found[share] = step.day
        if len(found) == len(wanted):
            break
    return tuple(found.get(share) for share in wanted)


def curve(counts: Mapping[Seen, int], at: Iterable[int]) -> list[int]:
    """Of a thousand, how many are over by each of these days (in order), rounded down."""
    found, each, going, whole = list[int](), steps(counts), 1, 1
    step = next(each, None)
    for day in at:
        while step is not None and step.day <= day:
            going *= step.at_risk - step.over
            whole *= step.at_risk
            step = next(each, None)
        found.append(1000 * (whole - going) // whole)
    return found


def figures(counts: Mapping[Seen, int]) -> Figures:
    """All that is said of a group: of just those the estimate goes by."""
    watched = {seen: k for seen, k in counts.items() if seen.days > seen.after}
    n = sum(watched.values())
    over = sum(k for seen, k in watched.items() if seen.over)
    q1, median, q3 = quantiles(watched)
    return Figures(n, over, n - over, q1, median, q3, max((seen.days for seen in watched), default=0))


class Cell(NamedTuple):
    """What matters are told apart by. year: statistical year in which they were opened; officer "" where it is not known or not told."""

    office: str
    kind: str
    case_type: str
    officer: str
    year: int


#: What is measured of the matters of a cell -> how many were seen so.
Counts = dict[tuple[Cell, str], Counter[Seen]]
COMMERCIAL = "kinh_doanh_thuong_mai"
#: From where to where; each also without the time on hold (NET).
SPANS = ("request_paid", "request_end", "decision_paid", "decision_end")
NET = "/net"
#: Kinds of time on hold, in the order in which a matter with several is named.
HOLDS = ("deferral", "suspension", "lacks_means", "separate_book")
HOLD = "hold/"
MEASURES = (*SPANS, *(s + NET for s in SPANS), *(HOLD + h for h in HOLDS))
#: By what rows are told apart -> the field of a cell.
GROUPS = ("kind", "case_type", "officer", "office", "year")
#: Commercial matters stand apart: the others, these, all.
SCOPES = ("others", "commercial", "all")


def in_scope(cell: Cell, scope: str) -> bool:
    """Whether matters of a cell count under a scope."""
    return scope == "all" or (cell.case_type == COMMERCIAL) == (scope == "commercial")


def grouped(counts: Counts, measure: str, by: str, scope: str) -> dict[str | int, Counter[Seen]]:
    """Group -> what was seen of it; by "" = everything as one group under ""."""
    found: dict[str | int, Counter[Seen]] = {}
    for (cell, name), seen in counts.items():
        if name == measure and in_scope(cell, scope):
            found.setdefault(getattr(cell, by) if by else "", Counter()).update(seen)
    return found


def joined(many: Iterable[Counts]) -> Counts:
    """What several offices counted, together."""
    found: Counts = {}
    for counts in many:
        for key, seen in counts.items():
            found.setdefault(key, Counter()).update(seen)
    return found

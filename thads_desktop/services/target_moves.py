"""What moved to "lacks means" within the year: late, without a fresh verification, back again soon after; and on what it rested.

It only shows: to move a matter is never offered as a way to a target. What a move does to the figures is not supposed: the matter is counted
once more without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period, statistical_year
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.targets import Figures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from thads_desktop.law.targets import Targets
    from thads_desktop.returns.facts import Fact

    #: The facts of a matter from its events, and the figures of facts.
    Read = Callable[[list[ev.Event]], Sequence[Fact]]
    Count = Callable[[Sequence[Fact]], Figures]

#: Words of what is odd about a move.
MARKS = {"late": "sát cuối kỳ", "stale": "không có xác minh mới", "back": "chuyển lại ngay sau kỳ"}
_LIFTING = {"means_lacking", "lacks_means"}
#: Months of the returns that go up: a move is late by the end of such a period, whatever day the figures are of.
PERIODS = (3, 6, 10, 12)


@dataclass(frozen=True, slots=True)
class Move:
    """The last odd move of a matter in the year. without: what the figures of the day would be more (or less) without this matter's odd moves;
    nothing where the move makes no difference any more."""

    matter: str
    officer: str
    day: date
    verified: date | None
    marks: tuple[str, ...]
    without: Figures


class _Seen(NamedTuple):
    """A decision that means are lacking, and the verification it rests on."""

    seq: int
    day: date
    verified: date | None
    fresh: bool


class Moves:
    """Gathers while matters go by. read, count: how the return of the day reads and counts a matter."""

    #: What it reads beside what a return counts.
    TYPES = frozenset({"Verified", "GroundArose"})

    def __init__(self, data: Targets, start: date, day: date, seq: int | None, read: Read, count: Count) -> None:
        self.data, self.start, self.day, self.seq = data, start, day, seq
        self.read, self.count = read, count
        self.odd: list[Move] = []
        #: officer -> decisions of the year that rest on a fresh verification, all of them.
        self.judged: dict[str, list[int]] = {}
        #: Matters with a recorded ground to terminate that no decision has answered.
        self.grounds: set[str] = set()

    def take(self, key: str, events: list[ev.Event], facts: Sequence[Fact]) -> None:
        """One matter with its facts of the year."""
        kinds = {type(e.body) for e in events}
        if ev.GroundArose in kinds:
            self._ground(key, in_force(events, self.day, self.seq))
        if ev.MeansLacking not in kinds or not facts:
            return
        known = in_force(events, self.day, self.seq)
        officer = facts[0].officer
        counted = self.judged.setdefault(officer, [0, 0])
        found: list[_Seen] = []
        for e in known:
            if isinstance(e.body, ev.MeansLacking) and e.day is not None and e.day >= self.start:
                seen = _verified(known, e)
                fresh = seen is not None and (e.day - seen).days <= self.data.fresh_days
                counted[0] += fresh
                counted[1] += 1
                found.append(_Seen(e.seq, e.day, seen, fresh))
        if found:
            self._judge(key, events, facts, found)

    def counted(self, officer: str = "") -> tuple[int, int]:
        """(decisions resting on a fresh verification, all) of one officer, or of all."""
        of = [c for who, c in self.judged.items() if officer in ("", who)]
        return sum(c[0] for c in of), sum(c[1] for c in of)

    def _judge(self, key: str, events: list[ev.Event], facts: Sequence[Fact], found: Sequence[_Seen]) -> None:
        lifted = [e.day for e in in_force(events, None, self.seq) if _lifts(e) and e.day is not None]
        odd = [(one, marks) for one in found if (marks := self._marks(one, lifted))]
        if not odd:
            return
        gone = {one.seq for one, _marks in odd}
        with_, without = self.count(facts), self.count(self.read([e for e in events if e.seq not in gone]))
        (last, marks) = odd[-1]
        self.odd.append(Move(key, facts[0].officer, last.day, last.verified, marks, without.minus(with_)))

    def _marks(self, one: _Seen, lifted: Sequence[date]) -> tuple[str, ...]:
        """What is odd about it. Late, and back again: by the end of the period of a return in which it lies, not by the day that is asked for."""
        year = statistical_year(one.day)
        end = next(last for last in (period(year, months)[1] for months in PERIODS) if one.day <= last)
        back = any(end < on <= end + timedelta(days=self.data.back_days) for on in lifted)
        holds = {"late": (end - one.day).days < self.data.late_days, "stale": not one.fresh, "back": back}
        return tuple(mark for mark in MARKS if holds[mark])

    def _ground(self, key: str, known: Sequence[ev.Event]) -> None:
        open_ = False
        for e in known:
            if isinstance(e.body, ev.GroundArose):
                open_ = open_ or e.body.of == "termination"
            elif isinstance(e.body, ev.Terminated):
                open_ = False
        if open_:
            self.grounds.add(key)


def _verified(known: Sequence[ev.Event], decided: ev.Event) -> date | None:
    """The last verification before a decision that did not find means."""
    assert decided.day is not None
    days = [
        e.day for e in known
        if isinstance(e.body, ev.Verified) and e.body.result != "means" and e.day is not None and (e.day, e.seq) < (decided.day, decided.seq)
    ]  # fmt: skip
    return max(days, default=None)


def _lifts(e: ev.Event) -> bool:
    return isinstance(e.body, ev.Continued) and (not e.body.ends or bool(_LIFTING & set(e.body.ends)))

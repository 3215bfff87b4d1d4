"""What moved to "lacks means" within the year: late, without a fresh verification, back again soon after; and on what it rested.

It only shows: to move a matter is never offered as a way to a target.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.law.targets import Targets
    from thads_desktop.returns.facts import Fact

#: Words of what is odd about a move.
MARKS = {"late": "sát cuối kỳ", "stale": "không có xác minh mới", "back": "chuyển lại ngay sau kỳ"}
_LIFTING = {"means_lacking", "lacks_means"}


@dataclass(frozen=True, slots=True)
class Move:
    """matters, money: what stands under "lacks means" because of it on the day (0 where it counts otherwise again)."""

    matter: str
    officer: str
    day: date
    verified: date | None
    marks: tuple[str, ...]
    matters: int
    money: int


class Moves:
    """Gathers while matters go by."""

    #: What it reads beside what a return counts.
    TYPES = frozenset({"Verified", "GroundArose"})

    def __init__(self, data: Targets, start: date, day: date, seq: int | None) -> None:
        self.data, self.start, self.day, self.seq = data, start, day, seq
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
        found: list[tuple[date, date | None, bool]] = []
        for e in known:
            if isinstance(e.body, ev.MeansLacking) and e.day is not None and e.day >= self.start:
                seen = _verified(known, e)
                fresh = seen is not None and (e.day - seen).days <= self.data.fresh_days
                counted[0] += fresh
                counted[1] += 1
                found.append((e.day, seen, fresh))
        if found:
            self._judge(key, events, facts, *found[-1])

    def counted(self, officer: str = "") -> tuple[int, int]:
        """(decisions resting on a fresh verification, all) of one officer, or of all."""
        of = [c for who, c in self.judged.items() if officer in ("", who)]
        return sum(c[0] for c in of), sum(c[1] for c in of)

    def _judge(self, key: str, events: list[ev.Event], facts: Sequence[Fact], day: date, seen: date | None, fresh: bool) -> None:
        late = (self.day - day).days < self.data.late_days
        back = self.seq is None and any(
            _lifts(e) and e.day is not None and self.day < e.day <= self.day + timedelta(days=self.data.back_days) for e in in_force(events)
        )
        if not (back or not fresh):
            return
        marks = tuple(mark for mark, holds in (("late", late), ("stale", not fresh), ("back", back)) if holds)
        held = [f for f in facts if f.state == "lacks_means"]
        self.odd.append(Move(key, facts[0].officer, day, seen, marks, sum(f.matters for f in held), sum(f.opening for f in held)))

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

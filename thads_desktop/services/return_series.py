"""A period beside the closed returns before it: what was carried over must be found again, or be explained (V12, V13).

The facts of every period concerned come out of one sweep over the matters (``return_reading``), because reading the log is what costs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period as days_of
from thads_desktop.returns.checks import Violation, check_series
from thads_desktop.returns.facts import Fact, FactReader
from thads_desktop.services import people, return_basis
from thads_desktop.services.closings import all_closings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Matters named in a sentence before "và n việc nữa".
NAMED = 20


@dataclass(slots=True)
class Before:
    """An earlier closed period. then: its facts as closed; late: matters that count otherwise in it by now; undone:
    matters of which a decision was withdrawn or cancelled after it."""

    closing: Closing
    same_year: bool
    closed: FactReader
    now: FactReader
    then: list[Fact] = field(default_factory=list)
    late: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)

    def judged(self, events: list[ev.Event], until: date) -> tuple[tuple[Fact, ...], bool, bool]:
        """Of one matter: its facts as closed; does it count otherwise by now; was a decision undone since."""
        was = self.closed.of(events)
        # Most matters have nothing recorded since; they need no second reading.
        since = any(e.seq > self.closing.at_seq for e in events)
        late = (since or self.closed.counting != self.now.counting) and _place(was) != _place(self.now.of(events))
        undone = any(isinstance(e.body, ev.EffectUndone) and e.day and self.closing.as_of < e.day <= until for e in events)
        return was, late, undone

    def take(self, key: str, judged: tuple[tuple[Fact, ...], bool, bool]) -> None:
        was, late, undone = judged
        self.then += was
        if late:
            self.late.add(key)
        if undone:
            self.undone.add(key)


def _place(facts: tuple[Fact, ...]) -> list[tuple[str, str]]:
    return [(f.part, f.state) for f in facts]


def before(desk: Desk, reader: Reader, regimes: Sequence[Regime], regime: Regime, year: int, months: int) -> list[Before]:
    """The closed returns that a period follows: the last one of its year before it, and the whole year before."""
    if people.office(reader).level != "district":
        return []  # what a province closes is made of packages, not of matters of its own
    closed = [c for c in all_closings(reader) if any(r.id == c.regime for r in regimes)]
    same = [c for c in closed if c.year == year and c.months < months]
    last = [c for c in closed if (c.year, c.months) == (year - 1, 12)]
    found = []
    for candidates, same_year in ((same, True), (last, False)):
        if candidates:
            c = max(candidates, key=lambda c: (c.months, c.regime == regime.id, int(c.key)))
            start, end = days_of(c.year, c.months)
            own = next(r for r in regimes if r.id == c.regime)
            then, now = (return_basis.with_settings(desk, reader, own, seq).counting for seq in (c.at_seq, None))
            found.append(Before(c, same_year, FactReader(start, end, then, c.at_seq), FactReader(start, end, now)))
    return found


def judge(reader: Reader, regime: Regime, earlier: Sequence[Before], facts: Sequence[Fact]) -> list[Violation]:
    """V12 and V13, each sentence with the period it compares with and the numbers of the matters."""
    found = []
    for b in earlier:
        for v in check_series(regime, b.then, facts, same_year=b.same_year, late=b.late, undone=b.undone):
            says = f"So với báo cáo {b.closing.period_words} đã chốt: {v.says[0].lower()}{v.says[1:-1]}"
            found.append(replace(v, says=f"{says}: {named(reader, v.matters)}."))
    return found


def named(reader: Reader, matters: Sequence[str]) -> str:
    """The numbers of matters, in order, at most ``NAMED`` of them."""
    rowids = {key: reader.projections.matter_id(key) for key in matters}
    rows = {r.matter: r for r in reader.projections.matter_rows([n for n in rowids.values() if n is not None])}
    known = sorted((rows[k].decision_day, rows[k].number, rows[k].number_text) for k in matters if k in rows)
    # A matter whose import was undone stands in no list any more; its register row still says its number.
    gone = [str((reader.row("matter", k) or {}).get("number_text") or k) for k in matters if k not in rows]
    numbers = [text for *_order, text in known] + gone
    more = f" và {len(numbers) - NAMED} việc nữa" if len(numbers) > NAMED else ""
    return ", ".join(numbers[:NAMED]) + more

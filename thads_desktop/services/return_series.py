"""A period beside the closed returns before it: what was carried over must be found again, or be explained (V12, V13).

The facts of every period concerned come out of one sweep over the matters (``return_reading``), because reading the log is what costs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period as days_of
from thads_desktop.returns import records
from thads_desktop.returns.checks import Violation, check_records, check_series
from thads_desktop.returns.facts import Fact, FactReader
from thads_desktop.services import changed_items, people, return_basis, return_lists
from thads_desktop.services.closings import all_closings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.records import Record
    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Matters named in a sentence before "và n việc nữa".
NAMED = 20


#: What ``Before.judged`` finds.
Judged = tuple[tuple[Fact, ...], bool, bool, "tuple[Record, ...]", bool]


@dataclass(slots=True)
class Before:
    """An earlier closed period. then: its facts as closed; recorded: its records as closed; late: matters that count otherwise in it by now;
    undone: matters of which a decision was withdrawn or cancelled after it; moved: matters and entries whose records are others by now."""

    closing: Closing
    same_year: bool
    closed: FactReader
    now: FactReader
    then: list[Fact] = field(default_factory=list)
    late: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)
    recorded: list[Record] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)

    def judged(self, events: list[ev.Event], until: date) -> Judged:
        """Of one matter: its facts as closed; does it count otherwise by now; was a decision undone since; its records as closed; are they
        others by now."""
        was = self.closed.of(events)
        # Most matters have nothing recorded since; they need no second reading.
        since = any(e.seq > self.closing.at_seq for e in events)
        late = (since or self.closed.counting != self.now.counting) and _place(was) != _place(self.now.of(events))
        undone = any(isinstance(e.body, ev.EffectUndone) and e.day and self.closing.as_of < e.day <= until for e in events)
        kept = records.of_matter(self.closed, events)
        return was, late, undone, kept, since and kept != records.of_matter(self.now, events)

    def take_entry(self, events: list[ev.Event]) -> None:
        """An entry of a book, as closed and as it is by now."""
        kept, now = (records.of_entry(events, r.start, r.end, r.at_seq) for r in (self.closed, self.now))
        self.recorded += kept
        if kept != now:
            self.moved.add(events[0].subject)

    def take(self, key: str, judged: Judged) -> None:
        was, late, undone, kept, moved = judged
        self.recorded += kept
        if moved:
            self.moved.add(key)
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


def judge(
    desk: Desk, reader: Reader, regime: Regime, earlier: Sequence[Before], facts: Sequence[Fact], recorded: Sequence[Record]
) -> list[Violation]:  # fmt: skip
    """V12 and V13, each sentence with the period it compares with and the numbers of the matters and entries."""
    found = []
    sources = changed_items.sources_of(regime)
    for b in earlier:
        broken = check_series(regime, b.then, facts, same_year=b.same_year, late=b.late, undone=b.undone)
        broken += check_records(b.recorded, recorded, same_year=b.same_year, sources=sources, late=b.moved)
        for v in broken:
            says = f"So với báo cáo {b.closing.period_words} đã chốt: {v.says[0].lower()}{v.says[1:-1]}"
            found.append(replace(v, says=f"{says}: {named(desk, reader, v.matters)}."))
    return found


def named(desk: Desk, reader: Reader, matters: Sequence[str]) -> str:
    """The numbers of matters and entries, in order, at most ``NAMED`` of them."""
    rowids = {key: reader.projections.matter_id(key) for key in matters if not return_lists.is_entry(key)}
    rows = {r.matter: r for r in reader.projections.matter_rows([n for n in rowids.values() if n is not None])}
    known = sorted((rows[k].decision_day, rows[k].number, rows[k].number_text) for k in matters if k in rows)
    # A matter whose import was undone stands in no list any more; its register row still says its number.
    gone = [str((reader.row("matter", k) or {}).get("number_text") or k) for k in rowids if k not in rows]
    entries = [k for k in matters if return_lists.is_entry(k)]
    numbers = [text for *_order, text in known] + gone
    numbers += sorted(changed_items.number_of(desk, reader, k) for k in entries[: max(0, NAMED - len(numbers))])
    more = f" và {len(matters) - NAMED} việc nữa" if len(matters) > NAMED else ""
    return ", ".join(numbers[:NAMED]) + more

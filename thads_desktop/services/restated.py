"""A figure of periods before on the map of offices of another day: sums of what was merged; of what was split only what evidence tells.

A matter of a split office is a successor's when a later return of that successor bears the same matter; every other one stands in a row of
its own, as not told. Every figure is computed from evidence, so that rates are rates of the sums. A figure to which the return of an office
expected then is lacking says so: a part is never shown as the whole.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period as days_of
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns.compute import Cell, total_cells
from thads_desktop.returns.tally import merged, tally, tally_records
from thads_desktop.services import consolidation, evidence_cache, org_tree, receiving, reporting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.returns.facts import Fact
    from thads_desktop.returns.tally import Tally
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.storage.reader import Reader

#: Rows of what is nobody's of the map.
UNTOLD, GONE = "?", "!"
NAMES = {UNTOLD: "Chưa phân được theo cơ quan mới", GONE: "Cơ quan không có kế tiếp trong cây"}


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One office of the map; values by period, None = nothing was received of it then; lacking: names of the offices of then whose
    return the value beside it does without."""

    unit: str
    name: str
    values: tuple[Cell, ...]
    lacking: tuple[tuple[str, ...], ...] = ()

    def shown(self, at: int) -> str:
        """A figure as people read it, marked where it is no whole."""
        lacks = self.lacking[at] if self.lacking and self.values[at] is not None else ()
        return reporting.shown(self.values[at]) + (f" (thiếu {len(lacks)})" if lacks else "")


@dataclass(frozen=True, slots=True)
class Series:
    """periods: their words, oldest first; notes: what could not be told."""

    day: date
    says: str
    periods: tuple[str, ...]
    rows: tuple[SeriesRow, ...]
    notes: tuple[str, ...] = ()


def series(desk: Desk, day: date, measure: str = "viec", cell: str = "c6") -> Series:
    """A cell of all matters by office of the map of ``day``, over every period received. measure: viec | tien. Refused for an unknown cell."""
    periods = sorted((p[:3] for p in consolidation.periods(desk)), key=lambda p: (p[1], p[2], p[0]))
    with desk.reading() as reader:
        units = org_tree.tree(reader)
        later, unclosed, stands = _later(reader, periods), receiving.drafts(reader), receiving.counting(reader)
        trusted = {k: r["name"] for k, r in receiving.trusted(reader).items()}
        columns: list[dict[str, Cell]] = []
        lacks: list[dict[str, tuple[str, ...]]] = []
        untold: list[str] = []
        for period in periods:
            shares, left = _shared(reader, units, period, day, later)
            columns.append({unit: _cell(period, sums, measure, cell) for unit, sums in shares.items()})
            lacks.append(_lacking(reader, units, period, day))
            untold += [
                f"{_words(period)}: số của {units[unit].name} thiếu báo cáo của {', '.join(names)}."
                for unit, names in lacks[-1].items() if unit in shares
            ]  # fmt: skip
            rough = sorted(trusted.get(office, office) for (office, of), sha in stands.items() if of == period and sha in unclosed)
            if rough:
                untold.append(f"{_words(period)}: bản đơn vị chưa chốt, số liệu còn có thể thay đổi: {', '.join(rough)}.")
            if left:
                untold.append(f"{_words(period)}: {left} việc của cơ quan đã chia chưa phân được vì báo cáo sau của đơn vị mới không có.")
    keys = dict.fromkeys([u.key for u in org_tree.on(units, day)] + [k for column in columns for k in column])
    rows = [
        SeriesRow(
            k, NAMES.get(k) or (units[k].name if k in units else trusted.get(k, k)), tuple(c.get(k) for c in columns),
            tuple(x.get(k, ()) for x in lacks),
        ) for k in keys
    ]  # fmt: skip
    said = _label(periods[-1], measure, cell) if periods else "Chưa có kỳ nào"
    return Series(day, said, tuple(_words(p) for p in periods), tuple(rows), tuple(untold))


def _later(reader: Reader, periods: list[Period]) -> dict[str, list[tuple[tuple[int, int], str]]]:
    """Matter -> ((year, months), office) of every return that bears it, the latest first."""
    found: dict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for period in reversed(periods):
        for office, (evidence, _sha) in receiving.accepted(reader, *period).items():
            for matter in {f.matter for f in evidence.facts}:
                found[matter].append((period[1:], office))
    return found


def _lacking(reader: Reader, units: dict[str, org_tree.Unit], period: Period, day: date) -> dict[str, tuple[str, ...]]:
    """Unit of the map -> names of the offices of a period's last day that are today that unit, or a part of it, and sent nothing then."""
    end = days_of(period[1], period[2])[1]
    came = {office for office, of in receiving.counting(reader) if of == period}
    found: dict[str, list[str]] = defaultdict(list)
    for unit in org_tree.on(units, end):
        if unit.office not in came:
            for heir in org_tree.follows(units, unit.key, day):
                found[heir].append(unit.name)
    return {heir: tuple(names) for heir, names in found.items()}


def _shared(
    reader: Reader, units: dict[str, org_tree.Unit], period: Period, day: date, later: dict[str, list[tuple[tuple[int, int], str]]],
) -> tuple[dict[str, Tally], int]:  # fmt: skip
    """(unit of the map -> bucket sums of a period, how many matters nobody of the map can be told to have)."""
    end = days_of(period[1], period[2])[1]
    parts: dict[str, list[Tally]] = defaultdict(list)
    left = 0
    for office, (evidence, sha) in receiving.accepted(reader, *period).items():
        unit = org_tree.named(units, office, end)
        if unit is None:
            parts[office].append(_plain(evidence_cache.sums(reader, sha)))
            continue
        heirs = org_tree.follows(units, unit.key, day)
        if len(heirs) == 1:
            parts[heirs[0]].append(_plain(evidence_cache.sums(reader, sha)))
        elif not heirs:
            parts[GONE].append(_plain(evidence_cache.sums(reader, sha)))
        else:
            split, lost = _split(units, evidence.facts, heirs, period, later)
            left += lost
            for key, facts in split.items():
                parts[key].append(tally(facts))
            # Nothing says later which unit a measure, a complaint or a visit of before belongs to.
            parts[UNTOLD].append(tally_records(evidence.records))
    return {key: merged(each) for key, each in parts.items()}, left


def _split(
    units: dict[str, org_tree.Unit], facts: Iterable[Fact], heirs: tuple[str, ...], period: Period,
    later: dict[str, list[tuple[tuple[int, int], str]]],
) -> tuple[dict[str, list[Fact]], int]:  # fmt: skip
    offices = {units[h].office: h for h in heirs if units[h].office}
    found: dict[str, list[Fact]] = defaultdict(list)
    lost: set[str] = set()
    for fact in facts:
        heir = next((offices[o] for when, o in later.get(fact.matter, ()) if when > period[1:] and o in offices), UNTOLD)
        found[heir].append(fact)
        if heir == UNTOLD:
            lost.add(fact.matter)
    return found, len(lost)


def _plain(sums: Tally) -> Tally:
    """The same sums under no office: a map's office is made of several."""
    return merged([{bucket._replace(office=""): values} for bucket, values in sums.items()])


def _cell(period: Period, sums: Tally, measure: str, cell: str) -> Cell:
    cells = total_cells(reporting.regime_of(period), measure, sums)
    if cell not in cells:
        raise Refused(Refusal("return.unknown_cell"))
    return cells[cell]


def _label(period: Period, measure: str, cell: str) -> str:
    return next((h.words for h in reporting.regime_of(period).headings(measure) if h.key == cell), cell)


def _words(period: Period) -> str:
    return f"{period[2]:02d} tháng {period[1]}"

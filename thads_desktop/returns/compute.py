"""From facts to the forms of a return, every cell with the matters behind it.

Cells are named c1..c18 (việc) and t1..t18 (whole đồng); c18 and t18 are rates, exact ``Decimal`` with two decimals,
half up, or None when nothing could be enforced. Row keys: tong, la.<type>, cd, cd.la.<type>, yc, yc.la.<type>,
chv.<name>; in a return of several offices dv.<office> and dv.<office>.chv.<name>.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.returns.holding import Holding
from thads_desktop.returns.record_words import said
from thads_desktop.returns.records import Record
from thads_desktop.returns.tally import PLACE, Bucket, Tally, amount, tally, tally_records
from thads_desktop.returns.vocabulary import LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from thads_desktop.returns.definition import Criterion, FormSpec, Regime, Take
    from thads_desktop.returns.facts import Fact

#: Memos that came when there were closings already: they stand in no digest.
_YOUNG = frozenset({"da_thu_so_rieng"})
Cell = int | Decimal | None
Cells = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class RowKey:
    """Which buckets stand in a row; "" = any. office None = any office; officer None = any officer."""

    key: str
    label: str
    kind: str = ""
    case_type: str = ""
    office: str | None = None
    officer: str | None = None
    #: A word of a dimension: of lines their obligation, of records one of theirs.
    dim: str = ""
    word: str = ""

    def holds(
        self, office: str, kind: str, case_type: str, officer: str, obligation: str = "khac", words: tuple[str, ...] = (), source: str = LINES
    ) -> bool:
        held = {"": True, "obligation": obligation == self.word, "source": source == self.word}.get(self.dim)
        return (
            (said(self.dim, self.word) in words if held is None else held)
            and (not self.kind or kind == self.kind)
            and (not self.case_type or case_type == self.case_type)
            and (self.office is None or office == self.office)
            and (self.officer is None or officer == self.officer)
        )

    def holds_fact(self, office: str, fact: Fact | Record) -> bool:
        """The fact or record of this office stands in the row."""
        if isinstance(fact, Record):
            return self.holds(office, "", "", fact.officer, words=fact.words, source=fact.source)
        return self.holds(office, fact.kind, fact.case_type, fact.officer, fact.obligation)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form: key, label as printed, and its cells in the order of the criteria."""

    key: str
    label: str
    cells: Mapping[str, Cell]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Return:
    """One form computed. memo: figures beside the forms, the same on every form of a return."""

    form: str
    code: str
    title: str
    circular: str
    measure: str
    unit: str
    rows: tuple[Row, ...]
    memo: Mapping[str, int]

    def row(self, key: str) -> Row:
        """KeyError when the form has no such row."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Office:
    """An office in a return: key, name, and its officers by key. Officers named stand in the forms even with zeros."""

    key: str
    name: str
    officers: Mapping[str, str]


def compute(
    regime: Regime, facts: Iterable[Fact], officers: Mapping[str, str] | None = None, records: Iterable[Record] = ()
) -> tuple[Return, ...]:
    """All forms of the regime for one office. officers: key -> name."""
    return forms_of(regime, tally(facts) | tally_records(records), officers or {})


def forms_of(regime: Regime, sums: Tally, officers: Mapping[str, str]) -> tuple[Return, ...]:
    """All forms of the regime from one office's bucket sums."""
    return forms_of_many(regime, sums, (Office("", "", officers),))


def forms_of_many(regime: Regime, sums: Tally, offices: Sequence[Office]) -> tuple[Return, ...]:
    """All forms of the regime for several offices: unit rows with their officers where a form goes by officer."""
    by_source: dict[str, Tally] = {}
    for bucket, values in sums.items():
        by_source.setdefault(bucket.source, {})[bucket] = values
    lines = by_source.get(LINES, {})
    memo = {m.key: _memo(m.take, lines) for m in regime.memos}
    made = []
    for spec in regime.forms:
        own = {b: v for s in regime.sources(spec.measure) for b, v in by_source.get(s, {}).items()}
        made.append(_form(regime, spec, row_keys(regime, spec, own, offices), own, memo))
    return tuple(made)


def total_cells(regime: Regime, measure: str, sums: Tally) -> Cells:
    """Every cell of a measure over all the buckets, whatever forms of the regime have such a row."""
    criteria = regime.of_measure(measure)
    return derived(criteria, _raw_cells(criteria, [RowKey("tong", "")], sums)[0])


def row_keys(regime: Regime, spec: FormSpec, sums: Iterable[Bucket], offices: Sequence[Office]) -> list[RowKey]:
    """The rows of a form in printing order; the officer rows are those named and those met in the buckets."""
    labels, rows = regime.row_labels, []
    sources = regime.sources(spec.measure)
    sums = [b for b in sums if b.source in sources]
    for group in spec.rows:
        kind, _, crossed = group.partition(".")
        if kind == "by":
            rows += [RowKey(f"d.{crossed}.{w}", label, dim=crossed, word=w) for w, label in regime.words_of(spec.measure, crossed)]
        elif group == "total":
            rows.append(RowKey("tong", labels["total"]))
        elif group == "officers":
            rows += _unit_rows(sums, offices, labels["unassigned"])
        elif group == "case_types":
            rows += [RowKey(f"la.{k}", v, case_type=k) for k, v in regime.case_types.items()]
        elif crossed:
            rows += [RowKey(f"{kind}.la.{k}", f"{labels[kind]}: {v}", kind, k) for k, v in regime.case_types.items()]
        else:
            rows.append(RowKey(kind, labels[kind], kind))
    return rows


def _unit_rows(sums: Iterable[Bucket], offices: Sequence[Office], unassigned: str) -> list[RowKey]:
    met: dict[str, set[str]] = defaultdict(set)
    for bucket in sums:
        met[bucket.office].add(bucket.officer)
    if len(offices) == 1 and not offices[0].key:
        return _officer_rows(offices[0], met[""], unassigned, "")
    rows = []
    for office in offices:
        rows.append(RowKey(f"dv.{office.key}", office.name, office=office.key))
        rows += _officer_rows(office, met[office.key], unassigned, f"dv.{office.key}.")
    return rows


def _officer_rows(office: Office, met: set[str], unassigned: str, prefix: str) -> list[RowKey]:
    """By name; two officers of one name are told apart by a number; matters without an officer come last."""
    named = sorted((office.officers.get(k, k), k) for k in {*office.officers, *met} if k)
    seen: dict[str, int] = defaultdict(int)
    rows = []
    for name, key in named:
        seen[name] += 1
        shown = name if seen[name] == 1 else f"{name} ({seen[name]})"
        rows.append(RowKey(f"{prefix}chv.{shown}", shown, office=office.key, officer=key))
    if "" in met:
        rows.append(RowKey(f"{prefix}chv.", unassigned, office=office.key, officer=""))
    return rows


def _form(regime: Regime, spec: FormSpec, rows: list[RowKey], sums: Tally, memo: Mapping[str, int]) -> Return:
    criteria = regime.of_measure(spec.measure)
    raw = _raw_cells(criteria, rows, sums)
    finished = tuple(Row(r.key, r.label, derived(criteria, c), _depth(r)) for r, c in zip(rows, raw, strict=True))
    return Return(spec.id, spec.code, spec.title, spec.circular or regime.circular, spec.measure, spec.unit, finished, memo)


def _depth(row: RowKey) -> int:
    """0 for totals and units, 1 for what they are made of."""
    return int("la." in row.key or "chv." in row.key or row.key.startswith("d."))


def _raw_cells(criteria: Sequence[Criterion], rows: list[RowKey], sums: Tally) -> list[dict[str, int]]:
    """The cells taken from facts, by row. Each bucket is judged once and added to every row that holds it."""
    cells: list[dict[str, int]] = [{c.key: 0 for c in criteria if c.take or c.zero} for _ in rows]
    taken: dict[Bucket, list[tuple[str, int]]] = {}
    holders: dict[tuple[object, ...], list[dict[str, int]]] = {}
    holding = Holding(rows, cells)
    for bucket, values in sums.items():
        judged = bucket._replace(office="", kind="", case_type="", officer="")
        if judged not in taken:
            taken[judged] = [(c.key, PLACE[t.measure]) for c in criteria for t in c.take if _takes(t, bucket)]
        place = (bucket.office, bucket.kind, bucket.case_type, bucket.officer, bucket.obligation, bucket.words, bucket.source)
        if place not in holders:
            holders[place] = holding.of(bucket)
        for row_cells in holders[place]:
            for key, at in taken[judged]:
                row_cells[key] += values[at]
    return cells


def _takes(take: Take, b: Bucket) -> bool:
    if b.source != LINES:
        return take.counts(b.source, b.part, b.words)
    return take.fits(b.part, b.state, b.line_state, delegated_in=b.delegated_in, obligation=b.obligation)


def _memo(takes: Sequence[Take], sums: Tally) -> int:
    judged: dict[Bucket, list[int]] = {}
    total = 0
    for bucket, values in sums.items():
        words = bucket._replace(office="", kind="", case_type="", officer="")
        if words not in judged:
            judged[words] = [PLACE[t.measure] for t in takes if _takes(t, bucket)]
        for at in judged[words]:
            total += values[at]
    return total


def derived(criteria: Sequence[Criterion], raw: Mapping[str, int]) -> Cells:
    """All cells in the order of the criteria, sums and rates worked out from the cells taken from facts."""
    known: dict[str, Cell] = dict(raw)
    by_key = {c.key: c for c in criteria}

    def value(key: str) -> Cell:
        if key not in known:
            c = by_key[key]
            if c.rate:
                known[key] = rate(whole(c.rate[0]), whole(c.rate[1]))
            else:
                known[key] = sum(map(whole, c.plus)) - sum(map(whole, c.minus))
        return known[key]

    def whole(key: str) -> int:
        found = value(key)
        assert isinstance(found, int)
        return found

    return {c.key: value(c.key) for c in criteria}


def rate(part: int, whole: int) -> Decimal | None:
    """100 x part / whole with two decimals, half up; None when there is no whole."""
    if whole == 0:
        return None
    sign = -1 if (part < 0) != (whole < 0) else 1
    part, whole = abs(part), abs(whole)
    return sign * Decimal((part * 20000 + whole) // (2 * whole)).scaleb(-2)


def parts_of(keys: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Which rows of a form are the sum of which others: kinds of judgment, the two ways of opening, units, officers."""
    units = [k for k in keys if k.startswith("dv.") and ".chv." not in k]
    found = [(kind, [k for k in keys if k.startswith(f"{kind}.la.")]) for kind in ("cd", "yc")]
    found += [(u, [k for k in keys if k.startswith(f"{u}.chv.")]) for u in units]
    if "tong" in keys:
        found.append(("tong", [k for k in keys if k.startswith("la.")]))
        found.append(("tong", [k for k in keys if k in {"cd", "yc"}]))
        found.append(("tong", units or [k for k in keys if k.startswith("chv.")]))
        dims = dict.fromkeys(k.split(".")[1] for k in keys if k.startswith("d."))
        found += [("tong", [k for k in keys if k.startswith(f"d.{dim}.")]) for dim in dims]
    return [(whole, parts) for whole, parts in found if parts]


def coefficients(criteria: Sequence[Criterion], key: str) -> dict[str, int]:
    """The cell as a sum of cells taken from facts: key -> how many times. A rate stands for its numerator."""
    by_key = {c.key: c for c in criteria}
    c = by_key[key]
    if c.rate:
        return coefficients(criteria, c.rate[0])
    if not (c.plus or c.minus):
        return {key: 1}
    total: dict[str, int] = defaultdict(int)
    for sign, others in ((1, c.plus), (-1, c.minus)):
        for other in others:
            for base, times in coefficients(criteria, other).items():
                total[base] += sign * times
    return dict(total)


def evidence(
    regime: Regime,
    facts: Sequence[Fact],
    form: str,
    row: str,
    cell: str,
    officers: Mapping[str, str] | None = None,
    records: Sequence[Record] = (),
) -> list[tuple[str, int]]:
    """The matters (or entries) behind a cell with what each adds (việc or đồng), in the order of the facts; zeros are left out.

    The amounts add up to the cell; a rate shows its numerator. KeyError for an unknown form, row or cell.
    """
    spec = regime.form(form)
    behind = of_sources(regime, spec.measure, facts, records)
    buckets = tally(facts) | tally_records(records)
    wanted = next((r for r in row_keys(regime, spec, buckets, (Office("", "", officers or {}),)) if r.key == row), None)
    if wanted is None:
        raise KeyError(row)
    held = [f for f in behind if wanted.holds_fact("", f)]
    return contributions(regime.of_measure(spec.measure), held, cell)


def of_sources(
    regime: Regime, measure: str, facts: Sequence[Fact], records: Sequence[Record]
) -> Sequence[Fact | Record]:
    """What a set of criteria counts, of all that an office has."""
    sources = regime.sources(measure)
    return facts if LINES in sources else [r for r in records if r.source in sources]


def contributions(criteria: Sequence[Criterion], facts: Iterable[Fact | Record], cell: str) -> list[tuple[str, int]]:
    """What each matter of these facts adds to a cell; zeros are left out."""
    weights = coefficients(criteria, cell)
    takes = [(weights[c.key], c.take) for c in criteria if c.key in weights and c.take]
    found: dict[str, int] = {}
    for fact in facts:
        adds = sum(times * amount(take, fact) for times, take in takes)
        found[fact.matter] = found.get(fact.matter, 0) + adds
    return [(matter, n) for matter, n in found.items() if n]


def inexact(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Matters of an older register with money that may belong to this period or to a later one of its year."""
    return tuple(dict.fromkeys(f.matter for f in facts if not f.exact))


def inexact_note(facts: Iterable[Fact]) -> str:
    """The sentence to print under a return, "" when every amount is exact."""
    count = len(inexact(facts))
    if not count:
        return ""
    return (
        f"Sổ cũ không ghi ngày thu tiền của {count} việc, nên số tiền đã thu đến cuối kỳ này có thể thấp hơn thực tế; "
        "số liệu cả năm không bị ảnh hưởng."
    )


def cells_digest(forms: Sequence[Return]) -> str:
    """SHA-256 of every cell with its row and form; what a closed return stores."""
    content = [
        [f.form, [[r.key, {k: str(v) for k, v in r.cells.items()}] for r in f.rows], {k: v for k, v in f.memo.items() if k not in _YOUNG}]
        for f in forms
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def json_cell(cell: Cell) -> int | float | None:
    """A rate as a JSON number with at most two decimals."""
    return float(cell) if isinstance(cell, Decimal) else cell


def to_json(
    regime: Regime, forms: Sequence[Return], *, year: int, months: int, office: str, day: str, seq: int
) -> dict[str, object]:
    """The document of ``return --json``. day: ISO date of the period's last day; seq: the log's place."""
    return {
        "regime": regime.id, "year": year, "months": months, "office": office, "day": day, "seq": seq,
        "forms": [
            {
                "form": f.form, "measure": f.measure,
                "rows": [
                    {"key": r.key, "label": r.label, "cells": {k: json_cell(v) for k, v in r.cells.items()}}
                    for r in f.rows
                ],
            }
            for f in forms
        ],
    }  # fmt: skip

"""Judging a register: each row read cell by cell, then against itself, then against its matter.

A rejected row holds its whole matter back, since its rest would be incomplete; except a number used twice (R07) and an exact
copy (R14), where the earlier row stands. Every data row gets exactly one outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from thads_desktop.domain.takeover import values
from thads_desktop.domain.takeover.people import debtors_of, org_like, recognise
from thads_desktop.domain.takeover.reasons import finding
from thads_desktop.domain.takeover.rows import (
    BY_KEY,
    COLUMNS,
    PARTY_COLUMNS,
    Finding,
    RawRow,
    RawSheet,
    RowOutcome,
    TakenMatter,
    Takeover,
)
from thads_desktop.domain.takeover.taking import taken_matter

ENDS = ("Xong", "Đình chỉ", "Ủy thác", "Thu hồi", "Hủy")
_ALONE = ("R07", "R14")
_DATES = tuple(c.key for c in COLUMNS if c.kind == "day")


@dataclass(slots=True)
class Row:
    """A row while it is judged: what was read (by column key) and what is said of it."""

    raw: RawRow
    read: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, key: str, old: Any = None, new: Any = None) -> None:
        self.findings.append(finding(code, BY_KEY[key].heading, old, new))

    def value(self, key: str) -> Any:
        cell = self.raw.cells.get(key)
        return None if cell is None else cell.value

    @property
    def rejected(self) -> bool:
        return any(f.action == "reject" for f in self.findings)

    @property
    def key(self) -> tuple[str, date] | None:
        number, day = self.read.get("number"), self.read.get("day")
        return (number, day) if number and day else None


def judge(
    sheet: RawSheet, officers: Sequence[str], closing_day: date, *, create_officers: bool = False,
    known: Mapping[tuple[str, date], str] | None = None, progress: Callable[[int], None] | None = None,
) -> Takeover:  # fmt: skip
    """The outcome of every row and the matters that can be taken over.

    officers: full names; known: decisions (number, day) that the store has already.
    """
    symbol = values.symbol_of([r.cells["number"].value for r in sheet.rows if "number" in r.cells])
    new_officers: dict[str, None] = {}
    rows = []
    for done, raw in enumerate(sheet.rows, 1):
        row = Row(raw)
        _read(row, symbol)
        _officer(row, [*officers, *new_officers], create_officers, new_officers)
        _itself(row, closing_day)
        rows.append(row)
        if progress is not None and done % 200 == 0:
            progress(done)
    _twins(rows)
    groups = _matters(rows)
    _hold_back(groups)
    taken, outcomes = [], {}
    for group in groups:
        key = group[0].key
        if known and key in known and not any(r.rejected for r in group):
            outcomes.update({id(r): RowOutcome(r.raw.row, "known", ()) for r in group})
        else:
            sound = [r for r in group if not r.rejected]
            if sound:
                taken.append(taken_matter([r.read for r in sound], [r.raw.row for r in sound]))
    told = tuple(outcomes.get(id(r)) or _outcome(r) for r in rows)
    used = {m.officer for m in taken}
    return Takeover(told, tuple(_ordered(taken)), tuple(n for n in new_officers if n in used))


def _read(row: Row, symbol: str) -> None:
    """Each cell by the kind of its column."""
    for column in COLUMNS:
        cell = row.raw.cells.get(column.key)
        value, font = (None, "") if cell is None else (cell.value, cell.font)
        if column.kind == "ignored":
            continue
        if column.key == "number":
            read = values.decision_number(value, symbol, font)
        elif column.kind == "day":
            read = values.day(value)
        elif column.kind == "amount":
            read = values.amount(value)
        elif column.kind in ("year", "ids"):
            _read_many(row, column.key, value)
            continue
        else:
            read = values.text(value, font)
        row.read[column.key], code = read
        if code:
            row.say(code, column.key, value, read[0])
        if column.kind in ("kind", "means", "case_type", "result"):
            _read_word(row, column.key, column.kind, value, said=bool(code))


def _read_many(row: Row, key: str, value: Any) -> None:
    found = values.year(value) if key == "birth" else values.ids(value)
    row.read[key] = [v for v, _ in found]
    for read, code in found:
        if code:
            alone = len(found) == 1
            row.say(code if code != "R05" else "R05", key, value, read if alone else _joined(row.read[key]))
            break
    if key == "ids":
        for number in row.read[key]:
            if number and not (number.isdigit() and len(number) in (9, 12)):
                row.say("W09", key, number)


def _joined(parts: list[Any]) -> str:
    return "; ".join("" if p is None else str(p) for p in parts)


def _read_word(row: Row, key: str, kind: str, original: Any, *, said: bool) -> None:
    text = row.read[key]
    if text is None:
        if kind == "kind":
            row.say("R13", key)
        return
    if kind == "result":
        read, code = values.result(text)
    else:
        known, repaired, refused = {
            "kind": (values.KINDS, "N09", "R13"),
            "means": (values.MEANS, "N12", "R15"),
            "case_type": (values.CASES, "N13", "R16"),
        }[kind]
        read, code = values.word(text, known, repaired, refused)
    row.read[key] = read
    if code and not (said and code.startswith("N")):
        row.say(code, key, original, read)


def _officer(row: Row, officers: Sequence[str], create: bool, new: dict[str, None]) -> None:
    name = row.read.get("officer")
    if not name:
        return
    found = recognise(name, officers)
    if found is None and create:
        new[name] = None
        row.say("N18", "officer", name, name)
    elif found is None:
        row.say("R06", "officer", row.value("officer"))
    elif found != name:
        if not any(f.column == BY_KEY["officer"].heading for f in row.findings):
            row.say("N10", "officer", row.value("officer"), found)
        row.read["officer"] = found
    else:
        row.read["officer"] = found


def _itself(row: Row, closing: date) -> None:
    """The row against itself: what contradicts, what is missing, what is odd."""
    r = row.read
    if r["day"] is None and not any(f.code == "R05" and f.column == BY_KEY["day"].heading for f in row.findings):
        row.say("R11", "day")
    for key in _DATES:
        if r.get(key) is not None and r[key] > closing:
            row.say("R09", key, r[key])
    if r["result"] and r["result_day"] is None and not _said(row, "result_day"):
        row.say("R12", "result_day")
    if r["result_day"] and r["day"] and r["result"] and r["result_day"] < r["day"]:
        row.say("R01", "result_day", r["result_day"])
    before, now = r["before"] or 0, r["now"] or 0
    if before + now > (r["due"] or 0) and not _said(row, "due"):
        row.say("R08", "before" if before > (r["due"] or 0) or not now else "now")
    if not row.rejected:
        _odd(row)


def _odd(row: Row) -> None:
    r = row.read
    delegated = bool(r["from_office"])
    if r["judgment_day"] and r["day"] and not delegated:
        if r["kind"] == "YC" and r["day"] > _years_later(r["judgment_day"], 5):
            row.say("W03", "judgment_day", r["judgment_day"])
        if r["kind"] == "CĐ" and r["day"] - r["judgment_day"] > timedelta(days=120):
            row.say("W04", "judgment_day", r["judgment_day"])
    if r["means"] == "Có ĐK" and r["lack_number"]:
        row.say("W02", "lack_number", r["lack_number"])
    if r["means"] == "Chưa ĐK" and r["lack_day"] is None:
        row.say("W05", "lack_day")
    if r["assigned"] and r["day"] and r["assigned"] < r["day"]:
        row.say("W07", "assigned", r["assigned"])
    if r["debtor"]:
        _odd_debtor(row)


def _odd_debtor(row: Row) -> None:
    r = row.read
    people = [p for p in debtors_of(r) if not org_like(p.name) and p.kind == "person"]
    if people and any(not p.number for p in people):
        row.say("W01", "ids")
    if people and any(p.birth_year is None for p in people):
        row.say("W08", "birth")
    if not r["address"]:
        row.say("W06", "address")


def _twins(rows: list[Row]) -> None:
    """Exact copies of the row above, and numbers used for another debtor: the earlier row stands."""
    first: dict[tuple[str, date], Row] = {}
    above: Row | None = None
    for row in rows:
        if above is not None and _same(above, row):
            row.findings = [finding("R14", BY_KEY["number"].heading, above.raw.row)]
            continue
        above = row
        key = row.key
        if key is None:
            continue
        earlier = first.setdefault(key, row)
        debtor = row.read.get("debtor")
        if earlier is not row and debtor and earlier.read.get("debtor") and _other(earlier, row):
            row.findings = [finding("R07", BY_KEY["number"].heading, earlier.raw.row)]


def _same(a: Row, b: Row) -> bool:
    keys = [c.key for c in COLUMNS if c.key != "stt"]
    return bool(b.raw.cells) and all(a.value(k) == b.value(k) for k in keys)


def _other(earlier: Row, row: Row) -> bool:
    """Another debtor: another name, or the same name with another number or year."""
    a, b = earlier.read, row.read
    if a["debtor"] != b["debtor"]:
        return True
    return any(a[k] and b[k] and a[k] != b[k] for k in ("ids", "birth"))


def _matters(rows: list[Row]) -> list[list[Row]]:
    """Rows of one decision together; a row without a readable key belongs to the matter it stands in."""
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        if any(f.code in _ALONE for f in row.findings):
            continue
        groups.setdefault(row.key or ("?", row.raw.row), []).append(row)
    for group in groups.values():
        head = group[0]
        for row in group:
            if not row.read.get("debtor"):
                if row is head:
                    if not row.rejected:
                        row.say("R17", "debtor")
                    continue
                row.read.update({k: head.read[k] for k in PARTY_COLUMNS if not row.read.get(k)})
            elif not row.read.get("creditor"):
                row.read.update({k: head.read[k] for k in ("creditor", "creditor_address") if not row.read.get(k)})
    return list(groups.values())


def _hold_back(groups: list[list[Row]]) -> None:
    for group in groups:
        bad = next((r for r in group if r.rejected), None)
        if bad is None:
            continue
        for row in group:
            if not row.rejected:
                row.findings.append(finding("H01", BY_KEY["number"].heading, bad.raw.row))


def _outcome(row: Row) -> RowOutcome:
    actions = {f.action for f in row.findings}
    outcome = next((a for a in ("reject", "warn", "normalise") if a in actions), "accept")
    kept = [f for f in row.findings if f.action == "reject"] if outcome == "reject" else row.findings
    return RowOutcome(row.raw.row, outcome, tuple(kept))


def _ordered(matters: list[TakenMatter]) -> list[TakenMatter]:
    return sorted(matters, key=lambda m: (m.day, m.number))


def _said(row: Row, key: str) -> bool:
    return any(f.column == BY_KEY[key].heading and f.action == "reject" for f in row.findings)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return replace_day(day, years)


def replace_day(day: date, years: int) -> date:
    """29 February in a year without one: 28 February."""
    return date(day.year + years, 2, 28)

"""The grid of a printed return: header cells, column numbers and body, in millimetres, for either orientation.

Pure geometry and strings; ``return_sheet.py`` puts it on paper. Every text is plain: nothing in it is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.returns.compute import parts_of
from thads_desktop.returns.headings import TOTAL, formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.compute import Cell, Return, Row
    from thads_desktop.returns.definition import Criterion, Regime

BAND, LOW_BAND = 8.0, 26.0


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A header cell: place and size in mm from the table's upper left corner; hint = formula in small italics."""

    x: float
    y: float
    width: float
    height: float
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A line of the table: its label with depth (0 = total), and its cells as printed."""

    label: str
    cells: tuple[str, ...]
    depth: int
    strong: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table one page wide: header cells (stub included), column letters and numbers, body; sizes in mm."""

    head: tuple[HeadCell, ...]
    head_height: float
    stub: float
    column: float
    numbers: tuple[str, ...]
    body: tuple[BodyRow, ...]


def grids(regime: Regime, form: Return, width: float) -> list[Grid]:
    """The tables of a form, each ``width`` mm wide: one, or one for each group of rows printed as columns."""
    if regime.form(form.form).orientation == "criteria_across":
        return [_across(regime, form, width)]
    return _down(regime, form, width)


def printed(cell: Cell, *, money: bool = False) -> str:
    """Rates with a comma, blank when there is none; money in 1.000 đồng, half up; dots between thousands."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}".translate(str.maketrans(",.", ".,"))
    return dong(thousands(cell) if money else cell)


def thousands(amount: int) -> int:
    """Whole thousands of đồng, half up, away from zero."""
    return (abs(amount) + 500) // 1000 * (1 if amount >= 0 else -1)


def rounding_gap(form: Return, money: frozenset[str]) -> int:
    """By how many thousands the rounded parts of a column of money differ from its rounded total, at most."""
    rows = {r.key: r for r in form.rows}
    gap = 0
    for whole, parts in parts_of(list(rows)):
        for key, value in rows[whole].cells.items():
            if key in money and isinstance(value, int):
                sums = sum(thousands(int(rows[p].cells[key] or 0)) for p in parts)
                gap = max(gap, abs(sums - thousands(value)))
    return gap


def _across(regime: Regime, form: Return, width: float) -> Grid:
    criteria = regime.of_measure(form.measure)
    stub = min(64.0, width * 0.2)
    column = (width - stub) / len(criteria)
    levels = max(c.level for c in criteria)
    height = BAND * levels + LOW_BAND
    stub_text = _stub(regime, form)
    head = [HeadCell(0, 0, stub, height, stub_text), *_header_tree(criteria, stub, column, height)]
    body = tuple(_numbered(form.rows, regime.money(form.measure)))
    return Grid(tuple(head), height, stub, column, ("A", *(c.no for c in criteria)), body)


def _header_tree(criteria: Sequence[Criterion], stub: float, column: float, height: float) -> list[HeadCell]:
    """A criterion with deeper ones after it heads a group: its label spans them, its own column says the total."""
    cells = []
    for i, c in enumerate(criteria):
        span = 1
        while i + span < len(criteria) and criteria[i + span].level > c.level:
            span += 1
        x, top = stub + i * column, BAND * c.level
        hint = formula(criteria, c)
        if span == 1:
            cells.append(HeadCell(x, top, column, height - top, c.label, hint))
        else:
            cells.append(HeadCell(x, top, span * column, BAND, c.label))
            cells.append(HeadCell(x, top + BAND, column, height - top - BAND, TOTAL, hint))
    return cells


def _stub(regime: Regime, form: Return) -> str:
    """What the rows of a form are."""
    if any(r.key.startswith("dv.") for r in form.rows):
        return "Tên đơn vị, Chấp hành viên"
    return "Chấp hành viên" if "officers" in regime.form(form.form).rows else "Phân loại"


def _numbered(rows: Sequence[Row], money: frozenset[str]) -> list[BodyRow]:
    """Units get Roman numerals when officers stand below them, officers count from 1 within their unit."""
    made, unit, officer = [], 0, 0
    for row in rows:
        label = row.label
        if row.key.startswith("dv.") and ".chv." not in row.key:
            unit, officer = unit + 1, 0
            label = f"{roman(unit)}. {label}"
        elif "chv." in row.key:
            officer += 1
            label = f"{officer}. {label}"
        cells = tuple(printed(v, money=k in money) for k, v in row.cells.items())
        made.append(BodyRow(label, cells, row.depth, strong=not row.depth))
    return made


def roman(n: int) -> str:
    """Roman numeral of a positive number."""
    out = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        out += sign * (n // value)
        n %= value
    return out


def _down(regime: Regime, form: Return, width: float) -> list[Grid]:
    """Criteria as lines; each group of rows (all, ex officio, on request) is a table of its own."""
    criteria = regime.of_measure(form.measure)
    groups: dict[str, list[Row]] = {}
    for row in form.rows:
        kind = row.key.split(".")[0]
        groups.setdefault("tong" if kind in ("la", "d") else kind, []).append(row)
    money = regime.money(form.measure)
    stub = min(96.0, width * 0.36)
    made, first = [], 1
    for rows in groups.values():
        column = (width - stub) / len(rows)
        head = [
            HeadCell(0, 0, stub, 18, "Tên chỉ tiêu"),
            HeadCell(
                stub, 0, column * len(rows), 6, rows[0].label if rows[0].key != "tong" else _both(rows)
            ),
            HeadCell(stub, 6, column, 12, "Tổng số"),
            *(HeadCell(stub + column * i, 6, column, 12, _case(regime, r)) for i, r in enumerate(rows[1:], 1)),
        ]
        body = tuple(
            BodyRow(f"{c.no}. {c.label}", tuple(printed(r.cells[c.key], money=c.key in money) for r in rows), c.level,
                    strong=c.level == 0, hint=formula(criteria, c))
            for c in criteria
        )  # fmt: skip
        numbers = ("A", *(str(n) for n in range(first, first + len(rows))))
        first += len(rows)
        made.append(Grid(tuple(head), 18, stub, column, numbers, body))
    return made


def _both(rows: Sequence[Row]) -> str:
    return "Chia theo loại khoản" if any(r.key.startswith("d.") for r in rows) else "Chủ động và theo yêu cầu"


def _case(regime: Regime, row: Row) -> str:
    return row.label if row.key.startswith("d.") else regime.case_types.get(row.key.rpartition(".")[2], row.label)

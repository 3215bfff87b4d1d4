"""Returns as an Excel workbook: one sheet for each form, numbers as numbers, every text a plain text.

Money is in whole đồng, exact (the printed form rounds to 1.000 đồng). Officers' and offices' names are written as
strings, so that none of them is ever read as a formula.
"""

from __future__ import annotations

import io
import re
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.exchange import book_type
from thads_desktop.exchange.listing_book import A3, A4, set_up
from thads_desktop.returns.vocabulary import COSIGNER_TITLES, FORM_MEASURES, RECEIVED, SEALED, SIGNED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.compute import Cell, Return
    from thads_desktop.returns.definition import Criterion, FormSpec, Regime

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEAD_ROW = 6
#: Size of the type; widths of the column of names, and of each other at least, in the units of a workbook.
_SIZE, _NAMES, _LEAST = 11.0, 46.0, 13.0
#: How a cell looks: format of its number, bold, framed, centred, wrapped.
Style = tuple[str, bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class BookHead:
    """What stands above each table: the sending office, the period in words, what must be read with the figures; notes
    stand below. head_title, head_name: who signs for the office ("" = no signatures beneath);
    received: judgments and decisions received in the period."""

    sender: str
    period: str
    notes: tuple[str, ...] = ()
    warning: str = ""
    head_title: str = ""
    head_name: str = ""
    received: int | None = None


def write_returns(regime: Regime, forms: Sequence[Return], head: BookHead) -> bytes:
    """The bytes of an .xlsx file."""
    from openpyxl import Workbook

    book, styles = Workbook(), dict[Style, Any]()
    book_type.dress(book)
    for empty in list(book.worksheets):
        book.remove(empty)
    for form in forms:
        name = form.code.replace("/", "-")
        taken = sum(s.title.startswith(name) for s in book.worksheets)
        _fill(book.create_sheet(f"{name} ({taken + 1})" if taken else name), styles, regime, form, head)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Any, styles: dict[Style, Any], regime: Regime, form: Return, head: BookHead) -> None:
    criteria, spec = regime.of_measure(form.measure), regime.form(form.form)
    across = spec.orientation == "criteria_across"
    unit = spec.unit.lower().replace("1.000 đồng", "đồng")
    titles = [
        f"Biểu số: {form.code} - {form.circular} {spec.issued or regime.issued}", head.sender, form.title.upper(),
        f"{head.period}; đơn vị tính: {unit}", head.warning,
    ]  # fmt: skip
    table = _across(criteria, form) if across else _down(criteria, form)
    widths = _widths(table)
    for row, text in enumerate(titles, 1):
        _words(sheet, styles, row, text, widths, bold=row in (3, 5))
    for r, line in enumerate(table, _HEAD_ROW):
        sheet.row_dimensions[r].height = book_type.height(zip(line, widths, strict=True), _SIZE, bold=r == _HEAD_ROW)
        for c, value in enumerate(line, 1):
            _put(sheet, styles, r, c, value, bold=r == _HEAD_ROW, framed=True, centred=r < _HEAD_ROW + 2)
    first = [f"{RECEIVED}: {dong(head.received)}"] if head.received is not None and form.measure in FORM_MEASURES else []
    memos = [f"{m.label}: {dong(form.memo[m.key])}" for m in regime.memos] if form.measure in FORM_MEASURES else []
    own = [x for x in (spec.note, f"Chỉ tiêu tạm lấy theo chế độ {regime.taken_over}." if regime.taken_over else "") if x]
    row = _HEAD_ROW + len(table)
    for text in (*first, *memos, *own, *head.notes):
        row += 1
        _words(sheet, styles, row, text, widths)
    if head.head_title:
        _sign(sheet, styles, row + 2, max(2, len(table[0]) - 1), spec, head)
    _finish(sheet, widths, spec)


def _widths(table: list[list[str | Cell]]) -> list[float]:
    """By the figures and the words of the heading; names in the first column are wrapped."""
    columns = list(zip(*table, strict=True))[1:]
    return [_NAMES, *(max(_LEAST, book_type.needed(str(title), cells, _SIZE)) for title, *cells in columns)]


def _words(sheet: Any, styles: dict[Style, Any], row: int, text: str, widths: list[float], *, bold: bool = False) -> None:
    """A text above or beneath the table: over all its columns, so that no print is made small for its sake."""
    if text:
        _put(sheet, styles, row, 1, text, bold=bold, wrapped=True)
        sheet.row_dimensions[row].height = book_type.height([(text, sum(widths))], _SIZE, bold=bold)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))


def _sign(sheet: Any, styles: dict[Style, Any], row: int, right: int, spec: FormSpec, head: BookHead) -> None:
    """Who signs, as on the printed form; a sheet may be printed by itself."""
    maker = COSIGNER_TITLES.get(spec.cosigner, "NGƯỜI LẬP BIỂU")
    blocks = ((1, maker, SEALED if spec.cosigner else SIGNED, ""), (right, head.head_title.upper(), SEALED, head.head_name))
    for column, title, how, name in blocks:
        for at, text in ((row, title), (row + 1, how), (row + 5, name)):
            if text:
                _put(sheet, styles, at, column, text, bold=at != row + 1)


def _across(criteria: Sequence[Criterion], form: Return) -> list[list[str | Cell]]:
    units = any("chv." in r.key or r.key.startswith("dv.") for r in form.rows)
    table: list[list[str | Cell]] = [["Đơn vị, Chấp hành viên" if units else "Phân loại", *(c.label for c in criteria)]]
    table.append(["A", *(c.no for c in criteria)])
    return table + [[_indented(r.label, r.depth), *r.cells.values()] for r in form.rows]


def _down(criteria: Sequence[Criterion], form: Return) -> list[list[str | Cell]]:
    table: list[list[str | Cell]] = [["Tên chỉ tiêu", *(r.label for r in form.rows)]]
    table.append(["A", *(str(n) for n in range(1, len(form.rows) + 1))])
    return table + [[_indented(f"{c.no}. {c.label}", c.level), *(r.cells[c.key] for r in form.rows)] for c in criteria]


def _put(
    sheet: Any,
    styles: dict[Style, Any],
    row: int,
    column: int,
    value: str | Cell,
    *,
    bold: bool = False,
    framed: bool = False,
    centred: bool = False,
    wrapped: bool = False,
) -> None:
    """styles: of each look the first cell of the book; openpyxl takes longer over a look than over all else of a cell."""
    cell = sheet.cell(row, column)
    form = ""
    if isinstance(value, str):
        cell.value = _CONTROL.sub(" ", value)
        cell.data_type = "s"  # a leading = + - @ stays text
    elif value is not None:
        cell.value = value
        form = "0.00" if isinstance(value, Decimal) else "#,##0"
    look = (form, bold, framed, centred, wrapped or (framed and isinstance(value, str)))
    if look in styles:
        cell._style = copy(styles[look]._style)  # noqa: SLF001 - the one way to give a cell the style of another
    else:
        _style(cell, *look)
        styles[look] = cell


def _style(cell: Any, form: str, bold: bool, framed: bool, centred: bool, wrapped: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    if form:
        cell.number_format = form
    cell.font = Font(name=book_type.FACE, size=_SIZE, bold=bold)
    if centred:
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    elif wrapped:
        cell.alignment = Alignment(wrap_text=True)
    if framed:
        side = Side(style="thin", color="999999")
        cell.border = Border(left=side, right=side, top=side, bottom=side)


def _finish(sheet: Any, widths: list[float], spec: FormSpec) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 2, 2)
    set_up(sheet, A3 if spec.paper == "A3" else A4)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW + 1}"


def _indented(text: str, depth: int) -> str:
    return "  " * depth + text

"""Workbooks the import gives back: the rejected rows to be mended and imported again, and the outcome of every row."""

from __future__ import annotations

import io
import re
from copy import copy
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover.rows import BY_KEY, PARTY_COLUMNS
from thads_desktop.exchange.register_sheet import ADDED, formulas_of

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.takeover.rows import RawSheet, Takeover

SUMS = ("due", "before", "now")
#: A heading further to the right of the register's columns than this belongs to something else.
_STRAY = 100
_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]\x00-\x1f\ufffe\uffff]")
WHOLE = "Cả sổ"
OUTCOMES = {
    "accept": "Nhận", "normalise": "Nhận, đã sửa", "warn": "Nhận, có lưu ý", "reject": "Loại", "known": "Đã có",
}  # fmt: skip


def correction(path: Path, register: RawSheet, taken: Takeover) -> bytes:
    """The rejected rows under the same title and headings, each cell as it stood, with row, column and reason at the end.

    It can be imported again after mending: the further columns are ignored, and a row whose party cells are empty ("as above")
    carries the parties of the row above, which may have gone another way.
    """
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    source, formulas = _sources(path, register.sheet)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _title(source.title)
    heading = register.heading_row
    width = _width(source, heading, max(register.columns.values()))
    lent = _lent(source)
    for row in range(1, heading + 1):
        for at in range(1, width + 1):
            _copy(source.cell(row, at), sheet.cell(row, at))
    for at, name in enumerate(ADDED, width + 1):
        sheet.cell(heading, at, name)
    headings = {BY_KEY[key].heading: at for key, at in register.columns.items()}
    parties = [register.columns[k] for k in PARTY_COLUMNS if k in register.columns]
    sums = {register.columns[k] for k in SUMS if k in register.columns}
    marked = PatternFill("solid", fgColor="FFF2CC")
    for line, outcome in enumerate((o for o in taken.rows if o.outcome == "reject"), heading + 1):
        for at in range(1, width + 1):
            lender = None if at in sums else lent.get((outcome.row, at))
            if lender is None and at in parties and outcome.row in taken.heads:
                own = source.cell(outcome.row, at)
                lender = own if own.value is not None else source.cell(taken.heads[outcome.row], at)
            _copy(lender or source.cell(outcome.row, at), sheet.cell(line, at))
            if source.cell(outcome.row, at).value is None and (outcome.row, at) in formulas:
                _text(sheet.cell(line, at), formulas[outcome.row, at])
        found = outcome.first
        said = (outcome.row, found.column if found else "", found.reason if found else "")
        for at, text in enumerate(said, width + 1):
            _text(sheet.cell(line, at), text)
        for finding in outcome.findings:
            if finding.column in headings:
                sheet.cell(line, headings[finding.column]).fill = marked
    sheet.freeze_panes = sheet.cell(heading + 1, 1)
    _widths(source, sheet, width)
    return _bytes(book)


def _title(title: str) -> str:
    """A sheet's name as Excel takes it: a damaged register may bear any."""
    return _NOT_IN_TITLES.sub(" ", title)[:31].strip() or "Sổ"


def _sources(path: Path, title: str) -> tuple[Any, dict[tuple[int, int], str]]:
    """The register's sheet with the values of its formulas, and the formulas as text, by cell."""
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with path.open("rb") as file:
            values = load_workbook(file, data_only=True)[title]
        with path.open("rb") as file:
            written = load_workbook(file)[title]
    return values, formulas_of(written)


def _width(source: Any, heading: int, known: int) -> int:
    """How many columns are taken along: those with a heading, without a stray one far to the right, and without the remarks
    of an earlier correction."""
    headed: list[int] = [at for (row, at), c in source._cells.items() if row == heading and c.value is not None]  # noqa: SLF001 - as in register_sheet
    own: list[int] = [at for at in headed if source.cell(heading, at).value not in ADDED and at <= known + _STRAY]
    return max(own, default=known)


def _widths(source: Any, sheet: Any, width: int) -> None:
    from openpyxl.utils import get_column_letter

    for at in range(1, width + 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = source.column_dimensions[letter].width
    for at, wide in enumerate((9, 26, 90), width + 1):
        sheet.column_dimensions[get_column_letter(at)].width = wide


def report(taken: Takeover) -> bytes:
    """What is said of the whole book, then every row with its outcome; a row with several findings stands on several lines."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Kết quả tiếp nhận"
    for at, name in enumerate(("Dòng", "Kết quả", "Mã", "Cột", "Nội dung"), 1):
        sheet.cell(1, at, name)
    line = 1
    for finding in taken.book:
        line += 1
        for at, text in enumerate((WHOLE, OUTCOMES["warn"], finding.code, finding.column, finding.reason), 1):
            _text(sheet.cell(line, at), text)
    for outcome in taken.rows:
        for said in outcome.findings or (None,):
            line += 1
            sheet.cell(line, 1, outcome.row)
            _text(sheet.cell(line, 2), OUTCOMES[outcome.outcome])
            if said is not None:
                for at, text in enumerate((said.code, said.column, said.reason), 3):
                    _text(sheet.cell(line, at), text)
    for letter, wide in zip("ABCDE", (8, 18, 8, 28, 100), strict=True):
        sheet.column_dimensions[letter].width = wide
    sheet.freeze_panes = "A2"
    return _bytes(book)


def _lent(source: Any) -> dict[tuple[int, int], Any]:
    """Cells under a vertical merge -> the cell that lends them its value, so that a row taken out is whole."""
    found = {}
    for area in source.merged_cells.ranges:
        for row in range(area.min_row + 1, area.max_row + 1):
            for at in range(area.min_col, area.max_col + 1):
                found[row, at] = source.cell(area.min_row, area.min_col)
    return found


def _copy(source: Any, target: Any) -> None:
    """Value, number format and font as they stand; a text never becomes a formula."""
    if isinstance(source.value, str):
        _text(target, source.value)
    else:
        target.value = source.value
    target.number_format = source.number_format
    target.font = copy(source.font)


def _text(cell: Any, value: Any) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _bytes(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

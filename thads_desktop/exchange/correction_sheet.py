"""Workbooks the import gives back: the rejected rows to be mended and imported again, and the outcome of every row."""

from __future__ import annotations

import io
from copy import copy
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from thads_desktop.domain.takeover.rows import RowOutcome

EXTRA = ("Dòng gốc", "Cột sai", "Lý do")
OUTCOMES = {
    "accept": "Nhận", "normalise": "Nhận, đã sửa", "warn": "Nhận, có lưu ý", "reject": "Loại", "known": "Đã có",
}  # fmt: skip


def correction(path: Path, heading_row: int, outcomes: Sequence[RowOutcome]) -> bytes:
    """The rejected rows under the same title and headings, each cell as it stood, with row, column and reason at the end.

    It can be imported again after mending: the further columns are ignored.
    """
    from openpyxl import Workbook, load_workbook
    from openpyxl.styles import PatternFill

    source = next(s for s in load_workbook(path).worksheets if s.max_row >= heading_row and s.max_column > 5)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = source.title
    width = source.max_column
    lent = _lent(source)
    for row in range(1, heading_row + 1):
        for at in range(1, width + 1):
            _copy(source.cell(row, at), sheet.cell(row, at))
    for at, name in enumerate(EXTRA, width + 1):
        sheet.cell(heading_row, at, name)
    headings = {str(source.cell(heading_row, at).value).strip(): at for at in range(1, width + 1)}
    marked = PatternFill("solid", fgColor="FFF2CC")
    for line, outcome in enumerate((o for o in outcomes if o.outcome == "reject"), heading_row + 1):
        for at in range(1, width + 1):
            _copy(lent.get((outcome.row, at)) or source.cell(outcome.row, at), sheet.cell(line, at))
        found = outcome.first
        for at, text in enumerate(
            (outcome.row, found.column if found else "", found.reason if found else ""), width + 1
        ):
            _text(sheet.cell(line, at), text)
        for finding in outcome.findings:
            if finding.column in headings:
                sheet.cell(line, headings[finding.column]).fill = marked
    sheet.freeze_panes = sheet.cell(heading_row + 1, 1)
    return _bytes(book)


def report(outcomes: Sequence[RowOutcome]) -> bytes:
    """Every row with its outcome; a row with several findings stands on several lines."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Kết quả tiếp nhận"
    for at, name in enumerate(("Dòng", "Kết quả", "Mã", "Cột", "Nội dung"), 1):
        sheet.cell(1, at, name)
    line = 1
    for outcome in outcomes:
        for finding in outcome.findings or (None,):
            line += 1
            sheet.cell(line, 1, outcome.row)
            _text(sheet.cell(line, 2), OUTCOMES[outcome.outcome])
            if finding is not None:
                for at, text in enumerate((finding.code, finding.column, finding.reason), 3):
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


#: Headings the import knows, for tests that compare both ends.
HEADINGS = tuple(c.heading for c in COLUMNS)

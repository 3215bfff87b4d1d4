"""A listing as an Excel workbook: one sheet for each table, numbers and days as such, every text a plain text."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import Percent

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell, Listing, ListTable

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME = re.compile(r"[\\/*?:\[\]]")
#: Characters of a column that has the whole width of a printed page.
_WIDE = 150
#: The widest cell that Excel takes.
_LONGEST = 32_000


#: Sizes of paper as a workbook names them.
A3, A4 = 8, 9


def write_listing(listing: Listing, paper: int = A4) -> bytes:
    """The bytes of an .xlsx file. paper: what a sheet is printed on."""
    from openpyxl import Workbook

    book = Workbook()
    for empty in list(book.worksheets):
        book.remove(empty)
    for number, table in enumerate(listing.tables, 1):
        name = _NAME.sub(" ", table.title or listing.title)[:26]
        _fill(book.create_sheet(f"{number} {name}"), listing, table, paper)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Any, listing: Listing, table: ListTable, paper: int) -> None:
    above = [listing.parent, listing.office, listing.title.upper(), *listing.said, f"{listing.place}, {short_date(listing.day)}", table.title]
    row = 0
    for text in above:
        if text:
            row += 1
            _put(sheet, row, 1, text, bold=text in (listing.title.upper(), table.title))
    row += 1
    head = row
    for at, column in enumerate(table.columns, 1):
        _put(sheet, row, at, column.title, bold=True, framed=True)
    for cells in table.rows:
        row += 1
        for at, cell in enumerate(cells, 1):
            _put(sheet, row, at, cell)
    for text in (table.note, *listing.notes, listing.proof):
        if text:
            row += 1
            _put(sheet, row, 1, text)
    if listing.right[0]:
        # A sheet may be printed by itself.
        for (title, name), at in ((listing.left, 1), (listing.right, max(2, len(table.columns)))):
            _put(sheet, row + 2, at, title, bold=True)
            _put(sheet, row + 6, at, name)
    _finish(sheet, table, head, paper)


def _put(sheet: Any, row: int, column: int, value: Cell, *, bold: bool = False, framed: bool = False) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, Percent):
        cell.value = value.number
        cell.number_format = "0.00"
    elif isinstance(value, str):
        cell.value = _CONTROL.sub(" ", value)[:_LONGEST]
        cell.data_type = "s"  # a leading = + - @ stays text
    elif value is not None:
        cell.value = value
        cell.number_format = "dd/mm/yyyy" if isinstance(value, date) else "#,##0.0" if isinstance(value, Decimal) else "#,##0"
    # Only heads are dressed: a face and a frame for each of a hundred thousand cells would take minutes.
    if bold:
        from openpyxl.styles import Border, Font, Side

        cell.font = Font(name="Times New Roman", size=11, bold=True)
        if framed:
            side = Side(style="thin", color="999999")
            cell.border = Border(left=side, right=side, top=side, bottom=side)


def _finish(sheet: Any, table: ListTable, head: int, paper: int) -> None:
    from openpyxl.utils import get_column_letter

    whole = sum(c.share for c in table.columns)
    for at, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = max(9, round(_WIDE * column.share / whole))
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"

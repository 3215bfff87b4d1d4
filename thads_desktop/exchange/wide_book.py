"""A listing of many columns as a workbook: every cell plain and wrapped, A3 landscape, headings frozen and repeated. Rows are written one by one."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell, Listing, ListTable

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME = re.compile(r"[\\/*?:\[\]]")
_LONGEST = 32_000
#: Characters of all columns together, about what A3 shows in small type.
_WIDE = 330


def write_wide(listing: Listing) -> bytes:
    """The bytes of an .xlsx file: one sheet for each table."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for number, table in enumerate(listing.tables, 1):
        name = _NAME.sub(" ", table.title or listing.title)[:26]
        _fill(book.create_sheet(f"{number} {name}"), listing, table)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Any, listing: Listing, table: ListTable) -> None:
    from openpyxl.utils import get_column_letter

    dated = f"{listing.place}, {short_date(listing.day)}"
    above = [x for x in (listing.parent, listing.office, listing.title.upper(), *listing.said, dated, table.title) if x]
    whole = sum(c.share for c in table.columns)
    for at, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = max(9, round(_WIDE * column.share / whole))
    # A sheet written row by row is told how it looks before its first row.
    sheet.freeze_panes = f"A{len(above) + 2}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 8, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{len(above) + 1}:{len(above) + 1}"
    make = _Maker(sheet)
    for text in above:
        sheet.append([make.cell(text, bold=text in (listing.title.upper(), table.title))])
    sheet.append([make.cell(c.title, bold=True, framed=True) for c in table.columns])
    for row in table.rows:
        sheet.append([make.cell(cell, framed=True) for cell in row])
    for text in (table.note, *listing.notes, listing.proof):
        if text:
            sheet.append([make.cell(text)])
    if listing.right[0]:
        for left, right, bold in ((listing.left[0], listing.right[0], True), ("", "", False), ("", "", False), (listing.left[1], listing.right[1], False)):
            sheet.append([make.cell(left, bold=bold), *[None] * max(0, len(table.columns) - 2), make.cell(right, bold=bold)])


class _Maker:
    """Cells that share their looks."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        self.sheet = sheet
        side = Side(style="thin", color="999999")
        self.border = Border(left=side, right=side, top=side, bottom=side)
        self.wrap = Alignment(wrap_text=True, vertical="top")
        self.bold, self.plain = Font(name="Times New Roman", size=10, bold=True), Font(name="Times New Roman", size=10)

    def cell(self, value: Cell, *, bold: bool = False, framed: bool = False) -> Any:
        from openpyxl.cell import WriteOnlyCell

        said: Any = _CONTROL.sub(" ", value)[:_LONGEST] if isinstance(value, str) else value
        made = WriteOnlyCell(self.sheet, said)
        if isinstance(value, str):
            made.data_type = "s"  # a leading = + - @ stays text
        elif value is not None:
            made.number_format = "dd/mm/yyyy" if isinstance(value, date) else "#,##0.00" if isinstance(value, Decimal) else "#,##0"
        made.font = self.bold if bold else self.plain
        if framed:
            made.border, made.alignment = self.border, self.wrap
        return made

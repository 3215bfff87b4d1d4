"""A listing as an Excel workbook, to be read on the screen and printed: one sheet for each table, numbers and days as such, every text a plain text,
wrapped and framed, rows as tall as their texts, the head and the number of the page on each page. Rows are written one by one."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import Percent
from thads_desktop.exchange import book_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.listing import Cell, Listing, ListTable

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME = re.compile(r"[\\/*?:\[\]]")
#: The widest cell that Excel takes.
_LONGEST = 32_000
#: Sizes of paper as a workbook names them.
A3, A4 = 8, 9
#: What a text is and what it looks like: format of the number, bold, framed, how it stands.
_Look = tuple[str, bool, bool, str]


@dataclass(frozen=True, slots=True)
class Format:
    """What a sheet is printed on, the size of its type, and what its columns are wide together (in units of a workbook)."""

    paper: int
    size: float
    whole: float


#: On its paper a table of these widths is printed in the size of its type, one of many columns smaller.
FORMATS = {A4: Format(A4, 11, 140), A3: Format(A3, 11, 230)}
MANY_COLUMNS = Format(A3, 10, 330)


def write_listing(listing: Listing, paper: int = A4) -> bytes:
    """The bytes of an .xlsx file. paper: what a sheet is printed on."""
    return write_book(listing, FORMATS[paper])


def write_book(listing: Listing, on: Format) -> bytes:
    """The bytes of an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book_type.dress(book)
    looks: dict[_Look, Any] = {}
    for number, table in enumerate(listing.tables, 1):
        name = _NAME.sub(" ", table.title or listing.title)[:26]
        _Writer(book.create_sheet(f"{number} {name}"), on, looks).fill(listing, table)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Writer:
    """One sheet. looks: of each look a cell's style, of the whole book; openpyxl takes longer over a look than over all else of a cell."""

    def __init__(self, sheet: Any, on: Format, looks: dict[_Look, Any]) -> None:
        self.sheet, self.on, self.looks = sheet, on, looks
        self.widths: list[float] = []
        self.row = 0

    def fill(self, listing: Listing, table: ListTable) -> None:
        title = listing.title.upper()
        above = [x for x in (listing.parent, listing.office, title, *listing.said, f"{listing.place}, {short_date(listing.day)}", table.title) if x]
        self.widths = book_type.columns(table, self.on.whole, self.on.size)
        # A sheet written row by row is told how it looks before its first row.
        self._set_up(len(above) + 1)
        aligns = [c.align for c in table.columns]
        for text in above:
            self._words((text,), bold=text in (title, table.title), framed=False)
        self._cells([c.title for c in table.columns], ["centre"] * len(aligns), bold=True)
        for at, row in enumerate(table.rows):
            if at in table.across:
                self._words(row, bold=True, framed=True)
            else:
                self._cells(row, aligns)
        for text in (table.note, *listing.notes, listing.proof):
            if text:
                self._words((text,), framed=False)
        if listing.right[0]:
            self._words(("",), framed=False)
            # A sheet may be printed by itself.
            for left, right, bold in ((listing.left[0], listing.right[0], True), *[("", "", False)] * 3, (listing.left[1], listing.right[1], False)):
                self._signed(left, right, bold=bold)

    def _signed(self, left: str, right: str, *, bold: bool) -> None:
        """Two who sign, each over half of the columns; of a table of one column one beneath the other."""
        wide = len(self.widths)
        if wide == 1:
            for text in (x for x in (left, right) if x):
                self._words((text,), bold=bold, framed=False)
            return
        row: list[Cell] = [None] * wide
        row[0], row[wide // 2] = left or " ", right or " "
        self._words(row, bold=bold, framed=False, align="centre")

    def _cells(self, row: Sequence[Cell], aligns: Sequence[str], *, bold: bool = False) -> None:
        """A row of the table: every cell framed and wrapped."""
        self._tall(zip(row, self.widths, strict=True), bold=bold)
        self.sheet.append([self._cell(cell, bold, framed=True, align=align) for cell, align in zip(row, aligns, strict=True)])

    def _words(self, row: Sequence[Cell], *, bold: bool = False, framed: bool, align: str = "left") -> None:
        """A row of words: each goes on over the empty cells behind it."""
        from openpyxl.worksheet.cell_range import CellRange

        whole = (*row, *[None] * (len(self.widths) - len(row)))
        spans = book_type.spans(whole)
        self._tall([(whole[first], sum(self.widths[first : last + 1])) for first, last in spans], bold=bold)
        self.sheet.append([self._cell(cell, bold, framed=framed, align=align if isinstance(cell, str) else "right") for cell in whole])
        for first, last in spans:
            if last > first:
                self.sheet.merged_cells.ranges.add(CellRange(min_col=first + 1, max_col=last + 1, min_row=self.row, max_row=self.row))

    def _tall(self, cells: Any, *, bold: bool) -> None:
        self.row += 1
        self.sheet.row_dimensions[self.row].height = book_type.height(cells, self.on.size, bold=bold)

    def _cell(self, value: Cell, bold: bool, *, framed: bool, align: str) -> Any:
        from openpyxl.cell import WriteOnlyCell

        text = isinstance(value, str) and not isinstance(value, Percent)
        shown: Any = value.number if isinstance(value, Percent) else _CONTROL.sub(" ", value)[:_LONGEST] if isinstance(value, str) else value
        made: Any = WriteOnlyCell(self.sheet, shown)
        if text:
            made.data_type = "s"  # a leading = + - @ stays text
        look = (_format(value), bold, framed, align)
        if look not in self.looks:
            self._dress(made, look)
            self.looks[look] = made._style  # noqa: SLF001 - the one way to give a cell the style of another
        made._style = self.looks[look]  # noqa: SLF001 - as above
        return made

    def _dress(self, cell: Any, look: _Look) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        form, bold, framed, align = look
        if form:
            cell.number_format = form
        cell.font = Font(name=book_type.FACE, size=self.on.size, bold=bold)
        centred = align == "centre"
        upright = "center" if centred and bold else "top"
        cell.alignment = Alignment(horizontal="center" if centred else align, vertical=upright, wrap_text=not form)
        if framed:
            side = Side(style="thin", color="999999")
            cell.border = Border(left=side, right=side, top=side, bottom=side)

    def _set_up(self, head: int) -> None:
        from openpyxl.utils import get_column_letter

        sheet = self.sheet
        for at, width in enumerate(self.widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.freeze_panes = f"A{head + 1}"
        sheet.print_title_rows = f"{head}:{head}"
        set_up(sheet, self.on.paper)


def set_up(sheet: Any, paper: int) -> None:
    """How a sheet is printed: across the paper, all columns on one page, each page with its number."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.4, 0.5, 0.6, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "Trang &P/&N"


def _format(value: Cell) -> str:
    """Of a number in groups, with the decimals it has; "" of a text."""
    if isinstance(value, Percent):
        return "0.00"
    if value is None or isinstance(value, str):
        return ""
    if isinstance(value, date):
        return "dd/mm/yyyy"
    places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return "#,##0" + (f".{'0' * places}" if places > 0 else "")

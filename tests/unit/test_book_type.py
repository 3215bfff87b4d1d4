"""Workbooks read as they open and as they are printed: no figure too wide for its column, no text over the next row, a frame, the head and the number
of the page on each page."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from thads_desktop.documents.register import load_registers
from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.domain.listing import Cell, ListColumn, Listing, ListTable
from thads_desktop.domain.register_print import PrintPart, RegisterPrint
from thads_desktop.exchange import book_type, wide_book
from thads_desktop.exchange.listing_book import A3, A4, FORMATS, write_listing
from thads_desktop.printing.fonts import BOLD, REGULAR, ensure_fonts
from thads_desktop.printing.lines import broken, measure
from thads_desktop.services import register_files
from thads_desktop.services.register_view import Opened

DAY = date(2020, 12, 30)
MOST: dict[str, Cell] = {"count": 99_999, "money": 999_999_999_999, "number": Decimal("12345.67"), "date": DAY, "text": "Nguyễn Văn An"}
LONG = "Trả nợ gốc và lãi theo bản án, mỗi tháng một lần, vào ngày 15 hằng tháng, kể từ tháng 01/2020 cho đến khi trả xong. " * 3
USED = (date(2019, 10, 1), date(2020, 9, 30))


def listing(columns: tuple[ListColumn, ...], rows: tuple[tuple[Cell, ...], ...], **more: Any) -> Listing:
    table = ListTable("", columns, rows, **more)
    return Listing("Sổ", "Cục", "Chi cục", "Lê Chân", DAY, ("Năm 2020",), (table,), ("ghi chú",), ("", ""), ("CHI CỤC TRƯỞNG", "Lê Văn Bảy"), "mã")


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def points(sheet: Any, cell: Any, last: int = 0) -> float:
    """How wide a cell is inside, with those it is merged with."""
    wide = sum(sheet.column_dimensions[openpyxl.utils.get_column_letter(c)].width for c in range(cell.column, max(cell.column, last) + 1))
    return float(wide) * book_type.UNIT - book_type.EDGES


def merged_to(sheet: Any, cell: Any) -> int:
    return max((r.max_col for r in sheet.merged_cells.ranges if cell.coordinate in r), default=cell.column)


def whole(sheet: Any, size: float) -> None:
    """Every figure stands in a line; every text in the height of its row, as the printed face has it."""
    ensure_fonts()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None or cell.__class__.__name__ == "MergedCell":
                continue
            face, room = BOLD if cell.font.b else REGULAR, points(sheet, cell, merged_to(sheet, cell))
            tall = sheet.row_dimensions[cell.row].height
            assert tall, cell.coordinate
            if isinstance(cell.value, str):
                assert cell.alignment.wrap_text, cell.coordinate
                lines = sum(len(broken(((part, face),), size, room)) for part in cell.value.split("\n"))
                assert tall == book_type.TALLEST or lines * size * 1.15 <= tall, f"{cell.coordinate}: {lines} lines in {tall}"
            else:
                said = "00/00/0000" if hasattr(cell.value, "year") else f"{cell.value:,}"
                assert measure(said, face, size) <= room, f"{cell.coordinate}: {said} in {room}"


@pytest.mark.parametrize("code", [r.code for r in load_registers()])
def test_every_register_opens_with_its_figures_and_texts_whole(code: str) -> None:
    register = next(r for r in load_registers() if r.code == code)
    cells = tuple(MOST[SOURCES[register.source].field(c.field).kind] for c in register.columns)
    long = tuple(LONG if isinstance(c, str) else c for c in cells)
    columns = tuple(ListColumn(c.heading, c.weight, c.align) for c in register.columns)
    sums = (("Cộng quý I", tuple(c if x.total else None for c, x in zip(cells, register.columns, strict=True))),)
    signed = (("Người kết sổ", "A"), ("Kế toán", ""), ("Thủ trưởng", "B"))
    said = (f"Kết sổ quý I năm 2020 (01/10/2019 - 31/12/2019): {LONG}",)
    part = PrintPart((cells, long), sums, closed=True, said=said, signed=signed, dated=DAY, further=("Ghi tiếp", (cells,)))
    made = RegisterPrint(register.number, register.name, "", "Cục", "Chi cục", "Lê Chân", 2020, USED, columns, (part,), (LONG,), ("Trưởng", "B"))
    view = Opened(register, 2020, *USED, (), (), (), (), (), (0, ""))
    sheet = sheet_of(register_files.workbook(made, view))
    whole(sheet, FORMATS[A3].size)
    # Words over the table and between its rows go across, so no narrow column makes them tall.
    closed = next(c for row in sheet.iter_rows() for c in row if str(c.value).startswith("Kết sổ"))
    assert merged_to(sheet, closed) == len(columns)


def test_the_print_of_a_workbook_is_set_up() -> None:
    columns = (ListColumn("STT", 1, "centre"), ListColumn("Số tiền", 1, "right"), ListColumn("Nội dung", 40))
    made = listing(columns, ((1, 10_000_000, LONG), (None, 20_000_000, "x"), ("Cộng", 30_000_000, None)), across=frozenset({2}))
    for paper in (A3, A4):
        sheet = sheet_of(write_listing(made, paper))
        head = next(c.row for row in sheet.iter_rows() for c in row if c.value == "STT")
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", paper, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${head}:${head}"
        assert "&P" in sheet.oddFooter.center.text
        assert sheet.freeze_panes == f"A{head + 1}"
        for row in sheet.iter_rows(min_row=head, max_row=head + 3):
            assert all(c.border.left.style == "thin" or c.__class__.__name__ == "MergedCell" for c in row)
        assert sheet.cell(head + 1, 2).alignment.horizontal == "right"
        assert sheet.row_dimensions[head + 1].height > sheet.row_dimensions[head + 2].height
        whole(sheet, FORMATS[paper].size)


def test_a_workbook_of_many_columns_has_its_texts_whole() -> None:
    columns = tuple(ListColumn(f"({n})\nQĐ tạm đình chỉ thi hành án\n(Số; Ngày, tháng, năm)", 5) for n in range(1, 25))
    made = listing(columns, (tuple("không có dữ liệu: việc nhận từ sổ cũ" for _ in columns), (LONG, *["x"] * 23)))
    sheet = sheet_of(wide_book.write_wide(made))
    whole(sheet, 10)
    assert sheet.page_setup.paperSize == A3
    signer = next(c for row in sheet.iter_rows() for c in row if c.value == "CHI CỤC TRƯỞNG")
    assert merged_to(sheet, signer) - signer.column >= 8


@pytest.mark.parametrize("text", [LONG, "NGƯỜI PHẢI THI HÀNH ÁN, ĐỊA CHỈ", "Ưỡng Ặ mmm WWW 2.177.000.000 đồng", "304/QĐ-CCTHADS, 14/10/2019", "i" * 50])
def test_texts_are_reckoned_no_narrower_than_they_are(text: str) -> None:
    ensure_fonts()
    for face, bold in ((REGULAR, False), (BOLD, True)):
        real = measure(text, face, 11)
        assert real * 0.97 <= book_type.measure(text, 11, bold=bold) <= real * 1.35


def test_a_text_taller_than_any_row_stays_in_its_cell() -> None:
    text = "chữ " * 5000
    sheet = sheet_of(write_listing(listing((ListColumn("A", 1), ListColumn("B", 9)), ((text, "x"),))))
    (cell,) = [c for row in sheet.iter_rows() for c in row if str(c.value).startswith("chữ")]
    assert cell.value == text
    assert sheet.row_dimensions[cell.row].height == book_type.TALLEST

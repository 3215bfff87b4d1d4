"""Every column of every register is wide enough for what it may hold: running numbers, days and sums stand in one line, at the size of the others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thads_desktop.documents.register import Register, load_registers
from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.domain.listing import Cell, ListColumn, ListTable
from thads_desktop.domain.register_print import PrintPart, RegisterPrint
from thads_desktop.domain.table_widths import figures, shared
from thads_desktop.printing.fonts import REGULAR, ensure_fonts
from thads_desktop.printing.lines import measure
from thads_desktop.printing.listing_sheet import A3, A4, Format, shown
from thads_desktop.printing.register_sheet import INNER, PAD, SIZE, laid_out, widths
from thads_desktop.printing.register_type import cell_text

DAYS = (date(2026, 7, 1), date(2026, 12, 30))
#: As large as an office's own are: five figures of running numbers, hundreds of milliards of a sum, and no more than that of a count.
MOST: dict[str, Cell] = {"count": 99_999, "money": 999_999_999_999, "number": Decimal("12345.67"), "date": DAYS[1], "text": "Nguyễn Văn An"}


def printed(register: Register, cells: tuple[Cell, ...]) -> RegisterPrint:
    columns = tuple(ListColumn(c.heading, c.weight, c.align) for c in register.columns)
    sums = (("Cộng", tuple(cell if c.total else None for c, cell in zip(register.columns, cells, strict=True))),)
    used = (date(2025, 10, 1), date(2026, 9, 30))
    part = PrintPart((cells,), sums)
    return RegisterPrint(register.number, register.name, "", "Cục", "Chi cục", "Lê Chân", 2026, used, columns, (part,), (), ("Trưởng", "B"))


def held(register: Register, **other: Cell) -> tuple[Cell, ...]:
    """The largest of each kind; text that may be anything."""
    of = SOURCES[register.source]
    return tuple(other.get(of.field(c.field).kind, MOST[of.field(c.field).kind]) for c in register.columns)


@pytest.mark.parametrize("code", [r.code for r in load_registers()])
@pytest.mark.parametrize("day", DAYS)
def test_no_figure_of_a_register_breaks_or_shrinks(code: str, day: date) -> None:
    register = next(r for r in load_registers() if r.code == code)
    cells = held(register, date=day)
    made = printed(register, cells)
    texts = [(text, size) for page in laid_out(made) for _x, _y, text, _face, size in page]
    for column, cell in zip(register.columns, cells, strict=True):
        if not isinstance(cell, str):
            found = [size for text, size in texts if text == cell_text(cell)]
            assert found, f"{column.heading}: {cell_text(cell)} stands in no line of its own"
            assert min(found) >= SIZE, f"{column.heading}: {cell_text(cell)} is set at {min(found)}"


@pytest.mark.parametrize("code", [r.code for r in load_registers()])
def test_headings_break_between_words_alone(code: str) -> None:
    register = next(r for r in load_registers() if r.code == code)
    made = printed(register, held(register))
    said = {text for page in laid_out(made) for _x, _y, text, face, _s in page if face.endswith("Bold")}
    for column in register.columns:
        lines = [text for text in said if text and text in column.heading]
        assert all(word in {w for line in lines for w in line.split()} for word in column.heading.split()), column.heading


def test_a_day_or_number_within_words_stays_whole() -> None:
    """The first column of the procuracy's sheet has number and day in one."""
    register = next(r for r in load_registers() if r.code == "TT04-03")
    cells = ("12345 - 30/12/2026", *held(register)[1:])
    texts = [text for page in laid_out(printed(register, cells)) for _x, _y, text, _f, _s in page]
    assert any("30/12/2026" in text for text in texts if "12345" in text or text.startswith("30/12"))
    wide = widths(printed(register, cells))
    assert sum(wide) == pytest.approx(INNER)
    assert all(w > 2 * PAD for w in wide)


@pytest.mark.parametrize("on", [A4, A3])
def test_listings_hold_to_the_same(on: Format) -> None:
    columns = (ListColumn("STT", 1, "centre"), ListColumn("Ngày TL", 1), ListColumn("Nội dung", 40))
    table = ListTable("", columns, ((12_345, "12345 - 01/7/2026", "chữ " * 30), (1, "1 - 30/12/2026", "x")))
    wide = on.widths(table)
    ensure_fonts()
    for text, width in (("12.345", wide[0]), ("30/12/2026", wide[1])):
        assert measure(text, REGULAR, on.size) <= width - 2 * on.pad


def test_the_longest_figure_is_found_whatever_holds_it() -> None:
    assert figures((1, 99_999, None, "x"), shown) == "99.999"
    assert figures((date(2026, 7, 1),), shown) == "00/00/0000"
    assert figures(("Số 12/QĐ-THADS ngày 01/7/2026; 1.250.000 đồng",), shown) in ("01/7/2026", "1.250.000")
    assert figures(("chữ", None, ""), shown) == ""
    assert shared([10.0, 90.0], [20.0, 5.0]) == pytest.approx([20.0, 80.0])
    assert shared([10.0, 90.0], [20.0, 90.0]) == [10.0, 90.0], "nobody has it over"

"""Register 13: what lay there when the year began, each exit of a thing, quantities as numbers, who signs in the workbook too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.office import Bench, bench
from tests.retold import founded
from tests.unit.test_register_closings import closed
from tests.unit.test_register_continued import item, out
from thads_desktop.domain import archive_events as ar
from thads_desktop.services import acts, keeping, register_closings, register_files, register_view

CODE = "TT04-13"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 11, 4))
    yield made
    made.desk.close()


def cells(line: register_view.Line, *names: str) -> list[object]:
    return [line.cells[n] for n in names]


def test_what_is_kept_over_the_year_is_carried_into_the_next_book_and_leaves_from_there(office: Bench) -> None:
    key = item(office, date(2019, 11, 4), "3,5")
    gone = item(office, date(2019, 11, 4), "1")
    office.on(date(2020, 2, 3))
    out(office, key, date(2020, 2, 3), "1", 1)
    out(office, gone, date(2020, 2, 3), "1", 2)
    office.on(date(2020, 10, 5))
    item(office, date(2020, 10, 5), "7")
    out(office, key, date(2020, 10, 5), "0,5", 3)
    first, second = register_view.opened(office.desk, CODE, 2021).lines
    assert cells(first, "stt", "day", "quantity", "out_day", "out_voucher", "left", "note") == [
        1, date(2019, 11, 4), Decimal("2.5"), date(2020, 10, 5), "03/LXK, PX3", Decimal(2), "chuyển từ năm trước sang",
    ]  # fmt: skip
    assert cells(second, "stt", "quantity", "note") == [2, 7, ""]
    # The book of its own year goes on telling the whole of it.
    before = register_view.opened(office.desk, CODE, 2020).lines
    assert [x.cells["left"] for x in before] == [2, 0]
    # And so it is closed, and carried once more.
    office.on(date(2021, 1, 4))
    assert len(register_closings.propose(office.desk, CODE, 2021, "q1").rows) == 2
    office.on(date(2021, 10, 4))
    assert [x.cells["quantity"] for x in register_view.opened(office.desk, CODE, 2022).lines] == [2, 7]


def test_every_exit_has_its_day(office: Bench) -> None:
    key = item(office, date(2019, 11, 4), "3,5")
    for n, (day, quantity) in enumerate(((date(2019, 11, 20), "1"), (date(2019, 12, 20), "2,5")), 1):
        office.on(day)
        out(office, key, day, quantity, n)
    (line,) = register_view.opened(office.desk, CODE, 2020).lines
    assert cells(line, "out_day", "out_voucher", "receiver") == [
        "(1) 20/11/2019: 1 chiếc\n(2) 20/12/2019: 2,5 chiếc", "(1) 01/LXK, PX1\n(2) 02/LXK, PX2", "(1) Phòng TC\n(2) Phòng TC",
    ]  # fmt: skip
    assert cells(line, "quantity", "left") == [Decimal("3.5"), 0]
    # What was fixed reads back as it was.
    office.on(date(2020, 1, 6))
    closed(office, "q1", CODE)
    view = register_view.opened(office.desk, CODE, 2020)
    assert view.parts[0].lines[0].cells == {**line.cells, "stt": 1}
    assert (view.changes, view.continued) == ((), ())


def test_the_workbook_has_quantities_as_numbers_and_is_signed_as_the_print_is(office: Bench) -> None:
    item(office, date(2019, 11, 4), "3,5")
    office.on(date(2020, 1, 6))
    closed(office, "q1", CODE)
    view = register_view.opened(office.desk, CODE, 2020)
    sheet = openpyxl.load_workbook(io.BytesIO(register_files.workbook(register_files.printed(office.desk, view), view))).worksheets[0]
    values = [c.value for row in sheet.iter_rows() for c in row if c.value is not None]
    assert 3.5 in values
    for title in ("Người kết sổ", "Kế toán", "Thủ kho", "CHI CỤC TRƯỞNG"):
        assert values.count(title) == 1, title
    assert any(str(v).startswith("Kết sổ quý I năm 2020 (01/10/2019 - 31/12/2019), ngày 06/01/2020: 1 dòng") for v in values)
    assert "Lê Chân, 06/01/2020" in values


def test_the_register_of_the_archive_says_how_long_a_file_is_kept(office: Bench) -> None:
    matter = office.matters[0]
    acts.collect(office.desk, matter, date(2019, 11, 4), 1, 10_000_000)
    acts.complete(office.desk, matter, date(2019, 11, 4))
    with office.desk.writing("keep") as uow:
        uow.write_row("archive", "a1", {"place": "Giá 2", "receiver": "Vũ Thị Lưu"})
        uow.append(f"matter:{matter}", date(2019, 11, 4), ar.FileArchived("0" * 64, "a1"), "2008")
        uow.commit()
    assert [x.cells["retention"] for x in register_view.opened(office.desk, "TT04-21", 2020).lines] == [""]
    keeping.set_years(office.desk, "15", "Thông tư số 07/2025/TT-BTP")
    (line,) = register_view.opened(office.desk, "TT04-21", 2020).lines
    assert line.cells["retention"] == "15 năm, đến hết ngày 04/11/2034"
    keeping.set_years(office.desk, "vĩnh viễn", "Thông tư số 07/2025/TT-BTP", "matter.cd")
    keeping.set_years(office.desk, "vĩnh viễn", "Thông tư số 07/2025/TT-BTP", "matter.yc")
    (line,) = register_view.opened(office.desk, "TT04-21", 2020).lines
    assert line.cells["retention"] == "vĩnh viễn"

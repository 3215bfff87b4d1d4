"""What comes to a book after its year was closed: the closings of the next year take it over, in a part of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from tests.unit.test_register_closings import BOOK, as_role, closed
from thads_desktop.services import acts, parties, register_closings, register_files, register_view
from thads_desktop.services.register_closings import EMPTY


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.decision(debtor="Trần Thị Tám")
    made.decision(debtor="Vũ Văn Chín", number="16/2019/DS-ST", due=25_000_000)
    made.on(date(2020, 10, 5))
    for span in ("q1", "q2", "half", "q3", "q4", "year"):
        closed(made, span)
    yield made
    made.desk.close()


def view(office: Bench, year: int) -> register_view.Opened:
    return register_view.opened(office.desk, BOOK, year)


def test_a_matter_of_last_year_that_ends_now_stands_in_the_print_of_this_quarter_and_in_its_own_book(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], date(2020, 10, 5), 1, 10_000_000)
    acts.complete(office.desk, office.matters[0], date(2020, 10, 5))
    office.on(date(2021, 1, 4))
    made = register_closings.propose(office.desk, BOOK, 2021, "q1")
    assert (made.rows, made.told, made.totals["collected"]) == ((), (), 0)
    assert EMPTY not in made.notes
    assert "1 dòng của sổ năm 2020 được ghi tiếp trong kỳ này, in ở phần riêng." in made.notes
    assert [x.cells["collected"] for x in made.lines] == [10_000_000]
    closing = register_closings.close(office.desk, made)
    this = view(office, 2021)
    ((year, (line,), sums),) = this.parts[0].older
    assert (year, sums["collected"], sums["rest"]) == (2020, 10_000_000, -10_000_000)
    assert [line.cells[n] for n in ("stt", "number", "debtor", "due", "collected", "result")] == [
        1, "01/QĐ-CCTHADS", "Trần Thị Tám", None, 10_000_000, "Thi hành xong (05/10/2020)",
    ]  # fmt: skip
    printed = register_files.printed_closing(office.desk, this, closing)
    said = "".join(p.extract_text() for p in PdfReader(io.BytesIO(register_files.pdf(printed))).pages).replace("\n", " ")
    for words in ("Ghi tiếp vào các dòng đã kết sổ của năm 2020", "Cộng phần ghi tiếp năm 2020", "ghi tiếp 1 dòng của sổ năm 2020", "10.000.000"):
        assert words in said, words
    table = register_files.listing(printed, this).tables[0]
    assert any(str(row[0]).startswith("Ghi tiếp vào các dòng đã kết sổ của năm 2020") for row in table.rows)
    # The book of its year has it as of that quarter, and nothing is open there any more.
    before = view(office, 2020)
    assert before.closed_until == date(2020, 9, 30)
    assert before.lines[0].continued == ("quý I năm 2021",)
    later, left = before.parts[-2:]
    assert (later.closing, len(later.continued), later.so_far["rest"]) == (closing, 1, 25_000_000)
    assert (left.lines, left.continued, left.so_far["rest"]) == ((), (), 25_000_000)
    whole = register_files.printed(office.desk, before)
    assert any(words == "Cộng quý I năm 2021" for part in whole.parts for words, _cells in part.sums)
    # What a closing took over no later one takes again.
    office.on(date(2021, 4, 5))
    assert register_closings.propose(office.desk, BOOK, 2021, "q2").older == ()


def test_what_is_recorded_late_for_a_closed_year_is_taken_over_too(office: Bench) -> None:
    late = office.decision(debtor="Lê Muộn", number="30/2019/DS-ST", day=date(2020, 9, 1), due=3_000_000)
    acts.collect(office.desk, office.matters[1], date(2020, 9, 30), 1, 5_000_000)
    office.on(date(2021, 1, 4))
    closed(office, "q1", year=2021)
    ((_year, lines, sums),) = view(office, 2021).parts[0].older
    assert [(x.cells["stt"], x.cells["debtor"], x.cells["note"]) for x in lines] == [
        (3, "Lê Muộn", "ghi sau khi kết sổ quý IV"), (2, "Vũ Văn Chín", "đã sửa đổi, bổ sung ngày 05 tháng 10 năm 2020"),
    ]  # fmt: skip
    assert (sums["due"], sums["collected"]) == (3_000_000, 5_000_000)
    before = view(office, 2020)
    assert before.parts[-1].lines == ()
    assert [x.cells["stt"] for x in before.lines] == [1, 2, 3]
    assert before.lines[2].key == f"matter.{late}"
    assert before.parts[0].lines[1].cells["note"] == "đã sửa đổi, bổ sung ngày 05 tháng 10 năm 2020"


def test_what_was_taken_over_is_masked_as_every_row(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], date(2020, 10, 5), 1, 10_000_000)
    with office.desk.reading() as reader:
        key = next(k for k, r in reader.rows("party").items() if r["name"] == "Trần Thị Tám")
    parties.change(office.desk, key, parties.PartyInput("Trần Thị Tám", birth_year=2010, address="số 12 phố Cầu Đất"))
    office.on(date(2021, 1, 4))
    closed(office, "q1", year=2021)
    as_role(office, "inspector")
    for year in (2020, 2021):
        assert "Trần Thị Tám" not in str(register_files.printed(office.desk, view(office, year)))


def test_a_store_is_carried_and_not_continued_in_two_books(office: Bench) -> None:
    for span in ("q1", "q2", "q3", "q4"):
        closed(office, span, "TT04-13")
    office.on(date(2021, 1, 4))
    assert register_closings.propose(office.desk, "TT04-13", 2021, "q1").older == ()

"""What comes to a row after its period was closed: the row keeps what stood, the period that brought something prints it, sums are those of the rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from tests.unit.test_register_closings import BOOK, closed, code
from thads_desktop.domain import asset_events as ae, events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    papers,
    parties,
    recording,
    register_closings,
    register_counts,
    register_files,
    register_view,
    store,
    striking,
)
from thads_desktop.services.register_closings import EMPTY
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import SourceRow, Sweep
from thads_desktop.services.store import ItemInput, Leaving

MONEY = ("due", "collected", "rest")


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def view(office: Bench, book: str = BOOK, year: int = 2020) -> register_view.Opened:
    return register_view.opened(office.desk, book, year)


def item(office: Bench, day: date, quantity: str = "2") -> str:
    return store.take_in(office.desk, ItemInput(
        "Xe máy", quantity, "chiếc", day, "01/LNK", "thing", "unknown", "own", "PN1", "Công an", matter=office.matters[0], line=1, value=5_000_000,
    ))  # fmt: skip


def out(office: Bench, key: str, day: date, quantity: str, n: int) -> None:
    store.take_out(office.desk, [(key, quantity)], Leaving("owner", day, f"0{n}/LXK", "Phòng TC", f"PX{n}", anyway=True))


def test_what_ends_after_a_closing_stands_in_the_register_and_in_the_print_of_its_quarter(office: Bench) -> None:
    closed(office)
    acts.collect(office.desk, office.matters[0], date(2020, 1, 6), 1, 10_000_000)
    acts.complete(office.desk, office.matters[0], date(2020, 1, 6))
    (line,) = view(office).lines
    assert (line.cells["collected"], line.cells["rest"], line.cells["result"], line.changed) == (10_000_000, 0, "Thi hành xong (06/01/2020)", False)
    assert line.continued == ("chưa kết sổ",)
    office.on(date(2020, 4, 2))
    made = register_closings.propose(office.desk, BOOK, 2020, "q2")
    assert made.rows == ()
    assert EMPTY not in made.notes
    assert any("1 dòng đã kết sổ kỳ trước được ghi tiếp" in n for n in made.notes)
    assert [x.cells["collected"] for x in made.lines] == [10_000_000]
    register_closings.close(office.desk, made)
    opened = view(office)
    # The first quarter says what stood then; the second what it brought.
    assert [opened.parts[0].lines[0].cells[n] for n in (*MONEY, "result")] == [10_000_000, 0, 10_000_000, ""]
    (further,) = opened.parts[1].continued
    assert [further.cells[n] for n in ("stt", "debtor", *MONEY, "result")] == [
        1, "Trần Thị Tám", None, 10_000_000, -10_000_000, "Thi hành xong (06/01/2020)",
    ]  # fmt: skip
    assert further.cells["number"] == opened.lines[0].cells["number"]
    assert [opened.parts[1].totals[n] for n in MONEY] == [0, 10_000_000, -10_000_000]
    assert [opened.parts[1].so_far[n] for n in MONEY] == [10_000_000, 10_000_000, 0]
    assert not opened.changes
    assert {(c.number, c.label, c.now, c.period) for c in opened.continued} == {
        (1, "Kết quả thi hành", "Thi hành xong (06/01/2020)", "Quý II"), (1, "Số tiền đã thi hành", "10.000.000", "Quý II"),
        (1, "Số tiền còn phải thi hành", "0", "Quý II"),
    }  # fmt: skip
    assert opened.lines[0].cell("note") == "ghi tiếp: quý II"
    closing = opened.parts[1].closing
    assert closing is not None
    printed = register_files.printed_closing(office.desk, opened, closing)
    said = "".join(p.extract_text() for p in PdfReader(io.BytesIO(register_files.pdf(printed))).pages)
    for words in (
        "Ghi tiếp vào các dòng đã kết sổ", "-10.000.000", "Các kỳ trước chuyển sang", "Cộng quý II", "Cộng từ đầu năm",
        "không có dòng mới, ghi tiếp 1 dòng",
    ):  # fmt: skip
        assert words in said.replace("\n", " "), words
    sheet = openpyxl.load_workbook(io.BytesIO(register_files.workbook(printed, opened))).worksheets[0]
    cells = [c.value for row in sheet.iter_rows() for c in row]
    assert any(str(c).startswith("Ghi tiếp vào các dòng đã kết sổ") for c in cells)
    assert -10_000_000 in cells


def test_the_sums_of_each_print_and_of_the_year_are_those_of_its_rows(office: Bench) -> None:
    closed(office)
    for at, day in enumerate((date(2020, 1, 6), date(2020, 4, 6), date(2020, 7, 6), date(2020, 10, 5))):
        office.on(day)
        if at:
            closed(office, f"q{at + 1}")
            if at == 1:
                closed(office, "half")
        if at < 3:
            office.decision(debtor=f"Vũ Văn {at}", number=f"{at + 20}/2019/DS-ST", due=(at + 2) * 1_000_000)
            acts.collect(office.desk, office.matters[0], day, 1, 1_000_000)
    closed(office, "year")
    opened = view(office)
    printed = register_files.printed(office.desk, opened)
    fields = [c.field for c in opened.register.columns]
    year = dict.fromkeys(MONEY, 0)
    for part, shown in zip(printed.parts, [p for p in opened.parts if p.closing is not None or p.lines or p.continued], strict=True):
        own = {n: sum(v for row in (*part.rows, *part.further[1]) if isinstance(v := row[fields.index(n)], int)) for n in MONEY}
        year = {n: year[n] + own[n] for n in MONEY}
        closing = shown.closing
        if closing is not None and closing.span in ("half", "year"):
            assert {n: shown.totals[n] for n in MONEY} == {n: shown.so_far[n] for n in MONEY} == year
        else:
            assert {n: shown.totals[n] for n in MONEY} == own
            assert {n: shown.so_far[n] for n in MONEY} == year
    assert (year["due"], year["collected"], year["rest"]) == (19_000_000, 3_000_000, 16_000_000)
    assert register_view.sums(opened.register, opened.lines)["rest"] == 16_000_000
    # What adds quarters up prints their rows.
    half = next(p.closing for p in opened.parts if p.closing is not None and p.closing.span == "half")
    made = register_files.printed_closing(office.desk, opened, half)
    assert [len(p.rows) + len(p.further[1]) for p in made.parts] == [1, 2, 0]
    assert made.parts[2].sums == register_files._sums(opened.register, "Cộng 6 tháng", opened.parts[2].totals)


def test_a_quarter_is_closed_after_the_one_before_and_every_period_can_be_closed(office: Bench) -> None:
    office.decision(debtor="Lê Hai", number="16/2019/DS-ST", due=7_000_000)
    office.on(date(2020, 10, 5))
    for span in ("q2", "half", "q3", "q4", "year"):
        with pytest.raises(Refused) as early:
            register_closings.propose(office.desk, BOOK, 2020, span)
        assert code(early) == "register.earlier_open"
        assert early.value.refusals[0].facts["first"] == "quý I"
    assert register_closings.following(office.desk, BOOK, 2020) == "q1"
    order = []
    for span in ("q1", "q2", "q3", "half", "q4", "year"):
        made = register_closings.propose(office.desk, BOOK, 2020, span)
        order.append((span, len(made.rows), made.totals["due"], made.so_far["due"]))
        register_closings.close(office.desk, made)
    assert order == [
        ("q1", 1, 10_000_000, 10_000_000), ("q2", 1, 7_000_000, 17_000_000), ("q3", 0, 0, 17_000_000), ("half", 0, 17_000_000, 17_000_000),
        ("q4", 0, 0, 17_000_000), ("year", 0, 17_000_000, 17_000_000),
    ]  # fmt: skip
    assert len([p for p in view(office).parts if p.closing is not None]) == 6


def test_things_that_leave_the_store_after_a_closing(office: Bench) -> None:
    office.on(date(2019, 11, 4))
    key = item(office, date(2019, 11, 4))
    office.on(date(2020, 1, 6))
    closed(office, "q1", "TT04-13")
    out(office, key, date(2020, 1, 6), "1", 1)
    office.on(date(2020, 4, 2))
    made = closed(office, "q2", "TT04-13")
    opened = view(office, "TT04-13")
    assert [str(opened.parts[0].lines[0].cells[n] or "") for n in ("quantity", "left", "out_day", "receiver")] == ["2", "2", "", ""]
    (further,) = opened.parts[1].continued
    assert [str(further.cells[n]) for n in ("name", "left", "out_day", "out_voucher", "receiver")] == [
        "Xe máy", "1", "2020-01-06", "01/LXK, PX1", "Phòng TC",
    ]  # fmt: skip
    said = register_files.printed_closing(office.desk, opened, made).parts[0].said[0]
    assert "không có dòng mới, ghi tiếp 1 dòng đã kết sổ kỳ trước" in said
    (line,) = opened.lines
    assert str(line.cells["left"]) == "1"


def test_each_correction_keeps_its_note_and_so_does_one_that_was_struck_again(office: Bench) -> None:
    closed(office)
    matter = office.matters[0]
    acts.collect(office.desk, matter, date(2019, 12, 30), 1, 1_000_000)
    office.on(date(2020, 2, 6))
    acts.collect(office.desk, matter, date(2019, 12, 31), 1, 500_000)
    noted = "đã sửa đổi, bổ sung ngày 06 tháng 01 năm 2020; đã sửa đổi, bổ sung ngày 06 tháng 02 năm 2020"
    assert view(office).parts[0].lines[0].cells["note"] == noted
    with office.desk.reading() as reader:
        sums = [e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.Collected)]
    office.on(date(2020, 2, 7))
    for seq in sums:
        striking.strike(office.desk, matter, seq, "ghi nhầm")
    opened = view(office)
    assert opened.parts[0].lines[0].cells["note"] == f"{noted}; đã sửa đổi, bổ sung ngày 07 tháng 02 năm 2020"
    collected = [(c.was, c.now, c.on) for c in opened.changes if c.label == "Số tiền đã thi hành"]
    assert collected == [
        ("0", "1.000.000", date(2020, 1, 6)), ("1.000.000", "1.500.000", date(2020, 2, 6)), ("1.500.000", "0", date(2020, 2, 7)),
    ]  # fmt: skip
    # And what the next closing knows of it stays too.
    office.on(date(2020, 4, 2))
    closed(office, "q2")
    again = view(office)
    assert again.changes == opened.changes
    assert again.parts[0].lines[0].cells["note"] == opened.parts[0].lines[0].cells["note"]


def test_what_was_put_right_is_in_the_sums_of_the_next_closing(office: Bench) -> None:
    closed(office)
    acts.collect(office.desk, office.matters[0], date(2019, 12, 30), 1, 1_000_000)
    office.on(date(2020, 4, 2))
    closed(office, "q2")
    opened = view(office)
    (further,) = opened.parts[1].continued
    assert (further.cells["collected"], further.changed) == (1_000_000, True)
    assert further.cells["note"] == "đã sửa đổi, bổ sung ngày 06 tháng 01 năm 2020"
    assert (opened.parts[1].totals["collected"], opened.parts[1].so_far["rest"]) == (1_000_000, 9_000_000)
    assert not opened.parts[2].continued


def test_a_filled_cell_that_reads_otherwise_is_no_course_of_things(office: Bench) -> None:
    closed(office)
    with office.desk.reading() as reader:
        key = next(k for k, r in reader.rows("party").items() if r["name"] == "Trần Thị Tám")
    parties.change(office.desk, key, parties.PartyInput("Trần Thị Tám (Tấm)", birth_year=1980))
    opened = view(office)
    assert [(c.label, c.was, c.now) for c in opened.changes] == [("Người phải thi hành án", "Trần Thị Tám", "Trần Thị Tám (Tấm)")]
    assert not opened.continued
    assert opened.parts[0].lines[0].cells["debtor"] == "Trần Thị Tám"


def test_the_note_of_a_late_row_survives_the_closing_that_takes_it_in(office: Bench) -> None:
    closed(office, code="TT04-01")
    office.judgment("98/2019/DS-ST", received=date(2019, 12, 3))
    office.on(date(2020, 4, 2))
    closed(office, "q2", "TT04-01")
    opened = view(office, "TT04-01")
    (late,) = opened.parts[1].lines
    assert late.cells["note"] == "ghi sau khi kết sổ quý I"
    assert not opened.changes


def test_a_row_struck_after_a_closing_takes_its_money_out_of_the_sums(office: Bench) -> None:
    other = office.decision(debtor="Vũ Văn Chín", number="16/2019/DS-ST", day=date(2019, 12, 2), due=5_000_000)
    closed(office)
    with office.desk.writing("keep") as uow:
        first = next(e for e in uow.events_of(f"matter:{other}") if isinstance(e.body, ev.MatterOpened))
        uow.append(f"matter:{other}", None, ev.Struck(first.seq))
        uow.commit()
    office.on(date(2020, 4, 2))
    closed(office, "q2")
    opened = view(office)
    assert [(c.label, c.now) for c in opened.changes] == [("Dòng", "dòng ghi nhầm, đã xóa")]
    assert (opened.parts[1].totals["due"], opened.parts[1].so_far["due"]) == (-5_000_000, 10_000_000)
    assert opened.parts[0].totals["due"] == 15_000_000
    assert "dòng ghi nhầm, đã xóa" in str(opened.lines[1].cells["note"])


def test_a_decision_that_was_voided_keeps_its_line(office: Bench) -> None:
    office.on(date(2019, 11, 4))
    other = office.decision(debtor="Lê Hai", number="16/2019/DS-ST", due=7_000_000)
    with office.desk.reading() as reader:
        paper = next(e.body.paper for e in reader.events_of(f"matter:{other}") if isinstance(e.body, ev.PaperNumbered))
    office.on(date(2020, 1, 6))
    closed(office)
    papers.void(office.desk, paper, "ghi nhầm số")
    opened = view(office)
    line = opened.lines[1]
    assert [line.cells[n] for n in ("number", "judgment_number", "debtor", "due")] == ["02/QĐ-CCTHADS", "16/2019/DS-ST", "Lê Hai", None]
    assert str(line.cells["note"]).startswith("Số đã hủy; đã sửa đổi, bổ sung")
    assert ("Số tiền phải thi hành", "7.000.000", "") in {(c.label, c.was, c.now) for c in opened.changes}
    assert opened.parts[0].lines[1].cells["due"] == 7_000_000
    assert opened.parts[-1].so_far["due"] == 10_000_000
    assert register_counts.counted(office.desk, 2020, register_counts.of_year(office.desk, 2020))[BOOK] == 2


def test_another_officer_is_no_correction_of_a_sale(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        uow.write_row("asset", "a1", {"kind": "vehicle", "name": "Ô tô"})
        uow.append("asset:a1", date(2019, 12, 2), ae.AssetNoted("vehicle", immovable=False), "2008")
        uow.append("asset:a1", date(2019, 12, 3), ae.AssetStep("asset_seized", office.matters[0], row="a1s"), "2008")
        uow.commit()
    closed(office, "q1", "TT04-17")
    before = view(office, "TT04-17").parts[0].lines[0]
    change = papers.Draft("assignment", Effect("assignment", officer=office.second), office.matters[0], {"reason": "x"})
    papers.issue_at_once(office.desk, change, office.head)
    opened = view(office, "TT04-17")
    assert opened.changes == ()
    assert not opened.parts[0].lines[0].cells["note"]
    assert opened.parts[0].lines[0].cells["officer"] == before.cells["officer"] == "Trần Thị Bình"
    assert opened.lines[0].cells["officer"] == "Lê Văn Cường"
    # A decision is of who had the matter on its day.
    assert not view(office).changes


def test_the_officer_of_a_decision_is_that_of_its_day(office: Bench) -> None:
    recording.record(
        office.desk, papers.Draft("deferral", Effect("deferral", clause="a"), matter=office.matters[0]), "05/QĐ-CCTHADS", "Phạm Quang Minh",
        date(2019, 11, 4),
    )  # fmt: skip
    closed(office, "q1", "TT04-09")
    change = papers.Draft("assignment", Effect("assignment", officer=office.second), office.matters[0], {"reason": "x"})
    papers.issue_at_once(office.desk, change, office.head)
    opened = view(office, "TT04-09")
    assert [x.cells["officer"] for x in opened.lines] == ["Trần Thị Bình"]
    assert (opened.changes, opened.continued) == ((), ())


def test_what_the_program_words_otherwise_by_now_is_no_correction(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer version may tell a cell in other words, or two lines as one: what was printed stays, and nobody put anything right."""
    office.on(date(2019, 11, 4))
    other = office.decision(debtor="Lê Hai", number="16/2019/DS-ST", due=7_000_000)
    office.on(date(2020, 1, 6))
    closed(office)
    before = view(office)
    rows = registry.ROWS["matters"]

    def newer(s: Sweep) -> Iterator[SourceRow]:
        for row in rows(s):
            row.cells["court"] = "TAND quận Lê Chân"
            if row.key != f"matter.{other}":
                yield row

    monkeypatch.setitem(registry.ROWS, "matters", newer)
    now = view(office)
    assert (now.changes, now.continued) == ((), ())
    assert [x.cells["court"] for x in now.parts[0].lines] == [x.cells["court"] for x in before.parts[0].lines]
    assert [x.cells["due"] for x in now.lines] == [10_000_000, 7_000_000]
    # What is recorded since is told all the same, of the line that is there.
    acts.collect(office.desk, office.matters[0], date(2019, 12, 30), 1, 1_000_000)
    assert [(c.label, c.was, c.now) for c in view(office).changes] == [
        ("Số tiền đã thi hành", "0", "1.000.000"), ("Số tiền còn phải thi hành", "10.000.000", "9.000.000"),
    ]  # fmt: skip


def test_what_stood_and_came_to_an_end_is_said(office: Bench) -> None:
    matter = office.matters[0]
    recording.record(
        office.desk, papers.Draft("deferral", Effect("deferral", clause="a"), matter=matter), "05/QĐ-CCTHADS", "Phạm Quang Minh", date(2019, 11, 4)
    )
    closed(office)
    with office.desk.writing("keep") as uow:
        uow.append(f"matter:{matter}", date(2020, 1, 6), ev.Continued((), ("deferral",), ""), "2008")
        uow.commit()
    office.on(date(2020, 4, 2))
    closed(office, "q2")
    (further,) = view(office).parts[1].continued
    assert further.cells["result"] == "không còn: Hoãn (05/QĐ-CCTHADS, 04/11/2019)"

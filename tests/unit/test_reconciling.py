"""The accountant's figures held against the log: read strictly, compared, kept, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    inspection_files,
    ledger_view,
    money_overview,
    projecting,
    reconciling,
    reconciling_files,
)
from thads_desktop.services.receipts import Official
from thads_desktop.services.reconciling import Three

START, END = date(2019, 10, 1), date(2019, 10, 31)
HEADINGS = ["Số quyết định", "Ngày quyết định", "Đã thu", "Đã chi", "Còn tồn"]


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    for n in (15, 16, 17):
        made.decision(number=f"{n}/2019/DS-ST", debtor=f"Người Thứ {n}")
    made.on(date(2019, 11, 4))
    yield made
    made.desk.close()


def number(office: Bench, at: int) -> str:
    with office.desk.reading() as reader:
        return str((reader.row("matter", office.matters[at]) or {})["number_text"])


def paid(office: Bench, at: int, amount: int, fee: int = 0) -> None:
    matter = office.matters[at]
    with office.desk.writing("money") as uow:
        uow.append(f"matter:{matter}", date(2019, 10, 20), le.PaidOut((le.Payment(1, "x", amount, fee),)))
        projecting.matter(office.desk, uow, matter)
        uow.commit()


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["SỐ LIỆU KẾ TOÁN THÁNG 10"])
    for row in (HEADINGS, *rows):
        sheet.append(row)
    book.save(path)
    return path


def code(run: Any) -> tuple[str, dict[str, str]]:
    with pytest.raises(Refused) as refused:
        run()
    return refused.value.refusals[0].code, dict(refused.value.refusals[0].facts)


def test_both_figures_of_what_differs_and_what_stands_in_one_only(office: Bench, tmp_path: Path) -> None:
    desk = office.desk
    acts.collect(desk, office.matters[0], date(2019, 10, 15), 1, 3_000_000, official=Official(number="1"))
    paid(office, 0, 900_000, 100_000)
    acts.collect(desk, office.matters[1], date(2019, 10, 16), 1, 500_000, official=Official(number="2"))
    acts.collect(desk, office.matters[2], date(2019, 10, 17), 1, 70_000, official=Official(number="3"))
    acts.collect(desk, office.matters[1], date(2019, 11, 1), 1, 999, official=Official(number="4"))
    file = workbook(
        tmp_path / "a.xlsx",
        [number(office, 0), date(2019, 10, 7), 3_000_000, "1.000.000", 2_000_000.0],
        [number(office, 1).lower(), None, "600 000", 0, "600.000 đồng"],
        ["99/QĐ-KHÁC", None, 5, 0, 5],
        ["Cộng", None, 3_600_005, 1_000_000, 2_600_005],
    )
    made = reconciling.compare(desk, START, END, reconciling.read(desk, file))
    assert [(p.number, p.state) for p in made.pairs] == [
        (number(office, 1), "differs"), ("99/QĐ-KHÁC", "theirs"), (number(office, 2), "ours"), (number(office, 0), "agrees"),
    ]  # fmt: skip
    first = made.pairs[0]
    assert (first.theirs, first.ours) == (Three(600_000, 0, 600_000), Three(500_000, 0, 500_000))
    assert made.pairs[3].ours == Three(3_000_000, 1_000_000, 2_000_000)
    assert (made.theirs.collected, made.ours.collected, made.differ) == (3_600_005, 3_570_000, 3)
    assert [(x.day, x.income) for x in reconciling.movements(desk, office.matters[1], START, END)] == [(date(2019, 10, 16), 500_000)]


def test_what_is_kept_is_what_was_found_then(office: Bench) -> None:
    desk = office.desk
    acts.collect(desk, office.matters[0], date(2019, 10, 15), 1, 3_000_000, official=Official(number="1"))
    given = reconciling.parse(desk, f"{number(office, 0)};;3.000.000;0;3.000.000")
    made = reconciling.compare(desk, START, END, given)
    assert made.differ == 0
    kept = reconciling.keep(desk, made)
    assert (kept.pairs, kept.digest) == (made.pairs, reconciling.digest(made))
    acts.collect(desk, office.matters[0], date(2019, 10, 16), 1, 5, official=Official(number="2"))
    assert reconciling.stored(desk, kept.key).pairs == made.pairs
    assert code(lambda: reconciling.keep(desk, made))[0] == "reconcile.stale"
    # What changed outside the period is no reason.
    again = reconciling.compare(desk, START, END, given)
    assert again.differ == 1
    acts.collect(desk, office.matters[0], date(2019, 11, 1), 1, 5, official=Official(number="3"))
    reconciling.keep(desk, again)
    assert [(c.start, c.who != "") for c in reconciling.past(desk)] == [(START, True)] * 2
    assert code(lambda: reconciling.stored(desk, "x"))[0] == "reconcile.none"


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (1.5, "figures.fraction"), ("1.500,5", "figures.not_a_number"), ("12,5", "figures.fraction"), ("mười", "figures.not_a_number"),
        (-5, "figures.below_zero"), ("-5", "figures.below_zero"), (None, "figures.missing"), (True, "figures.not_a_number"),
        (10**16, "figures.too_large"), ("=1+1", "figures.formula"),
    ],
)  # fmt: skip
def test_what_is_no_whole_amount_is_refused_with_its_row(office: Bench, tmp_path: Path, cell: Any, wanted: str) -> None:
    file = workbook(tmp_path / "a.xlsx", [number(office, 0), None, 5, 0, 5], [number(office, 1), None, cell, 0, 5])
    found, facts = code(lambda: reconciling.read(office.desk, file))
    assert (found, facts["row"], facts["column"]) == (wanted, "4", "Đã thu")


def test_files_that_are_none(office: Bench, tmp_path: Path) -> None:
    desk = office.desk
    for name, data, wanted in (
        ("a.csv", "Số QĐ;Đã thu\n1;2\n".encode(), "figures.no_heading"), ("b.csv", b"\xff\xfe1", "figures.not_utf8"), ("c.txt", b"x", "figures.bad_file"),
        ("d.xlsx", b"no", "import.not_a_workbook"), ("e.csv", b"", "figures.no_heading"),
        ("f.csv", "Số QĐ,Đã thu,Đã chi,Còn tồn\n".encode(), "figures.no_rows"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        assert code(lambda name=name: reconciling.read(desk, tmp_path / name))[0] == wanted, name
    (tmp_path / "g.csv").write_text('\ufeffSố QĐ,Ngày QĐ,Đã thu,Đã chi,Tồn\n12/QĐ,05/10/2019,"1.000",0,"1,000"\n', encoding="utf-8")
    assert reconciling.read(desk, tmp_path / "g.csv")[0].figures == Three(1_000, 0, 1_000)


def test_the_template_is_read_again(office: Bench, tmp_path: Path) -> None:
    file = reconciling.save_template(tmp_path / "mau.xlsx")
    assert code(lambda: reconciling.read(office.desk, file))[0] == "figures.no_rows"


def test_a_number_twice_and_a_number_of_two_matters(office: Bench) -> None:
    desk = office.desk
    line = f"{number(office, 0)};;1;0;1"
    assert code(lambda: reconciling.compare(desk, START, END, reconciling.parse(desk, f"{line}\n0{line}")))[0] == "figures.twice"
    with pytest.raises(Refused):
        reconciling.compare(desk, END, START, [])


def test_it_prints_with_both_signatures(office: Bench) -> None:
    desk = office.desk
    acts.collect(desk, office.matters[0], date(2019, 10, 15), 1, 3_000_000, official=Official(number="1"))
    made = reconciling.compare(desk, START, END, reconciling.parse(desk, f"{number(office, 0)};;2.000.000;0;2.000.000"))
    sheet = reconciling_files.listing(desk, made)
    assert (sheet.left[0], sheet.right[0]) == ("Chấp hành viên", "Kế toán")
    assert sheet.tables[0].rows[0][2:12] == (2_000_000, 0, 2_000_000, 3_000_000, 0, 3_000_000, None, -1_000_000, "", -1_000_000)
    assert sheet.tables[1].rows[0][-1] == 3_000_000
    assert "Chưa lưu" in sheet.notes[-1]
    assert inspection_files.pdf(sheet).startswith(b"%PDF")


def test_the_overview_of_the_office(office: Bench) -> None:
    desk = office.desk
    acts.collect(desk, office.matters[0], date(2019, 10, 15), 1, 3_000_000, official=Official(number="1"))
    paid(office, 0, 900_000, 100_000)
    made = money_overview.make(desk, START, END)
    whole = made.whole
    assert (whole.lines, whole.due, whole.collected, whole.rest) == (3, 30_000_000, 3_000_000, 27_000_000)
    assert (made.parties, made.fee, made.state) == (900_000, 100_000, 0)
    sheet = money_overview.listing(desk, made)
    assert "chưa xác lập bố cục cột" in " ".join(sheet.said)
    assert inspection_files.pdf(sheet).startswith(b"%PDF")
    later = money_overview.make(desk, date(2019, 11, 1), date(2019, 11, 30)).whole
    assert (later.due, later.collected) == (27_000_000, 0)


def test_held_is_what_the_ledger_holds_and_what_has_no_receipt_stands_beside(office: Bench) -> None:
    desk, key = office.desk, office.matters[0]
    acts.collect(desk, key, date(2019, 10, 15), 1, 2_000_000, receipt="5")
    acts.collect(desk, key, date(2019, 10, 16), 1, 500_000, official=Official(number="6"))
    with desk.reading() as reader:
        events = reader.events_of(f"matter:{key}")
        ours = reconciling.ledger_of(reader, START, END)[key]
    book = ledger(events, END)
    assert (book.held, book.untold) == (500_000, 2_000_000)
    assert ours == Three(2_500_000, 0, 500_000, 2_000_000)
    made = reconciling.compare(desk, START, END, reconciling.parse(desk, f"{number(office, 0)};;2.500.000;0;500.000"))
    assert (made.differ, made.ours.untold) == (0, 2_000_000)
    assert reconciling.stored(desk, reconciling.keep(desk, made).key).pairs == made.pairs
    sheet = reconciling_files.listing(desk, made)
    assert sheet.tables[0].rows[-1][8] == 2_000_000
    assert reconciling.UNTOLD in sheet.notes


def test_a_receipt_that_is_struck_alone_leaves_its_money_followed(office: Bench) -> None:
    desk, key = office.desk, office.matters[0]
    acts.collect(desk, key, date(2019, 10, 16), 1, 500_000, official=Official(number="6"))
    with desk.writing("strike") as uow:
        given = next(e for e in uow.events_of(f"matter:{key}") if isinstance(e.body, le.ReceiptGiven))
        uow.append(f"matter:{key}", None, ev.Struck(given.seq))
        projecting.matter(desk, uow, key)
        uow.commit()
    with desk.reading() as reader:
        book = ledger(reader.events_of(f"matter:{key}"))
        ours = reconciling.ledger_of(reader, START, END)[key]
    assert (book.held, book.untold) == (500_000, 0)
    assert ours == Three(500_000, 0, 500_000)
    shown = ledger_view.of(desk, key)
    assert [(r.receipt, r.missing) for r in shown.rows] == [(ledger_view.NO_NUMBER, True)]


def test_the_overview_tells_the_state_from_the_parties(office: Bench) -> None:
    desk = office.desk
    acts.collect(desk, office.matters[0], date(2019, 10, 15), 1, 3_000_000, official=Official(number="1"))
    acts.collect(desk, office.matters[1], date(2019, 10, 15), 1, 3_000_000, official=Official(number="2"))
    with desk.writing("money") as uow:
        subject = f"matter:{office.matters[0]}"
        uow.append(subject, date(2019, 10, 20), le.PaidOut((le.Payment(1, "", 300_000),)))
        uow.append(subject, date(2019, 10, 20), le.PaidOut((le.Payment(1, "y", 200_000),), "treasury"))
        of = uow.append(subject, date(2019, 10, 20), le.PaidOut((le.Payment(1, "x", 500_000, 50_000),)))
        uow.append(subject, date(2019, 10, 21), le.CameBack(of.seq, 1, "x", 100_000))
        projecting.matter(desk, uow, office.matters[0])
        uow.commit()
    made = money_overview.make(desk, START, END)
    assert (made.state, made.parties, made.fee) == (500_000, 400_000, 50_000)

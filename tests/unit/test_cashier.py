"""The cashier's day: what came in and went out, the fund, the numbers of the receipts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, cash_files, cashier, held, inspection_files, intake, parties, projecting

DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    made.on(date(2019, 10, 20))
    yield made
    made.desk.close()


def lines(office: Bench, since: date, until: date, **further: str) -> list[cashier.Line]:
    found = cashier.lines(office.desk, cashier.ids(office.desk, cashier.wanted(since, until, **further)))  # type: ignore[arg-type]  # only words
    return [x for x in found if x is not None]


def receipt(office: Bench, of: int, **said: str) -> None:
    """As the ledger writes it."""
    matter = office.matters[0]
    with office.desk.writing("money") as uow:
        event = next(e for e in uow.events_of(f"matter:{matter}") if e.seq == of)
        assert event.day is not None
        uow.append(f"matter:{matter}", event.day, le.ReceiptGiven(of, "enforcement", 2019, **said))  # type: ignore[arg-type]  # only words
        projecting.matter(office.desk, uow, matter)
        uow.commit()


def last(office: Bench) -> int:
    with office.desk.reading() as reader:
        return max(e.seq for e in reader.events_of(f"matter:{office.matters[0]}"))


def test_every_movement_is_told_once(office: Bench) -> None:
    matter, day = office.matters[0], date(2019, 10, 8)
    acts.collect(office.desk, matter, day, 1, 12_000_000, receipt="0000101")
    acts.return_surplus(office.desk, matter, date(2019, 10, 9), 2_000_000, receipt="PC 5")
    judgment = office.judgment("90/2019/DS-ST")
    intake.take_money(office.desk, judgment, parties.PartyInput("Lê Thị Mơ"), 300_000, day, "0000102")
    found = lines(office, day, day)
    assert [(x.kind, x.income, x.spent, x.receipt) for x in found] == [("collected", 12_000_000, None, "0000101"), ("held", 300_000, None, "0000102")]
    assert found[0].who == "Nguyễn Văn An"
    assert (found[1].who, found[1].about) == ("Lê Thị Mơ", "90/2019/DS-ST")
    assert [(x.kind, x.spent) for x in lines(office, date(2019, 10, 9), date(2019, 10, 9))] == [("surplus_back", 2_000_000)]
    made = cashier.book(office.desk, cashier.wanted(day, date(2019, 10, 9)))
    assert (made.sum("in"), made.sum("out"), made.unsaid) == (12_300_000, 2_000_000, 14_300_000)


def test_money_held_before_is_no_new_money(office: Bench) -> None:
    matter = office.matters[0]
    with office.desk.reading() as reader:
        judgment = str((reader.row("matter", matter) or {})["judgment"])
    intake.take_money(office.desk, judgment, parties.PartyInput("Lê Thị Mơ"), 300_000, date(2019, 10, 8), "0000102", apart=True)
    with office.desk.reading() as reader:
        payer = held.payers(reader, judgment)[0][0]
    held.apply(office.desk, matter, date(2019, 10, 9), payer, 1, 200_000, receipt="0000102")
    made = cashier.book(office.desk, cashier.wanted(date(2019, 10, 8), date(2019, 10, 9)))
    assert (made.sum("in"), made.sum("out"), made.sum("within")) == (300_000, 0, 200_000)
    assert not made.numbers


def test_cash_of_the_fund_from_its_counting(office: Bench) -> None:
    matter = office.matters[0]
    acts.collect(office.desk, matter, date(2019, 10, 8), 1, 1_000_000, receipt="1")
    receipt(office, last(office), number="0000001", way="cash")
    cashier.count(office.desk, date(2019, 10, 8), 1_500_000)
    acts.collect(office.desk, matter, date(2019, 10, 9), 1, 700_000)
    receipt(office, last(office), number="0000002", way="cash")
    assert cashier.move(office.desk, date(2019, 10, 10), 2_000_000, voucher="UNC 3") == 200_000
    first = cashier.book(office.desk, cashier.wanted(date(2019, 10, 8), date(2019, 10, 8)))
    assert (first.opening, first.closing, first.counted) == (0, 1_500_000, (date(2019, 10, 8), 1_500_000, 500_000))
    assert first.base == cashier.NEVER_COUNTED
    after = cashier.book(office.desk, cashier.wanted(date(2019, 10, 9), date(2019, 10, 10)))
    assert (after.opening, after.closing, after.counted) == (1_500_000, 200_000, None)
    assert "08/10/2019" in after.base
    moved = lines(office, date(2019, 10, 10), date(2019, 10, 10))[0]
    assert (moved.kind, moved.within, moved.receipt) == ("to_bank", 2_000_000, "UNC 3")
    cashier.strike(office.desk, moved.seq, "gõ nhầm")
    assert cashier.book(office.desk, cashier.wanted(date(2019, 10, 9), date(2019, 10, 10))).closing == 2_200_000
    with pytest.raises(Refused):
        cashier.strike(office.desk, moved.seq, "lần nữa")


def test_cash_from_outside_lies_in_the_fund_when_it_was_laid_there(office: Bench) -> None:
    matter = office.matters[0]
    acts.collect(office.desk, matter, date(2019, 10, 8), 1, 1_000_000, receipt="1")
    of = last(office)
    receipt(office, of, number="0000001", way="cash", place="outside")
    assert cashier.book(office.desk, cashier.wanted(date(2019, 10, 8), date(2019, 10, 8))).closing == 0
    with office.desk.writing("money") as uow:
        uow.append(f"matter:{matter}", date(2019, 10, 9), le.CashInFund((of,), "PT 1"))
        projecting.matter(office.desk, uow, matter)
        uow.commit()
    assert cashier.book(office.desk, cashier.wanted(date(2019, 10, 8), date(2019, 10, 8))).closing == 0
    made = cashier.book(office.desk, cashier.wanted(date(2019, 10, 9), date(2019, 10, 9)))
    assert (made.closing, made.sum("in")) == (1_000_000, 0)


def test_numbers_that_are_missing_and_that_stand_twice_are_named_by_their_book(office: Bench) -> None:
    matter = office.matters[0]
    for n in (101, 103, 151):
        acts.collect(office.desk, matter, date(2019, 10, 8), 1, 1_000, receipt=f"AB/19 {n:07d}")
    acts.collect(office.desk, matter, date(2019, 10, 9), 1, 1_000, receipt="ab/19 0000103")
    acts.collect(office.desk, matter, date(2019, 10, 9), 1, 1_000)
    made = cashier.book(office.desk, cashier.wanted(date(2019, 10, 8), date(2019, 10, 9)))
    assert made.numbers == (
        "Biên lai, ký hiệu AB/19, quyển 0000101 đến 0000150: thiếu số 0000102.",
        "Biên lai, ký hiệu AB/19: số 0000103 dùng 2 lần (ngày 08/10/2019, 09/10/2019).",
    )
    assert made.unnumbered == 1
    assert [x.missing for x in lines(office, date(2019, 10, 9), date(2019, 10, 9))] == [False, True]


def test_of_one_officer_one_kind_one_form(office: Bench) -> None:
    matter = office.matters[0]
    acts.collect(office.desk, matter, date(2019, 10, 8), 1, 1_000, receipt="1")
    day = date(2019, 10, 8)
    assert len(lines(office, day, day, officer=office.officer)) == 1
    assert not lines(office, day, day, officer=office.second)
    assert not lines(office, day, day, kind="held")
    assert len(lines(office, day, day, form="?")) == 1
    with pytest.raises(Refused) as refused:
        cashier.wanted(date(2019, 10, 9), day)
    assert refused.value.refusals[0].code == "cash.order"


def test_the_list_is_what_the_log_says(office: Bench) -> None:
    acts.collect(office.desk, office.matters[0], date(2019, 10, 8), 1, 1_000, receipt="1")
    cashier.count(office.desk, date(2019, 10, 8), 0)
    before = lines(office, date(2019, 10, 1), date(2019, 10, 20))
    with office.desk.writing("keep") as uow:
        projecting.everything(office.desk, uow)
        uow.commit()
    after = lines(office, date(2019, 10, 1), date(2019, 10, 20))
    assert [(x.seq, x.income) for x in before] == [(x.seq, x.income) for x in after]


def test_it_prints_with_both_signatures(office: Bench, tmp_path: Path) -> None:
    acts.collect(office.desk, office.matters[0], date(2019, 10, 8), 1, 1_000)
    made = cash_files.listing(office.desk, cashier.wanted(date(2019, 10, 8), date(2019, 10, 8)))
    assert (made.left[0], made.right[0]) == ("Thủ quỹ", "Kế toán")
    assert inspection_files.pdf(made).startswith(b"%PDF")
    from openpyxl import load_workbook

    file = inspection_files.write(tmp_path / "so.xlsx", made)
    cells = [c for row in load_workbook(file).worksheets[-1].iter_rows(values_only=True) for c in row if c]
    assert "Thủ quỹ" in cells
    assert "Kế toán" in cells


def test_what_was_struck_since_stands_on_the_list_of_its_day_and_counts_nowhere(office: Bench) -> None:
    matter, day = office.matters[0], date(2019, 10, 8)
    acts.collect(office.desk, matter, day, 1, 12_000_000, receipt="0000101")
    assert len(cash_files.listing(office.desk, cashier.wanted(day, day)).tables) == 4
    acts.strike(office.desk, matter, last(office), "ghi nhầm việc")
    made = cash_files.listing(office.desk, cashier.wanted(day, day))
    assert made.tables[0].rows == ()
    (row,) = made.tables[-1].rows
    assert (row[0], row[1], row[5], row[6]) == (day, "0000101", 12_000_000, "đã xóa ngày 20/10/2019")
    assert len(cash_files.listing(office.desk, cashier.wanted(date(2019, 10, 9), date(2019, 10, 9))).tables) == 4
    assert inspection_files.pdf(made).startswith(b"%PDF")

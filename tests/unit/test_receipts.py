"""Official receipts: numbers that can be none, a number twice in the office, what is struck, what is known later, cash into the fund."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import in_force
from thads_desktop.services import acts, intake, parties, receipts, upkeep
from thads_desktop.services.receipts import Official
from thads_desktop.storage.receipt_lists import receipts_of

DAY = date(2025, 3, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Bench:
    made = bench(tmp_path / "data", DAY)
    made.on(date(2019, 10, 7))
    made.decision(kind="yc")
    made.decision(number="16/2019/DS-ST")
    made.on(DAY)
    return made


def taken(office: Bench, official: Official, matter: int = 0, amount: int = 1_000_000, day: date = DAY) -> int:
    key = office.matters[matter]
    acts.collect(office.desk, key, day, 1, amount, official=official)
    with office.desk.reading() as reader:
        return next(e.seq for e in reversed(reader.events_of(f"matter:{key}")) if isinstance(e.body, ev.Collected))


def refused(office: Bench, official: Official, matter: int = 1) -> str:
    with office.desk.reading() as reader:
        head = reader.head()
    with pytest.raises(Refused) as caught:
        taken(office, official, matter)
    with office.desk.reading() as reader:
        assert reader.head() == head, "nothing half done"
    return say(caught.value.refusals[0])


def test_the_same_number_twice_is_refused_and_says_where_it_stands(office: Bench) -> None:
    taken(office, Official(number="0000123", book="AB/25"))
    said = refused(office, Official(number="123", book="ab/25"))
    assert "0000123" not in said
    assert "biên lai thu tiền thi hành án của việc 01/QĐ-CCTHADS ngày 10/03/2025, 1.000.000 đồng" in said, said
    # Another kind, book, form or year is another receipt.
    for other in (
        Official(number="123", book="CD/25"), Official(number="123", book="AB/25", kind="budget"), Official(number="123", book="AB/25", form="electronic"),
        Official(number="123", book="AB/25", form="electronic", year=2024), Official(number="123"), Official(number="123", year=2024),
    ):  # fmt: skip
        taken(office, other, 1)


def test_a_book_of_paper_runs_over_the_turn_of_the_year(office: Bench) -> None:
    office.on(date(2026, 1, 9))
    taken(office, Official(number="0000123", book="AA/25"), day=date(2025, 12, 31))
    with pytest.raises(Refused) as caught:
        taken(office, Official(number="123", book="aa / 25"), 1, day=date(2026, 1, 5))
    assert caught.value.refusals[0].code == "receipt.taken"
    taken(office, Official(number="123", book="AA/25", form="electronic"), day=date(2025, 12, 31))
    taken(office, Official(number="123", book="AA/25", form="electronic"), 1, day=date(2026, 1, 5))


def test_before_a_decision_too(office: Bench) -> None:
    judgment = office.judgment("17/2019/DS-ST")
    who = parties.PartyInput("Lê Thị Mơ")
    intake.take_money(office.desk, judgment, who, 300_000, DAY, official=Official("advance", "5"))
    assert "bản án, quyết định số 17/2019/DS-ST ngày 10/03/2025, 300.000 đồng" in refused(office, Official("advance", "0000005"))
    with office.desk.reading() as reader:
        (row,) = receipts_of(reader.projections, f"intake:{judgment}")
        held = next(e for e in reader.events_of(f"intake:{judgment}") if isinstance(e.body, ev.MoneyHeld))
        assert isinstance(held.body, ev.MoneyHeld)
        assert (row.payer, row.amount, row.number) == (held.body.payer, 300_000, "5")
    with office.desk.reading() as reader:
        head = reader.head()
    with pytest.raises(Refused) as caught:
        receipts.amend(office.desk, f"intake:{judgment}", held.seq, Official("advance", "x"))
    assert caught.value.refusals[0].code == "receipt.digits"
    with office.desk.reading() as reader:
        assert reader.head() == head
    acts.strike(office.desk, f"intake:{judgment}", held.seq, "Ghi nhầm.")
    taken(office, Official("advance", "5"), 1)
    assert upkeep.verify(office.desk).findings == ()


@pytest.mark.parametrize(
    ("official", "says"),
    [
        (Official(number="12a"), "chỉ gồm chữ số"),
        (Official(number="0000000"), "lớn hơn 0"),
        (Official(number="12345678"), "nhiều nhất 07 chữ số"),
        (Official(kind="x"), "Không có loại biên lai"),
        (Official(way="bank", place="outside"), "chuyển khoản"),
        (Official(place="outside", back=date(2025, 3, 9)), "trước ngày thu"),
        (Official(back=DAY), "chỉ ghi khi thu ngoài"),
        (Official(number="1" * 41, form="electronic"), "rút gọn"),
    ],
)
def test_what_can_be_no_receipt(office: Bench, official: Official, says: str) -> None:
    assert says in refused(office, official)


def test_an_electronic_number_is_free(office: Bench) -> None:
    taken(office, Official(number="THADS-2025/000017", form="electronic"))
    assert "000017" in refused(office, Official(number="thads-2025/000017", form="electronic"))


def test_a_number_known_later_takes_the_place_of_none(office: Bench) -> None:
    first, second = taken(office, Official()), taken(office, Official())
    subject = f"matter:{office.matters[0]}"
    receipts.amend(office.desk, subject, first, Official(number="7"))
    with pytest.raises(Refused):
        receipts.amend(office.desk, subject, second, Official(number="7"))
    receipts.amend(office.desk, subject, first, Official(number="8"))
    receipts.amend(office.desk, subject, second, Official(number="7"))
    with office.desk.reading() as reader:
        assert [(r.of_seq, r.number) for r in receipts_of(reader.projections, subject)] == [(first, "8"), (second, "7")]
    with pytest.raises(Refused):
        receipts.amend(office.desk, subject, 1, Official(number="9"))
    assert upkeep.verify(office.desk).findings == ()


def test_a_struck_sum_takes_its_receipt_along(office: Bench) -> None:
    seq = taken(office, Official(number="3"))
    acts.strike(office.desk, office.matters[0], seq, "Ghi nhầm việc.")
    taken(office, Official(number="3"), 1)
    with office.desk.reading() as reader:
        left = in_force(reader.events_of(f"matter:{office.matters[0]}"))
        assert not any(isinstance(e.body, le.ReceiptGiven) for e in left)
    assert upkeep.verify(office.desk).findings == ()


def test_cash_goes_into_the_fund_once(office: Bench) -> None:
    cash, bank = taken(office, Official(number="3")), taken(office, Official(number="4", way="bank"))
    key = office.matters[0]
    subject = f"matter:{key}"
    with office.desk.reading() as reader:
        assert receipts.cash_outside(reader, key) == [(cash, DAY, 1_000_000, "3")]
    for sums, day in (((), DAY), ((bank,), DAY), ((cash,), date(2025, 3, 9)), ((cash,), date(2025, 3, 11)), ((1,), DAY)):
        with pytest.raises(Refused):
            receipts.to_fund(office.desk, subject, sums, day)
    receipts.to_fund(office.desk, subject, (cash,), DAY, "PT 01")
    with pytest.raises(Refused):
        receipts.to_fund(office.desk, subject, (cash,), DAY)
    with office.desk.reading() as reader:
        assert receipts.cash_outside(reader, key) == []


@pytest.mark.parametrize(("number", "form", "day", "asks"), [
    ("12345678", "paper", date(2026, 8, 3), True), ("1234567", "paper", date(2026, 8, 3), False), ("12345678", "electronic", date(2026, 8, 3), False),
    ("1234567", "paper", date(2024, 3, 4), False), ("12345678", "paper", date(2020, 3, 4), False),
])  # fmt: skip
def test_a_number_longer_than_the_last_rule_allows_is_taken_and_told(office: Bench, number: str, form: str, day: date, asks: bool) -> None:
    said = receipts.unsure(office.desk, Official(number=number, form=form), day)
    assert bool(said) is asks
    if asks:
        assert "08 chữ số" in said or "8 chữ số" in said
        assert "nhiều nhất 07" in said
        assert "chưa xác lập" in said

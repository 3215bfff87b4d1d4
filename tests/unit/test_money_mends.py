"""Faults of money found by hand: numbers that were held, rows that stand twice, the accountant's files, what cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from tests.unit.test_payouts import DAY, OPENED, matter_of, order_of
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import figures_sheet
from thads_desktop.services import acts, cashier, held, intake, parties, payees, payouts, prison_batch
from thads_desktop.services.receipts import Official
from thads_desktop.services.reconciling import FIELDS

HEAD = "Số quyết định;Ngày quyết định;Đã thu;Đã chi;Còn tồn\n"
ROW = "01/QĐ;06/01/2025;2.000.000;0;2.000.000\n"


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", OPENED)


def code(run: Any) -> str:
    with pytest.raises(Refused) as caught:
        run()
    assert say(caught.value.refusals[0])
    return caught.value.refusals[0].code


def test_what_the_state_got_is_not_shown_as_the_debtors(office: Bench) -> None:
    key = matter_of(office, [("Án phí", 300_000, -1)], kind="cd")
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 300_000, official=Official("budget", "1"))
    payouts.pay(office.desk, key, order_of(payouts.propose(office.desk, key, {"day": DAY})))
    found = cashier.lines(office.desk, cashier.ids(office.desk, cashier.wanted(DAY, DAY, kind="paid")))
    assert [x.who for x in found if x is not None] == ["Ngân sách nhà nước"]


def test_an_advance_bears_its_oldest_receipt_first(office: Bench) -> None:
    judgment = intake.receive_judgment(
        office.desk, intake.JudgmentInput("77/2024/DS-ST", date(2024, 11, 4), "Tòa án nhân dân quận Lê Chân", "dan_su", OPENED)
    )
    who = parties.PartyInput("Nguyễn Văn An", birth_year=1980)
    for number, amount in (("11", 100_000), ("12", 200_000), ("13", 300_000)):
        payer = parties.PartyInput(who.name, birth_year=1980, known=_payer(office, judgment)) if number != "11" else who
        intake.take_money(office.desk, judgment, payer, amount, OPENED, official=Official("advance", number))
    party = _payer(office, judgment)
    key = matter_of(office, [("Án phí", 1_000_000, -1)], kind="cd")
    with office.desk.reading() as reader:
        other = fold(reader.events_of(f"matter:{key}")).judgment
    assert other != judgment
    for number, amount in (("21", 100_000), ("22", 200_000), ("23", 300_000)):
        paid = parties.PartyInput(who.name, birth_year=1980, known=party)
        intake.take_money(office.desk, other, paid, amount, OPENED, official=Official("advance", number), apart=True)
    for amount, typed, bears in ((100_000, "", "21"), (150_000, "", "22"), (100_000, "", "22, 23"), (50_000, "PT 9", "PT 9")):
        held.apply(office.desk, key, OPENED, party, 1, amount, receipt=typed)
        with office.desk.reading() as reader:
            given = [e.body for e in reader.events_of(f"matter:{key}") if isinstance(e.body, le.ReceiptGiven)][-1]
        assert (given.number, given.way) == (bears, "held")


def _payer(office: Bench, judgment: str) -> str:
    with office.desk.reading() as reader:
        return next(e.body.payer for e in reader.events_of(f"intake:{judgment}") if isinstance(e.body, ev.MoneyHeld))


def test_the_same_row_of_a_prison_twice_is_asked(office: Bench) -> None:
    matter_of(office, [("Án phí", 300_000, -1)], kind="cd")
    office.on(DAY)
    row = "Nguyễn Văn An;1980;100.000;10/03/2025;PT 1"
    found = prison_batch.parse(office.desk, f"{row}\n{row}\n{row.replace('PT 1', 'PT 2')}\n")
    assert [(m.state, "trùng với dòng 1" in m.why) for m in found] == [("certain", False), ("unsure", True), ("certain", False)]


def test_the_accountants_files() -> None:
    def read(text: str) -> list[figures_sheet.Row]:
        return figures_sheet.parse(text, FIELDS, DAY)

    def wrong(text: str) -> str:
        with pytest.raises(Refused) as caught:
            read(text)
        return say(caught.value.refusals[0])

    assert len(read(f"{HEAD}{ROW}")) == 1
    assert "Dòng 2" in wrong(HEAD + ROW.replace("2.000.000", "9" * 5000, 1))
    assert "Dòng 3" in wrong(HEAD.replace(";", ",") + ROW.replace(";", ",").replace(".", "") + "02/QĐ,06/01/2025,2,000,000,0,2,000,000\n")
    title = "BẢNG SỐ LIỆU, tháng 3, năm 2025, kho bạc, chi nhánh, số 5\n"
    assert len(read(title + HEAD + ROW)) == 1
    assert len(read("\n".join(title.strip() for _ in range(15)) + "\n" + HEAD + ROW)) == 1
    assert len(read(f"{HEAD}{ROW}Tổng cộng;;99;0;0\nCộng:;;9;0;0\n")) == 1
    assert "Dòng 3" in wrong(f"{HEAD}{ROW}Tổng hợp;;chín;0;0\n")
    assert wrong("một\nhai\n").startswith("Không thấy đủ tiêu đề cột")


def test_a_name_that_reads_as_a_total_is_a_row() -> None:
    fields = prison_batch.FIELDS
    text = "Họ tên;Số tiền;Ngày thu\nCông;100.000;10/03/2025\nCong;;\nCộng;100.000;\n"
    assert [r.values["name"] for r in figures_sheet.parse(text, fields, DAY)] == ["Công"]


def test_what_cannot_be_has_a_sentence(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ", 300_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 0, 500_000, official=Official(number="1"))
    assert code(lambda: payouts.propose(office.desk, key, {"day": DAY, "costs": -5})) == "payout.below_zero"
    assert code(lambda: payouts.propose(office.desk, key, {"day": DAY, "use": -5})) == "payout.below_zero"
    assert code(lambda: payouts.pay(office.desk, key, payouts.Order(DAY, (), cuts=(("x", 5),)))) == "payout.cut_kind"
    assert code(lambda: payees.deposit(office.desk, key, DAY, 0, "x", 5)) == "payee.unknown"
    assert code(lambda: payees.forfeit(office.desk, key, DAY, 0, "x", 5)) == "payee.unknown"

"""Cash that goes back, comes back or leaves otherwise: the fund falls with it, and what nobody told can be told later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_payouts import DAY, OPENED, matter_of
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, cashier, held, intake, money_way, parties, payees, payouts, striking
from thads_desktop.services.receipts import Official


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", OPENED)


def fund(office: Bench) -> int:
    return cashier.book(office.desk, cashier.wanted(DAY, DAY)).closing


def last(office: Bench, subject: str, kind: type) -> int:
    with office.desk.reading() as reader:
        return [e.seq for e in reader.events_of(subject) if isinstance(e.body, kind)][-1]


def forms(office: Bench) -> dict[str, str]:
    desk = office.desk
    return {x.kind: x.form for x in cashier.lines(desk, cashier.ids(desk, cashier.wanted(DAY, DAY))) if x is not None}


def test_the_fund_falls_when_cash_goes_out(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0)])
    subject = f"matter:{key}"
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 0, 5_000_000, official=Official(number="1", way="cash"))
    acts.collect(office.desk, key, DAY, 1, 1_000_000, official=Official(number="2", way="cash"))
    assert fund(office) == 6_000_000
    acts.return_surplus(office.desk, key, DAY, 700_000, way="cash")
    assert fund(office) == 5_300_000
    who = payouts.propose(office.desk, key, {"day": DAY, "use": 0}).rows[0].party
    payouts.pay(office.desk, key, payouts.Order(DAY, (le.Payment(1, who, 400_000),), "cash", cuts=(("rent", 100_000),), cut_way="cash"))
    assert fund(office) == 4_800_000
    payees.came_back(office.desk, key, DAY, last(office, subject, le.PaidOut), 1, who, 150_000, "cash")
    assert fund(office) == 4_950_000
    payees.forfeit(office.desk, key, DAY, 1, who, 50_000, "05/QĐ", way="cash")
    assert fund(office) == 4_900_000
    payouts.pay(office.desk, key, payouts.Order(DAY, (), cuts=(("costs", 10_000),)))
    assert fund(office) == 4_900_000, "what is kept in the office stays in the fund"
    striking.strike(office.desk, key, last(office, subject, ev.SurplusReturned), "nhầm")
    assert fund(office) == 5_600_000
    with pytest.raises(Refused) as caught:
        acts.return_surplus(office.desk, key, DAY, 5, way="vàng")
    assert caught.value.refusals[0].code == "way.unknown"


def test_what_nobody_told_is_told_later(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 0, 5_000_000, official=Official(number="1", way="cash"))
    acts.return_surplus(office.desk, key, DAY, 700_000)
    assert (fund(office), forms(office)["surplus_back"]) == (5_000_000, "Chưa ghi hình thức")
    seq = last(office, f"matter:{key}", ev.SurplusReturned)
    money_way.tell(office.desk, f"matter:{key}", seq, "cash")
    assert (fund(office), forms(office)["surplus_back"]) == (4_300_000, "Tiền mặt")
    money_way.tell(office.desk, f"matter:{key}", seq, "bank")
    assert (fund(office), forms(office)["surplus_back"]) == (5_000_000, "Chuyển khoản"), "the last that was told stands"
    for of, way, code in ((seq, "", "way.unknown"), (seq, "x", "way.unknown"), (last(office, f"matter:{key}", ev.Collected), "cash", "way.none")):
        with pytest.raises(Refused) as caught:
            money_way.tell(office.desk, f"matter:{key}", of, way)
        assert caught.value.refusals[0].code == code


def test_held_money_that_goes_back_in_cash(office: Bench) -> None:
    office.on(DAY)
    judgment = intake.receive_judgment(
        office.desk, intake.JudgmentInput("77/2024/DS-ST", date(2024, 11, 4), "Tòa án nhân dân quận Lê Chân", "dan_su", OPENED)
    )
    intake.take_money(office.desk, judgment, parties.PartyInput("Vũ Thị Lan"), 900_000, DAY, official=Official("advance", "1", way="cash"))
    with office.desk.reading() as reader:
        payer = held.payers(reader, judgment)[0][0]
        assert money_way.usual(reader, f"intake:{judgment}", payer) == "cash"
    held.refund(office.desk, judgment, DAY, payer, 400_000, way="cash")
    assert (fund(office), forms(office)["held_back"]) == (500_000, "Tiền mặt")
    striking.strike(office.desk, f"intake:{judgment}", last(office, f"intake:{judgment}", ev.HeldReturned), "nhầm")
    assert fund(office) == 900_000

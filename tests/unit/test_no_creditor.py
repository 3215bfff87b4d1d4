"""Money of an obligation that names no creditor: paid to nobody until one is named, but for what is plainly the State's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_payouts import DAY, NAMES, OPENED, matter_of, order_of, refused
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.services import acts, parties, payees, payouts
from thads_desktop.services.payouts import Order
from thads_desktop.services.receipts import Official


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", OPENED)


def test_money_of_nobody_is_paid_to_nobody(office: Bench) -> None:
    key = matter_of(office, [("Bồi thường thiệt hại", 300_000, -2), ("Trả nợ", 500_000, 0), ("Án phí, lệ phí", 100_000, -2)])
    office.on(DAY)
    for line, amount in ((1, 300_000), (2, 500_000), (3, 100_000)):
        acts.collect(office.desk, key, DAY, line, amount, official=Official(number=str(line)))
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert [(r.name, r.amount) for r in made.rows] == [("chưa ghi người được thi hành án", 0), (NAMES[0], 500_000), ("chưa ghi người được thi hành án", 0)]
    assert any("Khoản 1 chưa ghi người được thi hành án" in n for n in made.worked.notes)
    for paid in ((le.Payment(1, "", 300_000),), (le.Payment(1, "", 0),)):
        said = refused(office, key, Order(DAY, paid))
        assert "Khoản 1 chưa ghi người được thi hành án: bổ sung" in said
        assert "rồi chi" in said
    payouts.pay(office.desk, key, order_of(made))
    with office.desk.reading() as reader:
        due = deadlines_of(reader.events_of(f"matter:{key}"), office.desk.rules, office.desk.calendar(reader))
    assert [d.lines for d in due if d.rule == "R42" and d.discharged_on is None] == [(1,), (3,)], "nobody named is no reason to forget"
    payees.name_creditor(office.desk, key, DAY, 1, parties.PartyInput("Đỗ Thị Hạnh"))
    payees.name_creditor(office.desk, key, DAY, 3, parties.PartyInput(parties.STATE_NAME, "state"))
    with pytest.raises(Refused) as caught:
        payees.name_creditor(office.desk, key, DAY, 2, parties.PartyInput("Đỗ Thị Hạnh"))
    assert caught.value.refusals[0].code == "payee.named"
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert [(r.name, r.amount) for r in made.rows] == [("Đỗ Thị Hạnh", 300_000), (payouts.STATE, 100_000)]
    payouts.pay(office.desk, key, order_of(made))
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{key}")
    assert [(e.body.way, e.body.payments[0].line) for e in events if isinstance(e.body, le.PaidOut)] == [("bank", 2), ("bank", 1), ("treasury", 3)]
    with pytest.raises(Refused) as caught:
        acts.strike(office.desk, key, next(e.seq for e in events if isinstance(e.body, le.CreditorNamed)), "nhầm")
    assert caught.value.refusals[0].code == "strike.paid_out"


@pytest.mark.parametrize(("text", "its"), [
    ("Án phí dân sự sơ thẩm", True), ("an phi", True), ("Tiền phạt bổ sung", True), ("Truy thu", True), ("Sung quỹ Nhà nước", True),
    ("Trả nợ gốc và lãi phát sinh", False), ("Bồi thường toàn phí tổn", False), ("Trả lại tiền", False), ("", False),
])  # fmt: skip
def test_of_its_own_motion_the_words_say_whether_it_is_the_states(office: Bench, text: str, its: bool) -> None:
    key = matter_of(office, [(text, 300_000, -2)], kind="cd")
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 300_000, official=Official("budget", "1"))
    assert (payouts.propose(office.desk, key, {"day": DAY}).rows[0].name == payouts.STATE) is its

"""What is booked against what is reckoned: the fee, the order of payment, what the State gets; what is told of deposits after a stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_payouts import DAY, OPENED, matter_of, order_of, refused
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.acts import Effect
from thads_desktop.services import acts, papers, payees, payout_checks, payouts
from thads_desktop.services.payouts import Order
from thads_desktop.services.receipts import Official


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OPENED)
    yield made
    made.desk.close()


def test_what_is_booked_otherwise_than_reckoned_is_warned_of(office: Bench) -> None:
    office.on(DAY)
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0), ("Án phí dân sự sơ thẩm", 300_000, -1)])
    acts.collect(office.desk, key, DAY, 1, 10_000_000, official=Official(number="1"))
    acts.collect(office.desk, key, DAY, 2, 300_000, official=Official(number="2"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    (first, state) = made.rows
    assert first.fee
    for fee, word in ((first.fee + 1, "nhiều hơn"), (0, "ít hơn")):
        with office.desk.reading() as reader:
            stored = reader.events_of(f"matter:{key}")
            said = payout_checks.against_proposal(office.desk, reader, key, stored, DAY, (le.Payment(1, first.party, 10_000_000 - fee, fee),), (), ())
        assert any(word in s and "Khoản 1" in s for s in said), said
    assert "không chịu phí" in refused(office, key, Order(DAY, (le.Payment(2, state.party, 299_000, 1_000),), "treasury"))
    done = payouts.pay(office.desk, key, Order(DAY, (le.Payment(1, first.party, 10_000_000),)))
    assert any("không trừ phí" in w for w in done.warnings)


def test_a_lower_rank_that_is_paid_before_a_higher_one_is_warned_of(office: Bench) -> None:
    office.on(DAY)
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0), ("Cấp dưỡng nuôi con", 9_000_000, 1)])
    acts.collect(office.desk, key, DAY, 1, 5_000_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert any("theo thứ tự thanh toán được" in n for n in made.worked.notes)
    done = payouts.pay(office.desk, key, order_of(made))
    assert any("nhiều hơn thứ tự thanh toán" in w for w in done.warnings)


def test_a_deposit_that_waits_after_a_stay_is_told_where_the_law_has_no_term(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 1_000_000, official=Official(number="1"))
    review = next(g.code for g in office.desk.rules.grounds("deferral", DAY) if "kháng nghị" in g.text)
    draft = papers.Draft("deferral", Effect("deferral", review, until=date(2025, 5, 1), asked=DAY), key, {"reason": "có văn bản yêu cầu"})
    papers.issue_at_once(office.desk, draft, office.head, DAY)
    party = payouts.propose(office.desk, key, {"day": DAY}).rows[0].party
    payees.deposit(office.desk, key, DAY, 1, party, 1_000_000)

    def told() -> list[str]:
        return [n for n in payouts.propose(office.desk, key, {"day": office.desk.clock.today()}).worked.notes if "còn gửi 1.000.000" in n]

    assert told() == []
    office.on(date(2025, 5, 6))
    (note,) = told()
    assert "01/05/2025" in note
    assert "chưa xác lập" in note

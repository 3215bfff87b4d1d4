"""Why an amount of the ledger is what it is: receipts, sums of its account, terms, and what follows when nobody comes for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import bench
from tests.unit.test_payouts import DAY, OPENED, matter_of
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, ledger_view, payees, payouts, why_ledger
from thads_desktop.services.receipts import Official


def test_every_amount_answers(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", OPENED)
    desk = office.desk
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0)])
    office.on(DAY)
    acts.collect(desk, key, DAY, 1, 500_000, receipt="cũ")
    acts.collect(desk, key, DAY, 1, 2_000_000, official=Official(number="0000015", book="TH/25"))
    acts.collect(desk, key, DAY, 0, 1_000_000, official=Official(number="0000016"))
    who = payouts.propose(desk, key, {"day": DAY}).rows[0].party
    payouts.pay(desk, key, payouts.Order(DAY, (le.Payment(1, who, 1_200_000),), allots=(le.Part(1, 600_000),)))
    payees.notify(desk, key, DAY, who)
    office.on(date(2025, 3, 28))
    payees.deposit(desk, key, date(2025, 3, 28), 1, who, 1_400_000)
    view = ledger_view.of(desk, key)
    said = {r.key: why_ledger.of_movement(desk, key, r.key).text() for r in view.rows}
    for r in view.rows:
        assert f"{r.balance:,}".replace(",", ".") in said[r.key]
    paid = next(r for r in view.rows if r.event == "PaidOut")
    assert "1.200.000 đồng thu ngày 10/03/2025: Biên lai thu tiền thi hành án, ký hiệu TH/25, số 0000015" in said[paid.key]
    came = next(r for r in view.rows if r.receipt == "0000015 TH/25")
    assert "Chi trả tiền thi hành án" in said[came.key]
    laid = next(r for r in view.rows if r.event == "Deposited")
    # told on 10/3, fifteen days; the judgment of 4/11/2024 and five years
    assert "hết 15 ngày là ngày 25/03/2025" in said[laid.key]
    assert "Hết 5 năm từ ngày bản án có hiệu lực 04/11/2024 là ngày 04/11/2029" in said[laid.key]
    assert "500.000 (chi ngoài sổ này)" in why_ledger.of_account(desk, key, 1).text()
    assert "= 1.400.000 đồng" in why_ledger.of_account(desk, key, 1).answer
    assert "600.000 (phân bổ cho các khoản)" in why_ledger.of_account(desk, key, 0).answer
    assert sum(x.came for x in view.lines[:-1]) == 3_500_000 == view.lines[-1].came
    assert [(p.side, p.paid, p.held) for p in view.persons] == [("debtor", 0, 0), ("creditor", 1_200_000, 1_400_000)]
    with pytest.raises(Refused):
        why_ledger.of_movement(desk, key, 99)
    desk.close()

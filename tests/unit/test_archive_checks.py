"""What keeps a file out of the archive: money to be paid out, an open advance, an exhibit in the store, a seized asset; until it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.assets import sold, take, two_matters
from tests.office import Bench, bench
from tests.rounds import WHY, ended, in_order, listed
from thads_desktop.domain import cost_events as co, ledger_events as le, procedure_events as pe
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    archiving,
    costs,
    papers,
    payees,
    payouts,
    projecting,
    queries,
    store,
)
from thads_desktop.services.payouts import Order
from thads_desktop.services.receipts import Official
from thads_desktop.services.store import ItemInput, Leaving

DAY = date(2026, 7, 6)
KNIFE = ItemInput("Dao gấp cán gỗ của Nguyễn Văn An", "1", "con", DAY, "05/LNK", fate="return")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def said(office: Bench, *matters: str) -> str:
    """Why the files are not taken, and that nothing was done."""
    with pytest.raises(Refused) as refused:
        archiving.list_file(office.desk, matters, office.officer, office.clock.day, reason=WHY)
    assert all(archiving.of_matter(office.desk, m).filed.stage == "" for m in matters)
    words = " ".join(say(r) for r in refused.value.refusals)
    assert "{" not in words
    assert "Nguyễn Văn An" not in words
    return words


def test_money_that_waits_to_be_paid_out_keeps_it_out(office: Bench) -> None:
    matter = office.decision(kind="yc")
    view = queries.matter(office.desk, matter)
    (creditor,) = view.state.lines[1].line.creditors
    acts.collect(office.desk, matter, DAY, 1, 10_000_000, official=Official(number="7"))
    acts.complete(office.desk, matter, DAY)
    words = said(office, matter)
    assert words.replace("Việc 01/QĐ-THADS", "Việc") == archiving.of_matter(office.desk, matter).against
    assert "còn 10.000.000 đồng đã thu chưa chi trả, ở khoản 1:" in words
    payees.deposit(office.desk, matter, DAY, 1, creditor, 4_000_000)
    assert "khoản 1 (đang gửi chờ người nhận 4.000.000 đồng)" in said(office, matter)
    payouts.pay(office.desk, matter, Order(DAY, (le.Payment(1, creditor, 10_000_000),), "cash"))
    listed(office, matter)


def test_money_without_a_receipt_is_not_waited_for(office: Bench) -> None:
    matter = office.decision(kind="yc")
    acts.collect(office.desk, matter, DAY, 1, 10_000_000)
    acts.complete(office.desk, matter, DAY)
    listed(office, matter)


def test_an_open_advance_keeps_it_out_and_what_was_remitted_does_not(office: Bench) -> None:
    matter = office.decision()
    debtor = next(iter(queries.matter(office.desk, matter).debtors))
    costs.advance(office.desk, matter, DAY, co.BUDGET, 3_000_000)
    costs.advance(office.desk, matter, DAY, debtor, 500_000)
    costs.incur(office.desk, matter, DAY, "storage", 2_000_000, from_=co.BUDGET)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    assert "còn 3.000.000 đồng tạm ứng chi phí của ngân sách nhà nước" in said(office, matter)
    costs.repay(office.desk, matter, DAY, co.BUDGET, 1_000_000)
    with office.desk.writing("keep") as uow:
        # The decision that remits the costs; the budget's advance is never recovered.
        uow.append(f"matter:{matter}", DAY, pe.ActDone("cost_relief", amount=2_000_000), "2025")
        projecting.matter(office.desk, uow, matter)
        uow.commit()
    assert "còn 500.000 đồng tạm ứng chi phí của đương sự" in said(office, matter)
    costs.repay(office.desk, matter, DAY, debtor, 500_000)
    listed(office, matter)


def test_an_exhibit_in_the_store_keeps_it_out_and_says_where(office: Bench) -> None:
    matter, other = ended(office), ended(office, "16/2019/DS-ST", "Trần Thị Tám")
    in_order(office, other)
    items = [store.take_in(office.desk, replace(KNIFE, matter=matter, place="own", quantity=str(n + 1))) for n in range(7)]
    words = said(office, matter, other)
    assert words.count("Việc") == 1, "the other file is not spoken of"
    assert "VC2026-00001, VC2026-00002, VC2026-00003, VC2026-00004, VC2026-00005 và 2 vật chứng khác, ở kho của đơn vị" in words
    store.take_out(office.desk, [(i, "") for i in items[:6]], Leaving("owner", DAY, "06/LXK", "Nguyễn Văn An", anyway=True))
    assert "VC2026-00007, ở kho của đơn vị." in said(office, matter)
    store.take_out(office.desk, [(items[6], "3")], Leaving("owner", DAY, "07/LXK", "Nguyễn Văn An", anyway=True))
    assert "VC2026-00007" in said(office, matter), "some of it is here"
    store.take_out(office.desk, [(items[6], "")], Leaving("owner", DAY, "08/LXK", "Nguyễn Văn An", anyway=True))
    assert listed(office, matter, other) == 2


def test_a_seized_asset_keeps_it_out_until_it_is_handed_over(tmp_path: Path) -> None:
    office = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    asset, (first, second) = sold(office), office.matters
    for matter in office.matters:
        papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="c"), matter, {"reason": "rút yêu cầu"}), office.head)
    assert listed(office, second) == 1
    assert "tài sản kê biên (" in said(office, first)
    assert "đã bán, chờ nộp đủ tiền" in said(office, first)
    take(office, asset, "buyer_paid", date(2020, 5, 20), amount=310_000_000)
    assert "đã nộp đủ tiền, chờ giao" in said(office, first)
    take(office, asset, "asset_handed_over", date(2020, 5, 29))
    listed(office, first)
    office.desk.close()

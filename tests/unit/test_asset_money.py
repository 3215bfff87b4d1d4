"""What a buyer paid is booked as money of the matter once, and paid out there it is paid out of the asset: nothing is demanded twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.assets import codes, seized, sold, sound, take, two_matters
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, asset_proceeds, asset_queries, payees, payouts, queries, receipts, striking
from thads_desktop.services.payouts import Order
from thads_desktop.services.receipts import Official

PRICE, PAID, HANDED = 310_000_000, date(2020, 5, 20), date(2020, 6, 1)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    yield made
    made.desk.close()


def paid(office: Bench) -> str:
    asset = sold(office)
    take(office, asset, "buyer_paid", PAID, amount=PRICE)
    return asset


def booked(office: Bench, asset: str, amount: int = PRICE, line: int = 1, matter: int = 0) -> int:
    key = office.matters[matter]
    acts.collect(office.desk, key, PAID, line, amount, official=Official(number=str(amount), way="bank", asset=asset))
    with office.desk.reading() as reader:
        return max(e.seq for e in reader.events_of(f"matter:{key}") if isinstance(e.body, ev.Collected))


def pays(office: Bench, amount: int, day: date, matter: int = 0) -> None:
    key = office.matters[matter]
    with office.desk.reading() as reader:
        (creditor,) = fold(reader.events_of(f"matter:{key}")).lines[1].line.creditors
    payouts.pay(office.desk, key, Order(day, (le.Payment(1, creditor, amount),), "bank"))


def terms(office: Bench, asset: str) -> list[tuple[str, date | None]]:
    """(case, discharged on) of every R42, of the asset and of its first matter's money."""
    view = asset_queries.view(office.desk, asset)
    of_matter = [(d.case_, None) for d in queries.deadlines(office.desk) if d.rule == "R42" and d.subject == f"matter:{office.matters[0]}"]
    return sorted([(d.case, d.discharged_on) for d in view.terms if d.rule == "R42"] + of_matter)


def test_the_sale_is_proposed_as_money_of_the_matter_once(office: Bench) -> None:
    asset = sold(office)
    with pytest.raises(Refused) as refused:
        asset_proceeds.booking(office.desk, asset)
    assert codes(refused) == ["asset.not_paid"]
    take(office, asset, "buyer_paid", PAID, amount=PRICE)
    found = asset_proceeds.booking(office.desk, asset)
    assert (found.matter, found.amount, found.day) == (office.matters[0], PRICE, PAID)
    assert "tiền bán đấu giá 310.000.000 đồng" in found.said
    booked(office, asset, 200_000_000)
    assert asset_proceeds.booking(office.desk, asset).amount == 110_000_000
    booked(office, asset, 110_000_000)
    with pytest.raises(Refused) as refused:
        asset_proceeds.booking(office.desk, asset)
    assert codes(refused) == ["asset.booked"]
    with pytest.raises(Refused) as refused:
        asset_proceeds.booking(office.desk, asset, office.matters[1])
    assert codes(refused) in (["asset.not_linked"], ["asset.booked"])
    sound(office)


def test_money_of_a_sale_is_owed_from_the_hand_over_and_by_one_term(office: Bench) -> None:
    asset = paid(office)
    booked(office, asset)
    assert terms(office, asset) == [], "not from the day it came in"
    take(office, asset, "asset_handed_over", HANDED)
    assert terms(office, asset) == [("ban_tai_san", None)]
    pays(office, 300_000_000, date(2020, 6, 3))
    assert terms(office, asset) == [("ban_tai_san", None)]
    pays(office, 10_000_000, date(2020, 6, 5))
    assert terms(office, asset) == [("ban_tai_san", date(2020, 6, 5))]
    assert not [d for d in queries.deadlines(office.desk) if d.rule == "R42"]
    sound(office)


def test_what_is_paid_out_before_the_hand_over_is_not_owed_after_it(office: Bench) -> None:
    asset = paid(office)
    booked(office, asset)
    pays(office, PRICE, date(2020, 5, 25))
    take(office, asset, "asset_handed_over", HANDED)
    assert terms(office, asset) == [("ban_tai_san", HANDED)]


def test_what_lies_in_a_deposit_is_not_paid_out(office: Bench) -> None:
    asset = paid(office)
    booked(office, asset)
    with office.desk.reading() as reader:
        (creditor,) = fold(reader.events_of(f"matter:{office.matters[0]}")).lines[1].line.creditors
    payees.deposit(office.desk, office.matters[0], date(2020, 5, 22), 1, creditor, PRICE, "month")
    take(office, asset, "asset_handed_over", HANDED)
    assert terms(office, asset) == [("ban_tai_san", None)]
    pays(office, PRICE, date(2020, 6, 4))
    assert terms(office, asset) == [("ban_tai_san", date(2020, 6, 4))]


def test_money_that_was_entered_as_any_other_counts_by_its_amount(office: Bench) -> None:
    asset = paid(office)
    acts.collect(office.desk, office.matters[0], PAID, 1, PRICE, official=Official(number="1"))
    take(office, asset, "asset_handed_over", HANDED)
    assert terms(office, asset) == [("ban_tai_san", None), ("tien", None)]
    pays(office, PRICE - 1, date(2020, 6, 3))
    assert terms(office, asset) == [("ban_tai_san", None), ("tien", None)]
    pays(office, 1, date(2020, 6, 4))
    assert terms(office, asset) == [("ban_tai_san", date(2020, 6, 4))]
    sound(office)


def test_a_receipt_given_anew_stays_the_asset_s_and_a_struck_sum_is_booked_again(office: Bench) -> None:
    asset = paid(office)
    seq = booked(office, asset)
    receipts.amend(office.desk, f"matter:{office.matters[0]}", seq, Official(number="77", way="bank"))
    with pytest.raises(Refused) as refused:
        asset_proceeds.booking(office.desk, asset)
    assert codes(refused) == ["asset.booked"]
    striking.strike(office.desk, office.matters[0], seq, "nhầm")
    assert asset_proceeds.booking(office.desk, asset).amount == PRICE
    sound(office)


def test_an_asset_of_another_matter_is_no_source_of_its_money(office: Bench) -> None:
    asset = seized(office)
    with office.desk.reading() as reader:
        head = reader.head()
    with pytest.raises(Refused) as refused:
        booked(office, asset, matter=1)
    assert codes(refused) == ["receipt.asset"]
    with office.desk.reading() as reader:
        assert reader.head() == head, "nothing half done"


def test_under_the_new_law_the_money_is_laid_in_a_deposit_until_the_hand_over(office: Bench) -> None:
    asset = sold(office)
    office.on(date(2026, 8, 20))
    take(office, asset, "buyer_paid", date(2026, 8, 3), amount=PRICE, elsewhere=True)
    acts.collect(office.desk, office.matters[0], date(2026, 8, 3), 1, PRICE, official=Official(number="1", way="bank", asset=asset))
    assert terms(office, asset) == [("gui_ky_han", None)]
    take(office, asset, "asset_handed_over", date(2026, 8, 10))
    assert terms(office, asset) == [("ban_tai_san", None), ("gui_ky_han", date(2026, 8, 10))]

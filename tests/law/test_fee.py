"""The enforcement fee: the circular's own examples, what changes between instalments, reliefs, and the tariffs that are not established."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.fee import COLLECTED, SETTLED, VOLUNTARY, Fees, Instalment, fees
from thads_desktop.law.money_law import Choices, MoneyLaw

LAW = MoneyLaw.load()
BN, M = 10**9, 10**6
D2017, D2020, D2026 = date(2017, 3, 1), date(2020, 6, 1), date(2026, 7, 1)


def of(*amounts: int, day: date = D2020, factor: str = COLLECTED, **chosen: str) -> Fees:
    return fees(LAW, Choices(LAW, chosen), [Instalment(a, day, factor) for a in amounts])


def code(*parts: Instalment, **chosen: str) -> str:
    with pytest.raises(Refused) as refused:
        fees(LAW, Choices(LAW, chosen), parts)
    assert say(refused.value.refusals[0])
    return refused.value.refusals[0].code


def test_the_circulars_example_of_eighteen_billion_in_six_parts() -> None:
    found = of(3 * BN, 4 * BN, 4500 * M, 4 * BN, 1500 * M, 1 * BN)
    assert found.fees == (90_000_000, 100_000_000, 37_500_000, 17_550_000, 150_000, 100_000)
    assert found.total == 245_300_000 == of(18 * BN).total


def test_the_circulars_example_of_five_million_in_four_parts() -> None:
    found = of(1 * M, 1 * M, 1 * M, 2 * M, day=D2017)
    assert found.fees == (0, 0, 90_000, 60_000)
    assert "2 × 1.210.000 = 2.420.000" in found.steps[1]
    assert any("lương cơ sở" in note for note in found.notes)


def test_the_circulars_example_of_a_divorce() -> None:
    """One receives 200 million, the other a house of 500 million and pays the 200 million: each on the net value."""
    assert of(200 * M).total == 6_000_000
    house = fees(LAW, Choices(LAW), [Instalment(500 * M, D2020, pays=200 * M)])
    assert house.total == 9_000_000
    assert "500.000.000 − 200.000.000 trả cho người khác = 300.000.000" in house.steps[2]


# amount, day, fee: the ends of every bracket, counted by hand
TABLE = [
    (0, D2020, 0),
    (2_980_000, D2020, 0),  # 2 × 1.490.000: a cliff, not an allowance
    (2_980_001, D2020, 89_400),
    (5 * BN, D2020, 150_000_000),
    (7 * BN, D2020, 190_000_000),
    (10 * BN, D2020, 220_000_000),
    (15 * BN, D2020, 245_000_000),
    (15 * BN + 10_000, D2020, 245_000_001),
    (2_420_000, date(2017, 6, 30), 0),
    (2_420_001, date(2017, 6, 30), 72_600),
    (2_600_000, date(2017, 7, 1), 0),  # 2 × 1.300.000
    (4_680_000, date(2026, 6, 30), 0),  # 2 × 2.340.000
    (5_060_000, D2026, 0),  # 2 × 2.530.000, the old tariff goes on by default
    (10 * M, D2026, 300_000),
    (1 * M, date(2016, 12, 31), 30_000),  # before the circular no free amount is established
    (10 * BN, date(2016, 12, 31), 200_000_000),  # its cap
]


@pytest.mark.parametrize(("amount", "day", "fee"), TABLE)
def test_the_fee_of_one_amount(amount: int, day: date, fee: int) -> None:
    assert of(amount, day=day).total == fee


def test_a_third_where_the_parties_settled_and_nothing_in_the_voluntary_period() -> None:
    assert of(300 * M, factor=SETTLED).total == 3_000_000
    assert of(300 * M, factor=VOLUNTARY).total == 0
    assert "khoản 8 Điều 6" in of(300 * M, factor=VOLUNTARY).cite
    mixed = fees(LAW, Choices(LAW), [Instalment(100 * M, D2020, SETTLED), Instalment(200 * M, D2020)])
    assert mixed.fees == (1_000_000, 6_000_000)


def test_the_base_salary_changes_between_instalments() -> None:
    """2,500,000 were above twice 1,210,000; with 2,550,000 twice 1,300,000 is not reached: nothing more, and nothing back."""
    parts = [Instalment(2_500_000, date(2017, 6, 30)), Instalment(50_000, date(2017, 7, 1)), Instalment(1 * M, date(2017, 7, 2))]
    found = fees(LAW, Choices(LAW), parts)
    assert found.fees == (75_000, 0, 106_500 - 75_000)
    assert any("thay đổi giữa các lần nhận" in note for note in found.notes)


def test_the_day_whose_base_salary_holds_is_a_setting() -> None:
    part = Instalment(2_500_000, date(2017, 7, 1), fee_day=date(2017, 7, 3), decision_day=date(2017, 2, 1))
    assert fees(LAW, Choices(LAW), [part]).total == 0
    assert fees(LAW, Choices(LAW, {"fee_base_day": "enforcement_decision"}), [part]).total == 75_000
    unsaid = fees(LAW, Choices(LAW, {"fee_base_day": "enforcement_decision"}), [replace(part, decision_day=None)])
    assert any("Chưa có ngày của quyết định" in note for note in unsaid.notes)


@pytest.mark.parametrize(
    ("relief", "percent", "total"),
    [("merit", None, 0), ("alone", None, 0), ("verified", None, 0), ("poor", None, 600_000), ("poor", 50, 1_500_000), ("found", None, 2_100_000),
     ("found_forces", None, 2_400_000), ("support", None, 0), ("policy_bank", None, 0)],
)  # fmt: skip
def test_exemptions_and_reductions(relief: str, percent: int | None, total: int) -> None:
    found = fees(LAW, Choices(LAW), [Instalment(100 * M, D2020, relief=relief, percent=percent)])
    assert found.total == total
    assert "Điều 6" in found.cite or "Điều 7" in found.cite


def test_what_the_day_does_not_know_is_refused() -> None:
    assert code(Instalment(1, date(2010, 12, 31))) == "money.no_law"
    assert code(Instalment(1, date(2016, 1, 1), SETTLED)) == "fee.no_factor"
    assert code(Instalment(1, date(2016, 1, 1), relief="poor")) == "fee.no_relief"
    assert code(Instalment(1, D2020, relief="none")) == "fee.no_relief"
    assert code(Instalment(1, D2020, relief="poor", percent=81)) == "fee.bad_percent"
    assert code(Instalment(1, D2020, relief="found", percent=20)) == "fee.bad_percent"
    with pytest.raises(ValueError, match="-1"):
        of(-1)


def test_from_july_2026_the_payer_is_known_and_the_tariff_is_a_choice() -> None:
    found = of(10 * M, day=D2026)
    assert "Người yêu cầu thi hành án chịu phí" in found.steps[0]
    assert "khoản 1 Điều 53 Luật Thi hành án dân sự 106/2025/QH15" in found.cite
    assert any("chưa xác lập" in note for note in found.notes)
    assert not any("từ 01/7/2026" in note for note in of(10 * M, day=date(2026, 6, 30)).notes)
    assert code(Instalment(10 * M, D2026), fee_new_law="none") == "fee.not_established"
    assert of(10 * M, day=D2026, factor=VOLUNTARY, fee_new_law="none").total == 0


@pytest.mark.parametrize(("way", "total"), [("nearest", 300_000), ("down", 300_000), ("up", 300_001)])
def test_rounding_is_a_setting_and_is_told(way: str, total: int) -> None:
    found = of(10_000_011, rounding=way)  # 300.000,33
    assert found.total == total
    assert any("làm tròn" in note for note in found.notes)
    assert not any("làm tròn" in note for note in of(10 * M).notes)


def test_before_2017_the_rate_and_its_gaps_are_told() -> None:
    (note,) = of(10 * M, day=date(2016, 6, 1)).notes
    assert "chưa xác lập" in note

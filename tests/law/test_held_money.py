"""Money nobody fetches, and money taken before a judgment: dates counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.domain.refusal import Refused
from thads_desktop.law.held_money import DEPOSIT, POST, UNKNOWN, HeldMoney, Unfetched, taken_before, unfetched
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.money_law import MoneyLaw

LAW = MoneyLaw.load()
EFFECT = date(2018, 5, 4)


def of(amount: int, told: date, effect: date = EFFECT, collected: date | None = None, **more: object) -> HeldMoney:
    return unfetched(LAW, load_calendar(), Unfetched(amount, told, effect, collected or told, **more))  # type: ignore[arg-type]  # of the table


# amount, notice, more, way, from that day, to the State from
TABLE = [
    # 15 days from Mon 01/06/2020 end on Tue 16/06/2020; 1.489.999 is below a base salary
    (1_489_999, date(2020, 6, 1), {}, POST, date(2020, 6, 17), date(2023, 5, 5)),
    (1_490_000, date(2020, 6, 1), {}, DEPOSIT, date(2020, 6, 17), date(2023, 5, 5)),
    (1_489_999, date(2020, 6, 1), {"address_known": False}, DEPOSIT, date(2020, 6, 17), date(2023, 5, 5)),
    # 15 days from Fri 05/06/2020 end on a Saturday: Mon 22/06/2020
    (2_000_000, date(2020, 6, 5), {}, DEPOSIT, date(2020, 6, 23), date(2023, 5, 5)),
    # collected after the five years: one year from the notice
    (2_000_000, date(2023, 6, 1), {}, DEPOSIT, date(2023, 6, 17), date(2024, 6, 2)),
    # collected before, told after: not before the fifteen days are over
    (2_000_000, date(2023, 5, 2), {}, DEPOSIT, date(2023, 5, 18), date(2023, 5, 18)),
    # the new law compares with the regional minimum wage
    (5_309_999, date(2026, 8, 3), {"region": "I"}, POST, date(2026, 8, 19), date(2027, 8, 4)),
    (5_310_000, date(2026, 8, 3), {"region": "I"}, DEPOSIT, date(2026, 8, 19), date(2027, 8, 4)),
    (1_000_000, date(2026, 8, 3), {"region": "III"}, UNKNOWN, date(2026, 8, 19), date(2027, 8, 4)),
    (1_000_000, date(2026, 8, 3), {}, UNKNOWN, date(2026, 8, 19), date(2027, 8, 4)),
]


@pytest.mark.parametrize(("amount", "told", "more", "way", "since", "to_state"), TABLE)
def test_days_of_money_nobody_fetches(amount: int, told: date, more: dict[str, object], way: str, since: date, to_state: date) -> None:
    found = of(amount, told, **more)
    assert (found.way, found.from_, found.to_state) == (way, since, to_state)
    assert ("khoản 5 Điều 49 Nghị định 62/2015" in found.cite or "khoản 1 Điều 59" in found.cite) or way == POST


def test_what_is_not_established_is_told() -> None:
    assert any("vùng III" in n for n in of(1, date(2026, 8, 3), region="III").notes)
    assert any("hãy chọn vùng" in n for n in of(1, date(2026, 8, 3)).notes)
    assert any("trước 01/5/2020" in n for n in of(1, date(2018, 8, 3)).notes)
    with pytest.raises(Refused):
        of(1, date(2015, 8, 31))


def test_money_taken_before_a_judgment() -> None:
    found = taken_before(LAW, date(2022, 3, 1), date(2026, 8, 3))
    assert found.to_state == date(2027, 3, 2)
    assert "khoản 4 Điều 57" in found.cite
    assert taken_before(LAW, date(2022, 3, 1), date(2026, 6, 30)).to_state is None

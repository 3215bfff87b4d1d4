"""Remission of items for the State budget under both laws, threshold by threshold, and what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.domain.refusal import Refused
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.law.remission import ALL, NOTHING, SHARE, Item, Remission, remission

LAW = MoneyLaw.load()
M = 10**6
FIRST = date(2010, 1, 4)
OLD5, OLD10 = date(2016, 1, 4), date(2020, 1, 5)
NEW = date(2026, 8, 3)
NEW5 = date(2020, 1, 4)


def of(paid: int, rest: int, day: date, first: date = FIRST, **more: object) -> Remission:
    return remission(LAW, Item(first, paid, rest, **more), day)  # type: ignore[arg-type]  # of the table


# paid, rest, first decision, day, what is given, the most
TABLE = [
    # the law of 2008: nothing paid
    (0, 1_999_999, FIRST, OLD5, ALL, 1_999_999),
    (0, 2 * M, FIRST, OLD5, NOTHING, 0),
    (0, 2 * M, FIRST, OLD10, ALL, 2 * M),
    (0, 4_999_999, FIRST, OLD10, ALL, 4_999_999),
    (0, 5 * M, FIRST, OLD10, NOTHING, 0),
    (0, 1 * M, FIRST, date(2015, 7, 4), ALL, 1 * M),
    # a part paid
    (1 * M, 4_999_999, FIRST, OLD5, ALL, 4_999_999),
    (1 * M, 5 * M, FIRST, OLD5, NOTHING, 0),
    (1 * M, 5 * M, FIRST, OLD10, ALL, 5 * M),
    (1 * M, 9_999_999, FIRST, OLD10, ALL, 9_999_999),
    (1 * M, 10 * M, FIRST, OLD5, SHARE, 2_500_000),
    (3 * M, 100 * M, FIRST, OLD5, SHARE, 25 * M),
    (3 * M, 100_000_001, FIRST, OLD5, NOTHING, 0),
    (4 * M, 101 * M, FIRST, OLD10, SHARE, 20_200_000),
    (100 * M, 400 * M, FIRST, OLD10, SHARE, 50 * M),
    # less than a fiftieth is no part
    (1_999_999, 98_000_001, FIRST, OLD5, NOTHING, 0),
    (2 * M, 98 * M, FIRST, OLD5, SHARE, 24_500_000),
    # the law of 2025 asks for no part
    (0, 4_999_999, NEW5, NEW, ALL, 4_999_999),
    (0, 5 * M, NEW5, NEW, SHARE, 1_250_000),
    (0, 5 * M, FIRST, NEW, ALL, 5 * M),
    (0, 9_999_999, FIRST, NEW, ALL, 9_999_999),
    (0, 100 * M, NEW5, NEW, SHARE, 25 * M),
    (0, 101 * M, NEW5, NEW, NOTHING, 0),
    (0, 300 * M, FIRST, NEW, SHARE, 50 * M),
]


@pytest.mark.parametrize(("paid", "rest", "first", "day", "gives", "most"), TABLE)
def test_thresholds(paid: int, rest: int, first: date, day: date, gives: str, most: int) -> None:
    found = of(paid, rest, day, first)
    assert (found.gives, found.most) == (gives, most)
    assert ("Điều 61" in found.cite) == (day < date(2026, 7, 1))
    assert bool(found.missing) or gives != NOTHING


def test_five_years_are_over_on_the_day_after() -> None:
    first = date(2012, 3, 1)
    early = of(0, M, date(2017, 3, 1), first)
    assert (early.gives, early.earliest) == (NOTHING, date(2017, 3, 2))
    assert "sớm nhất ngày 02/03/2017" in early.missing[0]
    assert of(0, M, date(2017, 3, 2), first).gives == ALL


def test_once_a_year_in_a_judgment() -> None:
    again = of(0, M, OLD10, last=date(2020, 1, 2))
    assert again.gives == NOTHING
    assert "một lần" in again.missing[0]
    close = of(0, M, OLD10, last=date(2019, 12, 2))
    assert close.gives == ALL
    assert any("12 tháng" in n for n in close.notes)


def test_hardship_after_paying_a_part_gives_the_whole_rest() -> None:
    assert of(50 * M, 500 * M, OLD5, hardship=True).most == 500 * M
    assert of(50 * M, 500 * M, NEW, hardship=True).cite == "Điều 42–45, khoản 3 Điều 42, khoản 4 Điều 42 Luật Thi hành án dân sự 106/2025/QH15"
    assert of(0, 500 * M, OLD5, hardship=True).gives == NOTHING


def test_what_else_the_file_needs() -> None:
    assert any("ngân sách" in m for m in of(0, M, OLD10, for_state=False).missing)
    assert of(0, M, OLD10, for_state=False).gives == NOTHING
    assert any("biên bản xác minh" in m.lower() for m in of(0, M, NEW).missing)
    assert not of(0, M, NEW, minutes=date(2026, 5, 3)).missing
    assert any("phải xác minh lại" in m for m in of(0, M, NEW, minutes=date(2026, 5, 2)).missing)
    assert not of(0, M, OLD10).missing


def test_interest_follows_under_the_new_law_and_is_open_under_the_old_one() -> None:
    assert any("khoản 4 Điều 42" in s for s in of(0, M, NEW).steps)
    assert any("lãi" in n for n in of(0, M, OLD10).notes)
    assert any("10.000.000" in n for n in of(0, 10 * M, NEW).notes)


def test_before_the_law_and_without_a_rest() -> None:
    with pytest.raises(Refused):
        of(0, M, date(2015, 6, 30))
    with pytest.raises(ValueError, match="amounts"):
        of(0, 0, NEW)

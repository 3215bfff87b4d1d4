"""Days as printed, typed and grouped into statistical periods."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.domain.dates import (
    add_months,
    last_of_month,
    long_date,
    parse_typed,
    period,
    short_date,
    statistical_year,
    weekday,
)
from thads_desktop.law.holidays import load_calendar

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),
        (date(2020, 3, 1), "ngày 01 tháng 3 năm 2020"),
        (date(2020, 9, 10), "ngày 10 tháng 9 năm 2020"),
        (date(2020, 10, 9), "ngày 09 tháng 10 năm 2020"),
        (date(2020, 12, 31), "ngày 31 tháng 12 năm 2020"),
    ],
)
def test_long_date(day: date, said: str) -> None:
    assert long_date(day) == said


def test_short_date_and_weekday() -> None:
    assert short_date(date(2020, 1, 5)) == "05/01/2020"
    named = [weekday(date(2026, 11, 23 + i)) for i in range(7)]
    assert named == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("23112026", "2026-11-23"),
        ("231126", "2026-11-23"),
        ("2311", "2026-11-23"),
        ("23", "2026-11-23"),
        ("5", "2026-11-05"),
        ("23/11/2026", "2026-11-23"),
        (" 3/1/2020 ", "2020-01-03"),
        ("23.11.26", "2026-11-23"),
        ("23-11", "2026-11-23"),
        ("2026-11-23", "2026-11-23"),
        ("29/02/2024", "2024-02-29"),
        ("+0", "2026-11-24"),
        ("+5", "2026-11-29"),
        ("+40", "2027-01-03"),
    ],
)
def test_typed_days(typed: str, iso: str) -> None:
    assert parse_typed(typed, TODAY) == date.fromisoformat(iso)


@pytest.mark.parametrize(
    "typed",
    [
        "", "31/02", "31/02/2024", "29/02/2023", "0", "00/01/2020", "32", "13/13/2020", "231", "23112", "2311202",
        "abc", "1/2/3/4", "23//2026", "+", "+x", "+99999", "-5", "23/11/1899", "23/11/9999", "٢٣/١١",
        "2026-13-01", "23/11/026",
    ],
)  # fmt: skip
def test_no_such_day(typed: str) -> None:
    assert parse_typed(typed, TODAY) is None


def test_a_typed_term_counts_working_days_where_a_calendar_is_given() -> None:
    working = load_calendar().plus_working
    assert parse_typed("+5", date(2021, 4, 29), working) == date(2021, 5, 10)
    assert parse_typed("31/02", date(2021, 4, 29), working) is None


@pytest.mark.parametrize(
    ("day", "year"), [("2019-09-30", 2019), ("2019-10-01", 2020), ("2019-12-31", 2020), ("2020-01-01", 2020)]
)
def test_statistical_year(day: str, year: int) -> None:
    assert statistical_year(date.fromisoformat(day)) == year


ENDS = ["2019-10-31", "2019-11-30", "2019-12-31", "2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31",
        "2020-06-30", "2020-07-31", "2020-08-31", "2020-09-30"]  # fmt: skip


@pytest.mark.parametrize(("months", "end"), list(enumerate(ENDS, 1)))
def test_periods_begin_in_october(months: int, end: str) -> None:
    assert period(2020, months) == (date(2019, 10, 1), date.fromisoformat(end))
    assert statistical_year(date.fromisoformat(end)) == 2020


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_period_has_one_to_twelve_months(months: int) -> None:
    with pytest.raises(ValueError, match=str(months)):
        period(2020, months)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2019-11-30", 3, "2020-02-29"),
        ("2018-11-30", 3, "2019-02-28"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-08-31", 1, "2020-09-30"),
        ("2020-12-15", 1, "2021-01-15"),
        ("2020-01-31", 0, "2020-01-31"),
        ("2020-06-30", 6, "2020-12-30"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last(day: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(end)


def test_last_of_month() -> None:
    assert last_of_month(2024, 2) == date(2024, 2, 29)
    assert last_of_month(2100, 2) == date(2100, 2, 28)

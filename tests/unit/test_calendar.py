"""Counting of time by the Civil Code, and the calendar that ships, held against the ``holidays`` package."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as package
import pytest

from thads_desktop.domain.calendar import Unit, WorkingCalendar
from thads_desktop.law.holidays import load_calendar, year_notes

CALENDAR = load_calendar()
#: Days on which this calendar and the package differ, with the reason.
DIFFERENCES = {
    date(2026, 1, 2): "hoán đổi với thứ Bảy 10/01/2026 (công bố cuối tháng 12/2025), gói chưa có",
}
#: Official swaps: the Saturday worked, and the working day given off for it.
SWAPS = {
    "2014-12-27": "2015-01-02",
    "2015-02-14": "2015-02-16",
    "2015-04-25": "2015-04-29",
    "2019-01-05": "2018-12-31",
    "2019-05-04": "2019-04-29",
    "2024-05-04": "2024-04-29",
    "2025-04-26": "2025-05-02",
    "2026-01-10": "2026-01-02",
    "2026-08-22": "2026-08-31",
}

COUNTED: list[tuple[str, int, Unit, bool, str]] = [
    ("2020-06-01", 10, "d", True, "2020-06-11"),
    ("2020-06-11", 10, "d", True, "2020-06-22"),  # 21/6 is a Sunday
    ("2020-06-11", 10, "d", False, "2020-06-21"),
    ("2021-04-29", 5, "wd", True, "2021-05-10"),  # 30/4, 1/5 and 3/5 off
    ("2019-11-30", 3, "m", True, "2020-03-02"),  # 29/2/2020 is a Saturday
    ("2019-11-30", 3, "m", False, "2020-02-29"),
    ("2020-02-29", 1, "y", True, "2021-03-01"),  # 28/2/2021 is a Sunday
    ("2019-04-26", 5, "wd", True, "2019-05-07"),  # 29/4 to 1/5 off, Saturday 4/5 worked
    ("2019-04-24", 10, "d", True, "2019-05-04"),  # the day ends on a Saturday that is worked
    ("2020-01-22", 5, "wd", True, "2020-02-05"),  # over Tết
    ("2020-01-14", 10, "d", True, "2020-01-30"),  # 24/1 in Tết
    ("2026-11-20", 5, "wd", True, "2026-11-30"),  # 24/11 off from 2026
    ("2025-11-21", 5, "wd", True, "2025-11-28"),  # and not before
    ("2020-06-05", 24, "h", False, "2020-06-06"),
    ("2020-06-05", 48, "h", False, "2020-06-07"),
    ("2020-06-06", 0, "d", True, "2020-06-06"),  # at once is at once, on a Saturday too
    ("2020-06-06", 1, "wd", True, "2020-06-08"),
]


@pytest.mark.parametrize(("start", "n", "unit", "rolls", "end"), COUNTED)
def test_counting(start: str, n: int, unit: Unit, rolls: bool, end: str) -> None:
    counted = CALENDAR.count(date.fromisoformat(start), n, unit, rolls)
    assert counted.due == date.fromisoformat(end)
    assert counted.due == CALENDAR.due(date.fromisoformat(start), n, unit, rolls)
    assert f"{counted.due:%d/%m/%Y}" in counted.steps[-1]


def test_working_days_are_told_one_by_one() -> None:
    assert CALENDAR.count(date(2020, 4, 28), 3, "wd", rolls=True).steps == (
        "thứ Ba 28/04/2020: ngày bắt đầu, không tính.",
        "thứ Tư 29/04/2020: ngày làm việc thứ 1.",
        "thứ Năm 30/04/2020: ngày nghỉ.",
        "thứ Sáu 01/05/2020: ngày nghỉ.",
        "thứ Bảy 02/05/2020: ngày nghỉ.",
        "Chủ nhật 03/05/2020: ngày nghỉ.",
        "thứ Hai 04/05/2020: ngày làm việc thứ 2.",
        "thứ Ba 05/05/2020: ngày làm việc thứ 3.",
    )


def test_calendar_days_tell_the_end_and_its_move() -> None:
    assert CALENDAR.count(date(2020, 6, 11), 10, "d", rolls=True).steps == (
        "thứ Năm 11/06/2020: ngày bắt đầu, không tính.",
        "10 ngày sau là Chủ nhật 21/06/2020.",
        "Chủ nhật 21/06/2020: ngày nghỉ, chuyển tiếp.",
        "thứ Hai 22/06/2020: ngày làm việc tiếp theo, ngày cuối của thời hạn.",
    )


@pytest.mark.parametrize(("start", "warned"), [("2027-12-30", True), ("2014-12-30", True), ("2027-12-20", False)])
def test_beyond_the_known_years_the_counting_says_so(start: str, warned: bool) -> None:
    steps = CALENDAR.count(date.fromisoformat(start), 3, "wd", rolls=True).steps
    assert ("Ngoài phạm vi lịch nghỉ đã biết" in steps[-1]) is warned


@pytest.mark.parametrize("year", range(2015, 2028))
def test_days_off_agree_with_the_package(year: int) -> None:
    theirs = {day for day in package.country_holidays("VN", years=year) if day.weekday() < 5 and day.year == year}
    ours = {day for day in CALENDAR.days_off if day.year == year}
    assert ours ^ theirs == {day for day in DIFFERENCES if day.year == year}


def test_swapped_saturdays() -> None:
    assert {day.isoformat() for day in CALENDAR.working} == set(SWAPS)
    for saturday, off in SWAPS.items():
        assert date.fromisoformat(saturday).weekday() == 5
        assert CALENDAR.is_working(date.fromisoformat(saturday))
        assert not CALENDAR.is_working(date.fromisoformat(off))


def test_days_off_are_days_of_the_week_and_never_worked() -> None:
    assert all(day.weekday() < 5 and not CALENDAR.is_working(day) for day in CALENDAR.days_off)


@pytest.mark.parametrize(
    ("year", "paid"),
    [*((y, 10) for y in range(2015, 2021)), *((y, 11) for y in range(2021, 2026)), (2026, 12), (2027, 12)],
)
def test_each_year_has_the_days_off_that_the_labour_code_pays(year: int, paid: int) -> None:
    """10 days; 11 with the second day of 2 September from 2021; 12 with 24 November from 2026. A swap adds none."""
    swapped = sum(1 for off in SWAPS.values() if off.startswith(str(year)))
    assert sum(1 for day in CALENDAR.days_off if day.year == year) - swapped == paid


def test_every_year_says_how_sure_it_is() -> None:
    notes = year_notes()
    assert sorted(notes) == list(range(2015, 2028))
    assert notes[2027][0] == "L"
    assert notes[2027][1]
    assert notes[2026][0] == "M"


def test_an_office_changes_single_days() -> None:
    storm, saturday, moved = date(2026, 9, 8), date(2026, 9, 12), date(2027, 9, 3)
    own = load_calendar({storm: True, saturday: False, moved: False})
    assert not own.is_working(storm)
    assert own.is_working(saturday)
    assert own.is_working(moved)
    assert CALENDAR.is_working(storm)
    assert not CALENDAR.is_working(saturday)
    assert own.plus_working(date(2026, 9, 7), 1) == date(2026, 9, 9)


def test_a_worked_saturday_can_be_taken_back() -> None:
    day = date(2024, 5, 4)
    assert not load_calendar({day: True}).is_working(day)
    assert load_calendar({day + timedelta(days=1): False}).is_working(day + timedelta(days=1))


def test_a_calendar_of_its_own() -> None:
    plain = WorkingCalendar(frozenset())
    assert plain.plus_working(date(2020, 4, 29), 2) == date(2020, 5, 1)
    assert plain.next_working(date(2020, 5, 2)) == date(2020, 5, 4)

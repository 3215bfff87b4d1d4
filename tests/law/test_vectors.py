"""Chains of counting worked out by hand: notice, voluntary period, verification; holidays in a row; the end of a short month."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.law.holidays import load_calendar
from thads_desktop.services.tools import due

CALENDAR = load_calendar()


def test_from_the_notice_to_the_first_verification() -> None:
    voluntary = due("R09", date(2020, 6, 1))
    assert voluntary.due == date(2020, 6, 11), "told on a Monday, ten days, a Thursday"
    first = due("R10", voluntary.due)
    assert first.due == date(2020, 6, 22), "21/6 is a Sunday"
    assert first.steps[-2:] == ("Chủ nhật 21/06/2020: ngày nghỉ, chuyển tiếp.", "thứ Hai 22/06/2020: ngày làm việc tiếp theo, ngày cuối của thời hạn.")


def test_five_working_days_over_two_holidays_and_the_day_in_lieu() -> None:
    found = due("R01", date(2021, 4, 29))
    assert found.due == date(2021, 5, 10)
    off = [step.partition(":")[0].rpartition(" ")[2] for step in found.steps if step.endswith(": ngày nghỉ.")]
    assert off == ["30/04/2021", "01/05/2021", "02/05/2021", "03/05/2021", "08/05/2021", "09/05/2021"]


def test_three_months_that_end_on_the_last_of_february() -> None:
    found = due("R36", date(2019, 11, 30), case="bat_dong_san")
    assert found.due == date(2020, 3, 2), "no 30/2; 29/2/2020 is a Saturday"
    assert any("29/02/2020" in step for step in found.steps)


#: The days on which the rows of this folder turn: off, or worked in their place.
DAYS = [
    ("2019-05-04", True), ("2020-01-23", False), ("2020-01-29", False), ("2020-01-30", True), ("2020-04-02", False), ("2020-04-30", False),
    ("2020-05-01", False), ("2020-09-02", False), ("2020-09-03", True), ("2021-04-21", False), ("2021-05-03", False), ("2021-09-02", False),
    ("2021-09-03", False), ("2024-09-03", False), ("2026-08-22", True), ("2026-08-31", False), ("2026-09-01", False), ("2026-09-02", False),
    ("2025-11-24", True), ("2026-11-24", False), ("2027-01-01", False),
]  # fmt: skip


@pytest.mark.parametrize(("day", "worked"), DAYS)
def test_the_holidays_that_the_rows_run_over(day: str, worked: bool) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is worked

"""Days as the office writes, types and counts them; a day has no time zone."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def long_date(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2020": days below 10 and months 1 and 2 padded, months 3 to 9 not (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """05/01/2020."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def weekday(day: date) -> str:
    """ "thứ Hai" ... "Chủ nhật"."""
    return WEEKDAYS[day.weekday()]


def parse_typed(text: str, today: date, working: Callable[[date, int], date] | None = None) -> date | None:
    """A day as typed: 23112026, 231126, 2311, 23, 23/11/2026, 23.11, 2026-11-23, +5; None when there is no such day.

    +n counts working days when ``working`` is given, else calendar days.
    """
    shown = text.strip()
    if shown.startswith("+") and shown.isascii() and shown[1:].isdigit() and len(shown) <= 5:
        n = int(shown[1:])
        return working(today, n) if working else today + timedelta(days=n)
    if len(shown) == 10 and shown[4] == shown[7] == "-":
        parts = [shown[8:], shown[5:7], shown[:4]]
    elif shown.isascii() and shown.isdigit():
        if len(shown) not in (1, 2, 4, 6, 8):
            return None
        parts = [p for p in (shown[:2], shown[2:4], shown[4:]) if p]
    else:
        for mark in ("/", ".", "-", " "):
            shown = shown.replace(mark, "/")
        parts = shown.split("/")
    return _day(parts, today)


def _day(parts: list[str], today: date) -> date | None:
    if not 1 <= len(parts) <= 3 or not all(p.isascii() and p.isdigit() and len(p) <= 4 for p in parts):
        return None
    numbers = [int(p) for p in parts] + [today.month, today.year][len(parts) - 1 :]
    year = numbers[2] + 2000 if len(parts) == 3 and len(parts[2]) == 2 else numbers[2]
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, numbers[1], numbers[0])
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def statistical_year(day: date) -> int:
    """1 October to 30 September, named after the year in which it ends."""
    return day.year + (day.month >= 10)


def period(year: int, months: int) -> tuple[date, date]:
    """First and last day of the first ``months`` months of a statistical year. ValueError outside 1 to 12."""
    if not 1 <= months <= 12:
        raise ValueError(str(months))
    month = (9 + months - 1) % 12 + 1
    return date(year - 1, 10, 1), last_of_month(year - 1 if month >= 10 else year, month)


def latest_period(day: date) -> tuple[int, int]:
    """(statistical year, months) of the period that ended last before a day: on 5 October the whole year before."""
    last = day.replace(day=1) - timedelta(days=1)
    return statistical_year(last), (last.month - 10) % 12 + 1


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months later, or the last of that month when it has none (BLDS 148)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

"""Counting of time: working days, calendar days, months, years, hours, with every step to be read.

Source: Civil Code (BLDS) 2015, articles 147 and 148 (2005: 149-153): the event's day is not counted; a term of months or
years ends on the corresponding day or the last of the month; a last day that is a day off rolls to the next working day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from thads_desktop.domain.dates import add_months, short_date, weekday

Unit = Literal["wd", "d", "m", "y", "h"]
UNIT_WORDS = {"wd": "ngày làm việc", "d": "ngày", "m": "tháng", "y": "năm", "h": "giờ"}
DAY = timedelta(days=1)
_BEYOND = "Ngoài phạm vi lịch nghỉ đã biết: chỉ trừ thứ Bảy và Chủ nhật, cần kiểm tra lại."


@dataclass(frozen=True, slots=True)
class Counted:
    """due: the last day of the term; steps: Vietnamese sentences, day by day where working days are counted."""

    due: date
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Monday to Friday less ``days_off``, plus the Saturdays or Sundays in ``working``.

    known_from, known_until: the days for which the calendar is known; beyond, only weekends are days off.
    """

    days_off: frozenset[date]
    working: frozenset[date] = frozenset()
    known_from: date = date.min
    known_until: date = date.max

    def is_working(self, day: date) -> bool:
        """A day on which offices work."""
        if day in self.working:
            return True
        return day.weekday() < 5 and day not in self.days_off

    def next_working(self, day: date) -> date:
        """The day itself when it is a working day, else the next one."""
        while not self.is_working(day):
            day += DAY
        return day

    def plus_working(self, day: date, n: int) -> date:
        """The n-th working day after a day, which is not counted."""
        while n > 0:
            day += DAY
            n -= self.is_working(day)
        return day

    def minus_working(self, day: date, n: int) -> date:
        """The n-th working day before a day, which is not counted."""
        while n > 0:
            day -= DAY
            n -= self.is_working(day)
        return day

    def last_before(self, day: date, n: int, unit: Unit) -> date:
        """The last day on which what must be done n units before a day can still be done. Hours lead to whole days."""
        match unit:
            case "wd":
                return self.minus_working(day, n)
            case "d":
                return day - timedelta(days=n)
            case "m" | "y":
                return add_months(day, -n * (12 if unit == "y" else 1))
            case "h":
                return day - timedelta(days=-(-n // 24))

    def due(self, start: date, n: int, unit: Unit, rolls: bool) -> date:
        """The last day of a term of n units from start; hours run from the moment, so they end within the next days."""
        match unit:
            case "wd":
                return self.plus_working(start, n)
            case "d":
                end = start + timedelta(days=n)
            case "m":
                end = add_months(start, n)
            case "y":
                end = add_months(start, 12 * n)
            case "h":
                return start + timedelta(days=-(-n // 24))
        return self.next_working(end) if rolls and n else end

    def count(self, start: date, n: int, unit: Unit, rolls: bool) -> Counted:
        """The term with its steps."""
        due = self.due(start, n, unit, rolls)
        if n == 0:
            return Counted(due, (f"{_named(start)}: phải làm ngay trong ngày.",))
        steps = [f"{_named(start)}: ngày bắt đầu, không tính."]
        if unit == "wd":
            steps += self._working_steps(start, due)
        elif unit == "h":
            steps.append(f"{n} giờ tính từ thời điểm phát sinh, hết chậm nhất trong {_named(due)}.")
        else:
            end = self.due(start, n, unit, rolls=False)
            steps.append(f"{n} {UNIT_WORDS[unit]} sau là {_named(end)}.")
            if end != due:
                steps += [f"{_named(d)}: ngày nghỉ, chuyển tiếp." for d in _days(end, due)]
                steps.append(f"{_named(due)}: ngày làm việc tiếp theo, ngày cuối của thời hạn.")
        if due > self.known_until or start < self.known_from:
            steps.append(_BEYOND)
        return Counted(due, tuple(steps))

    def count_before(self, day: date, n: int, unit: Unit) -> Counted:
        """What must be done n units before a day: the last day for it, with its steps."""
        due = self.last_before(day, n, unit)
        steps = [f"{_named(day)}: ngày tiến hành, không tính."]
        if unit == "wd":
            counted = 0
            for each in reversed(_days(due, day)):
                counted += self.is_working(each)
                steps.append(f"{_named(each)}: " + (f"ngày làm việc thứ {counted} trước đó." if self.is_working(each) else "ngày nghỉ."))
        else:
            steps.append(f"{n} {UNIT_WORDS[unit]} trước là {_named(due)}.")
        if day > self.known_until or due < self.known_from:
            steps.append(_BEYOND)
        return Counted(due, tuple(steps))

    def _working_steps(self, start: date, due: date) -> list[str]:
        steps, n = [], 0
        for day in _days(start + DAY, due + DAY):
            if self.is_working(day):
                n += 1
                steps.append(f"{_named(day)}: ngày làm việc thứ {n}.")
            else:
                steps.append(f"{_named(day)}: ngày nghỉ.")
        return steps


def _days(first: date, after_last: date) -> list[date]:
    return [first + timedelta(days=i) for i in range((after_last - first).days)]


def _named(day: date) -> str:
    return f"{weekday(day)} {short_date(day)}"

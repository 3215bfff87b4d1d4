"""An hour, and an hour of a day, as an office types and writes them: "08:30", "8h30 05/8/2026", "08 giờ 30 phút, ngày 05 tháng 8 năm 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from thads_desktop.domain.dates import long_date
from thads_desktop.domain.text import bare

_HOUR = r"(?P<hour>\d{1,2})\s*(?:gio|h|g|:)\s*(?:(?P<minute>\d{1,2})\s*(?:phut|p|')?)?"
_DAY = r"(?:ngay\s*)?(?P<day>\d{1,2})\s*(?:[/.-]|thang)\s*(?P<month>\d{1,2})\s*(?:[/.-]|nam)\s*(?P<year>\d{4})"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[t ](?P<hour>\d{2}):(?P<minute>\d{2})")
_FORMS = (
    re.compile(rf"(?:hoi\s*)?{_HOUR}"), re.compile(rf"(?:hoi\s*)?{_HOUR}\s*[,;]?\s*{_DAY}"),
    re.compile(rf"{_DAY}\s*[,;]?\s*(?:hoi\s*|luc\s*)?{_HOUR}"), _ISO,
)  # fmt: skip

#: Within other words: an hour is followed by its word or a colon, a day has its year.
_HOUR_WITHIN = re.compile(r"(?<!\d)(?P<hour>\d{1,3})(?:\s*(?:gio|h)\s*|:)(?P<minute>\d{1,3})\b")
_DAY_WITHIN = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s*(?:[/.-]|thang)\s*(?P<month>\d{1,2})\s*(?:[/.-]|nam)\s*(?P<year>\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Moment:
    """day None: of the day that is meant anyway."""

    hour: int
    minute: int
    day: date | None = None

    def said(self, day: date) -> str:
        """ "08 giờ 30 phút, ngày 05 tháng 8 năm 2026"; day: the one that is meant anyway."""
        return f"{self.clock}, {long_date(self.day or day)}"

    @property
    def clock(self) -> str:
        """ "08 giờ 30 phút"."""
        return f"{self.hour:02d} giờ {self.minute:02d} phút"


def parse(text: str) -> Moment | None:
    """What was typed; None where it is no hour, or names a day that does not exist."""
    plain = " ".join(bare(text).split()).rstrip(" .")
    match = next((m for form in _FORMS if (m := form.fullmatch(plain)) is not None), None)
    if match is None:
        return None
    parts = {name: int(value) for name, value in match.groupdict().items() if value}
    hour, minute = parts["hour"], parts.get("minute", 0)
    if hour > 23 or minute > 59:
        return None
    if "year" not in parts:
        return Moment(hour, minute)
    try:
        day = date(parts["year"], parts["month"], parts["day"])
    except ValueError:
        return None
    return Moment(hour, minute, day) if 1900 <= day.year <= 2200 else None


def days_within(text: str) -> tuple[date, ...] | None:
    """The days that words name; None where one of them, or an hour, does not exist."""
    plain = " ".join(bare(text).split())
    if any(int(m["hour"]) > 23 or int(m["minute"]) > 59 for m in _HOUR_WITHIN.finditer(plain)):
        return None
    try:
        return tuple(date(int(m["year"]), int(m["month"]), int(m["day"])) for m in _DAY_WITHIN.finditer(plain))
    except ValueError:
        return None

"""The time of the office: every office of Vietnam keeps UTC+7, without a summer time, whatever its computer is set to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

ZONE = timezone(timedelta(hours=7))


def local(moment: datetime) -> datetime:
    """An aware moment as the clock on the wall showed it."""
    return moment.astimezone(ZONE)


def begins(day: date) -> datetime:
    """The aware UTC moment at which a day of the office begins."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)

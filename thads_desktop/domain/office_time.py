"""The time of the office: every office of Vietnam keeps UTC+7, without a summer time, whatever its computer is set to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from thads_desktop.domain.dates import short_date

#: A minute as events hold it.
MINUTE = "%Y-%m-%dT%H:%M"
ZONE = timezone(timedelta(hours=7))


def local(moment: datetime) -> datetime:
    """An aware moment as the clock on the wall showed it."""
    return moment.astimezone(ZONE)


def begins(day: date) -> datetime:
    """The aware UTC moment at which a day of the office begins."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def minute_words(text: str) -> str:
    """ "2026-07-06T08:15" as it is read: "08:15 ngày 06/7/2026"; what is no such minute as it stands."""
    try:
        at = datetime.strptime(text, MINUTE).replace(tzinfo=ZONE)
    except ValueError:
        return text
    return f"{at:%H:%M} ngày {short_date(at.date())}"

"""Hours of the day as they are typed and counted: "HH:MM", without a zone, for the office has one."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.hour_events import HourNoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.events import Event

_TYPED = re.compile(r"(\d{1,2})\s*(?:[:.hg]|gio|giờ)\s*(\d{1,2})?\s*(?:p|phut|phút)?", re.ASCII)


def typed(text: str) -> str | None:
    """ "8h30", "08:30", "8 giờ" -> "08:30"; None for what is no hour of a day."""
    found = _TYPED.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def moment(day: date, hour: str) -> datetime:
    """A day and an hour as one."""
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=int(hour[:2]), minutes=int(hour[3:]))


def after(day: date, hour: str, n: int) -> tuple[date, str]:
    """The day and the hour n hours after a moment."""
    end = moment(day, hour) + timedelta(hours=n)
    return end.date(), f"{end.hour:02d}:{end.minute:02d}"


def noted(events: Iterable[Event]) -> dict[int, HourNoted]:
    """Seq of an event -> what was noted of its hour last."""
    return {e.body.target: e.body for e in sorted(events, key=lambda e: e.seq) if isinstance(e.body, HourNoted)}

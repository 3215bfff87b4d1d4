"""The hour of something that happened: legal days are days, and the few terms that run by the hour need more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HourNoted:
    """The event with this seq happened at this hour ("HH:MM", the office's clock) of its day. The last note of an event counts.

    coercion_day, coercion_hour: when coercion was fixed for, of a request for deferral that is measured against it.
    """

    target: int
    hour: str
    coercion_day: date | None = None
    coercion_hour: str = ""

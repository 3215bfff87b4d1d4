"""The one source of today and now; handed down from the start of the program, never asked for elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Calendar day without a zone, and the aware UTC moment."""

    def today(self) -> date: ...
    def now(self) -> datetime: ...


class SystemClock:
    """The computer's clock."""

    def today(self) -> date:
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class StatedDay:
    """A day that was asked for; the moment stays the computer's, so that what is recorded says when it really was."""

    day: date

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return SystemClock().now()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still: for tests, the demonstration and replays."""

    day: date

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 3, 0, 0, tzinfo=UTC)

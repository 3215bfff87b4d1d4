"""The working calendar of State offices from ``resources/calendar`` or a pack, with the office's own changes on top."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain.calendar import WorkingCalendar

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "holidays.toml"


def load_calendar(changes: Mapping[date, bool] | None = None) -> WorkingCalendar:
    """The calendar; changes: day -> True for a day off, False for a working day."""
    off, working, first, last = _days(dated.in_force())
    for day, day_off in (changes or {}).items():
        off = off | {day} if day_off else off - {day}
        working = working - {day} if day_off else (working | {day} if day.weekday() >= 5 else working)
    return WorkingCalendar(off, working, date(first, 1, 1), date(last, 12, 31))


def year_notes() -> dict[int, tuple[str, str]]:
    """Year -> (certainty, note) of the calendar in force."""
    return {int(y): (t["certainty"], t.get("note", "")) for y, t in _data(dated.in_force()).items()}


def calendar_of(overlay: dated.Overlay) -> WorkingCalendar:
    """The calendar under these packs. ValueError, KeyError or TypeError when the file is not sound."""
    with dated.under(overlay):
        return load_calendar()


@cache
def _days(overlay: dated.Overlay) -> tuple[frozenset[date], frozenset[date], int, int]:
    off: set[date] = set()
    working: set[date] = set()
    for name, table in _data(overlay).items():
        wrong = set(table) - {"certainty", "note", "off", "work"}
        if wrong or table["certainty"] not in ("H", "M", "L"):
            raise ValueError(f"holidays.toml [{name}]: {sorted(wrong)}")
        off |= set(table["off"])
        working |= set(table.get("work", ()))
    years = [int(y) for y in _data(overlay)]
    return frozenset(off), frozenset(working), min(years), max(years)


@cache
def _data(overlay: dated.Overlay) -> dict[str, dict[str, Any]]:
    return tomllib.loads(overlay.of("calendar")[FILE].decode("utf-8"))

"""Targets as data (``resources/targets/targets.toml``): the measures in words, the general targets that are known, what forecasts suppose."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from thads_desktop.domain.targets import DIRECTIONS, MEASURES, WHOLE
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

_CERTAINTY = {"high": "", "medium": "cần kiểm tra lại", "low": "chưa chắc", "inferred": "suy ra từ số đã công bố"}
_NUMBERS = ("years_back", "late_days", "fresh_days", "back_days")
_TARGET = {"year", "measure", "direction", "threshold", "certainty", "cite"}


@dataclass(frozen=True, slots=True)
class Measure:
    """rules: of the terms that are measured, where they are."""

    key: str
    title: str
    short: str
    note: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class General:
    """A target of the whole branch for a year. doubt: "" = certain, else in words."""

    year: int
    measure: str
    direction: str
    threshold: int
    cite: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Targets:
    """growth_*: hundredths of a percent a year; the notes are said beside what rests on them."""

    measures: dict[str, Measure]
    general: tuple[General, ...]
    years_back: int
    late_days: int
    fresh_days: int
    back_days: int
    growth_matters: int
    growth_money: int
    note_late: str
    note_growth: str

    def of_year(self, year: int) -> dict[str, General]:
        """The general targets of a year by measure."""
        return {g.measure: g for g in self.general if g.year == year}


def percent(text: str) -> int | None:
    """Hundredths of what was typed or written: "82,5", "82.50 %"; None for anything else or outside 0 to 100."""
    found = re.fullmatch(r"\s*([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?\s*", text)
    if found is None:
        return None
    value = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    return value if value <= WHOLE else None


@cache
def load() -> Targets:
    """Raises LawDataError for a file that is not as it should be."""
    return read(tomllib.loads((resource("targets") / "targets.toml").read_text(encoding="utf-8")))


def read(said: dict[str, object]) -> Targets:
    """The content of the file, strictly."""
    try:
        return _read(said)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise LawDataError(f"targets/targets.toml: {error}") from error


def _read(said: dict[str, object]) -> Targets:
    if set(said) != {"settings", "measure", "target"}:
        raise ValueError(str(sorted(said)))
    settings, measures, general = said["settings"], said["measure"], said["target"]
    if not isinstance(settings, dict) or not isinstance(measures, dict) or not isinstance(general, list):
        raise TypeError("tables")
    if set(measures) != set(MEASURES) or set(settings) != {*_NUMBERS, "growth_matters", "growth_money", "note_late", "note_growth"}:
        raise ValueError(f"{sorted(measures)} {sorted(settings)}")
    numbers = {name: settings[name] for name in _NUMBERS}
    if any(type(n) is not int or n < 1 for n in numbers.values()):
        raise ValueError(str(numbers))
    known = {key: Measure(key, m["title"], m["short"], _in_days(m["note"], numbers), tuple(m.get("rules", ()))) for key, m in measures.items()}
    found = tuple(_general(x) for x in general)
    if len({(g.year, g.measure) for g in found}) < len(found):
        raise ValueError("a year has one target of a measure")
    return Targets(
        {key: known[key] for key in MEASURES}, found, **numbers, growth_matters=_hundredths(settings["growth_matters"]),
        growth_money=_hundredths(settings["growth_money"]), note_late=_in_days(settings["note_late"], numbers), note_growth=settings["note_growth"],
    )  # fmt: skip


def _in_days(note: str, numbers: dict[str, int]) -> str:
    """A note names the days of the settings: {fresh_days}."""
    return note.format(**numbers)


def _general(one: dict[str, object]) -> General:
    if set(one) != _TARGET or one["measure"] not in MEASURES or one["direction"] not in DIRECTIONS or type(one["year"]) is not int:
        raise ValueError(str(one))
    return General(
        one["year"], str(one["measure"]), str(one["direction"]), _hundredths(one["threshold"]), str(one["cite"]), _CERTAINTY[str(one["certainty"])]
    )


def _hundredths(text: object) -> int:
    value = percent(text) if isinstance(text, str) else None
    if value is None:
        raise ValueError(str(text))
    return value

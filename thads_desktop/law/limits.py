"""Thresholds, shares and spans that are no time limit of a duty, and how time is counted, as dated data (``limits.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.law.errors import LawDataError

if TYPE_CHECKING:
    from collections.abc import Callable

#: Unit -> how a value is read.
UNITS = {
    "vnd": "đồng", "percent": "%", "permille": "‰", "times": "lần", "wages": "lần mức lương tối thiểu tháng theo vùng",
    "base_salaries": "lần mức lương cơ sở", "wd": "ngày làm việc", "d": "ngày", "m": "tháng", "y": "năm", "h": "giờ", "people": "người",
    "clock": "giờ trong ngày", "digits": "chữ số",
}  # fmt: skip
_TABLE = {"title", "topic", "note", "value"}
_VALUE = {"law", "from", "until", "value", "unit", "cite", "certainty", "note", "absent", "case", "case_title"}
_WHY = {"none": "luật này không có", "unset": "văn bản không định số", "unknown": "chưa xác lập"}


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of the law. law "" = of both (the figure is not of the enforcement law). value None: absent says why."""

    code: str
    title: str
    topic: str
    law: str
    case: str
    case_title: str
    value: int | None
    unit: str
    absent: str
    cite: str
    note: str
    certainty: str
    start: date
    until: date | None

    @property
    def words(self) -> str:
        """The value as people read it."""
        if self.value is None:
            return _WHY[self.absent]
        figure = f"{self.value:,}".replace(",", ".") if self.unit == "vnd" else f"{self.value:02d}"
        return f"{figure}{'' if self.unit == 'percent' else ' '}{UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Principle:
    """A rule of counting, in words."""

    text: str
    cite: str
    certainty: str
    note: str
    start: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Every figure by code, and the rules of counting."""

    of: dict[str, tuple[Limit, ...]]
    principles: tuple[Principle, ...]

    def on(self, code: str, day: date, case: str = "") -> Limit | None:
        """The figure on a day; None when there is none for that day. KeyError for an unknown code."""
        held = [x for x in self.of[code] if x.case == case and x.start <= day and (x.until is None or day <= x.until)]
        return held[0] if held else None

    def before(self, code: str, day: date, case: str = "") -> Limit | None:
        """The last figure that is established and ended before a day; None when there is none."""
        ended = [x for x in self.of[code] if x.case == case and x.value is not None and x.until is not None and x.until < day]
        return max(ended, key=lambda x: x.start, default=None)


def read_limits(data: dict[str, Any], cite: Callable[[str], str]) -> Limits:
    """What the file says. LawDataError for what is not sound: an unknown key or unit, no value and no reason, no citation."""
    data = dict(data)
    principles = tuple(_principle(e, cite) for e in data.pop("principle", ()))
    return Limits({code: _limits(code, table, cite) for code, table in data.items()}, principles)


def _limits(code: str, table: dict[str, Any], cite: Callable[[str], str]) -> tuple[Limit, ...]:
    if set(table) - _TABLE or not table.get("title") or not table.get("topic"):
        raise LawDataError(f"limits.toml [{code}]: {sorted(table)}")
    return tuple(_limit(code, table, v, cite) for v in table["value"])


def _limit(code: str, table: dict[str, Any], v: dict[str, Any], cite: Callable[[str], str]) -> Limit:
    where, absent, note = f"limits.toml [{code}]", v.get("absent", ""), v.get("note", "")
    if set(v) - _VALUE or v.get("law") not in ("2008", "2025", "") or not isinstance(v.get("from"), date):
        raise LawDataError(f"{where}: {sorted(v)}")
    if absent:
        sound = absent in _WHY and "value" not in v and bool(note) and (v.get("certainty") == "unknown") == (absent == "unknown")
        sound = sound and bool(v.get("cite") or absent == "unknown")
    else:
        sound = isinstance(v.get("value"), int) and v.get("unit") in UNITS and v.get("certainty") in ("H", "M", "L") and bool(v.get("cite"))
    if not sound:
        raise LawDataError(f"{where}: {sorted(v)}")
    said = " ".join(x for x in (table.get("note", ""), note) if x)
    return Limit(
        code, table["title"], table["topic"], v["law"], v.get("case", ""), v.get("case_title", ""), v.get("value"), v.get("unit", ""),
        absent, cite(v["cite"]) if v.get("cite") else "", said, v["certainty"], v["from"], v.get("until"),
    )  # fmt: skip


def _principle(e: dict[str, Any], cite: Callable[[str], str]) -> Principle:
    if set(e) - {"text", "cite", "certainty", "note", "from", "until"} or e["certainty"] not in ("H", "M", "L"):
        raise LawDataError(f"limits.toml [[principle]]: {sorted(e)}")
    return Principle(e["text"], cite(e["cite"]), e["certainty"], e.get("note", ""), e["from"], e.get("until"))

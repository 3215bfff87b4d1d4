"""How long what the office holds is kept, as dated data (``resources/law/retention.toml``); no figure stands here.

A period that is not established has ``years`` None and a note that says so; the office may set one of its own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thads_desktop.domain.dates import add_months
from thads_desktop.law.ruleset import LawDataError
from thads_desktop.paths import resource

_KEYS = {"of", "title", "from", "until", "years", "source", "certainty", "note", "forever", "file", "within"}


@dataclass(frozen=True, slots=True)
class Kept:
    """of: what is kept; years None and not forever = not established; source: the text that sets it; until None = still in force; file: a kind
    of file of which the office may set a figure; within: the kind whose figure holds where this one has none, "" = none."""

    of: str
    title: str
    start: date
    until: date | None
    years: int | None
    source: str
    certainty: str
    note: str
    forever: bool = False
    file: bool = False
    within: str = ""


def files(day: date) -> tuple[Kept, ...]:
    """The kinds of files, each as it holds on a day, in the order of the data."""
    return tuple(kept(of, day) for of in dict.fromkeys(k.of for k in everything() if k.file))


def kept(of: str, day: date) -> Kept:
    """What holds on a day; before the first entry the first. LawDataError for a kind that is not there."""
    found = sorted((k for k in everything() if k.of == of), key=lambda k: k.start)
    if not found:
        raise LawDataError(f"retention.toml: {of}")
    return next((k for k in reversed(found) if k.start <= day and (k.until is None or day <= k.until)), found[0])


def last_day(ended: date, years: int) -> date:
    """The last day of a period of years that runs from the day on which a matter ended."""
    return add_months(ended, 12 * years)


@cache
def everything() -> tuple[Kept, ...]:
    """Every entry that ships."""
    return read(tomllib.loads(resource("law", "retention.toml").read_text(encoding="utf-8")))


def read(data: dict[str, Any]) -> tuple[Kept, ...]:
    """The entries of a file. LawDataError for what is not sound: an unknown key, years without a source, no figure and no note."""
    if set(data) - {"documents", "kept"}:
        raise LawDataError(f"retention.toml: {sorted(data)}")
    return tuple(_entry(table, data.get("documents", {})) for table in data.get("kept", ()))


def _entry(table: dict[str, Any], documents: dict[str, str]) -> Kept:
    years, source = table.get("years"), table.get("source", "")
    named = not source or source in documents
    forever = table.get("forever", False)
    figure = forever is True if years is None else isinstance(years, int) and years > 0 and not forever
    sure = table.get("certainty") in ("H", "M", "L") and bool(source) and figure
    unsure = table.get("certainty") == "unknown" and years is None and not forever and bool(table.get("note"))
    if set(table) - _KEYS or not {"of", "title", "from"} <= set(table) or not named or not (sure or unsure):
        raise LawDataError(f"retention.toml: {table.get('of', '?')}")
    return Kept(
        table["of"], table["title"], table["from"], table.get("until"), years, documents.get(source, ""), table["certainty"],
        table.get("note", ""), forever, table.get("file", False), table.get("within", ""),
    )  # fmt: skip

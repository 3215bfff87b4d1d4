"""Which fields a published list may carry, as dated data (``resources/law/publication.toml``): those that the law names, no other."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thads_desktop.law.ruleset import LawDataError, cite
from thads_desktop.paths import resource

_KEYS = {"of", "title", "law", "from", "until", "cite", "fields", "note"}


@dataclass(frozen=True, slots=True)
class Published:
    """A kind of list: its fields as (name, words) in their order, and the article that names them."""

    of: str
    title: str
    start: date
    until: date | None
    cite: str
    fields: tuple[tuple[str, str], ...]
    #: What is not certain of it, or what a reader must know.
    note: str = ""


def allowed(of: str, day: date) -> Published | None:
    """What a list of this kind may carry on a day; None where no text that names its fields is established: then nothing."""
    found = [p for p in everything() if p.of == of and p.start <= day and (p.until is None or day <= p.until)]
    return max(found, key=lambda p: p.start, default=None)


@cache
def everything() -> tuple[Published, ...]:
    """Every list that ships."""
    return read(tomllib.loads(resource("law", "publication.toml").read_text(encoding="utf-8")))


def read(data: dict[str, Any]) -> tuple[Published, ...]:
    """The lists of a file. LawDataError for what is not sound: an unknown key or field, a list without fields or article."""
    if set(data) - {"documents", "list", "fields"}:
        raise LawDataError(f"publication.toml: {sorted(data)}")
    words = data.get("fields", {})
    made = []
    for table in data.get("list", ()):
        names = table.get("fields", ())
        if set(table) - _KEYS or not _KEYS - {"until", "law", "note"} <= set(table) or not names or set(names) - set(words):
            raise LawDataError(f"publication.toml: {table.get('of', '?')}")
        article = cite(table["cite"], data["documents"])
        fields = tuple((n, words[n]) for n in names)
        made.append(Published(table["of"], table["title"], table["from"], table.get("until"), article, fields, table.get("note", "")))
    return tuple(made)

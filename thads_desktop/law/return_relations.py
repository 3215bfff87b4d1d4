"""The relations of returns as data (``resources/statistics/relations.toml``): from when each holds, and how hard."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from thads_desktop.paths import resource

STRENGTHS = ("hard", "soft", "told")


@dataclass(frozen=True, slots=True)
class Relation:
    """strength: "hard" = a return that breaks it does not close; "soft" = it wants a word; "told" = as the comparison found it."""

    id: str
    title: str
    strength: str
    certainty: str
    start: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


@cache
def relations() -> tuple[Relation, ...]:
    """Every relation, in the order of the file."""
    return read(resource("statistics", "relations.toml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Relation, ...]:
    """The relations of a file. ValueError names what is wrong."""
    found = []
    for x in tomllib.loads(text)["relation"]:
        unknown = set(x) - {"id", "title", "strength", "certainty", "from", "until"}
        if unknown or x["strength"] not in STRENGTHS:
            raise ValueError(f"{x.get('id')}: {', '.join(sorted(unknown)) or x['strength']}")
        found.append(Relation(x["id"], x["title"], x["strength"], x["certainty"], x.get("from"), x.get("until")))
    if len({(r.id, r.start) for r in found}) < len(found):
        raise ValueError("a relation stands twice")
    return tuple(found)


def strength(id_: str, day: date) -> str:
    """How hard a relation is for the forms in force on a day; "" = it does not hold there; "told" for one nobody wrote down."""
    own = [r for r in relations() if r.id == id_]
    if not own:
        return "told"
    return next((r.strength for r in own if r.holds(day)), "")

"""Which open matters are key matters, as dated data (``resources/watch/criteria.toml``); defaults of the program, no rule of law."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

#: How the program recognises a criterion; "hand" = only the head puts a matter under it.
KINDS = ("money", "age", "forces", "asset", "complaint", "hand")
_KEYS = {"id", "kind", "says", "least", "from", "until", "forms", "books"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """least: đồng, months or a count as the kind says; start, until: the days on which it holds; forms, books: what it looks at."""

    id: str
    kind: str
    says: str
    least: int
    start: date
    until: date | None = None
    forms: tuple[str, ...] = ()
    books: tuple[str, ...] = ()

    def on(self, day: date) -> bool:
        """It holds on a day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Criteria:
    """All of them; silent_days: after so many days without a report a matter is red, unless the office set its own number."""

    every: tuple[Criterion, ...]
    silent_days: int
    note: str

    def on(self, day: date) -> tuple[Criterion, ...]:
        """Those that hold on a day, in their order."""
        return tuple(c for c in self.every if c.on(day))


@cache
def criteria() -> Criteria:
    """What ships."""
    return read(resource("watch/criteria.toml").read_text(encoding="utf-8"))


def read(text: str) -> Criteria:
    """The file's content. LawDataError for what is not sound."""
    try:
        plain = tomllib.loads(text)
        every = []
        for raw in plain["criterion"]:
            made = Criterion(
                raw["id"], raw["kind"], raw["says"], raw["least"], raw["from"], raw.get("until"), tuple(raw.get("forms", ())), tuple(raw.get("books", ())),
            )  # fmt: skip
            if set(raw) - _KEYS or made.kind not in KINDS or made.least < 0 or type(made.start) is not date:
                raise LawDataError(f"watch/criteria.toml: {made.id}")
            every.append(made)
        ids = [(c.id, c.start) for c in every]
        if len(set(ids)) != len(ids) or set(plain) != {"note", "silent_days", "criterion"} or not 1 <= plain["silent_days"] <= 3650:
            raise LawDataError("watch/criteria.toml")
        return Criteria(tuple(every), plain["silent_days"], plain["note"])
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise LawDataError(f"watch/criteria.toml: {error}") from error

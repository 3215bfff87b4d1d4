"""Receipts, costs of enforcement and money of prisons, as dated data (``resources/law/cash.toml``); no number of an article stands here.

Outside the digest of the rules: no term and no figure of a return rests on it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thads_desktop.law.ruleset import LawDataError, cite
from thads_desktop.paths import resource

BEARERS = ("debtor", "creditor", "budget")
_COST = {"kind", "title", "from", "until", "bearer", "cite", "certainty", "note"}
_SECTIONS = {"receipts", "fund", "reconciliation", "overview", "prison", "refund", "advance"}


@dataclass(frozen=True, slots=True)
class CostKind:
    """bearer: who bears it, "" = not established; cite: in words; note: what the user must know. Days: both None = at all times."""

    kind: str
    title: str
    start: date | None
    until: date | None
    bearer: str
    cite: str
    certainty: str
    note: str

    def on(self, day: date) -> bool:
        """It is what holds on a day."""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Said:
    """A rule in words. cite "" = none; number: its figure, 0 = it has none."""

    note: str
    cite: str = ""
    number: int = 0

    @property
    def words(self) -> str:
        return f"{self.note} (Căn cứ: {self.cite}.)" if self.cite else self.note


@dataclass(frozen=True, slots=True)
class CashLaw:
    """costs: every dated entry; said: sections by name; advance: from which day which article; remission: law -> clauses of a termination
    that are one."""

    costs: tuple[CostKind, ...]
    said: dict[str, Said]
    advance: tuple[tuple[date, date | None, str], ...]
    remission: dict[str, frozenset[str]]

    def kinds(self, day: date) -> tuple[CostKind, ...]:
        """What a cost of this day may be, in the order of the file."""
        return tuple(k for k in self.costs if k.on(day))

    def kind(self, kind: str, day: date) -> CostKind | None:
        """The kind as it holds on a day."""
        return next((k for k in self.costs if k.kind == kind and k.on(day)), None)

    def title(self, kind: str) -> str:
        """What a kind is called, whatever the day."""
        return next((k.title for k in reversed(self.costs) if k.kind == kind), kind)

    def give_back(self, day: date) -> Said:
        """That an advance of the budget is given back at once, by the law of the day."""
        found = next((c for start, until, c in self.advance if start <= day and (until is None or day <= until)), "")
        return Said(self.said["advance"].note, found)


@cache
def law() -> CashLaw:
    """What ships."""
    return read(tomllib.loads(resource("law", "cash.toml").read_text(encoding="utf-8")))


def read(data: dict[str, Any]) -> CashLaw:
    """The entries of a file. LawDataError for what is not sound: an unknown key, a bearer without an article, no bearer and no note."""
    if set(data) != _SECTIONS | {"documents", "cost"}:
        raise LawDataError(f"cash.toml: {sorted(data)}")
    documents = data["documents"]
    said = {name: _said(name, data[name], documents) for name in sorted(_SECTIONS)}
    advance = tuple((v["from"], v.get("until"), cite(v["cite"], documents)) for v in data["advance"]["value"])
    costs = tuple(_cost(table, documents) for table in data["cost"])
    for a in costs:
        if any(a is not b and a.kind == b.kind and _overlap(a, b) for b in costs):
            raise LawDataError(f"cash.toml: {a.kind}")
    remission = {name: frozenset(codes) for name, codes in data["overview"].get("remission", {}).items()}
    return CashLaw(costs, said, advance, remission)


def _said(name: str, table: dict[str, Any], documents: dict[str, str]) -> Said:
    if set(table) - {"note", "cite", "book", "share", "value", "remission"} or not table.get("note"):
        raise LawDataError(f"cash.toml [{name}]")
    return Said(table["note"], cite(table["cite"], documents) if "cite" in table else "", table.get("book", table.get("share", 0)))


def _cost(table: dict[str, Any], documents: dict[str, str]) -> CostKind:
    bearer, certainty, note = table.get("bearer", "?"), table.get("certainty", ""), table.get("note", "")
    sure = bearer in BEARERS and bool(table.get("cite")) and (certainty == "H" or (certainty == "M" and note))
    unsure = bearer == "" and certainty == "unknown" and bool(note)
    if set(table) - _COST or not {"kind", "title"} <= set(table) or not (sure or unsure):
        raise LawDataError(f"cash.toml: {table.get('kind', '?')}")
    articles = "; ".join(cite(part.strip(), documents) for part in table.get("cite", "").split(";") if part.strip())
    return CostKind(table["kind"], table["title"], table.get("from"), table.get("until"), bearer, articles, certainty, note)


def _overlap(a: CostKind, b: CostKind) -> bool:
    return (a.start or date.min) <= (b.until or date.max) and (b.start or date.min) <= (a.until or date.max)

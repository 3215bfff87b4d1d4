"""How each law brings the parts of a judgment into enforcement decisions, as dated data (``resources/law/grouping.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.law.ruleset import LawDataError, Rules, cite

if TYPE_CHECKING:
    from datetime import date

FILE = "grouping.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """What groups parts under one law: says as the user reads it, with its article."""

    code: str
    kind: str
    law: str
    says: str
    cite: str


def rules_on(day: date) -> dict[tuple[str, str], Rule]:
    """(cd | yc, code) -> the rule, of the law of the day."""
    law = Rules.law_on(day)
    return {(r.kind, r.code): r for r in of(dated.in_force()) if r.law == law}


@cache
def of(overlay: dated.Overlay) -> tuple[Rule, ...]:
    """Every rule under these packs."""
    return read(tomllib.loads(overlay.of("law")[FILE].decode("utf-8")))


def read(data: dict[str, Any]) -> tuple[Rule, ...]:
    """The rules of a file. LawDataError for what is not sound: an unknown key, kind or document, a rule of no law."""
    if set(data) != {"documents", "rule"}:
        raise LawDataError(f"{FILE}: {sorted(data)}")
    made = []
    for table in data["rule"]:
        laws = [law for law in ("2008", "2025") if law in table]
        if set(table) - {"code", "kind", "2008", "2025"} or table.get("kind") not in ("cd", "yc") or not table.get("code") or not laws:
            raise LawDataError(f"{FILE}: {table.get('code', '?')}")
        for law in laws:
            if set(table[law]) != {"says", "cite"}:
                raise LawDataError(f"{FILE}: {table['code']}, {law}")
            made.append(Rule(table["code"], table["kind"], law, table[law]["says"], cite(table[law]["cite"], data["documents"])))
    return tuple(made)

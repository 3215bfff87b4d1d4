"""How each law brings the parts of a judgment into enforcement decisions, as dated data (``resources/law/grouping.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from thads_desktop import dated
from thads_desktop.domain.text import bare
from thads_desktop.law.ruleset import LawDataError, Rules, cite

FILE = "grouping.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """What groups parts under one law: says as the user reads it, with its article; binds: the day from which a decision must follow it."""

    code: str
    kind: str
    law: str
    says: str
    cite: str
    binds: date | None = None


@dataclass(frozen=True, slots=True)
class GivenBack:
    """How what is given back, or taken, is known: beginnings of the names of who only holds it, and words of the obligation; without marks."""

    holders: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def holds(self, name: str) -> bool:
        """A body of this name only holds, or pays out, what is given back."""
        return bool(self.holders) and _any_of(self.holders, "").match(_plain(name)) is not None

    def says(self, text: str) -> bool:
        """The words of the obligation say that it was the beneficiary's own, or that it is taken from nobody."""
        return bool(self.words) and _any_of(self.words, r"\b").search(_plain(text)) is not None


@cache
def _any_of(words: tuple[str, ...], begins: str) -> re.Pattern[str]:
    """One of them, to the end of a word. begins: what must stand before it."""
    return re.compile(rf"{begins}(?:{'|'.join(map(re.escape, words))})\b")


@lru_cache(4096)
def _plain(said: str) -> str:
    """Without marks, one blank between words. A paper asks for the same names dozens of times."""
    return " ".join(bare(said).split())


@dataclass(frozen=True, slots=True)
class Sums:
    """Words of obligations that are sums of money by their nature; without marks."""

    words: tuple[str, ...] = ()

    def says(self, text: str) -> bool:
        """The words of the obligation say that it is a sum."""
        plain = " ".join(bare(text).split())
        return any(re.search(rf"\b{re.escape(w)}\b", plain) for w in self.words)


def rules_on(day: date) -> dict[tuple[str, str], Rule]:
    """(cd | yc, code) -> the rule, of the law of the day."""
    law = Rules.law_on(day)
    return {(r.kind, r.code): r for r in of(dated.in_force()) if r.law == law}


def given_back() -> GivenBack:
    """How what is given back is known, under the packs in force."""
    return _known(dated.in_force(), "given_back")


def taken() -> GivenBack:
    """How what is confiscated without anybody who owes it is known, under the packs in force."""
    return _known(dated.in_force(), "taken")


def sums() -> Sums:
    """Which obligations are sums by their nature, under the packs in force."""
    return _sums(dated.in_force())


@cache
def of(overlay: dated.Overlay) -> tuple[Rule, ...]:
    """Every rule under these packs."""
    return read(tomllib.loads(overlay.of("law")[FILE].decode("utf-8")))


@cache
def _known(overlay: dated.Overlay, name: str) -> GivenBack:
    table = tomllib.loads(overlay.of("law")[FILE].decode("utf-8")).get(name, {})
    return GivenBack(tuple(table.get("holders", ())), tuple(table.get("words", ())))


@cache
def _sums(overlay: dated.Overlay) -> Sums:
    table = tomllib.loads(overlay.of("law")[FILE].decode("utf-8")).get("sums", {})
    return Sums(tuple(table.get("words", ())))


def read(data: dict[str, Any]) -> tuple[Rule, ...]:
    """The rules of a file. LawDataError for what is not sound: an unknown key, kind or document, a rule of no law."""
    words_only = not set(data.get("sums", {})) - {"words"}
    tables = ("given_back", "taken", "sums")
    if set(data) - set(tables) != {"documents", "rule"} or not words_only or not all(_sound(data.get(name, {})) for name in tables):
        raise LawDataError(f"{FILE}: {sorted(data)}")
    made = []
    for table in data["rule"]:
        laws = [law for law in ("2008", "2025") if law in table]
        if set(table) - {"code", "kind", "2008", "2025"} or table.get("kind") not in ("cd", "yc") or not table.get("code") or not laws:
            raise LawDataError(f"{FILE}: {table.get('code', '?')}")
        for law in laws:
            said, binds = table[law], table[law].get("binds")
            if set(said) - {"binds"} != {"says", "cite"} or (binds is not None and type(binds) is not date):
                raise LawDataError(f"{FILE}: {table['code']}, {law}")
            made.append(Rule(table["code"], table["kind"], law, said["says"], cite(said["cite"], data["documents"]), binds))
    return tuple(made)


def _sound(table: Any) -> bool:
    """Lists of plain words, without marks and in small letters."""
    return not set(table) - {"holders", "words"} and all(isinstance(w, str) and w and w == bare(w) for words in table.values() for w in words)

"""The further decisions and the officer's measures as dated data (``resources/law/decisions.toml``): which law has them, under
which article, and with which limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.law.ruleset import LawDataError, Rules, cite

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "decisions.toml"
FAMILIES = ("security", "coercion")
LIMITS = ("", "duty", "income")
_LAW_KEYS = {"cite", "see", "why", "from", "years", "note", "certainty", "limit_cite", "percent", "per_head"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision or measure under one law. why "" = that law has it; cite: its article, or the one that rules instead.

    years: how long the lack of means must have lasted before; percent, per_head: the limit of what income gives.
    """

    act: str
    no: str
    title: str
    law: str
    cite: str
    why: str
    note: str
    certainty: str
    start: date | None = None
    years: int = 0
    family: str = ""
    limit: str = ""
    limit_cite: str = ""
    percent: int = 0
    per_head: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every entry of both laws, in the order of the file. texts: words of a citation -> since when that text holds."""

    entries: tuple[Entry, ...]
    texts: tuple[tuple[str, date], ...] = ()

    def text_from(self, cite: str) -> date | None:
        """Since when the one text of a citation holds, where it came after its law; of several texts nothing is said."""
        return None if ";" in cite else next((start for words, start in self.texts if words in cite), None)

    def of(self, act: str, day: date) -> Entry | None:
        """A decision or measure on a day; None for one that is not of this catalogue."""
        law = Rules.law_on(day)
        found = next((e for e in self.entries if e.act == act and e.law == law), None)
        if found is not None and not found.why and found.start is not None and day < found.start:
            why = f"chỉ có từ ngày {found.start:%d/%m/%Y}"
            return Entry(found.act, found.no, found.title, found.law, found.cite, why, found.note, found.certainty)
        return found

    def measures(self, family: str, day: date) -> tuple[Entry, ...]:
        """The measures of a family that the law of the day has, in the order of the file."""
        law = Rules.law_on(day)
        return tuple(e for e in self.entries if e.family == family and e.law == law and not e.why)


def catalogue() -> Catalogue:
    """The catalogue in force."""
    return of(dated.in_force())


@cache
def of(overlay: dated.Overlay) -> Catalogue:
    """The same under these packs."""
    return read(tomllib.loads(overlay.of("law")[FILE].decode("utf-8")))


def read(data: dict[str, Any]) -> Catalogue:
    """The catalogue of a file. LawDataError for what is not sound: an unknown key or document, an entry with neither article nor
    reason, an unknown family, limit or certainty."""
    if set(data) - {"text"} != {"documents", "decision", "measure"}:
        raise LawDataError(f"{FILE}: {sorted(data)}")
    documents = data["documents"]
    made = [e for t in data["decision"] for e in _entries({**t, "family": ""}, documents, {"no", "act", "title"})]
    made += [e for t in data["measure"] for e in _entries({**t, "no": "", "act": t.get("code")}, documents, {"code", "family", "title"})]
    texts = tuple((t.get("words"), t.get("from")) for t in data.get("text", ()))
    if not all(isinstance(words, str) and words and isinstance(start, date) for words, start in texts):
        raise LawDataError(f"{FILE}: text")
    return Catalogue(tuple(made), texts)


def _entries(table: dict[str, Any], documents: dict[str, str], keys: set[str]) -> Iterable[Entry]:
    where = f"{FILE}: {table.get('act', '?')}"
    if set(table) - {"2008", "2025", "no", "act", "title", "family", "limit", "code"} or not {*keys, "2008", "2025"} <= set(table):
        raise LawDataError(f"{where}: {sorted(table)}")
    if table.get("limit", "") not in LIMITS or ("code" in table and table["family"] not in FAMILIES):
        raise LawDataError(f"{where}: family or limit")
    for law in ("2008", "2025"):
        said = table[law]
        article = said.get("cite") or said.get("see")
        if set(said) - _LAW_KEYS or not article or bool(said.get("cite")) == bool(said.get("why")) or said.get("certainty") not in ("H", "M", "L"):
            raise LawDataError(f"{where}: {law}")
        limit_cite = cite(said["limit_cite"], documents) if said.get("limit_cite") else ""
        yield Entry(
            table["act"], table["no"], table["title"], law, cite(article, documents), said.get("why", ""), said.get("note", ""),
            said["certainty"], said.get("from"), said.get("years", 0), table["family"], table.get("limit", ""), limit_cite,
            said.get("percent", 0), said.get("per_head", False),
        )  # fmt: skip

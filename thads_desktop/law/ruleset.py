"""The law in force on a day: terms, grounds, citations, from dated files. Code outside asks here and knows no article.

The regime follows the day of the act, not the day the matter was opened (L106.116.3-4): the 2008 law until 30 June 2026,
Law 106/2025/QH15 from 1 July 2026.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain.calendar import Unit
from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW_LAW = date(2026, 7, 1)
_TERM_KEYS = {
    "law", "from", "until", "n", "unit", "rolls", "cite", "certainty", "note", "case", "case_title", "default",
    "stops_after", "stop_note", "not_urgent",
}  # fmt: skip
#: The files of law, in the order of the digest.
FILES = ("terms.toml", "grounds.toml", "topics.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit with one value. cite ready to print; certainty H, M or L; case "" when the rule has only one."""

    rule: str
    title: str
    law: str
    case: str
    case_title: str
    n: int
    unit: Unit
    rolls: bool
    cite: str
    note: str
    certainty: str
    start: date
    until: date | None
    default: bool
    #: After so many verifications in a row that found nothing the term runs no more until new information comes; 0 = always.
    stops_after: int = 0
    stop_note: str = ""
    #: It does not run in a matter of an interim measure.
    not_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of a decision: what the log keeps (code), what a clerk reads (text), the article."""

    code: str
    text: str
    cite: str
    law: str
    start: date
    until: date | None
    #: The ground is that the debtor's address is not known.
    address_unknown: bool = False
    #: The ground itself names a term: a decision on it says until when.
    needs_until: bool = False
    #: A decision on it runs for at most so many months; 0 = no limit.
    max_months: int = 0
    #: A withdrawal on this ground is one half of a delegation.
    to_delegate: bool = False
    #: What the decision rested on is no more: withdrawn on this ground, nothing is left to decide.
    ceased: bool = False
    #: An obligation is deferred on it once only.
    once: bool = False
    #: Terminated on this ground, the same may not be requested again.
    renounces: bool = False


@dataclass(frozen=True, slots=True)
class BookTerm:
    """When a matter may move to the separate book: n units after the decision, and verifications needed."""

    n: int
    unit: Unit
    rolls: bool
    verifications: int
    cite: str


class LawDataError(Exception):
    """A law file is not sound; the text names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Every dated rule. ``load`` reads and checks the files in force once."""

    terms: dict[str, tuple[Term, ...]]
    grounds_of: dict[str, tuple[Ground, ...]]
    topics: dict[str, dict[str, str]]
    book: tuple[dict[str, Any], ...]
    digest: str

    @staticmethod
    def load(folder: Path | None = None) -> Rules:
        """The rules of a folder (default: those in force). LawDataError when a file is not sound."""
        return Rules.of(dated.in_force()) if folder is None else _read(dated.read_folder(folder))

    @staticmethod
    def of(overlay: dated.Overlay) -> Rules:
        """The rules under these packs."""
        return _under(overlay)

    @staticmethod
    def law_on(day: date) -> str:
        """ "2008" or "2025"."""
        return "2025" if day >= NEW_LAW else "2008"

    def rules(self) -> tuple[str, ...]:
        return tuple(self.terms)

    def cases(self, rule: str) -> tuple[tuple[str, str], ...]:
        """(case, words) of a rule that has several; () when it has one. Refused for an unknown rule."""
        found = dict.fromkeys((t.case, t.case_title) for t in self._of(rule) if t.case)
        return tuple(found)

    def term(self, rule: str, day: date, law: str | None = None, case: str = "") -> Term:
        """The value of a rule on a day (or under a law). Refused: unknown rule, case needed or unknown, no such rule then."""
        wanted = law or self.law_on(day)
        all_terms = self._of(rule)
        cases = self.cases(rule)
        if cases and not case:
            default = next((t.case for t in all_terms if t.default), "")
            if not default:
                raise Refused(Refusal("tool.case_needed", {"rule": rule, "cases": _listed(cases)}, "case"))
            case = default
        if case and case not in {c for c, _ in cases}:
            known = _listed(cases) or "không có"
            raise Refused(Refusal("tool.case_unknown", {"rule": rule, "case": case[:40], "cases": known}, "case"))
        under = [t for t in all_terms if t.law == wanted and t.case == case]
        if not under:
            raise Refused(Refusal("tool.rule_not_in_law", {"rule": rule, "law": wanted}, "law"))
        held = [t for t in under if t.start <= day and (t.until is None or day <= t.until)]
        # Asked for a law before or after its time, the nearest wording is meant.
        return held[0] if held else (under[0] if day < under[0].start else under[-1])

    def grounds(self, kind: str, day: date) -> tuple[Ground, ...]:
        """The grounds of a kind of decision dated on a day, in the law's order."""
        return tuple(g for g in self.grounds_of.get(kind, ()) if g.start <= day and (g.until is None or day <= g.until))

    def topic_cite(self, topic: str, day: date) -> str:
        """The article behind a refusal; "" where the texts give none."""
        return self.topics.get(topic, {}).get(self.law_on(day), "")

    def separate_book(self, day: date, kind: str, long: bool) -> BookTerm | None:
        """The conditions of the separate book on a day; None when the law of the day has none for this kind of matter."""
        law = self.law_on(day)
        entry = next(e for e in self.book if e["law"] == law)
        if entry["ex_officio_only"] and kind != "cd":
            return None
        years = entry["long_years"] if long else entry["years"]
        return BookTerm(years, "y", False, entry["verifications"], entry["cite"])

    def _of(self, rule: str) -> tuple[Term, ...]:
        found = self.terms.get(rule)
        if found is None:
            raise Refused(Refusal("tool.rule_unknown", {"rule": rule[:40], "known": ", ".join(self.terms)}, "rule"))
        return found


@cache
def _under(overlay: dated.Overlay) -> Rules:
    return _read(overlay.of("law"))


def _read(raw: Mapping[str, bytes]) -> Rules:
    digest = hashlib.sha256(b"\0".join(raw[name] for name in FILES)).hexdigest()
    data = {name: tomllib.loads(raw[name].decode("utf-8")) for name in FILES}
    documents = data["terms.toml"].pop("documents")
    book = tuple({**e, "cite": cite(e["cite"], documents)} for e in data["terms.toml"].pop("separate_book"))
    terms = {rule: _terms(rule, table, documents) for rule, table in data["terms.toml"].items()}
    grounds = {
        kind: tuple(_ground(kind, entry, documents) for entry in entries)
        for kind, entries in data["grounds.toml"].items()
    }
    topics = {
        name: {law: cite(said, documents) if said else "" for law, said in table.items()}
        for name, table in data["topics.toml"].items()
    }
    return Rules(terms, grounds, topics, book, digest)


def cite(short: str, documents: dict[str, str]) -> str:
    """ "LQ 48.1.c" -> "điểm c khoản 1 Điều 48 Luật ..."; LawDataError for an unknown document."""
    name, _, place = short.partition(" ")
    if name not in documents or not place:
        raise LawDataError(f"citation {short!r}")
    article, *inner = place.split(".")
    words = f"Điều {article}"
    for label, part in zip(("khoản", "điểm"), inner, strict=False):
        words = f"{label} {part} {words}"
    return f"{words} {documents[name]}"


def _terms(rule: str, table: dict[str, Any], documents: dict[str, str]) -> tuple[Term, ...]:
    if set(table) - {"title", "counts_from", "discharged_by", "note", "value"}:
        raise LawDataError(f"terms.toml [{rule}]: {sorted(table)}")
    found = []
    for v in table["value"]:
        where = f"terms.toml [{rule}]"
        if set(v) - _TERM_KEYS or v["unit"] not in ("wd", "d", "m", "y", "h") or v["certainty"] not in ("H", "M", "L"):
            raise LawDataError(f"{where}: {sorted(v)}")
        if not isinstance(v["from"], date) or not v.get("cite") or not isinstance(v["n"], int):
            raise LawDataError(f"{where}: from, n or cite")
        note = " ".join(x for x in (table.get("note", ""), v.get("note", "")) if x)
        found.append(
            Term(
                rule, table["title"], v["law"], v.get("case", ""), v.get("case_title", ""), v["n"], v["unit"], v["rolls"],
                cite(v["cite"], documents), note, v["certainty"], v["from"], v.get("until"), v.get("default", False),
                v.get("stops_after", 0), v.get("stop_note", ""), v.get("not_urgent", False),
            )
        )  # fmt: skip
    return tuple(found)


def _ground(kind: str, entry: dict[str, Any], documents: dict[str, str]) -> Ground:
    if set(entry) - {"law", "code", "text", "cite", "from", "until", "address_unknown", "needs_until", "max_months", "to_delegate", "ceased", "once",
                    "renounces"}:
        raise LawDataError(f"grounds.toml [{kind}]: {sorted(entry)}")
    if not isinstance(entry["from"], date) or not isinstance(entry["code"], str) or not isinstance(entry["text"], str):
        raise LawDataError(f"grounds.toml [{kind}]: from, code or text")
    return Ground(
        entry["code"], entry["text"], cite(entry["cite"], documents), entry["law"], entry["from"], entry.get("until"),
        entry.get("address_unknown", False), entry.get("needs_until", False),
        entry.get("max_months", 0), entry.get("to_delegate", False), entry.get("ceased", False),
        entry.get("once", False), entry.get("renounces", False),
    )  # fmt: skip


def _listed(cases: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{case} ({words})" for case, words in cases)

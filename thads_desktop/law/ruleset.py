"""The law in force on a day: terms, grounds, citations, from dated files. Code outside asks here and knows no article.

The regime follows the day of the act, not the day the matter was opened (L106.116.3-4): the 2008 law until 30 June 2026,
Law 106/2025/QH15 from 1 July 2026.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain.calendar import Unit
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.absent import Absent, read_absent
from thads_desktop.law.errors import LawDataError
from thads_desktop.law.happenings import known
from thads_desktop.law.limits import Limits, read_limits

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FILES", "NEW_LAW", "TERMS", "BookTerm", "Ground", "LawDataError", "Rules", "Term", "cite"]

NEW_LAW = date(2026, 7, 1)
#: In the place of an article: not established.
OPEN = "?"
_TERM_KEYS = {
    "law", "from", "until", "n", "unit", "rolls", "cite", "certainty", "note", "case", "case_title", "default",
    "stops_after", "stop_note", "not_urgent", "counts_from", "discharged_by", "before", "of",
}  # fmt: skip
_GROUND_KEYS = {
    "law", "code", "text", "cite", "from", "until", "address_unknown", "needs_until", "max_months", "to_delegate", "ceased", "once", "insolvency",
    "certainty", "note", "renounces", "case",
}  # fmt: skip
#: The files of time limits, then every file of law, in the order of the digest.
TERMS = ("terms.toml", "terms_special.toml", "terms_assets.toml", "terms_money.toml", "terms_around.toml", "terms_complaints.toml",
         "terms_returns.toml")
#: ``money_law`` reads money.toml.
FILES = (*TERMS, "limits.toml", "grounds.toml", "topics.toml", "money.toml")


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
    #: What starts and what discharges it, as ``law.happenings`` knows it.
    counts_from: str = ""
    discharged_by: str = ""
    #: The last day is so long before the day it is counted from.
    before: bool = False
    #: Days from which its article stands as here, and by which act; the wording before was not seen.
    reworded: tuple[tuple[date, str], ...] = ()
    #: "other": the time of somebody else, for which the office waits; "" = a term of the office.
    of: str = ""


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
    certainty: str = "H"
    note: str = ""
    #: Terminated on this ground, the same may not be requested again.
    renounces: bool = False
    #: A termination for bankruptcy or recovery; or a withdrawal of no other than such a termination.
    insolvency: bool = False
    #: The case of the term of its decision, where that is not the usual one.
    case: str = ""


@dataclass(frozen=True, slots=True)
class BookTerm:
    """When a matter may move to the separate book: n units after the decision, and verifications needed."""

    n: int
    unit: Unit
    rolls: bool
    verifications: int
    cite: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Every dated rule. ``load`` reads and checks the files in force once."""

    terms: dict[str, tuple[Term, ...]]
    grounds_of: dict[str, tuple[Ground, ...]]
    topics: dict[str, dict[str, str]]
    book: tuple[dict[str, Any], ...]
    digest: str
    #: What the texts give no number for, by rule; thresholds and shares; how time is counted.
    absent: dict[str, tuple[Absent, ...]]
    limits: Limits
    titles: dict[str, str]
    #: Which law a term over 1 July 2026 follows (``law.crossing``), and what the law data say of it.
    crossing: str = "earlier"
    crossing_note: str = ""
    #: The file of the law of money; ``money_law.read`` makes something of it.
    money: bytes = field(default=b"", repr=False)
    #: The packs under which they were read.
    overlay: dated.Overlay = field(default=dated.SHIPPED, compare=False, repr=False)
    #: The day that is asked about is of the new law: duties that it does not have any more have ended.
    changed: bool = False

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
        """Every rule, those without any number too."""
        return tuple(self.titles)

    def cases(self, rule: str) -> tuple[tuple[str, str], ...]:
        """(case, words) of a rule that has several; () when it has one. Refused for an unknown rule."""
        found = dict.fromkeys((t.case, t.case_title) for t in self._of(rule) if t.case)
        found |= dict.fromkeys((a.case, a.case_title) for a in self.absent.get(rule, ()) if a.case)
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
            why = next((a for a in self.absent.get(rule, ()) if a.law == wanted and a.case == case), None)
            if why is not None:
                facts = {"rule": rule, "title": why.title, "law": wanted, "says": f"{why.words}. {why.note}"}
                raise Refused(Refusal("tool.rule_absent", facts, "law"))
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

    def book_gone(self, kind: str) -> str:
        """Why a matter of this kind is not moved to the separate book any more on the day asked about; "" where it is."""
        if not self.changed or self.separate_book(NEW_LAW, kind, long=False) is not None:
            return ""
        entry = next(e for e in self.book if e["law"] == "2025")
        return f"Từ 01/7/2026 chỉ chuyển sổ việc chủ động ({entry['cite']}). {entry.get('note', '')}".strip()

    def _of(self, rule: str) -> tuple[Term, ...]:
        if rule not in self.titles:
            raise Refused(Refusal("tool.rule_unknown", {"rule": rule[:40], "known": ", ".join(self.titles)}, "rule"))
        return self.terms[rule]


@cache
def _under(overlay: dated.Overlay) -> Rules:
    return replace(_read(overlay.of("law")), overlay=overlay)


def _read(raw: Mapping[str, bytes]) -> Rules:
    digest = hashlib.sha256(b"\0".join(raw[name] for name in FILES)).hexdigest()
    data = {name: tomllib.loads(raw[name].decode("utf-8")) for name in FILES if name != "money.toml"}
    documents = _documents(data)
    book = tuple({**e, "cite": cite(e["cite"], documents)} for e in data["terms.toml"].pop("separate_book"))
    reworded = tuple(data["terms.toml"].pop("reworded", ()))
    crossing = data["terms.toml"].pop("crossing", {})
    if crossing.get("default", "earlier") not in ("earlier", "old", "new"):
        raise LawDataError(f"terms.toml [crossing]: {crossing['default']}")
    tables = _tables(data)
    terms = {rule: _terms(rule, table, documents, reworded) for rule, table in tables.items()}
    absent = {rule: read_absent(rule, table, lambda short: cite(short, documents)) for rule, table in tables.items()}
    grounds = {
        kind: tuple(_ground(kind, entry, documents) for entry in entries)
        for kind, entries in data["grounds.toml"].items()
    }
    topics = {
        name: {law: cite(said, documents) if said else "" for law, said in table.items()}
        for name, table in data["topics.toml"].items()
    }
    limits = read_limits(data["limits.toml"], lambda short: cite(short, documents))
    return Rules(
        terms, grounds, topics, book, digest,
        {rule: found for rule, found in absent.items() if found}, limits, {rule: table["title"] for rule, table in tables.items()},
        crossing.get("default", "earlier"), crossing.get("note", ""), raw["money.toml"],
    )  # fmt: skip


def _documents(data: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The documents that the files name, each under one name; taken out of the files."""
    found: dict[str, str] = {}
    for name in (*TERMS, "limits.toml"):
        for short, words in data[name].pop("documents", {}).items():
            if found.setdefault(short, words) != words:
                raise LawDataError(f"{name} [documents]: {short}")
    return found


def _tables(data: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rule -> its table, of all files, in the order of the rules."""
    found: dict[str, dict[str, Any]] = {}
    for name in TERMS:
        for rule, table in data[name].items():
            if rule in found or not isinstance(table, dict):
                raise LawDataError(f"{name} [{rule}]")
            found[rule] = table
    return dict(sorted(found.items()))


def cite(short: str, documents: dict[str, str]) -> str:
    """ "LQ 48.1.c" -> "điểm c khoản 1 Điều 48 Luật ..."; "LQ ?" names the document alone. LawDataError for an unknown document."""
    name, _, place = short.partition(" ")
    if name not in documents or not place:
        raise LawDataError(f"citation {short!r}")
    if place == OPEN:
        return f"{documents[name]} (chưa xác lập điều, khoản)"
    article, *inner = place.split(".")
    words = f"Điều {article}"
    for label, part in zip(("khoản", "điểm"), inner, strict=False):
        words = f"{label} {part} {words}"
    return f"{words} {documents[name]}"


def _terms(rule: str, table: dict[str, Any], documents: dict[str, str], reworded: tuple[dict[str, Any], ...]) -> tuple[Term, ...]:
    where = f"terms.toml [{rule}]"
    if set(table) - {"title", "counts_from", "discharged_by", "note", "value"}:
        raise LawDataError(f"{where}: {sorted(table)}")
    found = []
    for v in table["value"]:
        if "absent" in v:
            continue
        if set(v) - _TERM_KEYS or v["unit"] not in ("wd", "d", "m", "y", "h") or v["certainty"] not in ("H", "M", "L"):
            raise LawDataError(f"{where}: {sorted(v)}")
        if not isinstance(v["from"], date) or not v.get("cite") or not isinstance(v["n"], int) or v.get("of", "other") != "other":
            raise LawDataError(f"{where}: from, n, cite or of")
        counts, done = v.get("counts_from", table["counts_from"]), v.get("discharged_by", table["discharged_by"])
        if not (known(counts) and known(done)):
            raise LawDataError(f"{where}: {counts}, {done}")
        note = " ".join(x for x in (table.get("note", ""), v.get("note", "")) if x)
        if v["cite"].endswith(OPEN) and not (note and v["certainty"] != "H"):
            raise LawDataError(f"{where}: {v['cite']}")
        found.append(
            Term(
                rule, table["title"], v["law"], v.get("case", ""), v.get("case_title", ""), v["n"], v["unit"], v["rolls"],
                cite(v["cite"], documents), note, v["certainty"], v["from"], v.get("until"), v.get("default", False),
                v.get("stops_after", 0), v.get("stop_note", ""), v.get("not_urgent", False), counts, done, v.get("before", False),
                _changes(v["cite"], v["from"], reworded), v.get("of", ""),
            )
        )  # fmt: skip
    return tuple(found)


def _changes(short: str, start: date, reworded: tuple[dict[str, Any], ...]) -> tuple[tuple[date, str], ...]:
    """When the article of a citation was given other words after a day."""
    name, _, place = short.partition(" ")
    article = place.split(".")[0]
    return tuple((e["from"], e["by"]) for e in reworded if e["document"] == name and article in e["articles"] and e["from"] > start)


def _ground(kind: str, entry: dict[str, Any], documents: dict[str, str]) -> Ground:
    if set(entry) - _GROUND_KEYS or entry.get("certainty", "H") not in ("H", "M", "L"):
        raise LawDataError(f"grounds.toml [{kind}]: {sorted(entry)}")
    if not isinstance(entry["from"], date) or not isinstance(entry["code"], str) or not isinstance(entry["text"], str):
        raise LawDataError(f"grounds.toml [{kind}]: from, code or text")
    return Ground(
        entry["code"], entry["text"], cite(entry["cite"], documents), entry["law"], entry["from"], entry.get("until"),
        entry.get("address_unknown", False), entry.get("needs_until", False),
        entry.get("max_months", 0), entry.get("to_delegate", False), entry.get("ceased", False),
        entry.get("once", False), entry.get("certainty", "H"), entry.get("note", ""), entry.get("renounces", False),
        entry.get("insolvency", False), entry.get("case", ""),
    )


def _listed(cases: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{case} ({words})" for case, words in cases)

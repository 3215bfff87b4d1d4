"""Evidence that travels between offices, and the return of many offices made from it.

Evidence holds the numbers of matters and amounts, and the names of the office and its officers as they stand on the
printed form; never a party's name. The bytes are UTF-8 lines of JSON: a header, the table of words, then one array
for each fact, sorted, so that equal evidence gives equal bytes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.returns import vocabulary as words
from thads_desktop.returns.compute import Office, Return, contributions, forms_of, forms_of_many, of_sources, row_keys
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.record_words import PARTS as RECORD_PARTS, SOURCES
from thads_desktop.returns.records import Record
from thads_desktop.returns.tally import merged, tally, tally_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.tally import Tally

#: 1: lines without what they are, no records (what older programs wrote, and still reads); 2: both.
FORMAT = 2
FORMATS = (1, 2)
_WORD_FIELDS = ("kind", "case_type", "officer", "part", "state", "line_state")
_AMOUNTS = ("opening", "collected", "rest", "terminated_part")
_WHOLE = {int}
_SUMS = ("records", "people", "asked", "given")
_ALLOWED = {
    "kind": ("cd", "yc"), "part": words.PARTS, "state": words.STATES, "line_state": words.LINE_STATES, "obligation": words.OBLIGATIONS,
}  # fmt: skip


#: Of one text and of one number in evidence: what is shown, summed and printed has an end.
MAX_TEXT, MAX_NUMBER = 500, 10**16


class EvidenceError(Exception):
    """The bytes are no sound evidence; the Vietnamese sentence says what is wrong."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One office's facts for one period as of (as_of, seq)."""

    office: Office
    regime: str
    year: int
    months: int
    as_of: date
    seq: int
    facts: tuple[Fact, ...]
    records: tuple[Record, ...] = ()
    #: How it is written. Of format 1 nothing is known of the forms that rest on records or on what a line is.
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The forms of several offices together. missing: names of offices expected and not received; twice: matters that
    more than one office claims, with those offices' keys."""

    forms: tuple[Return, ...]
    missing: tuple[str, ...]
    twice: tuple[tuple[str, tuple[str, ...]], ...]


def write_evidence(evidence: Evidence) -> bytes:
    """Canonical bytes; ``read_evidence`` gives the same evidence back, its facts sorted by matter and line."""
    facts, records = sorted(evidence.facts), sorted(evidence.records)
    whole, table = evidence.format > 1, _table(evidence)
    at = {word: i for i, word in enumerate(table)}
    lines = [_line(_header(evidence)), _line(table)]
    lines += [
        _line([f.matter, f.line, *(at[getattr(f, n)] for n in _WORD_FIELDS), int(f.delegated_in), f.matters,
               *(getattr(f, n) for n in _AMOUNTS), int(f.exact), *((at[f.obligation], f.state_matters) if whole else ())])
        for f in facts
    ]  # fmt: skip
    lines += [
        _line([r.matter, r.no, at[r.source], at[r.officer], at[r.part], *(getattr(r, n) for n in _SUMS), *(at[w] for w in r.words)])
        for r in (records if whole else ())
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode()


def read_evidence(data: bytes) -> Evidence:
    """Strict: EvidenceError for anything that ``write_evidence`` would not have written."""
    try:
        text = data.decode()
        header, table, *rows = json.loads(f"[{','.join(text.splitlines())}]", parse_float=_no_float, parse_constant=_no_float)
        if header["format"] not in FORMATS:
            raise EvidenceError("Bằng chứng số liệu do phiên bản chương trình khác lập ra.")
        office = Office(header["office"], header["name"], header["officers"])
        if any(not _plain(x) for x in (office.key, office.name, *office.officers, *office.officers.values(), *table)):
            raise TypeError("names are text")
        if any(type(header[x]) is not int for x in ("format", "year", "months", "seq")):
            raise TypeError("numbers are whole")
        kept = header["facts"] if header["format"] > 1 else len(rows)
        if type(kept) is not int or not 0 <= kept <= len(rows):
            raise TypeError("numbers are whole")
        facts = tuple([_fact(row, table) for row in rows[:kept]])
        records = tuple(_record(row, table) for row in rows[kept:])
        made = Evidence(
            office, header["regime"], header["year"], header["months"], date.fromisoformat(header["as_of"]),
            header["seq"], facts, records, header["format"],
        )  # fmt: skip
        whole = header["facts"] == len(facts) and (_as_written(made, table, rows, text) or write_evidence(made) == data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise EvidenceError("Bằng chứng số liệu bị hỏng hoặc không đúng cấu trúc.") from error
    if not whole:
        raise EvidenceError("Bằng chứng số liệu thiếu dòng, thừa dòng hoặc đã bị sửa.")
    _sound(facts)
    _sound_records(records)
    return made


def sent_cells(data: bytes) -> dict[tuple[str, str, str], str]:
    """(form, row, cell) -> the figure as an office sent it, "" for an empty cell. EvidenceError when it cannot be read."""
    try:
        plain = json.loads(data, parse_float=str, parse_constant=_no_float)
        sent = {
            (form["form"], row["key"], cell): "" if value is None else str(value)
            for form in plain["forms"]
            for row in form["rows"]
            for cell, value in row["cells"].items()
        }
        if not all(_plain(x) for where in sent for x in where):
            raise TypeError("forms, rows and cells are named by text")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise EvidenceError("Số liệu gửi kèm bị hỏng hoặc không đúng cấu trúc.") from error
    return sent


def bucket_sums(evidence: Evidence, office: str = "") -> Tally:
    """Its facts and records as bucket sums."""
    return tally(evidence.facts, office) | tally_records(evidence.records, office)


def own_forms(regime: Regime, evidence: Evidence, sums: Tally | None = None) -> tuple[Return, ...]:
    """The sending office's own forms, computed again from its evidence. sums: its bucket sums, where somebody has them."""
    return forms_of(regime, bucket_sums(evidence) if sums is None else sums, evidence.office.officers)


def consolidate(
    regime: Regime, evidences: Sequence[Evidence], expected: Sequence[Office] = (), sums: Sequence[Tally] | None = None,
) -> Consolidated:  # fmt: skip
    """The return of these offices; ValueError when an office stands twice or the periods differ.

    sums: the bucket sums of each, under its office, where somebody has them. expected: the offices that should have sent, in printing
    order; offices beyond them follow by name.
    """
    if len({e.office.key for e in evidences}) < len(evidences):
        raise ValueError("an office stands twice")
    if len({(e.year, e.months) for e in evidences}) > 1:
        raise ValueError("different periods")
    sent = {e.office.key: e.office for e in evidences}
    order = [sent[o.key] for o in expected if o.key in sent]
    order += sorted((o for o in sent.values() if o not in order), key=lambda o: (o.name, o.key))
    missing = tuple(o.name for o in expected if o.key not in sent)
    whole = total(evidences) if sums is None else merged(sums)
    return Consolidated(forms_of_many(regime, whole, order), missing, _claimed_twice(evidences))


def total(evidences: Sequence[Evidence]) -> Tally:
    """Bucket sums of all offices; neither order nor grouping changes them."""
    return merged(t for e in evidences for t in (tally(e.facts, e.office.key), tally_records(e.records, e.office.key)))


def behind(regime: Regime, evidences: Sequence[Evidence], form: str, row: str, cell: str) -> list[tuple[str, str, int]]:
    """(office key, matter, amount) behind a cell of the consolidated forms. KeyError for an unknown form, row, cell."""
    spec = regime.form(form)
    offices = [e.office for e in evidences]
    wanted = next((r for r in row_keys(regime, spec, total(evidences), offices) if r.key == row), None)
    if wanted is None:
        raise KeyError(row)
    found = []
    for e in evidences:
        held = [f for f in of_sources(regime, spec.measure, e.facts, e.records) if wanted.holds_fact(e.office.key, f)]
        found += [(e.office.key, m, n) for m, n in contributions(regime.of_measure(spec.measure), held, cell)]
    return found


def _claimed_twice(evidences: Sequence[Evidence]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    first: dict[str, str] = {}
    twice: dict[str, set[str]] = {}
    for e in evidences:
        key = e.office.key
        for matter in {f.matter for f in e.facts}:
            if (other := first.setdefault(matter, key)) != key:
                twice.setdefault(matter, {other}).add(key)
    return tuple((m, tuple(sorted(who))) for m, who in sorted(twice.items()))


def _header(evidence: Evidence) -> dict[str, Any]:
    made: dict[str, Any] = {
        "format": evidence.format, "regime": evidence.regime, "year": evidence.year, "months": evidence.months,
        "as_of": evidence.as_of.isoformat(), "seq": evidence.seq, "office": evidence.office.key,
        "name": evidence.office.name, "officers": dict(evidence.office.officers), "facts": len(evidence.facts),
    }  # fmt: skip
    return made | {"records": len(evidence.records)} if evidence.format > 1 else made


def _table(evidence: Evidence) -> list[str]:
    """The words that the lines name by their places."""
    whole = evidence.format > 1
    fields = (*_WORD_FIELDS, "obligation") if whole else _WORD_FIELDS
    said = {w for r in evidence.records for w in (r.source, r.officer, r.part, *r.words)} if whole else set()
    return sorted({w for name in fields for w in {getattr(f, name) for f in evidence.facts}} | said)


def _as_written(made: Evidence, table: list[str], rows: list[list[Any]], text: str) -> bool:
    """Whether the text is what ``write_evidence`` makes, found out without writing each line: lines in order and of the format's length, the
    words of the table just those in use, every value spelled canonically. False is no verdict (a key that holds "],["): the slow way then
    decides."""
    facts, records = list(made.facts), list(made.records)
    length = 17 if made.format > 1 else 15
    if facts != sorted(facts) or records != sorted(records) or table != _table(made) or any(len(r) != length for r in rows[: len(facts)]):
        return False
    body = _line(rows)[1:-1].replace("],[", "]\n[")
    head = f"{_line(_header(made))}\n{_line(table)}\n"
    return text == (f"{head}{body}\n" if rows else head)


def _fact(row: list[Any], table: list[str]) -> Fact:
    matter, line, kind, case_type, officer, part, state, line_state, delegated, matters, opening, collected, rest, cut, exact, *further = row
    what, of_state = further or (None, 0)
    numbers = row[1:]
    # The most frequent look of all: by sets and extremes, not number by number.
    if (
        not _plain(matter)
        or len(further) not in (0, 2)
        or set(map(type, numbers)) != _WHOLE
        or min(numbers) < 0
        or max(numbers) > MAX_NUMBER
        or max(delegated, matters, exact, of_state) > 1
    ):
        raise TypeError("a fact of the wrong shape")
    return Fact(
        matter, line, table[kind], table[case_type], table[officer], bool(delegated), table[part], table[state],
        table[line_state], matters, opening, collected, rest, cut, bool(exact), "khac" if what is None else table[what], of_state,
    )  # fmt: skip


def _record(row: list[Any], table: list[str]) -> Record:
    matter, no, source, officer, part, *rest = row
    sums, said = rest[:4], rest[4:]
    if not _plain(matter) or len(sums) < 4 or any(type(x) is not int or not 0 <= x <= MAX_NUMBER for x in row[1:]):
        raise TypeError("a record of the wrong shape")
    return Record(matter, no, table[source], table[officer], table[part], tuple(table[w] for w in said), *sums)


def _sound(facts: Sequence[Fact]) -> None:
    """Words of the vocabulary, amounts that add up, each line once, each matter counted once."""
    heads: dict[str, int] = defaultdict(int)
    strange = [name for name, allowed in _ALLOWED.items() if not {getattr(f, name) for f in facts} <= set(allowed)]
    for fact in facts:
        if strange and any(getattr(fact, name) not in _ALLOWED[name] for name in strange):
            raise EvidenceError(f"Bằng chứng số liệu có từ lạ ở việc {fact.matter}.")
        if fact.opening != fact.collected + fact.rest + fact.terminated_part:
            raise EvidenceError(f"Bằng chứng số liệu có số tiền không khớp ở việc {fact.matter}.")
        heads[fact.matter] += fact.matters
    if len({(f.matter, f.line) for f in facts}) < len(facts) or any(n != 1 for n in heads.values()):
        raise EvidenceError("Bằng chứng số liệu có việc hoặc khoản tính hai lần.")


def _sound_records(records: Sequence[Record]) -> None:
    """Words of the vocabulary, each dimension once, each record once."""
    for r in records:
        source = SOURCES.get(r.source)
        dims = [w.partition("=")[0] for w in r.words]
        if source is None or r.part not in RECORD_PARTS or r.records != 1 or sorted(dims) != sorted(source.dims) or list(r.words) != sorted(r.words):
            raise EvidenceError(f"Bằng chứng số liệu có từ lạ ở {r.matter}.")
        if any(w.partition("=")[2] not in source.dims[w.partition("=")[0]] for w in r.words):
            raise EvidenceError(f"Bằng chứng số liệu có từ lạ ở {r.matter}.")
    if len({(r.matter, r.no) for r in records}) < len(records):
        raise EvidenceError("Bằng chứng số liệu có việc hoặc khoản tính hai lần.")


def _plain(value: object) -> bool:
    """A text that can be shown and written anywhere."""
    return type(value) is str and len(value) <= MAX_TEXT and (value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value))


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _no_float(_text: str) -> float:
    raise ValueError("no fractions in evidence")

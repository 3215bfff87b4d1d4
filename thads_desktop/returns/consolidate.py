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
from thads_desktop.returns.compute import Office, Return, contributions, forms_of, forms_of_many, row_keys
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.tally import merged, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.tally import Tally

FORMAT = 1
_WORD_FIELDS = ("kind", "case_type", "officer", "part", "state", "line_state")
_AMOUNTS = ("opening", "collected", "rest", "terminated_part")
_WHOLE = {int}
_ALLOWED = {"kind": ("cd", "yc"), "part": words.PARTS, "state": words.STATES, "line_state": words.STATES}


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


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The forms of several offices together. missing: names of offices expected and not received; twice: matters that
    more than one office claims, with those offices' keys."""

    forms: tuple[Return, ...]
    missing: tuple[str, ...]
    twice: tuple[tuple[str, tuple[str, ...]], ...]


def write_evidence(evidence: Evidence) -> bytes:
    """Canonical bytes; ``read_evidence`` gives the same evidence back, its facts sorted by matter and line."""
    facts = sorted(evidence.facts)
    table = sorted({getattr(f, name) for f in facts for name in _WORD_FIELDS})
    at = {word: i for i, word in enumerate(table)}
    lines = [_line(_header(evidence)), _line(table)]
    lines += [
        _line([f.matter, f.line, *(at[getattr(f, n)] for n in _WORD_FIELDS), int(f.delegated_in), f.matters,
               *(getattr(f, n) for n in _AMOUNTS), int(f.exact)])
        for f in facts
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode()


def read_evidence(data: bytes) -> Evidence:
    """Strict: EvidenceError for anything that ``write_evidence`` would not have written."""
    try:
        text = data.decode()
        lines = text.splitlines()
        header, table, *rows = json.loads(f"[{','.join(lines)}]", parse_float=_no_float, parse_constant=_no_float)
        if header["format"] != FORMAT:
            raise EvidenceError("Bằng chứng số liệu do phiên bản chương trình khác lập ra.")
        office = Office(header["office"], header["name"], header["officers"])
        if any(not _plain(x) for x in (office.key, office.name, *office.officers, *office.officers.values(), *table)):
            raise TypeError("names are text")
        if any(type(header[x]) is not int for x in ("format", "year", "months", "seq")):
            raise TypeError("numbers are whole")
        facts = tuple([_fact(row, table) for row in rows])
        made = Evidence(
            office, header["regime"], header["year"], header["months"], date.fromisoformat(header["as_of"]),
            header["seq"], facts,
        )  # fmt: skip
        whole = header["facts"] == len(facts) and (_as_written(made, table, rows, text) or write_evidence(made) == data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise EvidenceError("Bằng chứng số liệu bị hỏng hoặc không đúng cấu trúc.") from error
    if not whole:
        raise EvidenceError("Bằng chứng số liệu thiếu dòng, thừa dòng hoặc đã bị sửa.")
    _sound(facts)
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


def own_forms(regime: Regime, evidence: Evidence, sums: Tally | None = None) -> tuple[Return, ...]:
    """The sending office's own forms, computed again from its evidence. sums: its facts as bucket sums, where somebody has them."""
    return forms_of(regime, tally(evidence.facts) if sums is None else sums, evidence.office.officers)


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
    return merged(tally(e.facts, e.office.key) for e in evidences)


def behind(regime: Regime, evidences: Sequence[Evidence], form: str, row: str, cell: str) -> list[tuple[str, str, int]]:
    """(office key, matter, amount) behind a cell of the consolidated forms. KeyError for an unknown form, row, cell."""
    spec = regime.form(form)
    offices = [e.office for e in evidences]
    wanted = next((r for r in row_keys(regime, spec, total(evidences), offices) if r.key == row), None)
    if wanted is None:
        raise KeyError(row)
    found = []
    for e in evidences:
        held = [f for f in e.facts if wanted.holds(e.office.key, f.kind, f.case_type, f.officer)]
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


def _as_written(made: Evidence, table: list[str], rows: list[list[Any]], text: str) -> bool:
    """Whether the text is what ``write_evidence`` makes, found out without writing each line: lines in order, the words of the table just
    those in use, every value spelled canonically. False is no verdict (a key that holds "],["): the slow way then decides."""
    if list(made.facts) != sorted(made.facts) or table != sorted({w for n in _WORD_FIELDS for w in {getattr(f, n) for f in made.facts}}):
        return False
    body = _line(rows)[1:-1].replace("],[", "]\n[")
    head = f"{_line(_header(made))}\n{_line(table)}\n"
    return text == (f"{head}{body}\n" if rows else head)


def _header(evidence: Evidence) -> dict[str, Any]:
    return {
        "format": FORMAT, "regime": evidence.regime, "year": evidence.year, "months": evidence.months,
        "as_of": evidence.as_of.isoformat(), "seq": evidence.seq, "office": evidence.office.key,
        "name": evidence.office.name, "officers": dict(evidence.office.officers), "facts": len(evidence.facts),
    }  # fmt: skip


def _fact(row: list[Any], table: list[str]) -> Fact:
    matter, line, kind, case_type, officer, part, state, line_state, delegated, matters, *amounts, exact = row
    numbers = row[1:]
    # The most frequent look of all: by sets and extremes, not number by number.
    if (
        not _plain(matter)
        or set(map(type, numbers)) != _WHOLE
        or min(numbers) < 0
        or max(numbers) > MAX_NUMBER
        or max(delegated, matters, exact) > 1
    ):
        raise TypeError("a fact of the wrong shape")
    opening, collected, rest, cut = amounts
    return Fact(
        matter, line, table[kind], table[case_type], table[officer], bool(delegated), table[part], table[state],
        table[line_state], matters, opening, collected, rest, cut, bool(exact),
    )  # fmt: skip


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


def _plain(value: object) -> bool:
    """A text that can be shown and written anywhere."""
    return type(value) is str and len(value) <= MAX_TEXT and (value.isascii() or not any("\ud800" <= c <= "\udfff" for c in value))


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _no_float(_text: str) -> float:
    raise ValueError("no fractions in evidence")

"""Behind a cell of the consolidated return: the offices that make it, and of each the matters; the amounts add up to the cell.

Which matters an office counts is read in the evidence that came with its package, never in the sender's cells. A matter, or an entry of a
book, is known by the number its package says, else by what it is and the signs of its key. ``behind`` opens one: what the evidence says of
each obligation line and record of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period as days_of
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns.compute import contributions, of_sources, row_keys
from thads_desktop.returns.facts import AWAY
from thads_desktop.returns.tally import merged
from thads_desktop.services import evidence_cache, evidence_words, matter_part, receiving, reporting
from thads_desktop.services.return_words import STATE_WORDS, placed

if TYPE_CHECKING:
    from thads_desktop.returns.consolidate import Evidence
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class OfOffice:
    """One office's share of a cell. matters: (key, as people know it, amount), the largest first."""

    office: str
    name: str
    amount: int
    matters: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An obligation line as the evidence has it; amounts in đồng."""

    no: str
    kind: str
    state: str
    opening: int
    collected: int
    cut: int
    rest: int


@dataclass(frozen=True, slots=True)
class OfRecord:
    """A record of a matter, or an entry of a book."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Behind:
    """All that a package's evidence says of one matter. words: how it counts as a whole; "" for an entry of a book."""

    number: str
    office: str
    words: str
    lines: tuple[Line, ...]
    records: tuple[OfRecord, ...]


def offices_of(desk: Desk, period: Period, form: str, row: str, cell: str) -> list[OfOffice]:
    """The offices behind a cell, in the order of their names; those that add nothing are left out. Refused for an unknown form, row, cell."""
    regime = reporting.regime_of(period).owed(days_of(period[1], period[2])[1], period[2])
    with desk.reading() as reader:
        held = receiving.accepted(reader, *period)
        sums = merged(evidence_cache.sums(reader, sha) for _e, sha in held.values())
        try:
            spec = regime.form(form)
            wanted = next(r for r in row_keys(regime, spec, sums, [e.office for e, _sha in held.values()]) if r.key == row)
            criteria = regime.of_measure(spec.measure)
            if not any(c.key == cell for c in criteria):
                raise KeyError(cell)
        except (KeyError, StopIteration) as error:
            raise Refused(Refusal("return.unknown_cell")) from error
        found = []
        for evidence, sha in held.values():
            if wanted.office not in (None, evidence.office.key):
                continue
            counted = of_sources(regime, spec.measure, evidence.facts, evidence.records)
            added = contributions(criteria, [f for f in counted if wanted.holds_fact(evidence.office.key, f)], cell)
            if added:
                found.append(_of(reader, evidence, sha, added))
    return sorted(found, key=lambda o: (o.name, o.office))


def behind(desk: Desk, period: Period, office: str, matter: str) -> Behind:
    """What the office's evidence of the period says of a matter. Refused where it does not know it."""
    with desk.reading() as reader:
        held = receiving.accepted(reader, *period).get(office)
        numbers = _numbers(reader, held[1]) if held is not None else {}
    facts = sorted(f for f in held[0].facts if f.matter == matter) if held is not None else []
    records = sorted(r for r in held[0].records if r.matter == matter) if held is not None else []
    if held is None or not (facts or records):
        raise Refused(Refusal("return.unknown_cell"))
    lines = tuple(
        Line(
            f"{f.line - AWAY} (phần ủy thác)" if f.line > AWAY else f"{f.line}", evidence_words.obligation(f.obligation), STATE_WORDS[f.line_state],
            f.opening, f.collected, f.terminated_part, f.rest,
        ) for f in facts
    )  # fmt: skip
    told = tuple(OfRecord(evidence_words.kind(r.source), evidence_words.record(r)) for r in records)
    words = placed(facts, held[0].office.officers) if facts else ""
    return Behind(evidence_words.reference(matter, numbers), held[0].office.name, words, lines, told)


def _numbers(reader: Reader, sha256: str) -> dict[str, str]:
    return matter_part.read(evidence_cache.part(reader, sha256, matter_part.PART)).numbers


def _of(reader: Reader, evidence: Evidence, sha256: str, added: list[tuple[str, int]]) -> OfOffice:
    numbers = _numbers(reader, sha256)
    ordered = tuple((m, evidence_words.reference(m, numbers), n) for m, n in sorted(added, key=lambda x: (-abs(x[1]), x[0])))
    return OfOffice(evidence.office.key, evidence.office.name, sum(n for _m, n in added), ordered)

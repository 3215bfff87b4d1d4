"""What differs between two versions of one office's return, in the words and numbers of the printed forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns import differences as raw
from thads_desktop.services import evidence_cache, evidence_words, matter_part, reporting
from thads_desktop.services.compare_packages import shown
from thads_desktop.services.return_words import placed

if TYPE_CHECKING:
    from thads_desktop.returns.consolidate import Evidence
    from thads_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell: number of its form, row, number of its column as printed, what that counts, both figures."""

    key: tuple[str, str, str]
    code: str
    label: str
    no: str
    counts: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter or an entry of a book. number: as people know it; what: thêm | bớt | đổi; words: in what."""

    matter: str
    number: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Two versions of one return."""

    cells: tuple[CellLine, ...]
    matters: tuple[MatterLine, ...]


def differences(desk: Desk, before: str, after: str) -> Differences:
    """What differs between two packages (SHA-256) of one office and period. Refused for two that are not."""
    with desk.reading() as reader:
        first, second = (evidence_cache.evidence(reader, sha) for sha in (before, after))
        parts = [matter_part.read(evidence_cache.part(reader, sha, matter_part.PART)) for sha in (before, after)]
    if (first.office.key, first.regime, first.year, first.months) != (second.office.key, second.regime, second.year, second.months):
        raise Refused(Refusal("slip.unknown"))
    regime = reporting.regime_of((first.regime, first.year, first.months))
    cells, matters = raw.between(regime, first, second)
    heads = {m: {h.key: h for h in regime.headings(m)} for m in {regime.form(c.form).measure for c in cells}}
    numbers = parts[0].numbers | parts[1].numbers
    found = []
    for c in cells:
        head = heads[regime.form(c.form).measure].get(c.cell)
        no, counts = (head.no, head.words) if head is not None else (c.cell, "")
        found.append(CellLine((c.form, c.row, c.cell), c.code, c.label, no, counts, shown(c.before), shown(c.after)))
    return Differences(tuple(found), tuple(
        MatterLine(m.matter, evidence_words.reference(m.matter, numbers), m.what, _words(m, first, second)) for m in matters
    ))  # fmt: skip


def _words(of: raw.MatterChange, first: Evidence, second: Evidence) -> str:
    """In what a matter differs: of one that came or went all that is said of it, else field by field; then its records."""
    said: list[str] = []
    if of.what == raw.CHANGED and of.moved and all(any(f.matter == of.matter for f in e.facts) for e in (first, second)):
        for field, a, b in of.moved:
            was, now = evidence_words.value(field, a, first.office.officers), evidence_words.value(field, b, second.office.officers)
            said.append(f"{evidence_words.FIELDS[field]}: {was} → {now}")
    else:
        for evidence, word in ((first, "trước" if of.what == raw.CHANGED else ""), (second, "nay" if of.what == raw.CHANGED else "")):
            facts = [f for f in evidence.facts if f.matter == of.matter]
            if facts and of.moved:
                said.append(f"{word}: {placed(facts, evidence.office.officers)}".removeprefix(": "))
    if not of.moved and not of.gone and not of.new:
        said.append("khác ở từng khoản hoặc loại án, tổng như trước")
    for records, word in ((of.gone, "bớt"), (of.new, "thêm")):
        said += [f"{word} {evidence_words.kind(r.source)} ({evidence_words.record(r)})".removesuffix(" ()") for r in records]
    return "; ".join(said)

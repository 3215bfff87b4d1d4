"""Behind a cell of the consolidated return: the offices that make it, and of each the matters; the amounts add up to the cell.

Which matters an office counts is read in the evidence that came with its package, never in the sender's cells. A matter is known by the
number its package says, else by its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns.compute import contributions, row_keys
from thads_desktop.returns.tally import merged
from thads_desktop.services import evidence_cache, matter_part, receiving, reporting

if TYPE_CHECKING:
    from thads_desktop.returns.consolidate import Evidence
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class OfOffice:
    """One office's share of a cell. matters: (key, number or key, amount), the largest first."""

    office: str
    name: str
    amount: int
    matters: tuple[tuple[str, str, int], ...]


def offices_of(desk: Desk, period: Period, form: str, row: str, cell: str) -> list[OfOffice]:
    """The offices behind a cell, in the order of their names; those that add nothing are left out. Refused for an unknown form, row, cell."""
    regime = reporting.regime_of(period)
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
            facts = [f for f in evidence.facts if wanted.holds(evidence.office.key, f.kind, f.case_type, f.officer)]
            added = contributions(criteria, facts, cell)
            if added:
                found.append(_of(reader, evidence, sha, added))
    return sorted(found, key=lambda o: (o.name, o.office))


def _of(reader: Reader, evidence: Evidence, sha256: str, added: list[tuple[str, int]]) -> OfOffice:
    numbers = matter_part.read(evidence_cache.part(reader, sha256, matter_part.PART)).numbers
    ordered = sorted(added, key=lambda x: (-abs(x[1]), x[0]))
    return OfOffice(evidence.office.key, evidence.office.name, sum(n for _m, n in added), tuple((m, numbers.get(m, m), n) for m, n in ordered))

"""Judging a register: each row read cell by cell, then against itself, its matter and the store.

Every data row gets exactly one outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.takeover import grouping, values
from thads_desktop.domain.takeover.reading import read_cells, read_officer
from thads_desktop.domain.takeover.row import Row
from thads_desktop.domain.takeover.rows import RawSheet, RowOutcome, Takeover
from thads_desktop.domain.takeover.single import Deferrals, against_itself, any_deferral
from thads_desktop.domain.takeover.stored import against_store
from thads_desktop.domain.takeover.taking import taken_matter
from thads_desktop.domain.takeover.whole import remarks
from thads_desktop.domain.text import has_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.takeover.stored import Known


#: A register with fewer rows is rather a part of one.
_FEW = 20


def judge(
    sheet: RawSheet, officers: Sequence[str], closing_day: date, *, create_officers: bool = False,
    known: Mapping[tuple[str, date], Known] | None = None, offices: Sequence[str] = (), progress: Callable[[int], None] | None = None,
    deferrals: Deferrals = any_deferral,
) -> Takeover:  # fmt: skip
    """The outcome of every row and the matters that can be taken over.

    officers: full names; known: decisions (number, day) that the store has already;
    offices: the names this office has borne; deferrals: is this (điểm, khoản, Điều) a ground of deferral in the law of that day.
    """
    numbers = [r.cells["number"].value for r in sheet.rows if "number" in r.cells]
    if len(numbers) < _FEW:
        # Rows taken out to be mended do not show how their register writes its numbers; those taken over do.
        numbers += [number for number, _ in known or ()]
    style = values.style_of(numbers)
    new: dict[str, None] = {}
    rows = []
    for done, raw in enumerate(sheet.rows, 1):
        row = Row(raw)
        read_cells(row, style)
        rows.append(row)
        if progress is not None and done % 200 == 0:
            progress(done)
    # Names with marks first: only then is it known how many new officers one without can mean.
    for row in sorted(rows, key=lambda r: not has_marks(r.read.get("officer") or "")):
        read_officer(row, [*officers, *new], new, create=create_officers)
    for row in rows:
        against_itself(row, closing_day, deferrals)
    grouping.twins(rows)
    groups = grouping.matters(rows)
    grouping.cross(groups, known or {}, statistical_year)
    there = {id(r) for group in groups if against_store(group, known or {}) for r in group}
    grouping.hold_back(groups)
    sound = [group for group in groups if not any(r.rejected for r in group)]
    taken, held = (
        sorted(
            (taken_matter([r.read for r in g], [r.raw.row for r in g]) for g in sound if (id(g[0]) in there) == stored),
            key=lambda m: (m.day, m.number),
        )
        for stored in (False, True)
    )  # fmt: skip
    used = {m.officer for m in taken}
    heads = {r.raw.row: group[0].raw.row for group in groups for r in group[1:] if not r.value("debtor")}
    return Takeover(
        tuple(_outcome(r, known=id(r) in there) for r in rows), tuple(taken), tuple(n for n in new if n in used), heads,
        remarks(sheet, offices), tuple(held),
    )  # fmt: skip


def _outcome(row: Row, *, known: bool) -> RowOutcome:
    if known:
        return RowOutcome(row.raw.row, "known", tuple(row.findings))
    actions = {f.action for f in row.findings}
    outcome = next((a for a in ("reject", "warn", "normalise") if a in actions), "accept")
    kept = [f for f in row.findings if f.action == "reject"] if outcome == "reject" else row.findings
    return RowOutcome(row.raw.row, outcome, tuple(kept))

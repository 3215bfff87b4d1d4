"""What a period brings to the books of years that are over: a matter of last year that ends now is written into last year's line.

A book that was closed for its whole year is not closed any more by itself: each later closing of its register takes over what came to it since,
in a part of its own with its own sums. Only what was recorded since then is looked at. Registers whose rows are carried over (a store) have it
in the book of the year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import STT
from thads_desktop.services import register_since, registers
from thads_desktop.services.register_book import Book, brought, printed
from thads_desktop.services.register_frozen import Frozen, Older, columns_as_kept, every, fixed
from thads_desktop.services.register_lines import further_cells
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import Sweep
from thads_desktop.storage.register_reads import touched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from thads_desktop.documents.register import Register
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.register_sources.base import SourceRow
    from thads_desktop.storage.reader import Reader


def of_years(desk: Desk, reader: Reader, register: Register, year: int, end: date) -> Iterator[Older]:
    """Of each year before this one, oldest first, whose book was closed to its end: what came to it until the end of a period."""
    if register.of.carried:
        return
    own = sorted({c.year for c in every(reader) if c.register == register.code and c.year < year})
    for before in own:
        held = fixed(reader, register.code, before)
        last = registers.span(register, before)[1]
        book = Book.of(register, held)
        if not any(f.closing.end >= last for f in held if isinstance(f, Frozen)) or any(s.at.end >= end for s in book.rows.values()):
            continue
        made = _of(desk, reader, register, before, end, held, book)
        if made is not None:
            yield made


def _of(desk: Desk, reader: Reader, register: Register, year: int, end: date, held: list[Frozen | Older], book: Book) -> Older | None:
    first, last = registers.span(register, year)
    fields = printed(register, held)
    closed = [f.closing for f in held]
    # Every row is judged by one closing, the last of a quarter; of a book without rows any closing says since when.
    at = next((s.at for s in book.rows.values()), closed[0])
    changed = touched(reader, at.at_seq, at.end + timedelta(days=1))
    if register.source in register_since.TOGETHER:
        only, few = None, book
    else:
        few = Book({key: s for key, s in book.rows.items() if changed.intersection(s.row.subjects)})
        only = frozenset(changed).union(*(s.row.subjects for s in few.rows.values()))
    found = registry.rows(Sweep.of(desk, reader, first, last, end, only), register.source)
    told = register_since.since(desk, reader, register, few, found, first, fields)
    late = [r for r in registers.holding(register, found) if r.key not in book.rows]
    rows = tuple(_counted(r, len(book.rows) + at) for at, r in enumerate(late, 1))
    seen = [t for t in told if t.seen(fields)]
    if not rows and not seen:
        return None
    sums, so_far = brought(register, rows, told), book.sums(register)
    shown = tuple(replace(book.rows[t.further.key].row, cells=further_cells(register, t, fields)) for t in seen)
    own = [f.closing for f in held if isinstance(f, Frozen)]
    said = {r.key: register_since.late_words(own, r) for r in rows}
    # Which closing it is, is known when that is written: it stands in its blob.
    return Older(
        closed[-1], year, columns_as_kept(register), rows, tuple(t.further for t in told), shown, sums, {n: so_far[n] + sums[n] for n in sums}, said
    )


def _counted(row: SourceRow, number: int) -> SourceRow:
    return replace(row, cells={**row.cells, STT: number})

"""What was put right of fixed rows since they were closed: what reads otherwise of the same day, the end of the period that was closed last.

The rows are read as they were known at the end of each day on which something of them was recorded, so a second correction does not cover
the first, and one that was struck again leaves its note: the print of that time bore what it bore. Only the rows of which something was
recorded that may tell otherwise of that day are read again, and only their subjects.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import COMMON
from thads_desktop.domain.office_time import local
from thads_desktop.services import registers
from thads_desktop.services.register_book import GONE, LEFT, STOOD, further
from thads_desktop.services.register_frozen import Correction
from thads_desktop.services.register_lines import LATE
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import Sweep
from thads_desktop.services.register_words import SPAN_WORDS
from thads_desktop.storage.known import Known
from thads_desktop.storage.register_reads import last_recorded, recorded_late

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.register_book import Book, Standing, Told
    from thads_desktop.services.register_frozen import Closing
    from thads_desktop.services.register_sources.base import SourceRow
    from thads_desktop.storage.reader import Reader

#: The rows of these sources rest on one another: they are read whole.
TOGETHER = ("receipt_books",)


def unfrozen(book: Book, rows: list[SourceRow]) -> list[SourceRow]:
    """The rows that no closing has."""
    return [r for r in rows if r.key not in book.rows]


def late_words(before: list[Closing], row: SourceRow) -> str:
    """What is said of a row that was recorded after its period was closed; "" of one that was not."""
    found = next((c for c in sorted(before, key=lambda c: c.end) if row.day <= c.end), None)
    return LATE.format(span=SPAN_WORDS[found.span]) if found is not None else ""


def _last_written(reader: Reader) -> Callable[[Standing], date]:
    """The day on which something of a fixed row was recorded last, since it was closed."""

    def found(s: Standing) -> date:
        seq, at = last_recorded(reader, s.row.subjects, s.at.at_seq)
        moment = datetime.fromisoformat(at) if seq else reader.recorded_at(reader.head()[0])
        return local(moment).date() if moment is not None else s.row.day

    return found


def since(desk: Desk, reader: Reader, register: Register, book: Book, found: list[SourceRow], start: date, fields: frozenset[str]) -> list[Told]:
    """What these rows of the source bring to those of the book, with what of it was put right."""
    if not book.rows:
        return []
    own = [r.key for r in registers.holding(register, found)]
    known = corrections(desk, reader, register, start, book, fields)
    told = further(register, book, found, own, known, fields, _last_written(reader))
    return _of_the_log(desk, reader, register, start, book, told, known)


def _of_the_log(
    desk: Desk, reader: Reader, register: Register, start: date, book: Book, told: list[Told], known: dict[str, list[Correction]]
) -> list[Told]:
    """Without what reads otherwise because the program words it otherwise now: of the same day and the same log it reads so too."""
    said: dict[int, list[tuple[Standing, Told, set[str]]]] = defaultdict(list)
    for t in told:
        key = t.further.key
        if fresh := {c.field for c in t.further.corrections if c not in known.get(key, ())}:
            said[book.rows[key].at.seq].append((book.rows[key], t, fresh))
    other: dict[str, Told | None] = {}
    for group in said.values():
        rows = _as_closed(desk, reader, register, start, [s for s, _t, _fresh in group])
        for s, t, fresh in group:
            row, x = rows.get(s.row.key), t.further
            if x.gone:
                # No line of its own by now, and none then: it stays as it was printed.
                if row is None:
                    other[x.key] = None
                continue
            worded = {n for n in fresh if n and row is not None and (row.cells.get(n) or None) == (x.cells.get(n) or None)}
            if worded:
                cells = {n: c for n, c in x.cells.items() if n not in worded}
                left = tuple(c for c in x.corrections if c.field not in worded)
                other[x.key] = replace(t, further=replace(x, cells=cells, corrections=left)) if cells or left else None
    return [made for t in told if (made := other.get(t.further.key, t)) is not None]


def _as_closed(desk: Desk, reader: Reader, register: Register, start: date, group: list[Standing]) -> dict[str, SourceRow]:
    """The rows of one closing as the program reads them now from what was known when it was made."""
    closing = group[0].at
    return _known(desk, reader, register, start, closing, closing.at_seq, {x for s in group for x in s.row.about})


def corrections(desk: Desk, reader: Reader, register: Register, start: date, book: Book, fields: frozenset[str]) -> dict[str, list[Correction]]:
    """Key of a fixed row -> what was put right of it since its book was closed, in the order it was recorded. fields: what is printed."""
    at: dict[int, list[Standing]] = defaultdict(list)
    for standing in book.rows.values():
        at[standing.at.seq].append(standing)
    found: dict[str, list[Correction]] = {}
    for group in at.values():
        found |= _of(desk, reader, register, start, group[0].at, group, fields)
    return found


def _of(
    desk: Desk, reader: Reader, register: Register, start: date, closing: Closing, group: list[Standing], fields: frozenset[str]
) -> dict[str, list[Correction]]:
    late = recorded_late(reader, {x for s in group for x in s.row.subjects}, closing.at_seq, closing.end)
    if not late:
        return {}
    rows = [s for s in group if any(x in late for x in s.row.subjects)]
    every = recorded_late(reader, {x for s in rows for x in s.row.subjects}, closing.at_seq)
    days: dict[date, tuple[int, set[str]]] = {}
    for s in rows:
        telling = {_on(moment) for subject in s.row.subjects for _seq, moment in late.get(subject, ())}
        # Of such a day all that was recorded: one act may be several events, of which one alone tells otherwise of the day that is looked at.
        for seq, on in ((seq, _on(moment)) for subject in s.row.subjects for seq, moment in every.get(subject, ())):
            if on in telling:
                last, keys = days.get(on, (0, set()))
                days[on] = (max(last, seq), keys | {s.row.key})
    were = _as_closed(desk, reader, register, start, rows) if rows else {}
    told = {s.row.key: _Row(s, were.get(s.row.key)) for s in rows}
    names = [f.name for f in (*register.of.fields, *COMMON) if f.name in fields]
    for on, (seq, keys) in sorted(days.items(), key=lambda x: x[1][0]):
        known = _known(desk, reader, register, start, closing, seq, {x for key in keys for x in told[key].about})
        mine = {r.key for r in registers.holding(register, list(known.values()))}
        for key in sorted(keys):
            told[key].reads(known.get(key), key in mine, on, names)
    return {key: x.found for key, x in told.items() if x.found}


def _on(moment: str) -> date:
    return local(datetime.fromisoformat(moment)).date()


def _known(
    desk: Desk, reader: Reader, register: Register, start: date, closing: Closing, seq: int, about: set[str]
) -> dict[str, SourceRow]:
    """The rows of these subjects, of the last day of a closing, as they were known at a place in the log."""
    only = None if register.source in TOGETHER else frozenset(about)
    sweep = Sweep.of(desk, Known(reader, seq), start, closing.end, closing.end, only)
    return {r.key: r for r in registry.rows(sweep, register.source)}


class _Row:
    """A fixed row while what was recorded of it is walked through."""

    def __init__(self, standing: Standing, was: SourceRow | None) -> None:
        """was: as the program reads it now from what was known when it was fixed."""
        self.first: dict[str, Cell] = standing.row.cells
        self.now, self.gone, self.struck = dict((was or standing.row).cells), standing.gone, standing.row.struck
        self.about = set(standing.row.about)
        self.found: list[Correction] = []

    def reads(self, row: SourceRow | None, mine: bool, on: date, names: list[str]) -> None:
        gone = GONE if row is None or (row.struck and not self.struck) else "" if mine else LEFT
        if gone != self.gone:
            self.found.append(Correction("", self.gone or STOOD, gone or STOOD, on))
            self.gone = gone
        if row is None or gone:
            return
        self.about |= set(row.about)
        for name in names:
            was, now = self.now.get(name), row.cells.get(name)
            # What was empty when it was fixed is filled in: no correction, however late.
            if name in self.first and self.first[name] not in (None, "") and (was or None) != (now or None):
                self.found.append(Correction(name, was, now, on))
            self.now[name] = now

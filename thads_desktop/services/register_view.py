"""A register of a year as it is looked at: closed periods with their frozen rows, then what was recorded since.

A frozen row keeps what was fixed. What came to it later stands in the period that brought it, in a part of its own (``Part.continued``); what was
put right bears the note that the circular asks for, and the view lists it. ``Opened.lines`` are the rows as they stand by now, each once.
A row that was recorded after its period was closed stands in the open part, with a note.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import COMMON, NOTE, STT
from thads_desktop.domain.text import bare
from thads_desktop.services import register_since, registers
from thads_desktop.services.register_book import Book, Told, brought, period_of, printed
from thads_desktop.services.register_frozen import Closing, Frozen, Older, fixed
from thads_desktop.services.register_lines import Line, corrected, further_line, joined, kept_line, line, shown, whom
from thads_desktop.services.register_masking import Door
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import Sweep
from thads_desktop.services.register_words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.documents.register import Register
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.register_sources.base import SourceRow
    from thads_desktop.storage.reader import Reader

__all__ = ["Change", "Continued", "Line", "Opened", "Part", "Wanted", "chosen", "folded", "opened", "shown", "sums"]

#: The period of what no closing has.
OPEN = "chưa kết sổ"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one closing, or the open ones (closing None). totals: of the period; so_far: since the year began; continued: what the period
    brought to rows that were closed before; older: (year, lines, sums) of what it brought to the book of a year that was over."""

    closing: Closing | None
    lines: tuple[Line, ...]
    totals: dict[str, int]
    so_far: dict[str, int]
    frozen: Frozen | None = None
    continued: tuple[Line, ...] = ()
    older: tuple[tuple[int, tuple[Line, ...], dict[str, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became different of a frozen row. on: the day it was recorded."""

    number: int
    label: str
    was: str
    now: str
    on: date


@dataclass(frozen=True, slots=True)
class Continued:
    """What a frozen row was continued with. period: "quý II", or that no closing has it."""

    number: int
    label: str
    was: str
    now: str
    period: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A register of a year. lines: its rows as they stand by now; notes: of its sheet; changes: of frozen rows since they were closed; continued:
    what later periods wrote into them; head: of the log."""

    register: Register
    year: int
    start: date
    end: date
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    continued: tuple[Continued, ...]
    lines: tuple[Line, ...]
    head: tuple[int, str]

    @property
    def closed_until(self) -> date | None:
        return max((p.closing.end for p in self.parts if p.closing is not None and p.frozen is not None), default=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a year is shown: days, officer (a person), words that stand somewhere in the row."""

    start: date | None = None
    end: date | None = None
    officer: str = ""
    text: str = ""

    @property
    def whole(self) -> bool:
        return self == Wanted()


def opened(desk: Desk, code: str, year: int) -> Opened:
    """A register of a year as this account may see it. Refused("register.*" | "rights.none")."""
    with desk.reading() as reader:
        register = registers.of_code(desk, reader, code)
        registers.refuse_future(register, year, desk.clock.today())
        start, end = registers.span(register, year)
        closed = fixed(reader, code, year)
        found = registry.rows(Sweep.of(desk, reader, start, end), register.source)
        return _View(desk, reader, register, year, closed, found).opened()


def folded(view: Opened) -> list[str]:
    """What is searched of each line: the words that its columns show, without marks. Kept by who asks again and again while somebody types."""
    names = [c.field for c in view.register.columns]
    return [bare(" ".join(shown(x.cell(name)) for name in names)) for x in view.lines]


def chosen(view: Opened, wanted: Wanted, said: Sequence[str] | None = None) -> list[Line]:
    """The lines that a filter lets through, in order. said: as of ``folded``."""
    words = bare(wanted.text).split()
    known = said if said is not None or not words else folded(view)
    found = []
    for at, x in enumerate(view.lines):
        if (wanted.start and x.day < wanted.start) or (wanted.end and x.day > wanted.end) or (wanted.officer and x.officer != wanted.officer):
            continue
        if words and known is not None and not all(w in known[at] for w in words):
            continue
        found.append(x)
    return found


def sums(register: Register, lines: Sequence[Line]) -> dict[str, int]:
    """The sums of the columns that are summed, of these lines."""
    names = [c.field for c in register.columns if c.total]
    return {name: sum(v for x in lines if isinstance(v := x.cells.get(name), int)) for name in names}


class _View:
    """A year while it is put together."""

    def __init__(self, desk: Desk, reader: Reader, register: Register, year: int, closed: list[Frozen | Older], found: list[SourceRow]) -> None:
        self.register, self.year, self.closed = register, year, closed
        self.start, self.end = registers.span(register, year)
        self.book, self.fields = Book.of(register, closed), printed(register, closed)
        self.live = {r.key: r for r in registers.holding(register, found)}
        self.open = register_since.since(desk, reader, register, self.book, found, self.start, self.fields)
        self.door, self.head = Door(desk, reader, register.of), reader.head()
        self.notes = registers.notes(register, year)
        self.labels = {f.name: f.label for f in (*register.of.fields, *COMMON)}
        #: Of each row the days on which it was put right, and in which periods it was continued.
        self.corrected = {key: list(s.corrected) for key, s in self.book.rows.items()}
        self.periods = {key: list(s.periods) for key, s in self.book.rows.items()}
        for t in self.open:
            self.corrected[t.further.key] += [c.on for c in t.further.corrections]
            if t.continued(self.fields):
                self.periods[t.further.key].append(OPEN)

    def opened(self) -> Opened:
        told = [(t, period_of(f)) for f in self.closed for t in self.book.told[f.closing.seq]] + [(t, OPEN) for t in self.open]
        changes = tuple(c for t, _period in told for c in self._changes(t))
        continued = tuple(c for t, period in told for c in self._continued(t, period))
        open_rows = register_since.unfrozen(self.book, list(self.live.values()))
        open_part = self._open(open_rows)
        parts = (*(self._closed(f) for f in self.closed), open_part)
        lines = (*(self._standing(key) for key in self.book.rows), *open_part.lines)
        return Opened(self.register, self.year, self.start, self.end, parts, self.notes, changes, continued, lines, self.head)

    def _closed(self, f: Frozen | Older) -> Part:
        """A closing as it was fixed, with what is said of its rows since; of a later year's what it wrote into this book."""
        lines, seq = tuple(self._line(row, row, f.closing.seq) for row in f.rows), f.closing.seq
        further = self._further(self.book.told[seq], seq)
        if isinstance(f, Older):
            return Part(f.closing, lines, f.totals, f.so_far, None, further)
        older = tuple((o.year, tuple(kept_line(r, self.door, seq, o.late.get(r.key, "")) for r in (*o.rows, *o.shown)), o.totals) for o in f.older)
        return Part(f.closing, lines, f.totals, f.so_far, f, further, older)

    def _further(self, told: Iterable[Told], closing: int) -> tuple[Line, ...]:
        rows = self.book.rows
        return tuple(further_line(self.register, rows[t.further.key].row, t, self.door, closing, self.fields) for t in told if t.seen(self.fields))

    def _standing(self, key: str) -> Line:
        """A fixed row as it stands by now; as it was fixed where there is none any more."""
        s = self.book.rows[key]
        made = self._line(s.row, self.live.get(key, s.row), s.at.seq)
        gone = next((t.further.gone for t in self.open if t.further.key == key), s.gone) if key not in self.live else ""
        return replace(made, cells={**made.cells, NOTE: joined(made.cells.get(NOTE), gone)}) if gone else made

    def _line(self, fixed: SourceRow, row: SourceRow, closing: int) -> Line:
        """row: whose cells are told."""
        s, key = self.book.rows[fixed.key], fixed.key
        cells, days = self.door.shown(row.cells, (*whom(fixed), *whom(row))), self.corrected[key]
        cells[STT] = s.number
        cells[NOTE] = joined(cells.get(NOTE), s.late, corrected(days))
        return line(row, cells, self.door, closing, changed=bool(days), continued=tuple(dict.fromkeys(self.periods[key])))

    def _open(self, rows: list[SourceRow]) -> Part:
        number, before = len(self.book.rows), [f.closing for f in self.closed if isinstance(f, Frozen)]
        lines = []
        for at, row in enumerate(rows, number + 1):
            cells = self.door.shown(row.cells, whom(row))
            cells[STT] = at
            cells[NOTE] = joined(cells.get(NOTE), register_since.late_words(before, row))
            lines.append(line(row, cells, self.door))
        sums, so_far = brought(self.register, rows, self.open), self.book.sums(self.register)
        return Part(None, tuple(lines), sums, {n: so_far[n] + sums[n] for n in sums}, None, self._further(self.open, 0))

    def _changes(self, t: Told) -> Iterable[Change]:
        people = (*whom(self.book.rows[t.further.key].row), *t.further.parties, *t.further.about)
        for c in t.further.corrections:
            if not c.field or c.field in self.fields:
                label = self.labels.get(c.field, "Dòng")
                yield Change(t.number, label, self.door.told(label, shown(c.was), people), self.door.told(label, shown(c.now), people), c.on)

    def _continued(self, t: Told, period: str) -> Iterable[Continued]:
        people = (*whom(self.book.rows[t.further.key].row), *t.further.parties, *t.further.about)
        for name in t.continued(self.fields):
            label, was, now = self.labels[name], shown(t.before.get(name)), shown(t.further.cells[name])
            yield Continued(t.number, label, self.door.told(label, was, people), self.door.told(label, now, people), capital(period))

"""A register of a year as it is looked at: closed periods with their frozen rows, then what was recorded since.

A frozen row whose facts were put right keeps what was fixed, and bears the note that the circular asks for; the view lists what changed. It is
held against the row as it reads now of the same day, the end of its period: a payment afterwards is the course of things, no correction.
A row that was recorded after its period was closed stands in the open part, with a note.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import NOTE, STT
from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.listing import decimals
from thads_desktop.domain.money import dong
from thads_desktop.domain.office_time import local
from thads_desktop.domain.text import bare
from thads_desktop.law.books import books
from thads_desktop.services import register_closings, registers
from thads_desktop.services.register_closings import Closing, Frozen
from thads_desktop.services.register_masking import Door
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import SourceRow, Sweep
from thads_desktop.services.register_words import SPAN_WORDS
from thads_desktop.storage.register_reads import last_recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Said of a row that came after its period was closed.
LATE = "ghi sau khi kết sổ {span}"
GONE = "dòng ghi nhầm, đã xóa"
#: Said of a row that the words of an office's own register do not fit any more.
LEFT = "nay không còn thuộc sổ này"


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown, whatever its columns. closing: seq of what fixed it, 0 = open; changed: its facts are others by now."""

    key: str
    day: date
    cells: dict[str, Cell]
    opens: str = ""
    officer: str = ""
    closing: int = 0
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one closing, or the open ones (closing None). totals: of the period; so_far: since the year began."""

    closing: Closing | None
    lines: tuple[Line, ...]
    totals: dict[str, int]
    so_far: dict[str, int]
    frozen: Frozen | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What became different of a frozen row. on: the day it was recorded."""

    number: int
    label: str
    was: str
    now: str
    on: date


@dataclass(frozen=True, slots=True)
class Opened:
    """A register of a year. notes: of its sheet; changes: of frozen rows since they were closed; head: of the log."""

    register: Register
    year: int
    start: date
    end: date
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    head: tuple[int, str]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    @property
    def closed_until(self) -> date | None:
        return max((p.closing.end for p in self.parts if p.closing is not None), default=None)


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
        live = registers.rows(desk, reader, register, start, end)
        closed = [register_closings.frozen(reader, c) for c in register_closings.closings(reader, code, year)]
        door = Door(desk, reader, register.of)
        changes: list[Change] = []
        parts = [_closed(reader, register, f, _then(desk, reader, register, start, f), door, changes) for f in closed]
        parts.append(_open(register, closed, live, door))
        return Opened(register, year, start, end, tuple(parts), registers.notes(register, year), tuple(changes), reader.head())


def folded(view: Opened) -> list[str]:
    """What is searched of each line: its words without marks. Kept by who asks again and again while somebody types."""
    return [bare(" ".join(shown(c) for c in line.cells.values())) for line in view.lines]


def chosen(view: Opened, wanted: Wanted, said: Sequence[str] | None = None) -> list[Line]:
    """The lines that a filter lets through, in order. said: as of ``folded``."""
    words = bare(wanted.text).split()
    known = said if said is not None or not words else folded(view)
    found = []
    for at, line in enumerate(view.lines):
        if (wanted.start and line.day < wanted.start) or (wanted.end and line.day > wanted.end) or (wanted.officer and line.officer != wanted.officer):
            continue
        if words and known is not None and not all(w in known[at] for w in words):
            continue
        found.append(line)
    return found


def sums(register: Register, lines: Sequence[Line]) -> dict[str, int]:
    """The sums of the columns that are summed, of these lines."""
    names = [c.field for c in register.columns if c.total]
    return {name: sum(v for line in lines if isinstance(v := line.cells.get(name), int)) for name in names}


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    return short_date(cell) if isinstance(cell, date) else dong(cell) if isinstance(cell, int) else decimals(cell) if isinstance(cell, Decimal) else cell


@dataclass(frozen=True, slots=True)
class _Then:
    """The rows of a source as they read now of the day a period ended, by key; own: keys of those that belong to the register."""

    rows: Mapping[str, SourceRow]
    own: frozenset[str]


def _then(desk: Desk, reader: Reader, register: Register, start: date, f: Frozen) -> _Then:
    if not f.rows:
        return _Then({}, frozenset())
    found = registry.rows(Sweep.of(desk, reader, start, f.closing.end, f.closing.end), register.source)
    return _Then({r.key: r for r in found}, frozenset(r.key for r in registers.holding(register, found)))


def _closed(reader: Reader, register: Register, f: Frozen, then: _Then, door: Door, changes: list[Change]) -> Part:
    lines = []
    for row in f.rows:
        cells, changed = door.shown(row.cells, _whom(row)), False
        if (different := _different(register, row, then)) is not None:
            changed, on = True, _when(reader, row, f.closing.at_seq)
            cells[NOTE] = "; ".join(x for x in (str(cells.get(NOTE) or ""), f"đã sửa đổi, bổ sung {long_date(on)}") if x)
            number = int(str(row.cells.get(STT) or 0))
            whom = (*_whom(row), *(then.rows[row.key].parties if row.key in then.rows else ()))
            changes += [Change(number, label, door.told(label, shown(was), whom), door.told(label, shown(new), whom), on) for label, was, new in different]
        lines.append(_line(row, cells, door, f.closing.seq, changed=changed))
    return Part(f.closing, tuple(lines), f.totals, f.so_far, f)


def _whom(row: SourceRow) -> tuple[str, ...]:
    """What the door judges a row by: whom it names and what it is about (rows that were fixed long ago have that too)."""
    return *row.parties, *row.about


def _line(row: SourceRow, cells: dict[str, Cell], door: Door, closing: int = 0, *, changed: bool = False) -> Line:
    """A line as it is shown; one that is covered whole opens nothing and has no name."""
    hidden = door.hides(_whom(row))
    if hidden and row.key.partition(".")[0] in books():
        return Line(hashlib.sha256(row.key.encode()).hexdigest()[:16], row.day, cells, "", "", closing, changed)
    return Line(row.key, row.day, cells, "" if hidden and row.opens.startswith("entry:") else row.opens, row.officer, closing, changed)


def _different(register: Register, row: SourceRow, then: _Then) -> list[tuple[str, Cell, Cell]] | None:
    """(label, what was fixed, what is so now) of each field that differs; None = nothing does."""
    now = then.rows.get(row.key)
    if now is None or (now.struck and not row.struck):
        return [("Dòng", "có trong sổ", GONE)]
    if row.key not in then.own:
        return [("Dòng", "có trong sổ", LEFT)]
    found: list[tuple[str, Cell, Cell]] = []
    for field in register.of.fields:
        was, new = row.cells.get(field.name), now.cells.get(field.name)
        # A field that the source got since, or one that is empty either way, tells nothing.
        if field.name in row.cells and (was or None) != (new or None):
            found.append((field.label, was, new))
    return found or None


def _when(reader: Reader, row: SourceRow, after: int) -> date:
    """The day on which the last change of what a row tells was recorded."""
    seq, at = last_recorded(reader, row.about, after)
    moment = datetime.fromisoformat(at) if seq else reader.recorded_at(reader.head()[0])
    return local(moment).date() if moment is not None else row.day


def _open(register: Register, closed: list[Frozen], live: list[SourceRow], door: Door) -> Part:
    rows = register_closings.unfrozen(closed, live)
    number = sum(len(f.rows) for f in closed)
    until = closed[-1].closing if closed else None
    lines = []
    for at, row in enumerate(rows, number + 1):
        cells = door.shown(row.cells, _whom(row))
        cells[STT] = at
        if until is not None and row.day <= until.end:
            late = next((f.closing for f in closed if row.day <= f.closing.end), until)
            said = LATE.format(span=SPAN_WORDS[late.span])
            cells[NOTE] = "; ".join(x for x in (str(cells.get(NOTE) or ""), said) if x)
        lines.append(_line(row, cells, door))
    return Part(None, tuple(lines), register_closings.totals(register, rows), register_closings.totals(register, live))

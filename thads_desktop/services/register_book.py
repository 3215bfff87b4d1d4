"""The book of a register's year as its closings have it: every row that was fixed, with what later closings wrote into it; and what a period
brings to it.

A cell that was empty when its row was fixed, or that goes on by its nature (``Register.running``), is continued: that is the course of things.
A cell that was filled and reads otherwise is put right, which the statutory note tells. So after each closing the book says what was so when
the period ended, and its sums are those of what was printed, row by row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import HAND, NOTE, STT
from thads_desktop.services.register_frozen import Correction, Further, Older
from thads_desktop.services.register_words import SPAN_WORDS, span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.register_frozen import Closing, Frozen
    from thads_desktop.services.register_sources.base import SourceRow

#: Of a row itself: what was so, and what became of it.
STOOD = "có trong sổ"
GONE = "dòng ghi nhầm, đã xóa"
#: Said of a row that the words of an office's own register do not fit any more.
LEFT = "nay không còn thuộc sổ này"
#: Periods that hold others: they fix no row, they add up.
WHOLE = ("half", "year")


@dataclass(slots=True)
class Standing:
    """A fixed row. row: as the last closing has it; at: that closing, as of whose last day it reads; periods: in which it was continued;
    corrected: on which days it was put right."""

    number: int
    row: SourceRow
    at: Closing
    late: str = ""
    gone: str = ""
    periods: list[str] = field(default_factory=list)
    corrected: list[date] = field(default_factory=list)

    def take(self, x: Further) -> Told:
        """Write this into the row."""
        told = Told(self.number, x, dict(self.row.cells), self.gone)
        self.row = replace(
            self.row, cells={**self.row.cells, **x.cells}, opens=x.opens, officer=x.officer, about=x.about, parties=x.parties, struck=x.struck
        )
        self.gone = x.gone
        self.corrected += [c.on for c in x.corrections]
        return told


@dataclass(frozen=True, slots=True)
class Told:
    """What came to a fixed row, beside what the book said of it before."""

    number: int
    further: Further
    before: Mapping[str, Cell]
    gone: str

    def seen(self, fields: frozenset[str]) -> bool:
        """It is told by these columns: a cell that nobody printed changes nothing."""
        return bool(self.further.corrections) or self.further.gone != self.gone or bool(self.continued(fields))

    def continued(self, fields: frozenset[str]) -> list[str]:
        """The fields among these that were continued: what is there now and is no correction."""
        corrected = {c.field: c.now for c in self.further.corrections}
        if self.further.gone or "" in corrected:
            return []
        return [n for n, cell in self.further.cells.items() if n in fields and (n not in corrected or (corrected[n] or None) != (cell or None))]


@dataclass(slots=True)
class Book:
    """rows: by key, in the order of their numbers; told: what each closing wrote into earlier rows, by its seq."""

    rows: dict[str, Standing] = field(default_factory=dict)
    told: dict[int, list[Told]] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register, closed: Iterable[Frozen | Older]) -> Book:
        """As these closings have it, in the order they were made; those of later years too, that went on with it."""
        made, fields = cls(), frozenset[str]()
        for f in closed:
            fields |= printed(register, (f,))
            told = made.told[f.closing.seq] = [made.rows[x.key].take(x) for x in f.further]
            for t in told:
                if t.continued(fields):
                    made.rows[t.further.key].periods.append(period_of(f))
            for row in f.rows:
                made.rows[row.key] = Standing(int(str(row.cells.get(STT) or 0)), row, f.closing, f.late.get(row.key, ""))
            if f.version > 1 and f.closing.span not in WHOLE:
                for standing in made.rows.values():
                    standing.at = f.closing
        return made

    def sums(self, register: Register) -> dict[str, int]:
        """Of every row that stands."""
        return totals(register, (s.row for s in self.rows.values() if not s.gone))


def period_of(f: Frozen | Older) -> str:
    """ "quý II"; of a later year "quý I năm 2021"."""
    return span_of(f.closing.span, f.closing.year) if isinstance(f, Older) else SPAN_WORDS[f.closing.span]


def printed(register: Register, closed: Iterable[Frozen | Older]) -> frozenset[str]:
    """The fields of the columns that are, or were, printed; the note always."""
    return frozenset({NOTE, *(c.field for c in register.columns), *(c[0] for f in closed for c in f.columns)}) - {STT, HAND}


def totals(register: Register, rows: Iterable[SourceRow]) -> dict[str, int]:
    """Sums of every field of money or count that the source has, whichever columns show them."""
    found = dict.fromkeys(summed(register), 0)
    for row in rows:
        for name in found:
            cell = row.cells.get(name)
            if isinstance(cell, int):
                found[name] += cell
    return found


def summed(register: Register) -> list[str]:
    return [f.name for f in register.of.fields if f.kind in ("money", "count")]


def added(register: Register, told: Told) -> dict[str, int]:
    """By how much each sum becomes more, or less, by what came to a row."""
    found = {}
    for name in summed(register):
        was = 0 if told.gone else _whole(told.before.get(name))
        now = 0 if told.further.gone else _whole({**told.before, **told.further.cells}.get(name))
        if now != was:
            found[name] = now - was
    return found


def brought(register: Register, rows: Iterable[SourceRow], told: Iterable[Told]) -> dict[str, int]:
    """The sums of what a period prints: its new rows, and by how much earlier ones grew."""
    found = totals(register, rows)
    for t in told:
        for name, more in added(register, t).items():
            found[name] += more
    return found


def further(
    register: Register, book: Book, found: Sequence[SourceRow], own: Iterable[str], corrections: Mapping[str, Sequence[Correction]],
    fields: frozenset[str], when: Callable[[Standing], date],
) -> list[Told]:  # fmt: skip
    """What the rows of a day bring to those of the book. found: every row of the source; own: keys of those of the register; corrections: what
    is known of the same day as the book (``register_since``); fields: what is printed; when: the day on which a row was last written to."""
    live, mine = {r.key: r for r in found}, frozenset(own)
    names = [f.name for f in register.of.fields] + [NOTE]
    made = []
    for key, standing in book.rows.items():
        known = list(corrections.get(key, ()))
        now = live.get(key)
        if now is None or key not in mine:
            x = _left(standing, GONE if now is None else LEFT, known, register, when)
        else:
            x = _became(standing, now, known, register, names, fields, when)
        if x is not None:
            made.append(Told(standing.number, x, dict(standing.row.cells), standing.gone))
    return made


def _left(s: Standing, why: str, known: list[Correction], register: Register, when: Callable[[Standing], date]) -> Further | None:
    if s.gone == why and not known:
        return None
    if s.gone != why and not any(c.field == "" and c.now == why for c in known[-1:]):
        known.append(Correction("", STOOD, why, when(s)))
    cells: dict[str, Cell] = {name: None for name in summed(register) if s.row.cells.get(name) is not None}
    row = s.row
    return Further(row.key, cells, row.opens, row.officer, row.about, row.parties, row.struck, why, tuple(known))


def _became(
    s: Standing, now: SourceRow, known: list[Correction], register: Register, names: list[str], fields: frozenset[str], when: Callable[[Standing], date],
) -> Further | None:  # fmt: skip
    was, row = s.row.cells, s.row
    # A field that the source got since, or one that is empty either way, tells nothing.
    cells = {n: now.cells.get(n) for n in names if n in was and (was[n] or None) != (now.cells.get(n) or None)}
    if now.struck and not row.struck:
        if not any(c.field == "" for c in known):
            known.append(Correction("", STOOD, GONE, when(s)))
    elif s.gone and not any(c.field == "" for c in known):
        known.append(Correction("", s.gone, STOOD, when(s)))
    else:
        said = {c.field: c.now for c in known}
        for name, cell in cells.items():
            if name in fields and not goes_on(register, name, was[name]) and (said.get(name, was[name]) or None) != (cell or None):
                known.append(Correction(name, said.get(name, was[name]), cell, when(s)))
    if not cells and not known and not s.gone:
        return None
    return Further(row.key, cells, now.opens, now.officer, now.about, now.parties, now.struck, "", tuple(known))


def goes_on(register: Register, name: str, was: Cell) -> bool:
    """What comes to this cell later is the course of things: it was empty, or runs by its nature. Naught is a figure."""
    return was is None or was == "" or name == NOTE or name in register.running


def _whole(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0

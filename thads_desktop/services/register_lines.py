"""Rows of a register as they are shown: behind the door of masking, with what is said of them in the note column."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import NOTE, STT
from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.listing import decimals
from thads_desktop.domain.money import dong
from thads_desktop.law.books import books
from thads_desktop.services.register_book import added, summed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.register_book import Told
    from thads_desktop.services.register_masking import Door
    from thads_desktop.services.register_sources.base import SourceRow

#: By these a row is known: they are told with what came to it, whether they run or not.
_KNOWN_BY = frozenset({"debtor", "creditor", "parties", "party", "name", "owner", "matter_number", "who", "author", "payer"})
#: Said of a row that came after its period was closed.
LATE = "ghi sau khi kết sổ {span}"
#: The statutory note of what was put right after a closing.
CORRECTED = "đã sửa đổi, bổ sung {day}"
#: Said of a row into which later periods wrote.
CONTINUED = "ghi tiếp: {periods}"
#: Said in the place of what stood in a cell and came to an end.
ENDED = "không còn: {was}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown, whatever its columns. closing: seq of what fixed it, 0 = open; changed: it was put right since; continued: in which
    periods later ones wrote into it."""

    key: str
    day: date
    cells: dict[str, Cell]
    opens: str = ""
    officer: str = ""
    closing: int = 0
    changed: bool = False
    continued: tuple[str, ...] = ()

    def cell(self, name: str) -> Cell:
        """As a column shows it: beside the note, when the row was continued."""
        found = self.cells.get(name)
        if name == NOTE and self.continued:
            return joined(found, CONTINUED.format(periods=", ".join(self.continued)))
        return found


def joined(*parts: Cell) -> str:
    """What is said in the note column, one behind the other."""
    return "; ".join(str(x) for x in parts if x)


def corrected(days: Iterable[date]) -> str:
    """The note of each day on which a row was put right."""
    return joined(*(CORRECTED.format(day=long_date(day)) for day in dict.fromkeys(days)))


def whom(row: SourceRow) -> tuple[str, ...]:
    """What the door judges a row by: whom it names and what it is about (rows that were fixed long ago have that too)."""
    return *row.parties, *row.about


def line(row: SourceRow, cells: dict[str, Cell], door: Door, closing: int = 0, *, changed: bool = False, continued: tuple[str, ...] = ()) -> Line:
    """A line as it is shown; one that is covered whole opens nothing and has no name."""
    hidden = door.hides(whom(row))
    if hidden and row.key.partition(".")[0] in books():
        return Line(hashlib.sha256(row.key.encode()).hexdigest()[:16], row.day, cells, "", "", closing, changed, continued)
    opens = "" if hidden and row.opens.startswith("entry:") else row.opens
    return Line(row.key, row.day, cells, opens, row.officer, closing, changed, continued)


def further_cells(register: Register, told: Told, fields: frozenset[str]) -> dict[str, Cell]:
    """What came to a fixed row, under the columns of its register: whose row it is, what was written now, and of what is summed by how much it grew."""
    x = told.further
    money, more = set(summed(register)), added(register, told)
    cells: dict[str, Cell] = {}
    for name, was in told.before.items():
        if name in money:
            cells[name] = more.get(name)
        elif name in x.cells:
            # What stood there and is no more (a deferral that ended) is said: an empty cell would tell nothing.
            cells[name] = x.cells[name] if x.cells[name] not in (None, "") or not was else ENDED.format(was=shown(was))
        else:
            cells[name] = was if name not in register.running or name in _KNOWN_BY else None
    gone = x.gone if x.gone != told.gone else ""
    cells[NOTE] = joined(x.cells.get(NOTE), corrected(c.on for c in x.corrections if not c.field or c.field in fields), gone)
    cells[STT] = told.number
    return cells


def further_line(register: Register, row: SourceRow, told: Told, door: Door, closing: int, fields: frozenset[str]) -> Line:
    """``further_cells`` as a line. row: as it was fixed."""
    x = told.further
    changed = any(not c.field or c.field in fields for c in x.corrections)
    made = door.shown(further_cells(register, told, fields), (*whom(row), *x.parties))
    made[STT] = told.number
    return line(row, made, door, closing, changed=changed)


def kept_line(row: SourceRow, door: Door, closing: int, note: str = "") -> Line:
    """A row as a closing kept it, its number with it. note: said beside its own."""
    made = door.shown(row.cells, whom(row))
    made[STT] = row.cells.get(STT)
    made[NOTE] = joined(made.get(NOTE), note)
    return line(row, made, door, closing, changed="đã sửa đổi" in str(row.cells.get(NOTE) or ""))


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    return short_date(cell) if isinstance(cell, date) else dong(cell) if isinstance(cell, int) else decimals(cell) if isinstance(cell, Decimal) else cell

"""How many lines each register of a year has, and until when it is closed: what the list of registers shows. Decisions are read in one sweep."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.services import register_closings, registers
from thads_desktop.services.register_sources import decisions, registry
from thads_desktop.services.register_sources.base import Sweep

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.documents.register import Register
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Listed:
    """A register in the list of a year. lines None = not counted yet."""

    register: Register
    changed: bool
    lines: int | None = None
    closed: date | None = None


def of_year(desk: Desk, year: int) -> list[Listed]:
    """The registers of a year that this account may see: those in force then; where no form of that time is known, the one of today."""
    today = desk.clock.today()
    with desk.reading() as reader:
        every = registers.seen(desk, reader)
        held = [k for k in every if k.register.custom or k.register.meets(*registers.span(k.register, year))]
        covered = {k.register.source for k in held if not k.register.custom}
        shown = [k for k in every if k in held or (k.register.until is None and k.register.source not in covered)]
        last = {(c.register, c.year): c.end for c in register_closings.every(reader)}
        return [Listed(k.register, k.changed, None, last.get((k.register.code, min(year, registers.year_of(k.register, today))))) for k in shown]


def counted(desk: Desk, year: int, listed: list[Listed], cancelled: Callable[[], bool] | None = None) -> dict[str, int]:
    """Code -> lines of the year."""
    found: dict[str, int] = {}
    with desk.reading() as reader:
        for kind in ("statistical", "calendar"):
            of_kind = [x.register for x in listed if x.register.year == kind]
            if of_kind:
                found |= _of_span(desk, reader, year, of_kind, cancelled)
    return found


def _of_span(desk: Desk, reader: Reader, year: int, of_kind: list[Register], cancelled: Callable[[], bool] | None) -> dict[str, int]:
    # What has not begun has the lines of the year before it, which is what a page shows then.
    year = min(year, registers.year_of(of_kind[0], desk.clock.today()))
    start, end = registers.span(of_kind[0], year)
    keys: dict[str, set[str]] = {}
    wanted = {r.source for r in of_kind if not r.only}
    if wanted & set(decisions.KINDS):
        keys |= decisions.keys(Sweep.of(desk, reader, start, end), wanted & set(decisions.KINDS))
    found: dict[str, int] = {}
    frozen: dict[str, set[str]] = defaultdict(set)
    for register in of_kind:
        if cancelled is not None and cancelled():
            break
        if register.only:
            live = {row.key for row in registers.rows(desk, reader, register, start, end)}
        else:
            if register.source not in keys:
                keys[register.source] = {row.key for row in registry.ROWS[register.source](Sweep.of(desk, reader, start, end))}
            live = keys[register.source]
        for closing in register_closings.closings(reader, register.code, year):
            frozen[register.code] |= {row.key for row in register_closings.frozen(reader, closing).rows}
        found[register.code] = len(live | frozen[register.code])
    return found

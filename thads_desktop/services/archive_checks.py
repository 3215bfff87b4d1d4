"""What keeps the file of a matter out of the archive: a small list of questions, each asked of every file at every step.

A further thing that must be settled before (an exhibit in the store, an asset that is seized) is one more function of ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.states import code
from thads_desktop.law import transitions
from thads_desktop.services import held
from thads_desktop.services.projecting_marks import PUBLISHED
from thads_desktop.storage import mark_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

Check = Callable[["Desk", "Reader", str, "MatterState", "date"], Refusal | None]


def is_open(_desk: Desk, _reader: Reader, _matter: str, state: MatterState, _day: date) -> Refusal | None:
    """It has not ended."""
    return None if state.ended else Refusal("archive.open")


def no_way(_desk: Desk, _reader: Reader, _matter: str, state: MatterState, day: date) -> Refusal | None:
    """The law of the day has no such way from how it ended; what no text names is for the head, who approves each file."""
    for line in state.lines.values():
        found = transitions.table().look("archive", code(state, line), day)
        if found.mark == transitions.NONE:
            return Refusal("archive.no_way", {"says": found.why}, cite=found.cite)
    return None


def money(_desk: Desk, reader: Reader, _matter: str, state: MatterState, _day: date) -> Refusal | None:
    """Money is held that nobody was paid."""
    if state.held > 0:
        return Refusal("archive.money", {"held": dong(state.held)})
    parties = {p for s in state.lines.values() for p in (*s.line.debtors, *s.line.creditors)}
    before = sum(amount for p, _n, amount in held.payers(reader, state.judgment) if p in parties) if state.judgment else 0
    return Refusal("archive.money_before", {"held": dong(before)}) if before > 0 else None


def books(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """A complaint, or whatever else a book follows, is not settled. Nothing is said of which: the account may not see that book."""
    return Refusal("archive.book") if any(e.state == "open" for e in reader.projections.entries.of_matter(matter)) else None


def measures(_desk: Desk, _reader: Reader, _matter: str, state: MatterState, _day: date) -> Refusal | None:
    """Something is still frozen, kept or seized."""
    return Refusal("archive.measure") if state.measures_held else None


def published(_desk: Desk, reader: Reader, matter: str, _state: MatterState, _day: date) -> Refusal | None:
    """Somebody of it is still published."""
    return Refusal("archive.published") if mark_lists.marked_of(reader.projections, PUBLISHED, [matter]) else None


#: Asked in this order; the first that answers is told.
CHECKS: tuple[Check, ...] = (is_open, no_way, money, measures, books, published)


def against(desk: Desk, reader: Reader, matter: str, state: MatterState, day: date) -> Refusal | None:
    """The first reason; None when the file may go."""
    for check in CHECKS:
        found = check(desk, reader, matter, state, day)
        if found is not None:
            return found
    return None

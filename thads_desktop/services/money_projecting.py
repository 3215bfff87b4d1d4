"""The movements of money in their list; derived from the events of matters, judgments and the fund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import movements
from thads_desktop.domain.receipts import book_of, parsed
from thads_desktop.storage.projections import MoneyRow

if TYPE_CHECKING:
    from thads_desktop.domain import events as ev
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.storage.unit_of_work import UnitOfWork

FUND = "fund:cash"


def matter(uow: UnitOfWork, key: str, events: list[ev.Event], state: MatterState) -> None:
    """Refresh the movements of a matter; nothing is asked of one that never had any."""
    if not any(movements.moves(type(e.body)) for e in events):
        return
    applied = movements.applications(uow.events_of(f"intake:{state.judgment}"), key) if state.judgment else set()
    subject = f"matter:{key}"
    found = movements.of_subject(events, applied) if state.exists else []
    uow.projections.put_money(subject, [row_of(subject, m, key, state.officer) for m in found])


def intake(uow: UnitOfWork, key: str, events: list[ev.Event]) -> None:
    """Refresh the movements of a judgment before any decision."""
    _plain(uow, f"intake:{key}", events)


def fund(uow: UnitOfWork) -> None:
    """Refresh the movements of the fund itself."""
    _plain(uow, FUND, uow.events_of(FUND))


def _plain(uow: UnitOfWork, subject: str, events: list[ev.Event]) -> None:
    if any(movements.moves(type(e.body)) for e in events):
        uow.projections.put_money(subject, [row_of(subject, m, "", "") for m in movements.of_subject(events)])


def row_of(subject: str, m: movements.Movement, matter: str, officer: str) -> MoneyRow:
    """A movement as a line of the list."""
    prefix, number = parsed(m.receipt)
    book = book_of(m.book, prefix) if number else ""
    return MoneyRow(
        subject, m.seq, m.part, m.day, m.kind, m.way, m.form, m.amount, m.cash, m.line, m.receipt, book, number, m.party, matter, officer,
    )  # fmt: skip

"""Money of an asset in the ledgers of its matters: the sums booked as what it was sold for, and what was paid out of all. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.asset import Proceeds
from thads_desktop.domain.ledger import NOBODY, ledger

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.ledger import Ledger, Row

#: Movements by which money leaves the office; what was held for nobody leaves by the others, too.
_PAYS, _GIVES = ("PaidOut", "Forfeited"), ("SurplusReturned", "Deducted")


def money_of(asset: str, events: list[ev.Event]) -> tuple[tuple[Proceeds, ...], tuple[tuple[date, int], ...]]:
    """(the sums of a matter booked for the asset, what went out of all its followed money by day)."""
    if not any(isinstance(e.body, le.ReceiptGiven) for e in events):
        return (), ()
    book = ledger(events)
    out = (*((r.day, r.out) for r in book.rows if _leaves(r)), *((r.day, -r.into) for r in book.rows if r.event == "CameBack"))
    given = {of: e.body for of, e in book.receipts.items() if isinstance(e.body, le.ReceiptGiven) and of in book.sums}
    return tuple(_made(book, book.sums[of]) for of, body in given.items() if body.asset == asset), out


def _made(book: Ledger, came: ev.Event) -> Proceeds:
    assert isinstance(came.body, ev.Collected)
    assert came.day is not None
    places = [key for key in book.open if key[1] == came.seq]
    loose = sum(book.open[key] for key in places)
    settled = max((book.settled[key] for key in places if key in book.settled), default=None) if not loose else None
    return Proceeds(came.day, came.body.amount, settled, _gone(book, came.seq, came.body.amount))


def _gone(book: Ledger, seq: int, amount: int) -> date | None:
    for row in book.rows:
        if _leaves(row):
            amount -= sum(part for of, part in row.of if of == seq)
            if amount <= 0:
                return row.day
    return None


def _leaves(row: Row) -> bool:
    return row.event in _PAYS or (row.event in _GIVES and row.account == NOBODY and row.out > 0)

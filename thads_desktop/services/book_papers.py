"""A paper of a matter answers an entry of a book: the entry gets the paper's day and number, and loses them when the paper falls away.

Which kind of paper answers which book, and in which fields, the book's own file says (``paper``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain.book_events import EntryChanged
from thads_desktop.law.books import books
from thads_desktop.services import book_projecting
from thads_desktop.services.book_values import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.acts import Effect
    from thads_desktop.law.books import Book
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork


def answer(desk: Desk, uow: UnitOfWork, matter: str, effect: Effect, day: date, number: str) -> None:
    """The one entry of the matter that waits for such a paper is answered; of several the one of the party that the paper names. Where
    that is not clear nothing is written: the entry still stands among the deadlines."""
    for book in books().values():
        if book.paper is None or book.paper.act != effect.kind:
            continue
        waiting = [(key, party) for key, party, values in _entries(uow, book, matter) if _waits(book, values, day)]
        meant = [key for key, party in waiting if effect.party and party == effect.party] or [key for key, _party in waiting]
        if len(meant) == 1:
            _write(desk, uow, book, meant[0], {book.paper.day: day.isoformat(), book.paper.number: number})


def withdraw(desk: Desk, uow: UnitOfWork, matter: str, kind: str, number: str) -> None:
    """The paper is gone: what it answered waits again."""
    for book in books().values():
        if book.paper is None or book.paper.act != kind or not number:
            continue
        for key, _party, values in _entries(uow, book, matter):
            if values.get(book.paper.number) == number:
                _write(desk, uow, book, key, {book.paper.day: None, book.paper.number: None})


def _entries(uow: UnitOfWork, book: Book, matter: str) -> Iterator[tuple[str, str, dict[str, object]]]:
    """(entry, its party, its values) of the entries of the matter that are watched."""
    for line in uow.projections.entries.of_matter(matter):
        row = uow.row("entry", line.entry) if line.book == book.key else None
        if row is not None and not row.get("end"):
            yield line.entry, str(row.get("party", "")), row["values"]


def _waits(book: Book, values: dict[str, object], day: date) -> bool:
    """Not answered yet, and asked by the day of the paper."""
    assert book.paper is not None
    return not values.get(book.paper.day) and str(values.get(book.day, "")) <= day.isoformat()


def _write(desk: Desk, uow: UnitOfWork, book: Book, entry: str, changed: dict[str, str | None]) -> None:
    row = uow.row("entry", entry)
    assert row is not None
    values = {name: value for name, value in {**row["values"], **changed}.items() if value is not None}
    uow.write_row("entry", entry, {**row, "values": values})
    uow.append(f"entry:{entry}", desk.clock.today(), EntryChanged(tuple(changed), str(row["matter"]), facts(book, values)))
    book_projecting.entry(desk, uow, entry)

"""Who sees which book. What an account may not see it neither reads nor finds: lists, deadlines, the journal, an inspection, counters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.books import Book, books
from thads_desktop.services import masking, masking_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import DeadlineRow
    from thads_desktop.storage.reader import Reader

#: Of what is kept apart (``law.books.APART``), so that the table of rights is asked for by name.
DENOUNCER = "denouncer"


def book_of(entry: str) -> Book:
    """The book of an entry's id. Refused for a book this program does not know."""
    return named(entry.partition(".")[0])


def named(key: str) -> Book:
    """The book of a key. Refused("book.unknown")."""
    found = books().get(key)
    if found is None:
        raise Refused(Refusal("book.unknown", {"known": ", ".join(b.short for b in books().values())}, "book"))
    return found


def seen(desk: Desk) -> tuple[Book, ...]:
    """The books that this account sees, in their order."""
    return tuple(b for b in books().values() if desk.may(b.see))


def hidden(desk: Desk) -> tuple[str, ...]:
    """How the subjects in the log begin that this account may not see; () = it sees everything."""
    return tuple(
        f"{prefix}{b.key}."
        for b in books().values()
        if not desk.may(b.see)
        for prefix in ("entry:", "register:entry:", "register:entry_apart:")
    )


def covered(subject: str, begins: tuple[str, ...]) -> bool:
    """The subject is one of those that ``hidden`` names."""
    return subject.startswith(begins) if begins else False


def deadlines(desk: Desk, reader: Reader, rows: Iterable[DeadlineRow]) -> list[DeadlineRow]:
    """The deadlines this account may see, those of entries with what it may not see of persons hidden."""
    begins = hidden(desk)
    left = [row for row in rows if not covered(row.subject, begins)]
    if not masking.hides(desk):
        return left
    young = masking.young_names(reader, desk.clock.today().year)
    return [replace(r, debtor=masking_text.hidden(r.debtor, young)) if r.subject.startswith("entry:") else r for r in left]

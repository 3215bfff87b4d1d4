"""Who sees which book. What an account may not see it neither reads nor finds: lists, deadlines, the journal, an inspection, counters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.books import Book, books
from thads_desktop.services.paper_place import entry_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import DeadlineRow
    from thads_desktop.storage.reader import Reader

_TASK = "task:"


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


def refuse_subject(desk: Desk, subject: str) -> None:
    """Refused("rights.none"): an event on an entry of a book which this account does not see, whatever act it is of."""
    if subject.startswith("entry:") and covered(subject, hidden(desk)):
        desk.require(book_of(entry_of(subject)).see)


def refuse_place(desk: Desk, place: str) -> None:
    """Refused("rights.none"): a paper, or a file, on an entry of a book which this account does not see."""
    if entry := entry_of(place):
        desk.require(book_of(entry).see)


def apart(entry: str) -> bool:
    """The entry is of a book of which something is kept apart: not even what was given to do about it is for everybody."""
    book = books().get(entry.partition(".")[0])
    return book is not None and any(f.secret for f in book.fields)


def may_see_task(desk: Desk, entry: str, person: str) -> bool:
    """This account sees a task about an entry ("" = none): where the entry is kept apart who sees its book, and who is to do it."""
    return not apart(entry) or desk.may(book_of(entry).see) or person == desk.actor


def hidden_here(desk: Desk, reader: Reader) -> tuple[str, ...]:
    """As ``hidden``, with the tasks in the list of what few see that are another's."""
    begins = hidden(desk)
    if not begins:
        return ()
    tasks = [r for r in reader.projections.deadlines(secret=True) if r.subject.startswith(_TASK)]
    told = {r.subject: str((reader.row("task", r.subject.removeprefix(_TASK)) or {}).get("entry", "")) for r in tasks}
    return (*begins, *(r.subject for r in tasks if not may_see_task(desk, told[r.subject], r.officer)))


def entries_few_see() -> tuple[str, ...]:
    """How the subjects of the entries begin whose deadlines stand in a list of their own."""
    return tuple(f"entry:{b.key}." for b in books().values() if b.secret)


def sees_secret(desk: Desk) -> bool:
    """The account sees one of the books whose deadlines stand in a list of their own."""
    return any(b.secret for b in seen(desk))


def covered(subject: str, begins: tuple[str, ...]) -> bool:
    """The subject is one of those that ``hidden`` names."""
    return subject.startswith(begins) if begins else False


def deadlines(desk: Desk, reader: Reader, until: date | None, officer: str) -> list[DeadlineRow]:
    """The deadlines this account may see, earliest first: of matters, of judgments received and of entries."""
    begins, lists = hidden_here(desk, reader), reader.projections
    rows = [*lists.deadlines(until=until, officer=officer), *lists.deadlines(until=until, officer=officer, secret=True)]
    return sorted((row for row in rows if not covered(row.subject, begins)), key=lambda row: row.due)


def deadline_counts(desk: Desk, reader: Reader, today: date, passing: Sequence[str]) -> tuple[int, int]:
    """(overdue, due within seven days) of what this account may see."""
    begins = hidden_here(desk, reader)
    both = [reader.projections.deadline_counts(today, passing, begins, secret=secret) for secret in (False, True)]
    return both[0][0] + both[1][0], both[0][1] + both[1][1]

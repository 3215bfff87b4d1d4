"""The line of an entry in the lists, and its deadlines; both derived from its rows and events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.standing import standing
from thads_desktop.domain.text import bare
from thads_desktop.law.books import books
from thads_desktop.services import book_terms
from thads_desktop.services.book_values import day_of
from thads_desktop.services.paper_place import on_entry
from thads_desktop.storage.projections import DeadlineRow, EntryRow

if TYPE_CHECKING:
    from thads_desktop.law.books import Book
    from thads_desktop.services.book_terms import Owed
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: So much of a text stands in a line.
_LINE = 200


def entry(desk: Desk, uow: UnitOfWork, key: str) -> None:
    """Refresh one entry."""
    from thads_desktop.services import projecting

    book, row, events = books().get(key.partition(".")[0]), uow.row("entry", key), uow.events_of(f"entry:{key}")
    if book is None or row is None or not standing(events):
        uow.projections.drop_entry(key)
        for secret in (False, True):
            uow.projections.put_deadlines(f"entry:{key}", [], secret=secret)
        return
    due = owed(desk, uow, book, row)
    uow.projections.put_entry(_line(uow, book, key, row, due))
    uow.projections.put_deadlines(f"entry:{key}", _deadlines(book, key, row, due), secret=book.secret)
    projecting.papers_of(uow, on_entry(key), events)


def everything(desk: Desk, uow: UnitOfWork) -> None:
    """Refresh every entry."""
    for subject in uow.subjects("entry"):
        entry(desk, uow, subject.partition(":")[2])


def owed(desk: Desk, reader: Reader, book: Book, row: dict[str, Any]) -> Owed:
    """What an entry owes; nothing once it is ended."""
    if row.get("end"):
        return book_terms.Owed((), ())
    return book_terms.owed(book, row["values"], desk.rules_for(reader), desk.calendar(reader))


def state_of(book: Book, row: dict[str, Any], due: Owed) -> str:
    """open | done (finished, and nothing is due) | closed | mistaken."""
    if end := row.get("end"):
        return "mistaken" if end["how"] == "mistaken" else "closed"
    return "done" if day_of(row["values"], book.closes) is not None and not due.open else "open"


def number_text(book: Book, row: dict[str, Any]) -> str:
    """The number of an entry: KN 3/2026."""
    return f"{book.mark} {row['number']}/{row['year']}"


def number_in(names: Names, entry: str) -> str:
    """As ``number_text``, of an entry by its id, as these names may say it."""
    book, row = books().get(entry.partition(".")[0]), names.row("entry", entry)
    return number_text(book, row) if book is not None and row else ""


def _line(reader: Reader, book: Book, key: str, row: dict[str, Any], due: Owed) -> EntryRow:
    values = row["values"]
    day = day_of(values, book.day)
    assert day is not None
    words = [number_text(book, row)]
    for field in book.fields:
        value = values.get(field.name)
        if field.kind in ("text", "long", "name") and value:
            words.append(str(value))
        elif field.kind == "choice" and value:
            words.append(book.words(field.name, value))
    matter = (reader.row("matter", row["matter"]) or {}) if row["matter"] else {}
    words.append(str(matter.get("number_text", "")))
    apart = reader.row("entry_apart", key) if any(f.secret for f in book.fields) else None
    return EntryRow(
        entry=key, book=book.key, year=row["year"], number=row["number"], day=day, who=_short(values.get(book.who, "")),
        what=_short(values.get(book.what, "")), matter=row["matter"], handler=str(values.get(book.handler, "")), state=state_of(book, row, due),
        next_due=due.open[0].due if due.open else None, found=_folded(words), found_apart=_folded(str(v) for v in (apart or {}).values()),
    )  # fmt: skip


def _deadlines(book: Book, key: str, row: dict[str, Any], due: Owed) -> list[DeadlineRow]:
    values = row["values"]
    return [
        DeadlineRow(
            subject=f"entry:{key}", rule=d.rule, case_=d.case, title=d.title, born=d.born, due=d.due, cite=d.cite,
            officer=str(values.get(book.handler, "")), number_text=number_text(book, row), debtor=_short(values.get(book.who, "")),
        )
        for d in due.open
    ]  # fmt: skip


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


def _folded(words: Any) -> str:
    return " ".join(" ".join(bare(str(w)) for w in words if w).split())

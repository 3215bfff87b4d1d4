"""What pages ask of the books: keys in order and rows by page, one entry with its terms and its changes, the entries of a matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.office_time import local
from thads_desktop.domain.text import bare
from thads_desktop.services import book_projecting, book_rights, books, masking, masking_text
from thads_desktop.services.projecting import Names
from thads_desktop.storage.projections import EntryFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.law.books import Book, BookField
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import EntryRow
    from thads_desktop.storage.reader import Reader

STATES = {"open": "Đang theo dõi", "done": "Đã xong", "closed": "Thôi theo dõi", "mistaken": "Vào sổ nhầm"}
#: What a list shows -> words; the first is what a page begins with.
SHOWS = (
    ("open", "Đang theo dõi"), ("late", "Quá hạn"), ("soon", "Đến hạn trong 7 ngày"), ("finished", "Đã xong, thôi theo dõi"), ("all", "Tất cả"),
)  # fmt: skip
_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as a list shows it. matter: number of its matter; handler: name."""

    entry: str
    book: str
    number_text: str
    day: date
    who: str
    what: str
    matter: str
    handler: str
    state: str
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One field that was written: when, by whom, what stood there before and after."""

    seq: int
    at: str
    who: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry whole, as this account may see it. values: as kept; matter: as it is typed; at: how far the log was."""

    entry: str
    book: Book
    number_text: str
    values: dict[str, Any]
    matter: str
    matter_key: str
    party: str
    state: str
    why: str
    deadlines: tuple[Deadline, ...]
    notes: tuple[str, ...]
    at: int


def wanted(desk: Desk, book: str, *, text: str = "", show: str = "open", handler: str = "", year: int = 0) -> EntryFilter:
    """The filter of what is typed and chosen. Refused for a book that is not known or not seen."""
    of = book_rights.named(book)
    desk.require(of.see)
    today = desk.clock.today()
    states = {"open": ("open",), "finished": ("done", "closed", "mistaken")}.get(show, ())
    before = {"late": today - timedelta(days=1), "soon": today + _SOON}.get(show)
    apart = all(desk.may(f.secret) for f in of.fields if f.secret)
    return EntryFilter(book, tuple(bare(text).split()), apart, states, before, handler, year)


def ids(desk: Desk, asked: EntryFilter, order: str = "number", *, descending: bool = True) -> list[int]:
    """Row ids of the entries under a filter of ``wanted``, in order; rows are fetched by ``rows_in_order`` as they are painted."""
    desk.require(book_rights.named(asked.book).see)
    with desk.reading() as reader:
        found = reader.projections.entries
        if not (asked.words and masking.hides(desk)):
            return found.ids(asked, order, descending=descending)
        # What is hidden from this account is not found by it: what it sees is searched.
        every = found.ids(replace(asked, words=(), apart=False), order, descending=descending)
        seen = _lines(desk, reader, found.rows(every))
        return [k for k in every if k in seen and all(w in _searched(seen[k]) for w in asked.words)]


def keys(desk: Desk, asked: EntryFilter, order: str = "number", *, descending: bool = True) -> list[str]:
    """As ``ids``, the entries themselves."""
    found = ids(desk, asked, order, descending=descending)
    with desk.reading() as reader:
        rows = reader.projections.entries.rows(found)
    return [rows[k].entry for k in found if k in rows]


def rows_in_order(desk: Desk, wanted_ids: Sequence[int]) -> list[EntryLine | None]:
    """One line for each row id, None for one that is gone or not seen."""
    with desk.reading() as reader:
        found = _lines(desk, reader, reader.projections.entries.rows(wanted_ids))
    return [found.get(key) for key in wanted_ids]


def of_matter(desk: Desk, matter: str) -> list[EntryLine]:
    """The entries of a matter that this account may see, newest first."""
    with desk.reading() as reader:
        return list(_lines(desk, reader, dict(enumerate(reader.projections.entries.of_matter(matter)))).values())


def late(desk: Desk) -> dict[str, int]:
    """Book -> entries of which something is overdue, of the books this account sees."""
    with desk.reading() as reader:
        found = reader.projections.entries.late(desk.clock.today().isoformat())
    return {book.key: found.get(book.key, 0) for book in book_rights.seen(desk)}


def view(desk: Desk, entry: str) -> EntryView:
    """One entry whole. Refused("entry.unknown" | "rights.none")."""
    book = book_rights.book_of(entry)
    desk.require(book.see)
    with desk.reading() as reader:
        row = books.held(reader, entry)
        due = book_projecting.owed(desk, reader, book, row)
        values = {f.name: v for f in book.fields if (v := _shown(desk, reader, f, books.whole(reader, book, entry).get(f.name))) is not None}
        matter = row["matter"]
        rowid = reader.projections.matter_id(matter) if matter else None
        spelled = books.spelled(reader.projections.matter_rows([rowid])[0]) if rowid is not None else ""
        end = row.get("end") or {}
        return EntryView(
            entry, book, book_projecting.number_text(book, row), values, spelled, matter, row["party"], book_projecting.state_of(book, row, due),
            str(end.get("why", "")), due.deadlines, due.notes, reader.head()[0],
        )  # fmt: skip


def history(desk: Desk, entry: str) -> list[Change]:
    """Every change of an entry, newest first: what was written, over what. What the account may not read says only that it changed."""
    book = book_rights.book_of(entry)
    desk.require(book.see)
    found: list[Change] = []
    with desk.reading() as reader:
        books.held(reader, entry)
        names = Names(reader)
        for kind in ("entry", "entry_apart"):
            before: dict[str, Any] = {}
            for event in reader.events_of(f"register:{kind}:{entry}"):
                after = _plain(reader, kind, reader.row(kind, entry, getattr(event.body, "row_version", 1)) or {})
                at = f"{local(event.recorded):%d/%m/%Y %H:%M}"
                found += [
                    Change(event.seq, at, names.recorder(event.actor), label, old, new)
                    for label, old, new in _changes(desk, reader, book, before, after)
                ]
                before = after
    return sorted(found, key=lambda c: -c.seq)


def said(book: Book, field: BookField, value: Any, people: dict[str, str]) -> str:
    """A value as people read it."""
    if value in (None, ""):
        return ""
    match field.kind:
        case "date":
            return short_date(date.fromisoformat(value))
        case "money":
            return f"{dong(value)} đồng"
        case "number":
            return dong(value)
        case "choice":
            return book.words(field.name, value)
        case "person":
            return people.get(value, "")
        case _:
            return str(value)


def _plain(reader: Reader, kind: str, row: dict[str, Any]) -> dict[str, Any]:
    if kind == "entry_apart":
        return row
    end = row.get("end") or {}
    number = str((reader.row("matter", row.get("matter", "")) or {}).get("number_text", "")) if row.get("matter") else ""
    ended = f"{books.ENDS[end['how']]}: {end['why']}" if end else ""
    return {**row.get("values", {}), "matter": number, "end": ended}


def _changes(desk: Desk, reader: Reader, book: Book, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    people = books.people_of(reader)
    found = []
    for field in book.fields:
        old, new = before.get(field.name), after.get(field.name)
        if old != new:
            if field.secret and not desk.may(field.secret):
                found.append((field.label, "•••" if old else "", "•••" if new else ""))
            else:
                was, now = (said(book, field, _shown(desk, reader, field, x), people) for x in (old, new))
                found.append((field.label, was, now))
    for name, label in (("matter", "Việc số"), ("end", "Thôi theo dõi")):
        if before.get(name, "") != after.get(name, ""):
            found.append((label, str(before.get(name, "")), str(after.get(name, ""))))
    return found


def _shown(desk: Desk, reader: Reader, field: BookField, value: Any) -> Any:
    """A value as this account may see it; None for what it may not."""
    if field.secret and not desk.may(field.secret):
        return None
    return masking.free_text(desk, reader, value) if field.kind in ("text", "long", "name") and isinstance(value, str) else value


def _lines(desk: Desk, reader: Reader, rows: Mapping[int, EntryRow]) -> dict[int, EntryLine]:
    """The lines of these rows, without those this account may not see."""
    begins = book_rights.hidden(desk)
    young = masking.young_names(reader, desk.clock.today().year) if masking.hides(desk) else None
    names = masking.names(desk, reader)
    return {at: _line(row, names, young) for at, row in rows.items() if not book_rights.covered(f"entry:{row.entry}", begins)}


def _line(row: EntryRow, names: Names, young: set[str] | None) -> EntryLine:
    who, what = (row.who, row.what) if young is None else (masking_text.hidden(row.who, young), masking_text.hidden(row.what, young))
    number = number_of(row)
    matter = str(names.row("matter", row.matter).get("number_text", "")) if row.matter else ""
    return EntryLine(row.entry, row.book, number, row.day, who, what, matter, names.name("person", row.handler), row.state, row.next_due)


def number_of(row: EntryRow) -> str:
    """The number of an entry by its line in the lists."""
    return book_projecting.number_text(book_rights.named(row.book), {"number": row.number, "year": row.year})


def _searched(line: EntryLine) -> str:
    return bare(f"{line.number_text} {line.who} {line.what} {line.matter}")


__all__ = [
    "SHOWS", "STATES", "Change", "EntryFilter", "EntryLine", "EntryView", "history", "ids", "keys", "late", "number_of", "of_matter", "rows_in_order",
    "said", "view", "wanted",
]  # fmt: skip

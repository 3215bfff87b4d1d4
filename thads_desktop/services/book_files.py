"""A book as a listing: on paper and in a workbook, the columns its file names. What is kept apart is in neither."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import book_projecting, book_queries, book_rights, books, inspection_files, masking, people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from thads_desktop.domain.listing import Cell
    from thads_desktop.law.books import Book, BookField
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import EntryFilter
    from thads_desktop.storage.reader import Reader

#: A print of more lines than this is read by nobody.
MOST = 20_000
#: The share of a number's column; of the whole width, so much shows a day unbroken.
_NUMBER, _DAY = 9, 0.072
EMPTY = "Sổ chưa có dòng nào như vậy."


def listing(desk: Desk, asked: EntryFilter, shown: str) -> Listing:
    """The entries under a filter, in the order of their numbers. shown: which they are, in words. Refused when there are too many."""
    book = book_rights.named(asked.book)
    count = len(book_queries.ids(desk, asked))
    if count > MOST:
        raise Refused(Refusal("entry.too_many", {"count": dong(count), "limit": dong(MOST)}, "search"))
    entries = book_queries.keys(desk, asked, "number", descending=False)
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        actor = str((reader.row("person", desk.actor) or {}).get("name", ""))
        table = ListTable("", _columns(book), _rows(desk, reader, book, entries), "" if entries else EMPTY)
        head = reader.head()
    return Listing(
        book.title, who.parent, who.name, who.place, today, (shown,), (table,), (book.said_cite(), *((book.note,) if book.note else ())),
        ("Người lập", actor), people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def pdf(made: Listing) -> bytes:
    """A4 landscape."""
    return inspection_files.pdf(made)


def write(file: Path, made: Listing) -> Path:
    """The listing in a file by its ending. Refused for another ending and a place that cannot be written."""
    refuse_ending(file)
    return inspection_files.write(file, made)


def refuse_ending(file: Path) -> None:
    """Refused for a file that is neither .pdf nor .xlsx."""
    if file.suffix.lower() not in (".pdf", ".xlsx"):
        raise Refused(Refusal("entry.bad_file", field="out"))


def _printed(book: Book) -> list[BookField]:
    return [f for f in book.fields if f.column and not f.secret]


def _columns(book: Book) -> tuple[ListColumn, ...]:
    whole = sum(f.column for f in _printed(book)) + 2 * _NUMBER
    made = [ListColumn("Số", _NUMBER)]
    for field in _printed(book):
        share = max(field.column, whole * _DAY) if field.kind == "date" else field.column
        made.append(ListColumn(field.label, share, "right" if field.kind in ("money", "number") else "left"))
    return (*made, ListColumn("Việc số", _NUMBER * 1.5))


def _rows(desk: Desk, reader: Reader, book: Book, entries: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    named = books.people_of(reader)
    made = []
    for key in entries:
        row = reader.row("entry", key) or {}
        values = row.get("values", {})
        cells = [_cell(desk, reader, book, f, values.get(f.name), named) for f in _printed(book)]
        matter = str((reader.row("matter", row["matter"]) or {}).get("number_text", "")) if row.get("matter") else ""
        end = row.get("end") or {}
        number = book_projecting.number_text(book, row) + (" (vào sổ nhầm)" if end.get("how") == "mistaken" else "")
        made.append((number, *cells, matter))
    return tuple(made)


def _cell(desk: Desk, reader: Reader, book: Book, field: BookField, value: Any, named: dict[str, str]) -> Cell:
    if value in (None, ""):
        return ""
    if field.kind == "date":
        return date.fromisoformat(value)
    if field.kind in ("money", "number"):
        return int(value)
    if field.kind in ("text", "long", "name"):
        return masking.free_text(desk, reader, str(value))
    return book_queries.said(book, field, value, named)

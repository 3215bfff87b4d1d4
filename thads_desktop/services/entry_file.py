"""What is printed of the file of a complaint or of a denunciation: its cover (``forms/file/cover_complaint.toml``) and the words above its
list of documents. Who denounces stands on neither."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.cover import CoverField
from thads_desktop.domain.dates import short_date
from thads_desktop.paths import forms
from thads_desktop.services import book_queries, book_rights, books, keeping, masking

if TYPE_CHECKING:
    from thads_desktop.services.case_file import Shown
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Values that the cover's fields may ask for.
VALUES = ("number", "who", "against", "content", "settler", "received", "accepted", "settled", "kept", "sheets")
#: What stands in the place of who is kept apart.
APART = "giữ bí mật"


@dataclass(frozen=True, slots=True)
class Layout:
    """As the file has it. title: {KIND} = what it is of; fields: (label, value, lines)."""

    note: str
    title: str
    left: str
    right: str
    second: str
    fields: tuple[tuple[str, str, int], ...]


@cache
def layout() -> Layout:
    """The file of the cover. ValueError for what is not sound."""
    data = tomllib.loads(forms("file", "cover_complaint.toml").read_text(encoding="utf-8"))
    wrong = set(data) != {"status", "note", "title", "left", "right", "second", "field"} or data["status"] not in ("established", "reconstructed")
    if wrong or any(f["value"] not in VALUES for f in data["field"]):
        raise ValueError("cover_complaint.toml")
    fields = tuple((f["label"], f["value"], int(f.get("lines", 2))) for f in data["field"])
    return Layout(data["note"], data["title"], data["left"], data["right"], data["second"], fields)


def what(entry: str) -> str:
    """What the file is of, in the words of its book: khiếu nại, tố cáo."""
    return book_rights.book_of(entry).short.lower()


def cover_fields(desk: Desk, reader: Reader, entry: str, shown: Shown) -> tuple[CoverField, ...]:
    """The fields of the cover, as of now."""
    book, row, names = book_rights.book_of(entry), books.held(reader, entry), masking.names(desk, reader)
    people = books.people_of(reader)

    def said(name: str) -> str:
        field = next((f for f in book.fields if f.name == name), None)
        if field is None or field.secret:
            return ""
        return names.words(book_queries.said(book, field, row["values"].get(name), people))

    secret = any(f.secret for f in book.fields)
    who = APART if secret else ", ".join(x for x in (said("complainant"), said("address")) if x)
    values: dict[str, Any] = {
        "number": shown.number_text, "who": who, "against": said("against"), "content": said("content"), "settler": said(book.handler),
        "received": said(book.day), "accepted": said("accepted"),
        "settled": ", ".join(x for x in (said(book.closes), said("decision"), said("result")) if x),
        "kept": _kept(desk, reader, book.key, row["values"].get(book.closes)), "sheets": str(shown.last) if shown.last else "",
    }  # fmt: skip
    return tuple(CoverField(label, values[value], lines) for label, value, lines in layout().fields)


def _kept(desk: Desk, reader: Reader, book: str, closed: object) -> str:
    """Until when the file is kept; "" while it is not settled."""
    each = keeping.kinds(desk, reader)
    return each.of(book).until(date.fromisoformat(str(closed))) if closed and book in each.each else ""


def happened(desk: Desk, entry: str) -> tuple[tuple[str, str], ...]:
    """(day, what) of the terms of the entry that were met, for the second page."""
    met = [(d.discharged_on, d.title) for d in book_queries.view(desk, entry).deadlines if d.discharged_on is not None]
    return tuple((short_date(day), title) for day, title in sorted(met))

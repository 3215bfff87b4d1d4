"""The form of an entry, made from the data of its book: which fields, in which order, with what in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.text import sort_key
from thads_desktop.services import books, people, queries
from thads_desktop.services.inputs import BODY, SENTENCE
from thads_desktop.ui.fields_typed import Suggestion
from thads_desktop.ui.form import Spec
from thads_desktop.ui.known_person import offered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.law.books import Book, BookField
    from thads_desktop.services.desk import Desk

NOT_SAID = (("", "chưa ghi"),)
MATTER = "matter"
#: Of what the account may write and not read.
APART_NOTE = "Được giữ riêng, tài khoản này không đọc được. Để trống: giữ như đã ghi"
MATTER_NOTE = "Gõ số hoặc tên để chọn việc; để trống nếu không thuộc việc nào"
#: Matters offered while one types.
_OFFERED = 8


def specs(desk: Desk, book: Book, values: Mapping[str, Any], matter: str = "") -> Sequence[Spec]:
    """The fields of a book with these values (as kept), then the matter. values {} = a new entry, with what the book begins with."""
    staff = _staff(desk, str(values.get(book.handler, "")))
    made = [_spec(desk, field, values, staff) for field in book.fields]
    return (*made, Spec(MATTER, "Việc số", "name", note=MATTER_NOTE, value=matter, suggest=lambda text: matters(desk, text)))


def matters(desk: Desk, text: str) -> list[Suggestion]:
    """Matters of this number or name, as they are named in a book."""
    ids = queries.matter_ids(desk, queries.MatterFilter(text=text, most=_OFFERED))
    return [Suggestion(books.spelled(row), row.debtor, row.matter) for row in queries.matter_rows(desk, ids[:_OFFERED])]


def _spec(desk: Desk, field: BookField, values: Mapping[str, Any], staff: Sequence[tuple[str, str]]) -> Spec:
    held = values.get(field.name) if values else field.value or None
    value: Any = date.fromisoformat(held) if field.kind == "date" and held else held
    kind: Any = {"number": "text", "person": "choice"}.get(field.kind, field.kind)
    options: Sequence[tuple[str, str]] = ()
    if kind == "choice":
        options = staff if field.kind == "person" else field.options
        if not field.required:
            options, value = (*NOT_SAID, *options), value or ""
    if field.kind == "number" and value is not None:
        value = str(value)
    note = field.note
    if values and field.secret and not desk.may(field.secret):
        note = APART_NOTE
    limit = BODY if kind == "long" else SENTENCE
    suggest = (lambda text: offered(desk, text)) if kind == "name" else None
    return Spec(
        field.name, field.label, kind, field.required, note, options, field.beside, field.share, value, limit, suggest, lines=3,
    )  # fmt: skip


def _staff(desk: Desk, held: str) -> list[tuple[str, str]]:
    """Who has a post today, and whoever stands in the entry."""
    today = desk.clock.today()
    with desk.reading() as reader:
        named = {p.person: p.name for p in people.posts(reader) if p.on(today)}
        if held and held not in named:
            named[held] = str((reader.row("person", held) or {}).get("name", ""))
    return sorted(named.items(), key=lambda x: sort_key(x[1]))

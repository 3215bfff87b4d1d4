"""The books an office keeps around its matters ("sổ theo dõi"), each a file under ``resources/books``.

A file says what is written (``field``), who sees and who writes it (``see``, ``write``: acts of the table of rights), what must be done by
when (``term``: a rule of the law, or a day that a human typed), what is to be looked at (``check``), what a list and a print show, and the
article, or that none is established (``note``). Nothing here knows any one book.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Kinds of fields.
KINDS = ("text", "long", "name", "date", "money", "number", "choice", "person")
#: Acts (``resources/rights/acts.toml``) that a book may name: to see it, to write into it, to read what is kept apart.
SEE, WRITE, APART = ("books", "complaints", "denunciations"), ("book", "complaint", "denunciation"), ("denouncer",)
#: How the numbers of a book begin anew.
YEARS = ("calendar", "statistical")
_BOOK = {
    "title", "short", "mark", "order", "access", "see", "write", "year", "day", "who", "what", "handler", "closes", "note", "cite", "field",
    "term", "check", "paper",
}  # fmt: skip
_FIELD = {
    "name", "label", "kind", "required", "options", "note", "beside", "share", "value", "future", "not_before", "secret", "print",
}  # fmt: skip
_TERM = {"says", "rule", "case", "from", "done", "when", "due", "extended", "paused"}
_CHECK = {"says", "rule", "case", "from", "at", "when"}


@dataclass(frozen=True, slots=True)
class BookField:
    """One thing written of an entry. secret: the act without which it is not read; column: its share of a printed list, 0 = not printed.

    future: a day that lies ahead may be typed; not_before: the field whose day it does not precede.
    """

    name: str
    label: str
    kind: str
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    note: str = ""
    beside: bool = False
    share: int = 1
    value: str = ""
    future: bool = False
    not_before: str = ""
    secret: str = ""
    column: int = 0


@dataclass(frozen=True, slots=True)
class EntryTerm:
    """What must be done by when. From the day in ``start`` by a rule of the law, or by the day typed in ``due``; discharged by the first
    of ``done``; only of entries whose choices are among ``when``. extended: the field of a later day; paused: the fields from when and until
    when it does not run."""

    says: str
    start: str
    done: tuple[str, ...]
    rule: str = ""
    case: str = ""
    due: str = ""
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    extended: str = ""
    paused: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """What happened on the day ``at`` came after the term from ``start``: told, never refused."""

    says: str
    rule: str
    case: str
    start: str
    at: str
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweringPaper:
    """A paper of the matter that answers an entry: its kind (of the kind "paper" also its form), the fields that its day and number go into
    ("" = the number is not kept), and of which entries."""

    act: str
    day: str
    number: str = ""
    form: str = ""
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def is_of(self, act: str, form: str) -> bool:
        """Such a paper answers."""
        return self.act == act and self.form in ("", form)


@dataclass(frozen=True, slots=True)
class Book:
    """A kind of book. day, who, what, handler, closes: fields that a list shows, and by which an entry is finished."""

    key: str
    title: str
    short: str
    mark: str
    order: int
    secret: bool
    see: str
    write: str
    year: str
    day: str
    who: str
    what: str
    handler: str
    closes: str
    note: str
    cite: tuple[tuple[str, str], ...]
    fields: tuple[BookField, ...]
    terms: tuple[EntryTerm, ...]
    checks: tuple[EntryCheck, ...]
    papers: tuple[AnsweringPaper, ...] = ()

    def field(self, name: str) -> BookField:
        """KeyError for a name the book has not."""
        found = next((f for f in self.fields if f.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def words(self, name: str, value: str) -> str:
        """A choice as people read it."""
        return dict(self.field(name).options).get(value, value)

    def said_cite(self) -> str:
        """The articles, for the page; a sentence when none is established."""
        said = "; ".join(words for _law, words in self.cite)
        return said or "Căn cứ pháp luật của sổ: chương trình chưa xác lập."


@cache
def books() -> Mapping[str, Book]:
    """Every book by its key, in the order shown. LawDataError when a file is not sound."""
    return read_books(resource("books"))


def read_books(folder: Path) -> dict[str, Book]:
    """The books of a folder."""
    found = [read_book(file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))]
    return {book.key: book for book in sorted(found, key=lambda b: (b.order, b.key))}


def read_book(key: str, text: str) -> Book:
    """One file, judged. LawDataError says what is wrong with it."""
    data = tomllib.loads(text)
    if strange := set(data) - _BOOK:
        raise LawDataError(f"books/{key}: {sorted(strange)}")
    fields = tuple(_field(key, raw) for raw in data.get("field", ()))
    names = {f.name for f in fields}
    if len(names) != len(fields):
        raise LawDataError(f"books/{key}: a field twice")
    terms = tuple(_term(key, raw) for raw in data.get("term", ()))
    checks = tuple(_check(key, raw) for raw in data.get("check", ()))
    book = Book(
        key, data["title"], data["short"], data["mark"], data["order"], data["access"] == "secret", data["see"], data["write"], data["year"],
        data["day"], data["who"], data["what"], data["handler"], data["closes"], data.get("note", ""), tuple(data.get("cite", {}).items()),
        fields, terms, checks, tuple(_paper(key, raw) for raw in data.get("paper", ())),
    )  # fmt: skip
    _judge(book, data["access"], names)
    return book


def _judge(book: Book, access: str, names: set[str]) -> None:
    where = f"books/{book.key}"
    if access not in ("office", "secret") or book.see not in SEE or book.write not in WRITE or book.year not in YEARS:
        raise LawDataError(f"{where}: access, see, write or year")
    if not (book.cite or book.note):
        raise LawDataError(f"{where}: neither citation nor note")
    days = {f.name for f in book.fields if f.kind == "date"}
    for name, wanted in (
        (book.day, days), (book.closes, days), (book.who, names), (book.what, names), (book.handler, names),
        *((f.not_before, days) for f in book.fields if f.not_before),
        *((name, days) for t in book.terms for name in (t.start, *t.done, t.due, t.extended, *(t.paused or ())) if name),
        *((name, days) for c in book.checks for name in (c.start, c.at)),
        *((p.day, days) for p in book.papers),
        *((p.number, {f.name for f in book.fields if f.kind == "text"}) for p in book.papers if p.number),
        *((name, names) for p in book.papers for name, _values in p.when),
        *((name, names) for t in book.terms for name, _values in t.when),
        *((name, names) for c in book.checks for name, _values in c.when),
    ):  # fmt: skip
        if name not in wanted:
            raise LawDataError(f"{where}: {name!r} is no field, or no day")
    if not book.field(book.day).required or any(book.field(n).secret for n in (book.day, book.who, book.what)):
        raise LawDataError(f"{where}: its day is asked for, and what a list shows is no secret")
    if book.field(book.handler).kind != "person":
        raise LawDataError(f"{where}: handler is no person")


def _field(key: str, raw: Mapping[str, Any]) -> BookField:
    where = f"books/{key} field {raw.get('name')}"
    options = tuple((str(a), str(b)) for a, b in raw.get("options", ()))
    if set(raw) - _FIELD or raw.get("kind") not in KINDS or bool(options) != (raw["kind"] == "choice"):
        raise LawDataError(where)
    secret = raw.get("secret", "")
    if secret and (secret not in APART or raw["kind"] not in ("text", "long") or raw.get("print")):
        raise LawDataError(f"{where}: a secret is a text that is not printed")
    if raw["name"] in ("matter", "party"):
        raise LawDataError(f"{where}: the name is the link's own")
    return BookField(
        raw["name"], raw["label"], raw["kind"], raw.get("required", False), options, raw.get("note", ""), raw.get("beside", False),
        raw.get("share", 1), raw.get("value", ""), raw.get("future", False), raw.get("not_before", ""), secret, raw.get("print", 0),
    )  # fmt: skip


def _paper(key: str, raw: Mapping[str, Any]) -> AnsweringPaper:
    if not {"act", "day"} <= set(raw) <= {"act", "day", "number", "form", "when"} or raw["act"] not in GROUND_KINDS:
        raise LawDataError(f"books/{key} paper: {sorted(raw)}")
    return AnsweringPaper(raw["act"], raw["day"], raw.get("number", ""), raw.get("form", ""), _when(raw))


def _when(raw: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(values)) for name, values in raw.get("when", {}).items())


def _term(key: str, raw: Mapping[str, Any]) -> EntryTerm:
    if set(raw) - _TERM or bool(raw.get("rule")) == bool(raw.get("due")) or not raw.get("done"):
        raise LawDataError(f"books/{key} term {raw.get('says')}: a rule or a typed day, and what discharges it")
    paused = raw.get("paused")
    return EntryTerm(
        raw["says"], raw["from"], tuple(raw["done"]), raw.get("rule", ""), raw.get("case", ""), raw.get("due", ""), _when(raw),
        raw.get("extended", ""), (paused[0], paused[1]) if paused else None,
    )  # fmt: skip


def _check(key: str, raw: Mapping[str, Any]) -> EntryCheck:
    if set(raw) - _CHECK:
        raise LawDataError(f"books/{key} check {raw.get('says')}")
    return EntryCheck(raw["says"], raw["rule"], raw.get("case", ""), raw["from"], raw["at"], _when(raw))

"""Rows of the books around the matters: administrative judgments, complaints, denunciations; and of letters that propose or report
something. Nothing of what is kept apart is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.letters import letter_of
from thads_desktop.domain.standing import as_recorded, standing
from thads_desktop.services import book_projecting, books
from thads_desktop.services.book_queries import STATES
from thads_desktop.services.book_rights import named
from thads_desktop.services.register_sources import letters
from thads_desktop.services.register_sources.base import SourceRow, Sweep, iso
from thads_desktop.storage.projections import EntryFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.listing import Cell
    from thads_desktop.law.books import Book

#: Source -> (book, its word for the kind of paper, only what was accepted).
BOOKS: dict[str, tuple[tuple[str, str], ...]] = {
    "administrative": (("hanh_chinh", ""),), "complaints": (("khieu_nai", "Khiếu nại"),), "denunciations": (("to_cao", "Tố cáo"),),
    "complaints_received": (("khieu_nai", "Khiếu nại"), ("to_cao", "Tố cáo")),
}  # fmt: skip
#: Kind of a letter that came -> its word in the register of what was received.
LETTERS = {"don_kien_nghi": "Kiến nghị", "don_phan_anh": "Phản ánh", "don_khieu_nai": "Khiếu nại, tố cáo"}
#: Said of a letter that has a book of its own to go to.
UNSORTED = {"don_khieu_nai": "chưa vào sổ khiếu nại hoặc sổ tố cáo"}
#: These hold what was accepted alone.
_ACCEPTED = ("complaints", "denunciations")
#: Field of the register -> the first of these fields that the book has.
_FIELDS: dict[str, tuple[str, ...]] = {
    "way": ("way",), "level": ("level",), "who": ("complainant",), "address": ("address",), "against": ("against",), "object": ("object",),
    "content": ("content",), "accepted": ("accepted",), "refused": ("refused",), "settled": ("settled", "answered"), "decision": ("decision", "number"),
    "result": ("result",), "judgment": ("judgment",), "court": ("court",), "debtor": ("debtor",), "creditor": ("creditor",), "forced": ("forced",),
    "worked": ("worked",), "ended": ("ended",),
}  # fmt: skip


#: What is known once an entry is settled, and the days that say it is.
_SETTLED, _RESULT = ("settled", "answered", "ended"), ("decision", "number", "result")


def _as_of(s: Sweep, book: Book, said: dict[str, Any], state: str) -> tuple[dict[str, Any], str]:
    """The values of an entry, and its state, without what came to pass after the day that is told."""
    values = {n: v for n, v in said.items() if v not in (None, "")}
    days = {f.name: day for f in book.fields if f.kind == "date" and (day := iso(values.get(f.name))) is not None}
    later = {name for name, day in days.items() if day > s.as_of}
    if not later or s.as_of >= s.desk.clock.today():
        return values, state
    gone = {*later, *(_RESULT if later & set(_SETTLED) else ())}
    return {n: v for n, v in values.items() if n not in gone}, "open"


def entries(s: Sweep, source: str) -> Iterator[SourceRow]:
    """The entries of the books of a source, by the day they were received; those entered by mistake are left out."""
    people = books.people_of(s.reader)
    lists = s.reader.projections.entries
    for key, kind in BOOKS[source]:
        book = named(key)
        for entry in lists.rows(lists.ids(EntryFilter(key), descending=False)).values():
            if s.only is not None and f"entry:{entry.entry}" not in s.only:
                continue
            row = s.reader.row("entry", entry.entry)
            if row is None or not s.inside(entry.day) or entry.state == "mistaken" or not as_recorded(s.reader.events_of(f"entry:{entry.entry}")):
                continue
            values, state = _as_of(s, book, row["values"], entry.state)
            if source in _ACCEPTED and not values.get("accepted"):
                continue
            cells: dict[str, Cell] = {
                "number": book_projecting.number_text(book, row), "day": entry.day, "kind": kind, "state": STATES.get(state, ""),
                "matter_number": str(s.names.row("matter", row["matter"]).get("number_text", "")) if row.get("matter") else "",
                "handler": people.get(entry.handler, ""), "note": str(values.get("remark", "")),
            }  # fmt: skip
            if not SOURCES[source].has("kind"):
                del cells["kind"]
            for name, options in _FIELDS.items():
                if not SOURCES[source].has(name):
                    continue
                found = next((f for f in options if f in values and any(x.name == f for x in book.fields)), "")
                of = next((x for x in book.fields if x.name == found), None)
                if of is None or of.secret:
                    # Of a denunciation who made it stands apart: no register holds it.
                    cells[name] = None
                elif of.kind == "date":
                    cells[name] = iso(values[found])
                else:
                    cells[name] = book.words(found, str(values[found])) if of.kind == "choice" else str(values[found])
            about = (f"entry:{entry.entry}", f"register:entry:{entry.entry}")
            whom = (str(row["party"]),) if row.get("party") else ()
            yield SourceRow(entry.entry, entry.day, entry.number, cells, f"entry:{entry.entry}", entry.handler, about, whom)


def received(s: Sweep) -> Iterator[SourceRow]:
    """What was received of complaints, denunciations, proposals and reports: entries of the books, and letters of the kinds ``LETTERS``."""
    yield from entries(s, "complaints_received")
    for letter in letters.entered(s, "LetterReceived"):
        key = letter.key.removeprefix("letter.")
        state = letter_of(key, standing(s.reader.events_of(f"letter:{key}"), s.as_of))
        # What is an entry of a book stands here as that.
        if state.kind not in LETTERS or state.entry or state.struck:
            continue
        cells: dict[str, Cell] = {f.name: None for f in SOURCES["complaints_received"].fields}
        row = s.names.row("letter", key)
        cells |= {
            "number": letter.cells["number"], "day": letter.day, "kind": LETTERS[state.kind], "who": letter.cells["author"],
            "content": str(row.get("title", "")),
            "handler": letter.cells["receiver"], "matter_number": letter.cells["matter_number"],
            "note": "; ".join(x for x in (str(letter.cells["note"] or ""), UNSORTED.get(state.kind, "")) if x),
            "result": f"trả lời ngày {short_date(state.answered[0])}" if state.answered else None,
        }  # fmt: skip
        yield SourceRow(letter.key, letter.day, letter.order, cells, letter.opens, "", letter.about, letter.parties)

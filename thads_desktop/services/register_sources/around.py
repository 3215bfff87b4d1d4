"""Rows of the books around the matters: administrative judgments, complaints, denunciations. Nothing of what is kept apart is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.domain.standing import as_recorded
from thads_desktop.services import book_projecting, books
from thads_desktop.services.book_queries import STATES
from thads_desktop.services.book_rights import named
from thads_desktop.services.register_sources.base import SourceRow, Sweep, iso
from thads_desktop.storage.projections import EntryFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.listing import Cell

#: Source -> (book, its word for the kind of paper, only what was accepted).
BOOKS: dict[str, tuple[tuple[str, str], ...]] = {
    "administrative": (("hanh_chinh", ""),), "complaints": (("khieu_nai", "Khiếu nại"),), "denunciations": (("to_cao", "Tố cáo"),),
    "complaints_received": (("khieu_nai", "Khiếu nại"), ("to_cao", "Tố cáo")),
}  # fmt: skip
#: These hold what was accepted alone.
_ACCEPTED = ("complaints", "denunciations")
#: Field of the register -> the first of these fields that the book has.
_FIELDS: dict[str, tuple[str, ...]] = {
    "way": ("way",), "level": ("level",), "who": ("complainant",), "address": ("address",), "against": ("against",), "object": ("object",),
    "content": ("content",), "accepted": ("accepted",), "refused": ("refused",), "settled": ("settled", "answered"), "decision": ("decision", "number"),
    "result": ("result",), "judgment": ("judgment",), "court": ("court",), "debtor": ("debtor",), "creditor": ("creditor",), "forced": ("forced",),
    "worked": ("worked",), "ended": ("ended",),
}  # fmt: skip


def entries(s: Sweep, source: str) -> Iterator[SourceRow]:
    """The entries of the books of a source, by the day they were received; those entered by mistake are left out."""
    people = books.people_of(s.reader)
    lists = s.reader.projections.entries
    for key, kind in BOOKS[source]:
        book = named(key)
        for entry in lists.rows(lists.ids(EntryFilter(key), descending=False)).values():
            row = s.reader.row("entry", entry.entry)
            if row is None or not s.inside(entry.day) or entry.state == "mistaken" or not as_recorded(s.reader.events_of(f"entry:{entry.entry}")):
                continue
            values: dict[str, Any] = {n: v for n, v in row["values"].items() if v not in (None, "")}
            if source in _ACCEPTED and not values.get("accepted"):
                continue
            cells: dict[str, Cell] = {
                "number": book_projecting.number_text(book, row), "day": entry.day, "kind": kind, "state": STATES.get(entry.state, ""),
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

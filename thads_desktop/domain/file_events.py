"""Events of the file of a matter (subject matter): its documents, the numbers of its sheets (bút lục), and scans of its papers.

A document is named by its key in the list (``domain/case_file.py``): ``decision``, ``judgment``, ``appeal``, ``request``,
``paper:<id>``, ``event:<seq>`` or ``doc:<id>``. Titles, numbers and authors are register rows ``file_doc``; reasons are rows
``file_note``; what was scanned and its small picture are blobs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DocumentPut:
    """A document was put into the file by hand, or put right (the last one counts). The event's day: the office obtained it.

    doc: key of the row that names it; kind: "" | judgment | request | acceptance | complaint | proposal; issued: the day it bears.
    """

    doc: str
    sheets: int
    kind: str = ""
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class SheetsCounted:
    """Somebody counted the sheets of a document that the program lists by itself."""

    item: str
    sheets: int


@dataclass(frozen=True, slots=True)
class DocumentTaken:
    """A document does not belong into the file: it leaves the list, numbers it has stay used. row: the reason."""

    item: str
    row: str


@dataclass(frozen=True, slots=True)
class SheetsNumbered:
    """Bút lục were given, once and for good: (key of the document, first, last)."""

    runs: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class NumbersBegin:
    """Of a file that was carried in from an old register: the first number that is free on paper. What lay in it before keeps its numbers there;
    the last one said before any number was given counts."""

    first: int


@dataclass(frozen=True, slots=True)
class ScanAttached:
    """The scan of a document. item "" = of the file as such; kind: pdf | jpeg | png | tiff, by its content; thumb: SHA-256 of the
    small picture, "" = none."""

    scan: str
    item: str
    sha256: str
    kind: str
    pages: int
    size: int
    thumb: str = ""


@dataclass(frozen=True, slots=True)
class ScanTaken:
    """The scan does not belong there; its bytes stay. row: the reason."""

    scan: str
    row: str


@dataclass(frozen=True, slots=True)
class FilePassed:
    """The file went from hand to hand with minutes (sha256: their print, kept as a blob). giver, taker: persons; who is in charge of
    the matter is told by ``OfficerAssigned`` alone."""

    giver: str
    taker: str
    documents: int
    sheets: int
    sha256: str


FileBody = DocumentPut | SheetsCounted | DocumentTaken | SheetsNumbered | NumbersBegin | ScanAttached | ScanTaken | FilePassed

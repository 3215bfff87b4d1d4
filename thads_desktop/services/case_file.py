"""The file of one matter: its documents with their bút lục as a list that people read, and what is done to it by hand.

What is in it follows from the log (``domain/case_file.py``); here it gets its words, and each act is judged. Numbers are given by
``number`` alone, to what has none yet; they stand on the paper, so nothing changes or takes them back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import case_file as cf, events as ev, file_events as fe, ledger_events as le
from thads_desktop.domain.archive import NONE
from thads_desktop.domain.case_file import ONE_NUMBER, CaseFile, Document, Scan
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import (
    book_projecting,
    book_rights,
    entry_papers,
    file_letters,
    file_words,
    inputs,
    masking,
    people,
    projecting,
    served_proofs,
)
from thads_desktop.services.paper_place import entry_of, subject_of

if TYPE_CHECKING:
    from thads_desktop.domain.letters import LetterState
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Sheets of one document; numbers of one file.
MOST_SHEETS, MOST_NUMBERS = 5_000, 99_999
#: Said of what was numbered before the file was carried in.
ON_PAPER = "đã đóng trên giấy"
#: SHA-256 of a kept print -> its pages, for this run of the program.
_PAGES: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. numbers: "4-7"; sheets None: it has none to count; counted False: nobody has; note: why it left the list."""

    key: str
    kind: str
    numbers: str
    title: str
    number_text: str
    author: str
    obtained: date
    issued: date | None
    sheets: int
    counted: bool
    scans: int
    note: str
    paper: str
    printed: bool

    @property
    def gone(self) -> bool:
        """It left the list; only its numbers stay."""
        return bool(self.note)


@dataclass(frozen=True, slots=True)
class Shown:
    """waiting: (documents, numbers) that the next giving would number; uncounted: how many of them nobody has counted."""

    matter: str
    number_text: str
    kind: str
    rows: tuple[Row, ...]
    scans: tuple[Scan, ...]
    last: int
    waiting: tuple[int, int]
    uncounted: int
    archived: bool
    #: It lay in the archive, was taken out by consent and is to come back.
    withdrawn: bool = False

    @property
    def sheets(self) -> int:
        """Of what is in the file."""
        return sum(r.sheets for r in self.rows if not r.gone)


@dataclass(frozen=True, slots=True)
class Put:
    """A document as the clerk writes it down. day: the office obtained it; issued: the day it bears, None = none."""

    title: str
    day: date
    sheets: int = 1
    number: str = ""
    author: str = ""
    issued: date | None = None
    kind: str = ""


def shown(desk: Desk, matter: str) -> Shown:
    """The list of a matter. Refused for an unknown one, and for one with a minor for who may not see whom."""
    with desk.reading() as reader:
        return told(desk, reader, matter)


def told(desk: Desk, reader: Reader, matter: str) -> Shown:
    """As ``shown``, within a reading that is open."""
    masking.refuse_paper(desk, reader, matter)
    file, events, state = load(desk, reader, matter)
    file.scans = file_letters.readable(desk, reader, file.scans)
    names = masking.names(desk, reader)
    by_seq = {e.seq: e for e in events}
    own = people.identity(reader, desk.clock.today()).name
    judgment = names.row("judgment", state.judgment)
    entry = entry_of(matter)
    number = book_projecting.number_in(names, entry) if entry else str(names.row("matter", matter).get("number_text", ""))
    about = _About(names, state, judgment, own, number, entry, file)
    rows = tuple(_row(d, file, by_seq.get(d.seq), about) for d in file.documents)
    runs = cf.to_number(file)
    asked = {key for key, _first, _last in runs}
    uncounted = sum(1 for d in file.listed if d.key in asked and not d.counted and d.kind not in ONE_NUMBER)
    stage = (state.archive or NONE).stage
    waiting = (len(runs), sum(last - first + 1 for _key, first, last in runs))
    return Shown(matter, about.number, file.kind, rows, tuple(file.scans), file.last, waiting, uncounted, stage == "archived", stage == "withdrawn")


def load(desk: Desk, reader: Reader, matter: str, until: int = 0) -> tuple[CaseFile, list[ev.Event], MatterState]:
    """The file, the events it rests on and the matter. Refused("matter.unknown" | "file.no_matter" | "entry.unknown").

    matter: its key, or the place of an entry that has a file of its own (a complaint, a denunciation); until: as it was when the log was so
    far, 0 = as it is.
    """
    if entry_of(matter):
        return _of_entry(desk, reader, matter)
    events = [e for e in reader.events_of(f"matter:{matter}") if not until or e.seq <= until]
    if not events:
        raise Refused(Refusal("matter.unknown"))
    state = fold(events)
    if not state.exists:
        raise Refused(Refusal("file.no_matter"))
    intake = reader.events_of(f"intake:{state.judgment}") if state.judgment else []
    appealed = bool((reader.row("judgment", state.judgment) or {}).get("appeal_number")) if state.judgment else False
    letters = file_letters.letters_of(reader, events)
    sheets, proofs = _sheets_of(desk, reader, state, letters), served_proofs.told(reader, events, state)
    return cf.case_file(events, intake, sheets, appealed=appealed, letters=letters, proofs=proofs), events, state


def _of_entry(desk: Desk, reader: Reader, place: str) -> tuple[CaseFile, list[ev.Event], MatterState]:
    """The file of a complaint or of a denunciation. Refused("entry.unknown")."""
    events = reader.events_of(place)
    if not events or not entry_papers.has(book_rights.book_of(entry_of(place))):
        raise Refused(Refusal("entry.unknown"))
    state = fold(events)
    sheets = _sheets_of(desk, reader, state, {})
    return cf.case_file(events, (), sheets, kind="complaint", proofs=served_proofs.told(reader, events, state)), events, state


def _sheets_of(desk: Desk, reader: Reader, state: MatterState, letters: dict[str, LetterState]) -> dict[str, int]:
    """SHA-256 of a kept print, or of the copy of a letter -> the sheets it is printed on."""
    twice = desk.settings(reader).get("file.sides") == "two"
    sheets = {}
    for paper in state.papers.values():
        if paper.sha256:
            pages = _pages(reader, paper.sha256)
            sheets[paper.sha256] = -(-pages // 2) if twice else pages
    return sheets | {s.scan: _pages(reader, s.scan) for s in letters.values() if s.scan}


def row_of(matter: str, row: dict[str, Any]) -> dict[str, Any]:
    """A register row of a file; of an entry's with its place, by which it is covered for who may not see that."""
    return {**row, "place": matter} if entry_of(matter) else row


# --- what is done by hand ----------------------------------------------------------------------------------


def put(desk: Desk, matter: str, given: Put, doc: str = "") -> str:
    """Put a document into the file, or (doc: its key) put right what was written of it; its key in the list."""
    when = inputs.not_future(given.day, desk.clock.today())
    sheets = _sheets(given.sheets)
    if given.kind not in cf.BY_HAND:
        raise Refused(Refusal("file.bad_kind", {"known": ", ".join(file_words.BY_HAND.values())}, "kind"))
    if given.issued is not None and given.issued > when:
        raise Refused(Refusal("file.issued_after", {"issued": short_date(given.issued), "day": short_date(when)}, "issued"))
    row = {
        "title": inputs.name(given.title, "title"), "number": inputs.name(given.number, "number", required=False, limit=60),
        "author": inputs.name(given.author, "author", required=False, limit=200),
    }  # fmt: skip
    key = doc.removeprefix("doc:") or uuid4().hex
    with desk.writing("file") as uow:
        file = opened(desk, uow, matter)
        if doc and (not doc.startswith("doc:") or _document(file, doc) is None):
            raise Refused(Refusal("file.not_by_hand"))
        uow.write_row("file_doc", key, row_of(matter, row))
        _append(desk, uow, matter, when, fe.DocumentPut(key, sheets, given.kind, given.issued))
        uow.commit()
    return f"doc:{key}"


def known(desk: Desk, matter: str, item: str) -> Put:
    """What was written of a document that was put in by hand."""
    with desk.reading() as reader:
        masking.refuse_paper(desk, reader, matter)
        found = _document(load(desk, reader, matter)[0], item)
        if not item.startswith("doc:"):
            raise Refused(Refusal("file.not_by_hand"))
        row = masking.names(desk, reader).row("file_doc", item.removeprefix("doc:"))
        kind = "" if found.kind == "doc" else found.kind
        return Put(str(row.get("title", "")), found.obtained, found.sheets, str(row.get("number", "")), str(row.get("author", "")), found.issued, kind)


def count(desk: Desk, matter: str, item: str, sheets: int) -> None:
    """Somebody counted the sheets of a document. Fewer than have numbers changes no number; more get theirs by the next giving."""
    counted = _sheets(sheets)
    with desk.writing("file") as uow:
        found = _document(opened(desk, uow, matter), item)
        if found.counted and found.sheets == counted:
            raise Refused(Refusal("file.same_sheets", {"sheets": str(counted)}, "sheets"))
        _append(desk, uow, matter, desk.clock.today(), fe.SheetsCounted(item, counted))
        uow.commit()


def take(desk: Desk, matter: str, item: str, reason: str) -> None:
    """A document does not belong into the file; numbers it has stay used, with the reason beside them."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    row = uuid4().hex
    with desk.writing("file") as uow:
        _document(opened(desk, uow, matter), item)
        uow.write_row("file_note", row, row_of(matter, {"reason": why}))
        _append(desk, uow, matter, desk.clock.today(), fe.DocumentTaken(item, row))
        uow.commit()


def number(desk: Desk, matter: str) -> tuple[int, int, int]:
    """Give bút lục to all that has none yet: (first, last, how many documents). Refused where nothing waits."""
    with desk.writing("file") as uow:
        runs = cf.to_number(opened(desk, uow, matter))
        if not runs:
            raise Refused(Refusal("file.nothing"))
        if runs[-1][2] > MOST_NUMBERS:
            raise Refused(Refusal("file.too_many", {"most": str(MOST_NUMBERS)}))
        _append(desk, uow, matter, desk.clock.today(), fe.SheetsNumbered(runs))
        uow.commit()
    return runs[0][1], runs[-1][2], len(runs)


def opened(desk: Desk, uow: UnitOfWork, matter: str) -> CaseFile:
    """The file, which does not lie in the archive."""
    masking.refuse_paper(desk, uow, matter)
    file, _events, state = load(desk, uow, matter)
    if (state.archive or NONE).stage == "archived":
        raise Refused(Refusal("file.archived"))
    return file


def _append(desk: Desk, uow: UnitOfWork, matter: str, day: date, body: fe.FileBody) -> None:
    uow.append(subject_of(matter), day, body, desk.rules.law_on(day))
    projecting.of_paper(desk, uow, matter)


def _document(file: CaseFile, item: str) -> Document:
    found = file.document(item)
    if found is None:
        raise Refused(Refusal("file.unknown"))
    if found.taken:
        raise Refused(Refusal("file.taken"))
    return found


def _sheets(sheets: int) -> int:
    if not 1 <= sheets <= MOST_SHEETS:
        raise Refused(Refusal("file.bad_sheets", {"most": str(MOST_SHEETS)}, "sheets"))
    return sheets


def _pages(reader: Reader, sha256: str) -> int:
    from thads_desktop.exchange import scan_reading

    if sha256 not in _PAGES:
        try:
            _PAGES[sha256] = scan_reading.pdf_pages(reader.blob(sha256))
        except scan_reading.Unfit:
            _PAGES[sha256] = 0
    return _PAGES[sha256]


# --- in words ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _About:
    """What the words of every line are taken from. judgment: its row; own: the office; number: of the matter; entry: of a book, whose file
    it is; file: of all."""

    names: Names
    state: MatterState
    judgment: dict[str, Any]
    own: str
    number: str
    entry: str
    file: CaseFile


#: (title, number, author, the day it bears).
_Words = tuple[str, str, str, "date | None"]


def _row(d: Document, file: CaseFile, event: ev.Event | None, about: _About) -> Row:
    title, number_text, author, issued = _words(d, event, about)
    gone = {"": "", "void": "số văn bản đã hủy", "struck": "dòng ghi nhầm đã xóa", "unlinked": "văn bản không còn gắn với việc này"}.get(d.taken)
    note = gone if gone is not None else f"bỏ khỏi danh mục: {about.names.words(str(about.names.row('file_note', d.taken).get('reason', '')))}"
    paper = about.state.papers.get(d.paper) if d.key.startswith("paper:") else None
    return Row(
        d.key, d.kind, ON_PAPER if d.before else d.numbers, title, number_text, author, d.obtained, issued, d.sheets, d.counted,
        len(file.scans_of(d.key)), note, d.paper, paper is not None and bool(paper.sha256),
    )  # fmt: skip


def _words(d: Document, event: ev.Event | None, about: _About) -> _Words:
    kind, _, key = d.key.partition(":")
    names = about.names
    match kind:
        case "paper":
            return _of_paper(d, key, about)
        case "doc":
            row = names.row("file_doc", key)
            return str(row.get("title", "")), str(row.get("number", "")), str(row.get("author", "")), d.issued
        case "letter":
            return *file_letters.words(key, about.file.letters.get(key, ""), names, about.own), d.issued
        case "judgment" | "appeal":
            begins = "appeal_" if kind == "appeal" else ""
            title = "Bản án, quyết định phúc thẩm" if kind == "appeal" else file_words.TITLES["judgment"]
            day = str(about.judgment.get(f"{begins}day") or "")
            issued = date.fromisoformat(day) if day else d.issued
            return title, str(about.judgment.get(f"{begins}number") or ""), str(about.judgment.get(f"{begins}court") or ""), issued
        case "request":
            party = str(names.row("request", about.state.request).get("party", ""))
            return file_words.TITLES["request"], "", names.name("party", party), d.issued
        case "complaint":
            values = names.row("entry", about.entry).get("values", {})
            who = names.words(str(values.get("complainant", "")))
            return file_words.LETTERS.get(about.entry.partition(".")[0], file_words.TITLES["gone"]), "", who, d.issued
        case "decision":
            return file_words.TITLES["decision"], about.number, about.own, d.obtained
        case _:
            return _recorded(d, event, about)


def _of_paper(d: Document, key: str, about: _About) -> _Words:
    from thads_desktop.documents.form import form_name

    row, paper = about.names.row("paper", key), about.state.papers.get(key)
    title = str(row.get("title", "")) or (form_name(paper.form, d.obtained) if paper is not None else file_words.TITLES["gone"])
    number = (paper.number_text if paper is not None else "") or str(row.get("number_text", ""))
    here = paper is not None and (paper.stage != "recorded" or bool(paper.signer))
    return title, number, about.own if here else "", d.issued


def _recorded(d: Document, event: ev.Event | None, about: _About) -> _Words:
    title, names, own = file_words.TITLES.get(d.kind, file_words.TITLES["gone"]), about.names, about.own
    match event.body if event is not None else None:
        case ev.PaperSent(paper, to, recipient, _way, receipt):
            from thads_desktop.services.event_words import TO_WORDS

            whom = names.name("party", recipient) or TO_WORDS.get(to, "")
            said = f"{title}: {file_words.of_item(f'paper:{paper}', names)}, {whom}".rstrip(", ")
            return said, receipt or about.file.proofs.get(d.seq, ""), own, d.obtained
        case le.ReceiptGiven() as body:
            return title, body.number, own, d.obtained
        case le.PaidOut() | le.Deposited() as body:
            return title, body.voucher, own, d.obtained
        case ev.ValidNotice() | ev.Verified() | ev.InformationReceived() as body:
            whom = names.name("party", body.party)
            return f"{title}: {whom}" if whom else title, "", "" if isinstance(body, ev.InformationReceived) else own, d.obtained
        case ev.SurplusReturned() as body:
            return title, body.receipt, own, d.obtained
        case _:
            return title, "", "" if d.kind == "gone" else own, d.obtained

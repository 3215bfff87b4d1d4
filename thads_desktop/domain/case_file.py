"""The file of a matter as a list of documents with the numbers of their sheets (bút lục); Circular 04/2023, Article 31.2.

``case_file(events, intake)`` is pure and total: which documents there are follows from what happened and from what was put in by
hand; a number is given once, by an event, and nothing takes it back. ``to_number`` says which numbers the next giving would give.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import (
    book_events as bk,
    events as ev,
    file_events as fe,
    ledger_events as le,
    letter_events as lt,
)
from thads_desktop.domain.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from thads_desktop.domain.letters import LetterState

#: Kinds of documents that get one number, however many sheets they have.
ONE_NUMBER = ("decision", "judgment")
#: Which come first, by what the file is of: chủ động, theo yêu cầu, khiếu nại.
ORDERS: dict[str, tuple[str, ...]] = {
    "cd": ("decision", "judgment"), "yc": ("decision", "request", "judgment"), "complaint": ("acceptance", "complaint", "proposal"),
}  # fmt: skip
#: Form of a paper in a file of a complaint or denunciation -> the kind of document that it is there.
KINDS_OF_FORMS = {
    "complaint_accepted": "acceptance", "denunciation_accepted": "acceptance",
    "complaint_first": "settlement", "complaint_second": "settlement", "denunciation_conclusion": "settlement",
}  # fmt: skip
#: Kinds that a document may be given by hand.
BY_HAND = ("", "judgment", "request", "acceptance", "complaint", "proposal")
#: What is recorded as a fact leaves this document behind, where no paper of the program does.
RECORDS: dict[type, str] = {
    ev.ValidNotice: "notice", ev.SummonsServed: "summons", ev.Verified: "verification", ev.InformationReceived: "information",
    le.ReceiptGiven: "receipt", le.PaidOut: "payment", le.Deposited: "deposit", ev.SurplusReturned: "return",
}  # fmt: skip
#: What a letter is to a matter (``LetterStands.how``) -> it is in its file.
LETTERS = {"in": True, "out": True, "linked": True, "unlinked": False}


@dataclass(frozen=True, slots=True)
class Document:
    """sheets: as counted, else as many as it has at least (counted False); runs: its numbers; obtained: the day the office had it;
    issued: the day it bears; seq: the event it rests on; taken: row of the reason for which it left the list, "" = it is in."""

    key: str
    kind: str
    obtained: date
    seq: int
    sheets: int = 1
    counted: bool = False
    issued: date | None = None
    runs: tuple[tuple[int, int], ...] = ()
    taken: str = ""
    paper: str = ""
    #: Its numbers stand on the paper alone, from before the file was carried in.
    before: bool = False

    @property
    def given(self) -> int:
        """How many numbers it has."""
        return sum(last - first + 1 for first, last in self.runs)

    @property
    def wanted(self) -> int:
        """How many it ought to have."""
        return 0 if self.before else 1 if self.kind in ONE_NUMBER else self.sheets

    @property
    def numbers(self) -> str:
        """ "3", "4-7", "4-5, 12"; "" for none yet."""
        return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in self.runs)


@dataclass(frozen=True, slots=True)
class Scan:
    """What is attached; gone: row of the reason for which it was taken away, "" = it is there. by_record: it came with the record
    of the paper itself."""

    scan: str
    item: str
    sha256: str
    kind: str
    pages: int
    size: int
    thumb: str
    day: date
    gone: str = ""
    by_record: bool = False


@dataclass(slots=True)
class CaseFile:
    """documents: in the order of the list; last: the highest number that was ever given, here or before the file was carried in; numbered: numbers
    were given here."""

    kind: str
    documents: list[Document] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    last: int = 0
    numbered: bool = False
    #: Letter -> the code of its kind; place in the log of a sending -> the number told later.
    letters: dict[str, str] = field(default_factory=dict)
    proofs: dict[int, str] = field(default_factory=dict)

    def document(self, key: str) -> Document | None:
        return next((d for d in self.documents if d.key == key), None)

    def scans_of(self, item: str) -> list[Scan]:
        """Those that were not taken away."""
        return [s for s in self.scans if s.item == item and not s.gone]

    @property
    def listed(self) -> list[Document]:
        """What is in the file."""
        return [d for d in self.documents if not d.taken]

    @property
    def sheets(self) -> int:
        """Of what is in the file."""
        return sum(d.sheets for d in self.listed)

    @property
    def uncounted(self) -> list[Document]:
        """What is in it and nobody counted: neither a human nor, of its own prints, the program."""
        return [d for d in self.listed if not d.counted]


def case_file(
    events: Iterable[ev.Event], intake: Iterable[ev.Event] = (), pages: Mapping[str, int] | None = None, *, appealed: bool = False, kind: str = "cd",
    letters: Mapping[str, LetterState] | None = None, proofs: Mapping[int, str] | None = None,
) -> CaseFile:  # fmt: skip
    """events: of the matter; intake: of its judgment; pages: SHA-256 of a print, or of the kept copy of a letter -> sheets it was printed on;
    appealed: there is a judgment of the second instance; kind: of a file that is of no matter; letters: those that the matter names, as the
    books of letters have them; proofs: place in the log of a sending -> the number that its line of service has since."""
    made = _Maker(pages or {}, kind, appealed, proofs or {})
    for event in standing(list(events)):
        made.take(event)
    made.received(standing(list(intake)))
    made.came_and_left(letters or {})
    file = made.finished()
    file.letters = {key: state.kind for key, state in (letters or {}).items()}
    file.proofs = dict(proofs or {})
    return file


def ordered(documents: Iterable[Document], kind: str) -> list[Document]:
    """Those with numbers by them; then the others, by the rule: what comes first in such a file, then by when the office had it, of
    one day by the day they bear."""
    first = ORDERS.get(kind, ORDERS["cd"])

    def place(d: Document) -> tuple[int, int, int, int, int]:
        if d.before:
            return -1, first.index(d.kind) if d.kind in first else len(first), 0, 0, d.seq
        if d.runs:
            return 0, d.runs[0][0], 0, 0, d.seq
        rank = first.index(d.kind) if d.kind in first else len(first)
        return 1, rank, d.obtained.toordinal(), (d.issued or d.obtained).toordinal(), d.seq

    return sorted(documents, key=place)


def to_number(file: CaseFile) -> tuple[tuple[str, int, int], ...]:
    """The runs that the next giving gives: documents without a number in their order, further sheets of others where they stand."""
    runs, at = [], file.last
    for d in ordered(file.listed, file.kind):
        more = d.wanted - d.given
        if more > 0:
            runs.append((d.key, at + 1, at + more))
            at += more
    return tuple(runs)


class _Maker:
    """Walks the events of a matter."""

    def __init__(self, pages: Mapping[str, int], kind: str, appealed: bool, proofs: Mapping[int, str]) -> None:
        self.pages, self.appealed, self.proofs = pages, appealed, proofs
        self.kind, self.request, self.opening = kind, "", ""
        self.documents: dict[str, Document] = {}
        self.counts: dict[str, int] = {}
        self.runs: dict[str, list[tuple[int, int]]] = {}
        self.taken: dict[str, str] = {}
        self.scans: dict[str, Scan] = {}
        #: First and last event that wrote a document down by hand.
        self.put: dict[str, tuple[int, int]] = {}
        self.void: set[str] = set()
        #: Letter -> (first event that named it, last, whether it is of the matter by that, day of the first).
        self.letters: dict[str, tuple[int, int, bool, date]] = {}
        self.last = 0
        #: The event by which it was carried in, and the first number that was free then.
        self.carried, self.first = 0, 0

    def take(self, e: ev.Event) -> None:
        """One event of the matter."""
        assert e.day is not None
        match e.body:
            case ev.MatterOpened() | ev.CarriedIn():
                self._opened(e, e.day)
            case bk.EntryOpened() if self.kind == "complaint":
                self._put(Document("complaint", "complaint", e.day, e.seq))
            case ev.PaperNumbered() | ev.PaperRecorded():
                self._paper(e, e.day)
            case ev.PaperVoided(paper):
                self.void.add(paper)
            case ev.PaperSent(paper, to, _recipient, _way, receipt) if receipt or to == "party" or e.seq in self.proofs:
                self._put(Document(f"event:{e.seq}", "sending", e.day, e.seq, paper=paper))
            case fe.DocumentPut():
                self._by_hand(e, e.day)
            case lt.LetterStands(letter, how) if how in LETTERS:
                first, last, there, day = self.letters.get(letter, (e.seq, 0, True, e.day))
                # What the book said last counts, whatever day it names.
                self.letters[letter] = (first, e.seq, LETTERS[how], day) if e.seq > last else (e.seq, last, there, e.day)
            case fe.ScanAttached(scan, item, sha, kind, pages, size, thumb):
                self.scans[scan] = Scan(scan, item, sha, kind, pages, size, thumb, e.day)
            case fe.NumbersBegin(first):
                self.first = first
            case fe.SheetsCounted() | fe.DocumentTaken() | fe.SheetsNumbered() | fe.ScanTaken() as body:
                self._marked(body)
            case body if type(body) in RECORDS and not getattr(body, "paper", ""):
                self._put(Document(f"event:{e.seq}", RECORDS[type(body)], e.day, e.seq))
            case _:
                pass

    def _marked(self, body: fe.SheetsCounted | fe.DocumentTaken | fe.SheetsNumbered | fe.ScanTaken) -> None:
        """What is said of a document or scan that is there."""
        match body:
            case fe.SheetsCounted(item, sheets):
                self.counts[item] = sheets
            case fe.DocumentTaken(item, row):
                self.taken[item] = row
            case fe.SheetsNumbered(runs):
                for item, first, last in runs:
                    self.runs.setdefault(item, []).append((first, last))
                    self.last = max(self.last, last)
            case fe.ScanTaken(scan, row):
                if scan in self.scans:
                    self.scans[scan] = replace(self.scans[scan], gone=row)

    def received(self, intake: list[ev.Event]) -> None:
        """What came in before the decision: when the office had the judgment and the request."""
        for e in intake:
            assert e.day is not None
            match e.body:
                case ev.JudgmentReceived(_type, judged):
                    for key in ("judgment", "appeal"):
                        if key in self.documents:
                            self.documents[key] = replace(self.documents[key], obtained=e.day, issued=judged if key == "judgment" else None)
                case ev.RequestReceived(request) if self.request and request == self.request:
                    self._put(Document("request", "request", e.day, e.seq))
                case _:
                    pass

    def came_and_left(self, letters: Mapping[str, LetterState]) -> None:
        """The letters of the matter: with what their book says, and with the copy that is kept of them."""
        for letter, (seq, _last, there, told) in self.letters.items():
            key, known = f"letter:{letter}", letters.get(letter)
            scan = known.scan if known is not None else ""
            sheets = self.pages.get(scan, 0)
            day, issued = (known.day or told, known.written) if known is not None else (told, None)
            counted = bool(scan) and self.pages.get(scan, 1) > 0
            self._put(Document(key, "letter", day, seq, max(1, sheets), counted, issued, taken="" if there else "unlinked"))
            if scan and there:
                self.scans[key] = Scan(key, key, scan, "pdf", max(1, sheets), 0, "", day, by_record=True)

    def finished(self) -> CaseFile:
        """The list. What was numbered and is no document any more (struck, voided) keeps its place by its numbers."""
        found = []
        for key, d in self.documents.items():
            runs = tuple(self.runs.get(key, ()))
            sheets, by_hand = self.counts.get(key, d.sheets), key in self.counts or key.startswith("doc:")
            if runs and not by_hand and d.kind not in ONE_NUMBER:
                # As many as when the numbers were given: no print made since, and no setting, asks for more.
                sheets = sum(last - first + 1 for first, last in runs)
            gone = self.taken.get(key, "") or ("void" if d.paper in self.void and key == f"paper:{d.paper}" else d.taken)
            counted = d.counted or by_hand
            before = self.first > 0 and d.seq == self.carried and not runs
            same = (sheets, counted, runs, gone, before) == (d.sheets, d.counted, d.runs, d.taken, d.before)
            found.append(d if same else replace(d, sheets=sheets, counted=counted, runs=runs, taken=gone, before=before))
        for key, left in self.runs.items():
            if key not in self.documents:
                day = max((d.obtained for d in self.documents.values()), default=None)
                if day is not None:
                    found.append(Document(key, "gone", day, 0, runs=tuple(left), taken="struck"))
        shown = [d for d in found if not d.taken or d.runs]
        return CaseFile(self.kind, ordered(shown, self.kind), list(self.scans.values()), max(self.last, self.first - 1), bool(self.runs))

    def _put(self, d: Document) -> None:
        self.documents[d.key] = d

    def _opened(self, e: ev.Event, day: date) -> None:
        body = e.body
        assert isinstance(body, (ev.MatterOpened, ev.CarriedIn))
        self.kind = body.kind
        self.carried = e.seq if isinstance(body, ev.CarriedIn) else 0
        self.request = body.request if isinstance(body, ev.MatterOpened) else ""
        self.opening = body.paper if isinstance(body, ev.MatterOpened) else ""
        key = f"paper:{self.opening}" if self.opening else "decision"
        before = self.documents.get(key)
        self._put(Document(key, "decision", day, e.seq, before.sheets if before else 1, before.counted if before else False, day, paper=self.opening))
        if self.request:
            self._put(Document("request", "request", day, e.seq))
        if body.judgment:
            self._put(Document("judgment", "judgment", day, e.seq))
            if self.appealed:
                self._put(Document("appeal", "judgment", day, e.seq))

    def _paper(self, e: ev.Event, day: date) -> None:
        body = e.body
        assert isinstance(body, (ev.PaperNumbered, ev.PaperRecorded))
        sheets = self.pages.get(body.sha256, 0)
        kind = "decision" if body.paper == self.opening and self.opening else "paper"
        if self.kind == "complaint":
            kind = KINDS_OF_FORMS.get(body.form, kind)
        self._put(Document(f"paper:{body.paper}", kind, day, e.seq, max(1, sheets), sheets > 0, day, paper=body.paper))
        if isinstance(body, ev.PaperRecorded) and body.sha256:
            self.scans[f"paper:{body.paper}"] = Scan(
                f"paper:{body.paper}", f"paper:{body.paper}", body.sha256, "pdf", max(1, sheets), 0, "", day, by_record=True
            )

    def _by_hand(self, e: ev.Event, day: date) -> None:
        body = e.body
        assert isinstance(body, fe.DocumentPut)
        key = f"doc:{body.doc}"
        first, last = self.put.get(key, (e.seq, 0))
        # What was written last counts, whatever day it names; its place among others of one day is that of the first.
        self.put[key] = (min(first, e.seq), max(last, e.seq))
        if e.seq > last:
            self._put(Document(key, body.kind or "doc", day, min(first, e.seq), body.sheets, counted=True, issued=body.issued))
        else:
            self._put(replace(self.documents[key], seq=e.seq))

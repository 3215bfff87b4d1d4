"""Letters that belong to an entry of a book which an account may not see, and the papers and the file of such an entry: their words would
name who complained or denounced; and tasks about an entry that is kept apart, but for who is to do them.

Covered, not left out: the numbers of a book of letters have no gap. That a letter was linked once is enough, also where it was unlinked since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import letter_events as le
from thads_desktop.domain.letters import SUBJECT
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.task_events import TaskSet
from thads_desktop.law.books import books
from thads_desktop.services import book_rights
from thads_desktop.services.paper_place import on_entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.events import Event
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

COVERED = "•••"
#: Register rows of papers, and of documents of a file; what of them is words.
_OF_PAPER, _OF_FILE = ("paper", "sending", "serving", "given_copy"), ("file_doc", "file_note")
_COVERED = (
    "title", "number_text", "remark", "void_reason", "signed_text", "texts", "recipient", "who", "witness", "proof", "number", "author", "reason",
    "purpose", "articles",
)  # fmt: skip
_LINKS = ("LetterReceived", "LetterSent", "LetterChanged")


class Cover:
    """Which letters this account may not read."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self._desk, self._reader = desk, reader
        self.books = tuple(f"{b.key}." for b in books().values() if not desk.may(b.see))
        self._known: dict[str, bool] = {}
        self._files: bool | None = None
        self._apart = tuple(b for b in self.books if book_rights.apart(b))
        self._places = tuple(on_entry(b) for b in self.books)

    def hides(self, key: str, events: Iterable[Event] | None = None) -> bool:
        """key: as behind "letter:"; events: of it, where who asks has them."""
        if not self.books or not key:
            return False
        if key not in self._known:
            told = self._reader.events_of(f"{SUBJECT}:{key}") if events is None else events
            self._known[key] = any(
                e.body.entry.startswith(self.books) for e in told if isinstance(e.body, le.LetterReceived | le.LetterSent | le.LetterChanged)
            )
        return self._known[key]

    def hides_entry(self, entry: str) -> bool:
        """An entry, or a paper on it, is of such a book."""
        return bool(self.books and entry) and entry.startswith(self.books)

    def row(self, kind: str, row: dict[str, Any], key: str) -> dict[str, Any]:
        """A register row of a letter, or of a step of one, as this account may read it."""
        if row and self._places and kind in (*_OF_PAPER, *_OF_FILE):
            return {**row, **{n: {} if n == "texts" else COVERED for n in _COVERED if row.get(n)}} if self._on_hidden(kind, row) else row
        if kind == "task" and row:
            return {**row, "text": COVERED, "matter": "", "entry": ""} if self._hides_task(key) else row
        if kind not in ("letter", "letter_step") or not row:
            return row
        of = key if kind == "letter" else str(row.get("letter", ""))
        return {name: said if name == "letter" or not said else COVERED for name, said in row.items()} if self.hides(of) else row

    def hides_subject(self, subject: str) -> bool:
        """A line of the log is about such a letter."""
        if not self.books:
            return False
        first, _, rest = subject.partition(":")
        if first == SUBJECT:
            return self.hides(rest)
        kind, _, key = rest.partition(":")
        if first == "task" or (first == "register" and kind == "task"):
            return self._hides_task(rest if first == "task" else key)
        if first == "register" and kind in (*_OF_PAPER, *_OF_FILE):
            return self._on_hidden(kind, self._reader.row(kind, key) or {})
        if first != "register" or kind not in ("letter", "letter_step"):
            return False
        return self.hides(key if kind == "letter" else str((self._reader.row(kind, key) or {}).get("letter", "")))

    def subjects(self) -> tuple[str, ...]:
        """How the subjects of all of them begin."""
        if not self.books:
            return ()
        keys = [s.partition(":")[2] for s, events in self._reader.stream(SUBJECT, types=_LINKS) if self.hides(s.partition(":")[2], events)]
        letters = [f"{begins}{key}" for key in keys for begins in (f"{SUBJECT}:", "register:letter:")]
        given = [key for key in self._reader.rows("task") if self._hides_task(key)] if self._apart else []
        tasks = [f"{begins}{key}" for key in given for begins in ("task:", "register:task:")]
        of_papers = (f"register:{kind}:{key}" for kind in (*_OF_PAPER, *_OF_FILE) for key, row in self._rows(kind) if self._on_hidden(kind, row))
        return (*letters, *tasks, *of_papers)

    def _hides_task(self, key: str) -> bool:
        """The task is about an entry that is kept apart, and this account neither sees the book nor is to do it."""
        entry = str((self._reader.row("task", key) or {}).get("entry", "")) if self._apart else ""
        if not (entry and entry.startswith(self._apart)):
            return False
        given = [e.body.person for e in in_force(self._reader.events_of(f"task:{key}")) if isinstance(e.body, TaskSet)]
        return not book_rights.may_see_task(self._desk, entry, given[-1] if given else "")

    def _rows(self, kind: str) -> Iterable[tuple[str, dict[str, Any]]]:
        return self._reader.rows(kind).items() if self._has_files() else ()

    def _has_files(self) -> bool:
        """An entry of such a book has papers or documents of its own; only then is anything looked through."""
        if self._files is None:
            begun = self._reader.stream("entry", types=("PaperSubmitted", "DocumentPut", "DocumentTaken", "ScanTaken"))
            self._files = any(subject.startswith(self._places) for subject, _events in begun)
        return self._files

    def _on_hidden(self, kind: str, row: dict[str, Any]) -> bool:
        """The row is of a paper, or a document, of an entry that this account may not see."""
        if kind in _OF_PAPER[1:]:
            row = self._reader.row("paper", str(row.get("paper", ""))) or {}
        return str(row.get("place" if kind in _OF_FILE else "matter", "")).startswith(self._places)

    def refuse(self, key: str) -> None:
        """Refused("letter.covered"): it may not be read, so it may not be put right either."""
        if self.hides(key):
            raise Refused(Refusal("letter.covered"))

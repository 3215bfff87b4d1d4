"""The letters in the file of a matter: which it names, which copies of them an account may read, and how they are called in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import letter_events as lt
from thads_desktop.domain.letters import SUBJECT, letter_of
from thads_desktop.services import file_words
from thads_desktop.services.letter_cover import COVERED, Cover
from thads_desktop.services.letter_words import said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.case_file import Scan
    from thads_desktop.domain.events import Event
    from thads_desktop.domain.letters import LetterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader


def letters_of(reader: Reader, events: list[Event]) -> dict[str, LetterState]:
    """The letters that a matter names, as their books have them."""
    named = dict.fromkeys(e.body.letter for e in events if isinstance(e.body, lt.LetterStands))
    return {key: letter_of(key, reader.events_of(f"{SUBJECT}:{key}")) for key in named}


def readable(desk: Desk, reader: Reader, scans: Iterable[Scan]) -> list[Scan]:
    """Without the copies of letters that belong to an entry of a book which this account does not see."""
    cover = Cover(desk, reader)
    return [s for s in scans if not (s.item.startswith("letter:") and cover.hides(s.item.partition(":")[2]))]


def words(letter: str, kind: str, names: Names, own: str) -> tuple[str, str, str]:
    """(title, number, who wrote it). kind: its code; own: the office, which wrote those that left."""
    row = names.row("letter", letter)
    said = str(row.get("title", ""))
    title = names.words(said if said == COVERED else said_of(kind, said)) or file_words.TITLES["letter"]
    return title, str(row.get("number", "")), names.words(str(row.get("author", ""))) if letter.startswith("in:") else own

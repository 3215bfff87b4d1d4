"""What is typed of a letter, read: its words, what it is about, what answers it; every problem is gathered, none is left for later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.letters import SUBJECT, letter_of
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.law.letter_kinds import of_way
from thads_desktop.services import book_rights, books, inputs
from thads_desktop.services.store_steps import judgment_meant
from thads_desktop.storage.projections import EntryFilter

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.store_steps import Problems
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Characters of a letter's own number; copies of a letter out.
NUMBER, _COPIES = 100, 9999


@dataclass(frozen=True, slots=True)
class LetterInput:
    """What came, as typed. to: whom it is for, in words; matter, judgment, entry: a number as typed, or an id; scan: the bytes of a PDF; start: the number
    that the first letter of a year takes; anyway: it is entered though the same letter seems to be in the book."""

    day: date
    author: str
    title: str
    number: str = ""
    written: date | None = None
    kind: str = ""
    to: str = ""
    matter: str = ""
    judgment: str = ""
    entry: str = ""
    note: str = ""
    scan: bytes = b""
    start: int = 0
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class SentInput:
    """What left. own: it takes the next number of the office's administrative papers, ``number`` is then the symbol behind it ("" = the
    office's); keeper: who keeps the copy."""

    day: date
    to: str
    title: str
    number: str = ""
    own: bool = False
    kind: str = ""
    signer: str = ""
    keeper: str = ""
    copies: int = 1
    matter: str = ""
    judgment: str = ""
    entry: str = ""
    note: str = ""
    scan: bytes = b""


def words_in(problems: Problems, given: LetterInput) -> dict[str, str]:
    """The words of a letter that came."""
    row = {
        "author": problems.of(lambda: inputs.name(given.author, "author", required=False), ""),
        "number": problems.of(lambda: inputs.name(given.number, "number", required=False, limit=NUMBER), ""),
        "title": problems.of(lambda: inputs.name(given.title, "title", required=False, limit=inputs.SENTENCE), ""),
        "to": problems.of(lambda: inputs.name(given.to, "to", required=False), ""),
        "note": problems.of(lambda: inputs.name(given.note, "note", required=False, limit=inputs.SENTENCE), ""),
    }
    for field, refusal in (("author", "letter.no_author"), ("title", "letter.no_title")):
        if not row[field] and not any(r.field == field for r in problems.found):
            problems.found.append(Refusal(refusal, field=field))
    return row


def words_out(problems: Problems, given: SentInput) -> dict[str, str]:
    """The words of a letter that left."""
    row = {
        name: problems.of(lambda name=name, limit=limit: inputs.name(str(getattr(given, name)), name, required=False, limit=limit), "")
        for name, limit in (
            ("to", inputs.SENTENCE), ("number", NUMBER), ("title", inputs.SENTENCE), ("signer", inputs.NAME), ("keeper", inputs.NAME),
            ("note", inputs.SENTENCE),
        )
    }  # fmt: skip
    for field, refusal in (("to", "letter.no_to"), ("title", "letter.no_title")):
        if not row[field] and not any(r.field == field for r in problems.found):
            problems.found.append(Refusal(refusal, field=field))
    if not 1 <= given.copies <= _COPIES:
        problems.found.append(Refusal("letter.bad_copies", field="copies"))
    return row


def link(desk: Desk, problems: Problems, uow: UnitOfWork, given: LetterInput | SentInput, way: str) -> tuple[str, str, str]:
    """Of which matter, judgment and entry it is: their ids."""
    if given.kind and given.kind not in of_way(way):
        problems.found.append(Refusal("letter.bad_kind", field="kind"))
    found = problems.of(lambda: books.matter_meant(uow, given.matter), "")
    of = problems.of(lambda: _judgment(uow, given.judgment), "")
    return found, of, problems.of(lambda: entry_meant(desk, uow, given.entry), "")


def _judgment(uow: UnitOfWork, typed: str) -> str:
    try:
        return judgment_meant(uow, typed)
    except Refused as refused:
        known = {"store.no_judgment": "letter.no_judgment", "store.many_judgments": "letter.many_judgments"}
        raise Refused(*(Refusal(known.get(r.code, r.code), r.facts, r.field) for r in refused.refusals)) from refused


def entry_meant(desk: Desk, reader: Reader, typed: str) -> str:
    """The entry of a book that "KN 3/2026" means, in a book this account may see; "" for nothing typed. Refused when there is none."""
    said = inputs.name(typed, "entry", required=False, limit=NUMBER)
    if not said or ("." in said and reader.row("entry", said) is not None and any(said.startswith(f"{b.key}.") for b in book_rights.seen(desk))):
        return said
    found = re.fullmatch(r"(.+?)\s*([0-9]{1,7})/([0-9]{4})", said)
    for book in book_rights.seen(desk) if found is not None else ():
        if found is not None and bare(book.mark) == bare(found[1]):
            lists = reader.projections.entries
            ids = lists.ids(EntryFilter(book=book.key, year=int(found[3])))
            key = next((r.entry for r in lists.rows(ids).values() if r.number == int(found[2])), "")
            if key:
                return key
    raise Refused(Refusal("letter.no_entry", {"number": said}, "entry"))


def answer_meant(uow: UnitOfWork, number: str, day: date) -> tuple[str, str]:
    """(paper, letter out) that a number means; ("", "") for nothing typed. Refused for a number that nothing bears."""
    if not number:
        return "", ""
    found = [p.paper for p in uow.projections.papers(("numbered", "sent", "recorded"), number=number)]
    if found:
        return found[-1], ""
    keys = [s.partition(":")[2] for y in (day.year, day.year - 1) for s in uow.subjects(f"{SUBJECT}:out:{y}")]
    rows = uow.rows_of("letter", keys)
    fits = [k for k in sorted(keys, reverse=True) if bare(str(rows.get(k, {}).get("number", ""))) == bare(number)]
    fits = [k for k in fits if not letter_of(k, uow.events_of(f"{SUBJECT}:{k}")).struck]
    if not fits:
        raise Refused(Refusal("letter.no_answer_paper", {"number": number}, "number"))
    return "", fits[0]

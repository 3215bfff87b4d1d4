"""Papers that stand on an entry of a book: the acceptance and the conclusion of a denunciation, which no page of a matter may show, and the
papers on a complaint, of a matter or of none. They go the way of every paper (``papers``); which forms a book has its own file says."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.documents import facts as prepared
from thads_desktop.documents.form import load_forms
from thads_desktop.domain.acts import PLAIN
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.text import bare
from thads_desktop.services import amended_records, book_projecting, book_rights, people, place_mending
from thads_desktop.services.paper_place import entry_of

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.law.books import AnsweringPaper, Book
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: They stand on an entry alone: on a matter's page everybody would see them.
ONLY_HERE = ("denunciation_accepted", "denunciation_conclusion")
#: Names shorter than this may be part of any word.
_LEAST = 6
#: How a person is addressed before the last words of the name, without marks.
_ADDRESS = ("ong", "ba", "anh", "chi", "co", "chu", "bac", "em")
#: Field of a form -> field of the entry that it begins with.
_BEGINS = {
    "complainant": "complainant", "complainant_address": "address", "complaint_day": "received", "complaint_against": "against",
    "complaint_text": "content", "accepted_day": "accepted", "denounced": "against", "denunciation_day": "received",
    "denunciation_text": "content",
}  # fmt: skip


def has(book: Book) -> bool:
    """The entries of this book have papers, and a file, of their own."""
    return any(p.form for p in book.papers)


def forms_on(book: Book, day: date) -> list[Form]:
    """The forms of a book in force on a day, in the order of its file."""
    order = {p.form: at for at, p in reversed(list(enumerate(book.papers))) if p.form}
    return sorted((f for f in load_forms() if f.id in order and f.on(day)), key=lambda f: order[f.id])


def objections(desk: Desk, reader: Reader, draft: Draft, day: date) -> list[Refusal]:
    """What speaks against a paper of an entry on a day."""
    entry = entry_of(draft.matter)
    book, row = book_rights.book_of(entry), reader.row("entry", entry)
    if row is None:
        return [Refusal("entry.unknown")]
    if row.get("end"):
        return [Refusal("entry.closed")]
    values = row["values"]
    if draft.form in place_mending.FORMS:
        return place_mending.objections(desk, reader, draft, day) + _resting(reader, book, draft, values) + _named(reader, book, entry, draft)
    answers = next((p for p in book.papers if p.is_of(draft.effect.kind, draft.form) and _fits(p, values)), None)
    if answers is None:
        return [Refusal("entry.other_paper", {"number": book_projecting.number_text(book, row)}, "form")]
    found = []
    for name in (book.day, book.field(answers.day).not_before):
        since = _day(values, name)
        if name and since is None:
            found.append(Refusal("entry.not_yet", {"label": book.field(name).label}, "day"))
        elif since is not None and day < since:
            found.append(Refusal("entry.paper_before", {"label": book.field(name).label.lower(), "since": short_date(since)}, "day"))
    return found + _named(reader, book, entry, draft)


def _resting(reader: Reader, book: Book, draft: Draft, values: dict[str, Any]) -> list[Refusal]:
    """What answers the entry and may not stand without the paper that is withdrawn."""
    form = str(place_mending.target_of(reader, draft).get("form", "")) if draft.form == "withdrawal" else ""
    own = {p.day for p in book.papers if form and p.is_of(PLAIN, form)}
    fields = dict.fromkeys(p.day for p in book.papers if book.field(p.day).not_before in own and values.get(p.day))
    says = "hãy thu hồi văn bản ấy, hoặc bỏ ngày ấy ở dòng sổ, trước"
    whats = [f"{book.field(name).label} {short_date(date.fromisoformat(values[name]))}" for name in fields]
    return [Refusal("void.rests_on", {"what": what, "says": says}, "target") for what in whats]


def _named(reader: Reader, book: Book, entry: str, draft: Draft) -> list[Refusal]:
    """Who is kept apart (who denounces) stands in no paper."""
    secret = {f.name for f in book.fields if f.secret}
    apart = reader.row("entry_apart", entry) or {} if secret else {}
    said = f" {_words(' '.join(draft.texts.values()))} "
    found = any(_told(_words(str(value)), said) for name, value in apart.items() if name in secret)
    return [Refusal("entry.names_apart")] if found else []


def _words(text: str) -> str:
    """Its words in a row, whatever stands between them, without marks."""
    return " ".join(re.findall(r"[^\W_]+", bare(text)))


def _told(kept: str, said: str) -> bool:
    """What is kept apart stands in the words: whole; of a name of several words also its last three, or its last two behind a form of
    address ("Bà Bí Mật"), as people are named."""
    if len(kept) < _LEAST:
        return False
    last = kept.split()
    if any(c.isdigit() for c in kept) and kept.replace(" ", "") in said.replace(" ", ""):
        return True
    if kept in said or not 3 <= len(last) <= 6 or any(not word.isalpha() for word in last):
        return kept in said
    three = len(last) > 3 and f" {' '.join(last[-3:])} " in said
    return three or any(f" {title} {' '.join(last[-2:])} " in said for title in _ADDRESS)


def _fits(paper: AnsweringPaper, values: dict[str, Any]) -> bool:
    return all(str(values.get(name, "")) in wanted for name, wanted in paper.when)


def _day(values: dict[str, Any], name: str) -> date | None:
    said = values.get(name) if name else None
    return date.fromisoformat(said) if said else None


def facts(names: Names, draft: Draft) -> dict[str, Any]:
    """What the papers of an entry say of its matter, where it has one; {} of any other paper. Of a denunciation nothing: a matter would tell
    of whom."""
    entry = entry_of(draft.matter)
    matter = str(names.row("entry", entry).get("matter", "")) if entry and draft.form not in ONLY_HERE and not book_rights.apart(entry) else ""
    mends = place_mending.facts(names, draft) if entry else {}
    if not matter:
        return mends
    state, row = fold(names.reader.events_of(f"matter:{matter}")), names.row("matter", matter)
    judgment = names.row("judgment", state.judgment)
    found: dict[str, Any] = {"judgment": prepared.judgment_text(judgment), "judgment_number": str(judgment.get("number", ""))}
    if state.opened is not None:
        kind = "chủ động" if state.kind == "cd" else "theo yêu cầu"
        issuer = people.identity(names.reader, state.opened)
        by = prepared.head_of(issuer.head_title, issuer.name)
        found["enforcement_decision"] = prepared.paper_reference(
            f"Quyết định thi hành án {kind}", str(row.get("number_text", "")), state.opened, by
        ) + amended_records.cited(names, state, state.opening_paper)
    return mends | found


def begins(desk: Desk, reader: Reader, entry: str, form: Form) -> dict[str, str]:
    """What the fields of a form begin with, as the book has it."""
    from thads_desktop.services import masking

    book, row = book_rights.book_of(entry), reader.row("entry", entry) or {}
    if not desk.may(book.see) or not row:
        return {}
    values, names = row["values"], masking.names(desk, reader)
    found = {name: names.words(str(values.get(of, ""))) for name, of in _BEGINS.items()}
    found["settler"] = names.name("person", str(values.get(book.handler, "")))
    owed = book_projecting.owed(desk, reader, book, row)
    due = next((d.due for d in owed.deadlines if any(t.says == d.title and book.closes in t.done for t in book.terms)), None)
    found["settle_by"] = due.isoformat() if due is not None else ""
    return {name: text for name, text in found.items() if text and name in form.typed}

"""The terms that self-inspection looks at beside those of the matters: of judgments received, assets, entries of the books, returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.asset import fold_asset
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.services import (
    asset_facts,
    asset_words,
    book_queries,
    book_rights,
    book_terms,
    books,
    masking,
    projecting_steps,
    subject_terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: So many entries are asked for at once.
_PART = 500


@dataclass(frozen=True, slots=True)
class Term:
    """A term and where it stands; names as this account may see them. matter: its id, "" = of none; says: "" = the term's own words."""

    term: Deadline
    matter: str
    number_text: str
    who: str
    officer: str
    officer_name: str
    says: str
    opens: str


def every(desk: Desk, reader: Reader, officer: str) -> Iterator[Term]:
    """Every term, discharged ones too; officer: only what this person answers for ("" = all, and what is nobody's own)."""
    yield from _assets(desk, reader, officer)
    yield from _entries(desk, reader, officer)
    if not officer:
        yield from _intakes(desk, reader)
        yield from _returns(desk, reader)


def _intakes(desk: Desk, reader: Reader) -> Iterator[Term]:
    covered = masking.hides(desk)
    for subject in reader.subjects("intake"):
        _events, due = subject_terms.of(desk, reader, subject)
        row = reader.row("judgment", subject.partition(":")[2]) or {}
        for d in due:
            yield Term(d, "", "" if covered else str(row.get("number", "")), "", "", "", "", "place:intake")


def _returns(desk: Desk, reader: Reader) -> Iterator[Term]:
    for subject in reader.subjects("chain"):
        _events, due = subject_terms.of(desk, reader, subject)
        for d in due:
            yield Term(d, "", projecting_steps.period_words(subject), "", "", "", "", subject)


def _assets(desk: Desk, reader: Reader, officer: str) -> Iterator[Term]:
    names, by, lists = masking.names(desk, reader), subject_terms.counter(desk, reader), reader.projections
    for subject, events in reader.stream("asset"):
        key = subject.partition(":")[2]
        row = lists.assets.row(key)
        if row is None or (officer and row.officer != officer) or not fold_asset(events).exists:
            continue
        due = deadlines_of(events, by.rules, by.calendar, seized_for=asset_facts.of_matters(reader, events))
        title = asset_words.title(key, names)
        owner, officer_name = names.words(row.owner), names.name("person", row.officer) if row.officer else ""
        for d in due:
            yield Term(d, row.matter, row.number_text, owner, row.officer, officer_name, f"{d.title} ({title})", subject)


def _entries(desk: Desk, reader: Reader, officer: str) -> Iterator[Term]:
    """Of the books this account sees. What is watched no longer owes nothing more: of it only what was done late is told."""
    rules, calendar = desk.rules_for(reader), desk.calendar(reader)
    for book in book_rights.seen(desk):
        ids = book_queries.ids(desk, book_queries.wanted(desk, book.key, show="all", handler=officer))
        for at in range(0, len(ids), _PART):
            for line in book_queries.rows_in_order(desk, ids[at : at + _PART]):
                if line is None or line.state == "mistaken":
                    continue
                row = books.held(reader, line.entry)
                # What is kept apart of a book is no sign on a matter, which everybody sees.
                matter = "" if book_rights.apart(line.entry) else str(row["matter"])
                for d in book_terms.owed(book, row["values"], rules, calendar).deadlines:
                    if d.discharged_on is not None or line.state != "closed":
                        handler = str(row["values"].get(book.handler, ""))
                        yield Term(d, matter, line.number_text, line.who, handler, line.handler, "", f"entry:{line.entry}")

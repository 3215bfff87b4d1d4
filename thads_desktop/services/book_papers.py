"""A paper of a matter answers an entry of a book: the entry gets the paper's day and number, and loses them when the paper falls away.

Which kind of paper answers which book, and in which fields, the book's own file says (``paper``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import acts
from thads_desktop.domain.book_events import EntryChanged
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.books import books
from thads_desktop.services import book_projecting
from thads_desktop.services.book_values import facts
from thads_desktop.services.paper_place import entry_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.acts import Effect
    from thads_desktop.law.books import AnsweringPaper, Book
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork


def answer(desk: Desk, uow: UnitOfWork, matter: str, effect: Effect, form: str, day: date, number: str) -> None:
    """The one entry of the matter that waits for such a paper is answered; of several the one of the party that the paper names. Where
    that is not clear nothing is written: the entry still stands among the deadlines."""
    if target := _target(uow, matter, acts.to_plain(effect)):
        # What it withdraws answers no more.
        withdraw(desk, uow, matter, *target)
        return
    for book, paper in _answering(effect.kind, form):
        waiting = [(key, party) for key, party, values in _entries(uow, book, matter) if _waits(book, paper, values, day)]
        meant = [key for key, party in waiting if effect.party and party == effect.party] or [key for key, _party in waiting]
        if len(meant) == 1:
            _write(desk, uow, book, meant[0], {paper.day: day.isoformat(), **({paper.number: number} if paper.number else {})})


def withdraw(desk: Desk, uow: UnitOfWork, matter: str, effect: dict[str, Any], form: str, number: str, day: date | None) -> None:
    """The paper is gone: what it answered waits again. It is known by its number, where that is not kept by its day. Of one that withdrew
    another that one answers again; refused where the entry has a newer answer."""
    if target := _target(uow, matter, effect):
        _answer_again(desk, uow, matter, *target)
        return
    for book, paper in _answering(str(effect["kind"]), form):
        known = (paper.number, number) if paper.number else (paper.day, day.isoformat() if day is not None else "")
        for key, _party, values in _entries(uow, book, matter):
            if known[1] and values.get(known[0]) == known[1]:
                _write(desk, uow, book, key, {paper.day: None, **({paper.number: None} if paper.number else {})})


def _target(uow: UnitOfWork, matter: str, effect: dict[str, Any]) -> tuple[dict[str, Any], str, str, date | None] | None:
    """(effect, form, number, day) of the paper of an entry that one of this effect withdraws; None for any other."""
    row = uow.row("paper", str(effect.get("target") or "")) if entry_of(matter) and effect["kind"] == "withdrawal" else None
    if row is None:
        return None
    stands = fold(uow.events_of(subject_of(matter))).papers[str(effect["target"])]
    return row["effect"], row["form"], str(row.get("number_text", "")), stands.numbered


def _answer_again(desk: Desk, uow: UnitOfWork, matter: str, effect: dict[str, Any], form: str, number: str, day: date | None) -> None:
    for book, paper in _answering(str(effect["kind"]), form):
        for _key, _party, values in _entries(uow, book, matter):
            if values.get(paper.day):
                what = f"{book.field(paper.day).label} đã ghi lại ở dòng sổ"
                raise Refused(Refusal("void.rests_on", {"what": what, "says": "hãy hủy số, thu hồi văn bản ấy, hoặc bỏ ngày ấy, trước"}))
    if day is not None:
        answer(desk, uow, matter, acts.from_plain(effect), form, day, number)


def _answering(kind: str, form: str) -> list[tuple[Book, AnsweringPaper]]:
    return [(book, paper) for book in books().values() for paper in book.papers if paper.is_of(kind, form)]


def _entries(uow: UnitOfWork, book: Book, matter: str) -> Iterator[tuple[str, str, dict[str, object]]]:
    """(entry, its party, its values) of the entries of the matter that are watched; of a paper on an entry that one."""
    if entry := entry_of(matter):
        row = uow.row("entry", entry) if entry.startswith(f"{book.key}.") else None
        if row is not None and not row.get("end"):
            yield entry, str(row.get("party", "")), row["values"]
        return
    for line in uow.projections.entries.of_matter(matter):
        row = uow.row("entry", line.entry) if line.book == book.key else None
        if row is not None and not row.get("end"):
            yield line.entry, str(row.get("party", "")), row["values"]


def _waits(book: Book, paper: AnsweringPaper, values: dict[str, object], day: date) -> bool:
    """One that such a paper answers, not answered yet, and asked by the day of the paper."""
    fits = all(str(values.get(name, "")) in wanted for name, wanted in paper.when)
    return fits and not values.get(paper.day) and str(values.get(book.day, "")) <= day.isoformat()


def _write(desk: Desk, uow: UnitOfWork, book: Book, entry: str, changed: dict[str, str | None]) -> None:
    row = uow.row("entry", entry)
    assert row is not None
    values = {name: value for name, value in {**row["values"], **changed}.items() if value is not None}
    uow.write_row("entry", entry, {**row, "values": values})
    uow.append(f"entry:{entry}", desk.clock.today(), EntryChanged(tuple(changed), str(row["matter"]), facts(book, values)))
    book_projecting.entry(desk, uow, entry)

"""What an entry owes and by when, and what is to be told of it: by the terms of its book, the law of the day each began, the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.due import Counter, Deadline
from thads_desktop.services.book_values import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.law.books import Book, EntryTerm
    from thads_desktop.law.ruleset import Rules

#: In the place of a rule: a day that a human typed.
TYPED = "HAN-GHI"
TYPED_CITE = "Hạn do đơn vị ghi"


@dataclass(frozen=True, slots=True)
class Owed:
    """deadlines: those that began, discharged or not; notes: sentences on what has no number, stands still, or came too late."""

    deadlines: tuple[Deadline, ...]
    notes: tuple[str, ...]

    @property
    def open(self) -> tuple[Deadline, ...]:
        """Those that still stand, earliest first."""
        return tuple(sorted((d for d in self.deadlines if d.discharged_on is None), key=lambda d: d.due))


def owed(book: Book, values: Mapping[str, Any], rules: Rules, calendar: WorkingCalendar) -> Owed:
    """Every term of an entry with these values."""
    counter, found, notes = Counter(rules, calendar), [], []
    for term in book.terms:
        born = day_of(values, term.start)
        if born is None or not _meant(term.when, values):
            continue
        made, said = _made(book, term, values, counter, born)
        found += [made] if made is not None else []
        notes += [said] if said else []
    for check in book.checks:
        start, at = day_of(values, check.start), day_of(values, check.at)
        if start is None or at is None or not _meant(check.when, values):
            continue
        try:
            last = counter.made(check.rule, start, check.says, case=check.case)
        except Refused as refused:
            notes.append(f"{check.says}: chưa xem được. {say(refused.refusals[0])}")
            continue
        if at > last.due:
            notes.append(f"{check.says}: thời hiệu hết ngày {short_date(last.due)}, đơn đến ngày {short_date(at)} ({last.cite}).")
    return Owed(tuple(found), tuple(notes))


def _meant(when: tuple[tuple[str, tuple[str, ...]], ...], values: Mapping[str, Any]) -> bool:
    return all(str(values.get(name, "")) in wanted for name, wanted in when)


def _made(book: Book, term: EntryTerm, values: Mapping[str, Any], counter: Counter, born: date) -> tuple[Deadline | None, str]:
    """The deadline, and a sentence where there is none or it stands still."""
    done = min((d for name in term.done if (d := day_of(values, name)) is not None), default=None)
    label = book.field(term.start).label
    why = f"{label} {short_date(born)}."
    if term.due:
        due = day_of(values, term.due)
        return (Deadline(TYPED, "", term.says, born, due, TYPED_CITE, why, done), "") if due is not None else (None, "")
    try:
        made = counter.made(term.rule, born, why, done, case=term.case)
    except Refused as refused:
        return None, "" if done is not None else f"{term.says}: {say(refused.refusals[0])}"
    made = replace(made, title=term.says)
    if term.paused is not None and (start := day_of(values, term.paused[0])) is not None:
        end = day_of(values, term.paused[1])
        if end is None:
            return None, "" if done is not None else f"{term.says}: tạm dừng từ ngày {short_date(start)}, thời gian ấy không tính."
        made = _after_pause(counter, made, start, end)
    if term.extended and (later := day_of(values, term.extended)) is not None and later > made.due:
        made = replace(made, due=later, why=f"{made.why} Kéo dài đến ngày {short_date(later)}, hạn cũ {short_date(made.due)}.")
    return made, ""


def _after_pause(counter: Counter, made: Deadline, start: date, end: date) -> Deadline:
    """The term goes on by as many days as it stood still, counted from its own last day before any rolling."""
    calendar = counter.calendar
    law = next(t for t in counter.rules.terms[made.rule] if (t.case, t.law) == (made.case, made.law))
    if law.unit == "wd":
        still = sum(1 for n in range((end - start).days) if calendar.is_working(start + timedelta(days=n)))
        due = calendar.plus_working(made.due, still)
    else:
        still = (end - start).days
        due = calendar.due(made.born, law.n, law.unit, rolls=False) + timedelta(days=still)
        due = calendar.next_working(due) if law.rolls else due
    what = "ngày làm việc" if law.unit == "wd" else "ngày"
    why = f"{made.why} Không tính {still} {what} tạm dừng, từ {short_date(start)} đến {short_date(end)}."
    return replace(made, due=due, why=why)

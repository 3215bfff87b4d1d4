"""Calculators that need no data: a time limit with its counting and its article, an amount in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import money
from thads_desktop.domain.calendar import UNIT_WORDS
from thads_desktop.domain.dates import short_date, weekday
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import NEW_LAW, Rules, Term
from thads_desktop.services.worked import Worked

if TYPE_CHECKING:
    from thads_desktop.domain.calendar import Counted, WorkingCalendar

#: Days that a term can be counted from; beyond, neither the law nor the calendar says anything.
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True, slots=True)
class Due:
    """A term counted. other_due, other_cite: the date under the other law when the term runs over 1 July 2026."""

    rule: str
    title: str
    case: str
    law: str
    start: date
    due: date
    cite: str
    length: str
    steps: tuple[str, ...]
    note: str
    other_due: date | None
    other_cite: str


def due(
    rule: str, start: date, *, law: str | None = None, case: str | None = None, calendar: WorkingCalendar | None = None
) -> Due:
    """Count a rule's term from a day. Refused for an unknown rule or case, or a rule the law does not know.

    A term that runs over 1 July 2026 is counted under both laws; unless a law was named the earlier date stands, as far as
    the new law was in force on that day: no term ended by a law that did not yet hold.
    """
    if not FIRST <= start <= LAST:
        raise Refused(Refusal("date.out_of_range", {"first": f"{FIRST.year}", "last": f"{LAST.year}"}, "from"))
    rules, days = Rules.load(), calendar or load_calendar()
    chosen = rules.term(rule, start, law, case or "")
    counted = days.count(start, chosen.n, chosen.unit, chosen.rolls)
    other = _other(rules, chosen, start, counted.due)
    if other is None:
        return _made(chosen, start, counted, None, None)
    theirs = days.count(start, other.n, other.unit, other.rolls)
    if law is None and NEW_LAW <= theirs.due < counted.due:
        return _made(other, start, theirs, chosen, counted.due)
    return _made(chosen, start, counted, other, theirs.due)


def worked(found: Due) -> Worked:
    """A counted term as a calculator shows it."""
    law = "Luật Thi hành án dân sự 2025" if found.law == "2025" else "Luật Thi hành án dân sự 2008"
    return Worked(
        f"{short_date(found.due)}, {weekday(found.due)}", f"{found.title}: {found.length} kể từ ngày {short_date(found.start)} ({law})",
        found.cite, found.steps, (found.note,) if found.note else (),
    )  # fmt: skip


def words(amount: int) -> str:
    """The amount in words, ending in đồng."""
    return money.words(amount)


def length_words(term: Term) -> str:
    """ "05 ngày làm việc", "ngay"."""
    return f"{term.n:02d} {UNIT_WORDS[term.unit]}" if term.n else "ngay"


def _other(rules: Rules, chosen: Term, start: date, end: date) -> Term | None:
    if not start < NEW_LAW <= end:
        return None
    wanted = "2025" if chosen.law == "2008" else "2008"
    return next((t for t in rules.terms[chosen.rule] if t.law == wanted and t.case == chosen.case), None)


def _made(term: Term, start: date, counted: Counted, other: Term | None, other_due: date | None) -> Due:
    """The answer for the term that stands; other, other_due: the same rule under the other law, when it matters."""
    notes = [term.note]
    if term.certainty != "H":
        notes.append("Mức độ chắc chắn của quy định này chưa cao, cần đối chiếu văn bản.")
    if other is not None and other_due is not None:
        early = other.law == "2025" and other_due < NEW_LAW
        why = " (trước ngày luật ấy có hiệu lực, nên không lấy)" if early else ""
        notes.append(f"Thời hạn vắt qua 01/7/2026: tính theo luật kia là {short_date(other_due)}{why}.")
    return Due(
        term.rule,
        term.title,
        term.case,
        term.law,
        start,
        counted.due,
        term.cite,
        length_words(term),
        counted.steps,
        " ".join(n for n in notes if n),
        other_due,
        other.cite if other is not None else "",
    )

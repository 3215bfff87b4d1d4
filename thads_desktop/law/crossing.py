"""A term and its last day; where it runs over 1 July 2026, the day under each law and which of the two stands.

No text says which law a running term follows, so the office decides (setting ``transition.term``; without one what the law data
say). No term ends by the new law on a day on which that did not yet hold. What the old law gave no number for and was not done by then
has the new law's number from 1 July 2026 on; a rule that is new starts on no earlier day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.ruleset import NEW_LAW, Rules, Term

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.calendar import Counted, WorkingCalendar
    from thads_desktop.law.absent import Absent

#: Which law such a term follows -> as people read it.
CROSSINGS = {"earlier": "hạn sớm hơn", "old": "hạn theo Luật 2008", "new": "hạn theo Luật 106/2025"}
#: Law -> its short name.
LAWS = {"2008": "Luật 2008", "2025": "Luật 106/2025"}


@dataclass(frozen=True, slots=True)
class Ending:
    """The term that stands and its last day; other: the same rule under the other law, where the term runs over the change."""

    term: Term
    due: date
    other: Term | None = None
    other_due: date | None = None
    #: The day from which it is counted, where that is not the day asked for; unset: what the old law said of it instead of a number.
    counted_from: date | None = None
    unset: Absent | None = None


def last_day(term: Term, start: date, calendar: WorkingCalendar) -> date:
    """The last day of a term."""
    if term.before:
        return calendar.last_before(start, term.n, term.unit)
    return calendar.due(start, term.n, term.unit, term.rolls)


def counted(term: Term, start: date, calendar: WorkingCalendar) -> Counted:
    """The term with its steps."""
    if term.before:
        return calendar.count_before(start, term.n, term.unit)
    return calendar.count(start, term.n, term.unit, term.rolls)


def crosses(start: date, due: date) -> bool:
    """One of the two days is of the old law, the other of the new one."""
    return min(start, due) < NEW_LAW <= max(start, due)


def told(found: Ending, crossing: str, law: str | None = None) -> str:
    """A sentence on the other law's day; "" where the term does not run over the change. law: which was asked for."""
    if found.counted_from is not None:
        before = f"{LAWS['2008']}: {found.unset.words}" if found.unset is not None else f"{LAWS['2008']} không có thời hạn ấy"
        taken = "như đã chọn" if law else f"đơn vị lấy {CROSSINGS[crossing]}"
        return (
            f"Phát sinh trước 01/7/2026; {before}. Chưa làm xong trước ngày ấy thì tính theo {LAWS['2025']} từ 01/7/2026, {taken} (cách hiểu của "
            "chương trình: luật mới không tính cho ngày nó chưa có hiệu lực)."
        )
    if found.other is None or found.other_due is None:
        return ""
    early = found.other.law == "2025" and found.other_due < NEW_LAW and not found.other.before
    why = " (trước ngày luật ấy có hiệu lực, nên không lấy)" if early else ""
    taken = f"tính theo {LAWS[law]} như đã chọn" if law else f"đơn vị lấy {CROSSINGS[crossing]}"
    return f"Thời hạn vắt qua 01/7/2026, {taken}; theo {LAWS[found.other.law]} là {short_date(found.other_due)}{why}."


def ending(rules: Rules, calendar: WorkingCalendar, rule: str, start: date, law: str | None = None, case: str = "") -> Ending:
    """When a rule's term from a day ends. law: only that one, the other is told beside it. Refused as ``Rules.term``."""
    if (late := _from_the_change(rules, calendar, rule, start, law, case)) is not None:
        return late
    term = rules.term(rule, start, law, case)
    due = last_day(term, start, calendar)
    wanted = "2025" if term.law == "2008" else "2008"
    other = next((t for t in rules.terms[rule] if t.law == wanted and t.case == term.case), None)
    if other is None or not crosses(start, due):
        return Ending(term, due)
    theirs = last_day(other, start, calendar)
    mine, that = Ending(term, due, other, theirs), Ending(other, theirs, term, due)
    if law is not None or (other.law == "2025" and theirs < NEW_LAW and not term.before):
        return mine
    if rules.crossing == "earlier":
        return that if theirs < due else mine
    return that if (other.law == "2025") == (rules.crossing == "new") else mine


def has_number(rules: Rules, rule: str, day: date, case: str = "") -> bool:
    """The law data have a number for a term of that day, be it from 1 July 2026 on."""
    law = rules.law_on(day)
    if any(t.law == law and t.case == case for t in rules.terms.get(rule, ())):
        return True
    return day < NEW_LAW and rules.crossing != "old" and _unset(rules, rule, case) is not None and any(
        t.law == "2025" and t.case == case for t in rules.terms.get(rule, ())
    )


def _from_the_change(
    rules: Rules, calendar: WorkingCalendar, rule: str, start: date, law: str | None, case: str
) -> Ending | None:  # fmt: skip
    """The term by the new law, counted from the day on which that began to hold; None where the old law has a number, or nothing says
    that the term runs on."""
    if start >= NEW_LAW or law == "2008" or rule not in rules.titles:
        return None
    try:
        term = rules.term(rule, NEW_LAW, "2025", case)
    except Refused:
        return None
    if term.before or any(t.law == "2008" and t.case == term.case for t in rules.terms[rule]):
        return None
    unset = _unset(rules, rule, term.case)
    if law is None and (unset is None or rules.crossing == "old"):
        return None
    return Ending(term, last_day(term, NEW_LAW, calendar), counted_from=NEW_LAW, unset=unset)


def _unset(rules: Rules, rule: str, case: str) -> Absent | None:
    """That the old law has the duty, and gives it no number."""
    return next((a for a in rules.absent.get(rule, ()) if (a.law, a.case, a.why) == ("2008", case, "unset")), None)

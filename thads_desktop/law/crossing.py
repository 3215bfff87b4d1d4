"""A term and its last day; where it runs over 1 July 2026, the day under each law and which of the two stands.

No text says which law a running term follows, so the office decides (setting ``transition.term``; without one what the law data
say: the earlier day for what the office owes, the later one for the time of somebody else). No term ends by the new law on a day on which
that did not yet hold, and no number is counted from an event from which its law does not count. What the old law gave no number for and
was not done by then has the new law's number from 1 July 2026 on; a rule that is new starts on no earlier day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain.calendar import UNIT_WORDS
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.happenings import HAPPENINGS, parts
from thads_desktop.law.ruleset import NEW_LAW, Rules, Term

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.calendar import Counted, WorkingCalendar
    from thads_desktop.law.absent import Absent

#: Which law such a term follows -> as people read it.
CROSSINGS = {"earlier": "hạn sớm hơn (thời gian của người khác: hạn muộn hơn)", "old": "hạn theo Luật 2008", "new": "hạn theo Luật 106/2025"}
#: Law -> its short name.
LAWS = {"2008": "Luật 2008", "2025": "Luật 106/2025"}
#: What "earlier" means for what the office owes, and for the time of somebody else.
EARLIER = "hạn sớm hơn"
LATER = "hạn muộn hơn vì là thời gian của người khác"


@dataclass(frozen=True, slots=True)
class Ending:
    """The term that stands and its last day; other: the same rule under the other law, where the term runs over the change."""

    term: Term
    due: date
    #: The day from which it is counted.
    begins: date
    other: Term | None = None
    other_due: date | None = None
    other_begins: date | None = None
    #: The same rule under the other law, which counts from another event, and whose day of that is not known.
    apart: Term | None = None
    #: The day on which the new law began to hold, where it is counted from that; unset: what the old law said of it instead of a number.
    counted_from: date | None = None
    unset: Absent | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days that a law in force gives, the earliest first."""
        both = [self.due]
        if self.other is not None and self.other_due is not None and not _too_early(self.other, self.other_due):
            both.append(self.other_due)
        return tuple(sorted(both))


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
    if found.apart is not None:
        that = f"{LAWS[found.apart.law]} ({found.apart.cite}) là {_length(found.apart)}, tính từ khi {_from(found.apart)}, chưa có ngày ấy"
        return f"Thời hạn vắt qua 01/7/2026; {that} nên tính theo {LAWS[found.term.law]}."
    if found.other is None or found.other_due is None:
        return ""
    early = _too_early(found.other, found.other_due)
    why = " (trước ngày luật ấy có hiệu lực, nên không lấy)" if early else ""
    mine = (LATER if found.term.of else EARLIER) if crossing == "earlier" else CROSSINGS[crossing]
    taken = f"tính theo {LAWS[law]} như đã chọn" if law else f"đơn vị lấy {mine}"
    since = ""
    if found.other_begins is not None and found.other_begins != found.begins:
        since = f" (tính từ khi {_from(found.other)}, ngày {short_date(found.other_begins)})"
    return f"Thời hạn vắt qua 01/7/2026, {taken}; theo {LAWS[found.other.law]} là {short_date(found.other_due)}{since}{why}."


def ending(
    rules: Rules, calendar: WorkingCalendar, rule: str, start: date, law: str | None = None, case: str = "", new_from: date | None = None,
) -> Ending:  # fmt: skip
    """When a rule's term from a day ends. law: only that one, the other is told beside it. new_from: the day from which the new law counts,
    where that is another event than the old law's (start); without it only the law of the start is counted. Refused as ``Rules.term``."""
    if (late := _from_the_change(rules, calendar, rule, start, law, case)) is not None:
        return late
    first = start if new_from is None else min(start, new_from)
    term = rules.term(rule, first, law, case)
    begins = {"2008": start, "2025": new_from or start}
    due = last_day(term, begins[term.law], calendar)
    mine = Ending(term, due, begins[term.law])
    wanted = "2025" if term.law == "2008" else "2008"
    other = next((t for t in rules.terms[rule] if t.law == wanted and t.case == term.case), None)
    if other is None or not crosses(first, due):
        return mine
    if new_from is None and _apart(term.counts_from, other.counts_from):
        return replace(mine, apart=other)
    theirs = last_day(other, begins[wanted], calendar)
    mine = replace(mine, other=other, other_due=theirs, other_begins=begins[wanted])
    if law is not None or _too_early(other, theirs):
        return mine
    that = Ending(other, theirs, begins[wanted], term, due, begins[term.law])
    if rules.crossing == "earlier":
        return that if (theirs > due if term.of else theirs < due) else mine
    return that if (other.law == "2025") == (rules.crossing == "new") else mine


def until(time: Ending) -> str:
    """The last day, by both laws where it runs over the change."""
    said = f"đến {short_date(time.due)}"
    if time.other is None or time.other_due is None or time.other_due not in time.days:
        return said
    return f"theo {LAWS[time.term.law]} {said}, theo {LAWS[time.other.law]} đến {short_date(time.other_due)}"


def _apart(one: str, other: str) -> bool:
    """The two laws count from no event that they have in common."""
    return bool(one and other) and set(parts(one)).isdisjoint(parts(other))


def _too_early(term: Term, due: date) -> bool:
    """The new law's day lies before it held."""
    return term.law == "2025" and due < NEW_LAW and not term.before


def _length(term: Term) -> str:
    return f"{term.n:02d} {UNIT_WORDS[term.unit]}{' trước' if term.before else ''}"


def _from(term: Term) -> str:
    """What it counts from, as people read it."""
    return ", ".join(HAPPENINGS.get(part, part) for part in parts(term.counts_from))


def has_number(rules: Rules, rule: str, day: date, case: str = "") -> bool:
    """The law data have a number for a term of that day, be it from 1 July 2026 on."""
    law = rules.law_on(day)
    if any(t.law == law and t.case == case for t in rules.terms.get(rule, ())):
        return True
    unset = _unset(rules, rule, case)
    return day < NEW_LAW and rules.crossing != "old" and unset is not None and any(
        t.law == "2025" and t.case == case and not _apart(t.counts_from, unset.counts_from) for t in rules.terms.get(rule, ())
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
    if law is None and (unset is None or rules.crossing == "old" or _apart(unset.counts_from, term.counts_from)):
        return None
    return Ending(term, last_day(term, NEW_LAW, calendar), NEW_LAW, counted_from=NEW_LAW, unset=unset)


def _unset(rules: Rules, rule: str, case: str) -> Absent | None:
    """That the old law has the duty, and gives it no number."""
    return next((a for a in rules.absent.get(rule, ()) if (a.law, a.case, a.why) == ("2008", case, "unset")), None)

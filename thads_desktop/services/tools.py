"""Calculators that need no data: a time limit with its counting and its article, an amount in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import hours, money
from thads_desktop.domain.calendar import UNIT_WORDS
from thads_desktop.domain.dates import short_date, weekday
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.crossing import LAWS, counted, crosses, ending, told
from thads_desktop.law.due import NO_HOUR, hour_steps
from thads_desktop.law.holidays import load_calendar, year_notes
from thads_desktop.law.ruleset import Rules, Term
from thads_desktop.services.worked import Worked

if TYPE_CHECKING:
    from thads_desktop.domain.calendar import WorkingCalendar

#: Days that a term can be counted from; beyond, neither the law nor the calendar says anything.
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True, slots=True)
class Due:
    """A term counted. other_due, other_cite: the date under the other law when the term runs over 1 July 2026."""

    rule: str
    title: str
    case: str
    case_title: str
    law: str
    start: date
    due: date
    cite: str
    length: str
    certainty: str
    steps: tuple[str, ...]
    note: str
    notes: tuple[str, ...]
    other_due: date | None
    other_cite: str
    other_steps: tuple[str, ...]
    #: Which law a term over 1 July 2026 follows here: earlier | old | new.
    crossing: str
    #: Of a term of hours: the hour it ends, "" = the hour it began was not said.
    due_hour: str = ""


def due(
    rule: str, start: date, *, law: str | None = None, case: str | None = None, calendar: WorkingCalendar | None = None,
    crossing: str | None = None, rules: Rules | None = None, hour: str = "",
) -> Due:  # fmt: skip
    """Count a rule's term from a day. Refused for an unknown rule or case, or a rule the law does not know.

    A term that runs over 1 July 2026 is counted under both laws; unless a law was named that stands which ``crossing`` says (None: what
    the rules say), as far as the new law was in force on that day: no term ended by a law that did not yet hold.
    """
    if not FIRST <= start <= LAST:
        raise Refused(Refusal("date.out_of_range", {"first": f"{FIRST.year}", "last": f"{LAST.year}"}, "from"))
    held, days = rules or Rules.load(), calendar or load_calendar()
    if crossing is not None:
        held = replace(held, crossing=crossing)
    found = ending(held, days, rule, start, law, case or "")
    term, last, at = found.term, found.due, ""
    if hour and (term.unit != "h" or not term.n):
        raise Refused(Refusal("tool.no_hours", {"rule": term.rule, "length": length_words(term)}, "hour"))
    if hour:
        last, at = hours.after(found.begins, hour, term.n)
    other = told(found, held.crossing, law), "" if found.counted_from is not None else _absent(held, term, start, found.due)
    said = [term.note, *_unsure(term, start), *other, *_unsure_holidays(term, start, found.due)]
    said += [NO_HOUR] if term.unit == "h" and term.n and not hour else []
    notes = tuple(n for n in said if n)
    return Due(
        term.rule, term.title, term.case, term.case_title, term.law, start, last, term.cite, length_words(term), term.certainty,
        hour_steps(term, start, hour) or counted(term, found.begins, days).steps, " ".join(notes), notes, found.other_due,
        found.other.cite if found.other else "",
        counted(found.other, start, days).steps if found.other else (), held.crossing, at,
    )  # fmt: skip


def worked(found: Due) -> Worked:
    """A counted term as a calculator shows it."""
    case = f" ({found.case_title})" if found.case_title else ""
    steps = list(found.steps)
    if found.other_due is not None:
        theirs = LAWS["2025" if found.law == "2008" else "2008"]
        steps += ["", f"Theo {theirs}, {found.other_cite}: hết ngày {short_date(found.other_due)}.", *found.other_steps]
    return Worked(
        f"{found.due_hour} {short_date(found.due)}, {weekday(found.due)}".strip(),
        f"{found.title}{case}: {found.length} {'trước' if found.due < found.start else 'kể từ'} ngày {short_date(found.start)}",
        found.cite, tuple(steps), found.notes,
    )  # fmt: skip


def words(amount: int, spelling: money.Spelling = money.USUAL) -> str:
    """The amount in words, ending in đồng."""
    return money.words(amount, spelling)


def length_words(term: Term) -> str:
    """ "05 ngày làm việc", "ngay"."""
    return f"{term.n:02d} {UNIT_WORDS[term.unit]}" if term.n else "ngay"


def _unsure(term: Term, start: date) -> list[str]:
    """What is to be checked of a term before somebody relies on it."""
    said = ["Mức độ chắc chắn của quy định này chưa cao, cần đối chiếu văn bản."] if term.certainty != "H" else []
    if start < term.start and term.law == Rules.law_on(start):
        said.append(f"Quy định này chương trình có từ ngày {short_date(term.start)}; văn bản của ngày {short_date(start)} chưa đối chiếu.")
    later = [(day, by) for day, by in term.reworded if start < day]
    if later:
        acts = ", ".join(f"{by} (từ {short_date(day)})" for day, by in later)
        said.append(f"Điều này được sửa đổi bởi {acts}; chương trình dùng văn bản hợp nhất, chưa đối chiếu chữ của văn bản trước đó.")
    return said


def _unsure_holidays(term: Term, start: date, end: date) -> list[str]:
    """The calendars that the count rests on and that are not sure: of working days every year, of others the one whose days off it may pass."""
    if term.unit == "wd" and term.n:
        years = range(min(start, end).year, max(start, end).year + 1)
    else:
        years = range(end.year, end.year + (term.rolls and term.n > 0))
    return [f"Lịch nghỉ năm {y}: {note}" for y, (certainty, note) in year_notes().items() if y in years and certainty != "H" and note]


def _absent(rules: Rules, term: Term, start: date, end: date) -> str:
    """Over 1 July 2026, where the other law gives no number."""
    if not crosses(start, end):
        return ""
    other = next((a for a in rules.absent.get(term.rule, ()) if a.law != term.law and a.case == term.case), None)
    return f"Thời hạn vắt qua 01/7/2026; theo {LAWS[other.law]}: {other.words}." if other is not None else ""

"""One term, what counts it, and for whom it still stands: what every kind of deadline is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import hours, means
from thads_desktop.domain.dates import short_date, weekday
from thads_desktop.law.crossing import counted, ending, last_day, told
from thads_desktop.law.ruleset import Rules, Term

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.calendar import WorkingCalendar

#: Ends of terms that are no duty under R01-R60 but that a desk must see.
END_OF_DEFERRAL = "HET-HOAN"
#: The day the separate book opens, under a law that gives no number of days for moving an obligation there.
BOOK_OPENS = "DU-SO"
#: The day from which a request may be given back (gửi lại) for want of means; the law gives no number of days for doing so.
RETURN_OPENS = "DU-GUI-LAI"
#: A delegation came back as mistaken while its decision still stands: nobody enforces what it delegates.
DELEGATION_RETURNED = "UY-THAC-TRA-LAI"
#: What the other office of a delegation was told is so no more, and it has not been told that.
DELEGATION_TELL = "UY-THAC-BAO-LAI"


#: Behind a rule's code: the time of another (a party, a co-owner, a buyer) that only has to pass, counted by that rule.
WAITS = "-CHO"


def counted_by(rule: str) -> str:
    """The rule by which a term is counted."""
    return rule.removesuffix(WAITS)
#: Said of a term of hours whose beginning has only a day.
NO_HOUR = "Chưa ghi giờ phát sinh: tạm lấy hết ngày cuối; ghi giờ thì biết hết lúc nào."


@dataclass(frozen=True, slots=True)
class Deadline:
    """One term: born on a day, due on a day, discharged on a day or not yet. why: one Vietnamese sentence.

    parties: those for whom it still stands, where it runs for each; lines: the obligations it is about; () = all.
    """

    rule: str
    case: str
    title: str
    born: date
    due: date
    cite: str
    why: str
    discharged_on: date | None = None
    paper: str = ""
    law: str = ""
    parties: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    #: Of a term of hours: at which hour it began ("" = not noted).
    hour: str = ""
    #: On which day the new law's own beginning was, where that counts from another event than the old one.
    new_from: date | None = None

    def steps(self, rules: Rules, calendar: WorkingCalendar) -> tuple[str, ...]:
        """The counting day by day; computed only when somebody asks."""
        rule = counted_by(self.rule)
        if rule not in rules.terms:
            # The end of a deferral, a task: its day was said, not counted.
            return (self.why,)
        found = ending(rules, calendar, rule, self.born, self.law or None, self.case, self.new_from)
        steps = hour_steps(found.term, self.born, self.hour) or counted(found.term, found.begins, calendar).steps
        said = told(found, rules.crossing)
        return (*steps, said) if said else steps


@dataclass(frozen=True, slots=True)
class Counter:
    """Makes deadlines by the rules and the calendar of an office."""

    rules: Rules
    calendar: WorkingCalendar

    def made(
        self, rule: str, born: date, why: str, discharged: date | None = None, *, case: str = "", paper: str = "",
        parties: tuple[str, ...] = (), lines: tuple[int, ...] = (), law: str | None = None, hour: str = "",
        new_from: date | None = None,
    ) -> Deadline:
        """The deadline under the law of its first day; over 1 July 2026 under the one that the office follows. law: only that one.
        hour: when it began, of a term of hours; without it such a term is taken to end with its last day, and says so.
        new_from: as of ``Deadline``."""
        found = ending(self.rules, self.calendar, rule, born, law, case, new_from)
        term, due, title = found.term, found.due, found.term.title
        if term.unit == "h" and term.n and hour:
            due, at = hours.after(born, hour, term.n)
            title = f"{title} (hết lúc {at})"
        elif term.unit == "h" and term.n:
            why = f"{why} {NO_HOUR}"
        return Deadline(
            rule, term.case, title, born, due, term.cite, why, discharged, paper, term.law, parties, lines, hour if term.unit == "h" else "",
            new_from,
        )

    def due_of(self, term: Term, born: date) -> date:
        """The last day of a term."""
        return last_day(term, born, self.calendar)


def known(desk: Counter, rule: str, case: str, day: date) -> bool:
    """The law data of the day have a number for it."""
    law = desk.rules.law_on(day)
    return any(t.law == law and t.case == case and t.start <= day for t in desk.rules.terms.get(rule, ()))


def hour_steps(term: Term, born: date, hour: str) -> tuple[str, ...]:
    """The counting of a term of hours from its hour; () for another term, or where the hour is not known."""
    if term.unit != "h" or not term.n or not hour:
        return ()
    day, at = hours.after(born, hour, term.n)
    return (f"{hour} {weekday(born)} {short_date(born)}: thời điểm phát sinh.", f"{term.n} giờ sau là {at} {weekday(day)} {short_date(day)}.")


def each(
    told: list[tuple[date, str]], wanted: tuple[str, ...], start: date | None = None
) -> tuple[date | None, tuple[str, ...]]:
    """(the day by which everybody wanted was told, or None; those still to be told)."""
    days = means.first_days(told, wanted or ("",), start)
    left = tuple(p for p in (wanted or ("",)) if p not in days)
    return (None, some(left, wanted)) if left else (max(days.values()), ())


def some(left: tuple[str, ...], everybody: tuple[str, ...]) -> tuple[str, ...]:
    """Those left, unless that is everybody: then nobody need be named."""
    return () if set(left) == set(everybody) else left

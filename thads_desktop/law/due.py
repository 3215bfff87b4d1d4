"""One term, what counts it, and for whom it still stands: what every kind of deadline is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import means
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

    def steps(self, rules: Rules, calendar: WorkingCalendar) -> tuple[str, ...]:
        """The counting day by day; computed only when somebody asks."""
        if self.rule not in rules.terms:
            # The end of a deferral, a task: its day was said, not counted.
            return (self.why,)
        found = ending(rules, calendar, self.rule, self.born, self.law or None, self.case)
        steps = counted(found.term, self.born, calendar).steps
        said = told(found, rules.crossing)
        return (*steps, said) if said else steps


@dataclass(frozen=True, slots=True)
class Counter:
    """Makes deadlines by the rules and the calendar of an office."""

    rules: Rules
    calendar: WorkingCalendar

    def made(
        self, rule: str, born: date, why: str, discharged: date | None = None, *, case: str = "", paper: str = "",
        parties: tuple[str, ...] = (), lines: tuple[int, ...] = (), law: str | None = None,
    ) -> Deadline:
        """The deadline under the law of its first day; over 1 July 2026 under the one that the office follows. law: only that one."""
        found = ending(self.rules, self.calendar, rule, born, law, case)
        term, due = found.term, found.due
        return Deadline(
            rule, term.case, term.title, born, due, term.cite, why, discharged, paper, term.law, parties, lines
        )

    def due_of(self, term: Term, born: date) -> date:
        """The last day of a term."""
        return last_day(term, born, self.calendar)


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

"""The scratch state of a matter while a return reads its events: what is counted, and no more.

The rules are those of ``domain/fold.py``; every step has its counterpart there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev, ledger_events as le, part_events, procedure_events as pe
from thads_desktop.domain.fold import take_back
from thads_desktop.domain.giving import capped
from thads_desktop.domain.kind_events import LineKindSaid
from thads_desktop.returns.vocabulary import OBLIGATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

#: DECLARED: the deferral stands in the paper that says means are lacking.
AGREED, DEFERRAL, SUSPENSION, BOOK, LACKS, NO_ADDRESS, DECLARED = 1, 2, 4, 8, 16, 32, 64
MASKS = 128
OTHER_REVENUE, OTHER = "thu_khac", "khac"


def kind_of_line(line: ev.Line) -> str:
    """What a line is for the returns; what is entered as the State's revenue and said no closer is its other revenue."""
    if line.obligation in OBLIGATIONS and line.obligation != OTHER:
        return line.obligation
    return OTHER_REVENUE if line.state_revenue else OTHER


class Line:
    """Scratch state of a line while its events are read."""

    __slots__ = (
        "away", "book_day", "cut", "deferring", "ended", "ended_day", "lacking", "mask", "money", "no", "obligation", "reduced", "rest", "said",
        "short", "within",
    )  # fmt: skip

    def __init__(self, line: ev.Line) -> None:
        self.no = line.line
        self.money = line.due is not None
        self.rest = line.due or 0
        self.obligation = kind_of_line(line)
        #: What was owed when it was completed, and is owed no more.
        self.short = 0
        self.mask = 0
        self.ended = ""
        self.ended_day: date | None = None
        self.within = 0
        #: Taken off within the period, by a part termination and by a court's reduction.
        self.cut = 0
        self.reduced = 0
        #: What was delegated in part within the period; what the papers of each half of a delegation say in all.
        self.away = 0
        self.said: dict[str, int] | None = None
        self.book_day: date | None = None
        #: The papers that say means are lacking, and the paper of the deferral that stands.
        self.lacking: tuple[str, ...] = ()
        self.deferring = ""

    def compare_papers(self) -> None:
        one = self.deferring and self.deferring in self.lacking
        self.mask = self.mask & ~DECLARED | (DECLARED if one else 0)


class Matter:
    """Scratch state of a matter while its events are read."""

    __slots__ = (
        "agreed", "applied", "booked", "case_type", "collected", "delegated_in", "held", "kind", "lines", "officer",
        "officer_start", "opened", "reducing", "start", "vague", "within", "year_end",
    )  # fmt: skip

    def __init__(self, start: date, year_end: date, agreed: frozenset[str], reducing: frozenset[str] = frozenset()) -> None:
        self.start = start
        self.year_end = year_end
        self.agreed = agreed
        self.reducing = reducing
        self.vague: set[int] = set()
        self.opened: date | None = None
        self.kind = self.case_type = self.officer = self.officer_start = ""
        self.delegated_in = self.booked = False
        self.collected = self.held = 0
        #: Line and đồng of each sum applied, and whether it came in within the period.
        self.applied: list[tuple[int, int]] = []
        self.within: list[bool] = []
        self.lines: dict[int, Line] = {}

    def named(self, numbers: tuple[int, ...]) -> Iterator[Line]:
        """The open lines an act names; none named = all open lines."""
        if not numbers:
            return (x for x in self.lines.values() if not x.ended)
        return (self.lines[n] for n in numbers if n in self.lines and not self.lines[n].ended)

    def assign(self, day: date, officer: str) -> None:
        self.officer = officer
        if day <= self.start or not self.officer_start:
            self.officer_start = officer


def _opened(m: Matter, day: date, b: ev.MatterOpened) -> None:
    if m.opened is not None:
        return
    m.opened, m.kind, m.case_type, m.delegated_in = day, b.kind, b.case_type, b.delegated_in
    m.lines = {x.line: Line(x) for x in b.lines}


def _carried(m: Matter, day: date, b: ev.CarriedIn) -> None:
    if m.opened is not None:
        return
    m.opened, m.kind, m.case_type, m.delegated_in = day, b.kind, b.case_type, b.delegated_in
    m.lines = {x.line: Line(x) for x in b.lines}
    if b.officer:
        m.assign(day, b.officer)


def _line_added(m: Matter, _day: date, b: ev.LineAdded) -> None:
    if b.line.line not in m.lines:
        m.lines[b.line.line] = Line(b.line)


def _assigned(m: Matter, day: date, b: ev.OfficerAssigned) -> None:
    m.assign(day, b.officer)


def _means_lacking(m: Matter, _day: date, b: ev.MeansLacking) -> None:
    for x in m.named(b.lines):
        x.mask = x.mask & ~NO_ADDRESS | LACKS | (NO_ADDRESS if b.address_unknown else 0)
        x.lacking = (*x.lacking, b.paper)
        x.compare_papers()


def _moved(m: Matter, day: date, b: ev.MovedToSeparateBook) -> None:
    m.booked = True
    for x in m.named(b.lines):
        if not x.mask & BOOK:
            x.mask |= BOOK
            x.book_day = day


def _deferred(m: Matter, _day: date, b: ev.Deferred) -> None:
    bit = AGREED if b.clause in m.agreed else DEFERRAL
    for x in m.named(b.lines):
        x.mask = x.mask & ~(AGREED | DEFERRAL) | bit  # the later deferral stands
        x.deferring = b.paper
        x.compare_papers()


def _suspended(m: Matter, _day: date, b: ev.Suspended) -> None:
    for x in m.named(b.lines):
        x.mask |= SUSPENSION


def _continued(m: Matter, _day: date, b: ev.Continued) -> None:
    off = 0
    for word in b.ends:
        off |= _LIFTS.get(word, 0)
    if not b.ends:
        off = MASKS - 1
    for x in m.named(b.lines):
        x.mask &= ~off
        if off & LACKS:
            x.lacking = ()
            x.compare_papers()


def _terminated(m: Matter, day: date, b: ev.Terminated) -> None:
    for x in m.named(b.lines):
        if b.amount is None:
            x.ended, x.ended_day = "terminated", day
            continue
        cut = max(0, min(b.amount, x.rest))
        x.rest -= cut
        if day >= m.start and b.clause in m.reducing:
            x.reduced += cut
        elif day >= m.start:
            x.cut += cut
        if x.money and x.rest == 0:
            x.ended, x.ended_day = "terminated", day


_Ends = ev.Withdrawn | ev.Cancelled | pe.TakenUp | pe.RequestReturned | pe.Concluded


def _ending(word: str) -> Callable[[Matter, date, _Ends], None]:
    def step(m: Matter, day: date, b: _Ends) -> None:
        for x in m.named(b.lines):
            x.ended, x.ended_day = word, day

    return step


def _delegated(m: Matter, day: date, b: ev.Delegated) -> None:
    for n in b.lines:
        # Withdrawn to be delegated: it left once, on the day of the first paper, and counts as delegated.
        if n in m.lines and m.lines[n].ended == "withdrawn":
            m.lines[n].ended = "delegated"
    for x in m.named(b.lines):
        x.ended, x.ended_day = "delegated", day


def _given_away(m: Matter, day: date, b: part_events.PartGivenAway) -> None:
    x = m.lines.get(b.lines[0]) if len(b.lines) == 1 else None
    if x is None or not x.money:
        return
    said = x.said or {}
    off, mine = max(said.values(), default=0), said.get(b.half, 0)
    if x.ended and off <= mine:
        return
    rest = 0 if x.ended else x.rest
    x.said = {**said, b.half: capped(mine, off, rest, b.amount)}
    # What both papers of one delegation say leaves once, with the first of them.
    gone = max(x.said.values()) - off
    x.rest -= gone
    if day >= m.start:
        x.away += gone
    if gone and x.rest == 0:
        x.ended, x.ended_day = "delegated", day


def _completed(m: Matter, day: date, b: ev.LineCompleted) -> None:
    for x in m.named((b.line,)):
        x.ended, x.ended_day = "done", day
        # Done with less than was due (a register may say so, with a warning): what is missing is owed no more.
        x.short, x.rest = x.rest, 0


def _collected(m: Matter, day: date, b: ev.Collected) -> None:
    x = m.lines.get(b.line)
    if x is None or x.ended or not x.money:
        m.held += b.amount
        return
    # The surplus is held for the payer; what went back before it came in is not here to be applied.
    applied = min(b.amount if m.held >= 0 else max(0, b.amount + m.held), x.rest)
    m.held += b.amount - applied
    x.rest -= applied
    m.collected += applied
    m.applied.append((b.line, applied))
    m.within.append(day >= m.start)
    if day >= m.start:
        x.within += applied


def _returned(m: Matter, _day: date, b: ev.SurplusReturned | le.Deducted) -> None:
    missing = b.amount - max(0, m.held)
    m.held -= b.amount
    if missing <= 0:
        return
    # As if it had never been applied: a sum of before the period lowers what was done before it, not within it.
    before = list(m.applied)
    for n, amount in take_back(m.applied, missing, lambda n: not m.lines[n].ended):
        x = m.lines[n]
        if x.ended == "done":
            x.ended, x.ended_day, x.rest, x.short = "", None, x.short, 0
        m.held += amount
        m.collected -= amount
        x.rest += amount
    for (n, was), (_n, now), within in zip(before, m.applied, m.within, strict=True):
        if within:
            m.lines[n].within -= was - now


def _allotted(m: Matter, day: date, b: le.Allotted) -> None:
    for part in b.parts:
        x = m.lines.get(part.line)
        if x is None or x.ended or not x.money:
            continue
        applied = max(0, min(part.amount, m.held, x.rest))
        m.held -= applied
        x.rest -= applied
        m.collected += applied
        m.applied.append((part.line, applied))
        m.within.append(day >= m.start)
        if day >= m.start:
            x.within += applied


def _kind_said(m: Matter, _day: date, b: LineKindSaid) -> None:
    for said in b.kinds:
        if said.line in m.lines and said.kind in OBLIGATIONS:
            m.lines[said.line].obligation = said.kind


def _creditor_named(m: Matter, _day: date, b: le.CreditorNamed) -> None:
    if b.state and b.line in m.lines and m.lines[b.line].obligation == OTHER:
        m.lines[b.line].obligation = OTHER_REVENUE


_LIFTS = {"deferral": AGREED | DEFERRAL, "suspension": SUSPENSION, "means_lacking": LACKS | NO_ADDRESS | BOOK,
          "lacks_means": LACKS | NO_ADDRESS | BOOK, "separate_book": BOOK}  # fmt: skip
STEPS: dict[type, Callable[[Matter, date, Any], None]] = {
    ev.MatterOpened: _opened,
    ev.CarriedIn: _carried,
    ev.LineAdded: _line_added,
    ev.OfficerAssigned: _assigned,
    ev.MeansLacking: _means_lacking,
    ev.MovedToSeparateBook: _moved,
    ev.Deferred: _deferred,
    ev.Suspended: _suspended,
    ev.Continued: _continued,
    ev.Terminated: _terminated,
    ev.Delegated: _delegated,
    part_events.PartGivenAway: _given_away,
    ev.Withdrawn: _ending("withdrawn"),
    ev.Cancelled: _ending("cancelled"),
    pe.TakenUp: _ending("taken_up"),
    pe.RequestReturned: _ending("returned"),
    pe.Concluded: _ending("concluded"),
    ev.Collected: _collected,
    ev.SurplusReturned: _returned,
    le.Deducted: _returned,
    le.Allotted: _allotted,
    ev.LineCompleted: _completed,
    le.CreditorNamed: _creditor_named,
    LineKindSaid: _kind_said,
}

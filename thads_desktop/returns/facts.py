"""One fact per obligation line: all that any cell of a return needs, read from the events of one matter in one pass.

Facts of different matters are independent, so the matters may be shared out over processes. The rules are those of
``domain/matter.py``; this reader keeps only what is counted, because a return reads every event of the office.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period, statistical_year
from thads_desktop.domain.standing import in_force
from thads_desktop.returns.vocabulary import Counting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: DECLARED: the deferral stands in the paper that says means are lacking.
AGREED, DEFERRAL, SUSPENSION, BOOK, LACKS, NO_ADDRESS, DECLARED = 1, 2, 4, 8, 16, 32, 64
_MASKS = 128


class Fact(NamedTuple):
    """One obligation line of a matter of the period. Words as in ``vocabulary``; amounts whole đồng.

    matter: key without the kind; matters: 1 on the first fact of its matter, else 0, so that sums count matters;
    opening = collected + terminated_part + rest. A line that is not money has zeros. exact False: money came in whose
    day is only the latest it can have been, and it may have been before the period's end.
    """

    matter: str
    line: int
    kind: str
    case_type: str
    officer: str
    delegated_in: bool
    part: str
    state: str
    line_state: str
    matters: int
    opening: int
    collected: int
    rest: int
    terminated_part: int
    exact: bool = True


class _Line:
    """Scratch state of a line while its events are read."""

    __slots__ = ("book_day", "cut", "deferring", "ended", "ended_day", "lacking", "mask", "money", "no", "rest", "within")

    def __init__(self, line: ev.Line) -> None:
        self.no = line.line
        self.money = line.due is not None
        self.rest = line.due or 0
        self.mask = 0
        self.ended = ""
        self.ended_day: date | None = None
        self.within = 0
        self.cut = 0
        self.book_day: date | None = None
        #: The papers that say means are lacking, and the paper of the deferral that stands.
        self.lacking: tuple[str, ...] = ()
        self.deferring = ""

    def compare_papers(self) -> None:
        one = self.deferring and self.deferring in self.lacking
        self.mask = self.mask & ~DECLARED | (DECLARED if one else 0)


class _Matter:
    """Scratch state of a matter while its events are read."""

    __slots__ = (
        "agreed", "booked", "case_type", "collected", "delegated_in", "kind", "lines", "officer", "officer_start",
        "opened", "start", "vague", "year_end",
    )  # fmt: skip

    def __init__(self, start: date, year_end: date, agreed: frozenset[str]) -> None:
        self.start = start
        self.year_end = year_end
        self.agreed = agreed
        self.vague: set[int] = set()
        self.opened: date | None = None
        self.kind = self.case_type = self.officer = self.officer_start = ""
        self.delegated_in = self.booked = False
        self.collected = 0
        self.lines: dict[int, _Line] = {}

    def named(self, numbers: tuple[int, ...]) -> Iterator[_Line]:
        """The open lines an act names; none named = all open lines."""
        if not numbers:
            return (x for x in self.lines.values() if not x.ended)
        return (self.lines[n] for n in numbers if n in self.lines and not self.lines[n].ended)

    def assign(self, day: date, officer: str) -> None:
        self.officer = officer
        if day <= self.start or not self.officer_start:
            self.officer_start = officer


def _opened(m: _Matter, day: date, b: ev.MatterOpened) -> None:
    if m.opened is not None:
        return
    m.opened, m.kind, m.case_type, m.delegated_in = day, b.kind, b.case_type, b.delegated_in
    m.lines = {x.line: _Line(x) for x in b.lines}


def _carried(m: _Matter, day: date, b: ev.CarriedIn) -> None:
    if m.opened is not None:
        return
    m.opened, m.kind, m.case_type, m.delegated_in = day, b.kind, b.case_type, b.delegated_in
    m.lines = {x.line: _Line(x) for x in b.lines}
    if b.officer:
        m.assign(day, b.officer)


def _line_added(m: _Matter, _day: date, b: ev.LineAdded) -> None:
    if b.line.line not in m.lines:
        m.lines[b.line.line] = _Line(b.line)


def _assigned(m: _Matter, day: date, b: ev.OfficerAssigned) -> None:
    m.assign(day, b.officer)


def _means_lacking(m: _Matter, _day: date, b: ev.MeansLacking) -> None:
    for x in m.named(b.lines):
        x.mask = x.mask & ~NO_ADDRESS | LACKS | (NO_ADDRESS if b.address_unknown else 0)
        x.lacking = (*x.lacking, b.paper)
        x.compare_papers()


def _moved(m: _Matter, day: date, b: ev.MovedToSeparateBook) -> None:
    m.booked = True
    for x in m.named(b.lines):
        if not x.mask & BOOK:
            x.mask |= BOOK
            x.book_day = day


def _deferred(m: _Matter, _day: date, b: ev.Deferred) -> None:
    bit = AGREED if b.clause in m.agreed else DEFERRAL
    for x in m.named(b.lines):
        x.mask = x.mask & ~(AGREED | DEFERRAL) | bit  # the later deferral stands
        x.deferring = b.paper
        x.compare_papers()


def _suspended(m: _Matter, _day: date, b: ev.Suspended) -> None:
    for x in m.named(b.lines):
        x.mask |= SUSPENSION


def _continued(m: _Matter, _day: date, b: ev.Continued) -> None:
    off = 0
    for word in b.ends:
        off |= _LIFTS.get(word, 0)
    if not b.ends:
        off = _MASKS - 1
    for x in m.named(b.lines):
        x.mask &= ~off
        if off & LACKS:
            x.lacking = ()
            x.compare_papers()


def _terminated(m: _Matter, day: date, b: ev.Terminated) -> None:
    for x in m.named(b.lines):
        if b.amount is None:
            x.ended, x.ended_day = "terminated", day
            continue
        cut = max(0, min(b.amount, x.rest))
        x.rest -= cut
        if day >= m.start:
            x.cut += cut
        if x.money and x.rest == 0:
            x.ended, x.ended_day = "terminated", day


def _ending(word: str) -> Callable[[_Matter, date, ev.Withdrawn | ev.Cancelled], None]:
    def step(m: _Matter, day: date, b: ev.Withdrawn | ev.Cancelled) -> None:
        for x in m.named(b.lines):
            x.ended, x.ended_day = word, day

    return step


def _delegated(m: _Matter, day: date, b: ev.Delegated) -> None:
    for n in b.lines:
        # Withdrawn to be delegated: it left once, on the day of the first paper, and counts as delegated.
        if n in m.lines and m.lines[n].ended == "withdrawn":
            m.lines[n].ended = "delegated"
    for x in m.named(b.lines):
        x.ended, x.ended_day = "delegated", day


def _completed(m: _Matter, day: date, b: ev.LineCompleted) -> None:
    for x in m.named((b.line,)):
        x.ended, x.ended_day = "done", day
        # Done with less than was due (a register may say so, with a warning): what is missing is owed no more.
        x.rest = 0


def _collected(m: _Matter, day: date, b: ev.Collected) -> None:
    x = m.lines.get(b.line)
    if x is None or x.ended or not x.money:
        return
    applied = min(b.amount, x.rest)  # the surplus is held for the payer
    x.rest -= applied
    m.collected += applied
    if day >= m.start:
        x.within += applied


_LIFTS = {"deferral": AGREED | DEFERRAL, "suspension": SUSPENSION, "means_lacking": LACKS | NO_ADDRESS | BOOK,
          "lacks_means": LACKS | NO_ADDRESS | BOOK, "separate_book": BOOK}  # fmt: skip
_STEPS: dict[type, Callable[[_Matter, date, Any], None]] = {
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
    ev.Withdrawn: _ending("withdrawn"),
    ev.Cancelled: _ending("cancelled"),
    ev.Collected: _collected,
    ev.LineCompleted: _completed,
}

#: Names of the event types a return reads; a store may skip decoding the others (the dayless ones are needed too).
COUNTED_TYPES = frozenset(t.__name__ for t in (*_STEPS, ev.EffectUndone, *ev.DAYLESS))


def _scan(events: list[ev.Event], m: _Matter, end: date, at_seq: int | None) -> bool:
    """Read the events into ``m``; False (with ``m`` spoilt) when something was struck, undone or recorded out of order."""
    steps = _STEPS
    last, last_seq = date.min, 0
    for e in events:
        day, seq = e.day, e.seq
        if day is None or day < last or (day == last and seq < last_seq):
            return False
        last, last_seq = day, seq
        if at_seq is not None and seq > at_seq:
            continue  # a later event may still be a Struck, which acts whatever its place
        if day > end:
            _later(m, day, e.body)
            continue
        kind = type(e.body)
        if kind is ev.EffectUndone:
            return False
        step = steps.get(kind)
        if step is not None:
            step(m, day, e.body)
    return True


def _scan_in_force(events: list[ev.Event], m: _Matter, end: date, at_seq: int | None) -> None:
    for e in in_force(events, end, at_seq):
        assert e.day is not None
        step = _STEPS.get(type(e.body))
        if step is not None:
            step(m, e.day, e.body)
    for e in in_force(events, None, at_seq):
        if e.day is not None and e.day > end:
            _later(m, e.day, e.body)


def _later(m: _Matter, day: date, body: ev.Body) -> None:
    """Money dated after the period whose day is only the latest it can have been, within the same statistical year."""
    if type(body) is ev.Collected and not body.day_known and day <= m.year_end:
        m.vague.add(body.line)


def _line_words(counting: Counting) -> tuple[str, ...]:
    """State of an open line for every set of live conditions."""
    bits = {"deferral_agreed": AGREED, "deferral": DEFERRAL, "suspension": SUSPENSION, "separate_book": BOOK,
            "lacks_means": LACKS}  # fmt: skip
    words = []
    for mask in range(_MASKS):
        live = mask
        # One decision that finds no means and defers (address unknown) counts as lack of means, for as long as that lasts.
        if mask & DECLARED and mask & LACKS:
            live = mask & ~(AGREED | DEFERRAL)
        if mask & NO_ADDRESS and counting.address_unknown == "deferral":
            live = mask & ~LACKS | (0 if mask & AGREED else DEFERRAL)
        words.append(next((w for w in counting.line_order if live & bits.get(w, 0)), "enforcing"))
    return tuple(words)


class FactReader:
    """Reads matters for one period as of (end, at_seq); built once, then ``of(events)`` for each matter."""

    def __init__(self, start: date, end: date, counting: Counting, at_seq: int | None = None) -> None:
        self.start, self.end, self.at_seq, self.counting = start, end, at_seq, counting
        self._agreed = frozenset(counting.agreed_clauses)
        self._words = _line_words(counting)
        self._rank = {w: i for i, w in enumerate(counting.open_order)}
        self._at_start = counting.officer == "at_start"
        self._year_end = period(statistical_year(end), 12)[1]

    def of(self, events: list[ev.Event]) -> tuple[Fact, ...]:
        """The facts of one matter (all its events); () when the matter is not of the period."""
        m = self._read(events, self.end)
        if m.opened is None:
            return ()
        start = self.start
        lines = [x for x in m.lines.values() if not x.ended or x.ended_day >= start]  # type: ignore[operator]
        if not lines:
            return ()
        state, live = self._state(m, lines)
        part = "old" if m.opened < start else "new"
        if state == "separate_book":
            now = max(x.book_day for x in lines if not x.ended) >= start  # type: ignore[type-var, operator]
            if now and self.counting.opening == "constant":
                state = "lacks_means"
            else:
                part = "book_now" if now else "book"
        elif m.booked and part == "old" and self.counting.reentry == "new" and self._was_in_book(events):
            part = "new"
        return self._facts(events[0].subject.partition(":")[2], m, lines, part, state, live)

    def _read(self, events: list[ev.Event], end: date) -> _Matter:
        m = _Matter(self.start, self._year_end, self._agreed)
        if not _scan(events, m, end, self.at_seq):
            m = _Matter(self.start, self._year_end, self._agreed)
            _scan_in_force(events, m, end, self.at_seq)
        return m

    def _state(self, m: _Matter, lines: list[_Line]) -> tuple[str, list[str]]:
        """The matter's state and the state of each line."""
        words = self._words
        live = [x.ended or words[x.mask] for x in lines]
        if len(live) == 1 and not lines[0].ended:
            return live[0], live
        rank = self._rank
        open_words = [w for w in live if w in rank]
        if open_words:
            return min(open_words, key=rank.__getitem__), live
        if m.collected > 0 and self.counting.part_performed == "done":
            return "done", live
        ends = {x.ended for x in m.lines.values()}
        return next(w for w in self.counting.end_order if w in ends), live

    def _was_in_book(self, events: list[ev.Event]) -> bool:
        m = self._read(events, self.start - timedelta(days=1))
        open_lines = [x for x in m.lines.values() if not x.ended]
        return bool(open_lines) and self._state(m, open_lines)[0] == "separate_book"

    def _facts(
        self, key: str, m: _Matter, lines: list[_Line], part: str, state: str, live: list[str]
    ) -> tuple[Fact, ...]:
        officer = m.officer_start if self._at_start else m.officer
        apart = None if state == "separate_book" else self.counting.separate_line
        facts, first = [], 1
        for x, word in zip(lines, live, strict=True):
            shown = apart if apart and word == "separate_book" else word
            facts.append(
                Fact(key, x.no, m.kind, m.case_type, officer, m.delegated_in, part, state, shown, first,
                     x.rest + x.within + x.cut, x.within, x.rest, x.cut, x.no not in m.vague)
            )  # fmt: skip
            first = 0
        return tuple(facts)


def facts_of(
    subject_events: list[ev.Event], start: date, end: date, ladder: Counting, at_seq: int | None = None
) -> tuple[Fact, ...]:
    """The facts of one matter for the period [start, end] as recorded up to ``at_seq`` (None = everything)."""
    return FactReader(start, end, ladder, at_seq).of(subject_events)


def facts_of_all(matters: Iterable[list[ev.Event]], reader: FactReader) -> Iterator[Fact]:
    """The facts of many matters, streaming matter by matter."""
    for events in matters:
        yield from reader.of(events)

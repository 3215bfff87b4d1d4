"""One fact per obligation line: all that any cell of a return needs, read from the events of one matter in one pass.

Facts of different matters are independent, so the matters may be shared out over processes. The rules are those of
``domain/matter.py``; this reader keeps only what is counted, because a return reads every event of the office.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period, statistical_year
from thads_desktop.domain.kind_events import LineKindSaid
from thads_desktop.domain.standing import force, in_force
from thads_desktop.returns.scratch import (
    AGREED,
    BOOK,
    DECLARED,
    DEFERRAL,
    LACKS,
    MASKS,
    NO_ADDRESS,
    STEPS,
    SUSPENSION,
    Line,
    Matter,
)
from thads_desktop.returns.vocabulary import COUNTED_AS, END_STATES, REDUCED, REVENUES, Counting

#: Numbers of the facts that stand beside an obligation: what was delegated of it, what a court's reduction took off it, and what was
#: done of it in the period though it stands in the separate book. This and the number of the obligation.
AWAY, OFF, DONE = 1_000_000, 2_000_000, 3_000_000
#: How a line ended -> the word under which it counts; open lines have none.
_COUNTS = {"": "", **{word: word for word in END_STATES}, **COUNTED_AS}
_STATE = frozenset(REVENUES)
_BOOK = ("book", "book_now")


class Fact(NamedTuple):
    """One obligation line of a matter of the period. Words as in ``vocabulary``; amounts whole đồng.

    matter: key without the kind; matters: 1 on the first fact of its matter, else 0, so that sums count matters;
    opening = collected + terminated_part + rest. What was delegated of a line that goes on is a fact of its own, under the line's
    number and ``AWAY``, what a reduction took off it another (``OFF``, line_state reduced). A line that is not money has zeros.
    exact False: money came in whose day is only the latest it can have been, and it may have been before the period's end. state_matters: 1 on the first
    fact of its matter whose obligation goes to the State budget, else 0.
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
    obligation: str = "khac"
    state_matters: int = 0


#: Names of the event types a return reads; a store may skip decoding the others (the dayless ones are needed too).
COUNTED_TYPES = frozenset(t.__name__ for t in (*STEPS, ev.EffectUndone, *ev.DAYLESS))


def _scan(events: list[ev.Event], m: Matter, end: date, at_seq: int | None) -> bool:
    """Read the events into ``m``; False (with ``m`` spoilt) when something was struck, undone or recorded out of order."""
    steps = STEPS
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


def _scan_in_force(events: list[ev.Event], m: Matter, end: date, at_seq: int | None) -> None:
    standing, unterminated = force(events, end, at_seq)
    for e in standing:
        assert e.day is not None
        if isinstance(e.body, ev.LineCompleted) and (undone := unterminated.get(e.body.line)) and undone < (e.day, e.seq):
            line = m.lines.get(e.body.line)
            if line is not None and line.rest > 0:
                continue  # as in the fold: done because a part was terminated, which it is no more
        step = STEPS.get(type(e.body))
        if step is not None:
            step(m, e.day, e.body)
    for e in in_force(events, None, at_seq):
        if e.day is not None and e.day > end:
            _later(m, e.day, e.body)


def _later(m: Matter, day: date, body: ev.Body) -> None:
    """Of what is dated after the period: money whose day is only the latest it can have been, within the same statistical year;
    and what an obligation is, which holds from its beginning, whenever it was written down."""
    if type(body) is ev.Collected and not body.day_known and day <= m.year_end:
        m.vague.add(body.line)
    elif type(body) is LineKindSaid:
        STEPS[LineKindSaid](m, day, body)


def _line_words(counting: Counting) -> tuple[str, ...]:
    """State of an open line for every set of live conditions."""
    bits = {"deferral_agreed": AGREED, "deferral": DEFERRAL, "suspension": SUSPENSION, "separate_book": BOOK,
            "lacks_means": LACKS}  # fmt: skip
    words = []
    for mask in range(MASKS):
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
        self._counts = {**_COUNTS, "returned": counting.returned, "concluded": counting.concluded}
        self._at_start = counting.officer == "at_start"
        self._reducing = frozenset(counting.reduced_clauses)
        self._counts_booked = counting.booked_money == "counted"
        self._year_end = period(statistical_year(end), 12)[1]

    def of(self, events: list[ev.Event]) -> tuple[Fact, ...]:
        """The facts of one matter (all its events); () when the matter is not of the period."""
        m = self._read(events, self.end)
        if m.opened is None:
            return ()
        start = self.start
        lines = [x for x in m.lines.values() if not x.ended or x.ended_day >= start]  # type: ignore[operator]  # what has ended has a day
        if not lines:
            return ()
        state, live = self._state(m, lines)
        own = part = "old" if m.opened < start else "new"
        if state == "separate_book":
            now = max(x.book_day for x in lines if not x.ended) >= start  # type: ignore[type-var, operator]  # what is in the book has a day
            if now and self.counting.opening == "constant":
                state = "lacks_means"
            else:
                part = "book_now" if now else "book"
        elif m.booked and part == "old" and self.counting.reentry == "new" and self._was_in_book(events):
            own = part = "new"
        aside = own if part in _BOOK and self._counts_booked else part
        return self._facts(events[0].subject.partition(":")[2], m, lines, (part, aside), state, live)

    def matter(self, events: list[ev.Event]) -> Matter:
        """The scratch state of a matter on the period's last day."""
        return self._read(events, self.end)

    def _read(self, events: list[ev.Event], end: date) -> Matter:
        m = Matter(self.start, self._year_end, self._agreed, self._reducing)
        if not _scan(events, m, end, self.at_seq):
            m = Matter(self.start, self._year_end, self._agreed, self._reducing)
            _scan_in_force(events, m, end, self.at_seq)
        return m

    def _state(self, m: Matter, lines: list[Line]) -> tuple[str, list[str]]:
        """The matter's state and the state of each line."""
        words = self._words
        counts = self._counts
        live = [counts[x.ended] or words[x.mask] for x in lines]
        if len(live) == 1 and not lines[0].ended:
            return live[0], live
        rank = self._rank
        open_words = [w for w in live if w in rank]
        if open_words:
            return min(open_words, key=rank.__getitem__), live
        if m.collected > 0 and self.counting.part_performed == "done":
            return "done", live
        ends = {counts[x.ended] for x in m.lines.values()}
        return next(w for w in self.counting.end_order if w in ends), live

    def _was_in_book(self, events: list[ev.Event]) -> bool:
        m = self._read(events, self.start - timedelta(days=1))
        open_lines = [x for x in m.lines.values() if not x.ended]
        return bool(open_lines) and self._state(m, open_lines)[0] == "separate_book"

    def _facts(
        self, key: str, m: Matter, lines: list[Line], parts: tuple[str, str], state: str, live: list[str]
    ) -> tuple[Fact, ...]:
        """parts: of what goes on, and of what was done in the period. Where they differ the matter stands in the separate book, and what was
        done of it in the period stands in the forms all the same."""
        officer = m.officer_start if self._at_start else m.officer
        apart = None if state == "separate_book" else self.counting.separate_line
        part, aside = parts
        split = part != aside

        def fact(x: Line, no: int, where: str, word: str, opening: int, got: int = 0, rest: int = 0, cut: int = 0) -> Fact:
            exact = AWAY < no < DONE or x.no not in m.vague
            return Fact(key, no, m.kind, m.case_type, officer, m.delegated_in, where, state, word, 0, opening, got, rest, cut, exact, x.obligation)

        facts, first, state_first = [], 1, 1
        for x, word in zip(lines, live, strict=True):
            shown = apart if apart and word == "separate_book" else word
            if split and x.ended:
                facts.append(fact(x, x.no, aside, shown, x.rest + x.within + x.cut, x.within, x.rest, x.cut))
                continue
            of_state = state_first if x.obligation in _STATE else 0
            # What was done of a line in the separate book stands beside it.
            within, cut = (0, 0) if split else (x.within, x.cut)
            facts.append(
                Fact(key, x.no, m.kind, m.case_type, officer, m.delegated_in, part, state, shown, first,
                     x.rest + within + cut, within, x.rest, cut, x.no not in m.vague, x.obligation, of_state)
            )  # fmt: skip
            if split and x.within + x.cut:
                facts.append(fact(x, DONE + x.no, aside, shown, x.within + x.cut, x.within, 0, x.cut))
            first = 0
            state_first -= of_state
        # What was delegated of an obligation that goes on stands beside it, as the same money of one delegated whole would.
        facts += [fact(x, AWAY + x.no, aside, "delegated", x.away, rest=x.away) for x in lines if x.away]
        facts += [fact(x, OFF + x.no, aside, REDUCED, x.reduced, cut=x.reduced) for x in lines if x.reduced]
        return tuple(facts)


def facts_of(
    subject_events: list[ev.Event], start: date, end: date, ladder: Counting, at_seq: int | None = None
) -> tuple[Fact, ...]:
    """The facts of one matter for the period [start, end] as recorded up to ``at_seq`` (None = everything)."""
    return FactReader(start, end, ladder, at_seq).of(subject_events)

"""What is dated in a closed period is entered late: possible, and the log says of it which closed returns it changes.

Every unit of work is watched. In a window (``Desk.asks_late``) such an entry is refused first, and done once a human has said why it
comes late; a period that its head opened again waits for such entries, and nobody is asked.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import closing_events as ce, events as ev, procedure_events as pe
from thads_desktop.domain.book_events import EntryChanged, EntryOpened
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import clean
from thads_desktop.returns import records
from thads_desktop.returns.facts import COUNTED_TYPES
from thads_desktop.returns.record_words import COERCION, SECURITY, SOURCES
from thads_desktop.services import reopening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

SUBJECT = "return:late"
#: Matters named in the event; it counts all.
NAMED = 50


@contextmanager
def entering_late(desk: Desk, reason: str) -> Iterator[None]:
    """While this lasts, what falls into a closed period is entered late for this reason. Refused("return.late_reason") without one."""
    said = clean(reason)
    if not said:
        raise Refused(Refusal("return.late_reason", field="reason"))
    if len(said) > reopening.MOST:
        raise Refused(Refusal("text.too_long", {"length": str(len(said)), "limit": str(reopening.MOST)}, "reason"))
    before, desk.late_reason = desk.late_reason, said
    try:
        yield
    finally:
        desk.late_reason = before


class Watch:
    """Looks at what a unit of work appends to matters and to entries of books."""

    def __init__(self, desk: Desk, uow: UnitOfWork) -> None:
        self._desk, self._uow = desk, uow
        # A closed period ends before the present month: what is dated in this month is looked at no further.
        self._month = desk.clock.today().replace(day=1)
        self._closings: list[Closing] | None = None
        self._first: date | None = None
        self._seqs = (0, 0)
        self._matters: dict[str, None] = {}
        #: Subjects of entries, each with the place of the first and the last of its events here.
        self._entries: dict[str, tuple[int, int]] = {}

    def saw(self, events: Sequence[ev.Event]) -> None:
        """Called for everything that is appended."""
        for event in events:
            if event.subject.startswith("matter:") and (event.day is None or event.day < self._month):
                self._look(event)
            elif event.subject.startswith(records.ENTRY) and type(event.body).__name__ in records.ENTRY_TYPES:
                since, _until = self._entries.get(event.subject, (event.seq, 0))
                self._entries[event.subject] = (since, event.seq)

    def _look(self, event: ev.Event) -> None:
        if not _counts(event.body) or not self._lasts():
            return
        day = event.day if event.day is not None else self._struck_day(event)
        if day is None or all(day > c.as_of for c in self._lasts()):
            return
        self._note(event.subject.partition(":")[2], day, event.seq, event.seq)

    def _lasts(self) -> list[Closing]:
        if self._closings is None:
            self._closings = reopening.lasts(self._uow)
        return self._closings

    def _note(self, key: str, day: date, since: int, until: int) -> None:
        self._first = day if self._first is None else min(self._first, day)
        self._seqs = (min(self._seqs[0] or since, since), max(self._seqs[1], until))
        self._matters[key] = None

    def _struck_day(self, event: ev.Event) -> date | None:
        """The day of what was struck; of an import undone the first day of its matter."""
        told = self._uow.events_of(event.subject)
        if isinstance(event.body, ev.Struck):
            target = event.body.target
            return next((e.day for e in told if e.seq == target and _counts(e.body)), None)
        return min((e.day for e in told if e.day is not None), default=None)

    def _of_entries(self) -> set[str]:
        """The closings (keys) in which an entry counts otherwise than before; an entry is judged by the days it holds."""
        hit: set[str] = set()
        entries, self._entries = self._entries, {}
        closed = [(c, days_of(c.year, c.months), _sources(c)) for c in self._lasts()] if entries else []
        for subject, (since, until) in entries.items() if closed else ():
            events = self._uow.events_of(subject)
            received = _received(events)
            for c, (start, end), sources in closed:
                if received is not None and end < received:
                    continue
                was, now = ([r for r in records.of_entry(events, start, end, seq) if r.source in sources] for seq in (since - 1, None))
                if was != now:
                    hit.add(c.key)
                    self._note(subject, received or c.as_of, since, until)
        return hit

    def settle(self) -> None:
        """Before all stays: the late entry is written down, or refused where a human is to be asked first."""
        desk, uow = self._desk, self._uow
        uow.before_commit = self.settle
        first = self._first
        entered = self._of_entries()
        hit = [c for c in self._closings or () if c.key in entered or (first is not None and first <= c.as_of)]
        first, self._first = self._first, None
        if first is None:
            return
        if desk.asks_late and not desk.late_reason and any(reopening.standing(uow, c) is None for c in hit):
            raise Refused(Refusal("return.frozen", {"day": short_date(first), "period": hit[0].period_words}, "late"))
        row = ""
        if desk.late_reason:
            row = uuid4().hex
            uow.write_row(reopening.REASON, row, {"reason": desk.late_reason})
        matters = tuple(self._matters)
        body = ce.EnteredLate(*self._seqs, first, tuple(c.key for c in hit), matters[:NAMED], len(matters), row)
        uow.append(SUBJECT, desk.clock.today(), body)
        self._seqs, self._matters, self._closings = (0, 0), {}, None


def _counts(body: ev.Body) -> bool:
    """An event of a matter that a return may count."""
    if isinstance(body, pe.MeasureTaken):
        return body.measure in (*SECURITY, *COERCION)
    if isinstance(body, pe.ActDone):
        return body.act in (*SOURCES["court"].dims["kind"], "remission")
    return isinstance(body, pe.MeasureEnded) or type(body).__name__ in COUNTED_TYPES


def _sources(closing: Closing) -> frozenset[str]:
    """The kinds of record that the circular of a closing counts."""
    from thads_desktop.services import changed_items, reporting

    try:
        regime = reporting.regime_of((closing.regime, closing.year, closing.months))
    except Refused:
        return frozenset()
    return changed_items.sources_of(regime.owed(closing.as_of, closing.months))


def _received(events: Sequence[ev.Event]) -> date | None:
    """The earliest day on which an entry came in, as any version of it says."""
    days = []
    for e in events:
        if isinstance(e.body, EntryOpened | EntryChanged):
            said = dict(e.body.facts).get("received") or (e.day.isoformat() if isinstance(e.body, EntryOpened) and e.day else "")
            days += [date.fromisoformat(said)] if said else []
    return min(days, default=None)

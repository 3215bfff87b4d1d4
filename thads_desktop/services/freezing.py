"""What is dated in a closed period is entered late: possible, and the log says of it which closed returns it changes.

Every unit of work is watched. In a window (``Desk.asks_late``) such an entry is refused first, and done once a human has said why it
comes late; a period that its head opened again waits for such entries, and nobody is asked.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import closing_events as ce, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import clean
from thads_desktop.returns.facts import COUNTED_TYPES
from thads_desktop.services import reopening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

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
    """Looks at what a unit of work appends to matters."""

    def __init__(self, desk: Desk, uow: UnitOfWork) -> None:
        self._desk, self._uow = desk, uow
        # A closed period ends before the present month: what is dated in this month is looked at no further.
        self._month = desk.clock.today().replace(day=1)
        self._closings: list[Closing] | None = None
        self._first: date | None = None
        self._seqs = (0, 0)
        self._matters: dict[str, None] = {}

    def saw(self, events: Sequence[ev.Event]) -> None:
        """Called for everything that is appended."""
        for event in events:
            if event.subject.startswith("matter:") and (event.day is None or event.day < self._month):
                self._look(event)

    def _look(self, event: ev.Event) -> None:
        if type(event.body).__name__ not in COUNTED_TYPES:
            return
        if self._closings is None:
            self._closings = reopening.lasts(self._uow)
        if not self._closings:
            return
        day = event.day if event.day is not None else self._struck_day(event)
        if day is None or all(day > c.as_of for c in self._closings):
            return
        self._first = day if self._first is None else min(self._first, day)
        self._seqs = (self._seqs[0] or event.seq, event.seq)
        self._matters[event.subject.partition(":")[2]] = None

    def _struck_day(self, event: ev.Event) -> date | None:
        """The day of what was struck; of an import undone the first day of its matter."""
        told = self._uow.events_of(event.subject)
        if isinstance(event.body, ev.Struck):
            target = event.body.target
            return next((e.day for e in told if e.seq == target and type(e.body).__name__ in COUNTED_TYPES), None)
        return min((e.day for e in told if e.day is not None), default=None)

    def settle(self) -> None:
        """Before all stays: the late entry is written down, or refused where a human is to be asked first."""
        desk, uow, first = self._desk, self._uow, self._first
        uow.before_commit = self.settle
        if first is None:
            return
        self._first = None
        hit = [c for c in self._closings or () if first <= c.as_of]
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

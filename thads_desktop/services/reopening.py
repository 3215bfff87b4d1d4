"""A closed period stays closed: only the head opens it again, with a reason, and then it may be closed once more (supplementary).

What was opened again, when, by whom and why stays in the log; the closing before it stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import closing_events as ce, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import clean
from thads_desktop.services.closings import Closing, all_closings

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

REASON = "return_reason"
#: Letters of a reason.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Reopened:
    """An opening of a closed period. seq: its place in the log; actor: who opened it."""

    seq: int
    day: date
    closing: str
    reason: str
    actor: str


def subject(regime: str, year: int, months: int) -> str:
    """The subject of the events of a period."""
    return f"return:{regime}-{year}-{months:02d}"


def all_reopened(reader: Reader, regime: str, year: int, months: int) -> list[Reopened]:
    """Every time the period was opened again, in order."""
    return [
        Reopened(e.seq, e.day, e.body.closing, str((reader.row(REASON, e.body.reason) or {}).get("reason", "")), e.actor)
        for e in sorted(in_force(reader.events_of(subject(regime, year, months))), key=lambda e: e.seq)
        if isinstance(e.body, ce.ReturnReopened) and e.day is not None
    ]


def standing(reader: Reader, last: Closing) -> Reopened | None:
    """The opening that still waits for the next closing of the period; last: its last closing."""
    found = [r for r in all_reopened(reader, last.regime, last.year, last.months) if r.seq > int(last.key)]
    return found[-1] if found else None


def before(reader: Reader, closing: Closing) -> Reopened | None:
    """The opening after which a supplementary return was closed."""
    found = [r for r in all_reopened(reader, closing.regime, closing.year, closing.months) if r.seq < int(closing.key)]
    return found[-1] if found and found[-1].closing == closing.supplementary_of else None


def reopen(desk: Desk, regime: str, year: int, months: int, reason: str) -> Reopened:
    """Open the closed period again. Refused: not closed, open already, no reason; "rights.*" for whoever is not the head."""
    desk.allow("return_reopen")
    said = clean(reason)
    if not said:
        raise Refused(Refusal("return.no_reason", field="reason"))
    if len(said) > MOST:
        raise Refused(Refusal("text.too_long", {"length": str(len(said)), "limit": str(MOST)}, "reason"))
    words = f"{months:02d} tháng năm {year}"
    today = desk.clock.today()
    with desk.writing("return_reopen") as uow:
        closed = [c for c in all_closings(uow) if (c.regime, c.year, c.months) == (regime, year, months)]
        if not closed:
            raise Refused(Refusal("return.nothing_closed", {"period": words}))
        if (already := standing(uow, closed[-1])) is not None:
            raise Refused(Refusal("return.reopened_already", {"period": words, "day": short_date(already.day)}))
        key = uuid4().hex
        uow.write_row(REASON, key, {"reason": said})
        event = uow.append(subject(regime, year, months), today, ce.ReturnReopened(regime, year, months, closed[-1].key, key))
        uow.commit()
    return Reopened(event.seq, today, closed[-1].key, said, event.actor)


def take_back(desk: Desk, regime: str, year: int, months: int, reason: str) -> None:
    """Read a mistaken opening of a closed period as never done: the period is closed as it was. The opening, who took it back and why stay in
    the log, and what was entered meanwhile counts as entered late. Refused: the period is not open again, no reason; "rights.*"."""
    desk.allow("return_reopen")
    said = clean(reason)
    if not said:
        raise Refused(Refusal("return.no_reason_back", field="reason"))
    if len(said) > MOST:
        raise Refused(Refusal("text.too_long", {"length": str(len(said)), "limit": str(MOST)}, "reason"))
    with desk.writing("return_reopen") as uow:
        closed = [c for c in all_closings(uow) if (c.regime, c.year, c.months) == (regime, year, months)]
        made = standing(uow, closed[-1]) if closed else None
        if made is None:
            raise Refused(Refusal("return.not_open", {"period": f"{months:02d} tháng năm {year}"}))
        of = subject(regime, year, months)
        uow.write_row("strike", uuid4().hex, {"subject": of, "seq": made.seq, "reason": said})
        uow.append(of, None, ev.Struck(made.seq))
        uow.commit()


def refuse_closed(reader: Reader, closed: list[Closing]) -> None:
    """Refused("return.not_reopened") unless the last closing of the period was opened again since."""
    if closed and standing(reader, closed[-1]) is None:
        raise Refused(Refusal("return.not_reopened", {"period": closed[-1].period_words}))


def lasts(reader: Reader) -> list[Closing]:
    """The last closing of every period, in the order they were made."""
    found = {(c.regime, c.year, c.months): c for c in all_closings(reader)}
    return sorted(found.values(), key=lambda c: int(c.key))

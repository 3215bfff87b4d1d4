"""The hour of what happened in a matter, for terms that run by the hour and for requests measured against the hour of coercion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, hours
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.hour_events import HourNoted
from thads_desktop.domain.office_time import local
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law import due_hours
from thads_desktop.services import event_words, inputs, masking, projecting

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


def candidates(desk: Desk, reader: Reader, matter: str) -> list[tuple[int, str]]:
    """(seq, words) of what happened in a matter and starts something that is counted by the hour, newest first."""
    standing = in_force(reader.events_of(f"matter:{matter}"))
    known, names = hours.noted(standing), masking.names(desk, reader)
    found = []
    for e in reversed(standing):
        if e.day is not None and due_hours.by_hour(e.body):
            said = ", ".join(x for x in event_words.describe(e, names, None) if x)
            at = f", đã ghi {known[e.seq].hour}" if e.seq in known else ""
            found.append((e.seq, f"{short_date(e.day)}: {said}{at}"))
    return found


def note(
    desk: Desk, matter: str, seq: int, text: str, coercion_day: date | None = None, coercion_hour: str = "", seen: int | None = None
) -> None:  # fmt: skip
    """Write down the hour of one of the ``candidates``; written again, the later counts."""
    with desk.writing("happen") as uow:
        if seen is not None:
            uow.expect(f"matter:{matter}", seen)
        note_in(desk, uow, matter, seq, text, coercion_day, coercion_hour)
        projecting.matter(desk, uow, matter)
        uow.commit()


def note_in(
    desk: Desk, uow: UnitOfWork, matter: str, seq: int, text: str, coercion_day: date | None = None, coercion_hour: str = ""
) -> None:  # fmt: skip
    """As ``note``, inside a larger transaction."""
    at, fixed = inputs.hour(text), inputs.hour(coercion_hour, "coercion_hour")
    if not at:
        raise Refused(Refusal("hour.missing", field="hour"))
    of = next((e for e in in_force(uow.events_of(f"matter:{matter}")) if e.seq == seq and due_hours.by_hour(e.body)), None)
    if of is None or of.day is None:
        raise Refused(Refusal("hour.unknown", field="of"))
    if of.day >= desk.clock.today() and hours.moment(of.day, at) > local(desk.clock.now()).replace(tzinfo=None):
        raise Refused(Refusal("hour.ahead", {"hour": at}, "hour"))
    if (coercion_day is None) != (not fixed):
        raise Refused(Refusal("hour.coercion", field="coercion_hour"))
    asked = isinstance(of.body, ev.GroundArose) and due_hours.asks_deferral(of.body)
    body = HourNoted(seq, at, coercion_day, fixed) if asked else HourNoted(seq, at)
    uow.append(f"matter:{matter}", of.day, body, desk.rules.law_on(of.day))

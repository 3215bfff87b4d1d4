"""A decision of cassation or retrial on an entrusted matter: that it came, and that it was passed on to the other office (R28)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import review_events as rv
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.due_review import entrusted
from thads_desktop.services import inputs, projecting

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def receive(desk: Desk, matter: str, day: date, number: str, court: str, seen: int | None = None) -> None:
    """The decision came to this office. Refused for a matter in which no other office has a part."""
    when = inputs.not_future(day, desk.clock.today())
    said = {"number": inputs.name(number, "number", limit=60), "court": inputs.name(court, "court")}
    with desk.writing("happen") as uow:
        if seen is not None:
            uow.expect(f"matter:{matter}", seen)
        state = fold(uow.events_of(f"matter:{matter}"))
        if not state.exists:
            raise Refused(Refusal("matter.no_decision"))
        if not entrusted(state):
            raise Refused(Refusal("review.not_entrusted"))
        key = uuid4().hex
        uow.write_row("review", key, said)
        uow.append(f"matter:{matter}", when, rv.ReviewReceived(key), desk.rules.law_on(when))
        projecting.matter(desk, uow, matter)
        uow.commit()


def forward(desk: Desk, matter: str, day: date, recipient: str, proof: str = "", seen: int | None = None) -> None:
    """It was passed on. Refused where none waits, and for a day before it came."""
    when = inputs.not_future(day, desk.clock.today())
    said = {"recipient": inputs.name(recipient, "recipient"), "proof": inputs.name(proof, "proof", required=False, limit=100)}
    with desk.writing("happen") as uow:
        if seen is not None:
            uow.expect(f"matter:{matter}", seen)
        came = waiting(uow, matter)
        if came is None:
            raise Refused(Refusal("review.none"))
        if when < came:
            raise Refused(Refusal("review.before", {"day": short_date(when), "came": short_date(came)}, "day"))
        key = uuid4().hex
        uow.write_row("review", key, said)
        uow.append(f"matter:{matter}", when, rv.ReviewForwarded(key), desk.rules.law_on(when))
        projecting.matter(desk, uow, matter)
        uow.commit()


def waiting(reader: Reader, matter: str) -> date | None:
    """Since when a decision waits to be passed on; None = none does."""
    since: date | None = None
    for e in in_force(reader.events_of(f"matter:{matter}")):
        if isinstance(e.body, rv.ReviewReceived):
            since = since or e.day
        elif isinstance(e.body, rv.ReviewForwarded):
            since = None
    return since

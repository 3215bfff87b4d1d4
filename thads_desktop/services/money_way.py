"""Whether money that went back, came back or left otherwise was cash or went through the bank: told with it, or later.

What was recorded before anybody was asked keeps "not told", and is completed here as a receipt is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import receipts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

WAYS = {"cash": "Tiền mặt", "bank": "Chuyển khoản"}
#: What bears a way that is told beside.
MOVED = (ev.HeldReturned, ev.SurplusReturned, le.CameBack, le.Forfeited, le.Deducted)


def refuse(way: str) -> None:
    """Refused("way.unknown") for what is no way; "" = nobody said."""
    if way not in ("", *WAYS):
        raise Refused(Refusal("way.unknown", {"way": way[:40]}, "way"))


def put(desk: Desk, uow: UnitOfWork, moved: ev.Event, way: str) -> None:
    """The way of what was just recorded, in the open transaction; "" says nothing."""
    refuse(way)
    if way:
        assert moved.day is not None
        uow.append(moved.subject, moved.day, le.WayTold(moved.seq, way), desk.rules.law_on(moved.day))  # type: ignore[arg-type]  # one of the two


def tell(desk: Desk, subject: str, seq: int, way: str) -> None:
    """The way of what was recorded before, or as it should be. subject: matter:<id> or intake:<judgment>."""
    with desk.writing("money") as uow:
        moved = next((e for e in in_force(uow.events_of(subject)) if e.seq == seq and isinstance(e.body, MOVED)), None)
        if moved is None:
            raise Refused(Refusal("way.none"))
        if not way:
            raise Refused(Refusal("way.unknown", {"way": way}, "way"))
        put(desk, uow, moved, way)
        receipts.project(desk, uow, subject)
        uow.commit()


def usual(reader: Reader, subject: str, payer: str = "") -> str:
    """How money of a subject (of a payer) last came in; "" where nobody said."""
    ways = [g.way for g in receipts.of_events(in_force(reader.events_of(subject))).values() if not payer or g.payer in ("", payer)]
    return next((w for w in reversed(ways) if w != "held"), "")


def strike_with(uow: UnitOfWork, subject: str, standing: Iterable[ev.Event], of: int) -> None:
    """What was told of a movement that is struck goes with it."""
    for event in standing:
        if isinstance(event.body, le.WayTold) and event.body.of == of:
            uow.append(subject, None, ev.Struck(event.seq))

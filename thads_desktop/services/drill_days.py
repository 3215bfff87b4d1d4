"""When a restore was tried last, and whether it is time again: asked of every window, without what tries it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.copy_events import DrillDone
from thads_desktop.services import exchange_gate

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk

EVERY = timedelta(days=365)


def last(desk: Desk) -> date | None:
    """The day of the last drill that passed."""
    with desk.reading() as reader:
        days = [e.day for e in reader.events_of(exchange_gate.SUBJECT) if isinstance(e.body, DrillDone) and e.body.passed]
    return max((d for d in days if d is not None), default=None)


def due(desk: Desk) -> str:
    """A sentence when a drill is due (a year since the last, or since the store began); else ""."""
    if desk.practice:
        return ""
    done, today = last(desk), desk.clock.today()
    if done is not None:
        return f"Lần diễn tập phục hồi gần nhất là ngày {done:%d/%m/%Y}: hãy diễn tập lại." if today - done >= EVERY else ""
    with desk.reading() as reader:
        first = reader.recorded_at(1)
    begun = first.astimezone().date() if first is not None else today
    return "Chưa diễn tập phục hồi lần nào: hãy diễn tập, mỗi năm một lần." if today - begun >= EVERY else ""

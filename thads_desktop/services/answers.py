"""Which enforcement decisions still answer what a judgment waits for.

A decision that was withdrawn or cancelled for every obligation answers nothing any more: the request, or the judgment,
waits again. The events stay: that it was answered, and when, has happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.fold import fold
from thads_desktop.domain.standing import in_force
from thads_desktop.law.ruleset import Rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import Ending, MatterState
    from thads_desktop.storage.reader import Reader

_GONE = ("withdrawn", "cancelled")


def answering(reader: Reader, judgment: str) -> list[ev.IntakeDecided | ev.RequestRefused]:
    """The answers on a judgment that hold now."""
    found: list[ev.IntakeDecided | ev.RequestRefused] = []
    for event in in_force(reader.events_of(f"intake:{judgment}")):
        body = event.body
        if isinstance(body, ev.RequestRefused) or (isinstance(body, ev.IntakeDecided) and gone(reader, body.matter) is None):
            found.append(body)
    return found


def gone_of(reader: Reader, events: Iterable[Event]) -> dict[str, date]:
    """Matter -> the day by which its decision was gone, of the decisions among the events of an intake."""
    matters = [e.body.matter for e in events if isinstance(e.body, ev.IntakeDecided)]
    return {m: day for m in matters if (day := gone(reader, m)) is not None}


def waits_again(reader: Reader, judgment: str) -> bool:
    """A decision on the judgment is gone, and none of its kind, on the same request, has taken its place."""
    ended: list[tuple[date, str, str]] = []
    live: list[tuple[date, str, str]] = []
    for event in in_force(reader.events_of(f"intake:{judgment}")):
        body = event.body
        if isinstance(body, ev.IntakeDecided) and event.day is not None:
            day = gone(reader, body.matter)
            (live if day is None else ended).append((day or event.day, body.kind, body.request))
        elif isinstance(body, ev.RequestRefused) and event.day is not None:
            live.append((event.day, "yc", body.request))
    return any(not any(x[0] >= day and x[1:] == (kind, request) for x in live) for day, kind, request in ended)


def gone(reader: Reader, matter: str) -> date | None:
    """The day by which every obligation of the matter had ended because its decision was withdrawn or cancelled; None
    where one did not."""
    return gone_by(fold(reader.events_of(f"matter:{matter}")))


def gone_by(state: MatterState) -> date | None:
    """As ``gone``, of a state."""
    ends = [s.ended for s in state.lines.values()]
    days = [end.day for end in ends if end is not None and _undone(end)]
    return max(days) if days and len(days) == len(ends) else None


def _undone(end: Ending) -> bool:
    """Withdrawn or cancelled, but not as the first half of a delegation, nor because there is nothing left to decide."""
    if end.kind not in _GONE:
        return False
    return not any(g.to_delegate or g.ceased for g in Rules.load().grounds("withdrawal", end.day) if g.code == end.clause and end.kind == "withdrawn")

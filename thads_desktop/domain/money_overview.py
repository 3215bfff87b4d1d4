"""What of a matter's money was to be enforced within a period, and how it was solved. Pure: two states of one log, before and at the end.

For each obligation: due = collected + delegated + returned + terminated + remitted + otherwise ended + rest.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import LineState, MatterState
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

#: How an obligation ended -> which sum its rest is of.
_ENDS = {"delegated": "delegated", "returned": "returned", "terminated": "terminated"}


@dataclass(slots=True)
class Sums:
    """đồng, and how many obligations they are of."""

    lines: int = 0
    due: int = 0
    collected: int = 0
    delegated: int = 0
    returned: int = 0
    terminated: int = 0
    remitted: int = 0
    otherwise: int = 0
    rest: int = 0

    def add(self, other: Sums) -> None:
        """Take another's sums too."""
        for f in fields(self):
            setattr(self, f.name, getattr(self, f.name) + getattr(other, f.name))


def of_matter(events: list[ev.Event], start: date, end: date, remits: Callable[[str, date], bool]) -> Sums:
    """The sums of one matter (all its events). remits: is a termination by this clause on a day a
    remission?"""
    eve = start - timedelta(days=1)
    after = fold(events, end)
    quiet = all(e.day is not None and not start <= e.day <= end for e in events)
    before = after if quiet else fold(events, eve)
    parts = {} if quiet else _remitted(events, start, end, remits, after)
    found = Sums()
    if after.opened is None or after.opened > end:
        return found
    for n, line in after.lines.items():
        if line.line.due is None or (line.ended is not None and line.ended.day < start):
            continue
        found.add(_of_line(line, before.lines.get(n) if before.opened is not None and before.opened <= eve else None, parts.get(n, 0), remits))
    return found


def paid_out(events: list[ev.Event], start: date, end: date, state: Collection[str]) -> tuple[int, int]:
    """(đồng to the State, to parties) that one matter paid within the period, less what came back. state: parties that are the State; what
    goes to nobody, through the treasury or for revenue of the State is the State's too."""
    if not any(isinstance(e.body, le.PaidOut) for e in events):
        return 0, 0
    lines, ways = fold(events, end).lines, {}
    sums = [0, 0]
    for event in in_force(events, end):
        match event.body:
            case le.PaidOut(payments=payments, way=way):
                ways[event.seq] = way
                several = [(p.line, p.party, p.amount, way) for p in payments]
            case le.CameBack():
                several = [(event.body.line, event.body.party, -event.body.amount, ways.get(event.body.of, ""))]
            case _:
                continue
        if event.day is None or event.day < start:
            continue
        for n, party, amount, way in several:
            revenue = n in lines and lines[n].line.state_revenue
            sums[0 if not party or party in state or way == "treasury" or revenue else 1] += amount
    return sums[0], sums[1]


def _of_line(
    now: LineState, then: LineState | None, remitted: int, remits: Callable[[str, date], bool]
) -> Sums:  # fmt: skip
    had = then.collected if then is not None else 0
    gone = then.given_off if then is not None else 0
    cut = now.terminated - (then.terminated if then is not None else 0)
    due = (now.line.due or 0) - had - gone - (then.terminated if then is not None else 0)
    away = now.given_off - gone
    found = Sums(1, due, now.collected - had, away, terminated=cut - min(cut, remitted), remitted=min(cut, remitted))
    left = due - found.collected - cut - away
    if now.ended is None:
        found.rest = left
    else:
        kind = _ENDS.get(now.ended.kind, "otherwise")
        if kind == "terminated" and remits(now.ended.clause, now.ended.day):
            kind = "remitted"
        setattr(found, kind, getattr(found, kind) + left)
    return found


def _remitted(
    events: list[ev.Event], start: date, end: date, remits: Callable[[str, date], bool], state: MatterState
) -> dict[int, int]:  # fmt: skip
    """Obligation -> đồng of it that were remitted in part within the period."""
    found: dict[int, int] = {}
    for event in in_force(events, end):
        body = event.body
        if isinstance(body, ev.Terminated) and body.amount is not None and event.day is not None and event.day >= start and remits(body.clause, event.day):
            for n in body.lines or state.lines:
                found[n] = found.get(n, 0) + body.amount
    return found

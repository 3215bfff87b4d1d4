"""A part of an obligation's amount is given to another office: what leaves, and what stands against it.

The decision to delegate and the withdrawal beside it speak of the same đồng: of the sums that each kind of paper names the larger
one left, in whichever order the papers came.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from thads_desktop.domain.matter import Anomaly, Ending, PartAway
from thads_desktop.domain.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.domain.part_events import Half, PartGivenAway

MAX_AMOUNT = 10**15
#: Kind of act -> the half of a delegation that it is.
HALVES: dict[str, Half] = {"delegation": "delegated", "withdrawal": "withdrawn"}


class Law(Protocol):
    """What is asked of the law here."""

    def to_delegate(self, clause: str, day: date) -> bool:
        """Withdrawn on this ground on that day means: withdrawn because the obligations are delegated."""

    def cite(self, topic: str) -> str:
        """The article behind a refusal."""


def waiting(line: LineState, half: Half) -> int:
    """Đồng of which the other paper has spoken already, and this half has not."""
    return max(0, line.given_off - line.said_away(half))


def capped(said: int, off: int, rest: int, amount: int) -> int:
    """What a half says in all after a paper on so many đồng more: no more than left already or is there to leave."""
    return min(said + max(0, amount), off + rest)


def step(s: MatterState, e: Event, b: PartGivenAway) -> None:
    """Of the fold."""
    assert e.day is not None
    old = s.lines.get(b.lines[0]) if len(b.lines) == 1 else None
    if old is None or old.line.due is None or (old.ended is not None and not waiting(old, b.half)):
        s.anomalies.append(Anomaly("part_away.no_open_line", e.seq))
        return
    said = old.said_away(b.half)
    amount = capped(said, old.given_off, old.rest, b.amount) - said
    if amount < b.amount:
        s.anomalies.append(Anomaly("part_away.more_than_rest", e.seq))
    new = replace(old, away=(*old.away, PartAway(b.half, amount, e.day, b.paper)))
    if old.ended is None and old.rest > 0 and new.left == 0:
        # The last of it left: delegated, whichever of the two papers was first.
        new = replace(new, ended=Ending("delegated", e.day, b.clause, b.paper))
    s.lines[old.line.line] = new


def whole(state: MatterState, effect: Effect) -> Effect:
    """An amount that is all there is of an obligation means the obligation."""
    if effect.kind not in HALVES or effect.amount is None or len(effect.lines) != 1:
        return effect
    line = state.lines.get(effect.lines[0])
    if line is None or line.away or line.ended is not None or effect.amount != line.rest:
        return effect
    return replace(effect, amount=None)


def ended_but_waiting(state: MatterState, effect: Effect) -> tuple[int, ...]:
    """Obligations the act names that ended, of which the other paper gave away a part that this one has still to name."""
    half = HALVES.get(effect.kind)
    if half is None or effect.amount is None:
        return ()
    return tuple(n for n in effect.lines if n in state.lines and state.lines[n].ended is not None and waiting(state.lines[n], half))


def objections(state: MatterState, effect: Effect, day: date, law: Law) -> list[Refusal]:
    """Against an act that names a part of an amount."""
    half = HALVES.get(effect.kind)
    if half is None or effect.amount is None:
        return []
    if not 0 < effect.amount <= MAX_AMOUNT:
        return [Refusal("part_away.bad_amount", field="amount")]
    if half == "withdrawn" and (effect.target not in ("", state.opening_paper) or not law.to_delegate(effect.clause, day)):
        return [Refusal("part_away.not_delegation", field="amount", cite=law.cite("withdrawal"))]
    hit = [state.lines[n] for n in effect.lines if n in state.lines]
    if len(effect.lines) != 1 or len(hit) != 1 or hit[0].line.due is None:
        return [Refusal("part_away.one_line", field="lines", cite=law.cite("delegation"))]
    most = waiting(hit[0], half) + hit[0].rest
    if effect.amount > most:
        return [Refusal("part_away.more_than_rest", {"most": f"{most:,}".replace(",", ".")}, "amount", law.cite("delegation"))]
    return []

"""What of an obligation went where, to the đồng: the identity that every delegation is checked by, here and where it arrives."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from thads_desktop.domain import giving
from thads_desktop.domain.delegation_events import DelegationPackaged
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.text import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.domain.office import OfficeIdentity

#: Kind of end -> the part of the amount that was not performed and went with it.
_ENDS = {
    "delegated": "delegated", "returned": "given_back", "terminated": "terminated", "done": "otherwise", "withdrawn": "otherwise",
    "cancelled": "otherwise", "concluded": "otherwise", "taken_up": "otherwise",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an amount: collected, given back to who asked (gửi lại yêu cầu), terminated, delegated, ended otherwise, and the
    rest that is still enforced here."""

    collected: int = 0
    given_back: int = 0
    terminated: int = 0
    delegated: int = 0
    otherwise: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        return sum(getattr(self, f.name) for f in fields(self))


def parts(line: LineState) -> Parts:
    """The parts of one obligation's amount; all nought for what is not money."""
    if line.line.due is None:
        return Parts()
    collected = min(line.collected, line.line.due)
    terminated = min(line.terminated, line.line.due - collected)
    left = line.line.due - collected - terminated
    away = min(line.given_off, left)
    left -= away
    where = "rest" if line.ended is None else _ENDS[line.ended.kind]
    found = {"terminated": terminated, "delegated": away}
    found[where] = found.get(where, 0) + left
    return Parts(collected, **found)


def delegated_by(state: MatterState, paper: str) -> tuple[int, ...]:
    """The obligations that went away by a decision to delegate, whole or in part."""
    return tuple(
        n for n, s in state.lines.items()
        if (s.ended is not None and s.ended.kind == "delegated" and s.ended.paper == paper) or share(s, paper) is not None
    )  # fmt: skip


def share(line: LineState, paper: str) -> int | None:
    """Đồng of an obligation that a decision to delegate took where it did not take all that there was to take; None = it did, or took
    nothing. Where parts had left before, a decision on the whole took the rest of them."""
    if not line.away:
        return None
    parts_of = [x.amount for x in line.away if x.half == "delegated" and x.paper == paper]
    if parts_of:
        return sum(parts_of)
    gone = line.ended is not None and line.ended.kind == "delegated" and line.ended.paper == paper
    return line.left + giving.waiting(line, "delegated") if gone else None


def packaged(events: Iterable[Event], paper: str) -> bool:
    """A package with this decision has left: the paper has left the house."""
    return any(isinstance(e.body, DelegationPackaged) and e.body.paper == paper for e in events)


def same_office(one: str, other: str, short: str, other_short: str) -> bool:
    """Two names mean one office; short: what is left of each without the words all offices share."""
    return bare(one) == bare(other) or (bool(short) and short == other_short)


#: How an office below a province is called.
_BELOW = ("chi cuc", "quan ", "huyen", "thi xa", "khu vuc")


def between_provinces(own: OfficeIdentity, place: str, to_office: str, to_place: str, cite: str) -> list[Refusal]:
    """What stands against a delegation where only provincial offices delegate to each other. place, to_place: what the names of the
    two name. An office of the army is none of the own province."""
    to = bare(to_office)
    if not to or "quan khu" in to or "quan doi" in to or "quan chung" in to:
        return []
    mine = {bare(own.name), bare(place)}
    if to in mine or bare(to_place) in mine or (place and f" {bare(place)}" in f" {to}"):
        return [Refusal("delegation.same_province", {"office": to_office}, "to_office", cite)]
    if any(f" {word}" in f" {to}" for word in _BELOW):
        return [Refusal("delegation.not_province", {"office": to_office}, "to_office", cite)]
    return []

"""What an item of the store is as of a day: how much of it is left, where, of which matter. Pure; derived from its events alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import store_events as se
from thads_desktop.domain.standing import standing

if TYPE_CHECKING:
    from thads_desktop.domain import events as ev


@dataclass(frozen=True, slots=True)
class Move:
    """One event of an item, and what was left after it. change: of the quantity, 0 for what moved nothing."""

    event: ev.Event
    change: int
    left: int
    place: str

    @property
    def day(self) -> date:
        assert self.event.day is not None
        return self.event.day


@dataclass(slots=True)
class ItemState:
    """taken None = there is no such item."""

    taken: date | None = None
    quantity: int = 0
    left: int = 0
    kind: str = ""
    fate: str = ""
    place: str = ""
    matter: str = ""
    line: int = 0
    judgment: str = ""
    party: str = ""
    value: int | None = None
    sealed: bool | None = None
    #: Day of the first notice since the item is of its matter, and since when the judgment has effect.
    noticed: date | None = None
    effect: date | None = None
    moves: list[Move] = field(default_factory=list)

    @property
    def last(self) -> date | None:
        """The day of the last event."""
        return self.moves[-1].day if self.moves else None


def item_of(events: list[ev.Event], day: date | None = None, seq: int | None = None) -> ItemState:
    """An item as of (day, seq). Total: what leaves less than nothing leaves nothing, and is seen in its moves."""
    s = ItemState()
    for event in standing(events, day, seq):
        change = _step(s, event)
        s.left += change
        s.moves.append(Move(event, change, s.left, s.place))
    return s


def _step(s: ItemState, event: ev.Event) -> int:
    match event.body:
        case se.ItemTaken() as b:
            s.taken, s.quantity, s.kind, s.fate, s.place = event.day, b.quantity, b.kind, b.fate, b.place
            s.matter, s.line, s.judgment, s.party, s.value = b.matter, b.line, b.judgment, b.party, b.value
            return b.quantity
        case se.ItemLinked() as b:
            if b.matter != s.matter:
                s.noticed = s.effect = None
            s.kind, s.fate, s.matter, s.line, s.judgment, s.party = b.kind, b.fate, b.matter, b.line, b.judgment, b.party
        case se.ItemMoved(place=place):
            s.place = place
        case se.ItemOut(quantity=out):
            return -out
        case se.ItemDamaged(quantity=lost):
            return -lost
        case se.ItemSealed(sealed=sealed):
            s.sealed = sealed
        case se.ItemNoticed(effect=effect):
            s.noticed, s.effect = s.noticed or event.day, effect or s.effect
        case _:
            pass
    return 0


def stands(item: str, how: str, s: ItemState, of: int, *, here: bool = True) -> se.ExhibitStands:
    """What the item is to its matter after something happened to it."""
    return se.ExhibitStands(item, how, s.kind, s.fate, s.line, s.left, of, s.noticed, s.effect, here)


@dataclass(frozen=True, slots=True)
class Counting:
    """A stock-taking: the day and the place in the log it is frozen at, what was typed, whether it is closed or dropped."""

    day: date
    at_seq: int
    place: str
    typed: dict[str, int]
    closed: se.CountClosed | None = None
    closed_on: date | None = None
    dropped: bool = False


def counting_of(events: list[ev.Event]) -> Counting | None:
    """The counting as it was recorded last; None where there is none."""
    found: Counting | None = None
    for event in sorted(standing(events), key=lambda e: e.seq):
        match event.body:
            case se.CountOpened(at_seq=at, place=place) if event.day is not None:
                found = Counting(event.day, at, place, {})
            case se.CountTyped(item=item, found=n) if found is not None:
                found.typed[item] = n
            case se.CountClosed() as b if found is not None:
                found = Counting(found.day, found.at_seq, found.place, found.typed, b, event.day)
            case se.CountDropped() if found is not None:
                found = Counting(found.day, found.at_seq, found.place, found.typed, dropped=True)
            case _:
                pass
    return found

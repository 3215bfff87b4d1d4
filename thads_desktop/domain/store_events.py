"""Events of exhibits and kept property: what came into the store, was moved, was given out, was counted.

Subjects are ``item:<id>``, and ``stocktaking:<id>`` for a counting. Quantities are whole parts of a unit (``domain.quantity``). What a thing
is called, who brought and who received it, why: words of humans, register rows of kind "item", "item_out", "item_note", "stocktaking".
``ExhibitStands`` stands on ``matter:<id>``: what the item is to that matter from then on, so that its terms come from its own events.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ItemTaken:
    """It came in. kind, fate, place: codes of ``resources/law/store.toml``; party: whose it is, where known; value: đồng, None = not valued;
    order, voucher: numbers of the order and the receipt voucher."""

    quantity: int
    kind: str
    fate: str
    place: str
    order: str = ""
    voucher: str = ""
    matter: str = ""
    line: int = 0
    judgment: str = ""
    party: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class ItemLinked:
    """Of which matter and obligation it is, and what the judgment says of it, from now on; all of it is said anew."""

    kind: str
    fate: str
    matter: str = ""
    line: int = 0
    judgment: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class ItemMoved:
    """What is left of it lies in another place; row: where exactly, in words."""

    place: str
    order: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class ItemOut:
    """So much of it left. reason: a code of ``store.toml``; ground: the paper it rests on, "" = the judgment itself; row: who received it."""

    quantity: int
    reason: str
    ground: str = ""
    order: str = ""
    voucher: str = ""
    party: str = ""
    row: str = ""
    breaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemSealed:
    """It was sealed, or its seal was opened; row: the seal, who was there."""

    sealed: bool
    row: str = ""


@dataclass(frozen=True, slots=True)
class ItemDamaged:
    """Damage or loss was written down; quantity: so much is no more, 0 = only its state is worse; row: what happened, in words."""

    quantity: int
    row: str = ""


@dataclass(frozen=True, slots=True)
class ItemNoticed:
    """Whoever may fetch it was told to. effect: since when the judgment has effect, where known."""

    effect: date | None = None
    party: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class ItemCounted:
    """A stock-taking found so much of it; expected: so much should have been there."""

    stocktaking: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class ExhibitStands:
    """Subject ``matter:<id>``. how: what happened to the item; left: how much of it is here; of: place in the log of what happened.

    notice, effect: as of ``ItemNoticed``; here False = it is of this matter no more."""

    item: str
    how: str
    kind: str
    fate: str
    line: int
    left: int
    of: int
    notice: date | None = None
    effect: date | None = None
    here: bool = True


@dataclass(frozen=True, slots=True)
class CountOpened:
    """A counting of what the store should hold at the end of the legal day, as the log knew it at at_seq; place: of which place, "" = all."""

    at_seq: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class CountTyped:
    """So much of an item was found; said again, the last one counts."""

    item: str
    found: int


@dataclass(frozen=True, slots=True)
class CountClosed:
    """The minutes were made (sha256: kept as a blob): how many items were counted, how many differ."""

    items: int
    differ: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CountDropped:
    """The counting was given up: it reads as never begun."""


StoreBody = (
    ItemTaken | ItemLinked | ItemMoved | ItemOut | ItemSealed | ItemDamaged | ItemNoticed | ItemCounted | ExhibitStands | CountOpened | CountTyped
    | CountClosed | CountDropped
)  # fmt: skip

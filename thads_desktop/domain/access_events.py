"""Events of accounts and powers: who may do what, since when, and which second person stood by an act.

Log-in names are register rows; nothing here names a person but by id. No password and no key is ever an event.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountOpened:
    """A person of the office may log in, in these roles. Subject ``account:<id>``."""

    person: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """From here on the account has these roles and no others."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """The account opens nothing any more."""


@dataclass(frozen=True, slots=True)
class PasswordSet:
    """The password was set: "own" by its owner, "colleague" by one with the power, "sheet" with the recovery sheet."""

    how: str


@dataclass(frozen=True, slots=True)
class SlotMade:
    """The data key was locked for an account (subject ``account:<id>``) or the recovery sheet (``account:sheet``). digest: SHA-256 of the slot."""

    digest: str


@dataclass(frozen=True, slots=True)
class SheetMade:
    """A new recovery sheet; the one before opens nothing any more."""


@dataclass(frozen=True, slots=True)
class SheetTried:
    """The words of the printed sheet were typed in and opened the data."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A second person stood by an act: the events of the same transaction before this one. Subject ``account:<id>`` of that person."""

    act: str
    since: int


@dataclass(frozen=True, slots=True)
class Exported:
    """Data left in the clear. what: kind of file; to whom and for what stands in a register row of kind "export"."""

    what: str
    row: str
    count: int = 0


AccessBody = AccountOpened | RolesChanged | AccountClosed | PasswordSet | SlotMade | SheetMade | SheetTried | Confirmed | Exported

"""Events of the publication of who lacks means: updated, ended, posted at the commune, and the lists that were sent.

Subjects are matters; a list that was sent stands on ``publication:<id>``. Codes and days only: to whom a list went and what proves it
is a register row ``publication``, the list itself a blob under its SHA-256. The first publication is ``events.Published``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicationChanged:
    """What was published of a debtor (name, address) is not so any more; the published information is to be updated."""


@dataclass(frozen=True, slots=True)
class PublicationUpdated:
    """The published information was brought up to date."""


@dataclass(frozen=True, slots=True)
class PublicationEnded:
    """The information on a debtor ("" = on every debtor of the matter) is published no more."""

    party: str = ""


@dataclass(frozen=True, slots=True)
class CommunePosted:
    """The commune put the information on its board."""


@dataclass(frozen=True, slots=True)
class CommunePostingEnded:
    """The commune took it off."""


@dataclass(frozen=True, slots=True)
class PublicationListSent:
    """A list of who is published left (subject ``publication:<id>``). sha256: of what it said, kept as a blob; count: its lines."""

    sha256: str
    count: int
    row: str


PublicationBody = PublicationChanged | PublicationUpdated | PublicationEnded | CommunePosted | CommunePostingEnded | PublicationListSent

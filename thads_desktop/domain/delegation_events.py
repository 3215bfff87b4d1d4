"""Events of delegations between offices that go as signed packages: out, in, back as mistaken, and their acknowledgement.

Codes, keys and days only: names, numbers and reasons are register rows; a package is kept whole under its SHA-256.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DelegationPackaged:
    """A signed package of a delegation left (subject matter). paper: the decision; row: register row ``delegation_out`` that says to
    whom and what for; assets: it asks to handle assets, and the matter stays here."""

    paper: str
    sha256: str
    row: str
    assets: bool = False


@dataclass(frozen=True, slots=True)
class DelegationAnswered:
    """The receiver's acknowledgement was opened (subject matter). answer: decided | mistaken; received: the day it came there;
    decided: the day of its own decision; row: register row ``delegation_answer`` with office, number or reason."""

    paper: str
    sha256: str
    answer: str
    received: date
    row: str
    decided: date | None = None


@dataclass(frozen=True, slots=True)
class DelegationTaken:
    """A human took in what a package brought (subject intake). sender: the office's key; matter, paper: ids there."""

    package: str
    sender: str
    matter: str
    paper: str
    row: str
    assets: bool = False


@dataclass(frozen=True, slots=True)
class DelegationMistaken:
    """The delegation is given back as sent by mistake (subject intake); row: register row ``delegation_back`` with the reason."""

    row: str


@dataclass(frozen=True, slots=True)
class DelegationAcknowledged:
    """The acknowledgement left for the sender (subject intake). matter: decided here, "" when it was given back."""

    sha256: str
    row: str
    matter: str = ""


@dataclass(frozen=True, slots=True)
class AssetHandlingDecided:
    """The receiver's own decision to handle entrusted assets (subject intake); row: ``asset_handling`` with its number."""

    row: str


@dataclass(frozen=True, slots=True)
class AssetHandlingIssued(AssetHandlingDecided):
    """As ``AssetHandlingDecided``, by a paper that went the way of papers here: withdrawn or voided, it goes with it."""

    paper: str


@dataclass(frozen=True, slots=True)
class AssetHandedOver:
    """The entrusted asset was handed over to who bought or took it (subject intake)."""


@dataclass(frozen=True, slots=True)
class AssetMoneySent:
    """Money of entrusted assets went to the office that delegated (subject intake); costs: đồng kept back before."""

    amount: int
    costs: int = 0
    receipt: str = ""


DelegationBody = (
    DelegationPackaged | DelegationAnswered | DelegationTaken | DelegationMistaken | DelegationAcknowledged
    | AssetHandlingDecided | AssetHandlingIssued | AssetHandedOver | AssetMoneySent
)  # fmt: skip

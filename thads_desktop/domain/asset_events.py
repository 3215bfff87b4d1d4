"""Events of an asset: its card, the matters and obligations it stands for, and each step from the seizure to the pay-out or the release.

Subjects are ``asset:<id>``. Codes, keys, days and amounts only: what it is called, its number plate or plot, who valued it and why
somebody decided so are words of humans: register rows ``asset`` (the card) and ``asset_step`` (of a step).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AssetNoted:
    """A card was written. kind: of ``resources/assets``; immovable: terms of auction and priority go by it; owners, co_owners: parties."""

    kind: str
    immovable: bool
    owners: tuple[str, ...] = ()
    co_owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetChanged:
    """The card was written anew, whole; fields: names of those that changed."""

    kind: str
    immovable: bool
    fields: tuple[str, ...]
    owners: tuple[str, ...] = ()
    co_owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetLinked:
    """The asset belongs to a matter. how: pledged (collateral of these obligations) | named (the judgment or the seizure names it for
    them) | found (means of the debtor); lines: none = all."""

    matter: str
    how: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetUnlinked:
    """It does not belong to the matter."""

    matter: str


@dataclass(frozen=True, slots=True)
class AssetStep:
    """One step of the chain (``resources/law/asset_ways.toml``); step: a word of ``law/happenings.py`` where a term hangs on it.

    matter, lines: for which it is seized; amount: whole đồng of the step (price, start price, paid); on: the day it sets (of a seizure,
    of an auction, the last one to pay); party: who (a co-owner, a creditor); why: code of its reason; paper: the decision it rests on;
    row: register row ``asset_step`` with its words; breaches: codes of rules that what was done elsewhere broke; confirmed: codes of
    what was told before the head decided all the same.
    """

    step: str
    matter: str = ""
    lines: tuple[int, ...] = ()
    amount: int | None = None
    on: date | None = None
    party: str = ""
    why: str = ""
    paper: str = ""
    row: str = ""
    breaches: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepOnPaper:
    """A paper made here is a step of the asset. at: the place of the step in the log; doc: the paper; made: the step was recorded by issuing
    it, and goes with it; else it stood already."""

    at: int
    doc: str
    made: bool


@dataclass(frozen=True, slots=True)
class StepUndone:
    """The paper that a step was recorded by was withdrawn or cancelled: from this day on the step holds no more. doc: the paper that did so."""

    at: int
    doc: str


AssetBody = AssetNoted | AssetChanged | AssetLinked | AssetUnlinked | AssetStep | StepOnPaper | StepUndone

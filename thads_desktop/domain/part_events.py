"""A part of an obligation's amount leaves by delegation: the rest is enforced here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: The two papers of one delegation, in either order: the decision to delegate, and the withdrawal that the law asks for beside it.
Half = Literal["delegated", "withdrawn"]


@dataclass(frozen=True, slots=True)
class PartGivenAway:
    """So many đồng of one obligation (``lines`` has its number) are delegated, or withdrawn because they are; what both papers say
    leaves once. to_office: of the delegation; clause: of the withdrawal."""

    half: Half
    lines: tuple[int, ...]
    amount: int
    paper: str = ""
    to_office: str = ""
    clause: str = ""

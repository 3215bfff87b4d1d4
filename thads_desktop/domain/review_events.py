"""Events of a decision of cassation or retrial on an entrusted matter (subject matter): it came, it was passed on.

Court, number and recipient are a register row ``review``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewReceived:
    """The decision came to this office."""

    row: str


@dataclass(frozen=True, slots=True)
class ReviewForwarded:
    """It was passed on to the other office of the delegation."""

    row: str


ReviewBody = ReviewReceived | ReviewForwarded

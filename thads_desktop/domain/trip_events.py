"""Events of trips of verification (subject ``trip:<id>``): which debtors a bundle of records was printed for.

What came back is no event of its own: it is the ``Verified`` of each matter. What the trip is called is a register row ``trip``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TripPrinted:
    """Records were printed for these visits, each a (matter, debtor), in the order of the cover. officer: who goes, "" = several."""

    officer: str
    visits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TripClosed:
    """Nothing more is expected of the trip."""


TripBody = TripPrinted | TripClosed

"""A listing: tables with the office above, a signature and a proof beneath, as plain values. Printed and written to a
workbook by others; no text in it is markup or formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


class Percent(str):
    """A percent in words (82,50): it reads as a text, and is a number in a workbook."""

    __slots__ = ()

    @property
    def number(self) -> Decimal:
        """82.50"""
        return Decimal(self.replace(",", "."))


#: A Decimal has as many decimals as are shown.
Cell = str | int | date | Decimal | None


def decimals(value: Decimal) -> str:
    """As it is printed, with the decimals it has: "1.234,5", "10,00"."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its heading, its share of the width, how its cells stand."""

    title: str
    share: float
    align: Literal["left", "right", "centre"] = "left"


@dataclass(frozen=True, slots=True)
class ListTable:
    """title "" = none; note: a sentence beneath it, or in its place when it has no rows; across: places of rows of words and sums between the
    others, where each text goes on over the empty cells behind it."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    across: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """parent, office: as the office was called that day; said: lines beneath the title; notes: sentences at the end.

    left, right: (title of who signs, name or ""); between: others who sign, from left to right; proof: stands at the foot of
    every page, so that a print can be held against the log. sealed: the office's seal stands with the right signature.
    """

    title: str
    parent: str
    office: str
    place: str
    day: date
    said: tuple[str, ...]
    tables: tuple[ListTable, ...]
    notes: tuple[str, ...] = ()
    left: tuple[str, str] = ("", "")
    right: tuple[str, str] = ("", "")
    proof: str = ""
    between: tuple[tuple[str, str], ...] = ()
    sealed: bool = False

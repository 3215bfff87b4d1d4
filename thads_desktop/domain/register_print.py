"""A register as it is printed: plain values for the A3 sheet; no text in it is markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell, ListColumn


@dataclass(frozen=True, slots=True)
class PrintPart:
    """Rows up to a closing, or the open ones. closed: the line under the last number is drawn; sums: (words, a cell for each column);
    said: beneath them; signed: (title, name) from left to right, () = nobody signs; further: (heading, rows) of what came to rows of before; older:
    (heading, rows, sums) of what came to books of years that are over."""

    rows: tuple[tuple[Cell, ...], ...]
    sums: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    closed: bool = False
    said: tuple[str, ...] = ()
    signed: tuple[tuple[str, str], ...] = ()
    dated: date | None = None
    further: tuple[str, tuple[tuple[Cell, ...], ...]] = ("", ())
    older: tuple[tuple[str, tuple[tuple[Cell, ...], ...], tuple[tuple[str, tuple[Cell, ...]], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterPrint:
    """A year of a register. number: of its circular ("" = the office's own); used: the days it is used for; head: (title, name) of who
    certifies the pages; changes: (heads, rows) of what became different of closed rows; foot: at each foot; on: the day it was made."""

    number: str
    name: str
    circular: str
    parent: str
    office: str
    place: str
    year: int
    used: tuple[date, date]
    columns: tuple[ListColumn, ...]
    parts: tuple[PrintPart, ...]
    notes: tuple[str, ...]
    head: tuple[str, str]
    said: tuple[str, ...] = ()
    changes: tuple[tuple[Cell, ...], ...] = ()
    foot: str = ""
    on: date | None = None

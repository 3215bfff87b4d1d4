"""Charts as plain values, for paper: whole numbers, with the words that stand beside them. Drawn by others; read without colour."""

from __future__ import annotations

from dataclasses import dataclass

from thads_desktop.domain.listing import Listing


@dataclass(frozen=True, slots=True)
class Bar:
    """values: its parts from left to right; said: the words at its end; mark: what it is held against (None = nothing), with its words."""

    label: str
    values: tuple[int, ...]
    said: str = ""
    mark: int | None = None
    mark_said: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars, one beneath the other. parts: what their parts are called, () = they have one that needs no name; most: the end of the scale."""

    title: str
    bars: tuple[Bar, ...]
    parts: tuple[str, ...] = ()
    most: int | None = None
    none: str = "Không có gì để vẽ."


@dataclass(frozen=True, slots=True)
class Line:
    """values: one for each place, None = not known."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """places: what stands below, from left to right; unit: what the numbers are."""

    title: str
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""
    none: str = "Không có gì để vẽ."


Chart = Bars | Lines


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a pack, on pages of its own: charts beside each other, the listing beneath them."""

    listing: Listing
    charts: tuple[Chart, ...] = ()

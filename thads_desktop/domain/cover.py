"""The cover of a file as plain values: four pages, of which the third is the list of documents. Drawn by ``printing/cover_sheet.py``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.domain.listing import ListColumn


@dataclass(frozen=True, slots=True)
class CoverField:
    """A line of the first page; lines: as many as its words may take in the usual size; what needs more makes all of them smaller."""

    label: str
    value: str
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Cover:
    """width, height: of one page, in millimetres; folded: two pages lie side by side on a sheet. columns, rows: of the list; happened:
    (day, what) of page 2; signing: (left, right) of the list, each (title, name); approval: lines at the foot of page 1, the first
    its heading; again: it takes the place of a worn one."""

    width: float
    height: float
    folded: bool
    margin: float
    parent: str
    office: str
    title: str
    fields: tuple[CoverField, ...]
    approval: tuple[str, ...]
    signer: str
    second: str
    happened: tuple[tuple[str, str], ...]
    third: str
    fourth: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    signing: tuple[tuple[str, str], tuple[str, str]]
    proof: str
    again: str = ""

"""Layouts of sheets that go to other bodies: files under ``forms/outside`` or in a pack, read strictly. What a column holds is a closed list."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from thads_desktop import dated

if TYPE_CHECKING:
    from thads_desktop.dated import Overlay

#: What the program fills in.
KEYS = (
    "accepted", "judgment", "debtors", "creditors", "delegated_out", "delegated_in", "decision", "obligations", "means_lacking", "withdrawn",
    "deferred", "continued_deferral", "suspended", "continued_suspension", "terminated", "completed", "note", "check_time", "check_ground",
    "check_power", "check_form", "check_content", "check_other", "procurator",
)  # fmt: skip
FILE, FIGURES = "procuracy.toml", "figures_24.toml"
_LINE = {"number", "label", "measure", "of"}
_COLUMN = {"key", "number", "heading", "under", "share"}


class LayoutError(ValueError):
    """A layout is not sound; the text names what."""


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column: what it holds, its number, heading and what stands beneath that."""

    key: str
    number: int
    heading: str
    under: str
    share: float

    @property
    def words(self) -> str:
        return f"{self.heading} ({self.under})" if self.under else self.heading


@dataclass(frozen=True, slots=True)
class Layout:
    """status: established | reconstructed; source: where the headings come from, as the sheet says it."""

    title: str
    status: str
    source: str
    columns: tuple[LayoutColumn, ...]


def procuracy() -> Layout:
    """The layout of the procuracy's register that is in force. Raises LayoutError."""
    return layout_of(dated.in_force())


@lru_cache(maxsize=8)
def layout_of(overlay: Overlay) -> Layout:
    """As ``procuracy``, under these packs."""
    return layout_in(overlay.of("outside")[FILE])


def layout_in(data: bytes) -> Layout:
    """The layout that a file holds. Raises LayoutError for anything that is not as it should be."""
    said = tomllib.loads(data.decode("utf-8"))
    if set(said) != {"title", "status", "source", "column"} or said["status"] not in ("established", "reconstructed"):
        raise LayoutError("bố cục phải có title, status, source và các cột")
    columns = []
    for one in said["column"]:
        if set(one) != _COLUMN or one["key"] not in KEYS or not one["share"] > 0:
            raise LayoutError(f"cột chưa đúng: {one.get('key', '')}")
        columns.append(LayoutColumn(one["key"], int(one["number"]), one["heading"], one["under"], float(one["share"])))
    if len({c.key for c in columns}) != len(columns) or not columns:
        raise LayoutError("cột bị nêu hai lần, hoặc không có cột nào")
    return Layout(said["title"], said["status"], said["source"], tuple(columns))


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of form 24.1: measure viec | tien; of: criteria of the office's return that are added up."""

    number: int
    label: str
    measure: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The lines of form 24.1 that are known."""

    title: str
    source: str
    lines: tuple[FigureLine, ...]


def figures() -> Figures:
    """The lines in force. Raises LayoutError."""
    return figures_of(dated.in_force())


@lru_cache(maxsize=8)
def figures_of(overlay: Overlay) -> Figures:
    """As ``figures``, under these packs."""
    return figures_in(overlay.of("outside")[FIGURES])


def figures_in(data: bytes) -> Figures:
    """The lines that a file holds. Raises LayoutError for anything that is not as it should be."""
    said = tomllib.loads(data.decode("utf-8"))
    if set(said) != {"title", "source", "line"} or not said["line"]:
        raise LayoutError("biểu phải có title, source và các dòng")
    lines = []
    for one in said["line"]:
        if set(one) != _LINE or one["measure"] not in ("viec", "tien") or not one["of"]:
            raise LayoutError(f"dòng chưa đúng: {one.get('number', '')}")
        lines.append(FigureLine(int(one["number"]), one["label"], one["measure"], tuple(one["of"])))
    if len({x.number for x in lines}) != len(lines):
        raise LayoutError("dòng bị nêu hai lần")
    return Figures(said["title"], said["source"], tuple(lines))


def told(name: str, data: bytes) -> str:
    """What a file of this kind holds, in a line."""
    if name == FIGURES:
        made = figures_in(data)
        return f"{made.title}, {len(made.lines)} dòng"
    layout = layout_in(data)
    return f"{layout.title}, {len(layout.columns)} cột"

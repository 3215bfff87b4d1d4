"""How much room texts take in a workbook: widths of columns and heights of rows. A program that opens it measures with faces of its own, so
what is reckoned here is rather too much: no figure of a cell may become ###, no line of a text lie over the next row."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.listing import Percent
from thads_desktop.domain.money import dong
from thads_desktop.domain.table_widths import figures, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.domain.listing import Cell, ListTable

#: The face of every cell, which each office has or has one of the same measures of.
FACE = "Times New Roman"
#: Points of one unit of a column's width (a digit of the book's face at 11 points, as programs round it), and of the edges of a cell.
UNIT, EDGES = 5.25, 5.0
#: Programs do not break lines alike: a line is reckoned to hold so much of what it holds.
_SURE = 0.95
#: No program shows a taller row, and none a wider column.
TALLEST, WIDEST = 409.0, 255.0
#: A word of a heading wider than this is broken.
_LONGEST_WORD = 90.0
#: Width of letters in thousandths of the size, of the face above; of all others half.
_NARROW = {**dict.fromkeys("iljt/\\", 278), **dict.fromkeys(" .,;:'|", 250), **dict.fromkeys("()[]-frIJs", 390), **dict.fromkeys("ceaz?", 444)}
_BROAD = {**dict.fromkeys("ABCDEGHKNOQRTUVXYZwL&+=<>", 722), **dict.fromkeys("mM", 889), **dict.fromkeys("W@", 944), **dict.fromkeys("…—", 1000)}
_WIDTHS = {**_NARROW, **_BROAD, "%": 833, "P": 556, "S": 556, "F": 556}


@lru_cache(maxsize=4096)
def _letter(char: str) -> int:
    base = unicodedata.normalize("NFD", char)[0]
    if unicodedata.combining(base):
        return 0
    if base in _WIDTHS:
        return _WIDTHS[base]
    if base == "Đ":
        return 722
    # A letter of a script of which the face is not known is taken for a square.
    return 500 if base < "\u0250" or "\u2000" <= base < "\u2100" else 1000


def dress(book: Any) -> None:
    """Programs measure the widths of columns by the face of a book."""
    from openpyxl.styles import Font

    book._named_styles["Normal"].font = Font(name=FACE, size=11)  # noqa: SLF001 - the one way to a book's own face


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Points of a text in one line."""
    return sum(map(_letter, text)) * size / 1000 * (1.09 if bold else 1.0)


def shown(cell: Cell) -> str:
    """A cell as a program shows it: of a width with what it shows elsewhere."""
    if cell is None:
        return ""
    if isinstance(cell, Percent):
        return f"{cell.number:.2f}"
    if isinstance(cell, date):
        return "00/00/0000"
    return f"{cell:,f}" if isinstance(cell, Decimal) else dong(cell) if isinstance(cell, int) else cell


def columns(table: ListTable, whole: float, size: float) -> list[float]:
    """Widths of the columns in the units of a workbook: by their shares of a whole; one whose figures or whose heading's words would not stand in
    a line takes what it lacks from those that have it over, and where none has, the table is wider."""
    shares = sum(c.share for c in table.columns)
    wide = [whole * c.share / shares for c in table.columns]
    # Of rows of words their sums alone.
    cells = [[c for n, row in enumerate(table.rows) if not isinstance(c := row[at], str) or n not in table.across] for at in range(len(wide))]
    least = [needed(column.title, of, size) for column, of in zip(table.columns, cells, strict=True)]
    return [min(WIDEST, max(w, n)) for w, n in zip(shared(wide, least), least, strict=True)]


def needed(title: str, cells: Iterable[Cell], size: float) -> float:
    """Units of width in which the words of a heading and the figures of a column stand whole."""
    words = max((measure(w, size, bold=True) for w in title.split()), default=0.0)
    return (max(min(words, _LONGEST_WORD), measure(figures(cells, shown), size, bold=True)) + EDGES) / UNIT / _SURE


def height(cells: Iterable[tuple[Cell, float]], size: float, *, bold: bool = False) -> float:
    """Points of a row of these cells, each with the units of width that it may take."""
    lines = max((lines_of(cell, width, size, bold) if isinstance(cell, str) else 1 for cell, width in cells), default=1)
    return min(TALLEST, ceil(lines * size * 1.22 + 3))


def lines_of(text: str, width: float, size: float, bold: bool = False) -> int:
    """Lines of a text that is wrapped in so many units of width."""
    room = (width * UNIT - EDGES) * _SURE
    if "\n" not in text and len(text) * size <= room:
        return 1
    return _wrapped(text, room, size, bold)


@lru_cache(maxsize=20_000)
def _wrapped(text: str, room: float, size: float, bold: bool) -> int:
    return sum(_of_paragraph(part, room, size, bold) for part in text.split("\n"))


def _of_paragraph(text: str, room: float, size: float, bold: bool) -> int:
    space = measure(" ", size, bold=bold)
    lines, used = 1, 0.0
    for word in text.split():
        wide = measure(word, size, bold=bold)
        if used and used + space + wide > room:
            lines, used = lines + 1, 0.0
        if wide > room:
            # Broken where the line ends, and goes on.
            more = ceil(wide / room) - 1
            lines, used = lines + more, max(wide - more * room, 0.0)
        else:
            used += wide + (space if used else 0.0)
    return lines


def spans(row: Sequence[Cell]) -> list[tuple[int, int]]:
    """(first, last) places that each text of a row of words takes: it goes on over the empty ones behind it."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(row):
        end = at
        if isinstance(row[at], str) and row[at]:
            while end + 1 < len(row) and row[end + 1] is None:
                end += 1
        found.append((at, end))
        at = end + 1
    return found

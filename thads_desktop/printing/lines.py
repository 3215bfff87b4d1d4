"""Breaking plain text into lines: words measured, never markup. A word wider than the line is cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from thads_desktop.printing import geometry as g

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Where the name of an office is broken first: before its area; then before what every office is called.
_AREA = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|QUẬN|HUYỆN|THỊ XÃ|KHU VỰC)\b)")
_GENERIC = re.compile(r" (?=THI HÀNH ÁN)")
_DASH = re.compile(r"(?<= -) ")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    font: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line; indent from the left edge; last = not stretched to the right edge."""

    words: tuple[Word, ...]
    indent: float
    last: bool
    size: float


@lru_cache(maxsize=50_000)
def measure(text: str, font: str, size: float) -> float:
    """Width in points; the faces must be registered."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


@lru_cache(maxsize=1000)
def broken(runs: tuple[tuple[str, str], ...], size: float, width: float, indent: float = 0.0) -> tuple[Line, ...]:
    """Lines of a paragraph made of (text, font) runs; the first line is indented. Kept, for a paper is set twice."""
    words = [w for text, font in runs for part in text.split() for w in _cut(part, font, size, width - indent)]
    lines: list[Line] = []
    held: list[Word] = []
    at, room = indent, width - indent
    used = 0.0
    for word in words:
        space = measure(" ", word.font, size) if held else 0.0
        if held and used + space + word.width > room:
            lines.append(Line(tuple(held), at, False, size))
            held, used, space, at, room = [], 0.0, 0.0, 0.0, width
        held.append(word)
        used += space + word.width
    lines.append(Line(tuple(held), at, True, size))
    return tuple(lines)


def _cut(part: str, font: str, size: float, width: float) -> list[Word]:
    whole = measure(part, font, size)
    if whole <= width:
        return [Word(part, font, whole)]
    pieces, held = [], ""
    for char in part:
        if held and measure(held + char, font, size) > width:
            pieces.append(held)
            held = ""
        held += char
    return [Word(p, font, measure(p, font, size)) for p in (*pieces, held)]


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Centred text: the lines as strings."""
    return [" ".join(w.text for w in line.words) for line in broken(((text, font),), size, width)]


def headed(text: str, font: str, size: float, width: float) -> list[str]:
    """The name of an office in capitals: on one line where it fits, else broken where its sense allows."""
    by_area = _AREA.split(text, maxsplit=1)
    by_both = [piece for part in by_area for piece in _GENERIC.split(part, maxsplit=1)]
    for pieces in ([text], by_area, _GENERIC.split(text, maxsplit=1), by_both):
        if all(measure(piece, font, size) <= width for piece in pieces):
            return pieces
    return [line for piece in by_area for line in _parted(piece, font, size, width)]


def _parted(text: str, font: str, size: float, width: float) -> list[str]:
    """A piece wider than its line: broken again before an area ("KHU VỰC 12 - THÀNH PHỐ ..."), before what every office is called, behind a dash;
    where it has none of these, between any words."""
    if measure(text, font, size) <= width:
        return [text]
    for mark in (_AREA, _GENERIC, _DASH):
        pieces = mark.split(text)
        if len(pieces) > 1:
            return [line for piece in pieces for line in _parted(piece, font, size, width)]
    return list(balanced(text, font, size, width))


@lru_cache(maxsize=1000)
def balanced(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Centred text on as few lines as it takes, and these as alike in length as can be."""
    lines = wrapped(text, font, size, width)
    least, most = max((measure(word, font, size) for word in text.split()), default=0.0), width
    while len(lines) > 1 and most - least > 0.1:
        tried = wrapped(text, font, size, (least + most) / 2)
        if len(tried) > len(lines):
            least = (least + most) / 2
        else:
            lines, most = tried, (least + most) / 2
    return tuple(lines)


def rule_under(lines: Sequence[str], font: str, size: float) -> float:
    """Length of the rule under centred lines: 1/3 to 1/2 of the longest one, and, where these are alike in length, of the one it stands under."""
    widths = [measure(line, font, size) for line in lines]
    return max(max(widths) / 3, min(max(widths) * g.RULE, widths[-1] / 2))

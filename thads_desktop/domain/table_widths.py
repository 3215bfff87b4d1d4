"""Widths of the columns of a table: by their shares, and never so narrow that a figure, a day or a word of a heading breaks while others have room."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from thads_desktop.domain.listing import Cell

#: A day, a sum or a number within a text; what is longer is no figure that anybody reads at a glance.
_FIGURE = re.compile(r"(?<![\w./-])-?\d[\d./]{0,22}\d(?![\w/])")


def shared(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """Each at least what it needs, taken from those that have it over by as much as they have; as they were where that is not enough."""
    lacks = sum(max(0.0, n - w) for n, w in zip(least, widths, strict=True))
    over = sum(max(0.0, w - n) for n, w in zip(least, widths, strict=True))
    if not lacks or over < lacks:
        return list(widths)
    return [n if n > w else w - (w - n) * lacks / over for n, w in zip(least, widths, strict=True)]


def figures(cells: Iterable[Cell], said: Callable[[Cell], str]) -> str:
    """The longest figure of a column as it is printed; "" where it has none. Figures are all of one width, so the longest is the widest."""
    numbers, texts, found = dict[int, int | Decimal](), list[str](), set[str]()
    for cell in cells:
        if isinstance(cell, str):
            texts.append(cell)
        elif isinstance(cell, date):
            found.add("00/00/0000")
        elif cell is not None:
            size = len(str(cell))
            numbers.setdefault(size, cell)
    found.update(said(n) for n in numbers.values())
    found.update(_FIGURE.findall("\n".join(texts)))
    return max(found, key=len, default="")

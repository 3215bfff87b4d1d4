"""Widths of the columns of a table on a paper."""

from __future__ import annotations

from thads_desktop.printing import geometry as g
from thads_desktop.printing.fonts import BOLD, REGULAR
from thads_desktop.printing.lines import measure

#: Heads a first column that counts the rows.
NUMBERS = "STT"


def columns(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[float, ...], float]:
    """Widths of a table's columns and the size of its letters. The first column holds words; no figure is broken for want of
    width: where one needs more, the others give it, and where all are full the letters are smaller."""
    count = len(rows[0])
    if count > 1 and _of_words(rows):
        return _by_content(rows)
    first = g.WIDTH * 0.26 if count > 1 else g.WIDTH
    usual = [first, *([(g.WIDTH - first) / (count - 1)] * (count - 1))] if count > 1 else [first]
    need = [
        max(measure(word, REGULAR if n else BOLD, g.SMALL) for n, row in enumerate(rows) for word in (row[at].split() or [""]))
        + 2 * g.CELL + 0.1
        for at in range(count)
    ]  # fmt: skip
    # A word of the first column may be broken.
    need[0] = min(need[0], first)
    if all(n <= u for n, u in zip(need, usual, strict=True)):
        return tuple(usual), g.SMALL
    if sum(need) > g.WIDTH:
        part = g.WIDTH / sum(need)
        return tuple(n * part for n in need), g.SMALL * part * 0.98
    spare = [max(0.0, u - n) for n, u in zip(need, usual, strict=True)]
    left = (g.WIDTH - sum(need)) / (sum(spare) or 1.0)
    return tuple(n + s * left for n, s in zip(need, spare, strict=True)), g.SMALL


def _of_words(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Further columns hold words too, or the first one only counts."""
    return rows[0][0] == NUMBERS or any(c.isalpha() for row in rows[1:] for cell in row[1:] for c in cell)


def _by_content(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[float, ...], float]:
    """Each column has room for its longest word; the rest is shared by what stands in them."""
    def wide(at: int, *, whole: bool) -> float:
        cells = [(row[at], REGULAR if n else BOLD) for n, row in enumerate(rows)]
        return max(measure(x, font, g.SMALL) for cell, font in cells for x in ([cell] if whole else cell.split() or [""])) + 2 * g.CELL + 0.1

    floor = [min(wide(at, whole=False), g.WIDTH / 3) for at in range(len(rows[0]))]
    if sum(floor) > g.WIDTH:
        part = g.WIDTH / sum(floor)
        return tuple(n * part for n in floor), g.SMALL * part * 0.98
    more = [min(wide(at, whole=True), g.WIDTH / 2.2) - n for at, n in enumerate(floor)]
    more = [max(0.0, n) for n in more]
    spare = (g.WIDTH - sum(floor)) / (sum(more) or len(floor))
    return tuple(n + (m if sum(more) else 1.0) * spare for n, m in zip(floor, more, strict=True)), g.SMALL

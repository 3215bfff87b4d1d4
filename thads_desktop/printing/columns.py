"""Widths of the columns of a table on a paper."""

from __future__ import annotations

from thads_desktop.printing import geometry as g
from thads_desktop.printing.fonts import BOLD, REGULAR
from thads_desktop.printing.lines import measure


def columns(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[float, ...], float]:
    """Widths of a table's columns and the size of its letters. The first column holds words; no figure is broken for want of
    width: where one needs more, the others give it, and where all are full the letters are smaller."""
    count = len(rows[0])
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

"""Labels for things in the store: A4, three across and eight down (70 × 37 mm), each with a bar code that is drawn, not a picture.

``draw_labels(labels, first) -> bytes``: equal input gives equal bytes. All measures in millimetres. Words that do not fit are cut with an ellipsis.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, REGULAR, drawable
from thads_desktop.printing.lines import broken, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

MM = 72 / 25.4
WIDTH, HEIGHT = 210.0, 297.0
ACROSS, DOWN = 3, 8
LABEL_WIDTH, LABEL_HEIGHT = 70.0, 37.0
#: Above the first row: the sheet's height beyond eight labels, halved.
TOP = (HEIGHT - DOWN * LABEL_HEIGHT) / 2
#: Nothing is drawn nearer to a label's edge: printers miss by a millimetre or two, and bar codes need a quiet edge.
EDGE = 4.5
#: Height of the bars; width of the narrowest one.
BARS, MODULE = 9.0, 0.33
ON_SHEET = ACROSS * DOWN


@dataclass(frozen=True, slots=True)
class Label:
    """office: above; lines: beneath, (words, how many lines they may take); code: as bars and in figures."""

    office: str
    lines: tuple[tuple[str, int], ...]
    code: str


def draw_labels(labels: Sequence[Label], first: int = 1) -> bytes:
    """Sheets of labels; first: the place of the first one, for a sheet that was begun (1 to 24, row by row)."""
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, "Tem vật chứng, tài sản tạm giữ", labels[0].office if labels else "", (WIDTH * MM, HEIGHT * MM))
    for n, label in enumerate(labels, first - 1):
        at = n % ON_SHEET
        if not at and n > first - 1:
            canvas.showPage()
        _draw(canvas, label, *place(at))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def place(at: int) -> tuple[float, float]:
    """Left and upper edge of a label on its sheet, from the sheet's upper left corner."""
    row, column = divmod(at, ACROSS)
    return column * LABEL_WIDTH, TOP + row * LABEL_HEIGHT


def _draw(canvas: Any, label: Label, x: float, y: float) -> None:
    inner = (LABEL_WIDTH - 2 * EDGE) * MM
    at = y + EDGE - 1.5
    for words, font, size, most in ((label.office, REGULAR, 6.5, 1), *((w, BOLD if n == 0 else REGULAR, 8.0, m) for n, (w, m) in enumerate(label.lines))):
        for line in fitting(words, font, size, inner, most):
            at += size * 1.16 / MM
            canvas.setFont(font, size)
            canvas.drawString((x + EDGE) * MM, (HEIGHT - at) * MM, line)
    _bars(canvas, label.code, x, y + LABEL_HEIGHT - EDGE - BARS + 1.0)


def _bars(canvas: Any, code: str, x: float, top: float) -> None:
    from reportlab.graphics.barcode.code128 import Code128

    bars = Code128(code, barWidth=MODULE * MM, barHeight=(BARS - 2.8) * MM, quiet=False)
    wide = bars.width / MM
    left = x + (LABEL_WIDTH - wide) / 2
    bars.drawOn(canvas, left * MM, (HEIGHT - top - BARS + 2.8) * MM)
    canvas.setFont(BOLD, 8)
    canvas.drawCentredString((x + LABEL_WIDTH / 2) * MM, (HEIGHT - top - BARS + 0.2) * MM, code)


def fitting(text: str, font: str, size: float, width: float, most: int) -> list[str]:
    """At most so many lines of plain words; what is left over shows as an ellipsis."""
    plain = drawable(" ".join(text.split()))
    lines = [" ".join(w.text for w in line.words) for line in broken(((plain, font),), size, width)] if plain else []
    if len(lines) <= most:
        return lines
    last = " ".join(lines[most - 1 :])
    while last and measure(f"{last}…", font, size) > width:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], f"{last}…"]

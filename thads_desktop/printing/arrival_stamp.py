"""The stamp ĐẾN of letters that came (Decree 30/2020, Annex IV): 50 mm wide, 35 mm high, printed where a rubber stamp would stand.

``draw_stamps(stamps, first) -> bytes``: equal input gives equal bytes. All measures in millimetres.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, REGULAR
from thads_desktop.printing.labels import MM, fitting

if TYPE_CHECKING:
    from collections.abc import Sequence

STAMP_WIDTH, STAMP_HEIGHT = 50.0, 35.0
WIDTH, HEIGHT = 210.0, 297.0
ACROSS, DOWN = 4, 8
ON_SHEET = ACROSS * DOWN
LEFT, TOP = (WIDTH - ACROSS * STAMP_WIDTH) / 2, (HEIGHT - DOWN * STAMP_HEIGHT) / 2
#: Height of the line of the office, and of the field "ĐẾN" with number and day beside it.
_OFFICE, _HEAD = 8.0, 13.0
#: From line to line in letters of 8 points; sizes of letters under that, and how many lines of them there is room for.
_LINE = 3.3
_SIZES = ((8.0, 2), (8.0, 3), (7.0, 4), (6.0, 5), (5.0, 6))


@dataclass(frozen=True, slots=True)
class Stamp:
    """number, day: in words as printed; passed: to whom; file: number and symbol of the file."""

    office: str
    number: str
    day: str
    passed: str = ""
    file: str = ""


def draw_stamps(stamps: Sequence[Stamp], first: int = 0) -> bytes:
    """first 0 = a page of the size of the stamp for each (label printers); 1 to 32 = A4 sheets, from this place on."""
    buffer = io.BytesIO()
    size = (WIDTH * MM, HEIGHT * MM) if first else (STAMP_WIDTH * MM, STAMP_HEIGHT * MM)
    canvas = canvas_for(buffer, "Dấu đến", stamps[0].office if stamps else "", size)
    for n, stamp in enumerate(stamps, max(first - 1, 0)):
        at = n % ON_SHEET
        if n > max(first - 1, 0) and (not first or not at):
            canvas.showPage()
        _draw(canvas, stamp, *(place(at) if first else (0.0, 0.0)), HEIGHT if first else STAMP_HEIGHT)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def place(at: int) -> tuple[float, float]:
    """Left and upper edge of a stamp on an A4 sheet."""
    row, column = divmod(at, ACROSS)
    return LEFT + column * STAMP_WIDTH, TOP + row * STAMP_HEIGHT


def _draw(canvas: Any, stamp: Stamp, x: float, y: float, height: float) -> None:
    def across(at: float, start: float = 0.0) -> None:
        canvas.line((x + edge + start) * MM, (height - y - at) * MM, (x + STAMP_WIDTH - edge) * MM, (height - y - at) * MM)

    def said(words: str, font: str, size: float, left: float, base: float, width: float, most: int = 1, *, centred: bool = False) -> None:
        for n, line in enumerate(fitting(words, font, size, width * MM, most)):
            canvas.setFont(font, size)
            at = (height - y - base - n * size * 1.1 / MM) * MM
            if centred:
                canvas.drawCentredString((x + left + width / 2) * MM, at, line)
            else:
                canvas.drawString((x + left) * MM, at, line)

    edge, middle = 0.6, 17.0
    canvas.setLineWidth(0.7)
    canvas.rect((x + edge) * MM, (height - y - STAMP_HEIGHT + edge) * MM, (STAMP_WIDTH - 2 * edge) * MM, (STAMP_HEIGHT - 2 * edge) * MM)
    across(_OFFICE)
    across(_OFFICE + _HEAD)
    canvas.line((x + middle) * MM, (height - y - _OFFICE) * MM, (x + middle) * MM, (height - y - _OFFICE - _HEAD) * MM)
    lines = fitting(stamp.office, BOLD, 7.0, (STAMP_WIDTH - 3) * MM, 2)
    said(stamp.office, BOLD, 7.0, 1.5, 5.2 if len(lines) < 2 else 3.8, STAMP_WIDTH - 3, 2, centred=True)
    said("ĐẾN", BOLD, 15.0, edge, _OFFICE + 8.3, middle - edge, centred=True)
    said(f"Số: {stamp.number}", BOLD, 10.0, middle + 1.5, _OFFICE + 5.4, STAMP_WIDTH - middle - 3)
    said(f"Ngày: {stamp.day}", REGULAR, 9.0, middle + 1.5, _OFFICE + 10.6, STAMP_WIDTH - middle - 3)
    size, fields = _below(stamp, STAMP_WIDTH - 4)
    step, taken = _LINE * size / 8.0, sum(map(len, fields))
    # Two lines stand as on a rubber stamp; more are as far apart as letters of their size want, in the middle of the field.
    base = _OFFICE + _HEAD + (4.6 if taken == 2 else (STAMP_HEIGHT - edge - _OFFICE - _HEAD - step * (taken - 1) + size * 0.6 / MM) / 2)
    for lines, apart in zip(fields, (5.6, 0.0) if taken == 2 else (step, step), strict=True):
        for line in lines:
            canvas.setFont(REGULAR, size)
            canvas.drawString((x + 2.0) * MM, (height - y - base) * MM, line)
            base += step if line is not lines[-1] else apart


def _below(stamp: Stamp, width: float) -> tuple[float, tuple[list[str], list[str]]]:
    """To whom it was passed and the file's number, in the largest letters in which both stand whole; of very long ones as much as has room."""
    passed = f"Chuyển: {stamp.passed or '…' * 12}"
    file = f"Số và ký hiệu HS: {stamp.file or '…' * 7}"
    for size, most in _SIZES:
        first, second = (fitting(words, REGULAR, size, width * MM, 99) for words in (passed, file))
        if len(first) + len(second) <= most:
            return size, (first, second)
    size, most = _SIZES[-1]
    second = fitting(file, REGULAR, size, width * MM, max(2, most - len(first)))
    return size, (fitting(passed, REGULAR, size, width * MM, most - len(second)), second)

"""The code of a paper (digits) as a QR code: one path of runs of squares, with the quiet border that readers want.

A code of so many digits is linear in their bits once its mask is fixed: the squares are those of all zeros, turned by what each bit
turns. What a bit turns is asked once of ReportLab's encoder; after that a code takes a tenth of the encoder's time, and a batch of
papers no longer for it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

#: Empty squares around the code.
QUIET = 4
#: Any mask can be read; it is fixed so that bits add up.
_MASK = 3
#: Digits of a code; three make ten bits.
DIGITS = 48
_DARK = re.compile("1+")


def draw_code(canvas: Any, digits: str, x: float, y: float, side: float) -> None:
    """Left and lower edge and the side with its border, in points; equal digits give equal squares."""
    rows = squares(digits)
    count = len(rows)
    # In squares from the lower left corner, whole numbers: one scale instead of hundreds of measured places.
    runs = [f"{QUIET + m.start()} {QUIET + count - 1 - at} {m.end() - m.start()} 1 re" for at, row in enumerate(rows) for m in _DARK.finditer(row)]
    step = side / (count + 2 * QUIET)
    canvas.saveState()
    canvas.transform(step, 0, 0, step, x, y)
    canvas._code.append(f"{' '.join(runs)} f")  # noqa: SLF001 - a path made whole; ReportLab's own is built piece by piece
    canvas.restoreState()


def squares(digits: str) -> list[str]:
    """The rows of a code from the top, "1" for dark."""
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise ValueError("not the digits of a code")
    side, squared, turns = _linear()
    for at, turned in zip(range(0, DIGITS, 3), turns, strict=True):
        group = int(digits[at : at + 3])
        for bit, what in enumerate(turned):
            if group >> bit & 1:
                squared ^= what
    whole = f"{squared:0{side * side}b}"
    return [whole[at : at + side] for at in range(0, side * side, side)]


@cache
def _linear() -> tuple[int, int, tuple[tuple[int, ...], ...]]:
    """The side, the squares of all zeros as bits, and what each of the ten bits of each three digits turns."""
    side, zero = encoded("0" * DIGITS)
    groups = (["000"] * at + ["{}"] + ["000"] * (DIGITS // 3 - at - 1) for at in range(DIGITS // 3))
    texts = ["".join(group) for group in groups]
    return side, zero, tuple(tuple(encoded(text.format(f"{1 << bit:03d}"))[1] ^ zero for bit in range(10)) for text in texts)


def encoded(digits: str) -> tuple[int, int]:
    """The side and the squares as bits, by ReportLab's encoder."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(digits)
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)
    return code.getModuleCount(), int("".join("1" if dark else "0" for row in code.modules for dark in row), 2)

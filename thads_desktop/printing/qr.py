"""The code of a paper (48 digits) as a QR code: one path of runs of squares, with the quiet border that readers want.

A code of so many digits is of version 2, level M: 25 squares a side, 28 bytes of data and 16 to correct them, and once its mask is fixed it is
linear: the squares are those of all zeros, turned where the bytes differ. Those are kept; what differs is reckoned here, in a tenth of
the time of an encoder, so that a batch of papers takes no longer for its codes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

#: Empty squares around the code.
QUIET = 4
#: Digits of a code; three make ten bits.
DIGITS = 48
SIDE, _DATA, _CORRECTION = 25, 28, 16
#: Bits before the digits: the mode and how many there are.
_BEFORE = 14
#: x^8 + x^4 + x^3 + x^2 + 1, by which bytes are multiplied (ISO/IEC 18004).
_FIELD = 0x11D
#: The squares of 48 zeros, row by row from the upper left corner, under the third mask (the tests hold every code against ReportLab's encoder).
_ZEROS = int(
    "1fde27f82a220dd26576eae4bb74f45d8204a0ff555fc03c8016e394b493924932924b101248c73"
    "2495d7a49295a49271c4923495f200a08a7f63d660bda2574cdf7bae124dd5124a097a4dfd2249", 16,
)  # fmt: skip
_DARK = re.compile("1+")


def draw_code(canvas: Any, digits: str, x: float, y: float, side: float) -> None:
    """Left and lower edge and the side with its border, in points; equal digits give equal squares."""
    # In squares from the lower left corner, whole numbers: one scale instead of hundreds of measured places.
    runs = [
        f"{QUIET + m.start()} {QUIET + SIDE - 1 - at} {m.end() - m.start()} 1 re" for at, row in enumerate(squares(digits)) for m in _DARK.finditer(row)
    ]
    step = side / (SIDE + 2 * QUIET)
    canvas.saveState()
    canvas.transform(step, 0, 0, step, x, y)
    canvas._code.append(f"{' '.join(runs)} f")  # noqa: SLF001 - a path made whole; ReportLab's own is built piece by piece
    canvas.restoreState()


def squares(digits: str) -> list[str]:
    """The rows of a code from the top, "1" for dark."""
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise ValueError("not the digits of a code")
    bits = "".join(f"{int(digits[at : at + 3]):010b}" for at in range(0, DIGITS, 3))
    data = int(bits, 2) << (8 * _DATA - _BEFORE - len(bits))
    turned = f"{data << 8 * _CORRECTION | _correction(data):0{8 * (_DATA + _CORRECTION)}b}"
    whole = _ZEROS
    for bit, place in zip(turned, _places(), strict=True):
        if bit == "1":
            whole ^= place
    said = f"{whole:0{SIDE * SIDE}b}"
    return [said[at : at + SIDE] for at in range(0, SIDE * SIDE, SIDE)]


def _correction(data: int) -> int:
    """What is left of the bytes divided by the polynomial of the level (Reed-Solomon)."""
    table, whole, left = _multiples(), (1 << 8 * _CORRECTION) - 1, 0
    for byte in data.to_bytes(_DATA, "big"):
        left = (left << 8 & whole) ^ table[byte ^ left >> 8 * (_CORRECTION - 1)]
    return left


@cache
def _multiples() -> tuple[int, ...]:
    """The polynomial without its first term, times each byte."""
    polynomial, power = [1], 1
    for _ in range(_CORRECTION):
        polynomial = [a ^ _times(b, power) for a, b in zip([*polynomial, 0], [0, *polynomial], strict=True)]
        power = _times(power, 2)
    return tuple(int.from_bytes(bytes(_times(byte, p) for p in polynomial[1:]), "big") for byte in range(256))


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a, b = a << 1 ^ (_FIELD if a & 0x80 else 0), b >> 1
    return product


@cache
def _places() -> tuple[int, ...]:
    """Where the bits stand, as the squares that they turn: two columns at a time from the right, up and down, around what is fixed."""
    found = []
    for turn, right in enumerate((24, 22, 20, 18, 16, 14, 12, 10, 8, 5, 3, 1)):
        for row in range(SIDE) if turn % 2 else reversed(range(SIDE)):
            found += [1 << (SIDE * SIDE - 1 - row * SIDE - column) for column in (right, right - 1) if not _fixed(row, column)]
    return tuple(found[: 8 * (_DATA + _CORRECTION)])


def _fixed(row: int, column: int) -> bool:
    """Corners with what is said of the code beside them, the lines between them, the small square."""
    corner = (row < 9 and (column < 9 or column >= SIDE - 8)) or (row >= SIDE - 8 and column < 9)
    return corner or row == 6 or column == 6 or (16 <= row <= 20 and 16 <= column <= 20)

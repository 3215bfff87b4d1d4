"""The page of Decree 30/2020 (NĐ 30/2020/NĐ-CP, Phụ lục I): margins, columns, sizes, in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MM: Final = 72 / 25.4
PAGE: Final = (210 * MM, 297 * MM)
TOP: Final = 20 * MM
BOTTOM: Final = 20 * MM
LEFT: Final = 30 * MM
RIGHT: Final = 15 * MM
WIDTH: Final = PAGE[0] - LEFT - RIGHT
#: The right header column: as wide as the motto needs, and more for a long place line.
HEAD_RIGHT: Final = 90 * MM
HEAD_RIGHT_MOST: Final = 105 * MM
#: Left free between the two header columns, so that their lines are never read as one.
HEAD_GAP: Final = 3 * MM
INDENT: Final = 12.7 * MM
GAP: Final = 6.0
CAPS: Final = 12.0
MOTTO: Final = 13.0
NUMBER: Final = 13.0
SMALL: Final = 11.0
#: What a letter is about, under its number; and how far in its address stands.
ABOUT: Final = 12.0
ADDRESS: Final = 20 * MM
#: Height of a line in a table, and what a cell leaves free at its sides.
ROW: Final = 14.5
CELL: Final = 4.0
#: Left for the signature and the seal.
SIGNING: Final = 58.0
#: Widest title above a signature: as far as the right margin on one side, clear of the recipients on the other.
SIGNER: Final = WIDTH * 0.52
#: A paper whose last page would hold less than this is set closer, so that signature and text stay together.
SHORT_PAGE: Final = 100 * MM
PAGE_NUMBER_Y: Final = PAGE[1] - 12 * MM
#: A foot taller than this lets its recipients run on to the next page.
LONGEST_FOOT: Final = 120 * MM
#: Unused rest of minutes above this height is crossed out.
CROSSED: Final = 25 * MM


@dataclass(frozen=True, slots=True)
class Setting:
    """How the body is set: size and line height, both within what the decree allows (13-14 pt, single to 1.5)."""

    body: float
    leading: float


USUAL: Final = Setting(13.5, 16.2)
CLOSE: Final = Setting(13.0, 15.0)

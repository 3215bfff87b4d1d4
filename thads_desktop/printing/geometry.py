"""The page of Decree 30/2020 (NĐ 30/2020/NĐ-CP, Phụ lục I): margins, columns, sizes, in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MM: Final = 72 / 25.4
PAGE: Final = (210 * MM, 297 * MM)
TOP: Final = 20 * MM
#: The lowest baseline: what hangs below it (a little over a millimetre) stays clear of the margin of 20 mm.
BOTTOM: Final = 21.2 * MM
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
#: Height of a line set single, of its size: that of the face itself.
SINGLE: Final = 1.149
CAPS: Final = 12.0
#: Of the text above it, the rules under the issuer and the title (the decree: 1/3 to 1/2).
RULE: Final = 0.42
MOTTO: Final = 13.0
NUMBER: Final = 13.0
SMALL: Final = 11.0
#: What a letter is about, under its number; and how far in its address stands.
ABOUT: Final = 12.0
ADDRESS: Final = 20 * MM
#: Height of a line in a table, and what a cell leaves free at its sides.
ROW: Final = 14.5
CELL: Final = 4.0
NOTED: Final = 12.0
#: Height of a line of recipients, and how far their list and the further signatures reach.
LISTED: Final = 13.0
HALF: Final = WIDTH * 0.45
#: Middle of the signature, and of those on the left.
RIGHT_MIDDLE: Final = LEFT + WIDTH * 0.74
LEFT_MIDDLE: Final = LEFT + WIDTH * 0.24
#: Left for the signature and the seal.
SIGNING: Final = 58.0
#: Widest title above a signature: as far as the right margin on one side, clear of the recipients on the other.
SIGNER: Final = WIDTH * 0.52
#: A paper whose last page would hold less than this is set closer, so that signature and text stay together.
SHORT_PAGE: Final = 100 * MM
PAGE_NUMBER_Y: Final = PAGE[1] - 12 * MM
#: A foot taller than this lets its recipients run on to the next page.
LONGEST_FOOT: Final = 120 * MM
#: Signatures taller than this, which leaves room for some of the text, run on to the next page.
LONGEST_SIGNED: Final = 220 * MM
#: Each page of minutes but the last is signed at its foot: baseline and size of the words in the margin.
INITIALS_Y: Final = 11 * MM
INITIALS: Final = 10.0
#: The code by which a paper is found: side with its quiet border, in the margin at the foot of the first page, clear of what printers cannot reach.
CODE: Final = 14 * MM
CODE_Y: Final = 5 * MM
#: Unused rest of minutes above this height, two lines, is crossed out; what is left free below the last line.
CROSSED: Final = 12 * MM
CLEAR: Final = 9.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How the body is set: size and line height, both within what the decree allows (13-14 pt, single to 1.5)."""

    body: float
    leading: float


USUAL: Final = Setting(13.5, 16.2)
CLOSE: Final = Setting(13.0, 15.0)
#: As far as one and a half lines.
LOOSER: Final = tuple(Setting(USUAL.body, leading / 10) for leading in range(168, 232, 6))

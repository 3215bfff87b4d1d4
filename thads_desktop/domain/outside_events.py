"""Events of the lists that an office sends to others: the workbook for the procuracy, the list of ended matters, the publication list.

Subject ``outsent:<id>``. Codes, days and digests only: to whom it went, how, for what is a register row ``outsent``; what the list said
(``sha256``) and the file as it went (``file``) are blobs, so that the next one can say what changed and the file opens as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OutsideSent:
    """A list left. what: procuracy | ended | publication; start, end: the days it is about; count: its rows; ending: of the file."""

    what: str
    start: date
    end: date
    sha256: str
    file: str
    ending: str
    count: int
    row: str


OutsideBody = OutsideSent

"""A certified copy of an issued paper was given to somebody (subject: that of the paper's own steps).

To whom and for what stands in the register row ``given_copy`` (key ``row``); the copy as it was printed is a blob.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyGiven:
    """Of the paper ``doc``. kind: whole | again | part; medium: paper | digital; number: of the series of copies of the calendar year."""

    doc: str
    kind: str
    medium: str
    year: int
    number: int
    signer: str
    capacity: str
    sha256: str
    row: str


GivenCopyBody = CopyGiven

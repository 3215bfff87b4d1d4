"""Events of laying the file of an ended matter into the archive (subject matter): listed, checked, approved, handed over; lent out of it
and brought back.

Persons and days only: place, number, borrowers and reasons are register rows ``archive``; the minutes of the hand-over are kept as a blob.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileListed:
    """The officer put the sheets of the file in order and signed their list. sheets: how many, 0 = not said; row: what is missing in the
    file and why it is listed all the same, "" = nothing is."""

    by: str
    sheets: int = 0
    row: str = ""


@dataclass(frozen=True, slots=True)
class FileChecked:
    """The examiner (thẩm tra viên) checked the file and signed the list."""

    by: str


@dataclass(frozen=True, slots=True)
class FileSentBack:
    """Whoever checks or approves gave the file back to the officer; row: the reason."""

    row: str


@dataclass(frozen=True, slots=True)
class ArchiveApproved:
    """The head approved on the cover that the file goes to the archive."""

    by: str


@dataclass(frozen=True, slots=True)
class FileArchived:
    """The file was handed over with minutes; sha256: of their print; row: where it lies."""

    sha256: str
    row: str


@dataclass(frozen=True, slots=True)
class FileWithdrawn:
    """The head (by) consented that the file leaves the archive for a while; row: to whom, and for what."""

    by: str
    row: str


@dataclass(frozen=True, slots=True)
class FileReturned:
    """It lies in the archive again; sheets: how many it has now; row: where it lies, who took it."""

    row: str
    sheets: int = 0


ArchiveBody = FileListed | FileChecked | FileSentBack | ArchiveApproved | FileArchived | FileWithdrawn | FileReturned

"""The code on an issued paper by which it is found again: digits alone, so that a hand scanner types them under any input method.

One digit for the kind of code, six for the office's log, 39 for the paper's id, two to check (ISO/IEC 7064, MOD 97-10). No name, no
number of the paper and nothing of its content stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KIND = "1"
DIGITS = 48
_HEX = re.compile(r"[0-9a-f]{32}")
_APART = re.compile(r"[\s.\-]+")


@dataclass(frozen=True, slots=True)
class Scanned:
    """office: six digits of the log in which the paper was issued; paper: its id."""

    office: str
    paper: str


def office_of(first_hash: str) -> str:
    """The six digits of a log, by the hash of its first event."""
    return f"{int(first_hash[:12] or '0', 16) % 10**6:06d}"


def code_of(office: str, paper: str) -> str:
    """The code of a paper; "" for an id that is none of ours (a paper recorded from elsewhere has no code)."""
    if not _HEX.fullmatch(paper) or len(office) != 6:
        return ""
    said = f"{KIND}{office}{int(paper, 16):039d}"
    return f"{said}{98 - int(said) * 100 % 97:02d}"


def read(text: str) -> Scanned | None:
    """What was scanned or typed, blanks and hyphens left out; None for what is no such code, or has a wrong digit."""
    said = _APART.sub("", text)
    if len(said) != DIGITS or not (said.isascii() and said.isdigit()) or said[0] != KIND or int(said) % 97 != 1:
        return None
    number = int(said[7:46])
    return Scanned(said[1:7], f"{number:032x}") if number < 1 << 128 else None

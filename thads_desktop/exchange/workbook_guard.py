"""What a workbook would unpack to, looked at before anything is made of it: a small file may claim a whole memory.

Read in pieces, so that the looking itself needs none. Kept out: entities, spellings that hide what a part says, cells and
merges beyond any register, parts that unpack to a hundred times their size.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from pathlib import Path

MAX_UNPACKED = 1024 * 1024 * 1024
#: A part above this size is no more than so many times larger than it is packed.
_LARGE, _TIMES = 32 * 1024 * 1024, 100
#: Cells of all sheets (each takes some hundred bytes once read), and those that merges cover.
MAX_CELLS, MAX_MERGED = 2_500_000, 1_000_000
_PIECE = 1 << 20
_SPELLED = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_SPELLINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252", b"windows-1258"}
_FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
_MERGE = re.compile(rb"mergeCell\s[^>]*?ref\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,9}):\$?([A-Za-z]{1,3})\$?(\d{1,9})")
_CELLS = (b"<c ", b"<c>", b":c ", b":c>", b"<c/", b"<c\n", b"<c\r", b"<c\t")


def look_through(path: Path) -> bool:
    """Has the workbook formulas? Refused("import.too_large" | "import.not_a_workbook") for what is not to be opened.

    Raises what ``zipfile`` raises for a damaged archive.
    """
    with zipfile.ZipFile(path) as box:
        entries = box.infolist()
        unpacked = sum(e.file_size for e in entries)
        if unpacked > MAX_UNPACKED or any(e.file_size > max(_LARGE, _TIMES * e.compress_size) for e in entries):
            raise _too_large(f"{unpacked // 1_000_000} MB")
        return _parts(path, box, entries)


def _parts(path: Path, box: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    formulas, cells, merged = False, 0, 0
    for entry in entries:
        with box.open(entry) as opened:
            rest = opened.read(_PIECE)
            if not _is_plain(rest, entry.filename):
                raise Refused(Refusal("import.not_a_workbook", {"file": path.name}, "file"))
            while rest:
                more = opened.read(_PIECE)
                # A tag is looked at whole: what begins at the end waits for the next piece.
                cut = rest.rfind(b"<") if more else len(rest)
                text, rest = (rest[:cut], rest[cut:] + more) if cut > 0 else (rest, more)
                if b"<!DOCTYPE" in text:
                    raise Refused(Refusal("import.not_a_workbook", {"file": path.name}, "file"))
                formulas = formulas or _FORMULA.search(text) is not None
                cells += sum(map(text.count, _CELLS))
                merged += sum(map(_area, _MERGE.findall(text))) if b"mergeCell" in text else 0
                if cells > MAX_CELLS or merged > MAX_MERGED:
                    raise _too_large(f"{max(cells, merged)} ô")
    return formulas


def _is_plain(start: bytes, name: str) -> bool:
    """XML in letters that can be looked through, or something that is no XML at all."""
    shown = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]
    if shown.startswith(b"<") and b"\0" not in shown[:4]:
        spelled = _SPELLED.search(shown.partition(b"?>")[0]) if shown.startswith(b"<?xml") else None
        return spelled is None or spelled[1].lower() in _SPELLINGS
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:4] in (b"\0<\0?", b"<\0?\0") or b"\0" in shown[:4]
    return not name.lower().endswith((".xml", ".rels")) and not (wide and b"<" in start[:200]) if start else True


def _area(found: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = found
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters.upper():
        at = at * 26 + letter - 64
    return at


def _too_large(size: str) -> Refused:
    return Refused(Refusal("import.too_large", {"size": size}, "file"))

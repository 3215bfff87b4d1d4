"""Whose address is not known: nothing is posted to them, and a paper that must name it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: As many names as a line holds.
NAMES = 5


def unknown(reader: Reader, parties: Iterable[str]) -> list[str]:
    """Those of these parties who have none; the State needs none."""
    rows = ((p, reader.row("party", p) or {}) for p in dict.fromkeys(parties))
    return [p for p, row in rows if row and row.get("kind") != "state" and not str(row.get("address", "")).strip()]


def some(names: Iterable[str], most: int = NAMES) -> str:
    """The first of many names, and how many more there are."""
    every = list(names)
    return ", ".join(every[:most]) + (f" và {len(every) - most} người nữa" if len(every) > most else "")


def said(names: Names, reader: Reader, parties: Iterable[str]) -> str:
    """ "Chưa có địa chỉ của …"; "" where all are known."""
    found = unknown(reader, parties)
    return f"Chưa có địa chỉ của {some(names.name('party', p) for p in found)}" if found else ""

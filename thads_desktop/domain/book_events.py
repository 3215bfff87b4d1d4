"""What happens to an entry of a book (``law.books``): written, changed, ended, opened again.

Subject ``entry:<book>.<id>``, so that whoever may not see a book passes over its lines without reading them. What is written stands in the
register row ``entry`` (what is kept apart in ``entry_apart``), one version for each writing: the old and the new stay. ``facts`` are the
days and choices by which terms run: (field, value).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryOpened:
    """An entry under its number; dated on the day that the book names."""

    book: str
    year: int
    number: int
    matter: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntryChanged:
    """Another version of the entry. fields: what changed; facts as they are from now on."""

    fields: tuple[str, ...]
    matter: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntryClosed:
    """Watched no longer. how: done | mistaken; why stands in the register row."""

    how: str


@dataclass(frozen=True, slots=True)
class EntryReopened:
    """Watched again."""


BookBody = EntryOpened | EntryChanged | EntryClosed | EntryReopened

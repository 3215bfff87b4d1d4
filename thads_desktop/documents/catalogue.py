"""The catalogue of an office's papers (``forms/catalogue.toml``): number, family, title, and who makes each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thads_desktop.documents.form import FormError
from thads_desktop.paths import forms

MADE = ("office", "other")


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper of the catalogue. made: by the "office", or by an "other", whose paper is taken in; note: as the user reads it."""

    number: int
    family: str
    title: str
    made: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Families by letter with their names, and the entries by number."""

    families: dict[str, str]
    entries: tuple[Entry, ...]

    def of(self, number: int) -> Entry | None:
        """The entry of a number; None for a form that the catalogue does not number."""
        return next((e for e in self.entries if e.number == number), None)


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships. FormError when the file is not sound."""
    try:
        data = tomllib.loads(forms("catalogue.toml").read_text(encoding="utf-8"))
        entries = tuple(Entry(**x) for x in data["paper"])
    except (ValueError, KeyError, TypeError) as error:
        raise FormError(f"catalogue.toml: {error!r}") from error
    numbers = [e.number for e in entries]
    if numbers != sorted(set(numbers)) or any(e.family not in data["families"] or e.made not in MADE for e in entries):
        raise FormError("catalogue.toml: numbers, families or makers")
    return Catalogue(data["families"], entries)

"""Vietnamese text: one normal form at every door, folding for search and names, a sort key. (papers.md 7: NFC, alphabet.)"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The alphabet: primary letters in order; tones are a second key.
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
#: Combining tone marks in the usual order: none, grave, hook, tilde, acute, dot below.
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """Composed Unicode, as everything is stored and printed."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC, trimmed, every run of white space (no-break space included) one space."""
    return " ".join(nfc(text).split())


def bare(text: str) -> str:
    """Lower case without marks, đ as d: what a query without marks is compared with."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def has_marks(text: str) -> bool:
    """Some letter carries a Vietnamese mark or is đ."""
    return bare(text) != nfc(text.casefold())


def fold_name(text: str) -> str:
    """A name for matching: bare, single spaces; old and new tone placement fall together by losing the tones."""
    return " ".join(bare(text).split())


def same_letters(text: str) -> str:
    """A name for telling persons apart: marks count, case and spaces do not."""
    return clean(text).casefold()


def spelling(text: str) -> str:
    """A name for telling An from Ân: marks count; case, spaces and the vowel a tone stands on (hoà, hòa) do not."""
    words = unicodedata.normalize("NFD", clean(text).casefold()).split()
    letters = ("".join(c for c in word if c not in TONES) for word in words)
    tones = ("".join(c for c in word if c in TONES) for word in words)
    return nfc(" ".join(x + y for x, y in zip(letters, tones, strict=True)))


def slug(words: str) -> str:
    """Vietnamese words as part of a file name: "quận Lê Chân" -> "quan-le-chan"."""
    return "-".join(re.findall(r"[a-z0-9]+", bare(words)))


#: A tone on the first vowel of oa, oe, uy -> on the second, where every longer syllable has it (hòa -> hoà as in hoàn).
_PLACED = [
    (unicodedata.normalize("NFC", f"{x}{tone}{y}"), unicodedata.normalize("NFC", f"{x}{y}{tone}"))
    for tone in TONES for x, y in ("oa", "oe", "uy")
]  # fmt: skip


def place_tones(text: str) -> str:
    """Small letters in which thủy and thuỷ are written alike."""
    placed = nfc(text)
    for old, new in _PLACED:
        placed = placed.replace(old, new)
    return placed


def meant(typed: str, names: Iterable[str]) -> list[str]:
    """The names that a typed one can mean: those spelled so, or, typed entirely without marks, those it may be."""
    known = list(dict.fromkeys(names))
    spelled = [n for n in known if spelling(n) == spelling(typed)]
    if spelled or has_marks(typed):
        return spelled
    return [n for n in known if fold_name(n) == fold_name(typed)]


def sort_key(text: str) -> str:
    """A string whose order is the Vietnamese alphabet, letters first and tones second; fit for a SQL column."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", nfc(text).casefold()):
        if char in TONES and letters:
            tones[-1] = str(TONES[char])
        elif unicodedata.combining(char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
            tones.append("0")
    primary = "".join(chr(0x61 + _LETTERS.index(c)) if c in _LETTERS else _other(c) for c in letters)
    return f"{primary} {''.join(tones)}".rstrip("0")


def _other(char: str) -> str:
    """Characters outside the alphabet keep their kind's place: blanks and digits before letters, f j w z after."""
    return chr(0x7E) + char if char.isalpha() else char

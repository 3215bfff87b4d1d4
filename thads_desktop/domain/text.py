"""Vietnamese text: one normal form at every door, folding for search and names, a sort key."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The alphabet: primary letters in order; tones are a second key.
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
#: Combining tone marks in the usual order: none, grave, hook, tilde, acute, dot below.
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


#: Characters that nothing is printed for: of no width (text copied from PDF, web pages and Word is full of them), places where a word may be
#: cut, signs that turn the direction of the text or choose the look of another, controls that are no white space.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_NOT_SEEN = re.compile(f"[{_UNSEEN}]")
#: Controls within letters: before a capital they part two words (the end of a cell of another program), elsewhere they stand in one.
_PARTING = re.compile(r"(?<=\w)[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+(?=\w)")
#: The hyphens of word processors, which no face need have.
_HYPHENS = re.compile("[\u2010\u2011]")


def nfc(text: str) -> str:
    """Composed Unicode, as everything is stored and printed."""
    return unicodedata.normalize("NFC", text)


def seen(text: str) -> str:
    """What of a text is seen in print: without the characters that vanish there, a space for controls that part two words, every hyphen the
    plain one."""
    parted = _PARTING.sub(lambda found: " " if text[found.end()].isupper() and not text[found.start() - 1].isupper() else "", text)
    return _HYPHENS.sub("-", _NOT_SEEN.sub("", parted))


def clean(text: str) -> str:
    """What is seen of it, NFC, trimmed, every run of white space (no-break space included) one space."""
    return " ".join(nfc(seen(text)).split())


def one_line(text: str) -> str:
    """As ``clean``; what else is no character for print (of private use, half of a pair) is a space."""
    return clean("".join(c if c.isprintable() else " " for c in seen(text)))


def lines_of(text: str) -> list[str]:
    """The lines of a typed text, each as ``one_line``, whatever ends them."""
    return [one_line(line) for line in text.splitlines()]


class _Unmarked(dict[int, int | None]):
    """For ``str.translate``: marks go, đ is d; every character is looked at once."""

    def __missing__(self, char: int) -> int | None:
        found = self[char] = None if unicodedata.combining(chr(char)) else char
        return found


_UNMARKED = _Unmarked({ord("đ"): ord("d")})


def bare(text: str) -> str:
    """Lower case without marks, đ as d: what a query without marks is compared with."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text.casefold()).translate(_UNMARKED))


def several(names: Sequence[str], most: int = 50) -> str:
    """Names behind each other; of very many the first ones, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" và {dong(more)} người khác" if more > 0 else "")


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


def office_tail(name: str) -> str:
    """An office's name without what all of them share: "quận Lê Chân"; whole where it has nothing of the kind."""
    for long in ("Thi hành án dân sự ", "THADS "):
        _before, found, rest = name.partition(long)
        if found and rest:
            return rest
    return name


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

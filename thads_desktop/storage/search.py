"""Search as it is typed: two columns, ``exact`` with marks and ``bare`` without; what is typed is never syntax.

A word without marks looks in ``bare``, one with any mark in ``exact``, wherever its tone stands (thủy, thuỷ); every word is a
prefix. Figures with spaces between them may be one number.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from thads_desktop.domain.text import TONES, bare, clean, has_marks, nfc, place_tones

#: Words of a query that are looked at; longer queries are cut, never refused.
MAX_WORDS = 12


def match_of(query: str) -> str:
    """The FTS5 expression for what was typed; "" when nothing searchable is in it."""
    folded = place_tones(clean(query).casefold())
    words = [w for w in folded.translate(_PARTS).split() if any(x.isalnum() for x in w)][:MAX_WORDS]
    parts: list[str] = []
    for figures, group in groupby(words, str.isdigit):
        run = list(group)
        found = " AND ".join(_word(w) for w in run)
        if figures and len(run) > 1:
            found = f"({found} OR {_word(''.join(run))})"
        parts.append(found)
    return " AND ".join(parts)


def _word(word: str) -> str:
    """One word as a prefix. A tone at its end may still go on to the next vowel: "thủ" is also the beginning of "thuỷ"."""
    if not has_marks(word):
        return f'bare : "{bare(word)}"*'
    tails = next((y for x, y in (("o", "ae"), ("u", "y")) if bare(word[-1]) == x and _toned(word[-1], x)), "")
    tone = unicodedata.normalize("NFD", word[-1])[1:]
    spelled = [word, *(nfc(word[:-1] + bare(word[-1]) + tail + tone) for tail in tails)]
    return "exact : " + (f'"{word}"*' if not tails else "(" + " OR ".join(f'"{w}"*' for w in spelled) + ")")


def _toned(char: str, vowel: str) -> bool:
    """The vowel with a tone and nothing else: ò, not ồ or ờ."""
    apart = unicodedata.normalize("NFD", char)
    return len(apart) == 2 and apart[0] == vowel and apart[1] in TONES


def columns_of(text: str) -> tuple[str, str]:
    """(exact, bare) of what can be searched."""
    shown = clean(text).translate(_PARTS)
    return place_tones(shown.casefold()), bare(shown)


class _Parts(dict[int, int]):
    """For ``str.translate``: what is no part of a word is a blank; every character is looked at once."""

    def __missing__(self, char: int) -> int:
        found = self[char] = char if chr(char).isalnum() else 32
        return found


_PARTS = _Parts({ord(char): ord(char) for char in "/-"})

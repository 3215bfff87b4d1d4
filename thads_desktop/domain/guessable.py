"""Whether a password that somebody thought of would be guessed first: repeated, in a row, of few characters, figures alone, the usual words."""

from __future__ import annotations

from thads_desktop.domain.text import bare

#: So many different characters a password has at least; so many are left when rows, repeats and usual words are taken out.
_DIFFERENT, _LEFT = 6, 6
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "0123456789", "abcdefghijklmnopqrstuvwxyz")
_WORDS = ("matkhau", "password", "passw0rd", "admin", "thads", "thihanhan", "dansu", "hoso", "vietnam", "iloveyou", "anhyeuem", "welcome", "letmein")
#: A piece of a row that counts as one.
_RUN = 4


def guessable(password: str) -> bool:
    """Long or not."""
    said = "".join(c for c in bare(password) if c.isalnum())
    if len(set(said)) < _DIFFERENT or said.isdecimal() or _repeats(said):
        return True
    for word in _WORDS:
        said = said.replace(word, "")
    for row in _ROWS:
        for way in (row, row[::-1]):
            for size in range(len(way), _RUN - 1, -1):
                for at in range(len(way) - size + 1):
                    said = said.replace(way[at : at + size], "")
    return len(said) < _LEFT or len(set(said)) < _DIFFERENT - 2


def _repeats(said: str) -> bool:
    """One piece again and again, at least twice."""
    return any(said == (said[:size] * len(said))[: len(said)] for size in range(1, len(said) // 2 + 1))

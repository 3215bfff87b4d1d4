"""A secret as words that can be read aloud, typed and checked: sixteen bits are one word of five letters, as "bamod".

Consonant, vowel, consonant, vowel, consonant, of letters that no Vietnamese mark changes. The last word is a check: a word
read wrongly is told before anything is tried.
"""

from __future__ import annotations

import hashlib
import unicodedata

CONSONANTS, VOWELS = "bcdghklmnprstvxz", "aiou"
#: Words of a secret of 128 bits, the check included.
COUNT = 9
_BYTES = 16


def words_of(entropy: bytes) -> tuple[str, ...]:
    """Nine words of 16 bytes."""
    if len(entropy) != _BYTES:
        raise ValueError("16 bytes")
    whole = entropy + _check(entropy)
    return tuple(_word(int.from_bytes(whole[i : i + 2], "big")) for i in range(0, len(whole), 2))


def entropy_of(typed: str) -> bytes | None:
    """The 16 bytes of nine typed words; case, marks, and what stands between words do not matter. None = misread."""
    plain = unicodedata.normalize("NFD", typed).casefold()
    letters = "".join(c for c in plain if c.isascii() and c.isalpha())
    if len(letters) != COUNT * 5 or "".join(c for c in plain if c.isalpha()) != letters:
        return None
    found = bytearray()
    for at in range(0, len(letters), 5):
        value = _value(letters[at : at + 5])
        if value is None:
            return None
        found += value.to_bytes(2, "big")
    entropy = bytes(found[:_BYTES])
    return entropy if _check(entropy) == bytes(found[_BYTES:]) else None


def _check(entropy: bytes) -> bytes:
    return hashlib.sha256(b"thads-words" + entropy).digest()[:2]


def _word(value: int) -> str:
    parts = (value >> 12 & 15, value >> 10 & 3, value >> 6 & 15, value >> 4 & 3, value & 15)
    return "".join((VOWELS if at % 2 else CONSONANTS)[part] for at, part in enumerate(parts))


def _value(word: str) -> int | None:
    value = 0
    for at, letter in enumerate(word):
        alphabet = VOWELS if at % 2 else CONSONANTS
        if letter not in alphabet:
            return None
        value = value << (2 if at % 2 else 4) | alphabet.index(letter)
    return value

"""Events of the books of letters: what came to the office, what left it without being made by the program, to whom it was passed, how it was answered.

Subjects are ``letter:in:<year>:<number>`` and ``letter:out:<year>:<ordinal>`` (six figures), so that the letters of a year are one range of
the log, in the order of their numbers. Codes, numbers and days only: who wrote it, its own number, what it is about are a register row
``letter`` under the same key; words of a step are a row ``letter_step``. ``LetterStands`` stands on ``matter:<id>``: that a letter of it
came, left or was answered, so that it is in the time line of the matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LetterReceived:
    """A letter came (the legal day: of its arrival) and took this number of the calendar year. kind: a code of ``resources/letters/kinds.toml``;
    written: the day it bears; matter, judgment, entry: what it is about, where known; scan: SHA-256 of a kept copy."""

    year: int
    number: int
    kind: str = ""
    written: date | None = None
    matter: str = ""
    judgment: str = ""
    entry: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A letter that was made elsewhere left (the legal day: the day it bears). ordinal: its place in the book of the calendar year; series,
    series_year, number: the number of ours it took, series "" = its number was typed and stands in the row."""

    year: int
    ordinal: int
    series: str = ""
    series_year: int = 0
    number: int = 0
    kind: str = ""
    matter: str = ""
    judgment: str = ""
    entry: str = ""
    scan: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class LetterChanged:
    """What was entered was put right (the legal day: of arrival, or of the letter, as put right; words: another version of the row). All of it is
    said anew."""

    kind: str = ""
    written: date | None = None
    matter: str = ""
    judgment: str = ""
    entry: str = ""
    scan: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class LetterPassedOn:
    """It was handed to a person of the office, or to whom the row names; signed: who got it signed for it. Of a letter out: it was posted."""

    person: str = ""
    row: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class LetterAnswered:
    """It was answered: by a paper of the program, by a letter out, or by what the row names. Nothing at all = no answer is needed."""

    paper: str = ""
    letter: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class LetterStands:
    """Subject ``matter:<id>``. how: in | out | answered | linked | unlinked; of: place in the log of what happened to the letter."""

    letter: str
    how: str
    of: int


LetterBody = LetterReceived | LetterSent | LetterChanged | LetterPassedOn | LetterAnswered | LetterStands

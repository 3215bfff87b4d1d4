"""What papers call the numbers of a person, by the number and the day (``resources/papers/id_words.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.domain import identity
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "id_words.toml"
_KEYS = {"figures", "letters", "first", "words", "cite", "note"}
#: A figure, or one that is hidden from who looks.
_FIGURES = re.compile(r"[\d•]+")
#: Stands for figures where a number has letters.
LETTERS = -1


@dataclass(frozen=True, slots=True)
class Words:
    """figures: of a number so called, 0 = of every other, ``LETTERS`` = of one that has letters as a passport; first: the first day of the words."""

    figures: int
    first: date
    words: str


@cache
def table() -> tuple[Words, ...]:
    """Every row, the latest first. LawDataError when the file is not sound."""
    return read(resource("papers", FILE).read_text(encoding="utf-8"))


def read(text: str) -> tuple[Words, ...]:
    """The rows of a file, judged: of every number of figures one holds from the beginning."""
    try:
        rows = tomllib.loads(text)["number"]
        made = [Words(LETTERS if r.get("letters") is True else int(r["figures"]), r["first"], str(r["words"])) for r in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise LawDataError(f"{FILE}: {error!r}") from error
    if any(set(r) - _KEYS or type(r["first"]) is not date or not r["words"] for r in rows):
        raise LawDataError(f"{FILE}: {rows}")
    if {w.figures for w in made} != {w.figures for w in made if w.first == min(x.first for x in made)} or not any(w.figures == 0 for w in made):
        raise LawDataError(f"{FILE}: a number without words on some day")
    return tuple(sorted(made, key=lambda w: w.first, reverse=True))


def said(ids: Iterable[object], day: date) -> str:
    """ "số chứng minh nhân dân 031080001, số định danh cá nhân 031080000001": each number by what it is called on that day."""
    return ", ".join(f"{words_of(str(number), day)} {number}" for number in ids if number)


def words_of(number: str, day: date) -> str:
    """What one number is called on a day."""
    plain = number.strip()
    figures = len(plain) if _FIGURES.fullmatch(plain) else LETTERS if identity.passport(plain.replace("•", "0")) else 0
    known = [w for w in table() if w.first <= day]
    return next((w.words for w in known if w.figures == figures), "") or next(w.words for w in known if w.figures == 0)

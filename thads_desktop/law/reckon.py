"""Exact reckoning of đồng: fractions until the last step, rounded once, and the words of each figure. No floating point anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from thads_desktop.domain.money import dong

#: A rate of 1 is so many ten-thousandths.
WHOLE = 10_000
_PLACE = re.compile(r"((?:điểm \S+ )?(?:khoản \S+ )?Điều \S+) (.+)")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """How a figure came about: steps with their arithmetic, the articles, and what the user must know besides."""

    steps: tuple[str, ...]
    cite: str
    notes: tuple[str, ...]

    def told(self) -> tuple[str, ...]:
        """The steps and, behind them, the notes."""
        return (*self.steps, *(f"Lưu ý: {note}" for note in self.notes))


def rounded(amount: Fraction, way: str) -> int:
    """Whole đồng: "nearest" (a half goes up), "down" or "up"."""
    down, rest = divmod(amount.numerator, amount.denominator)
    if not rest or way == "down":
        return down
    return down + 1 if way == "up" or 2 * rest >= amount.denominator else down


def percent(rate: int) -> str:
    """A rate in ten-thousandths: 300 -> "3 %", 50 -> "0,5 %"."""
    whole, rest = divmod(rate, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + " %" if rest else f"{whole} %"


def shown(amount: Fraction) -> str:
    """An amount with two decimals when it is not whole: "33.333,33"."""
    if amount.denominator == 1:
        return dong(amount.numerator)
    hundredths = rounded(amount * 100, "down")
    return f"{dong(hundredths // 100)},{hundredths % 100:02d}"


def joined(cites: list[str]) -> str:
    """Citations, each once, in the order they were used; those of one document together, its name once."""
    places: dict[str, list[str]] = {}
    for said in dict.fromkeys(one for many in cites for one in many.split("; ") if one):
        found = _PLACE.fullmatch(said)
        document, place = (found[2], found[1]) if found else (said, "")
        places.setdefault(document, []).append(place)
    return "; ".join(f"{', '.join(p for p in of if p)} {document}".strip() for document, of in places.items())

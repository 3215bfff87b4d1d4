"""Rankings: who has more points stands first, equal points share a place, and the next place is left out (1, 1, 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A band of size; least: the fewest matters in it."""

    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Placed:
    """place within the band; tied: another has as many points."""

    who: str
    band: str
    points: int
    place: int
    tied: bool


def band_of(matters: int, bands: Sequence[Band]) -> str:
    """The band with the highest floor that is reached; "" below all."""
    reached = [b for b in bands if b.least <= matters]
    return max(reached, key=lambda b: b.least).name if reached else ""


def ranked(points: Mapping[str, int], bands: Mapping[str, str]) -> list[Placed]:
    """By band in order of its first mention, then by place, then by id. Who has no band stands in the band ""."""
    order = list(dict.fromkeys(bands.get(who, "") for who in points))
    found = []
    for band in order:
        here = {who: n for who, n in points.items() if bands.get(who, "") == band}
        for who, n in sorted(here.items(), key=lambda x: (-x[1], x[0])):
            found.append(Placed(who, band, n, 1 + sum(m > n for m in here.values()), sum(m == n for m in here.values()) > 1))
    return found

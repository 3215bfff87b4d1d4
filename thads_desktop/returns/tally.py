"""Facts gathered into few buckets that only need adding: for one office, for many, for chunks read by many processes.

A bucket's key holds every word that a row or a cell asks for; its values are the sums of the five measures. Bucket sums
are whole numbers, so the order and the grouping of the parts never change a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.returns.vocabulary import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from thads_desktop.returns.definition import Take
    from thads_desktop.returns.facts import Fact


class Bucket(NamedTuple):
    """The words of a bucket; office is "" within one office's own return."""

    office: str
    kind: str
    case_type: str
    officer: str
    delegated_in: bool
    part: str
    state: str
    line_state: str


Sums = list[int]
Tally = dict[Bucket, Sums]


def tally(facts: Iterable[Fact], office: str = "") -> Tally:
    """The facts of one office as bucket sums (matters, opening, collected, rest, terminated_part)."""
    raw: dict[tuple[object, ...], Sums] = {}
    for _m, _n, kind, case, officer, delegated, part, state, line, matters, opening, got, rest, cut, _x in facts:
        key = (kind, case, officer, delegated, part, state, line)
        sums = raw.get(key)
        if sums is None:
            raw[key] = [matters, opening, got, rest, cut]
        else:
            sums[0] += matters
            sums[1] += opening
            sums[2] += got
            sums[3] += rest
            sums[4] += cut
    return {Bucket(office, *key): sums for key, sums in raw.items()}  # type: ignore[arg-type]  # keys are made above, in order


def merged(parts: Iterable[Tally]) -> Tally:
    """The sum of tallies; the parts stay as they are."""
    total: Tally = {}
    for part in parts:
        for key, sums in part.items():
            old = total.get(key)
            total[key] = list(sums) if old is None else [a + b for a, b in zip(old, sums, strict=True)]
    return total


#: Place of each measure among the sums of a bucket.
PLACE: Mapping[str, int] = {word: i for i, word in enumerate(MEASURES)}


def amount(takes: tuple[Take, ...], fact: Fact) -> int:
    """What one fact adds to a cell that takes these."""
    return sum(
        getattr(fact, take.measure)
        for take in takes
        if take.fits(fact.part, fact.state, fact.line_state, delegated_in=fact.delegated_in)
    )

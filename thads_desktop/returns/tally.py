"""Facts and records gathered into few buckets that only need adding: for one office, for many, for chunks read by many processes.

A bucket's key holds every word that a row or a cell asks for; its values are the sums of the measures of its source. Bucket
sums are whole numbers, so the order and the grouping of the parts never change a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.returns import record_words
from thads_desktop.returns.records import Record
from thads_desktop.returns.vocabulary import LINES, MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from thads_desktop.returns.definition import Take
    from thads_desktop.returns.facts import Fact


class Bucket(NamedTuple):
    """The words of a bucket; office is "" within one office's own return. source: lines, or a kind of record with its words."""

    office: str
    kind: str
    case_type: str
    officer: str
    delegated_in: bool
    part: str
    state: str
    line_state: str
    obligation: str = "khac"
    source: str = LINES
    words: tuple[str, ...] = ()


Sums = list[int]
Tally = dict[Bucket, Sums]


def tally(facts: Iterable[Fact], office: str = "") -> Tally:
    """The facts of one office as bucket sums, in the order of the measures."""
    raw: dict[tuple[object, ...], Sums] = {}
    for _m, _n, kind, case, officer, delegated, part, state, line, matters, opening, got, rest, cut, _x, what, of_state in facts:
        key = (kind, case, officer, delegated, part, state, line, what)
        sums = raw.get(key)
        if sums is None:
            raw[key] = [matters, opening, got, rest, cut, of_state]
        else:
            sums[0] += matters
            sums[1] += opening
            sums[2] += got
            sums[3] += rest
            sums[4] += cut
            sums[5] += of_state
    return {Bucket(office, *key): sums for key, sums in raw.items()}  # type: ignore[arg-type]  # keys are made above, in order


def tally_records(records: Iterable[Record], office: str = "") -> Tally:
    """The records of one office as bucket sums."""
    made: Tally = {}
    for r in records:
        key = Bucket(office, "", "", r.officer, False, r.part, "", "", source=r.source, words=r.words)
        sums = made.setdefault(key, [0, 0, 0, 0])
        for at, n in enumerate((r.records, r.people, r.asked, r.given)):
            sums[at] += n
    return made


def merged(parts: Iterable[Tally]) -> Tally:
    """The sum of tallies; the parts stay as they are."""
    total: Tally = {}
    for part in parts:
        for key, sums in part.items():
            old = total.get(key)
            total[key] = list(sums) if old is None else [a + b for a, b in zip(old, sums, strict=True)]
    return total


#: Place of each measure among the sums of a bucket.
PLACE: Mapping[str, int] = {word: i for words in (MEASURES, record_words.MEASURES) for i, word in enumerate(words)}


def amount(takes: tuple[Take, ...], fact: Fact | Record) -> int:
    """What one fact or record adds to a cell that takes these."""
    if isinstance(fact, Record):
        return sum(getattr(fact, take.measure) for take in takes if take.counts(fact.source, fact.part, fact.words))
    return sum(
        getattr(fact, take.measure)
        for take in takes
        if take.fits(fact.part, fact.state, fact.line_state, delegated_in=fact.delegated_in, obligation=fact.obligation)
    )

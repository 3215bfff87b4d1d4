"""A letter as its events have it: what was entered, to whom it was passed, how it was answered. Pure; total on any order of events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import letter_events as le
from thads_desktop.domain.standing import standing

if TYPE_CHECKING:
    from thads_desktop.domain.events import Event

SUBJECT = "letter"
#: So many figures has a number in a subject, so that the subjects of a year stand in its order.
FIGURES = 6
MOST = 10**FIGURES - 1


@dataclass(frozen=True, slots=True)
class LetterState:
    """way: in | out; number: of the book (of a letter out its ordinal); day: of arrival, or the day a letter out bears. struck: it was entered
    by mistake, its number stays void. passed: each (day, person, row, signed), the first one first; answered: (day, paper, letter, row)."""

    key: str
    way: str
    year: int
    number: int
    struck: bool = False
    day: date | None = None
    written: date | None = None
    kind: str = ""
    matter: str = ""
    judgment: str = ""
    entry: str = ""
    scan: str = ""
    series: str = ""
    series_number: int = 0
    copies: int = 1
    passed: tuple[tuple[date, str, str, bool], ...] = ()
    answered: tuple[date, str, str, str] | None = None
    seq: int = 0


def key_of(way: str, year: int, number: int) -> str:
    """As it stands behind "letter:" in a subject."""
    return f"{way}:{year}:{number:0{FIGURES}d}"


def letter_of(key: str, events: list[Event]) -> LetterState:
    """The letter of these events. struck: the line that entered it does not stand."""
    way, _, rest = key.partition(":")
    year, _, number = rest.partition(":")
    found = LetterState(key, way, int(year or 0), int(number or 0), struck=True, seq=max((e.seq for e in events), default=0))
    # Whatever day they name, the last record of what it says counts; steps stand by their days.
    for event in sorted(standing(events), key=lambda e: e.seq):
        found = _with(found, event)
    if found.struck:
        # What it was entered as is told all the same: its number is in the book.
        first = next((e for e in events if isinstance(e.body, le.LetterReceived | le.LetterSent)), None)
        found = replace(_with(found, first), struck=True) if first is not None else found
    return replace(found, passed=tuple(sorted(found.passed, key=lambda p: p[0])))


def _with(s: LetterState, event: Event) -> LetterState:
    body, day = event.body, event.day
    if day is None:
        return s
    match body:
        case le.LetterReceived():
            return replace(
                s, struck=False, day=day, kind=body.kind, written=body.written, matter=body.matter, judgment=body.judgment, entry=body.entry,
                scan=body.scan,
            )  # fmt: skip
        case le.LetterSent():
            return replace(
                s, struck=False, day=day, kind=body.kind, written=day, matter=body.matter, judgment=body.judgment, entry=body.entry, scan=body.scan,
                series=body.series, series_number=body.number, copies=body.copies,
            )  # fmt: skip
        case le.LetterChanged():
            return replace(
                s, day=day, kind=body.kind, written=body.written, matter=body.matter, judgment=body.judgment, entry=body.entry, scan=body.scan,
                copies=body.copies,
            )  # fmt: skip
        case le.LetterPassedOn():
            return replace(s, passed=(*s.passed, (day, body.person, body.row, body.signed)))
        case le.LetterAnswered():
            return replace(s, answered=(day, body.paper, body.letter, body.row))
        case _:
            return s

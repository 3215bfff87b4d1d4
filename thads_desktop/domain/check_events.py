"""Events of inspections: subject ``check:<id>``. Words of humans are register rows "check" (the plan, under its id) and "check_note"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

CheckKind = Literal["full", "thematic", "surprise", "self"]


@dataclass(frozen=True, slots=True)
class CheckPlanned:
    """An inspection of a kind in these days; a later one of the same subject says all of it anew. theme: a head of self-inspection."""

    kind: CheckKind
    start: date
    end: date
    theme: str = ""


@dataclass(frozen=True, slots=True)
class SampleDrawn:
    """Matters to be looked at, in the order drawn. content: the weights all candidates had, as a blob: the draw can be made again."""

    matters: tuple[str, ...]
    seed: str
    content: str


@dataclass(frozen=True, slots=True)
class CheckFound:
    """A finding: row has what is wrong and what is to be done. matter "" = of none; person "" = somebody named in the row."""

    finding: str
    row: str
    matter: str
    person: str
    due: date
    task: str = ""


@dataclass(frozen=True, slots=True)
class CheckMended:
    """A finding was put right. row: how, and the number of a paper that proves it; sha256: an attached document, "" = none."""

    finding: str
    row: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CheckClosed:
    """The inspection is over; row: its conclusion."""

    row: str


CheckBody = CheckPlanned | SampleDrawn | CheckFound | CheckMended | CheckClosed

"""Events of the way of a return: officer, head, department; and of the offices that owe one.

Subjects: ``chain:<regime>-<year>-<months>`` at the office, ``package:<sha256[:32]>`` at the department for what it says of a package,
``slip:<sha256[:32]>`` at the office for a slip that came, ``unit:<id>`` for an office of the tree. Reasons, remarks and names are register
rows of kind "chain_note" and "unit".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PeriodExpected:
    """The terms of a period run here. end: its last day; level: district | province, whose terms they are; as_before: where the
    circular of the period is not known, its terms are counted as under the one before."""

    regime: str
    year: int
    months: int
    end: date
    level: str
    as_before: bool = False


@dataclass(frozen=True, slots=True)
class OfficerReturnSigned:
    """An officer signed the own return. digest: of its figures and their matters; at_seq: as recorded up to there; on_paper: the print
    was signed, and somebody else recorded it."""

    officer: str
    at_seq: int
    digest: str
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class OfficerReturnConfirmed:
    """The head confirmed what the officer signed (the same digest)."""

    officer: str
    digest: str


@dataclass(frozen=True, slots=True)
class OfficerReturnSentBack:
    """The head gave an officer's return back. row: the remark."""

    officer: str
    row: str


@dataclass(frozen=True, slots=True)
class OfficersComplete:
    """All officers' returns are confirmed; or the head closes without those missing, for a reason (row)."""

    missing: tuple[str, ...] = ()
    row: str = ""


@dataclass(frozen=True, slots=True)
class ReturnSentUp:
    """The signed package of the period left for the superior office."""

    sha256: str


@dataclass(frozen=True, slots=True)
class ReturnJudged:
    """The department took a package or gave it back. package: its SHA-256; arrived: the day it really came, where that is another than it
    was recorded; row: the remarks; answer_by: until when a corrected version is asked for."""

    package: str
    accepted: bool
    row: str = ""
    arrived: date | None = None
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class SlipReceived:
    """A slip of the department came (its file is kept). package: SHA-256 of ours that it is about; row: the remarks; task: what it
    became here, "" for one that accepts."""

    sha256: str
    sender: str
    package: str
    regime: str
    year: int
    months: int
    accepted: bool
    row: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class SlipAnswered:
    """A corrected version (SHA-256) was made for a slip."""

    package: str


@dataclass(frozen=True, slots=True)
class UnitSet:
    """An office of the tree as it is from now on known. office: key of its packages, "" = not yet known; until None = still."""

    parent: str
    level: str
    since: date
    until: date | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class UnitFollowed:
    """From a day on others stand in its place. into: (unit, share in thousandths); one unit with 1000 = it was merged into it;
    several = it was split, and what cannot be told by evidence is not told."""

    since: date
    into: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SuperiorSaid:
    """A trusted office (subject ``key:<office>``) is the superior whose slips, directions and packs are taken, until another is said."""

    office: str


ChainBody = (
    PeriodExpected | OfficerReturnSigned | OfficerReturnConfirmed | OfficerReturnSentBack | OfficersComplete | ReturnSentUp | ReturnJudged
    | SlipReceived | SlipAnswered | UnitSet | UnitFollowed | SuperiorSaid
)  # fmt: skip

"""Events of emulation: campaigns with criteria, points that name their evidence, awards, violations and how they were handled.

Subjects are ``campaign:<id>``, ``award:<id>`` and ``violation:<id>``; who is meant is "staff:<id>" or "staffunit:<id>". Names of criteria,
words of evidence, reasons and what happened are rows of kind "campaign", "campaign_point", "campaign_reopen", "award" and "violation".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CampaignOpened:
    """From the event's day until a day. about: unit | person, who competes. points: (criterion, most points it gives); below nought: the most
    it takes. since: its first day where it was announced ahead (None = the event's day)."""

    until: date
    about: str
    points: tuple[tuple[str, int], ...]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CampaignClosed:
    """No points are given or taken any more, and the ranking stands as it is."""


@dataclass(frozen=True, slots=True)
class CampaignReopened:
    """The end was a mistake, or something was overlooked. key: of the row "campaign_reopen" with the reason."""

    key: str


@dataclass(frozen=True, slots=True)
class PointsGiven:
    """key: of the entry, under which its words stand. evidence: matter | cell | terms | paper; of: what it names, as ``kind`` says it (the
    matter's id; the closing's place in the log, form, row and column; met and owed)."""

    key: str
    who: str
    criterion: str
    points: int
    evidence: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointsTaken:
    """The entry of this key was a mistake."""

    key: str


@dataclass(frozen=True, slots=True)
class Awarded:
    """A title or form of commendation was decided on this day. campaign "" = of none."""

    who: str
    award: str
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class AwardUndone:
    """It was recorded by mistake, or the decision was taken back."""


@dataclass(frozen=True, slots=True)
class ViolationNoted:
    """A violation became known on this day."""

    who: str


@dataclass(frozen=True, slots=True)
class ViolationHandled:
    """How it was handled, by a decision of this day. The last one counts."""

    handling: str


EmulationBody = (
    CampaignOpened | CampaignClosed | CampaignReopened | PointsGiven | PointsTaken | Awarded | AwardUndone | ViolationNoted | ViolationHandled
)

"""Events of the day's work: tasks of a person, outages of the Ministry's platform, the hand-over of an officer's matters.

Subjects are ``task:<id>``, ``outage:<id>`` and, for a hand-over, ``person:<who leaves>``. What is to be done, what could not be done
and who noticed it are words of humans: register rows of kind "task" and "outage" under the same id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TaskSet:
    """A task has this person and this day from now on, be it new, changed or taken up again. matter "" = of no matter."""

    person: str
    due: date
    matter: str = ""


@dataclass(frozen=True, slots=True)
class TaskEnded:
    """The task is done; done False: it is dropped, for it need not be done any more."""

    done: bool = True


@dataclass(frozen=True, slots=True)
class OutageNoted:
    """The platform could not be used. start, end: "YYYY-MM-DDTHH:MM" by the office's clock; end "" = it still cannot."""

    start: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class OutageEnded:
    """It can be used again since then; written as ``OutageNoted.start``."""

    end: str


@dataclass(frozen=True, slots=True)
class OutageCited:
    """A term that could not be kept refers to the outage (subject ``outage:<id>``). about: the term's subject."""

    about: str
    rule: str
    due: date


@dataclass(frozen=True, slots=True)
class HandedOver:
    """All open matters of an officer went to others. matters: how many; sha256: of the minutes as printed, kept as a blob.

    Each matter has its own ``OfficerAssigned``; this says that they went together, and by which minutes."""

    to: tuple[str, ...]
    matters: int
    sha256: str


TaskBody = TaskSet | TaskEnded | OutageNoted | OutageEnded | OutageCited | HandedOver

"""Events of targets (chỉ tiêu), subject ``target:<year>-<measure>`` and, for an officer or a unit, ``-<scope>`` behind it.

On which decision a target rests is words of a human: register row of kind "target" under the same key, in the version that the event names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TargetSet:
    """This is the target since a day of its year; a later day is another version, the same day again puts it right.

    measure, direction: words of ``domain/targets.py``; scope: "" = the whole office, else an officer's id or (at a department) an office's;
    threshold: hundredths of a percent; row: version of the register row.
    """

    year: int
    measure: str
    scope: str
    direction: str
    threshold: int
    since: date
    row: int


@dataclass(frozen=True, slots=True)
class TargetEnded:
    """There is no such target any more since a day of its year."""

    since: date
    row: int


TargetBody = TargetSet | TargetEnded

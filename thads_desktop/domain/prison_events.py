"""Money that a prison collected from a prisoner who owes (subject ``matter:<id>``): the day it did, and the day it reached the office.

Until then it is no money of the matter: what reached the office is a ``Collected`` of its own, which ``PrisonArrived`` names. The prison's
name is a register row of kind "prison".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrisonCollected:
    """A prison took this of an obligation (its day: when). party: of whom; voucher: its number there."""

    prison: str
    line: int
    amount: int
    party: str = ""
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class PrisonArrived:
    """What a prison took (of: seq of its ``PrisonCollected``) reached the office; collected: seq of the ``Collected``."""

    of: int
    collected: int


PrisonBody = PrisonCollected | PrisonArrived

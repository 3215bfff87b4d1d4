"""Events around a closed return: opened again, entered late into its period, a remark beside one of its figures.

The words of a human are register rows; the events name them. Subject ``return:<regime>-<year>-<months>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReturnReopened:
    """The head opened a closed period again, so that it may be closed once more (supplementary). closing: the place in the log of the
    closing; reason: key of the register row that says why."""

    regime: str
    year: int
    months: int
    closing: str
    reason: str


@dataclass(frozen=True, slots=True)
class EnteredLate:
    """Events of the same transaction (since to until) are dated in a period that was closed, and change a return that was sent.

    Subject ``return:late``. first: the earliest of their days; closings: places in the log of the closings they fall into; matters:
    the first of those they are of, ``count`` in all; reason: key of the register row that says why, "" where nobody was asked.
    """

    since: int
    until: int
    first: date
    closings: tuple[str, ...]
    matters: tuple[str, ...]
    count: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReturnRemarked:
    """A remark beside a figure of a return (the last one of a figure counts). remark: key of its register row; "" = taken back."""

    regime: str
    year: int
    months: int
    form: str
    cell: str
    remark: str


ClosingBody = ReturnReopened | EnteredLate | ReturnRemarked

"""Events of serving an issued paper on each of its recipients (subject matter).

That it left the house is ``PaperSent``; who took it, when and how is told here. Names of who received it and of the witness stand in the
register row ``serving``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaperServed:
    """A line of the table of service of the paper ``doc``; the last one of a recipient counts. Dated on the day it was served, or, while it
    was not, on the day it was sent.

    to: as of ``PaperSent``; recipient: the party's id, "" for a body; row: name, receiver and proof. receiver: self | household | refused | "".
    """

    doc: str
    to: str
    recipient: str
    way: str
    row: str
    sent: date
    served: date | None
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class PaperAddressed:
    """The parties to whom the paper ``doc`` goes, where its subject has no obligations that would tell them (subject intake)."""

    doc: str
    parties: tuple[str, ...]


ServiceBody = PaperServed | PaperAddressed

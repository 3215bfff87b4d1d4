"""The returns that were closed, as the log keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing of a return. key: its place in the log; content: the blob that keeps its cells."""

    key: str
    regime: str
    year: int
    months: int
    as_of: date
    at_seq: int
    cells_digest: str
    content: str
    supplementary_of: str
    definition_hash: str
    rules_hash: str
    evidence_digest: str
    day: date | None = None

    @property
    def period_words(self) -> str:
        return f"{self.months:02d} tháng năm {self.year}"


def closings(desk: Desk, regime: str = "", year: int = 0, months: int = 0) -> list[Closing]:
    """Closings in the order they were made, of one period or of all."""
    with desk.reading() as reader:
        return [c for c in all_closings(reader) if not regime or (c.regime, c.year, c.months) == (regime, year, months)]


def all_closings(reader: Reader) -> list[Closing]:
    """Every closing in the order they were made."""
    found = [
        Closing(
            f"{e.seq}", b.regime, b.year, b.months, b.as_of, b.at_seq, b.cells_digest, b.content, b.supplementary_of,
            b.definition_hash, b.rules_hash, b.evidence_digest, e.day,
        )
        for _subject, events in reader.stream("return")
        for e in in_force(events)
        if isinstance(b := e.body, ev.ReturnClosed)
    ]  # fmt: skip
    return sorted(found, key=lambda c: int(c.key))

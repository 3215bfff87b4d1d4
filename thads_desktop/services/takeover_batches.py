"""The imports an office made: which file, when, by whom, how many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.services.projecting import Names

if TYPE_CHECKING:
    from datetime import date, datetime

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Batch:
    """One import. file: name of the workbook; recorded: when it was done (aware UTC); actor: who did it, by name."""

    key: str
    file: str
    recorded: datetime
    actor: str
    closing_day: date
    accepted: int
    rejected: int
    sha256: str
    undone: bool


def batches(desk: Desk) -> list[Batch]:
    """Every import, newest first."""
    found = []
    with desk.reading() as reader:
        names = Names(reader)
        for subject, events in reader.stream("batch"):
            undone = any(isinstance(e.body, ev.ImportUndone) for e in events)
            for e in events:
                b = e.body
                if isinstance(b, ev.ImportDone):
                    actor = names.recorder(e.actor)
                    key = subject.partition(":")[2]
                    made = Batch(
                        key, _file(reader, e.seq), e.recorded, actor, b.closing_day, b.accepted, b.rejected, b.sha256, undone
                    )
                    found.append((e.seq, made))
    return [made for _seq, made in sorted(found, key=lambda x: -x[0])]


def taken_before(desk: Desk, sha256: str) -> Batch | None:
    """The import that took a workbook of these very bytes over and still stands."""
    return next((b for b in batches(desk) if b.sha256 == sha256 and not b.undone), None)


def any_standing(desk: Desk) -> bool:
    """The office has matters carried in from an old register."""
    with desk.reading() as reader:
        return any(
            any(isinstance(e.body, ev.ImportDone) for e in events) and not any(isinstance(e.body, ev.ImportUndone) for e in events)
            for _subject, events in reader.stream("batch")
        )


def _file(reader: Reader, seq: int) -> str:
    """The workbook's name as the last matter before the batch's own event has it: one transaction wrote them all."""
    subject = reader.last_before("CarriedIn", seq)
    return str((reader.row("matter", subject.partition(":")[2]) or {}).get("file", ""))

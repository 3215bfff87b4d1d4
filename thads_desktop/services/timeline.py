"""The time line of a matter: its events in words, each with the paper it is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.documents.form import form_name
from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.file_events import FileBody
from thads_desktop.domain.standing import standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.matter import PaperState
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One event of a matter in words. struck = it reads as never recorded; paper = id of its paper or "", about = what that paper is called.

    minor = left out of the short timeline: what was struck, a paper's steps beside the act it carries, what was done to the file.
    """

    seq: int
    day: date | None
    what: str
    detail: str
    actor: str
    paper: str
    struck: bool
    minor: bool = False
    about: str = ""

    @property
    def told(self) -> str:
        """The particulars with the paper that they are of, for a list in which the line stands alone."""
        return "; ".join(x for x in (self.about, self.detail) if x)


#: Steps of a paper on its way.
_STEPS = (
    ev.PaperSubmitted, ev.PaperReturned, ev.PaperSigned, ev.PaperNumbered, ev.PaperRecorded, ev.PaperSent, ev.PaperVoided,
)  # fmt: skip


def timeline(
    events: list[ev.Event], names: Names, reader: Reader, opened: date | None = None, papers: Mapping[str, PaperState] | None = None
) -> list[TimelineItem]:
    """Newest first. papers: those of the matter by id; without them no line tells its paper."""
    # What was undone has happened all the same: only what was struck is crossed out.
    kept = {e.seq for e in standing(events)}
    acts = {getattr(e.body, "paper", "") for e in events if not isinstance(e.body, _STEPS)} - {""}
    return [
        _item(e, names, opened, e.seq not in kept, acts, papers or {})
        for e in sorted(events, key=lambda e: (e.day or reader.latest_day(), e.seq), reverse=True)
        if not isinstance(e.body, ev.DAYLESS)
    ]


def _item(event: ev.Event, names: Names, opened: date | None, struck: bool, acts: set[str], papers: Mapping[str, PaperState]) -> TimelineItem:
    from thads_desktop.services.event_words import describe

    what, detail = describe(event, names, opened)
    actor = names.recorder(event.actor)
    paper = getattr(event.body, "paper", "")
    # A paper without an act of its own is told by its number.
    step = isinstance(event.body, _STEPS) and (paper in acts or not isinstance(event.body, ev.PaperNumbered | ev.PaperRecorded))
    # A line of service is no act of its paper, but it is opened from there.
    of = paper or getattr(event.body, "doc", "")
    about = _paper_words(papers[of], names, event.day) if of in papers else ""
    return TimelineItem(event.seq, event.day, what, detail, actor, of, struck, struck or step or isinstance(event.body, FileBody), about)


def _paper_words(paper: PaperState, names: Names, day: date | None) -> str:
    """Which paper it is: kind, number, day."""
    row = names.row("paper", paper.paper)
    made = paper.numbered or paper.signed or paper.submitted or day
    number = paper.number_text or str(row.get("number_text", ""))
    title = str(row.get("title", "")) or (form_name(paper.form, made) if made is not None else paper.form)
    return " ".join(x for x in (title, f"số {number}" if number else "", f"ngày {short_date(paper.numbered)}" if paper.numbered else "") if x)

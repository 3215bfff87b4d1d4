"""The words of an issued paper as they were signed, and as they stand since the amendments that stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import clean
from thads_desktop.services.paper_place import subject_of

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: What ends a passage, and is no part of it.
ENDS = " .;"


@dataclass(frozen=True, slots=True)
class Change:
    """An amendment that stands: of which paper, what it wrote in the place of what."""

    paper: str
    number_text: str
    day: date | None
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the paper as it was signed; now: as it reads since, "" = unchanged."""

    text: str
    now: str = ""

    @property
    def stands(self) -> str:
        """The words that hold today."""
        return self.now or self.text


def signed(reader: Reader, paper: str) -> str:
    """The words as they were signed, of the last version of the row that holds them; "" = none does."""
    found, version = "", 1
    while (row := reader.row("paper", paper, version)) is not None:
        found, version = str(row.get("signed_text", "")) or found, version + 1
    return found


def changes(reader: Reader, paper: str) -> tuple[Change, ...]:
    """The amendments of a paper that stand, in the order of their days."""
    events = in_force(reader.events_of(subject_of(str((reader.row("paper", paper) or {}).get("matter", "")))))
    opening = fold(events).opening_paper
    found = []
    for event in events:
        if isinstance(event.body, ev.Amended) and paper in (event.body.target or opening, event.body.target):
            row = reader.row("paper", event.body.paper) or {}
            texts = row.get("texts", {})
            found.append(
                Change(event.body.paper, str(row.get("number_text", "")), event.day, str(texts.get("old_text", "")), str(texts.get("new_text", "")))
            )
    return tuple(found)


def paragraphs(reader: Reader, paper: str) -> tuple[Paragraph, ...]:
    """The paper as it was signed, and what of it reads otherwise since; () where no text is kept."""
    made = changes(reader, paper)
    found = []
    for line in signed(reader, paper).splitlines():
        if not line.strip():
            continue
        now = line
        for change in made:
            if change.old and change.old in now:
                now = now.replace(change.old, change.new, 1)
        found.append(Paragraph(line, now if now != line else ""))
    return tuple(found)


def objections(reader: Reader, state: MatterState, draft: Draft) -> list[Refusal]:
    """An amendment writes new words in the place of some that the paper has; of a paper whose words are not kept that is not known."""
    old = clean(draft.texts.get("old_text", "")).rstrip(ENDS) if draft.effect.kind == "amendment" else ""
    lines = paragraphs(reader, draft.effect.target or state.opening_paper) if old else ()
    if not lines or old in clean(" ".join(p.stands for p in lines)):
        return []
    return [Refusal("mend.not_in_text", field="old_text")]

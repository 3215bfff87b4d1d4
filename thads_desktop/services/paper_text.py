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
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: What ends a passage, and is no part of it.
ENDS = " .;"


@dataclass(frozen=True, slots=True)
class Change:
    """An amendment or correction that stands: of which paper, what it wrote in the place of what; form: of the paper that did."""

    paper: str
    number_text: str
    day: date | None
    old: str
    new: str
    form: str = ""


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
    """The amendments of a paper that stand, in the order of their days; each with the words it writes since it was amended itself."""
    events = in_force(reader.events_of(subject_of(str((reader.row("paper", paper) or {}).get("matter", "")))))
    return changes_of(reader, events, fold(events).opening_paper, paper)


def changes_of(reader: Reader, events: list[ev.Event], opening: str, paper: str) -> tuple[Change, ...]:
    """As ``changes``, of what is in force among these events. opening: the paper that opened the matter."""
    found = []
    for event in events:
        body = event.body
        if isinstance(body, ev.Amended) and body.paper != paper and paper in (body.target or opening, body.target):
            row = reader.row("paper", body.paper) or {}
            old, new = (str(row.get("texts", {}).get(name, "")) for name in ("old_text", "new_text"))
            for later in changes_of(reader, [e for e in events if e.seq > event.seq], opening, body.paper):
                old, new = (changed(text, later) for text in (old, new))
            found.append(Change(body.paper, str(row.get("number_text", "")), event.day, old, new, str(row.get("form", ""))))
    return tuple(found)


def changed(text: str, change: Change) -> str:
    """The text as it reads since."""
    return text.replace(change.old, change.new) if change.old else text


def unambiguous(lines: Sequence[str], at: int, old: str, new: str) -> tuple[str, str]:
    """Old and new words, with as many of their neighbours in line ``at`` as it takes to stand nowhere else in the paper: who reads the
    amendment knows which words are meant. The whole line at most."""
    line = lines[at]
    start = line.find(old)
    end = start + len(old)
    while old != line and sum(text.count(line[start:end]) for text in lines) > 1 and (start > 0 or end < len(line)):
        start = line.rfind(" ", 0, max(start - 1, 0)) + 1 if start else 0
        after = line.find(" ", end + 1)
        end = after if after >= 0 else len(line)
    before, behind = line[start : line.find(old)], line[line.find(old) + len(old) : end]
    return before + old + behind, before + new + behind


def paragraphs(reader: Reader, paper: str) -> tuple[Paragraph, ...]:
    """The paper as it was signed, and what of it reads otherwise since; () where no text is kept."""
    made = changes(reader, paper)
    found = []
    for line in signed(reader, paper).splitlines():
        if not line.strip():
            continue
        now = line
        for change in made:
            now = changed(now, change)
        found.append(Paragraph(line, now if now != line else ""))
    return tuple(found)


def objections(reader: Reader, state: MatterState, draft: Draft) -> list[Refusal]:
    """An amendment writes new words in the place of some that the paper has; of a paper whose words are not kept that is not known."""
    old = clean(draft.texts.get("old_text", "")).rstrip(ENDS) if draft.effect.kind == "amendment" else ""
    lines = paragraphs(reader, draft.effect.target or state.opening_paper) if old else ()
    if not lines or old in clean(" ".join(p.stands for p in lines)):
        return []
    return [Refusal("mend.not_in_text", field="old_text")]

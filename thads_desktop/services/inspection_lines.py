"""Each act of an inspection in words: when it was recorded, its legal day, who in which post, what, on what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.office_time import local
from thads_desktop.services import book_rights, event_words, masking, people
from thads_desktop.services.journal import Teller, written
from thads_desktop.services.letter_cover import Cover
from thads_desktop.services.office_settings import value_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log. recorded: by the clock of the office; role: the posts that the person held that day; opens as of
    ``journal.JournalRow``; reason: the words of a human, "" where none are asked for."""

    seq: int
    recorded: datetime
    day: date | None
    who: str
    role: str
    what: str
    detail: str
    about: str
    opens: str
    reason: str
    struck: bool


def acts(desk: Desk, seqs: Sequence[int]) -> list[Act | None]:
    """The acts at these places, in the order given; None where there is none."""
    desk.require("inspect")
    with desk.reading() as reader:
        return Lines(reader, masking.names(desk, reader), (*book_rights.hidden(desk), *Cover(desk, reader).subjects())).of(seqs)


class Lines:
    """Says of each line what it is, and asks each name once."""

    def __init__(self, reader: Reader, names: Names, hidden: tuple[str, ...] = ()) -> None:
        """hidden: how the subjects begin whose lines are not told."""
        self._hidden = hidden
        self._reader, self._teller = reader, Teller(reader, names)
        self._posts: dict[str, list[people.HeldPost]] = {}
        for post in people.posts(reader):
            self._posts.setdefault(post.person, []).append(post)

    def of(self, seqs: Sequence[int]) -> list[Act | None]:
        """As ``acts``."""
        found = {n: e for n, e in self._reader.recorded.events(seqs).items() if not book_rights.covered(e.subject, self._hidden)}
        struck = self._reader.recorded.struck(list({e.subject for e in found.values()}))
        return [self._act(found[seq], seq in struck) if seq in found else None for seq in seqs]

    def _act(self, event: ev.Event, struck: bool) -> Act:
        kind, _, key = event.subject.partition(":")
        names = self._teller.names
        at = local(event.recorded)
        detail, broken = event_words.particulars(event, names, self._teller.opened(key) if kind == "matter" else None)
        about, opens = self._teller.about(kind, key)
        what = written(event, event_words.WORDS[type(event.body).__name__])
        day = None if event.day is not None and event.day <= people.BEGINNING else event.day
        return Act(
            event.seq, at, day, names.recorder(event.actor), self._role(event, at.date()), what,
            ", ".join(x for x in (detail, broken, self._changed(event)) if x), about, opens, self._reason(event), struck,
        )  # fmt: skip

    def _role(self, event: ev.Event, day: date) -> str:
        held = [event_words.POST_WORDS.get(p.post, p.post) for p in self._posts.get(event.actor, ()) if p.on(day)]
        return ", ".join(dict.fromkeys(held))

    def _changed(self, event: ev.Event) -> str:
        body = event.body
        match body:
            case ev.SettingChanged(value):
                return f"nay là {value_words(event.subject.partition(':')[2], value[:60].strip(chr(34)))}"
            case ev.CalendarChanged(on, off):
                return f"{on:%d/%m/%Y} là ngày {'nghỉ' if off else 'làm việc'}"
            case ev.SeriesOpened():
                return f"số tiếp theo {body.next}"
            case ev.Struck(target):
                return self._target(target)
            case _:
                return ""

    def _target(self, seq: int) -> str:
        """The line that was struck, in words."""
        event = self._reader.recorded.events([seq]).get(seq)
        if event is None:
            return f"dòng {seq}"
        detail, _broken = event_words.particulars(event, self._teller.names, None)
        what = written(event, event_words.WORDS[type(event.body).__name__])
        return " ".join(x for x in (f"dòng {seq}:", what, f"({detail})" if detail else "") if x)

    def _reason(self, event: ev.Event) -> str:
        match event.body:
            case ev.Struck():
                # What was struck together follows the one row with the reason.
                kind, _, key = self._reader.last_before("RowWritten", event.seq).removeprefix("register:").partition(":")
                return str(self._teller.names.row("strike", key).get("reason", "")) if kind == "strike" else ""
            case ev.DataGiven(request):
                return str(self._teller.names.row("given", request).get("purpose", ""))
            case _:
                return event_words.said(event, self._teller.names)

"""Until when files are kept, by the kind of file: by the law's figure where one is established, else by the office's own, else unsaid."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.law import retention
from thads_desktop.services import inputs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: How the settings begin that hold the office's own figures; the kind of file follows.
SETTING = "retention."
#: The kind that every file of a matter is of.
MATTER = "matter"
#: As it is typed, shown and stored.
FOREVER = "vĩnh viễn"
_STORED = "forever"
_MOST = 200
UNKNOWN = "chưa xác định thời hạn lưu"


@dataclass(frozen=True, slots=True)
class Keeping:
    """Of one kind of file. years None and not forever = not established; basis: the text behind it, or the office's own words; note: what is
    uncertain, "" = nothing; own: the office set it."""

    kind: str
    title: str
    years: int | None
    basis: str
    note: str
    forever: bool = False
    own: bool = False

    @property
    def known(self) -> bool:
        return self.forever or self.years is not None

    @property
    def words(self) -> str:
        """ "20 năm", "vĩnh viễn", "" for what is not established."""
        return FOREVER if self.forever else f"{self.years} năm" if self.years is not None else ""

    def until(self, ended: date) -> str:
        """In words, of a file whose matter ended on a day."""
        if self.forever:
            return FOREVER
        return f"đến hết ngày {short_date(retention.last_day(ended, self.years))}" if self.years is not None else UNKNOWN


@dataclass(frozen=True, slots=True)
class Kinds:
    """What holds today: kind of file -> its own figure, and the kind whose figure holds where it has none."""

    each: Mapping[str, Keeping]
    within: Mapping[str, str]

    def of(self, kind: str) -> Keeping:
        """What holds for a kind of file."""
        found = self.each[kind]
        return found if found.known or not self.within[kind] else self.of(self.within[kind])

    def of_matter(self, state: MatterState) -> Keeping:
        """What holds for the file of a matter."""
        kind = f"{MATTER}.{state.kind}"
        return self.of(kind if kind in self.each else MATTER)

    def notes(self, states: list[MatterState]) -> tuple[str, ...]:
        """What is to be known of the figures of these matters, each once."""
        return tuple(n for n in dict.fromkeys(self.of_matter(s).note for s in states) if n)

    @property
    def said(self) -> tuple[str, ...]:
        """What holds for the files of matters: of all of them, and of each kind that has a figure of its own."""
        of_matters = [k for kind, k in self.each.items() if kind == MATTER or (self.within[kind] == MATTER and k.known)]
        return tuple(f"Thời hạn lưu {k.title[:1].lower()}{k.title[1:]}: {k.words or 'chưa xác định'}. {k.note}".strip() for k in of_matters)


def kinds(desk: Desk, reader: Reader) -> Kinds:
    """What holds today for every kind of file."""
    settings, each, within = desk.settings(reader), dict[str, Keeping](), dict[str, str]()
    for law in retention.files(desk.clock.today()):
        within[law.of] = law.within
        own = settings.get(f"{SETTING}{law.of}")
        if law.years is not None or law.forever:
            each[law.of] = Keeping(law.of, law.title, law.years, law.source, law.note, law.forever)
        elif own == _STORED or isinstance(own, int):
            basis = str((reader.row("retention", law.of) or {}).get("basis", ""))
            note = "" if own == _STORED else "Số năm do đơn vị đặt, tính từ ngày việc kết thúc. "
            said = f"{note or 'Thời hạn do đơn vị đặt. '}Căn cứ đơn vị nêu: {basis}."
            each[law.of] = Keeping(law.of, law.title, own if isinstance(own, int) else None, basis, said, own == _STORED, own=True)
        else:
            each[law.of] = Keeping(law.of, law.title, None, "", law.note)
    return Kinds(each, within)


def set_years(desk: Desk, typed: str, basis: str, kind: str = MATTER) -> None:
    """The office sets its own figure of a kind of file, as of ``set_kinds``."""
    set_kinds(desk, {kind: (typed, basis)})


def set_kinds(desk: Desk, given: Mapping[str, tuple[str, str]]) -> None:
    """The office sets its own figures: kind -> (years, "vĩnh viễn", or "" = none; the text it rests on, which is asked for). All or none; refused,
    each at its field (``field_of``), for what is no number of years, without its text, and for a kind that the law has a figure of."""
    wanted: dict[str, tuple[int | str | None, str]] = {}
    problems: list[Refusal] = []
    for kind, (typed, basis) in given.items():
        text = " ".join(typed.split())
        forever = bare(text) == bare(FOREVER)
        if text and not forever and not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= _MOST):
            problems.append(Refusal("retention.bad_years", field=field_of("years", kind)))
            continue
        try:
            why = inputs.name(basis, field_of("basis", kind), required=bool(text), limit=inputs.SENTENCE)
        except Refused as refused:
            problems += refused.refusals
            continue
        wanted[kind] = (_STORED if forever else int(text) if text else None, why)
    if problems:
        raise Refused(*problems)
    with desk.writing("setting") as uow:
        held, changed = kinds(desk, uow).each, False
        for kind, (figure, why) in wanted.items():
            if kind not in held or (held[kind].known and not held[kind].own):
                raise Refused(Refusal("retention.not_own", field=field_of("years", kind)))
            if (_STORED if held[kind].forever else held[kind].years, held[kind].basis) == (figure, why):
                continue
            changed = True
            uow.write_row("retention", kind, {"basis": why})
            uow.append(f"setting:{SETTING}{kind}", desk.clock.today(), ev.SettingChanged(json.dumps(figure)))
        if changed:
            uow.commit()


def field_of(name: str, kind: str) -> str:
    """How a field of the form is called: of all matters "years" and "basis"."""
    return name if kind == MATTER else f"{name}.{kind}"


def until(held: Kinds, state: MatterState) -> str:
    """In words, of one matter."""
    ended = _ended(state)
    return "việc chưa kết thúc, còn phải lưu" if ended is None else held.of_matter(state).until(ended)


def _ended(state: MatterState) -> date | None:
    """The day on which the last obligation ended; None while one has not."""
    ends = [line.ended.day for line in state.lines.values() if line.ended is not None]
    return max(ends) if state.ended and ends else None

"""Who is published for want of means: who must be (R16), of whom it must be brought up to date (R17), who must be taken off (R18), with
the day; all of it marked for many matters at once. The list itself is ``publication_list``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, publication, publication_events as pub
from thads_desktop.domain.dates import add_months, short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import act_rules, inputs, projecting
from thads_desktop.services.projecting_marks import POSTED, PUBLISHED
from thads_desktop.services.rounds import Judged, briefs
from thads_desktop.storage import mark_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: What is to be done -> its words; "silent": no text names the end, so that nothing runs.
NEEDS = {
    "publish": "Phải đăng tải", "update": "Phải cập nhật", "end": "Phải chấm dứt", "silent": "Hết căn cứ, văn bản không nêu thời hạn",
    "current": "Đang đăng tải",
}  # fmt: skip
_RULES = {"R16": "publish", "R17": "update", "R18": "end"}
#: What can be marked -> its words.
MARKS = {
    "publish": "đã đăng tải", "update": "đã cập nhật", "end": "đã chấm dứt đăng tải", "post": "xã đã niêm yết", "unpost": "xã đã thôi niêm yết",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A matter of the board. need: of ``NEEDS``; due None = no term runs; since: when it was published, None = it is not; posted: in words,
    since when the commune has it on its board, and until when where the law data say how long."""

    matter: str
    need: str
    number_text: str
    debtor: str
    officer_name: str
    due: date | None
    since: date | None
    posted: str = ""

    @property
    def key(self) -> str:
        return f"{self.matter}|{self.need}"


@dataclass(frozen=True, slots=True)
class Board:
    """todo: earliest due first; shown: everything that is published; cite: of the posting at the commune, in words, "" = unknown."""

    todo: tuple[Shown, ...]
    shown: tuple[Shown, ...]
    posting: str


def board(desk: Desk) -> Board:
    """All of it, from the lists."""
    today = desk.clock.today()
    with desk.reading() as reader:
        owed = [(s.partition(":")[2], _RULES[rule], date.fromisoformat(due)) for s, rule, due, _o in mark_lists.owing(reader.projections, tuple(_RULES))]
        marks = {m.matter: m for m in mark_lists.marked(reader.projections, PUBLISHED)}
        posted = {m.matter: _posted(desk, m.day) for m in mark_lists.marked(reader.projections, POSTED)}
        known = briefs(desk, reader, list(dict.fromkeys([*(m for m, _n, _d in owed), *marks])))
    ends = {m for m, need, _due in owed if need == "end"}
    silent = [(m.matter, "silent", None) for m in marks.values() if m.detail == "gone" and m.matter not in ends]
    first: dict[tuple[str, str], date | None] = {}
    for matter, need, due in (*owed, *silent):
        first.setdefault((matter, need), due)
    todo = [_shown(known, m, need, due, marks[m].day if m in marks else None, posted.get(m, "")) for (m, need), due in first.items()]
    shown = [_shown(known, m.matter, "current", None, m.day, posted.get(m.matter, "")) for m in marks.values()]
    found = sorted((s for s in todo if s is not None), key=lambda s: (s.due is None, s.due or today, s.number_text, s.key))
    return Board(tuple(found), tuple(s for s in shown if s is not None), posting(desk, today))


def posting(desk: Desk, day: date) -> str:
    """How long the commune posts it, and how soon it takes it off, as the law data of the day know it."""
    said = []
    for code in ("publication_posting", "publication_removal"):
        limit = desk.rules.limits.on(code, day)
        if limit is not None:
            said.append(f"{limit.title}: {limit.words}" + (f" ({limit.cite})" if limit.cite else ""))
    return "; ".join(said)


def _posted(desk: Desk, since: date) -> str:
    limit = desk.rules.limits.on("publication_posting", since)
    if limit is None or limit.value is None or limit.unit != "m":
        return f"từ {short_date(since)}"
    return f"từ {short_date(since)} đến {short_date(add_months(since, limit.value))}"


def _shown(known: dict[str, MatterRow], matter: str, need: str, due: date | None, since: date | None, posted: str) -> Shown | None:
    row = known.get(matter)
    return Shown(matter, need, row.number_text, row.debtor, row.officer_name, due, since, posted) if row is not None else None


def mark(desk: Desk, matters: Sequence[str], what: str, day: date) -> int:
    """Of all these matters one of ``MARKS``, as of ``mark_each``."""
    return mark_each(desk, [(matter, what) for matter in matters], day)


def mark_each(desk: Desk, wanted: Sequence[tuple[str, str]], day: date) -> int:
    """Record of each (matter, one of ``MARKS``) that it was done on this day; all or, when one is refused, none. How many."""
    desk.require("publication")
    when = inputs.not_future(day, desk.clock.today())
    each = list(dict.fromkeys(wanted))
    if not each or any(what not in MARKS for _matter, what in each):
        raise Refused(Refusal("publication.none"))
    judged = Judged()
    with desk.writing("publication") as uow:
        for matter, what in each:
            with judged.row(matter):
                _mark(desk, uow, matter, what, when)
        judged.end()
        uow.commit()
    return len(each)


def changed_in(desk: Desk, uow: UnitOfWork, matters: Iterable[str]) -> None:
    """A debtor's name or address is another from today on: where it is published, that is to be brought up to date. The caller
    refreshes the matters."""
    today = desk.clock.today()
    for matter in matters:
        events = uow.events_of(f"matter:{matter}")
        if any(isinstance(e.body, ev.Published) for e in events):
            made = publication.course(in_force(events))
            if made.shown and made.stale is None and not set(made.shown) <= set(made.gone):
                uow.append(f"matter:{matter}", today, pub.PublicationChanged(), desk.rules.law_on(today))


def _mark(desk: Desk, uow: UnitOfWork, matter: str, what: str, day: date) -> None:
    subject = f"matter:{matter}"
    events = uow.events_of(subject)
    state, number = fold(events), str((uow.row("matter", matter) or {}).get("number_text", ""))
    if not state.exists:
        raise Refused(Refusal("matter.no_decision"))
    made = publication.course(in_force(events))
    for body in _bodies(uow, made, events, what, day, number):
        uow.append(subject, day, body, desk.rules.law_on(day))
    projecting.matter(desk, uow, matter)


def _bodies(
    reader: Reader, made: publication.Course, events: list[ev.Event], what: str, day: date, number: str
) -> list[ev.Body]:  # fmt: skip
    said = {"number": number}
    if what == "publish":
        act_rules.refuse(fold(events, day), "publish")
        owed = any(s == events[0].subject and rule == "R16" for s, rule, _d, _o in _owed_of(reader, events[0].subject))
        if made.shown and not owed and not made.gone and made.stale is None:
            raise Refused(Refusal("publication.shown", said))
        return [ev.Published()]
    if what == "post" and made.posted is not None:
        raise Refused(Refusal("publication.posted", {**said, "day": short_date(made.posted)}))
    if what == "unpost":
        if made.posted is None:
            raise Refused(Refusal("publication.not_posted", said))
        _refuse_before(day, made.posted, number)
        return [pub.CommunePostingEnded()]
    if not made.shown:
        raise Refused(Refusal("publication.not_shown", said))
    if what == "end":
        return _endings(made, day, number)
    _refuse_before(day, min(made.shown.values()), number)
    if what == "post":
        return [pub.CommunePosted()]
    if set(made.shown) <= set(made.gone):
        raise Refused(Refusal("publication.no_lack", said))
    if made.stale is not None:
        _refuse_before(day, made.stale, number)
    return [pub.PublicationUpdated()]


def _endings(made: publication.Course, day: date, number: str) -> list[ev.Body]:
    """Who is to be taken off, and nobody else."""
    if not made.gone:
        raise Refused(Refusal("publication.still", {"number": number}))
    _refuse_before(day, max(e.day for e in made.gone.values()), number)
    if set(made.shown) <= set(made.gone):
        return [pub.PublicationEnded()]
    return [pub.PublicationEnded(debtor) for debtor in made.gone]


def _refuse_before(day: date, since: date, number: str) -> None:
    if day < since:
        raise Refused(Refusal("publication.before", {"number": number, "day": short_date(day), "since": short_date(since)}, "day"))


def _owed_of(reader: Reader, subject: str) -> list[tuple[str, str, str, str]]:
    return [(d.subject, d.rule, d.due.isoformat(), d.officer) for d in reader.projections.deadlines(subject=subject)]

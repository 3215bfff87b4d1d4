"""The list of key matters: big, complex, prolonged, order-sensitive; each with direction, person, day and last report, red when silent.

Who is on it follows from the criteria of the day (``law.watch_criteria``) and from what the head put on it or took off it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, states, task_events as te, watch_events as we
from thads_desktop.domain.dates import add_months, short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.office_time import local
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.watching import HEAD, Watched, marks, watched
from thads_desktop.law import watch_criteria
from thads_desktop.services import (
    book_rights,
    books,
    inputs,
    inspection_files,
    masking,
    people,
    projecting_steps,
    tasks,
)
from thads_desktop.storage import leading_lists
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

    #: Criterion -> by what it is met -> since when.
    Met = dict[str, dict[str, date]]

SETTING = "watch.silent_days"
#: What is no occurrence of its own: the matter itself meets the criterion.
_ITSELF = ""
_MOST = 3_650
#: In the place of the day of a direction that is done.
DONE = "đã xong"
BY_HEAD = "Thủ trưởng đưa vào danh mục"


@dataclass(frozen=True, slots=True)
class KeyMatter:
    """A matter on the list. reasons: in words; done: the task of the direction is ended; named: by number and day."""

    matter: str
    number_text: str
    debtor: str
    officer_name: str
    rest: int
    reasons: str
    since: date
    direction: str
    person_name: str
    due: date | None
    done: bool
    report: str
    reported: date | None
    silent: int
    red: bool
    named: str = ""

    def late(self, today: date) -> bool:
        """The direction is open after its day."""
        return self.due is not None and not self.done and self.due < today


def silent_days(desk: Desk, reader: Reader) -> int:
    """After how many days without a report a matter is red."""
    own = desk.settings(reader).get(SETTING)
    return own if isinstance(own, int) else watch_criteria.criteria().silent_days


def set_silent_days(desk: Desk, typed: str) -> None:
    """The office's own number of days. Refused for what is none."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= _MOST):
        raise Refused(Refusal("watch.bad_days", {"most": dong(_MOST)}, "days"))
    with desk.writing("watch") as uow:
        if silent_days(desk, uow) != int(text):
            uow.append(f"setting:{SETTING}", desk.clock.today(), ev.SettingChanged(json.dumps(int(text))))
            uow.commit()


def put(desk: Desk, matter: str, reason: str, *, order: bool = False) -> None:
    """The head puts a matter on the list. order: as one that touches public order. Refused where it stands there already or is ended."""
    with desk.writing("watch") as uow:
        now = _one(desk, uow, matter)
        if now is not None and ("order" if order else HEAD) in now.reasons:
            raise Refused(Refusal("watch.there"))
        row = _said(uow, reason, "reason")
        uow.append(f"watch:{matter}", desk.clock.today(), we.WatchPut(row, "order" if order else ""))
        uow.commit()


def take_off(desk: Desk, matter: str, reason: str) -> None:
    """The head takes a matter off; what it meets now brings it back no more. Refused where it is not on the list."""
    with desk.writing("watch") as uow:
        now = _on(desk, uow, matter)
        row = _said(uow, reason, "reason")
        if now.task:
            _end_task(desk, uow, now.task)
        uow.append(f"watch:{matter}", desk.clock.today(), we.WatchTaken(row, marks(_met_by(desk, uow, matter))))
        uow.commit()


def direct(desk: Desk, matter: str, text: str, person: str, due: date) -> None:
    """What is to be done, by whom, until when: a task of the matter; the direction before it is replaced."""
    today = desk.clock.today()
    if due < today:
        raise Refused(Refusal("task.past_day", {"day": short_date(due), "today": short_date(today)}, "due"))
    with desk.writing("watch") as uow:
        now = _on(desk, uow, matter)
        if not any(p.on(today) for p in people.posts_of(uow, person)):
            raise Refused(Refusal("task.nobody", field="person"))
        row = _said(uow, text, "text")
        if now.task:
            _end_task(desk, uow, now.task)
        task = tasks.put_in(desk, uow, f"Chỉ đạo: {' '.join(text.split())}", person, due, matter)
        uow.append(f"watch:{matter}", today, we.WatchDirected(row, person, due, task))
        uow.commit()


def report(desk: Desk, matter: str, text: str) -> None:
    """How far the matter is: the count of silent days begins again."""
    with desk.writing("watch_report") as uow:
        _on(desk, uow, matter)
        row = _said(uow, text, "report")
        uow.append(f"watch:{matter}", desk.clock.today(), we.WatchReported(row))
        uow.commit()


def listed(desk: Desk, officer: str = "") -> list[KeyMatter]:
    """The list, of one officer or all: red ones first, the longest silence first."""
    today = desk.clock.today()
    with desk.reading() as reader:
        limit, names = silent_days(desk, reader), masking.names(desk, reader)
        words = {c.id: c.says for c in watch_criteria.criteria().every} | {HEAD: BY_HEAD}
        rows = {r.matter: r for r in _open(reader) if officer in ("", r.officer)}
        met = _met(desk, reader, rows)
        touched = {subject.partition(":")[2] for subject in reader.subjects("watch")}
        hidden = masking.with_minors(reader, today.year) if masking.hides(desk) else set()
        found = []
        for matter in [m for m in rows if m in met or m in touched]:
            now = watched(reader.events_of(f"watch:{matter}") if matter in touched else [], met.get(matter, {}))
            if now is None:
                continue
            (row,) = masking.rows(desk, reader, [rows[matter]]) or (None,)
            if row is None:
                continue
            cover = matter in hidden

            def said(key: str, cover: bool = cover) -> str:
                text = str((reader.row("watch", key) or {}).get("text", "")) if key else ""
                return masking.TASK if cover and text else names.words(text)

            why = said(now.why)
            reasons = "; ".join(words.get(r, r) + (f": {why}" if why and n == 0 else "") for n, r in enumerate(now.reasons))
            found.append(KeyMatter(
                matter, row.number_text, row.debtor, row.officer_name, row.rest, reasons, now.since, said(now.direction),
                names.name("person", now.person) if now.person else "", now.due, bool(now.task) and projecting_steps.stands(reader, now.task) is None,
                said(now.report), now.reported, now.silent(today), now.red(today, limit),
                books.spelled(row),
            ))  # fmt: skip
    return sorted(found, key=lambda k: (not k.red, -k.silent, k.number_text))


def listing(desk: Desk, officer: str = "") -> Listing:
    """The list as it prints."""
    today = desk.clock.today()
    rows = listed(desk, officer)
    with desk.reading() as reader:
        who, head, limit = people.identity(reader, today), reader.head(), silent_days(desk, reader)
        whose = f"Việc của {masking.names(desk, reader).name('person', officer)}. " if officer else ""
    lines: list[tuple[Cell, ...]] = [
        (n, r.named, r.debtor, r.officer_name, r.rest, r.reasons, r.direction, r.person_name, DONE if r.done else r.due, r.report, r.reported,
         r.silent, "ĐỎ" if r.red else "")
        for n, r in enumerate(rows, 1)
    ]  # fmt: skip
    columns = tuple(ListColumn(t, s, a) for t, s, a in (  # type: ignore[arg-type]  # left, right
        ("STT", 4, "right"), ("Số", 11, "left"), ("Người phải thi hành án", 11, "left"), ("Chấp hành viên", 9, "left"), ("Còn phải thi hành", 12, "right"),
        ("Vì sao", 13, "left"), ("Chỉ đạo", 12, "left"), ("Người làm", 8, "left"), ("Hạn", 9, "left"), ("Báo cáo gần nhất", 12, "left"),
        ("Ngày báo", 9, "left"), ("Im lặng (ngày)", 6, "right"), ("Đỏ", 4, "left")))  # fmt: skip
    red = sum(r.red for r in rows)
    return Listing(
        "Danh mục việc trọng điểm", who.parent, who.name, who.place, today,
        (f"{whose}Đến hết ngày {short_date(today)}: {len(rows)} việc, {red} việc quá {limit} ngày không có báo cáo (đánh dấu ĐỎ)",),
        (ListTable("", columns, tuple(lines), "" if lines else "Không có việc nào trong danh mục."),), (watch_criteria.criteria().note,),
        right=(who.head_title, ""), proof=inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _open(reader: Reader) -> list[MatterRow]:
    return reader.projections.matter_rows(reader.projections.matter_ids(MatterFilter(closed=False, descending=False)))


def _one(desk: Desk, reader: Reader, matter: str) -> Watched | None:
    """How an open matter stands on the list. Refused for one that is unknown or ended."""
    state = fold(reader.events_of(f"matter:{matter}"))
    if not state.exists:
        raise Refused(Refusal("matter.unknown", field="matter"))
    if state.ended:
        raise Refused(Refusal("matter.ended", {"day": short_date(state.status_day) if state.status_day else ""}, "matter"))
    return watched(reader.events_of(f"watch:{matter}"), _met_by(desk, reader, matter))


def _on(desk: Desk, reader: Reader, matter: str) -> Watched:
    now = _one(desk, reader, matter)
    if now is None:
        raise Refused(Refusal("watch.not_there"))
    return now


def _met_by(desk: Desk, reader: Reader, matter: str) -> Met:
    """As ``_met``, of one matter."""
    at = reader.projections.matter_id(matter)
    rows = {r.matter: r for r in reader.projections.matter_rows([at] if at is not None else []) if not r.closed}
    return _met(desk, reader, rows).get(matter, {})


def _met(desk: Desk, reader: Reader, rows: dict[str, MatterRow]) -> dict[str, Met]:
    """Matter -> criterion, in the order of the criteria -> by what it is met -> the day since when the matter is on the list by that: not before
    the criterion held, nor before the program knew the matter."""
    today = desk.clock.today()
    found: dict[str, Met] = {}
    for c in watch_criteria.criteria().on(today):
        for matter, by in _by(desk, reader, c, rows).items():
            now = {key: max(since, c.start) for key, since in by.items() if since <= today}
            if matter in rows and now:
                found.setdefault(matter, {})[c.id] = now
    known = {s.partition(":")[2]: local(at).date() for s, at in reader.recorded.firsts([f"matter:{m}" for m in found]).items()}
    return {m: {c: {k: max(d, min(known[m], today)) for k, d in by.items()} for c, by in met.items()} for m, met in found.items()}


def _by(desk: Desk, reader: Reader, c: watch_criteria.Criterion, rows: dict[str, MatterRow]) -> dict[str, dict[str, date]]:
    lists = reader.projections
    match c.kind:
        case "money":
            return {m: {_ITSELF: r.decision_day} for m, r in rows.items() if r.rest >= c.least}
        case "age":
            return _old(desk, reader, c, rows)
        case "forces":
            return leading_lists.papers_of(lists, c.forms)
        case "asset":
            seized = leading_lists.assets_seized(lists)
            return {m: {asset: add_months(day, c.least) for asset, day in by.items()} for m, by in seized.items()}
        case "complaint":
            # Who may not see the book does not learn of a complaint here either.
            return leading_lists.entries_open(lists, [b for b in c.books if desk.may(book_rights.named(b).see)])
        case _:
            return {}


def _old(desk: Desk, reader: Reader, c: watch_criteria.Criterion, rows: dict[str, MatterRow]) -> dict[str, dict[str, date]]:
    """The matters of that age that have means, since the later of the two."""
    today = desk.clock.today()
    old = {m: day for m, r in rows.items() if r.status == "enforcing" and (day := add_months(r.decision_day, c.least)) <= today}
    found = {}
    for subject, events in reader.histories([f"matter:{m}" for m in old]):
        matter = subject.partition(":")[2]
        since = _means_since(events, old[matter], today)
        if since is not None:
            found[matter] = {_ITSELF: since}
    return found


def _means_since(events: list[ev.Event], start: date, today: date) -> date | None:
    """Since when, from a day on, the matter is one with means without a break; None = it is none today."""
    if not _has_means(fold(events, today)):
        return None
    for day in sorted({e.day for e in events if e.day is not None and start < e.day <= today}, reverse=True):
        if not _has_means(fold(events, day - timedelta(days=1))):
            return day
    return start


def _has_means(state: MatterState) -> bool:
    """An obligation of it is being enforced, with means: found by the last verification, said by the register, or under a measure."""
    return any(x.state == "enforcing" and not x.paid and states.going(state, x) == ("S5",) for x in state.open_lines)


def _said(uow: UnitOfWork, text: str, field: str) -> str:
    said = inputs.body(text, field, required=True, limit=inputs.SENTENCE)
    row = uuid4().hex
    uow.write_row("watch", row, {"text": said})
    return row


def _end_task(desk: Desk, uow: UnitOfWork, task: str) -> None:
    """The task of a direction that was replaced need not be done any more."""
    stands = projecting_steps.stands(uow, task)
    if stands is not None:
        uow.append(f"task:{task}", desk.clock.today(), te.TaskEnded(done=False))
        tasks.refresh(desk, uow, task, stands.matter)

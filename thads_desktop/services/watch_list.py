"""The list of key matters: big, complex, prolonged, order-sensitive; each with direction, person, day and last report, red when silent.

Who is on it follows from the criteria of the day (``law.watch_criteria``) and from what the head put on it or took off it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, task_events as te, watch_events as we
from thads_desktop.domain.dates import add_months, short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.watching import HEAD, Watched, watched
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
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

SETTING = "watch.silent_days"
#: States of a matter in which it has no means or rests: age alone makes it no key matter.
_RESTS = frozenset({"lacks_means", "separate_book", "deferral", "suspension"})
_MOST = 3_650
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
        met = tuple(sorted(_met_by(desk, uow, matter)))
        uow.append(f"watch:{matter}", desk.clock.today(), we.WatchTaken(row, met))
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
            now = watched(reader.events_of(f"watch:{matter}"), met.get(matter, {}))
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
    lines: list[tuple[Cell, ...]] = [
        (n, r.named, r.debtor, r.officer_name, r.rest, r.reasons, r.direction, r.person_name, r.due, r.report, r.reported,
         f"{r.silent} ngày" + (", ĐỎ" if r.red else ""))
        for n, r in enumerate(rows, 1)
    ]  # fmt: skip
    columns = tuple(ListColumn(t, s, a) for t, s, a in (  # type: ignore[arg-type]  # left, right
        ("STT", 4, "right"), ("Số", 11, "left"), ("Người phải thi hành án", 11, "left"), ("Chấp hành viên", 9, "left"), ("Còn phải thi hành", 12, "right"),
        ("Vì sao", 13, "left"), ("Chỉ đạo", 11, "left"), ("Người làm", 8, "left"), ("Hạn", 9, "left"), ("Báo cáo gần nhất", 11, "left"),
        ("Ngày báo", 9, "left"), ("Im lặng", 7, "left")))  # fmt: skip
    red = sum(r.red for r in rows)
    return Listing(
        "Danh mục việc trọng điểm", who.parent, who.name, who.place, today,
        (f"Đến hết ngày {short_date(today)}: {len(rows)} việc, {red} việc quá {limit} ngày không có báo cáo (đánh dấu ĐỎ)",),
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


def _met_by(desk: Desk, reader: Reader, matter: str) -> dict[str, date]:
    """As ``_met``, of one matter."""
    at = reader.projections.matter_id(matter)
    rows = {r.matter: r for r in reader.projections.matter_rows([at] if at is not None else []) if not r.closed}
    return _met(desk, reader, rows).get(matter, {})


def _met(desk: Desk, reader: Reader, rows: dict[str, MatterRow]) -> dict[str, dict[str, date]]:
    """Matter -> criterion -> the day since which it meets it, in the order of the criteria."""
    today = desk.clock.today()
    found: dict[str, dict[str, date]] = {}
    for c in watch_criteria.criteria().on(today):
        for matter, since in _by(desk, reader, c, rows).items():
            if matter in rows and since <= today:
                found.setdefault(matter, {})[c.id] = max(since, c.start)
    return found


def _by(desk: Desk, reader: Reader, c: watch_criteria.Criterion, rows: dict[str, MatterRow]) -> dict[str, date]:
    lists = reader.projections
    match c.kind:
        case "money":
            return {m: r.decision_day for m, r in rows.items() if r.rest >= c.least}
        case "age":
            return {m: add_months(r.decision_day, c.least) for m, r in rows.items() if r.status not in _RESTS}
        case "forces":
            return leading_lists.papers_of(lists, c.forms)
        case "asset":
            return {m: add_months(day, c.least) for m, day in leading_lists.assets_since(lists).items()}
        case "complaint":
            # Who may not see the book does not learn of a complaint here either.
            return leading_lists.entries_open(lists, [b for b in c.books if desk.may(book_rights.named(b).see)])
        case _:
            return {}


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

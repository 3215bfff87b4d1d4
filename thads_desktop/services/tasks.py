"""Tasks of a person: what is to be done, by whom, by which day; of a matter or of none. They stand among the deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import task_events as te
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import book_projecting, book_rights, inputs, masking, people, projecting, projecting_steps
from thads_desktop.storage import agenda_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Characters of what is to be done: one line of a list.
LIMIT = 200


@dataclass(frozen=True, slots=True)
class Task:
    """A task that is not done, in words. number_text, debtor: of its matter, "" where it has none; entry, entry_number: the
    entry of a book that it is about, "" where there is none or this account does not see it."""

    task: str
    text: str
    person: str
    name: str
    given: date
    due: date
    matter: str
    number_text: str
    debtor: str
    entry: str = ""
    entry_number: str = ""


def put(desk: Desk, text: str, person: str, due: date, matter: str = "", entry: str = "") -> str:
    """Give somebody a task; its id. Refused for a day that is over, somebody not of this office, a matter that is ended or unknown.

    entry: the entry of a book that it is about, and with it of the matter of that entry, while that lasts.
    """
    with desk.writing("task") as uow:
        if entry:
            matter = _matter_of(desk, uow, entry)
        elif matter:
            state = fold(uow.events_of(f"matter:{matter}"))
            if not state.exists:
                raise Refused(Refusal("matter.unknown", field="matter"))
            if state.ended:
                raise Refused(Refusal("matter.ended", {"day": short_date(state.status_day) if state.status_day else ""}, "matter"))
        key = uuid4().hex
        _write(desk, uow, key, text, person, due, matter, entry)
        uow.commit()
    return key


def change(desk: Desk, task: str, text: str, person: str, due: date) -> None:
    """Another wording, person or day; one that was done is taken up again by it."""
    with desk.writing("task") as uow:
        row = uow.row("task", task)
        if row is None:
            raise Refused(Refusal("task.unknown"))
        _write(desk, uow, task, text, person, due, str(row["matter"]), str(row.get("entry", "")))
        uow.commit()


def end(desk: Desk, task: str, *, done: bool = True) -> None:
    """It is done; done False: it need not be done any more. Refused for one that is not open."""
    with desk.writing("task") as uow:
        stands = projecting_steps.stands(uow, task)
        if stands is None:
            raise Refused(Refusal("task.not_open"))
        uow.append(f"task:{task}", desk.clock.today(), te.TaskEnded(done))
        refresh(desk, uow, task, stands.matter)
        uow.commit()


def known(desk: Desk, task: str) -> Task:
    """One task that is not done. Refused for another."""
    found = next((t for t in listed(desk) if t.task == task), None)
    if found is None:
        raise Refused(Refusal("task.not_open"))
    return found


def listed(desk: Desk, person: str = "") -> list[Task]:
    """Tasks that are not done, earliest due first; of one person, or all."""
    with desk.reading() as reader:
        lists = reader.projections
        found = [row for row in agenda_lists.open_tasks(lists) if person in ("", row.person)]
        hidden = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) else set()
        ids = [i for i in (lists.matter_id(m) for m in dict.fromkeys(r.matter for r in found) if m) if i is not None]
        of = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(ids))}
        names = masking.names(desk, reader)
        return [
            Task(
                r.task, masking.TASK if r.matter in hidden else r.title, r.person, names.name("person", r.person), r.given, r.due, r.matter,
                of[r.matter].number_text if r.matter in of else "", of[r.matter].debtor if r.matter in of else "",
                *_entry_of(desk, reader, r.task),
            )
            for r in found
        ]  # fmt: skip


def of_entry(desk: Desk, entry: str) -> list[Task]:
    """The tasks about an entry of a book that are not done. Refused("rights.none") for who may not see the book."""
    desk.require(book_rights.book_of(entry).see)
    return [t for t in listed(desk) if t.entry == entry]


def _entry_of(desk: Desk, reader: Reader, task: str) -> tuple[str, str]:
    """The entry that a task is about and its number, as far as this account sees it."""
    entry = str((reader.row("task", task) or {}).get("entry", ""))
    row = reader.row("entry", entry) if entry else None
    if row is None or book_rights.covered(f"entry:{entry}", book_rights.hidden(desk)):
        return "", ""
    return entry, book_projecting.number_text(book_rights.book_of(entry), row)


def _matter_of(desk: Desk, uow: UnitOfWork, entry: str) -> str:
    """The matter of an entry that is watched, "" where it has none or that is over."""
    desk.require(book_rights.book_of(entry).see)
    row = uow.row("entry", entry)
    if row is None:
        raise Refused(Refusal("entry.unknown"))
    if row.get("end"):
        raise Refused(Refusal("entry.closed"))
    matter = str(row.get("matter", ""))
    return matter if matter and not fold(uow.events_of(f"matter:{matter}")).ended else ""


def put_in(desk: Desk, uow: UnitOfWork, text: str, person: str, due: date, matter: str = "") -> str:
    """As ``put``, within an act of somebody else's words (a direction, a finding): its day may be over; what is longer than a line is cut."""
    key = uuid4().hex
    said = inputs.name(text, "text", limit=inputs.BODY)
    uow.write_row("task", key, {"text": said if len(said) <= LIMIT else f"{said[: LIMIT - 1]}…", "matter": matter})
    uow.append(f"task:{key}", desk.clock.today(), te.TaskSet(person, due, matter))
    refresh(desk, uow, key, matter)
    return key


def _write(desk: Desk, uow: UnitOfWork, key: str, text: str, person: str, due: date, matter: str, entry: str = "") -> None:
    today = desk.clock.today()
    said = inputs.name(text, "text", limit=LIMIT)
    if due < today:
        raise Refused(Refusal("task.past_day", {"day": short_date(due), "today": short_date(today)}, "due"))
    if not any(p.on(today) for p in people.posts_of(uow, person)):
        raise Refused(Refusal("task.nobody", field="person"))
    uow.write_row("task", key, {"text": said, "matter": matter, **({"entry": entry} if entry else {})})
    uow.append(f"task:{key}", today, te.TaskSet(person, due, matter))
    refresh(desk, uow, key, matter)


def refresh(desk: Desk, uow: UnitOfWork, key: str, matter: str) -> None:
    """The lists after an event of a task."""
    projecting_steps.task(uow, key)
    if matter:
        projecting.matter(desk, uow, matter)

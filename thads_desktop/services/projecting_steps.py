"""Refresh what stands before the office besides terms: tasks that are not done, the way of returns, and whether an open matter has a next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import task_events as te
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import several
from thads_desktop.law.next_step import next_step
from thads_desktop.services import subject_terms
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import DeadlineRow, StepRow, TaskRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: In the place of a rule's code: a deadline that is a task of a person; its ``case_`` is the matter, or "".
TASK_RULE = "VIEC"


def matter(
    desk: Desk, uow: UnitOfWork, key: str, state: MatterState, owed: Iterable[Deadline], number_text: str, debtors: Sequence[str],
) -> None:  # fmt: skip
    """Until when something stands before a matter; an ended one, or one that is no more, leaves the list. Its tasks say what it is
    called now."""
    given = agenda_lists.tasks_of(uow.projections, key)
    for row in given:
        uow.projections.put_deadlines(f"task:{row.task}", [_line(row, number_text, several(debtors))])
    if not state.exists or state.ended:
        uow.projections.drop_step(key)
        return
    until, hint = next_step(state, owed, task=bool(given), count=lambda: subject_terms.counter(desk, uow))
    uow.projections.put_step(StepRow(key, until, state.officer, hint))


def stands(reader: Reader, task_key: str) -> TaskRow | None:
    """A task that is not done; None for one that is, was dropped, or that nobody knows."""
    found: TaskRow | None = None
    for event in in_force(reader.events_of(f"task:{task_key}")):
        if isinstance(event.body, te.TaskSet) and event.day is not None:
            title = str((reader.row("task", task_key) or {}).get("text", ""))
            found = TaskRow(task_key, event.body.matter, event.body.person, found.given if found else event.day, event.body.due, title)
        elif isinstance(event.body, te.TaskEnded):
            found = None
    return found


def task(uow: UnitOfWork, key: str) -> TaskRow | None:
    """Refresh one task in the lists; its matter is the caller's to refresh. The task, while it is not done."""
    row = stands(uow, key)
    if row is None:
        uow.projections.drop_task(key)
        uow.projections.put_deadlines(f"task:{key}", [])
        return None
    uow.projections.put_task(row)
    uow.projections.put_deadlines(f"task:{key}", [_line(row, "", "")])
    return row


def _line(row: TaskRow, number_text: str, debtor: str) -> DeadlineRow:
    return DeadlineRow(
        subject=f"task:{row.task}", rule=TASK_RULE, case_=row.matter, title=row.title, born=row.given, due=row.due, cite="", officer=row.person,
        number_text=number_text, debtor=debtor,
    )  # fmt: skip


def period(desk: Desk, uow: UnitOfWork, subject: str) -> None:
    """Refresh the terms of a return's way in one period (subject ``chain:...``)."""
    _events, found = subject_terms.of(desk, uow, subject)
    number = period_words(subject)
    uow.projections.put_deadlines(subject, [
        DeadlineRow(
            subject=subject, rule=d.rule, case_=d.case, title=d.title, born=d.born, due=d.due, cite=d.cite, officer="", number_text=number,
            debtor="",
        )
        for d in found if d.discharged_on is None
    ])  # fmt: skip


def periods(desk: Desk, uow: UnitOfWork) -> None:
    """Refresh every period."""
    for subject in uow.subjects("chain"):
        period(desk, uow, subject)


def period_words(subject: str) -> str:
    """ "chain:2024-2025-03" -> "03 tháng 2025"."""
    _regime, year, months = subject.partition(":")[2].rsplit("-", 2)
    return f"{months} tháng {year}"

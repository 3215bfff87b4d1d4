"""Questions to the lists of what stands before the office: a page of deadlines, how many of each class, tasks, matters without
a next step. All of it from indexes, so that a hundred thousand matters are answered while a key is pressed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from thads_desktop.storage.lists import row_of
from thads_desktop.storage.projections import DeadlineRow, StepRow, TaskRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.storage.lists import Lists
    from thads_desktop.storage.projections import DeadlineFilter

_DEADLINE = ", ".join(f.name for f in fields(DeadlineRow))
_TASK = ", ".join(f.name for f in fields(TaskRow))
_STEP = ", ".join(f.name for f in fields(StepRow))
_ORDER = " ORDER BY due, number_text, subject, rule, case_, officer"
_PART = 500


def deadline_ids(lists: Lists, wanted: DeadlineFilter) -> list[int]:
    """Row ids under a filter, earliest first; below zero = of the books that few see."""
    where, values = _where(wanted)
    found = [n for (n,) in lists.fetched(f"SELECT rowid FROM deadline_list{where}{_ORDER}", values)]
    if wanted.secret:
        # They are few: each is put where its day stands among the others, which stay as the index has them.
        apart = lists.fetched(f"SELECT rowid, due FROM secret_deadline_list{where} ORDER BY due DESC, number_text DESC", values)
        before = f"SELECT count(*) FROM deadline_list{where}{' AND' if where else ' WHERE'} due < ?"
        for at, due in apart:
            found.insert(int(lists.fetched(before, [*values, due])[0][0]), -int(at))
    return found


def deadlines_under(lists: Lists, wanted: DeadlineFilter) -> list[tuple[int, DeadlineRow]]:
    """(row id, row) under a filter, earliest first; below zero as of ``deadline_ids``."""
    where, values = _where(wanted)
    found = []
    for table, sign in _tables(wanted.secret):
        found += [(sign * int(r[0]), row_of(DeadlineRow, r[1:])) for r in lists.fetched(f"SELECT rowid, {_DEADLINE} FROM {table}{where}{_ORDER}", values)]
    return sorted(found, key=lambda pair: pair[1].due) if wanted.secret else found


def deadlines_by_id(lists: Lists, ids: Sequence[int]) -> dict[int, DeadlineRow]:
    """Row id -> row; those that are gone are left out. Ids as of ``deadline_ids``."""
    found: dict[int, DeadlineRow] = {}
    for table, sign in _tables(secret=True):
        asked = [abs(n) for n in ids if n * sign > 0]
        for at in range(0, len(asked), _PART):
            part = asked[at : at + _PART]
            for r in lists.fetched(f"SELECT rowid, {_DEADLINE} FROM {table} WHERE rowid IN ({', '.join('?' * len(part))})", part):
                found[sign * int(r[0])] = row_of(DeadlineRow, r[1:])
    return found


def deadline_classes(lists: Lists, today: date, ends: Sequence[date], wanted: DeadlineFilter) -> dict[str, tuple[int, ...]]:
    """Officer ("" = nobody's) -> (overdue, due by each of ``ends``, all); what only had to pass counts up to its day. Of the filter:
    passing, hidden, secret."""
    passing = wanted.passing
    marks = ", ".join("?" * len(passing)) or "''"
    live = f"(due >= ? OR rule NOT IN ({marks}))"
    counted = ", ".join(f"count(CASE WHEN due <= ? AND {live} THEN 1 END)" for _ in ends)
    values: list[Any] = [today.isoformat(), *passing]
    for end in ends:
        values += [end.isoformat(), today.isoformat(), *passing]
    shown, begins = _shown(wanted.hidden)
    found: dict[str, tuple[int, ...]] = {}
    for table, _sign in _tables(wanted.secret):
        rows = lists.fetched(
            f"SELECT officer, count(CASE WHEN due < ? AND rule NOT IN ({marks}) THEN 1 END), {counted}, count(CASE WHEN {live} THEN 1 END) "
            f"FROM {table}{' WHERE ' + ' AND '.join(shown) if shown else ''} GROUP BY officer",
            [*values, today.isoformat(), *passing, *begins],
        )
        for r in rows:
            counts = tuple(int(n) for n in r[1:])
            held = found.get(str(r[0]), (0,) * len(counts))
            found[str(r[0])] = tuple(x + y for x, y in zip(held, counts, strict=True))
    return found


def _tables(secret: bool) -> tuple[tuple[str, int], ...]:
    """(table, sign of its ids)."""
    return (("deadline_list", 1), ("secret_deadline_list", -1)) if secret else (("deadline_list", 1),)


def _shown(hidden: Sequence[str]) -> tuple[list[str], list[Any]]:
    """Conditions that leave out subjects by how they begin, and their values."""
    return ["substr(subject, 1, ?) <> ?" for _ in hidden], [x for h in hidden for x in (len(h), h)]


def without_step(lists: Lists, today: date, officer: str = "") -> list[StepRow]:
    """Open matters before which nothing stands on a day, oldest decision first; officer "-" = nobody's."""
    where, values = "s.until < ?", [today.isoformat()]
    if officer:
        where, values = f"{where} AND s.officer = ?", [*values, "" if officer == "-" else officer]
    said = (
        "SELECT s.matter, s.until, s.officer, s.hint FROM step_list s JOIN matter_list m ON m.matter = s.matter "
        f"WHERE {where} ORDER BY m.decision_day, m.number, s.matter"
    )
    return [row_of(StepRow, r) for r in lists.fetched(said, values)]


def count_without_step(lists: Lists, today: date) -> dict[str, int]:
    """Officer -> how many open matters have nothing before them."""
    return {str(r[0]): int(r[1]) for r in lists.fetched("SELECT officer, count(*) FROM step_list WHERE until < ? GROUP BY officer", [today.isoformat()])}


def step_of(lists: Lists, matter: str) -> StepRow | None:
    """The line of one matter; None for one that is ended or unknown."""
    rows = lists.fetched(f"SELECT {_STEP} FROM step_list WHERE matter = ?", [matter])
    return row_of(StepRow, rows[0]) if rows else None


def tasks_of(lists: Lists, matter: str) -> list[TaskRow]:
    """Tasks of a matter that are not done, earliest due first."""
    return [row_of(TaskRow, r) for r in lists.fetched(f"SELECT {_TASK} FROM task_list WHERE matter = ? ORDER BY due, task", [matter])]


def open_tasks(lists: Lists) -> list[TaskRow]:
    """Every task that is not done, earliest due first."""
    return [row_of(TaskRow, r) for r in lists.fetched(f"SELECT {_TASK} FROM task_list ORDER BY due, task", [])]


def debtors_of(lists: Lists, matters: Sequence[str]) -> dict[str, list[str]]:
    """Matter -> ids of those who owe in it."""
    found: dict[str, list[str]] = {}
    for at in range(0, len(matters), _PART):
        part = list(matters[at : at + _PART])
        marks = ", ".join("?" * len(part))
        for matter, party in lists.fetched(f"SELECT matter, party FROM party_matter WHERE side = 'debtors' AND matter IN ({marks}) ORDER BY 1, 2", part):
            found.setdefault(str(matter), []).append(str(party))
    return found


def subjects_owing(lists: Lists, rules: Sequence[str], until: date) -> list[tuple[str, str]]:
    """(subject, earliest due) of what owes something under one of these rules by a day, earliest first."""
    marks = ", ".join("?" * len(rules))
    rows = lists.fetched(
        f"SELECT subject, min(due) FROM deadline_list WHERE due <= ? AND rule IN ({marks}) GROUP BY subject ORDER BY 2, 1",
        [until.isoformat(), *rules],
    )
    return [(str(r[0]), str(r[1])) for r in rows]


def _where(wanted: DeadlineFilter) -> tuple[str, list[Any]]:
    where, values = [], list[Any]()
    for said, day in (("due >= ?", wanted.since), ("due <= ?", wanted.until)):
        if day is not None:
            where.append(said)
            values.append(day.isoformat())
    if wanted.officer:
        where.append("officer = ?")
        values.append("" if wanted.officer == "-" else wanted.officer)
    if wanted.today is not None and wanted.passing:
        where.append(f"(due >= ? OR rule NOT IN ({', '.join('?' * len(wanted.passing))}))")
        values += [wanted.today.isoformat(), *wanted.passing]
    shown, begins = _shown(wanted.hidden)
    where, values = [*where, *shown], [*values, *begins]
    return (" WHERE " + " AND ".join(where) if where else ""), values

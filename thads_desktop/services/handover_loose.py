"""What an officer who leaves has beside matters: tasks of no matter and of matters that do not go with them (a colleague's, an
ended one), and entries of the books that they handle.

Each goes to a receiver, or is named as needing somebody; entries of books that this account does not see are not listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import task_events as te
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.books import books as all_books
from thads_desktop.services import book_queries, book_rights, books, masking, projecting_steps
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import EntryFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

SOLE, WITH_MATTER, BY_HAND = "Người nhận duy nhất.", "Theo việc mà dòng sổ gắn vào.", "Chọn bằng tay."
OPEN = "Chưa chọn người nhận: chọn dòng rồi Ctrl+H."
NOT_WRITTEN = "Tài khoản này không ghi sổ ấy: người giữ sổ giao lại."
#: Said on the minutes whatever there is, so that nothing is told of books that are not seen.
NOTE = "Dòng của các sổ mà người lập biên bản không được xem không nằm trong biên bản này: người giữ sổ ấy giao lại."
KINDS = {"task": "Việc được giao", "entry": "Dòng sổ theo dõi"}


@dataclass(frozen=True, slots=True)
class Loose:
    """A task that goes with no matter of the plan, or an entry of a book, and who is to get it ("" = nobody yet).

    may: this account may pass it on.
    """

    kind: Literal["task", "entry"]
    key: str
    text: str
    due: date | None
    officer: str = ""
    name: str = ""
    why: str = OPEN
    chosen: bool = False
    may: bool = True

    @property
    def row(self) -> str:
        """Its key among the lines of a plan."""
        return f"{self.kind}:{self.key}"


def count(desk: Desk, reader: Reader, person: str) -> int:
    """How many such things somebody has, as far as this account sees."""
    return len(_tasks(desk, reader, person)) + len(_entries(desk, reader, person))


def listed(
    desk: Desk, reader: Reader, leaving: str, by_matter: Mapping[str, str], receivers: Mapping[str, str], chosen: Mapping[str, str]
) -> tuple[Loose, ...]:  # fmt: skip
    """Everything loose of who leaves, with who gets it. by_matter: matter -> its receiver; chosen: line -> receiver set by hand."""
    sole = next(iter(receivers)) if len(receivers) == 1 else ""
    found = [_given(x, sole, SOLE, receivers, chosen) for x in _tasks(desk, reader, leaving)]
    for entry, matter in _entries(desk, reader, leaving):
        own = by_matter.get(matter, "")
        found.append(_given(entry, own or sole, WITH_MATTER if own else SOLE, receivers, chosen))
    return tuple(found)


def move(desk: Desk, uow: UnitOfWork, leaving: str, loose: Iterable[Loose]) -> int:
    """Pass on what has a receiver; how many. Refused where one is not the leaver's any more."""
    moved = 0
    for each in loose:
        if not each.officer:
            continue
        if each.kind == "task":
            stands = projecting_steps.stands(uow, each.key)
            if stands is None or stands.person != leaving:
                raise Refused(Refusal("handover.changed", {"number": each.text}))
            uow.append(f"task:{each.key}", desk.clock.today(), te.TaskSet(each.officer, stands.due, stands.matter))
            projecting_steps.task(uow, each.key)
        else:
            books.pass_on_in(desk, uow, each.key, leaving, each.officer)
        moved += 1
    return moved


def _given(found: Loose, officer: str, why: str, receivers: Mapping[str, str], chosen: Mapping[str, str]) -> Loose:
    own = chosen.get(found.row, "")
    if not found.may:
        return Loose(found.kind, found.key, found.text, found.due, why=NOT_WRITTEN, may=False)
    if own in receivers:
        return Loose(found.kind, found.key, found.text, found.due, own, receivers[own], BY_HAND, chosen=True)
    if officer in receivers:
        return Loose(found.kind, found.key, found.text, found.due, officer, receivers[officer], why)
    return found


def _tasks(desk: Desk, reader: Reader, person: str) -> list[Loose]:
    """Those that are not moved with an open matter of the person's own; of another matter its number is told."""
    lists = reader.projections
    about = {t: str((reader.row("task", t.task) or {}).get("entry", "")) for t in agenda_lists.open_tasks(lists) if t.person == person}
    found = [t for t, entry in about.items() if book_rights.may_see_task(desk, entry, person)]
    ids = {m: lists.matter_id(m) for m in dict.fromkeys(t.matter for t in found) if m}
    of = {r.matter: r for r in lists.matter_rows([i for i in ids.values() if i is not None])}
    hidden = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) and of else set()
    loose = []
    for task in found:
        row = of.get(task.matter)
        if row is not None and row.officer == person and not row.closed:
            continue
        # More people see the minutes than a task about an entry that is kept apart.
        title = masking.TASK if task.matter in hidden or book_rights.apart(about[task]) else task.title
        loose.append(Loose("task", task.task, title if row is None else f"{title}: {row.number_text}", task.due))
    return loose


def _entries(desk: Desk, reader: Reader, person: str) -> list[tuple[Loose, str]]:
    """Each with its matter."""
    hides, names = masking.hides(desk), masking.names(desk, reader)
    found = []
    for book in book_rights.seen(desk):
        if not book.handler:
            continue
        lists = reader.projections.entries
        ids = lists.ids(EntryFilter(book.key, states=("open",), handler=person), descending=False)
        rows = lists.rows(ids)
        for at in ids:
            row = rows[at]
            number = book_queries.number_of(row)
            # Of a book that few see the minutes, which more see, say the number alone.
            what = "" if book.secret or hides else f": {names.words(row.what or row.who)}"
            may = desk.may(book.write)
            found.append((Loose("entry", row.entry, f"{all_books()[row.book].short}, {number}{what}", row.next_due, may=may), row.matter))
    return found

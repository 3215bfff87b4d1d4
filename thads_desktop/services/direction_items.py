"""The items of directions at an office as they stand, and what the next return says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import direction_events as dr, task_events as te
from thads_desktop.domain.standing import as_recorded
from thads_desktop.law.books import books
from thads_desktop.services import masking, projecting
from thads_desktop.services.leading_words import BOOKS
from thads_desktop.storage import leading_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Item:
    """One item here. task: its task; state open | done | dropped; report, reported: the last one."""

    direction: str
    no: int
    item: str
    kind: str
    text: str
    detail: str
    about: str
    given: date
    task: str
    person: str
    person_name: str
    due: date
    state: str
    done: date | None
    report: str
    reported: date | None
    pack: str
    sender: str
    #: What the package names: who is to do it, the number of a matter, the letter it came with, who signed.
    named: str = ""
    matter: str = ""
    number: str = ""
    signed_by: str = ""

    def late(self, today: date) -> bool:
        """Open after its day."""
        return self.state == "open" and self.due < today


def part_of(desk: Desk, reader: Reader, office: str) -> dict[str, bytes]:
    """What a return carries of this and of the books of letters: {} where nothing ever came and no letter is in them."""
    from thads_desktop.exchange import direction as box

    came = taken(reader)
    letters = tuple(box.Letters(book, *counts) for book, counts in _letters(desk, reader).items())  # type: ignore[arg-type]  # of BOOKS
    if not came and not letters:
        return {}
    found = [
        box.Told(i.direction, i.no, i.item, i.state, i.person_name, i.due, i.done, i.report[:4_000], i.reported)  # type: ignore[arg-type]  # one of STATES
        for i in items(desk, reader, masked=False)
    ]  # fmt: skip
    # Of very many the oldest ended ones are left out: they were told before.
    found = sorted(found, key=lambda t: (t.state == "open", t.no))[-box.MOST_TOLD :]
    progress = box.Progress(box.FORMAT, office, desk.clock.today(), max((b.no for _k, _d, b in came), default=0), tuple(found), letters)
    return {box.PROGRESS: box.write(progress)}


def _letters(desk: Desk, reader: Reader) -> dict[str, tuple[int, int, int]]:
    """Book -> (waiting, late, answered). One that is watched no longer was answered only where the day of an answer stands in it."""
    lists = reader.projections
    found = leading_lists.letters(lists, BOOKS, desk.clock.today())
    for book in BOOKS:
        keys, closes = leading_lists.closed(lists, book), books()[book].closes
        more = sum(bool(row.get("values", {}).get(closes)) for row in reader.rows_of("entry", keys).values()) if keys else 0
        if more or book in found:
            waiting, late, answered = found.get(book, (0, 0, 0))
            found[book] = waiting, late, answered + more
    return found


def taken(reader: Reader) -> list[tuple[str, date, dr.DirectionTaken]]:
    """(direction, day, event) of everything taken in, in order."""
    found = [
        (e.seq, subject.partition(":")[2], e.day, e.body)
        for subject, events in reader.stream("direction", types=("DirectionTaken",)) for e in events
        if isinstance(e.body, dr.DirectionTaken) and e.day is not None
    ]  # fmt: skip
    return [(key, day, body) for _seq, key, day, body in sorted(found, key=lambda x: x[0])]


def held(reader: Reader, direction: str) -> dict[str, str]:
    """Item -> its task, of a package that was taken in."""
    row: dict[str, str] = (reader.row("direction_in", direction) or {}).get("tasks", {})
    return row


def items(desk: Desk, reader: Reader, *, masked: bool = True) -> list[Item]:
    """Every item that came. masked: as this account may see it."""
    from thads_desktop.exchange import direction as box, package

    names = masking.names(desk, reader) if masked else projecting.Names(reader)
    hidden = masking.with_minors(reader, desk.clock.today().year) if masked and masking.hides(desk) else set()
    found = []
    for key, day, body in taken(reader):
        content = box.read(package.read_any(reader.blob(body.sha256)))
        of = held(reader, key)
        said = {e.body.item: (e.body.row, e.day) for e in as_recorded(reader.events_of(f"direction:{key}")) if isinstance(e.body, dr.DirectionReported)}
        for item in content.items:
            person, due, state, done, matter = _task(reader, of[item.key])
            row, on = said.get(item.key, ("", None))
            text = str((reader.row("direction_report", row) or {}).get("text", "")) if row else ""
            # Of a matter with a minor nothing is said, of others no name of one.
            words, detail, report, about = ("", "", "", "") if matter in hidden else (
                names.words(x) for x in (item.text, item.detail, text, item.about))  # fmt: skip
            found.append(Item(
                key, body.no, item.key, item.kind, words or masking.TASK, detail, about, day, of[item.key], person, names.name("person", person),
                due, state, done, report or (masking.TASK if text else ""), on, item.pack, content.sender_name, item.person,
                "" if matter in hidden else item.matter, content.number, content.signed_by,
            ))  # fmt: skip
    return found


def _task(reader: Reader, task: str) -> tuple[str, date, str, date | None, str]:
    """(person, due, state, the day it was ended, matter) as the task stands now."""
    person, due, state, done, matter = "", None, "open", None, ""
    for event in as_recorded(reader.events_of(f"task:{task}")):
        if isinstance(event.body, te.TaskSet):
            person, due, state, done, matter = event.body.person, event.body.due, "open", None, event.body.matter
        elif isinstance(event.body, te.TaskEnded):
            state, done = "done" if event.body.done else "dropped", event.day
    assert due is not None
    return person, due, state, done, matter

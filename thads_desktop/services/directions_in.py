"""Directions of the superior at an office: a package is looked at, taken in whole, and each of its items is a task with person and day.

Only the superior whose key was trusted is heard, in the order of its packages. How far each item is leaves with the next return.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import direction_events as dr, task_events as te
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.domain.text import bare, clean
from thads_desktop.services import delegation_in, inputs, inspection_files, masking, people, receiving, tasks
from thads_desktop.services.directions import KINDS, STATES
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from thads_desktop.domain.listing import Cell
    from thads_desktop.exchange import direction as box
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Coming:
    """A sound package of the superior that may be taken in. people: item -> who will have it."""

    content: box.Direction
    people: dict[str, str]
    data: bytes


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

    def late(self, today: date) -> bool:
        """Open after its day."""
        return self.state == "open" and self.due < today


def look(desk: Desk, file: Path) -> Coming:
    """Open a package of directions; nothing is written. Refused, with a sentence, as ``take``."""
    desk.require("direction_in")
    data = receiving.content(file)
    with desk.reading() as reader:
        return _judged(desk, reader, data)


def take(desk: Desk, data: bytes) -> int:
    """Take a package in: all its items become tasks, or none. How many.

    Refused for what is damaged, of nobody trusted, not of the superior, not for this office, here already, before its turn, of a day to come.
    """
    today = desk.clock.today()
    with desk.writing("direction_in") as uow:
        found = _judged(desk, uow, data)
        content = found.content
        held = {}
        for item in content.items:
            title = f"{KINDS[item.kind]}: {item.text}"
            held[item.key] = tasks.put_in(desk, uow, title, found.people[item.key], item.due, _matter(uow, item.matter))
        uow.write_row("direction_in", content.key, {"tasks": held})
        body = dr.DirectionTaken(content.sender, content.no, uow.store_blob(data), len(held))
        uow.append(f"direction:{content.key}", today, body)
        uow.commit()
    return len(held)


def report(desk: Desk, direction: str, item: str, text: str) -> None:
    """Say how far an item is. Refused for one that is unknown or ended, or without words."""
    said = inputs.body(text, "report", required=True, limit=inputs.SENTENCE)
    with desk.writing("direction_report") as uow:
        found = next((i for i in _items(desk, uow) if (i.direction, i.item) == (direction, item)), None)
        if found is None:
            raise Refused(Refusal("direction.unknown"))
        if found.state != "open":
            raise Refused(Refusal("direction.ended"))
        row = uuid4().hex
        uow.write_row("direction_report", row, {"text": said})
        uow.append(f"direction:{direction}", desk.clock.today(), dr.DirectionReported(item, row))
        uow.commit()


def listed(desk: Desk) -> list[Item]:
    """Every item that came, what is open first, earliest due first."""
    with desk.reading() as reader:
        return sorted(_items(desk, reader), key=lambda i: (i.state != "open", i.due, i.no, i.text))


def pack_of(desk: Desk, item: Item) -> bytes:
    """The pack of law or forms that came with an item, to be looked at and installed. Refused where there is none."""
    from thads_desktop.exchange import package

    with desk.reading() as reader:
        for key, _day, body in _taken(reader):
            if key == item.direction and item.pack:
                return package.read_any(reader.blob(body.sha256)).parts[item.pack]
    raise Refused(Refusal("direction.unknown"))


def part_of(desk: Desk, reader: Reader, office: str) -> dict[str, bytes]:
    """What a return carries of this: {} where nothing ever came."""
    from thads_desktop.exchange import direction as box

    taken = _taken(reader)
    if not taken:
        return {}
    found = [
        box.Told(i.direction, i.no, i.item, i.state, i.person_name, i.due, i.done, i.report[:4_000], i.reported)  # type: ignore[arg-type]  # one of STATES
        for i in _items(desk, reader, masked=False)
    ]  # fmt: skip
    # Of very many the oldest ended ones are left out: they were told before.
    found = sorted(found, key=lambda t: (t.state == "open", t.no))[-box.MOST_TOLD :]
    progress = box.Progress(box.FORMAT, office, desk.clock.today(), max(b.no for _k, _d, b in taken), tuple(found))
    return {box.PROGRESS: box.write(progress)}


def listing(desk: Desk) -> Listing:
    """The items as they print."""
    today = desk.clock.today()
    rows = listed(desk)
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    lines: list[tuple[Cell, ...]] = [
        (r.no, KINDS[r.kind], r.text, r.person_name, r.due, STATES[r.state] + (", quá hạn" if r.late(today) else ""), r.done, r.report) for r in rows
    ]  # fmt: skip
    columns = tuple(ListColumn(t, s) for t, s in (
        ("Gói số", 6), ("Loại", 14), ("Việc phải làm", 32), ("Người làm", 15), ("Hạn", 9), ("Tình trạng", 12), ("Ngày xong", 9), ("Báo cáo gần nhất", 24)))
    return Listing(
        "Thực hiện chỉ đạo của cấp trên", who.parent, who.name, who.place, today, (f"Đến hết ngày {short_date(today)}",),
        (ListTable("", columns, tuple(lines), "" if lines else "Chưa nhận chỉ đạo nào."),), (), right=(who.head_title, ""),
        proof=inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _judged(desk: Desk, reader: Reader, data: bytes) -> Coming:
    from thads_desktop.exchange import direction as box

    today = desk.clock.today()
    own = people.office(reader)
    if own.level != "district":
        raise Refused(Refusal("direction.not_office"))
    found = delegation_in.opened(reader, data, box.KIND, "gói chỉ đạo của cấp trên")
    office = found.manifest.office_name
    parent = people.identity(reader, today).parent
    if bare(clean(office)) != bare(clean(parent)):
        raise Refused(Refusal("direction.not_superior", {"office": office, "parent": parent}))
    content = box.read(found)
    if content.to != own.key:
        raise Refused(Refusal("direction.not_for_us", {"to": content.to_name}))
    if content.made_on > today:
        raise Refused(Refusal("direction.ahead", {"day": short_date(content.made_on), "today": short_date(today)}))
    taken = [(day, body) for _key, day, body in _taken(reader) if body.sender == content.sender]
    for day, body in taken:
        if body.sha256 == found.sha256:
            raise Refused(Refusal("direction.already", {"no": str(body.no), "office": office, "day": short_date(day)}))
    last = max((body.no for _day, body in taken), default=0)
    if content.no <= last or reader.row("direction_in", content.key) is not None:
        raise Refused(Refusal("direction.other_no", {"no": str(content.no), "office": office}))
    if content.no != last + 1:
        raise Refused(Refusal("direction.gap", {"no": str(content.no), "wanted": str(last + 1), "office": office}))
    return Coming(content, _people(reader, content, today), data)


def _people(reader: Reader, content: box.Direction, today: date) -> dict[str, str]:
    """Who will have each item: whom the superior names, where that is somebody of today, else the head."""
    here = {p.person for p in people.posts(reader) if p.on(today)}
    heads = [p.person for p in people.leaders(reader, today)]
    if not heads:
        raise Refused(Refusal("task.nobody", field="person"))
    named = {i.key: people.person_named(reader, i.person) if i.person else "" for i in content.items}
    return {key: person if person in here else heads[0] for key, person in named.items()}


def _matter(reader: Reader, number: str) -> str:
    """The open matter with just this number, "" where none or several bear it."""
    if not number:
        return ""
    rows = reader.projections.matter_rows(reader.projections.matter_ids(MatterFilter(text=number, closed=False, most=50)))
    found = [r.matter for r in rows if bare(r.number_text) == bare(number)]
    return found[0] if len(found) == 1 else ""


def _taken(reader: Reader) -> list[tuple[str, date, dr.DirectionTaken]]:
    found = [
        (e.seq, subject.partition(":")[2], e.day, e.body)
        for subject, events in reader.stream("direction", types=("DirectionTaken",)) for e in events
        if isinstance(e.body, dr.DirectionTaken) and e.day is not None
    ]  # fmt: skip
    return [(key, day, body) for _seq, key, day, body in sorted(found, key=lambda x: x[0])]


def _items(desk: Desk, reader: Reader, *, masked: bool = True) -> list[Item]:
    from thads_desktop.exchange import direction as box, package

    names = masking.names(desk, reader)
    hidden = masking.with_minors(reader, desk.clock.today().year) if masked and masking.hides(desk) else set()
    found = []
    for key, day, body in _taken(reader):
        content = box.read(package.read_any(reader.blob(body.sha256)))
        held: dict[str, str] = (reader.row("direction_in", key) or {}).get("tasks", {})
        said = {e.body.item: (e.body.row, e.day) for e in as_recorded(reader.events_of(f"direction:{key}")) if isinstance(e.body, dr.DirectionReported)}
        for item in content.items:
            person, due, state, done, matter = _task(reader, held[item.key])
            row, on = said.get(item.key, ("", None))
            text = str((reader.row("direction_report", row) or {}).get("text", "")) if row else ""
            cover = matter in hidden
            found.append(Item(
                key, body.no, item.key, item.kind, masking.TASK if cover else item.text, "" if cover else item.detail, item.about, day, held[item.key],
                person, names.name("person", person), due, state, done, masking.TASK if cover and text else text, on, item.pack, content.sender_name,
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

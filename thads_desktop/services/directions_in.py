"""Directions of the superior at an office: a package is looked at, taken in whole, and each of its items is a task with person and day.

Only the superior whose key was trusted is heard, in the order of its packages. How far each item is leaves with the next return.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import direction_events as dr
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.services import (
    delegation_in,
    direction_items,
    direction_text,
    inputs,
    inspection_files,
    people,
    receiving,
    superior,
    tasks,
)
from thads_desktop.services.leading_words import KINDS, STATES
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
    """A sound package of the superior that may be taken in. people: item -> who will have it; text: the whole of it, to be read."""

    content: box.Direction
    people: dict[str, str]
    data: bytes
    text: str = ""


def look(desk: Desk, file: Path) -> Coming:
    """Open a package of directions; nothing is written. Refused, with a sentence, as ``take``."""
    desk.require("direction_in")
    data = receiving.content(file)
    with desk.reading() as reader:
        found = _judged(desk, reader, data)
    return replace(found, text=direction_text.of_package(found.content, direction_text.doers(desk, found.people)))


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
        found = next((i for i in direction_items.items(desk, uow) if (i.direction, i.item) == (direction, item)), None)
        if found is None:
            raise Refused(Refusal("direction.unknown"))
        if found.state != "open":
            raise Refused(Refusal("direction.ended"))
        row = uuid4().hex
        uow.write_row("direction_report", row, {"text": said})
        uow.append(f"direction:{direction}", desk.clock.today(), dr.DirectionReported(item, row))
        uow.commit()


def listed(desk: Desk) -> list[direction_items.Item]:
    """Every item that came, what is open first, earliest due first."""
    with desk.reading() as reader:
        return sorted(direction_items.items(desk, reader), key=lambda i: (i.state != "open", i.due, i.no, i.text))


def pack_of(desk: Desk, item: direction_items.Item) -> bytes:
    """The pack of law or forms that came with an item, to be looked at and installed. Refused where there is none."""
    from thads_desktop.exchange import package

    with desk.reading() as reader:
        for key, _day, body in direction_items.taken(reader):
            if key == item.direction and item.pack:
                return package.read_any(reader.blob(body.sha256)).parts[item.pack]
    raise Refused(Refusal("direction.unknown"))


def listing(desk: Desk) -> Listing:
    """The items as they print."""
    today = desk.clock.today()
    rows = listed(desk)
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    lines: list[tuple[Cell, ...]] = [
        (r.no, KINDS[r.kind], r.text, r.person_name, r.due, STATES[r.state] + (", quá hạn" if r.late(today) else ""), r.done, r.report) for r in rows
    ]  # fmt: skip
    whole: list[tuple[Cell, ...]] = [(r.no, r.text, text) for r in rows for text in direction_text.rows(r)]
    columns = tuple(ListColumn(t, s) for t, s in (
        ("Gói số", 6), ("Loại", 14), ("Việc phải làm", 32), ("Người làm", 15), ("Hạn", 9), ("Tình trạng", 12), ("Ngày xong", 9), ("Báo cáo gần nhất", 24)))
    return Listing(
        "Thực hiện chỉ đạo của cấp trên", who.parent, who.name, who.place, today, (f"Đến hết ngày {short_date(today)}",),
        (ListTable("", columns, tuple(lines), "" if lines else "Chưa nhận chỉ đạo nào."),
         *([ListTable("Nội dung đầy đủ của từng việc", tuple(ListColumn(t, s) for t, s in (("Gói số", 6), ("Việc phải làm", 30), ("Nội dung", 80))),
                      tuple(whole))] if whole else [])), (), right=(who.head_title, ""),
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
    superior.require(reader, found.manifest.office, office)
    content = box.read(found)
    if content.to != own.key:
        raise Refused(Refusal("direction.not_for_us", {"to": content.to_name}))
    if content.made_on > today:
        raise Refused(Refusal("direction.ahead", {"day": short_date(content.made_on), "today": short_date(today)}))
    taken = [(day, body) for _key, day, body in direction_items.taken(reader) if body.sender == content.sender]
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

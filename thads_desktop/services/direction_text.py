"""What the superior asks, whole: everything an item of a package says, as lines to be read, before it is taken in and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.services import direction_items, masking
from thads_desktop.services.leading_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.exchange import direction as box
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.direction_items import Item

#: Rows of a print are no longer than this, so that every page holds some.
ROW = 900


def of_package(content: box.Direction, doers: Mapping[str, str]) -> str:
    """A package that was looked at, every item whole. doers: item -> the name of who will have it."""
    letter = f" theo văn bản {content.number}" if content.number else ""
    head = f"Gói số {content.no} của {content.sender_name}{letter}, {content.signed_by} ký ngày {short_date(content.made_on)}: {len(content.items)} việc."
    items = [
        "\n".join((
            f"{n}. {KINDS[i.kind]}: {i.text} (hạn {short_date(i.due)})",
            *parts(i.detail, i.about, i.person, doers.get(i.key, ""), i.matter), *(["Kèm gói quy định, biểu mẫu."] if i.pack else []),
        ))
        for n, i in enumerate(content.items, 1)
    ]  # fmt: skip
    return "\n\n".join((head, *items))


def of_item(item: Item) -> str:
    """An item that was taken in, whole."""
    letter = f", văn bản {item.number}" if item.number else ""
    head = f"{KINDS[item.kind]}: {item.text}"
    come = f"Gói số {item.no} của {item.sender}{letter}, {item.signed_by} ký; nhận ngày {short_date(item.given)}; hạn {short_date(item.due)}."
    pack = ["Kèm gói quy định, biểu mẫu: Ctrl+I để xem và cài."] if item.pack else []
    report = [f"Báo cáo gần nhất ({short_date(item.reported)}): {item.report}"] if item.reported is not None else []
    return "\n".join((head, come, *parts(item.detail, item.about, item.named, item.person_name, item.matter), *pack, *report))


def of_task(desk: Desk, task: str) -> str:
    """What the superior asked of which this task came, "" for a task that came of nothing from there."""
    with desk.reading() as reader:
        if not any(task in direction_items.held(reader, key).values() for key, _day, _body in direction_items.taken(reader)):
            return ""
        found = next((i for i in direction_items.items(desk, reader) if i.task == task), None)
    return of_item(found) if found is not None else ""


def rows(item: Item) -> list[str]:
    """What stands behind an item beyond its one line, in pieces that a row of a print can hold."""
    lines = parts(item.detail, item.about, item.named, item.person_name, item.matter)
    text = "\n".join(lines)
    return [text[at : at + ROW] for at in range(0, len(text), ROW)]


def parts(detail: str, about: str, named: str, doer: str, matter: str) -> list[str]:
    """The lines beneath an item; what was not said has none."""
    said = [f"Nội dung: {detail}"] if detail else []
    said += [f"Căn cứ, văn bản được trả lời: {about}"] if about else []
    said += [f"Về việc thi hành án: {matter}"] if matter else []
    if named and named != doer and doer:
        said.append(f"Cấp trên nêu người làm: {named}; nay do {doer} làm.")
    elif named:
        said.append(f"Cấp trên nêu người làm: {named}.")
    elif doer:
        said.append(f"Người làm: {doer}.")
    return said


def doers(desk: Desk, people: Mapping[str, str]) -> dict[str, str]:
    """Item -> the name of who will have it, from item -> person."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        return {item: names.name("person", person) for item, person in people.items()}

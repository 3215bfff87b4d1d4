"""Stock-taking: the list frozen at the end of a day, what was found of each item, why it differs, the minutes.

While one is open nothing is recorded in the store up to its day, nor of its place once its minutes are made: the stock of that day is the
list that was opened. What differs changes nothing by itself: a loss is written down on the item's card.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import quantity, store_events as se
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.store import counting_of
from thads_desktop.law import store_law
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import inputs, inspection_files, store_prints, store_projecting, store_queries, store_rules
from thads_desktop.storage.item_lists import ItemFilter

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.domain.store import Counting
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.store_queries import ItemLine
    from thads_desktop.storage.item_lists import ItemRow
    from thads_desktop.storage.reader import Reader

_HEADS = "STT 5|Mã 12|Tên 28|Đơn vị tính 8|Nơi giữ 18|Theo sổ 9|Thực tế 9|Chênh lệch 9|Lý do, ghi chú 22"
#: Who must be named in the minutes.
MEMBERS = {"accountant": "kế toán", "keeper": "thủ kho", "head": "Thủ trưởng"}


@dataclass(frozen=True, slots=True)
class CountLine:
    """An item of a counting. found None = not counted yet."""

    line: ItemLine
    expected: int
    found: int | None
    why: str

    @property
    def differs(self) -> bool:
        """Something else was found than should be there."""
        return self.found is not None and self.found != self.expected


@dataclass(frozen=True, slots=True)
class CountView:
    """A counting whole. title: what it was opened for, in words."""

    key: str
    counting: Counting
    title: str
    lines: tuple[CountLine, ...]

    @property
    def left(self) -> int:
        return sum(x.found is None for x in self.lines)

    @property
    def differ(self) -> int:
        return sum(x.differs for x in self.lines)


@dataclass(frozen=True, slots=True)
class Found:
    """What was typed last: of which item, what should be there."""

    item: str
    code: str
    unit: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class CountRow:
    """A counting in the list of them. state: open | closed | dropped."""

    key: str
    day: date
    place: str
    title: str
    state: str
    items: int
    differ: int


def begin(desk: Desk, day: date, place: str = "", title: str = "") -> str:
    """Open a counting of what the store holds at the end of a day; its id. Refused while another is open, and for an empty store."""
    law = store_law.load()
    with desk.writing("store_count") as uow:
        inputs.not_future(day, desk.clock.today())
        if place and place not in law.places:
            raise Refused(Refusal("store.bad_choice", {"known": ", ".join(law.places.values())}, "place"))
        said = inputs.name(title, "title", required=False)
        if (open_ := store_rules.counting_day(uow)) is not None:
            raise Refused(Refusal("count.open", {"day": short_date(open_)}))
        if not uow.projections.items.totals(ItemFilter(place=place, day=day)):
            raise Refused(Refusal("count.nothing", field="day"))
        key = uuid4().hex
        uow.write_row("stocktaking", key, {"title": said, "note": "", "reasons": {}, "members": {}})
        uow.append(f"stocktaking:{key}", day, se.CountOpened(uow.head()[0], place))
        uow.commit()
    return key


def count(desk: Desk, key: str, code: str, typed: str) -> Found:
    """So much of an item was found; code: as scanned or typed, or the item's id."""
    with desk.writing("store_count") as uow:
        counting = _open(uow, key)
        row = _row(uow, counting, code)
        found = quantity.parse(typed)
        if found is None:
            raise Refused(Refusal("store.bad_quantity", {"text": typed.strip()[:40]}, "quantity"))
        uow.append(f"stocktaking:{key}", desk.clock.today(), se.CountTyped(row.item, found))
        uow.commit()
    return Found(row.item, row.code, row.unit, row.rest, found)


def explain(desk: Desk, key: str, item: str, why: str) -> None:
    """Why another quantity was found than should be there."""
    with desk.writing("store_count") as uow:
        counting = _open(uow, key)
        said = inputs.name(why, "why", limit=inputs.SENTENCE)
        line = _row(uow, counting, item)
        if counting.typed.get(item, line.rest) == line.rest:
            raise Refused(Refusal("count.no_difference", {"code": line.code}))
        row = uow.row("stocktaking", key) or {}
        uow.write_row("stocktaking", key, {**row, "reasons": {**row.get("reasons", {}), item: said}})
        uow.commit()


def drop(desk: Desk, key: str) -> None:
    """Give the counting up: it reads as never begun."""
    with desk.writing("store_count") as uow:
        _open(uow, key)
        uow.append(f"stocktaking:{key}", desk.clock.today(), se.CountDropped())
        uow.commit()


def close(desk: Desk, key: str, members: dict[str, str], note: str = "") -> str:
    """Make the minutes and keep them; their SHA-256. members: of ``MEMBERS``, and "others". Refused while something is not counted or
    a difference has no reason."""
    desk.require("store_count_close")
    named = {m: inputs.name(members.get(m, ""), m, required=False) for m in (*MEMBERS, "others")}
    missing = [(m, words) for m, words in MEMBERS.items() if not named[m]]
    if missing:
        raise Refused(*(Refusal("count.no_members", {"who": words}, m) for m, words in missing))
    said = inputs.body(note, "note", limit=inputs.SENTENCE)
    seen = view(desk, key)
    left = [x for x in seen.lines if x.found is None]
    if left:
        raise Refused(Refusal("count.left", {"count": str(len(left)), "code": left[0].line.code}))
    silent = [x for x in seen.lines if x.differs and not x.why]
    if silent:
        raise Refused(Refusal("count.unexplained", {"count": str(len(silent)), "code": silent[0].line.code}))
    data = inspection_files.pdf(_minutes(desk, seen, named, said))
    with desk.writing("store_count_close") as uow:
        counting = _open(uow, key)
        if counting.typed != seen.counting.typed:
            raise Refused(Refusal("stale"))
        row = uow.row("stocktaking", key) or {}
        uow.write_row("stocktaking", key, {**row, "members": named, "note": said})
        sha = uow.store_blob(data)
        assert sha == hashlib.sha256(data).hexdigest()
        for x in seen.lines:
            uow.append(f"item:{x.line.item}", counting.day, se.ItemCounted(key, x.expected, x.found or 0))
        uow.append(f"stocktaking:{key}", desk.clock.today(), se.CountClosed(len(seen.lines), seen.differ, sha))
        for x in seen.lines:
            store_projecting.item(uow, x.line.item)
        uow.commit()
    return sha


def view(desk: Desk, key: str) -> CountView:
    """One counting. Refused("count.unknown" | "rights.none")."""
    desk.require("store")
    with desk.reading() as reader:
        counting = _known(reader, key)
        row = reader.row("stocktaking", key) or {}
        lists = reader.projections.items
        at = lists.ids(ItemFilter(place=counting.place, day=counting.day), descending=False)
    shown = [x for x in store_queries.rows_in_order(desk, at, counting.day) if x is not None]
    reasons: dict[str, Any] = row.get("reasons", {})
    return CountView(
        key, counting, str(row.get("title", "")),
        tuple(CountLine(x, x.left, counting.typed.get(x.item), str(reasons.get(x.item, ""))) for x in shown),
    )  # fmt: skip


def listed(desk: Desk) -> list[CountRow]:
    """Every counting, the latest first."""
    desk.require("store")
    places = store_law.load().places
    found = []
    with desk.reading() as reader:
        for subject in reader.subjects("stocktaking"):
            key = subject.partition(":")[2]
            c = counting_of(reader.events_of(subject))
            if c is not None:
                state = "closed" if c.closed is not None else "dropped" if c.dropped else "open"
                title = str((reader.row("stocktaking", key) or {}).get("title", ""))
                done = (c.closed.items, c.closed.differ) if c.closed is not None else (len(c.typed), 0)
                found.append(CountRow(key, c.day, places.get(c.place, "Mọi nơi"), title, state, *done))
    return sorted(found, key=lambda r: (r.day, r.state == "open"), reverse=True)


def minutes_kept(desk: Desk, key: str) -> bytes:
    """The minutes of a closed counting, as they were kept. Refused("count.unknown")."""
    desk.require("store")
    with desk.reading() as reader:
        counting = _known(reader, key)
        if counting.closed is None:
            raise Refused(Refusal("count.unknown"))
        return reader.blob(counting.closed.sha256)


def minutes_draft(desk: Desk, key: str) -> Listing:
    """The sheet to count by: what should be there, and room for what is."""
    return _minutes(desk, view(desk, key), {}, "")


def note_on(desk: Desk) -> str:
    """What the law of today says of stock-taking, and when the last one was."""
    article, said = store_law.load().counting[Rules.law_on(desk.clock.today())]
    last = next((r for r in listed(desk) if r.state == "closed"), None)
    when = f" Lần kiểm kê gần nhất: {short_date(last.day)}." if last is not None else " Chưa có lần kiểm kê nào."
    return f"{said}{f' ({article}.)' if article else ''}{when}"


def _minutes(desk: Desk, seen: CountView, named: dict[str, str], note: str) -> Listing:
    rows: dict[bool, list[tuple[Cell, ...]]] = {False: [], True: []}
    for x in seen.lines:
        counted = quantity.shown(x.found) if x.found is not None else ""
        differ = quantity.shown(x.found - x.expected) if x.found is not None and x.differs else ""
        where = ", ".join(p for p in (x.line.place, x.line.spot) if p)
        part = rows[bool(x.line.closed)]
        part.append((len(part) + 1, x.line.code, x.line.name, x.line.unit, where, quantity.shown(x.expected), counted, differ, x.why))
    # What is of unfinished cases is kept, and counted, apart.
    tables = tuple(
        store_prints.table(words, _HEADS, rows[closed], right=(5, 6, 7))
        for closed, words in ((False, "Của việc chưa kết thúc, chưa có việc"), (True, "Của việc đã kết thúc")) if rows[closed]
    )  # fmt: skip
    place = store_law.load().places.get(seen.counting.place, "mọi nơi giữ")
    said = [f"Số liệu đến hết ngày {short_date(seen.counting.day)}, {place[:1].lower()}{place[1:]}"]
    if seen.title:
        said.append(seen.title)
    if others := named.get("others"):
        said.append(f"Thành viên khác: {others}")
    counted = f"{len(seen.lines)} món; {seen.differ} món chênh lệch." if not seen.left else f"{len(seen.lines)} món, còn {seen.left} món chưa đếm."
    article, law = store_law.load().counting[Rules.law_on(seen.counting.day)]
    notes = tuple(x for x in (counted, note, f"{law}{f' ({article}.)' if article else ''}", store_prints.RECONSTRUCTED) if x)
    title, head = store_prints.head_of(desk)
    return store_prints.made(
        desk, "Biên bản kiểm kê kho vật chứng", tuple(said), tables, notes, ("Thủ kho", named.get("keeper", "")),
        (("Kế toán", named.get("accountant", "")), *((("Thành viên", ""),) if named.get("others") else ())), (title, named.get("head", head)),
    )  # fmt: skip


def _known(reader: Reader, key: str) -> Counting:
    found = counting_of(reader.events_of(f"stocktaking:{key}"))
    if found is None:
        raise Refused(Refusal("count.unknown"))
    return found


def _open(reader: Reader, key: str) -> Counting:
    found = _known(reader, key)
    if found.closed is not None or found.dropped:
        raise Refused(Refusal("count.closed"))
    return found


def _row(reader: Reader, counting: Counting, code: str) -> ItemRow:
    """The item meant, as it stood on the day. Refused for one that is not of this counting."""
    lists = reader.projections.items
    at = lists.id_of(lists.item_of_code(store_queries.code_of(code)) or code)
    row = lists.rows([at], counting.day)[at] if at is not None else None
    if row is None or row.taken > counting.day or row.rest <= 0 or counting.place not in ("", row.place):
        raise Refused(Refusal("count.not_in_list", {"code": code.strip()[:40]}, "code"))
    return row

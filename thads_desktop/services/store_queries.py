"""What pages ask of the store: keys in order and rows by page, of today or as of a day; one item's card; what a matter has in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import quantity, store_events as se
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.domain.store import item_of
from thads_desktop.domain.text import bare
from thads_desktop.law import store_law
from thads_desktop.services import masking, masking_text, store_projecting, store_words
from thads_desktop.storage.item_lists import ItemFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.store import ItemState, Move
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.item_lists import ItemRow
    from thads_desktop.storage.reader import Reader

#: What a list shows -> words; the first is what a page begins with.
SHOWS = (
    ("stock", "Đang trong kho"), ("unfinished", "Của việc chưa kết thúc"), ("waiting", "Chưa gắn việc"), ("ended", "Việc kết thúc, vật còn trong kho"),
    ("late", "Quá hạn xử lý"), ("move", "Phải chuyển nơi giữ"), ("out", "Đã xuất hết"), ("all", "Tất cả"),
)  # fmt: skip
#: The rules of what a matter has in the store.
RULES = ("R44", "R45", "R46", "R47")
_CODE = re.compile(r"vc\s*(\d{4})\s*-\s*(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as a list shows it, as this account may see it. rest: in words, with the unit; closed: its matter is ended, None = it has none."""

    item: str
    code: str
    name: str
    rest: str
    left: int
    quantity: str
    unit: str
    kind: str
    fate: str
    place: str
    spot: str
    matter: str
    number_text: str
    line: int
    judgment: str
    owner: str
    taken: date
    last: date
    noticed: date | None
    closed: bool | None


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of an item's card: what came in, what went out, what was left."""

    seq: int
    day: date
    what: str
    detail: str
    order: str
    voucher: str
    came: str
    went: str
    left: str
    place: str
    actor: str
    breaches: str
    said: str


@dataclass(frozen=True, slots=True)
class Card:
    """One item whole. last: place in the log of the last line, that alone may be struck; words: the row as it stands."""

    line: ItemLine
    state: ItemState
    words: dict[str, str]
    judgment: str
    officer: str
    lines: tuple[CardLine, ...]
    last: int


def wanted(
    desk: Desk, *, text: str = "", show: str = "stock", place: str = "", matter: str = "", judgment: str = "", officer: str = "", day: date | None = None,
    year: int = 0,
) -> ItemFilter:  # fmt: skip
    """The filter of what is typed and chosen. A code, typed or scanned, finds that item whatever else is chosen."""
    desk.require("store")
    if code := code_of(text):
        return ItemFilter(code=code, show="all", matter=matter, judgment=judgment)
    law = store_law.load()
    return ItemFilter(
        tuple(bare(text).split()), "", show, place, matter, judgment, officer, "", year, day, (RULES, desk.clock.today().isoformat()),
        (law.move_taken_before.isoformat(), law.move_place),
    )  # fmt: skip


def code_of(text: str) -> str:
    """The code that was typed or scanned; "" for none."""
    found = _CODE.fullmatch(bare(text).strip())
    return store_projecting.code(int(found[1]), int(found[2])) if found else ""


def item_of_code(desk: Desk, code: str) -> str:
    """The item that bears a code; "" for none."""
    desk.require("store")
    with desk.reading() as reader:
        return reader.projections.items.item_of_code(code)


def ids(desk: Desk, asked: ItemFilter, order: str = "number", *, descending: bool = True) -> list[int]:
    """Row ids under a filter, in order; rows are fetched by ``rows_in_order`` as they are painted."""
    desk.require("store")
    with desk.reading() as reader:
        found = reader.projections.items
        if not (asked.words and masking.hides(desk)):
            return found.ids(asked, order, descending=descending)
        # What is hidden from this account is not found by it: what it sees is searched.
        every = found.ids(replace(asked, words=()), order, descending=descending)
        seen = _lines(desk, reader, found.rows(every, asked.day))
        return [k for k in every if k in seen and all(w in _searched(seen[k]) for w in asked.words)]


def rows_in_order(desk: Desk, keys: Sequence[int], day: date | None = None) -> list[ItemLine | None]:
    """One line for each row id, None for one that is gone; day: as of the end of it."""
    with desk.reading() as reader:
        found = _lines(desk, reader, reader.projections.items.rows(keys, day))
    return [found.get(key) for key in keys]


def lines(desk: Desk, asked: ItemFilter) -> list[ItemLine]:
    """Every line under a filter, oldest number first."""
    return [x for x in rows_in_order(desk, ids(desk, asked, "number", descending=False), asked.day) if x is not None]


def of_matter(desk: Desk, matter: str) -> list[ItemLine]:
    """What a matter has or had in the store; () for an account that may not see the store."""
    return lines(desk, wanted(desk, matter=matter, show="all")) if desk.may("store") else []


def unlinked(desk: Desk, matter: str) -> tuple[str, str, int]:
    """(judgment of a matter, its number, how many things that came with it are of no matter yet)."""
    with desk.reading() as reader:
        judgment = fold(reader.events_of(f"matter:{matter}")).judgment
        number = str((reader.row("judgment", judgment) or {}).get("number", "")) if judgment else ""
        return judgment, number, reader.projections.items.totals(wanted(desk, judgment=judgment, show="waiting")) if judgment else 0


def counts(desk: Desk) -> dict[str, int]:
    """What of ``SHOWS`` asks for something -> how many items."""
    with desk.reading() as reader:
        return {show: reader.projections.items.totals(wanted(desk, show=show)) for show in ("stock", "ended", "late", "move")}


def card(desk: Desk, item: str) -> Card:
    """One item whole. Refused("store.unknown" | "rights.none")."""
    desk.require("store")
    with desk.reading() as reader:
        at = reader.projections.items.id_of(item)
        events, row = reader.events_of(f"item:{item}"), reader.row("item", item)
        s = item_of(events)
        if at is None or row is None or s.taken is None:
            raise Refused(Refusal("store.unknown"))
        names = masking.names(desk, reader)
        line = _lines(desk, reader, reader.projections.items.rows([at]))[at]
        shown = {k: str(v) for k, v in names.row("item", item).items() if isinstance(v, str)}
        judgment = names.row("judgment", s.judgment)
        officer = reader.projections.officers_of([s.matter]).get(s.matter, "") if s.matter else ""
        return Card(
            line, s, shown, ", ".join(str(x) for x in (judgment.get("number"), judgment.get("court")) if x), names.name("person", officer),
            tuple(_card_line(m, names, row["unit"]) for m in s.moves), max(e.seq for e in standing(events)),
        )  # fmt: skip


def receiver(names: Names, body: se.ItemOut) -> str:
    """Who received it, as this account may read it."""
    return names.name("party", body.party) or str(names.row("item_out", body.row).get("receiver", ""))


def _card_line(m: Move, names: Names, unit: str) -> CardLine:
    from thads_desktop.domain import breaches

    body = m.event.body
    said = str(names.row("item_out", body.row).get("note", "")) if isinstance(body, se.ItemOut) else ""
    came = quantity.shown(m.change) if m.change > 0 else ""
    went = quantity.shown(-m.change) if m.change < 0 else ""
    assert isinstance(body, se.StoreBody)
    return CardLine(
        m.event.seq, m.day, store_words.WORDS[type(body).__name__], store_words.detail(body, names), getattr(body, "order", ""),
        getattr(body, "voucher", ""), came, went, f"{quantity.shown(m.left)} {unit}", store_law.load().places.get(m.place, m.place),
        names.recorder(m.event.actor), breaches.words(getattr(body, "breaches", ())), said,
    )  # fmt: skip


def _lines(desk: Desk, reader: Reader, rows: Mapping[int, ItemRow]) -> dict[int, ItemLine]:
    law, names = store_law.load(), masking.names(desk, reader)
    young = masking.young_names(reader, desk.clock.today().year) if masking.hides(desk) else None
    closed = _closed(reader, {row.matter for row in rows.values()} - {""})
    return {at: _line(row, names, law, young, closed) for at, row in rows.items()}


def _closed(reader: Reader, matters: Iterable[str]) -> dict[str, bool]:
    ids_ = {m: at for m in matters if (at := reader.projections.matter_id(m)) is not None}
    rows = reader.projections.matter_rows_by_id(list(ids_.values()))
    return {m: rows[at].closed for m, at in ids_.items() if at in rows}


def _line(row: ItemRow, names: Names, law: store_law.StoreLaw, young: set[str] | None, closed: Mapping[str, bool]) -> ItemLine:
    def free(said: str) -> str:
        return said if young is None else masking_text.hidden(said, young)

    owner = names.name("party", row.party) if row.party else free(row.owner)
    return ItemLine(
        row.item, row.code, free(row.name), f"{quantity.shown(row.rest)} {row.unit}", row.rest, quantity.shown(row.quantity), row.unit,
        law.kinds.get(row.kind, row.kind), law.fates.get(row.fate, row.fate), law.places.get(row.place, row.place), free(row.spot), row.matter,
        str(names.row("matter", row.matter).get("number_text", "")) if row.matter else "", row.line,
        str(names.row("judgment", row.judgment).get("number", "")) if row.judgment else "", owner, row.taken, row.last, row.noticed,
        closed.get(row.matter) if row.matter else None,
    )  # fmt: skip


def _searched(line: ItemLine) -> str:
    return bare(f"{line.code} {line.name} {line.spot} {line.number_text} {line.judgment} {line.owner}")


def under_order(desk: Desk, kind: type[Any], day: date, order: str) -> list[tuple[ItemLine, Any]]:
    """(line, event body) of everything that came in, or went out, under an order on a day, in the order of recording."""
    desk.require("store")
    with desk.reading() as reader:
        lists = reader.projections.items
        rows = lists.rows(lists.ids(ItemFilter(words=tuple(bare(order).split()), show="all")))
        near = {at: row for at, row in rows.items() if row.taken <= day <= row.last}
        shown = _lines(desk, reader, near)
        found = [
            (e.seq, shown[at], e.body) for at, row in near.items() for e in standing(reader.events_of(f"item:{row.item}"))
            if isinstance(e.body, kind) and e.day == day and getattr(e.body, "order", "") == order
        ]  # fmt: skip
    return [(line, body) for _seq, line, body in sorted(found, key=lambda x: x[0])]


__all__ = [
    "RULES", "SHOWS", "Card", "CardLine", "ItemFilter", "ItemLine", "card", "code_of", "counts", "ids", "item_of_code", "lines", "of_matter", "receiver",
    "rows_in_order", "under_order", "unlinked", "wanted",
]  # fmt: skip

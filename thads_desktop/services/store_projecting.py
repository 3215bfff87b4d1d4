"""The line of an item in the list of the store, and what was here of it from day to day; both derived from its row and events."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from thads_desktop.domain import store_events as se
from thads_desktop.domain.store import ItemState, item_of
from thads_desktop.domain.text import bare
from thads_desktop.storage.item_lists import ALWAYS, ItemRow, Stock

if TYPE_CHECKING:
    from typing import Any

    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: So much of a text stands in a line.
_LINE = 200


def item(uow: UnitOfWork, key: str) -> ItemState:
    """Refresh one item."""
    state, row = item_of(uow.events_of(f"item:{key}")), uow.row("item", key)
    if state.taken is None or row is None:
        uow.projections.drop_item(key)
    else:
        uow.projections.put_item(_line(uow, key, row, state), _stock(state))
    return state


def everything(uow: UnitOfWork) -> None:
    """Refresh every item."""
    for subject in uow.subjects("item"):
        item(uow, subject.partition(":")[2])


def code(year: int, number: int) -> str:
    """What stands on the label, and is scanned: VC2026-00012."""
    return f"VC{year}-{number:05d}"


def spot_of(reader: Reader, row: dict[str, Any], s: ItemState) -> str:
    """Where exactly it lies, in words: as it came in, or as it was moved last."""
    moved = [m.event.body for m in s.moves if isinstance(m.event.body, se.ItemMoved)]
    return str((reader.row("item_note", moved[-1].row) or {}).get("text", "")) if moved else str(row["spot"])


def _line(reader: Reader, key: str, row: dict[str, Any], s: ItemState) -> ItemRow:
    assert s.taken is not None
    assert s.last is not None
    marked = code(row["year"], row["number"])
    matter = (reader.row("matter", s.matter) or {}) if s.matter else {}
    judgment = (reader.row("judgment", s.judgment) or {}) if s.judgment else {}
    papers = [x for m in s.moves for x in (getattr(m.event.body, "order", ""), getattr(m.event.body, "voucher", "")) if x]
    spot = spot_of(reader, row, s)
    words = [marked, f"{row['number']}/{row['year']}", row["name"], row["seal"], spot, row["owner"], row["giver"], *papers,
             matter.get("number_text", ""), judgment.get("number", "")]  # fmt: skip
    found = " ".join(" ".join(bare(str(w)) for w in words if w).split())
    return ItemRow(
        key, row["year"], row["number"], marked, _short(row["name"]), row["unit"], s.kind, s.fate, s.quantity, s.left, s.place, _short(spot),
        s.matter, s.line, s.judgment, s.party, "" if s.party else _short(row["owner"]), s.taken, s.last, s.noticed, found,
    )  # fmt: skip


def _stock(s: ItemState) -> list[Stock]:
    """What was left at the end of each day on which something happened; a counting changes nothing."""
    each = {m.day: (m.left, m.place) for m in s.moves if not isinstance(m.event.body, se.ItemCounted)}
    days = sorted(each)
    ends = [b.isoformat() for _a, b in pairwise(days)]
    return [Stock(day, until, *each[day]) for day, until in zip(days, [*ends, ALWAYS], strict=True)]


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"

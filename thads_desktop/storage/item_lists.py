"""Questions to the list of the store: keys in order first, rows by page, of today or as of a day."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Until when what stands now stands.
ALWAYS = "9999-12-31"
#: Columns by which the list may be ordered -> SQL.
ORDERS = {
    "number": "i.year {0}, i.number {0}, i.id {0}",
    "taken": "i.taken {0}, i.year {0}, i.number {0}, i.id {0}",
    "place": "i.place {0}, i.spot {0}, i.year {0}, i.number {0}, i.id {0}",
}
_PART = 500


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item. rest: how much of it is here, in parts of its unit; spot: where exactly; owner: whose it is in words,
    where the person is not known; noticed: since when whoever may fetch it is told;
    found: what is searched."""

    item: str
    year: int
    number: int
    code: str
    name: str
    unit: str
    kind: str
    fate: str
    quantity: int
    rest: int
    place: str
    spot: str
    matter: str
    line: int
    judgment: str
    party: str
    owner: str
    taken: date
    last: date
    noticed: date | None
    found: str


@dataclass(frozen=True, slots=True)
class Stock:
    """From since on until before another day so much was here."""

    since: date
    until: str
    rest: int
    place: str


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What the list shows; empty fields do not restrict. show: stock | unfinished | waiting | ended | late | move | out | all; day: as of
    the end of that day, None = now; late: (rules, today); move: (taken before, place)."""

    words: tuple[str, ...] = ()
    code: str = ""
    show: str = "stock"
    place: str = ""
    matter: str = ""
    judgment: str = ""
    officer: str = ""
    kind: str = ""
    year: int = 0
    day: date | None = None
    late: tuple[tuple[str, ...], str] = ((), "")
    move: tuple[str, str] = ("", "")


_NAMES = ", ".join(f.name for f in fields(ItemRow))


class ItemLists:
    """Read only; ``ask`` runs a statement, ``numbers`` one with a single column of numbers, ``made`` reads a row."""

    def __init__(
        self, ask: Callable[[str, Sequence[Any]], list[Any]], numbers: Callable[[str, Sequence[Any]], list[int]],
        made: Callable[[Sequence[Any]], ItemRow],
    ) -> None:  # fmt: skip
        self._ask, self._numbers, self._made = ask, numbers, made

    def ids(self, wanted: ItemFilter, order: str = "number", *, descending: bool = True) -> list[int]:
        """Row ids under a filter, in order."""
        tail, values = _tail(wanted)
        by = ORDERS[order if order in ORDERS else "number"].format("DESC" if descending else "ASC")
        return self._numbers(f"SELECT i.id FROM item_list i{tail} ORDER BY {by}", values)

    def rows(self, ids: Sequence[int], day: date | None = None) -> dict[int, ItemRow]:
        """Row id -> row, of those that are there; day: with what was here, and where, at the end of that day."""
        found: dict[int, ItemRow] = {}
        for at in range(0, len(ids), _PART):
            part = list(ids[at : at + _PART])
            marks = ", ".join("?" * len(part))
            for row in self._ask(f"SELECT id, {_NAMES} FROM item_list WHERE id IN ({marks})", part):
                found[row[0]] = self._made(row[1:])
            if day is not None:
                said = day.isoformat()
                for key, rest, place in self._ask(
                    "SELECT i.id, s.rest, s.place FROM item_list i JOIN item_stock_list s ON s.item = i.item "
                    f"WHERE i.id IN ({marks}) AND s.since <= ? AND s.until > ?", [*part, said, said],
                ):  # fmt: skip
                    found[key] = replace(found[key], rest=int(rest), place=str(place))
        return found

    def totals(self, wanted: ItemFilter) -> int:
        """How many items stand under a filter."""
        tail, values = _tail(wanted)
        return int(self._ask(f"SELECT count(*) FROM item_list i{tail}", values)[0][0])

    def id_of(self, item: str) -> int | None:
        """The row id of an item."""
        rows = self._ask("SELECT id FROM item_list WHERE item = ?", [item])
        return int(rows[0][0]) if rows else None

    def item_of_code(self, code: str) -> str:
        """The item of this code; "" for none."""
        rows = self._ask("SELECT item FROM item_list WHERE code = ?", [code])
        return str(rows[0][0]) if rows else ""

    def next_number(self, year: int) -> int:
        """The number after the last of a year."""
        return int(self._ask("SELECT coalesce(max(number), 0) FROM item_list WHERE year = ?", [year])[0][0]) + 1

    def years(self) -> list[int]:
        """The statistical years in which something came in, the latest first."""
        return [int(r[0]) for r in self._ask("SELECT DISTINCT year FROM item_list ORDER BY year DESC", [])]


#: What is shown -> further conditions.
_SHOWN = {"unfinished": ["(i.matter = '' OR m.closed = 0)"], "waiting": ["i.matter = ''"], "ended": ["m.closed = 1"]}
_LATE = "substr(d.subject, 1, 7) = 'matter:' AND d.due < ?"


def _tail(wanted: ItemFilter) -> tuple[str, list[Any]]:
    """Joins and conditions; a join only where it is asked for."""
    joins, joined, where, values = "", list[Any](), list[str](), list[Any]()
    rest, place = "i.rest", "i.place"
    if wanted.day is not None:
        joins += " JOIN item_stock_list s ON s.item = i.item AND s.since <= ? AND s.until > ?"
        joined += [wanted.day.isoformat()] * 2
        rest, place = "s.rest", "s.place"
    if wanted.officer or wanted.show in ("unfinished", "ended"):
        joins += " LEFT JOIN matter_list m ON m.matter = i.matter"
    if wanted.words:
        joins += " LEFT JOIN party_list p ON p.party = i.party"
    if wanted.show != "all":
        where.append(f"{rest} = 0" if wanted.show == "out" else f"{rest} > 0")
    where += _SHOWN.get(wanted.show, [])
    if wanted.show == "late":
        rules, today = wanted.late
        where.append(f"i.matter IN (SELECT substr(d.subject, 8) FROM deadline_list d WHERE {_LATE} AND d.rule IN ({', '.join('?' * len(rules))}))")
        values += [today, *rules]
    if wanted.show == "move":
        where.append(f"i.taken < ? AND {place} = ?")
        values += list(wanted.move)
    for column, value in (
        (place, wanted.place), ("i.matter", wanted.matter), ("i.judgment", wanted.judgment), ("i.kind", wanted.kind), ("i.code", wanted.code),
        ("i.year", wanted.year), ("m.officer", wanted.officer),
    ):  # fmt: skip
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    for word in wanted.words:
        where.append("(instr(i.found, ?) > 0 OR instr(p.name_sort, ?) > 0)")
        values += [word, word]
    return joins + (f" WHERE {' AND '.join(where)}" if where else ""), [*joined, *values]

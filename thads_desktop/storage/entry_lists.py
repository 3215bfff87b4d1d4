"""Questions to the list of entries of the books: keys in order first, rows by page, counts."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from thads_desktop.storage.projections import EntryRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.storage.projections import EntryFilter

_NAMES = ", ".join(f.name for f in fields(EntryRow))
#: Columns by which the list may be ordered -> SQL; what is equal stands as it was entered.
ORDERS = {
    "number": "year {0}, number {0}, id {0}",
    "day": "day {0}, number {0}, id {0}",
    "next_due": "next_due IS NULL, next_due {0}, year DESC, number DESC, id DESC",
    "state": "state {0}, year DESC, number DESC, id DESC",
}


class EntryLists:
    """Read only; ``ask`` runs a statement, ``numbers`` one with a single column of numbers, ``made`` reads a row."""

    def __init__(
        self, ask: Callable[[str, Sequence[Any]], list[Any]], numbers: Callable[[str, Sequence[Any]], list[int]],
        made: Callable[[Sequence[Any]], EntryRow],
    ) -> None:  # fmt: skip
        self._ask, self._numbers, self._made = ask, numbers, made

    def ids(self, wanted: EntryFilter, order: str = "number", *, descending: bool = True) -> list[int]:
        """Row ids of the entries under a filter, in order."""
        where, values = _where(wanted)
        by = ORDERS[order if order in ORDERS else "number"].format("DESC" if descending else "ASC")
        return self._numbers(f"SELECT id FROM entry_list{where} ORDER BY {by}", values)

    def rows(self, ids: Sequence[int]) -> dict[int, EntryRow]:
        """Row id -> row, of those that are there."""
        found: dict[int, EntryRow] = {}
        for at in range(0, len(ids), 500):
            part = list(ids[at : at + 500])
            marks = ", ".join("?" * len(part))
            for row in self._ask(f"SELECT id, {_NAMES} FROM entry_list WHERE id IN ({marks})", part):
                found[row[0]] = self._made(row[1:])
        return found

    def of_matter(self, matter: str) -> list[EntryRow]:
        """The entries linked to a matter, newest first."""
        rows = self._ask(f"SELECT {_NAMES} FROM entry_list WHERE matter = ? ORDER BY day DESC, book, number DESC", [matter])
        return [self._made(row) for row in rows]

    def next_number(self, book: str, year: int) -> int:
        """The number after the last of a book in a year."""
        return int(self._ask("SELECT coalesce(max(number), 0) FROM entry_list WHERE book = ? AND year = ?", [book, year])[0][0]) + 1

    def late(self, today: str) -> dict[str, int]:
        """Book -> entries of which something is overdue."""
        return {row[0]: int(row[1]) for row in self._ask("SELECT book, count(*) FROM entry_list WHERE next_due < ? GROUP BY book", [today])}


def _where(wanted: EntryFilter) -> tuple[str, list[Any]]:
    where: list[str] = ["book = ?"]
    values: list[Any] = [wanted.book]
    for column, value in (("handler", wanted.handler), ("year", wanted.year)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if len(wanted.states) == 1:
        # Said so, the index gives the order as well.
        where.append("state = ?")
        values.append(wanted.states[0])
    elif wanted.states:
        where.append(f"state IN ({', '.join('?' * len(wanted.states))})")
        values += list(wanted.states)
    if wanted.due_before is not None:
        where.append("next_due <= ?")
        values.append(wanted.due_before.isoformat())
    for word in wanted.words:
        where.append("(instr(found, ?) > 0 OR instr(found_apart, ?) > 0)" if wanted.apart else "instr(found, ?) > 0")
        values += [word, word] if wanted.apart else [word]
    return f" WHERE {' AND '.join(where)}", values

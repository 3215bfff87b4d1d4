"""Questions to the list of entries of the books: keys in order first, rows by page, counts."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from thads_desktop.storage.projections import EntryRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.storage.projections import EntryFilter

_NAMES = ", ".join(f.name for f in fields(EntryRow))
#: Columns by which the list may be ordered -> SQL.
ORDERS = {
    "number": "year {0}, number {0}",
    "day": "day {0}, year {0}, number {0}",
    "next_due": "next_due IS NULL, next_due {0}, year DESC, number DESC",
    "state": "state {0}, year DESC, number DESC",
}


class EntryLists:
    """Read only; ``ask`` runs a statement, ``made`` reads a row."""

    def __init__(self, ask: Callable[[str, Sequence[Any]], list[Any]], made: Callable[[Sequence[Any]], EntryRow]) -> None:
        self._ask, self._made = ask, made

    def keys(self, wanted: EntryFilter, order: str = "number", *, descending: bool = True) -> list[str]:
        """The entries under a filter, in order."""
        where, values = _where(wanted)
        by = ORDERS[order if order in ORDERS else "number"].format("DESC" if descending else "ASC")
        return [row[0] for row in self._ask(f"SELECT entry FROM entry_list{where} ORDER BY {by}, entry", values)]

    def rows(self, keys: Sequence[str]) -> dict[str, EntryRow]:
        """Entry -> row, of those that are there."""
        found: dict[str, EntryRow] = {}
        for at in range(0, len(keys), 500):
            part = list(keys[at : at + 500])
            marks = ", ".join("?" * len(part))
            for row in self._ask(f"SELECT {_NAMES} FROM entry_list WHERE entry IN ({marks})", part):
                found[row[0]] = self._made(row)
        return found

    def of_matter(self, matter: str) -> list[EntryRow]:
        """The entries linked to a matter, newest first."""
        rows = self._ask(f"SELECT {_NAMES} FROM entry_list WHERE matter = ? ORDER BY day DESC, book, number DESC", [matter])
        return [self._made(row) for row in rows]

    def next_number(self, book: str, year: int) -> int:
        """The number after the last of a book in a year."""
        return int(self._ask("SELECT coalesce(max(number), 0) FROM entry_list WHERE book = ? AND year = ?", [book, year])[0][0]) + 1

    def counts(self, book: str, today: str) -> tuple[int, int]:
        """(entries, entries of which something is overdue) of a book."""
        row = self._ask("SELECT count(*), count(CASE WHEN next_due < ? THEN 1 END) FROM entry_list WHERE book = ?", [today, book])[0]
        return int(row[0]), int(row[1] or 0)


def _where(wanted: EntryFilter) -> tuple[str, list[Any]]:
    where: list[str] = ["book = ?"]
    values: list[Any] = [wanted.book]
    for column, value in (("handler", wanted.handler), ("year", wanted.year)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if wanted.states:
        where.append(f"state IN ({', '.join('?' * len(wanted.states))})")
        values += list(wanted.states)
    if wanted.due_before is not None:
        where.append("next_due <= ?")
        values.append(wanted.due_before.isoformat())
    for word in wanted.words:
        where.append("(instr(found, ?) > 0 OR instr(found_apart, ?) > 0)" if wanted.apart else "instr(found, ?) > 0")
        values += [word, word] if wanted.apart else [word]
    return f" WHERE {' AND '.join(where)}", values

"""Questions to the list of assets: keys in order first, rows by page, those of a matter, those of one mark."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from thads_desktop.storage.projections import AssetRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.storage.projections import AssetFilter

_NAMES = ", ".join(f.name for f in fields(AssetRow))
_PART = 500
#: Columns by which the list may be ordered -> SQL.
ORDERS = {
    "next_due": "closed, next_due IS NULL, next_due {0}, id {0}",
    "title": "title_sort {0}, id {0}",
    "owner": "owner_sort {0}, id {0}",
    "stage": "stage {0}, id {0}",
    "value": "value IS NULL, value {0}, id {0}",
    "seized": "seized IS NULL, seized {0}, id {0}",
    "number": "number_text {0}, id {0}",
}


class AssetLists:
    """Read only; ``ask`` runs a statement, ``numbers`` one with a single column of numbers, ``made`` reads a row."""

    def __init__(
        self, ask: Callable[[str, Sequence[Any]], list[Any]], numbers: Callable[[str, Sequence[Any]], list[int]],
        made: Callable[[Sequence[Any]], AssetRow],
    ) -> None:  # fmt: skip
        self._ask, self._numbers, self._made = ask, numbers, made

    def ids(self, wanted: AssetFilter, order: str = "next_due", *, descending: bool = False) -> list[int]:
        """Row ids of the assets under a filter, in order."""
        where, values = _where(wanted)
        by = ORDERS[order if order in ORDERS else "next_due"].format("DESC" if descending else "ASC")
        return self._numbers(f"SELECT id FROM asset_list{where} ORDER BY {by}", values)

    def rows(self, ids: Sequence[int]) -> dict[int, AssetRow]:
        """Row id -> row, of those that are there."""
        found: dict[int, AssetRow] = {}
        for at in range(0, len(ids), _PART):
            part = list(ids[at : at + _PART])
            marks = ", ".join("?" * len(part))
            for row in self._ask(f"SELECT id, {_NAMES} FROM asset_list WHERE id IN ({marks})", part):
                found[row[0]] = self._made(row[1:])
        return found

    def row(self, asset: str) -> AssetRow | None:
        """The line of one asset."""
        rows = self._ask(f"SELECT {_NAMES} FROM asset_list WHERE asset = ?", [asset])
        return self._made(rows[0]) if rows else None

    def of_matter(self, matter: str) -> list[str]:
        """The assets of a matter."""
        return [r[0] for r in self._ask("SELECT asset FROM asset_matter WHERE matter = ? ORDER BY asset", [matter])]

    def of_party(self, party: str) -> list[str]:
        """The assets that a party owns, alone or with others."""
        return [r[0] for r in self._ask("SELECT asset FROM asset_party WHERE party = ? ORDER BY asset", [party])]

    def marked(self, marks: Sequence[str]) -> list[str]:
        """The assets that bear one of these marks, the first entered first."""
        if not marks:
            return []
        said = ", ".join("?" * len(marks))
        rows = self._ask(
            f"SELECT DISTINCT l.id, m.asset FROM asset_mark m JOIN asset_list l ON l.asset = m.asset WHERE m.mark IN ({said}) ORDER BY l.id",
            list(marks),
        )
        return [r[1] for r in rows]


def _where(wanted: AssetFilter) -> tuple[str, list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    for column, value in (("kind", wanted.kind), ("commune", wanted.commune)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if wanted.officer:
        where.append("officer = ?")
        values.append("" if wanted.officer == "-" else wanted.officer)
    if wanted.stages:
        where.append(f"stage IN ({', '.join('?' * len(wanted.stages))})")
        values += list(wanted.stages)
    if wanted.closed is not None:
        where.append("closed = ?")
        values.append(int(wanted.closed))
    if wanted.due_before is not None:
        where.append("waits = 0 AND next_due <= ?")
        values.append(wanted.due_before.isoformat())
    if wanted.matter:
        where.append("asset IN (SELECT asset FROM asset_matter WHERE matter = ?)")
        values.append(wanted.matter)
    for word in wanted.words:
        where.append("(instr(found, ?) > 0 OR instr(found_apart, ?) > 0)" if wanted.apart else "instr(found, ?) > 0")
        values += [word, word] if wanted.apart else [word]
    return (f" WHERE {' AND '.join(where)}" if where else ""), values

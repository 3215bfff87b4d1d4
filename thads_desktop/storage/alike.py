"""Do two stores, of whatever engines, hold the same? Row by row of what was written once, and every row of every list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.storage.beside import LISTS
from thads_desktop.storage.server_copy import KEPT, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from thads_desktop.storage.reader import Reader

_SEARCH = "SELECT m.matter, s.exact, s.bare FROM matter_list m JOIN matter_search s ON s.rowid = m.id"
#: Places of their own on each engine.
_OWN = ("id", "rowid")


def unlike(one: Reader, other: Reader) -> tuple[dict[str, int], str]:
    """(rows counted by table or list, the name of the first that differs or "")."""
    counts: dict[str, int] = {}
    if one.head() != other.head():
        return counts, "head"
    for table in KEPT:
        counts[table] = 0
        there = _flat(other.connection, table)
        for row in _flat(one.connection, table):
            if row != next(there, None):
                return counts, table
            counts[table] += 1
        if next(there, None) is not None:
            return counts, table
    for name in (*LISTS, "matter_search"):
        here, there_ = (_list(r.connection, name) for r in (one, other))
        if here != there_:
            return counts, name
        counts[name] = len(here)
    return counts, ""


def holds_anything(reader: Reader) -> bool:
    """Something was written here already."""
    tables = ("events", "register_rows", "blobs", "drafts")
    return any(reader.connection.exec_driver_sql(f"SELECT 1 FROM {name} LIMIT 1").fetchall() for name in tables)


def _flat(connection: Connection, table: str) -> Iterator[tuple[Any, ...]]:
    for part in rows_of(connection, table):
        yield from part


def _list(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    """The rows of a list in one order, without the places an engine gives them."""
    if name == "matter_search":
        found = connection.exec_driver_sql(_SEARCH)
        return sorted(tuple(row) for row in found)
    found = connection.exec_driver_sql(f"SELECT * FROM {name}")
    columns = [(n, c) for n, c in enumerate(found.keys()) if c not in _OWN]
    columns.sort(key=lambda x: x[1])
    return sorted((tuple(row[n] for n, _ in columns) for row in found), key=_order)


def _order(row: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    return tuple((value is not None, value if value is not None else "") for value in row)

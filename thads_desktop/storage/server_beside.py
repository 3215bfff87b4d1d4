"""The lists built anew on the server, in tables of one connection, to be held against those everybody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.storage import schema
from thads_desktop.storage.beside import LISTS, says
from thads_desktop.storage.dialect import definition

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SEARCH = "SELECT m.matter, s.exact, s.bare FROM {0}.matter_list m JOIN {0}.matter_search s ON s.rowid = m.id"


def make_own_lists(connection: Connection) -> None:
    """Empty lists that stand before the kept ones for this transaction."""
    for statement in schema.DERIVED:
        connection.exec_driver_sql(definition(statement, temporary=True))


def differences(connection: Connection) -> list[str]:
    """Vietnamese sentences for every list whose kept rows are not those of this connection."""
    home = str(connection.exec_driver_sql("SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = 'events'::regclass").scalar())
    found = []
    for name, words in LISTS.items():
        columns = ", ".join(
            column
            for (column,) in connection.exec_driver_sql(
                "SELECT attname FROM pg_attribute WHERE attrelid = CAST(? AS regclass) AND attnum > 0 ORDER BY attnum", (f"pg_temp.{name}",)
            )
            if column not in ("id", "rowid")
        )
        if count := _unlike(connection, f"SELECT {columns} FROM {{0}}.{name}", home):
            found.append(says(f"Danh sách {words}", count))
    if count := _unlike(connection, _SEARCH, home) or _unlike(connection, "SELECT count(*) FROM {0}.matter_search", home):
        found.append(says("Bảng tìm kiếm", count))
    return found


def _unlike(connection: Connection, rows: str, home: str) -> int:
    """How many rows stand on one side only, each as often as it stands."""
    ours, kept = rows.format("pg_temp"), rows.format(home)
    counts = [
        connection.exec_driver_sql(f"SELECT count(*) FROM ({a} EXCEPT ALL {b}) AS apart").scalar() for a, b in ((ours, kept), (kept, ours))
    ]
    return max(int(n or 0) for n in counts)

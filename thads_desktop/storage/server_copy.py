"""From the server into a store file, and from a store file onto the server: what was written once, in the order of the log."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.storage import keyring
from thads_desktop.storage.backup import copy_store
from thads_desktop.storage.database import Store, make
from thads_desktop.storage.errors import environment
from thads_desktop.storage.folder import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from thads_desktop.storage.server import ServerStore

#: Folders beside the store in which a copy, or a store that moves, is put together.
COPYING, MOVING = ".chep-", ".chuyen-kho"
#: Table -> its columns and how its rows are ordered on the way.
KEPT: dict[str, tuple[tuple[str, ...], str]] = {
    "events": (("subject", "day", "seq", "type", "version", "recorded", "actor", "role", "law", "hash", "text"), "seq"),
    "register_rows": (("kind", "key", "version", "content", "salt", "seq"), "kind, key, version"),
    "blobs": (("sha256", "bytes"), "sha256"),
    "drafts": (("key", "content", "saved"), "key"),
}  # fmt: skip
#: Rows on the way at once; papers are large.
_MANY = {"blobs": 20}
_USUAL = 1000


def drop_left(folder: Path) -> None:
    """Away with what a death left half done; who calls holds the folder's lock."""
    for left in (*folder.glob(f"{COPYING}*"), folder / MOVING):
        shutil.rmtree(left, ignore_errors=True)


def rows_of(connection: Connection, table: str) -> Iterator[list[tuple[Any, ...]]]:
    """Every row of a kept table, part by part, in one order on both engines."""
    columns, order = KEPT[table]
    statement = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"
    found = connection.exec_driver_sql(statement, execution_options={"stream_results": True})
    while part := found.fetchmany(_MANY.get(table, _USUAL)):
        yield [tuple(row) for row in part]


def pour(source: Connection, target: Connection, progress: Callable[[int], None] | None = None) -> None:
    """Write everything of the source into the empty kept tables of the target; the caller commits. progress(events so far)."""
    done = 0
    for table, (columns, _) in KEPT.items():
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        for part in rows_of(source, table):
            target.exec_driver_sql(statement, part if len(part) > 1 else part[0])
            if table == "events" and progress is not None:
                done += len(part)
                progress(done)
    target.exec_driver_sql("DELETE FROM migrations")
    for row in source.exec_driver_sql("SELECT version, applied FROM migrations ORDER BY version").fetchall():
        target.exec_driver_sql("INSERT INTO migrations VALUES (?, ?)", tuple(row))
    target.exec_driver_sql("PRAGMA user_version = 0")


def write_file(store: ServerStore, folder: Path, progress: Callable[[int], None] | None = None) -> None:
    """A store file in an empty folder with all the server holds; its lists are empty and fill when it is opened."""
    make(folder / FILE, store.clock)
    fresh = Store.open(folder, store.clock, network=lambda _: False, look="ends")
    try:
        with store.reading() as source, environment(), fresh.engines[0].connect() as target:
            pour(source.connection, target, progress)
            target.commit()
    finally:
        fresh.close()


def copy_server(store: ServerStore, target: Path, key: bytes | None) -> None:
    """As ``backup.copy_store``. OSError when the target cannot be written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=COPYING, dir=store.folder))
    try:
        write_file(store, scratch)
        with store.reading() as reader:
            ring = keyring.from_plain(reader.draft(keyring.ROW))
        if ring is not None:
            keyring.write(scratch, ring)
        copy_store(scratch / FILE, target, key)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)

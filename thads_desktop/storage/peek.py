"""A store's file looked into where it lies, read only: a copy, or a store that may be damaged. Nothing is written, nothing locked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage import cipher
from thads_desktop.storage.codec import decode
from thads_desktop.storage.errors import environment
from thads_desktop.storage.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from thads_desktop.domain.events import Event


@contextmanager
def looking(file: Path, key: bytes | None = None) -> Iterator[Reader]:
    """A reader on a store's file. Trouble("store.*") at the first question that cannot be answered.

    key None: as the file's folder is held; a copy in the clear is read as such also there.
    """
    clear = key is None and file.is_file() and cipher.is_clear(file)
    place = f"{file.absolute().as_uri()}?mode=ro" if clear else file
    engine = create_engine(
        "sqlite://", module=cipher.driver, creator=lambda: cipher.connect(place, key, read_only=True, threads=True), poolclass=NullPool
    )
    with environment(), engine.connect() as connection:
        try:
            yield Reader(connection)
        finally:
            connection.rollback()


def head_of(file: Path, key: bytes | None = None) -> tuple[int, str] | None:
    """(seq, hash) of the last event in a file; None for one that is no store or is not opened by this key."""
    try:
        with looking(file, key) as reader:
            return reader.head()
    except (Trouble, IndexError, OSError):
        return None


def is_whole(reader: Reader) -> bool:
    """The log has as many events as its head says. Cheap: hashes are not held against anything."""
    count = reader.connection.exec_driver_sql("SELECT count(*) FROM events").scalar()
    return int(count or 0) == reader.head()[0]


def common(one: Reader, other: Reader) -> int:
    """The last place up to which two logs are the same, 0 for logs of two stores. Each hash stands on all before it."""
    low, high = 0, min(one.head()[0], other.head()[0])
    at = high
    while low < high:
        if one.hash_at(at) == other.hash_at(at) != "":
            low = at
        else:
            high = at - 1
        at = (low + high + 1) // 2
    return low


def after(reader: Reader, seq: int) -> Iterator[Event]:
    """The events from behind a place in the log on; what cannot be read any more is passed over."""
    cursor = reader.connection.exec_driver_sql("SELECT text FROM events WHERE seq > ? ORDER BY seq", (seq,))
    while chunk := cursor.fetchmany(1000):
        for (text,) in chunk:
            try:
                yield decode(text)
            except Trouble:
                continue


def counts_after(reader: Reader, seq: int) -> dict[str, int]:
    """Type of event -> how many there are from behind a place in the log on."""
    rows = reader.connection.exec_driver_sql("SELECT type, count(*) FROM events WHERE seq > ? GROUP BY type", (seq,))
    return {str(kind): int(count) for kind, count in rows.fetchall()}


def counts_until(reader: Reader, seq: int) -> tuple[int, int]:
    """(events, register rows) as of a place in the log."""
    counted = [
        reader.connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE seq <= ?", (seq,)).scalar() for table in ("events", "register_rows")
    ]  # fmt: skip
    return int(counted[0] or 0), int(counted[1] or 0)

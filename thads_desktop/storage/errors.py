"""SQLite's ways to fail, as ``Trouble``: the environment's faults get a sentence, everything else is our bug."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from thads_desktop.domain.refusal import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Primary result code of SQLite -> code of the trouble.
KNOWN = {
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_IOERR: "store.io",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite3.SQLITE_NOTADB: "store.damaged",
}


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble behind a driver's error, or None when it is a bug of ours."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        # Python's driver reads text as UTF-8 and gives no code when a stored byte is not.
        return Trouble("store.damaged") if "Could not decode to UTF-8" in str(origin) else None
    known = KNOWN.get(code & 0xFF)
    return None if known is None else Trouble(known)


@contextmanager
def environment() -> Iterator[None]:
    """Turn the environment's database errors into Trouble."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error

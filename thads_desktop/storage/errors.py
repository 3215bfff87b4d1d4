"""SQLite's ways to fail, as ``Trouble``: the environment's faults get a sentence, everything else is our bug."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage import cipher

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
    sqlite3.SQLITE_TOOBIG: "store.damaged",
    sqlite3.SQLITE_NOMEM: "store.damaged",  # a length that a flipped bit made enormous
}
#: What SQLite says, without a code of its own, when the definitions in the file are not those this program wrote.
_SHAPE = re.compile(
    r"no such (table|column|module|tokenizer|index|function|collation)|has no column|malformed|invalid fts5|vtable constructor"
    r"|parse error|unrecognized (token|option)|syntax error|error in (tokenizer|view|trigger)|may not be (modified|used)"
    r"|table .* already exists|same text encoding|\d+ (columns|values)|unsupported file format|unsafe use of|unknown (tokenizer|special|column)|fts5: "
)


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble behind a driver's error, or None when it is a bug of ours."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, (UnicodeDecodeError, MemoryError)):
        # The driver reads text, also SQLite's own sentence about a name in the file, as UTF-8.
        return Trouble("store.damaged")
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        # No code either when a stored byte is not UTF-8, or when a copy fails in the middle.
        said = next((code for words, code in _SAID.items() if words in str(origin)), None)
        return None if said is None or not isinstance(origin, (cipher.Error, sqlite3.Error)) else Trouble(said)
    known = KNOWN.get(code & 0xFF)
    if known is None and code & 0xFF == sqlite3.SQLITE_ERROR and _SHAPE.search(str(origin)):
        known = "store.damaged"
    return None if known is None else Trouble(known)


#: What SQLite says of them where it gives no code.
_SAID = {
    "Could not decode to UTF-8": "store.damaged", "database or disk is full": "store.full", "disk I/O error": "store.io",
    "disk image is malformed": "store.damaged", "file is not a database": "store.damaged", "database is locked": "store.locked",
    "readonly database": "store.read_only", "unable to open database file": "store.cannot_open",
}  # fmt: skip
#: How the driver and SQLAlchemy fail on a file.
FAULTS = (DBAPIError, cipher.Error, sqlite3.Error, UnicodeDecodeError, MemoryError)


@contextmanager
def environment() -> Iterator[None]:
    """Turn the environment's database errors into Trouble."""
    try:
        yield
    except FAULTS as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error

"""A new store file from what was written once in a damaged one, when all of that is whole: only what is derived was lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage import cipher
from thads_desktop.storage.backup import put_back
from thads_desktop.storage.database import Store, make
from thads_desktop.storage.errors import environment, trouble_of
from thads_desktop.storage.folder import FILE, InstanceLock, check_folder, is_network_path, trouble_with
from thads_desktop.storage.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock

_BESIDE = ".dung-lai"
#: Read in the order of the log, and not by an index, which may be what is damaged. Triggers keep the chain's head.
_COPY = (
    "DELETE FROM migrations",
    "INSERT INTO migrations SELECT * FROM old.migrations",
    "INSERT INTO events SELECT * FROM old.events ORDER BY +seq",
    "INSERT INTO register_rows SELECT * FROM old.register_rows",
    "INSERT INTO blobs SELECT * FROM old.blobs",
    "INSERT INTO drafts SELECT * FROM old.drafts",
    "PRAGMA user_version = 0",
)


def salvage(folder: Path, clock: Clock, aside: str) -> Path | None:
    """Put a sound store with empty lists in the damaged one's place, which is kept; where. Opening it fills the lists.

    Trouble("store.damaged") and nothing changed when anything that was written once is damaged too.
    """
    check_folder(folder, create=False, network=is_network_path)
    scratch = folder / _BESIDE
    lock = InstanceLock(folder)
    try:
        try:
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir()
            _copy(folder / FILE, scratch, clock)
        finally:
            lock.release()
        return put_back(folder, scratch / FILE, aside)
    except OSError as error:
        raise trouble_with(folder, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _copy(file: Path, scratch: Path, clock: Clock) -> None:
    make(scratch / FILE, clock)
    damaged = Trouble("store.damaged", folder=str(file.parent))
    connection = cipher.connect(scratch / FILE)
    try:
        with environment():
            # Definitions that do not fit together are passed over; those that are read are looked at afterwards.
            connection.execute("PRAGMA writable_schema = ON")
            cipher.attach(connection, file, "old", read_only=False)
            connection.execute("BEGIN")
            for statement in _COPY:
                connection.execute(statement)
            connection.execute("COMMIT")
            connection.execute("PRAGMA writable_schema = OFF")
            head = "SELECT seq, hash FROM {0}.head"
            if connection.execute(head.format("main")).fetchall() != connection.execute(head.format("old")).fetchall():
                raise damaged
    except cipher.Error as error:
        # What was written once does not fit the tables: a row twice, a place that is empty.
        raise trouble_of(error) or damaged from error
    finally:
        connection.close()
    store = Store.open_reader(scratch, clock)
    try:
        with store.reading() as reader:
            findings = verify(reader).findings
    finally:
        store.close()
    if findings:
        raise damaged

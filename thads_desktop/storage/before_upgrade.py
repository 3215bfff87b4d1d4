"""A copy of a store before its kept tables take a step that an older program does not know: the way back from a new program.

It lies with the other copies, named like them (``services/copies.py``), with the office's key in it, and is checked like them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import BACKUPS, KEY, KEYS
from thads_desktop.storage import cipher, schema
from thads_desktop.storage.backup import copy_store, counted
from thads_desktop.storage.errors import environment
from thads_desktop.storage.folder import FILE, trouble_with

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock


def copy_before(folder: Path, clock: Clock) -> Path | None:
    """The counted copy; None for a store that is of this program's version, or empty.

    Trouble("store.*") when no copy can be made: then nothing is upgraded.
    """
    with environment():
        connection = cipher.connect(folder / FILE)
        try:
            version = connection.execute("SELECT max(version) FROM migrations").fetchone()[0] or 0
            seq = connection.execute("SELECT seq FROM head").fetchone()[0]
        finally:
            connection.close()
    if version >= schema.VERSION or not seq:
        return None
    key = folder / KEYS / KEY
    target = folder / BACKUPS / f"thads-{clock.now():%Y%m%d-%H%M%S}-{seq}.db"
    try:
        target.parent.mkdir(exist_ok=True)
        copy_store(folder / FILE, target, _open_key(key) if key.is_file() else None)
        if counted(target, cipher.key_of(folder)).seq != seq:
            raise Trouble("store.damaged", folder=str(folder))
    except OSError as error:
        raise trouble_with(folder, error) from error
    return target


def _open_key(file: Path) -> bytes:
    """The office's key as a copy carries it: the copy itself is encrypted."""
    data, lock = file.read_bytes(), cipher.key_of(file)
    return (cipher.unseal(lock, data) if lock is not None else None) or data

"""A store of before there were accounts is encrypted: beside the clear one, proved equal, and only then in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import BACKUPS, KEY, KEYS, STORE, drop, part_of, to_disk, write_own
from thads_desktop.services.desk import open_desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.backup import counted
from thads_desktop.storage.folder import SHM, WAL, InstanceLock

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock


def encrypt_store(folder: Path, clock: Clock, key: bytes, ring: keyring.Keyring) -> None:
    """Put an encrypted store in the clear one's place. Trouble("store.*") with nothing changed otherwise.

    The slots lie in the folder already. At every moment it holds a whole store, clear or encrypted. The clear
    file and the clear copies beside it, and at the second place, are then overwritten and taken away: what they said is in the encrypted one, which was
    read through and counted like a copy.
    """
    from thads_desktop.services import copies, sweep

    file = folder / STORE
    desk = open_desk(folder, clock, look="whole")  # folds the journal in when it is let go
    try:
        second = copies.second_own(desk)
    finally:
        desk.close()
    lock = InstanceLock(folder)
    part = part_of(file)
    drop(part)
    try:
        before = counted(file)
        cipher.encrypt(file, part, key)
        if counted(part, key) != before:
            raise Trouble("store.damaged", folder=str(folder))
        to_disk(part)
        sealed = _sealed_office_key(folder, key)
        _wipe_after(file, part)
        if sealed is not None:
            write_own(folder / KEYS / KEY, sealed, 0o600)
    finally:
        drop(part)
        lock.release()
    for place in (folder, folder / BACKUPS, *([second] if second is not None else [])):
        sweep.clear_in(place, key, ring)


def _wipe_after(file: Path, part: Path) -> None:
    """The encrypted file takes the name; of the clear one nothing stays."""
    gone = file.with_name(f"{file.name}.cu")
    drop(gone)
    gone.hardlink_to(file)
    part.replace(file)
    to_disk(file.parent)
    for tail in (WAL, SHM):
        if (other := file.with_name(f"{file.name}{tail}")).exists():
            overwrite(other)
    overwrite(gone)


def overwrite(file: Path) -> None:
    """Zeros over what stood there, as far as the disk lets anybody, then away with it."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        for _ in range(0, size, 1 << 20):
            opened.write(bytes(min(1 << 20, size - opened.tell())))
    to_disk(file)
    drop(file)


def seal_copy(old: Path, key: bytes, ring: keyring.Keyring) -> bool:
    """A clear copy of before becomes an encrypted one under the same name; False = it is no sound store and is left as it is."""
    part = part_of(old)
    drop(part)
    try:
        try:
            before = counted(old)
        except Trouble:
            return False
        cipher.encrypt(old, part, key)
        if counted(part, key) != before:
            return False
        with part.open("ab") as opened:
            opened.write(keyring.behind(ring))
        to_disk(part)
        _wipe_after(old, part)
        return True
    finally:
        drop(part)


def _sealed_office_key(folder: Path, key: bytes) -> bytes | None:
    file = folder / KEYS / KEY
    return cipher.seal(key, file.read_bytes()) if file.is_file() else None

"""Copies of the store: made while it is open, checked before they get their name, checked again before they come back."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import KEY, KEYRING, KEYS, drop, part_of, refuse_device, refuse_kept, to_disk, write_own
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.codec import CHAIN, ROWS, first_break, has_false_row
from thads_desktop.storage.errors import environment
from thads_desktop.storage.folder import FILE, SHM, WAL, InstanceLock, check_folder, is_network_path, trouble_with

if TYPE_CHECKING:
    from pathlib import Path


#: In a copy only: the key the office signs with, so that a copy is one file and brings all of the office back.
_KEY = "CREATE TABLE office_key (only INTEGER PRIMARY KEY CHECK (only = 1), secret BLOB NOT NULL)"


def copy_store(file: Path, target: Path, key: bytes | None = None) -> None:
    """Copy an open store file, the office's key with it and the slots of its data key behind it, to ``target``, whole and on
    the disk, or not at all. Encrypted as the store is.

    Trouble("store.damaged") when the copy is not sound; OSError when the target cannot be written.
    """
    refuse_kept(target)
    refuse_device(target)
    part = part_of(target)
    part.unlink(missing_ok=True)
    part.touch(0o600)
    try:
        with environment():
            source, copy = cipher.connect(file), cipher.connect(part, cipher.key_of(file))
            try:
                source.backup(copy)
                # One file, without a journal beside it, so that it can be carried away.
                copy.execute("PRAGMA journal_mode = DELETE")
                if key is not None:
                    copy.execute(_KEY)
                    copy.execute("INSERT INTO office_key VALUES (1, ?)", (key,))
            finally:
                source.close()
                copy.close()
        if not is_sound(part, cipher.key_of(file)):
            raise Trouble("store.damaged", folder=str(file.parent))
        ring = keyring.read(file.parent) if cipher.key_of(file) is not None else None
        if ring is not None:
            with part.open("ab") as opened:
                opened.write(keyring.behind(ring))
        to_disk(part)
        part.replace(target)
        to_disk(target.parent)
    finally:
        drop(part)
        drop(part.with_name(part.name + "-journal"))


def _reading(file: Path, key: bytes | None) -> Any:
    """A copy in the clear is read as such, though it lies in a folder that is held with a key."""
    if key is None and file.is_file() and cipher.is_clear(file):
        return cipher.connect(f"{file.absolute().as_uri()}?mode=ro")
    return cipher.connect(file, key, read_only=True)


def is_sound(file: Path, key: bytes | None = None) -> bool:
    """The file is a store of this program, every page of it in order. Reads all of it, writes nothing."""
    try:
        connection = _reading(file, key)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not {"events", "head", "register_rows", "blobs", "migrations"} <= names:
                return False
            return not cipher.page_faults(connection, whole=True)
        finally:
            connection.close()
    except (cipher.Error, UnicodeDecodeError, MemoryError):
        return False


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands in a copy that was read through. seq, head: its last event and the hash of that."""

    seq: int
    head: str
    events: int
    rows: int
    blobs: int


def counted(file: Path, key: bytes | None = None) -> Counted:
    """Open a copy and read it through: pages, chain, registers, papers. Trouble("store.damaged") when anything does not hold."""
    damaged = Trouble("store.damaged", folder=str(file))
    if not is_sound(file, key):
        raise damaged
    with environment():
        connection = _reading(file, key)
        try:
            if first_break(connection.execute(CHAIN)) or has_false_row(connection.execute(ROWS)):
                raise damaged
            blobs = 0
            for sha, content in connection.execute("SELECT sha256, CAST(bytes AS BLOB) FROM blobs"):
                if content is None or hashlib.sha256(content).hexdigest() != sha:
                    raise damaged
                blobs += 1
            seq, head = connection.execute("SELECT seq, hash FROM head").fetchone() or (-1, "")
            events = connection.execute("SELECT count(*) FROM events").fetchone()[0]
            rows = connection.execute("SELECT count(*) FROM register_rows").fetchone()[0]
            if events != seq:
                raise damaged
        finally:
            connection.close()
    return Counted(seq, head, events, rows, blobs)


def put_back(folder: Path, backup: Path, aside: str) -> Path | None:
    """Give a sound backup the store's name, and put back the key it brings; where the store that was there is kept,
    None when there was none.

    At every moment the name is held by the old store or by the backup, whole, and the folder's slots are those of the one that
    holds it. Trouble("store.*") when the folder cannot
    be used; a damaged old store is no reason to refuse.
    """
    check_folder(folder, create=True, network=is_network_path, damaged=True)
    file, kept = folder / FILE, folder / aside
    lock = InstanceLock(folder)
    try:
        part = part_of(file)
        try:
            ring, length = keyring.from_copy(backup)
            before = _ring_now(folder)
            write_own(part, backup.read_bytes()[:length], 0o600)
            ring = _new_ring(folder, ring)
            if cipher.is_clear(part) and (folder / KEYRING).exists():
                _open_locks(folder, aside)
            secret, had, length = _taken_key(part), file.exists(), part.stat().st_size
            if not had:
                _put_key(folder, secret, aside)
            if ring is not None:
                # The slots ride behind the store until they have a file of their own (``keyring.read`` finds them there).
                with part.open("ab") as opened:
                    opened.write(keyring.behind(ring))
                to_disk(part)
            if file.exists():
                _fold_journal(file)
                _keep(file, kept)
            # A journal that could not be folded in stays beside the store it belongs to, and never meets the new one.
            for tail in (WAL, SHM):
                if (folder / f"{FILE}{tail}").exists():
                    _keep(folder / f"{FILE}{tail}", folder / f"{aside}{tail}")
                    (folder / f"{FILE}{tail}").unlink()
            if ring is not None and (folder / KEYRING).exists():
                # Of another store, or no longer to be read: it opens nothing here.
                _keep(folder / KEYRING, folder / f"{aside.removesuffix('.db')}.keys.json")
                drop(folder / KEYRING)
            part.replace(file)
            to_disk(folder)
            if kept.exists() and before is not None and not cipher.is_clear(kept) and not (folder / f"{aside}{WAL}").exists():
                # A copy like any other: whoever undoes this restore has the passwords of before it.
                with kept.open("ab") as opened:
                    opened.write(keyring.behind(before))
                to_disk(kept)
            if had:
                _put_key(folder, secret, aside)
            if ring is not None:
                keyring.write(folder, ring)
                os.truncate(file, length)
        except OSError as error:
            raise trouble_with(folder, error) from error
        finally:
            drop(part)
    finally:
        lock.release()
    return kept if kept.exists() else None


def _taken_key(part: Path) -> bytes | None:
    """Take the office's key out of a copy; None when it brings none (copies of before)."""
    with environment():
        connection = cipher.connect(part)
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'office_key'").fetchall():
                return None
            found = connection.execute("SELECT secret FROM office_key").fetchone()
            # Nothing of it stays in the store's file.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DROP TABLE office_key")
        finally:
            connection.close()
    to_disk(part)
    return bytes(found[0]) if found else None


def _put_key(folder: Path, key: bytes | None, aside: str) -> None:
    file = folder / KEYS / KEY
    lock = cipher.key_of(file)
    if key is None or (file.is_file() and key in (file.read_bytes(), lock and cipher.unseal(lock, file.read_bytes()))):
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if file.exists():
        _keep(file, file.with_name(f"office-{aside.removesuffix('.db')}.key"))
    write_own(file, key if lock is None else cipher.seal(lock, key), 0o600)


def _new_ring(folder: Path, ring: keyring.Keyring | None) -> keyring.Keyring | None:
    """The slots that came with a copy, where the folder has none for this data key; None = those of today stay, for passwords of
    then do not come back."""
    now = _ring_now(folder)
    return None if ring is None or (now is not None and now.office == ring.office) else ring


def _ring_now(folder: Path) -> keyring.Keyring | None:
    try:
        return keyring.read(folder)
    except Trouble:
        # A key file that cannot be read is one of the reasons to restore.
        return None


def _open_locks(folder: Path, aside: str) -> None:
    """A copy of before there were accounts comes back: the slots are kept aside, whoever opens it next sets a first account."""
    file, lock = folder / KEYS / KEY, cipher.key_of(folder)
    secret = cipher.unseal(lock, file.read_bytes()) if lock is not None and file.is_file() else None
    _keep(folder / KEYRING, folder / f"{aside.removesuffix('.db')}.keys.json")
    drop(folder / KEYRING)
    cipher.hold(folder, None)
    if secret is not None:
        write_own(file, secret, 0o600)


def _fold_journal(file: Path) -> None:
    """Bring what stands in the journal into the file, where both are sound."""
    try:
        connection = cipher.connect(file)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    except cipher.Error:
        return


def _keep(file: Path, under: Path) -> None:
    """A second name for the same bytes, which outlives the first; a copy where the disk has no second names."""
    drop(under)
    try:
        under.hardlink_to(file)
    except OSError:
        write_own(under, file.read_bytes())

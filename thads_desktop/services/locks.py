"""Where the ring of a data folder lies: beside a store file as ``keys.json``; of a store on a server in the store, for every desk.

A ring beside a file changes with the transaction that tells of it: it lies there under a pending name with the place in the log that
its transaction would reach, and takes its own name after the commit. Whoever opens the folder after a death looks whether the log
got there (``settle``).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from thads_desktop.files import write_own
from thads_desktop.services import slots
from thads_desktop.storage import keyring

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.keyring import Keyring
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


def ring(desk: Desk, reader: Reader | None = None) -> Keyring | None:
    """The ring as it is now, for a change as the transaction at hand sees it; None where nobody has an account yet."""
    if not desk.store.shared:
        return keyring.read(desk.folder)
    if reader is not None:
        return keyring.from_plain(reader.draft(keyring.ROW))
    with desk.looking() as now:
        return keyring.from_plain(now.draft(keyring.ROW))


def keep(desk: Desk, uow: UnitOfWork, made: Keyring) -> None:
    """Put a ring in the place of the one before, when and only when the transaction stays. After the events that tell of it.

    What slots it makes anew the log says too (``slots``); of those that lay there it learns nothing.
    """
    before = ring(desk, uow)
    slots.tell(uow, desk.clock.today(), (s for s in made.slots if before is None or s not in before.slots))
    if desk.store.shared:
        uow.save_draft(keyring.ROW, keyring.to_plain(made))
        uow.after_commit = lambda: follow(desk.folder, made)
        return
    keyring.write_pending(desk.folder, made, uow.tip())

    def taken() -> None:
        keyring.take_pending(desk.folder, made)
        follow(desk.folder, made)

    uow.after_commit = taken


def follow(folder: Path, ring: Keyring) -> None:
    """The rings that lie in the folder beside stores put aside open to those alone whom the ring of today lets in: a closed account and
    a password of then open none of them. What cannot be written now is left for the next log-in."""
    for file in folder.glob("thads-cu-*.keys.json"):
        with suppress(OSError):
            beside = keyring.from_bytes(file.read_bytes())
            if beside is not None and beside.office == ring.office and beside.slots != ring.slots:
                write_own(file, keyring.to_bytes(ring), 0o600)


def settle(desk: Desk) -> Keyring | None:
    """After a death between a change and its commit, or between the commit and the new ring's name: the ring that counts."""
    pending = keyring.read_pending(desk.folder)
    if pending is not None:
        made, (seq, head) = pending
        with desk.reading() as reader:
            stays = reader.hash_at(seq) == head
        if stays:
            keyring.take_pending(desk.folder, made)
        else:
            keyring.drop_pending(desk.folder)
    return keyring.read(desk.folder)

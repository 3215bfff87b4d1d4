"""Where the ring of a data folder lies: beside a store file as ``keys.json``; of a store on a server in the store, for every desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.storage import keyring

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.keyring import Keyring
    from thads_desktop.storage.unit_of_work import UnitOfWork


def ring(desk: Desk) -> Keyring | None:
    """The ring as it is now; None where nobody has an account yet."""
    if not desk.store.shared:
        return keyring.read(desk.folder)
    with desk.reading() as reader:
        return keyring.from_plain(reader.draft(keyring.ROW))


def keep(desk: Desk, uow: UnitOfWork, made: Keyring) -> None:
    """Put a ring in the place of the one before. On a server it stays with the transaction; a file has its name at once, so this
    comes last before the commit."""
    if desk.store.shared:
        uow.save_draft(keyring.ROW, keyring.to_plain(made))
    else:
        keyring.write(desk.folder, made)

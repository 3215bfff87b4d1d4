"""The first account of a folder: the data key, the recovery sheet, and the encrypting of a store that stood in the clear."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import access_events as ae
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.files import KEYRING, SHEET, STORE, drop
from thads_desktop.services import access, locks, people, printed_sheet, rights, sealing, slots
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.folder import FOUNDING, InstanceLock
from thads_desktop.storage.server_place import place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.domain.clock import Clock


@dataclass(frozen=True, slots=True)
class Founded:
    """The first account was made. sheet: where the recovery sheet lies; words: what stands on it."""

    desk: Desk
    sheet: Path
    words: tuple[str, ...]


def found(
    folder: Path, clock: Clock, login: str, password: str, set_up: Callable[[Desk], object] | None = None,
    progress: Callable[[int], None] | None = None, hint: str = "",
) -> Founded:  # fmt: skip
    """The first account of a folder, with the data key and the recovery sheet; set_up(desk) fills a new store first.
    hint: what the log-in shows; of invented data only.

    A store that stands there in the clear is encrypted, after a copy of it was made and counted; until the encrypted one has
    been proved equal and has its name, the clear one stays. Undone as a whole when anything is refused.
    """
    keyring.check_login(login)
    keyring.check_password(password, login)
    if place_of(folder) is not None:
        from thads_desktop.services import access_server

        return access_server.found(folder, clock, login, password, set_up, progress)
    had = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    # Two who set up at once: the second waits for nothing and changes nothing.
    lock = InstanceLock(folder, FOUNDING)
    try:
        return _found(folder, clock, login, password, set_up, progress, hint)
    finally:
        lock.release()
        drop(folder / FOUNDING)
        if not had and not any(folder.iterdir()):
            folder.rmdir()


def _found(
    folder: Path, clock: Clock, login: str, password: str, set_up: Callable[[Desk], object] | None,
    progress: Callable[[int], None] | None, hint: str,
) -> Founded:  # fmt: skip
    account, key, ring, begun = _locks(folder, login, password)
    fresh = not (folder / STORE).exists()
    clear = not fresh and cipher.is_clear(folder / STORE)
    # Slots of an account that stands already are not touched: the sheet that was printed goes on opening.
    desk = _still_unfinished(folder, clock, key, progress) if begun and not clear else None
    try:
        ring, words = keyring.with_sheet(replace(ring, hint=hint, waits=keyring.waiting(key, access.clear_head(folder)) if clear else ""), key)
        # First the slots: whatever dies from here on, the same log-in goes on where this stopped.
        keyring.write(folder, ring)
        if clear:
            sealing.encrypt_store(folder, clock, key, ring)
        desk = desk or open_desk(folder, clock, create=fresh, key=key, progress=progress)
    except BaseException:
        if desk is not None:
            desk.close()
        if not begun and (fresh or cipher.is_clear(folder / STORE)):
            drop(folder / KEYRING)
        raise
    try:
        open_first(desk, account, login, set_up, ring)
        access.seat(desk, account)
        if ring.waits:
            ring = replace(ring, waits="")
            keyring.write(folder, ring)
        sheet = printed_sheet.write(desk, words)
        # The sheet is tried on the spot: it opens what was just locked.
        if keyring.opened_by_sheet(ring, " ".join(words)) != key:
            raise ValueError("the sheet does not open the data")
    except BaseException:
        if fresh:
            for name in (KEYRING, SHEET):
                drop(folder / name)
            desk.store.discard()
        desk.close()
        raise
    return Founded(desk, sheet, words)


def _still_unfinished(folder: Path, clock: Clock, key: bytes, progress: Callable[[int], None] | None) -> Desk:
    """The desk of an encrypted store where setting up stopped. Refused("account.has_accounts") where it had come to its end."""
    desk = open_desk(folder, clock, key=key, progress=progress)
    try:
        _refuse_known(desk)
    except BaseException:
        desk.close()
        raise
    return desk


def _refuse_known(desk: Desk) -> None:
    with desk.reading() as reader:
        if access.accounts(reader):
            raise Refused(Refusal("account.has_accounts", {"folder": str(desk.folder)}, "login"))


def _locks(folder: Path, login: str, password: str) -> tuple[str, bytes, keyring.Keyring, bool]:
    """(account, data key, ring, begun before) of a folder that has no account yet. Refused("account.has_accounts") for another."""
    if access.has_accounts(folder):
        refusal = Refused(Refusal("account.has_accounts", {"folder": str(folder)}, "login"))
        ring = keyring.read(folder)
        if ring is None or len(ring.slots) != 2:
            raise refusal
        try:
            account, key = keyring.opened(ring, login, password)
        except Refused:
            raise refusal from None
        return account, key, ring, True
    account, key = uuid4().hex, keyring.new_key()
    return account, key, keyring.with_account(keyring.empty(), key, account, login, password), False


def open_first(
    desk: Desk, account: str, login: str, set_up: Callable[[Desk], object] | None, ring: keyring.Keyring
) -> None:  # fmt: skip
    """The account of an office that has none, with the ring that opens it (beside a file it lies there already)."""
    _refuse_known(desk)
    with desk.reading() as reader:
        office = reader.row("office", "self")
    if office is None and set_up is not None:
        set_up(desk)
    with desk.reading() as reader:
        level = people.office(reader).level
        # Whose account it is, is who opens it.
        desk.actor = person = people.usual_actor(reader, desk.clock.today())
    with desk.founding() as uow:
        uow.write_row("account", account, {"login": keyring.fold_login(login)})
        uow.append(f"account:{account}", desk.clock.today(), ae.AccountOpened(person, rights.every_role(level)))
        uow.append(f"account:{account}", desk.clock.today(), ae.SheetMade())
        if desk.store.shared:
            locks.keep(desk, uow, ring)
        else:
            slots.tell(uow, desk.clock.today(), ring.slots)
        uow.commit()

"""Getting in where the store is on a server: the server lets the desk in by its own password, the ring lies in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.files import write_own
from thads_desktop.services import access, first_account, locks, office_key, printed_sheet
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.storage.database import Look

#: At a desk of a server: sealed under the office's key when this desk first met it.
KNOWN_KEY, _KNOWN = "khoa-da-biet.bin", b"thads-known"


def sign_in(
    folder: Path, clock: Clock, login: str, password: str, look: Look, progress: Callable[[int], None] | None
) -> Desk:  # fmt: skip
    """As ``sign_in``: the server lets this desk in by its own password first; the ring lies in the store."""
    desk = open_desk(folder, clock, look=look, progress=progress)
    try:
        ring = locks.ring(desk)
        if ring is None:
            raise Refused(Refusal("account.none_yet", {"folder": str(folder)}, "login"))
        account, key = keyring.opened(ring, login, password)
        _prove(folder, key)
        access.hold(desk, key)
        access.seat(desk, account)
        office_key.bring(desk)
    except BaseException:
        desk.close()
        raise
    return desk


def found(
    folder: Path, clock: Clock, login: str, password: str, set_up: Callable[[Desk], object] | None, progress: Callable[[int], None] | None
) -> first_account.Founded:  # fmt: skip
    """As ``found`` for a store on a server that has no account yet."""
    desk = open_desk(folder, clock, create=True, progress=progress)
    try:
        if locks.ring(desk) is not None:
            raise Refused(Refusal("account.has_accounts", {"folder": str(folder)}, "login"))
        account, key = uuid4().hex, keyring.new_key()
        ring, words = keyring.with_sheet(keyring.with_account(keyring.empty(), key, account, login, password), key)
        access.hold(desk, key)
        first_account.open_first(desk, account, login, set_up, ring)
        access.seat(desk, account)
        sheet = printed_sheet.write(desk, words)
    except BaseException:
        desk.close()
        raise
    return first_account.Founded(desk, sheet, words)


def _prove(folder: Path, key: bytes) -> None:
    """On a server the ring lies where who keeps the server could put another: this desk knows the office's key again by what it
    sealed under it at its first log-in. Trouble("keys.other")."""
    file = folder / KNOWN_KEY
    if not file.is_file():
        write_own(file, cipher.seal(key, _KNOWN), 0o600)
    elif cipher.unseal(key, file.read_bytes()) != _KNOWN:
        raise Trouble("keys.other", folder=str(folder))

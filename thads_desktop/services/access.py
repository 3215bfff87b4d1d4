"""Getting in: the first account, a log-in, the recovery sheet; and who sits at the desk after that.

The data key comes out of ``keys.json`` by a password or by the words of the sheet and lives in this process alone. Roles stand
in the log; what they allow, in ``rights``.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import access_events as ae
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.standing import as_recorded
from thads_desktop.files import KEYRING, STORE
from thads_desktop.services import locks, people, rights, sealing, slots
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.folder import check_folder, is_network_path
from thads_desktop.storage.peek import head_of
from thads_desktop.storage.server_place import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.storage.database import Look
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Account:
    """One account. login: its name; person: whose it is (an id); roles: what it may; active: not closed."""

    key: str
    login: str
    person: str
    name: str
    roles: tuple[str, ...]
    active: bool

    def may(self, act: str) -> bool:
        return self.active and rights.load().may(act, self.roles)


@dataclass(frozen=True, slots=True)
class Access:
    """Who sits at the desk: the account, and the other accounts that are open. Alone, every right is theirs."""

    account: Account
    others: tuple[Account, ...]
    #: The log when this was read.
    seq: int = 0

    @property
    def sole(self) -> bool:
        return not self.others


def has_accounts(folder: Path) -> bool:
    """The folder's store is under lock (one on a server always: who may get in the store itself says). Trouble("keys.damaged");
    Trouble("keys.lost") where an encrypted store has no keys."""
    if place_of(folder) is not None:
        return True
    store = folder / STORE
    if keyring.read(folder) is not None:
        # Slots without a store: setting up stopped before anything was there to lock.
        return store.exists()
    if store.is_file() and store.stat().st_size and not cipher.is_clear(store):
        raise Trouble("keys.lost", folder=str(folder))
    return False


def proved(desk: Desk, login: str, password: str) -> str:
    """The account that a log-in name and a password belong to, on a desk that is open. Refused("account.wrong" | "account.closed")."""
    ring = locks.ring(desk)
    if ring is None:
        raise Refused(Refusal("account.wrong", field="password"))
    account, key = keyring.opened(ring, login, password)
    if key != cipher.key_of(desk.folder):
        raise Refused(Refusal("account.wrong", field="password"))
    with desk.looking() as reader:
        access_of(reader, account)
        slots.refuse_forged(reader, ring, account)
    return account


def sign_in(
    folder: Path, clock: Clock, login: str, password: str, *, look: Look = "quick", progress: Callable[[int], None] | None = None
) -> Desk:
    """Open the folder in the name of an account. Refused("account.*"); Trouble as ``open_desk``.

    Refused("account.unfinished"): setting up stopped before the first account stood; ``found`` goes on by the same log-in.
    """
    if place_of(folder) is not None:
        from thads_desktop.services import access_server

        try:
            return access_server.sign_in(folder, clock, login, password, look, progress)
        except Trouble as trouble:
            if trouble.code != "store.came_home":
                raise
    ring = keyring.read(folder)
    if ring is None:
        has_accounts(folder)  # an encrypted store without its keys is another trouble
        raise Refused(Refusal("account.none_yet", {"folder": str(folder)}, "login"))
    account, key = keyring.asked(folder, ring, lambda r: keyring.opened(r, login, password))
    if (folder / STORE).is_file() and cipher.is_clear(folder / STORE):
        if ring.waits != keyring.waiting(key, clear_head(folder)):
            # Somebody has put another store in the place of the encrypted one.
            raise Trouble("store.in_the_clear", folder=str(folder))
        # Encrypting stopped between the slots and the file.
        sealing.encrypt_store(folder, clock, key, ring)
    desk = open_desk(folder, clock, look=look, progress=progress, key=key)
    try:
        if keyring.read_pending(folder) is not None:
            settled = locks.settle(desk)
            account, _ = keyring.opened(settled or ring, login, password)
        # Registers that were not looked at say nothing that can be relied on; the key alone has been proved.
        with desk.reading() as reader:
            if not accounts(reader):
                raise Refused(Refusal("account.unfinished", field="login"))
        seat(desk, account)
    except BaseException:
        desk.close()
        raise
    return desk


def hold(desk: Desk, key: bytes) -> None:
    """What lies beside the store of a server (copies, the signing key) is under the data key too."""
    if cipher.key_of(desk.folder) is None:
        cipher.hold(desk.folder, key)
        desk.store.holds_key = True


def refuse_missing(folder: Path) -> None:
    """Trouble("store.missing") before a password is asked for: there is nothing it could open."""
    if place_of(folder) is None and not (folder / STORE).exists() and not (folder / KEYRING).exists():
        check_folder(folder, create=False, network=is_network_path)


@contextmanager
def unlocked(folder: Path, clock: Clock, login: str, password: str, copy: Path | None = None) -> Iterator[str]:
    """While this lasts the folder's files are read with its key, though no desk is open; the account.

    For what a damaged store is repaired with. copy: where the folder has no slots of its own for it, those behind this copy
    count. A store of before there were accounts needs no key.
    """
    if place_of(folder) is not None:
        desk = sign_in(folder, clock, login, password, look="ends")
        account, key = (desk.access.account.key if desk.access is not None else ""), cipher.key_of(folder)
        desk.close()
        ring = None
    else:
        ring, account, key = keyring.read(folder), "", None
    behind = keyring.from_copy(copy)[0] if copy is not None and copy.is_file() else None
    if behind is not None and (ring is None or ring.office != behind.office):
        ring = behind
    if ring is not None:
        account, key = keyring.asked(folder, ring, lambda r: keyring.opened(r, login, password))
    if key is None:
        yield account
        return
    places = [folder, *([copy] if copy is not None else [])]
    held = [p for p in places if cipher.key_of(p) is None]
    for place in held:
        cipher.hold(place, key)
    try:
        yield account
    finally:
        for place in held:
            cipher.hold(place, None)


def seat(desk: Desk, account: str) -> None:
    """From here on the desk acts in the name of this account. Refused("account.closed" | "account.forged")."""
    with desk.looking() as reader:
        slots.refuse_forged(reader, locks.ring(desk, reader), account)
        desk.access = access_of(reader, account)
        if desk.access.sole:
            desk.actor = people.usual_actor(reader, desk.clock.today()) or desk.access.account.person
        else:
            desk.actor = desk.access.account.person


def again(desk: Desk) -> None:
    """What the account may, as the log says now: another desk may have changed it. Of one that was closed nothing is left, not even
    reading, until somebody else takes the desk."""
    if (now := desk.access) is None:
        return
    with desk.looking() as reader:
        try:
            fresh = access_of(reader, now.account.key)
        except Refused:
            fresh = replace(now, account=replace(now.account, active=False), seq=reader.head()[0])
    if desk.access is now:
        desk.access = fresh


def access_of(reader: Reader, account: str) -> Access:
    """What an account may now. Refused when it is closed, or the store knows nothing of it (a copy of before it was opened)."""
    known = accounts(reader)
    mine = next((a for a in known if a.key == account), None)
    if mine is None or not mine.active:
        raise Refused(Refusal("account.closed", field="login"))
    return Access(mine, tuple(a for a in known if a.active and a.key != account), reader.head()[0])


def accounts(reader: Reader) -> list[Account]:
    """Every account there ever was, by log-in name."""
    found, rows, names = [], reader.rows("account"), reader.rows("person")
    for subject, events in reader.stream("account"):
        key = subject.partition(":")[2]
        person, active = "", False
        roles: tuple[str, ...] = ()
        for event in as_recorded(events):
            match event.body:
                case ae.AccountOpened():
                    person, roles, active = event.body.person, event.body.roles, True
                case ae.RolesChanged():
                    roles = event.body.roles
                case ae.AccountClosed():
                    active = False
        if not person and not roles:
            # Of what was never opened here there is only what others did: a restored store that does not know who confirmed it.
            continue
        login = str(rows.get(key, {}).get("login", ""))
        found.append(Account(key, login, person, str(names.get(person, {}).get("name", "")), roles, active))
    return sorted(found, key=lambda a: a.login)


def clear_head(folder: Path) -> str:
    """Hash of the last event of a clear store, "" where it cannot be read."""
    found = head_of(folder / STORE)
    return found[1] if found is not None else ""


def recover(folder: Path, clock: Clock, words: str, login: str, password: str) -> Desk:
    """A forgotten password: the words of the sheet give an account a new one. Refused("sheet.*" | "account.*").

    The account must be known by its log-in name; closed ones stay closed.
    """
    keyring.check_password(password, login)
    at_server = place_of(folder) is not None
    desk = open_desk(folder, clock) if at_server else None
    ring = locks.ring(desk) if desk is not None else keyring.read(folder)
    try:
        if ring is None:
            raise Refused(Refusal("account.none_yet", {"folder": str(folder)}, "login"))
        key = keyring.asked(folder, ring, lambda r: keyring.opened_by_sheet(r, words))
        desk = desk or open_desk(folder, clock, key=key)
        if keyring.read_pending(folder) is not None:
            ring = locks.settle(desk) or ring
            keyring.opened_by_sheet(ring, words)
    except BaseException:
        if desk is not None:
            desk.close()
        raise
    try:
        hold(desk, key)
        with desk.reading() as reader:
            slots.refuse_forged(reader, ring, slots.SHEET)
            wanted = next((a for a in accounts(reader) if a.active and a.login == keyring.fold_login(login)), None)
        if wanted is None:
            raise Refused(Refusal("account.unknown", {"login": login.strip()[:60]}, "login"))
        with desk.founding() as uow:
            uow.append(f"account:{wanted.key}", desk.clock.today(), ae.PasswordSet("sheet"))
            locks.keep(desk, uow, keyring.with_account(ring, key, wanted.key, login, password))
            uow.commit()
        seat(desk, wanted.key)
    except BaseException:
        desk.close()
        raise
    return desk

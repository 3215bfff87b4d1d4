"""The key the office signs with: which one it is stands in a register, so that no other takes its place unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say_trouble
from thads_desktop.exchange import signature
from thads_desktop.files import KEY, KEYS, write_own
from thads_desktop.storage import cipher

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk

_ROW = ("key", "own")
#: Of a store on a server: under which name the sealed key is kept for every desk.
SHARED = "khoa:office-key"


@dataclass(frozen=True, slots=True)
class Keeper:
    """What ``signature.ensure_key`` asks about the key of an opened folder."""

    desk: Desk

    def known(self) -> str:
        """The fingerprint of the key that the office uses, "" = not noted yet. Refused where there is no office."""
        from thads_desktop.services import people

        with self.desk.reading() as reader:
            people.office(reader)
            return str((reader.row(*_ROW) or {}).get("fingerprint", ""))

    def used(self) -> bool:
        """Was something signed here before the key was noted?"""
        with self.desk.reading() as reader:
            packages = reader.stream("package", types=("PackageMade",))
            return any(isinstance(e.body, ev.PackageMade) for _, events in packages for e in events)

    def note(self, fingerprint: str) -> None:
        # The first key comes with the first thing signed; only another one in its place is an act of its own.
        with self.desk.writing("key" if self.known() else "keep") as uow:
            uow.write_row(*_ROW, {"fingerprint": fingerprint})
            if self.desk.store.shared:
                # Sealed as it lies in its file: every desk of the office signs with it.
                uow.save_draft(SHARED, {"sealed": (self.desk.folder / KEYS / KEY).read_bytes().hex()})
            uow.commit()


    def seal(self, secret: bytes) -> bytes:
        """As the key lies in its file."""
        lock = cipher.key_of(self.desk.folder)
        return secret if lock is None else cipher.seal(lock, secret)

    def unseal(self, data: bytes) -> bytes | None:
        """Inverse of ``seal``; None for what this office did not seal."""
        lock = cipher.key_of(self.desk.folder)
        return None if lock is None else cipher.unseal(lock, data)


def bring(desk: Desk) -> None:
    """At a desk of a server: the office's key as another desk made it, where this one has none or an older one."""
    if not desk.store.shared:
        return
    with desk.reading() as reader:
        kept = reader.draft(SHARED)
    file = desk.folder / KEYS / KEY
    if kept is None or (file.is_file() and fitting(desk) is not None):
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if file.exists():
        file.rename(file.with_name(f"office-cu-{desk.clock.now():%Y%m%d-%H%M%S}.key"))
    write_own(file, bytes.fromhex(kept["sealed"]), 0o600)


def share(desk: Desk) -> None:
    """Before a store moves to a server: its key goes with it."""
    file = desk.folder / KEYS / KEY
    if file.is_file():
        with desk.founding() as uow:
            uow.save_draft(SHARED, {"sealed": file.read_bytes().hex()})
            uow.commit()


def check(desk: Desk) -> None:
    """Before anything that ends in signing. Trouble("key.*") when the key file is not the office's key."""
    signature.read_key(desk.folder)


def fitting(desk: Desk) -> bytes | None:
    """The office's key, when there is one and it is the right one."""
    try:
        return signature.read_key(desk.folder)
    except (Refused, Trouble):
        return None


def fingerprint(desk: Desk) -> str:
    """Of the office's key, "" while it has none. Trouble("key.*") when the key file is not the office's key."""
    secret = signature.read_key(desk.folder)
    return signature.fingerprint(signature.public_of(secret)) if secret is not None else ""


def findings(desk: Desk) -> list[str]:
    """A Vietnamese sentence when the key file is not what it should be."""
    try:
        signature.read_key(desk.folder)
    except Refused:
        return []  # no office yet, and no key
    except Trouble as trouble:
        return [say_trouble(trouble)]
    return []


def renew(desk: Desk) -> None:
    """Make a new key where the old one is lost or spoilt; its file is kept aside. Refused while the old one is sound."""
    desk.require("key")
    if fitting(desk) is not None:
        raise Refused(Refusal("key.sound"))
    keeper = Keeper(desk)
    keeper.known()
    keeper.note(signature.make_key(desk.folder, f"{desk.clock.now():%Y%m%d-%H%M%S}"))

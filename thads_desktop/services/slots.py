"""What the log says of the slots of the ring: whoever opens the data could write a slot for another account, but not into the log unseen.

Each slot that the program makes leaves its digest in the log, in the transaction of the password or sheet it is for (``locks.keep``). A slot
whose digest is another than the log says last lets nobody in and confirms nothing. Of slots made before there were digests the log says
nothing: they count until the password is next set (``unsaid``).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from thads_desktop.domain import access_events as ae
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.folder import FILE
from thads_desktop.storage.peek import looking

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from thads_desktop.services.access import Account
    from thads_desktop.storage.keyring import Keyring, Slot
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: What stands for the recovery sheet, of which there is one, where an account's id stands.
SHEET = "sheet"


def of(slot: Slot) -> str:
    """Whose slot it is: an account, or the sheet."""
    return slot.id if slot.kind == "account" else SHEET


def digest(slot: Slot) -> str:
    return hashlib.sha256(json.dumps(asdict(slot), sort_keys=True).encode()).hexdigest()


def said(reader: Reader) -> dict[str, str]:
    """Account or sheet -> the digest of its slot, as the log says last."""
    last: dict[str, tuple[int, str]] = {}
    for subject, events in reader.stream("account", types=("SlotMade",)):
        for event in events:
            if isinstance(event.body, ae.SlotMade):
                whose = subject.partition(":")[2]
                last[whose] = max(last.get(whose, (0, "")), (event.seq, event.body.digest))
    return {whose: made for whose, (_seq, made) in last.items()}


def tell(uow: UnitOfWork, day: date, made: Iterable[Slot]) -> None:
    """The log knows these slots from here on."""
    for slot in made:
        uow.append(f"account:{of(slot)}", day, ae.SlotMade(digest(slot)))


def forged(reader: Reader, ring: Keyring | None) -> set[str]:
    """The accounts (and the sheet) whose slot is not the one that the program made last."""
    known = said(reader)
    return {of(s) for s in _slots(ring) if known.get(of(s), digest(s)) != digest(s)}


def refuse_forged(reader: Reader, ring: Keyring | None, whose: str) -> None:
    """Refused("account.forged" | "sheet.forged") where the slot of this account (or ``SHEET``) is not the one that the log knows."""
    if whose in forged(reader, ring):
        raise Refused(_refusal(whose))


def findings(reader: Reader, ring: Keyring | None, known: Iterable[Account]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(what does not hold, what is good to know) of the ring, in sentences."""
    names = {a.key: f"của tài khoản {a.login}" for a in known} | {SHEET: "của tờ khôi phục"}
    wrong = sorted(names.get(whose, f"của tài khoản {whose[:8]}") for whose in forged(reader, ring))
    told = said(reader)
    unsaid = sorted(names[of(s)] for s in _slots(ring) if of(s) in names and of(s) not in told)
    note = f"Nhật ký chưa có dấu của khóa {', '.join(unsaid)} (đặt từ phiên bản trước): dấu được ghi khi đổi mật khẩu, lập tờ khôi phục mới."
    return (
        tuple(f"Khóa {name} không phải khóa mà chương trình đặt lần cuối: có người đã thay tệp khóa (keys.json)." for name in wrong),
        (note,) if unsaid else (),
    )


class Today:
    """What the store that stands in a folder says of its ring, before another store takes its place; nothing where it cannot be asked."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self.said: dict[str, str] = {}
        self.forged: set[str] = set()
        try:
            self.ring = keyring.read(folder)
        except Trouble:
            self.ring = None
        store = folder / FILE
        try:
            if key is not None and store.is_file() and not cipher.is_clear(store):
                with looking(store, key) as reader:
                    self.said, self.forged = said(reader), forged(reader, self.ring)
        except (Trouble, OSError, LookupError, ValueError, TypeError):
            # A damaged store is what a copy is for.
            self.said, self.forged = {}, set()

    def refuse(self, *whose: str) -> None:
        """Refused as ``refuse_forged`` for who restores and who confirms."""
        for each in whose:
            if each in self.forged:
                raise Refused(_refusal(each))

    def carry(self, uow: UnitOfWork, day: date, behind: Keyring | None) -> None:
        """Passwords of today stay when an older store comes back: its log is told of them. behind: the ring that came with the copy.
        Forged slots stay unknown; those of which nobody ever said anything too."""
        ring = self.ring if self.ring is not None and (behind is None or behind.office == self.ring.office) else behind
        then = said(uow)
        tell(uow, day, (
            s for s in _slots(ring)
            if of(s) not in self.forged and of(s) in then.keys() | self.said.keys() and then.get(of(s)) != digest(s)
        ))  # fmt: skip


def _slots(ring: Keyring | None) -> tuple[Slot, ...]:
    return ring.slots if ring is not None else ()


def _refusal(whose: str) -> Refusal:
    return Refusal("sheet.forged", field="words") if whose == SHEET else Refusal("account.forged", field="password")

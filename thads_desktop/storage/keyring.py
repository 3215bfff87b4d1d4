"""The office's data key under lock: wrapped once for each account and once for the printed recovery sheet.

``keys.json`` beside the store holds no key and no name in the clear: each slot is the data key sealed (AES-256-GCM) under a
key that Argon2id draws from what a person knows; the log-in name is found by a salted digest. A copy of the store carries the
same slots behind its last page, so that a copy alone and a password, or the sheet, bring the office back on another computer.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.text import nfc
from thads_desktop.files import KEYRING, STORE, drop, write_own
from thads_desktop.storage.cipher import KEY_LENGTH, is_clear
from thads_desktop.storage.words import entropy_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
FORMAT = 1
PASSWORD_LEAST, PASSWORD_MOST, LOGIN_MOST = 8, 200, 60
#: Behind a copy's last page: the slots, their length in eight figures, the mark.
MARK = b"THADS-KHOA-1"
_PAGE = 4096
#: A ring whose transaction may not have stayed.
PENDING = "keys.json.moi"
#: Of a store on a server the ring is a row of the store itself, under this key among what is not counted.
ROW = "khoa:keys"
#: KiB times passes: half a minute would be a door that stays shut.
_WORK_MOST = 64 * 65536
#: A longer trailer is none of ours.
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What Argon2id is asked for: passes, KiB of memory, lanes. Kept in each slot, so that it may rise later."""

    passes: int = 2
    memory: int = 65536
    lanes: int = 1


#: Of new slots.
COST = Cost()
Kind = Literal["account", "sheet"]


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key for one account or for the recovery sheet. Bytes are hex."""

    id: str
    kind: Kind
    name_salt: str
    name: str
    salt: str
    cost: Cost
    nonce: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Keyring:
    """office: a random mark that ties every slot to this store; slots in no order that matters."""

    office: str
    slots: tuple[Slot, ...]
    #: Shown where one logs in; only invented data say how they are opened.
    hint: str = ""
    #: Of the clear store that is being encrypted under this ring: its last event, authenticated by the data key (``waiting``);
    #: "" = no clear store is expected.
    waits: str = ""

    def of(self, account: str) -> Slot | None:
        """The slot of an account."""
        return next((s for s in self.slots if s.kind == "account" and s.id == account), None)

    @property
    def sheet(self) -> Slot | None:
        """The slot of the recovery sheet that counts; None = there is no sheet."""
        return next((s for s in self.slots if s.kind == "sheet"), None)


def warm_up() -> None:
    """Load what unlocks the data and opens the store, before it is needed."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: F401 - loaded, not used here
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: F401 - loaded, not used here
    from sqlalchemy.dialects.sqlite import pysqlcipher  # noqa: F401 - loaded, not used here


def new_key() -> bytes:
    return secrets.token_bytes(KEY_LENGTH)


def empty() -> Keyring:
    """A ring for a new data key, without a slot."""
    return Keyring(secrets.token_hex(16), ())


def fold_login(login: str) -> str:
    """How a log-in name is compared: NFC, no case, no space around."""
    return nfc(login).strip().casefold()


def check_login(login: str) -> str:
    """The name as it is kept. Refused when it is empty, too long or has signs that a password file or a list cannot carry."""
    folded = fold_login(login)
    if not folded or len(folded) > LOGIN_MOST or any(not c.isprintable() or c.isspace() for c in folded):
        raise Refused(Refusal("account.bad_login", {"most": str(LOGIN_MOST)}, "login"))
    return folded


def check_password(password: str, login: str = "") -> None:
    """Refused when it is too short or too long, or the log-in name itself."""
    plain = nfc(password)
    if not PASSWORD_LEAST <= len(plain) <= PASSWORD_MOST:
        raise Refused(Refusal("account.bad_password", {"least": str(PASSWORD_LEAST), "most": str(PASSWORD_MOST)}, "password"))
    if login and fold_login(plain) == fold_login(login):
        raise Refused(Refusal("account.password_is_login", field="password"))


def with_account(ring: Keyring, key: bytes, account: str, login: str, password: str) -> Keyring:
    """The ring with a slot for this account, in the place of the one it had. Refused: name or password, name taken."""
    name = check_login(login)
    check_password(password, login)
    taken = _named(ring, name)
    if taken is not None and taken.id != account:
        raise Refused(Refusal("account.login_taken", {"login": name}, "login"))
    made = _slot(ring.office, account, "account", name, nfc(password).encode(), key)
    return replace(ring, slots=(*(s for s in ring.slots if s.id != account), made))


def waiting(key: bytes, head: str) -> str:
    """The mark that a clear store with this last event is to be encrypted under the key; who has not the key cannot make it."""
    return hmac.new(key, b"thads-waits" + head.encode(), hashlib.sha256).hexdigest()


def without(ring: Keyring, account: str) -> Keyring:
    """The ring without the slot of an account: its password opens nothing any more."""
    return replace(ring, slots=tuple(s for s in ring.slots if s.id != account))


def with_sheet(ring: Keyring, key: bytes) -> tuple[Keyring, tuple[str, ...]]:
    """The ring with a new recovery sheet, and its words. The sheet before it opens nothing any more."""
    entropy = secrets.token_bytes(16)
    made = _slot(ring.office, secrets.token_hex(8), "sheet", "", entropy, key)
    return replace(ring, slots=(*(s for s in ring.slots if s.kind != "sheet"), made)), words_of(entropy)


def opened(ring: Keyring, login: str, password: str) -> tuple[str, bytes]:
    """(account, data key). Refused("account.wrong") for a name nobody has and for a wrong password alike, as slowly."""
    slot = _named(ring, fold_login(login))
    if slot is None:
        # A name nobody has takes as long as a wrong password.
        _derive(nfc(password).encode(), bytes(16), COST)
        raise Refused(Refusal("account.wrong", field="password"))
    return slot.id, _unsealed(ring.office, slot, nfc(password).encode())


def asked(folder: Path, ring: Keyring, opens: Callable[[Keyring], T]) -> T:
    """What opens(ring) gives. Where it refuses, a ring that was being changed when the program died is asked too: whether that one
    counts says the log (``services.locks.settle``), once the store is open."""
    try:
        return opens(ring)
    except Refused:
        if (pending := read_pending(folder)) is None:
            raise
        return opens(pending[0])


def opened_by_sheet(ring: Keyring, words: str) -> bytes:
    """The data key by the words of the recovery sheet. Refused("sheet.*") when they are not this office's words."""
    slot, entropy = ring.sheet, entropy_of(words)
    if entropy is None:
        raise Refused(Refusal("sheet.misread", field="words"))
    if slot is None:
        raise Refused(Refusal("sheet.none", field="words"))
    try:
        return _unsealed(ring.office, slot, entropy)
    except Refused:
        raise Refused(Refusal("sheet.other", field="words")) from None


# --- files ----------------------------------------------------------------------------------------------


def read(folder: Path) -> Keyring | None:
    """The ring of a data folder, None when it has none. Trouble("keys.damaged") when the file cannot be understood."""
    file = folder / KEYRING
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return _behind_store(folder)
    except OSError as error:
        raise Trouble("keys.damaged", file=str(file)) from error
    ring = from_bytes(data)
    if ring is None:
        raise Trouble("keys.damaged", file=str(file))
    return ring


def _behind_store(folder: Path) -> Keyring | None:
    """The slots behind an encrypted store without a key file: a copy was put back and death came before its slots were written.
    They are written now, before the store grows over them."""
    store = folder / STORE
    try:
        ring = None if is_clear(store) else from_copy(store)[0]
        if ring is not None:
            write(folder, ring)
    except OSError:
        return None
    return ring


def write(folder: Path, ring: Keyring) -> None:
    """Put the ring in its place, whole or not at all."""
    write_own(folder / KEYRING, to_bytes(ring), 0o600)


def write_pending(folder: Path, ring: Keyring, tip: tuple[int, str]) -> None:
    """Lay a ring beside the one that counts, with the place in the log that its transaction reaches."""
    said = {"ring": to_plain(ring), "seq": tip[0], "head": tip[1]}
    write_own(folder / PENDING, json.dumps(said).encode(), 0o600)


def read_pending(folder: Path) -> tuple[Keyring, tuple[int, str]] | None:
    """What lies beside the ring; None for nothing, and for what cannot be understood."""
    try:
        said = json.loads((folder / PENDING).read_bytes())
        ring = from_plain(said["ring"])
        return None if ring is None else (ring, (int(said["seq"]), str(said["head"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None


def take_pending(folder: Path, ring: Keyring) -> None:
    """The ring that lay beside counts from now on."""
    write(folder, ring)
    drop_pending(folder)


def drop_pending(folder: Path) -> None:
    drop(folder / PENDING)


def to_bytes(ring: Keyring) -> bytes:
    return json.dumps({"format": FORMAT, **asdict(ring)}, sort_keys=True, indent=1).encode()


def from_bytes(data: bytes) -> Keyring | None:
    """Inverse of ``to_bytes``; None for anything else."""
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            return None
        return Keyring(_hex(said["office"]), tuple(_slot_of(s) for s in said["slots"]), str(said.get("hint", "")), str(said.get("waits", "")))
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None


def to_plain(ring: Keyring) -> dict[str, Any]:
    """As a row keeps it."""
    return {"format": FORMAT, **asdict(ring)}


def from_plain(said: Any) -> Keyring | None:
    """Inverse of ``to_plain``; None for anything else, and for nothing."""
    return from_bytes(json.dumps(said).encode()) if said is not None else None


def behind(ring: Keyring) -> bytes:
    """What is written behind the last page of a copy: whole pages, which SQLite passes over."""
    said = to_bytes(ring)
    tail = f"{len(said):08d}".encode() + MARK
    room = -(-(len(said) + len(tail)) // _PAGE) * _PAGE
    return said + bytes(room - len(said) - len(tail)) + tail


def from_copy(file: Path) -> tuple[Keyring | None, int]:
    """The ring behind a copy, and the length of the store before it. (None, whole length) where there is none."""
    size = file.stat().st_size
    with file.open("rb") as opened_file:
        opened_file.seek(max(0, size - len(MARK) - 8))
        tail = opened_file.read()
        if tail[8:] != MARK or not tail[:8].isdigit() or int(tail[:8]) > min(size, _MOST):
            return None, size
        length = int(tail[:8])
        start = size - -(-(length + len(tail)) // _PAGE) * _PAGE
        if start < 0:
            return None, size
        opened_file.seek(start)
        ring = from_bytes(opened_file.read(length))
    return (ring, start) if ring is not None else (None, size)


# --- inside ---------------------------------------------------------------------------------------------


def _named(ring: Keyring, name: str) -> Slot | None:
    return next((s for s in ring.slots if s.kind == "account" and hmac.compare_digest(s.name, _digest(s.name_salt, name))), None)


def _digest(salt: str, name: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + name.encode()).hexdigest()


def _slot(office: str, id_: str, kind: Kind, name: str, secret: bytes, key: bytes) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce, name_salt = secrets.token_bytes(16), secrets.token_bytes(12), secrets.token_hex(16)
    sealed = AESGCM(_derive(secret, salt, COST)).encrypt(nonce, key, _bound(office, id_, kind))
    digest = _digest(name_salt, name) if kind == "account" else ""
    return Slot(id_, kind, name_salt, digest, salt.hex(), COST, nonce.hex(), sealed.hex())


def _unsealed(office: str, slot: Slot, secret: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping = _derive(secret, bytes.fromhex(slot.salt), slot.cost)
    try:
        return AESGCM(wrapping).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed), _bound(office, slot.id, slot.kind))
    except InvalidTag:
        raise Refused(Refusal("account.wrong", field="password")) from None


def _bound(office: str, id_: str, kind: Kind) -> bytes:
    """A slot counts only as what it was made for: its place cannot be taken by another's."""
    return f"thads:{FORMAT}:{office}:{kind}:{id_}".encode()


def _derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory).derive(secret)


def _slot_of(said: Any) -> Slot:
    cost = Cost(*(int(said["cost"][n]) for n in ("passes", "memory", "lanes")))
    # A file from elsewhere must not make the program ask for all memory, or for a year; each lane needs eight KiB.
    within = 1 <= cost.passes <= 20 and 1 <= cost.lanes <= 16 and 8 * cost.lanes <= cost.memory <= 1 << 20
    if not within or cost.passes * cost.memory > _WORK_MOST or said["kind"] not in ("account", "sheet"):
        raise ValueError("slot")
    parts = {n: _hex(said[n]) for n in ("id", "name_salt", "name", "salt", "nonce", "sealed")}
    if (len(parts["salt"]), len(parts["nonce"]), len(parts["sealed"])) != (32, 24, 2 * (KEY_LENGTH + 16)):
        raise ValueError("slot")
    return Slot(kind=said["kind"], cost=cost, **parts)


def _hex(said: Any) -> str:
    bytes.fromhex(said)
    return str(said)

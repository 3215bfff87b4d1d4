"""The office's signing key: Ed25519, made once, kept in the data folder sealed under the office's data key (where it has one),
readable by its owner only."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import KEY, KEYS, write_own

LENGTH = 32


class Keeper(Protocol):
    """Knows which key the office of an opened folder uses."""

    def known(self) -> str: ...
    def used(self) -> bool: ...
    def note(self, fingerprint: str) -> None: ...
    def seal(self, secret: bytes) -> bytes: ...
    def unseal(self, data: bytes) -> bytes | None: ...


#: Data folders that are open -> who knows their key.
_keepers: dict[Path, Keeper] = {}


def watch(folder: Path, keeper: Keeper | None) -> None:
    """From here on (None: no longer) this keeper is asked about the folder's key."""
    if keeper is None:
        _keepers.pop(folder.resolve(), None)
    else:
        _keepers[folder.resolve()] = keeper


def ensure_key(folder: Path) -> bytes:
    """The office's private key (32 bytes); made, written durably and noted when the office has never had one.

    Trouble("key.damaged" | "key.lost" | "key.other"): never is another key put in the place of the one that was used.
    """
    secret = read_key(folder)
    keeper = _keepers.get(folder.resolve())
    if secret is None:
        make_key(folder)
        secret = read_key(folder)
        assert secret is not None
    shown = fingerprint(public_of(secret))
    if keeper is not None and not keeper.known():
        keeper.note(shown)
    return secret


def read_key(folder: Path) -> bytes | None:
    """The office's private key, None when it has never had one. Trouble("key.*") when the file is not that key."""
    file, keeper = folder / KEYS / KEY, _keepers.get(folder.resolve())
    known = keeper.known() if keeper is not None else ""
    facts = {"file": str(file), "fingerprint": known}
    if not file.exists():
        if known or (keeper is not None and keeper.used()):
            raise Trouble("key.lost", **facts)
        return None
    secret = file.read_bytes()
    if len(secret) != LENGTH and keeper is not None:
        secret = keeper.unseal(secret) or b""
    if len(secret) != LENGTH:
        raise Trouble("key.damaged", **facts)
    if known and fingerprint(public_of(secret)) != known:
        raise Trouble("key.other", **facts)
    return secret


def make_key(folder: Path, aside: str = "") -> str:
    """A new key in its file, what stood there kept under a name of its own; the fingerprint."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.generate().private_bytes_raw()
    file = folder / KEYS / KEY
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if file.exists():
        file.rename(file.with_name(f"office-cu-{aside}.key"))
    keeper = _keepers.get(folder.resolve())
    write_own(file, secret if keeper is None else keeper.seal(secret), 0o600)
    return fingerprint(public_of(secret))


def public_of(secret: bytes) -> bytes:
    """The public key (32 bytes) of a private one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def fingerprint(public: bytes) -> str:
    """Eight groups of four, to be read over the telephone."""
    digest = hashlib.sha256(public).hexdigest()[:32].upper()
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))


def sign(secret: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).sign(data)


def verify(public: bytes, signature: bytes, data: bytes) -> bool:
    """True when this key signed exactly these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True

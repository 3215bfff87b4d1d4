"""The office's signing key: Ed25519, made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import hashlib
from pathlib import Path

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import write_own

FOLDER, FILE = "keys", "office.key"
LENGTH = 32


def ensure_key(folder: Path) -> bytes:
    """The office's private key (32 bytes); made and written durably when there is none yet. Trouble("key.damaged")."""
    file = folder / FOLDER / FILE
    if file.exists():
        secret = file.read_bytes()
        if len(secret) != LENGTH:
            raise Trouble("key.damaged", file=str(file))
        return secret
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.generate().private_bytes_raw()
    file.parent.mkdir(mode=0o700, exist_ok=True)
    write_own(file, secret, 0o600)
    return secret


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

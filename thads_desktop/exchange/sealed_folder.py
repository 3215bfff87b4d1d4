"""A folder that opens in a browser without a network, under a password: one page and sealed parts beside it.

Each part is AES-256-GCM under one key (PBKDF2 with SHA-256), bound to the folder and to its own name, so that none can be changed or take
another's place. The page and its script stand in the clear; what it shows is sealed. ``open_part`` reads a part back.
"""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from typing import TYPE_CHECKING, Any

from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

ROUNDS = 600_000
PAGE = "mo-ho-so.html"
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'self' file:; style-src 'unsafe-inline'; img-src blob:; frame-src blob:; "
    "object-src blob:; base-uri 'none'; form-action 'none'"
)


class Seal:
    """The key of one folder; equal passwords of two folders give different keys."""

    def __init__(self, password: str, *, rounds: int = ROUNDS, salt: bytes | None = None, folder: str = "") -> None:
        self.rounds, self.salt = rounds, salt or os.urandom(16)
        self.folder = folder or os.urandom(8).hex()
        self._key = _derive(password, self.salt, rounds)

    def part(self, name: str, data: bytes) -> str:
        """What is sealed under a name, as text."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        iv = os.urandom(12)
        return base64.b64encode(iv + AESGCM(self._key).encrypt(iv, data, f"{self.folder}|{name}".encode())).decode("ascii")

    def script(self, name: str, data: bytes) -> bytes:
        """A part as the file beside the page: a browser loads scripts from a disk, other files it does not."""
        return f'THADS_PART("{name}","{self.part(name, data)}");\n'.encode("ascii")

    def page(self, content: dict[str, Any], title: str, asks: Iterable[str]) -> bytes:
        """The page itself. title, asks: what stands on it before the password is given, so nothing that is not for everybody."""
        head = {
            "id": self.folder, "salt": base64.b64encode(self.salt).decode("ascii"), "rounds": self.rounds,
            "check": self.part("check", b"thads"), "content": self.part("content", json.dumps(content, ensure_ascii=False).encode("utf-8")),
        }  # fmt: skip
        paragraphs = "".join(f"<p>{_plain(line)}</p>" for line in asks)
        scripts = "".join(f"<script>\n{_file(name)}</script>\n" for name in ("crypto.js", "page.js"))
        return (
            f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f'<meta name="viewport" content="width=device-width">\n<title>{_plain(title)}</title>\n<style>\n{_file("page.css")}</style>\n</head>\n<body>\n'
            f'<main id="main"><h1>{_plain(title)}</h1>{paragraphs}<form id="form"><label for="password">Mật khẩu</label>'
            '<input id="password" type="password" autocomplete="off" autofocus><button>Mở hồ sơ</button></form>'
            '<p id="said" class="quiet" role="status"></p><noscript>Trang này cần bật JavaScript; không có gì được gửi đi đâu.</noscript></main>\n'
            f"<script>window.THADS_HEAD = {json.dumps(head)};</script>\n{scripts}</body>\n</html>\n"
        ).encode()


def open_part(password: str, salt: bytes, rounds: int, folder: str, name: str, sealed: str) -> bytes:
    """What was sealed. ``cryptography.exceptions.InvalidTag`` for another password, name or folder, and for what was changed."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = base64.b64decode(sealed)
    return AESGCM(_derive(password, salt, rounds)).decrypt(raw[:12], raw[12:], f"{folder}|{name}".encode())


def _derive(password: str, salt: bytes, rounds: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    secret = unicodedata.normalize("NFC", password).strip().encode("utf-8")
    return PBKDF2HMAC(SHA256(), 32, salt, rounds).derive(secret)


def _file(name: str) -> str:
    return resource("file", name).read_text(encoding="utf-8")


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

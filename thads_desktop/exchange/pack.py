"""Packs: dated law, calendar, communes, forms and returns in the one signed container, for programs that are already out.

A part ``law.terms.toml`` is the file ``terms.toml`` of the kind ``law``; ``pack.json`` says what the pack is. Reading is strict and
asks who signed; ``kept`` reads again what the log vouches for.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import clean
from thads_desktop.exchange import package, signature

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND, INFO, FORMAT = "pack", "pack.json", 1
#: Bytes of a pack; all the dated data that ship are under half a million.
MOST = 16 * 1024 * 1024
_ID = re.compile(r"[a-z][a-z0-9-]{1,40}")
_FILE = re.compile(r"[a-z][a-z0-9_]{0,60}\.toml")
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
_KEYS = {"format", "id", "version", "title", "needs"}


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack. id, version (rising whole number), title; needs: the least version of the program; files by (kind, name);
    publisher, fingerprint: who signed; made_on: ISO; sha256 of the whole file."""

    id: str
    version: int
    title: str
    needs: str
    files: Mapping[tuple[str, str], bytes]
    publisher: str = ""
    fingerprint: str = ""
    made_on: str = ""
    sha256: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """ "law/terms.toml" of every file, in order."""
        return tuple(f"{kind}/{name}" for kind, name in sorted(self.files))


def write(pack: Pack, secret: bytes) -> bytes:
    """The signed file; equal input gives equal bytes. ValueError for what ``read`` would refuse by its shape."""
    info = {"format": FORMAT, "id": pack.id, "version": pack.version, "title": pack.title, "needs": pack.needs}
    if not _sound(info) or not pack.files or any(not _placed(f"{kind}.{name}") for kind, name in pack.files):
        raise ValueError(f"{info} {pack.names}")
    shown = signature.fingerprint(signature.public_of(secret))
    manifest = package.Manifest(KIND, "publisher", pack.publisher, shown, sent_version=pack.version, made_on=pack.made_on)
    parts = {f"{kind}.{name}": data for (kind, name), data in pack.files.items()}
    return package.write(manifest, {**parts, INFO: _canonical(info)}, secret)


def read(data: bytes, trusted: Mapping[str, str]) -> Pack:
    """The pack in a file that one of the trusted keys (fingerprint -> whose it is) signed. Refused otherwise, saying how."""
    if len(data) > MOST:
        raise _refused("package.too_large")
    found = package.read_any(data)
    m = found.manifest
    if m.kind != KIND:
        raise _refused("package.wrong_kind", wanted="gói quy định, biểu mẫu")
    if m.fingerprint not in trusted:
        raise _refused("pack.unknown_publisher", publisher=m.office_name, fingerprint=m.fingerprint)
    return _pack(found.parts, trusted[m.fingerprint], m.fingerprint, m.made_on, found.sha256)


def kept(data: bytes) -> Pack:
    """A pack as it was installed: its bytes were read and judged then, and the log holds their digest. Refused when the shape
    is not one that this program knows."""
    files = package.files_of(data)
    names = set(files) - {package.MANIFEST, package.KEY, package.SIGNATURE}
    return _pack({name: files[name] for name in names}, "", "", "", "")


def _pack(parts: Mapping[str, bytes], publisher: str, fingerprint: str, made_on: str, sha256: str) -> Pack:
    info = _info(parts)
    files = {}
    for name in sorted(set(parts) - {INFO}):
        placed = _placed(name)
        if placed is None:
            raise _refused("pack.unknown_file", file=name[:60])
        files[placed] = parts[name]
    if not files:
        raise _refused("pack.empty")
    return Pack(info["id"], info["version"], info["title"], info["needs"], files, publisher, fingerprint, made_on, sha256)


def _info(parts: Mapping[str, bytes]) -> dict[str, Any]:
    if INFO not in parts:
        raise _refused("package.missing_part", part=INFO)
    try:
        info = json.loads(parts[INFO])
        if isinstance(info, dict) and isinstance(info.get("format"), int) and info["format"] > FORMAT:
            raise _refused("package.newer")
        if not isinstance(info, dict) or not _sound(info) or _canonical(info) != parts[INFO]:
            raise _refused("package.bad_manifest")
    except (ValueError, RecursionError) as error:
        raise _refused("package.bad_manifest") from error
    return info


def _sound(info: dict[str, Any]) -> bool:
    texts = all(isinstance(info.get(name), str) for name in ("id", "title", "needs"))
    return (
        texts and set(info) == _KEYS and type(info["format"]) is int and info["format"] == FORMAT
        and type(info["version"]) is int and 0 < info["version"] < 10**9
        and bool(_ID.fullmatch(info["id"])) and bool(_VERSION.fullmatch(info["needs"]))
        and 0 < len(info["title"]) <= 200 and clean(info["title"]) == info["title"]
    )  # fmt: skip


def _placed(part: str) -> tuple[str, str] | None:
    """(kind, file) of a part's name; None for one that names no dated file."""
    kind, _, name = part.partition(".")
    return (kind, name) if kind in dated.KINDS and _FILE.fullmatch(name) else None


def _canonical(info: dict[str, Any]) -> bytes:
    return json.dumps(info, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _refused(code: str, **facts: str) -> Refused:
    return Refused(Refusal(code, facts))

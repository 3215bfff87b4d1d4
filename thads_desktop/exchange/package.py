"""One signed container for everything that leaves an office: manifest, parts, public key, signature, in a plain zip.

Writing is deterministic; reading is strict: the bytes must be exactly what ``write`` would have made of their content,
so one flipped bit anywhere is refused. Each way to be wrong has its own refusal.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.exchange import signature

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
MAX_BYTES = 256 * 1024 * 1024
MAX_PARTS = 200
#: Of one text of the manifest, and of its numbers.
MAX_TEXT, MAX_NUMBER = 500, 10**12
MANIFEST, KEY, SIGNATURE = "manifest.json", "key.pub", "signature"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package is. kind: return | key | pack | program; as_of ISO; chain_head: hash of the sender's last event at seq."""

    kind: str
    office: str
    office_name: str
    fingerprint: str
    regime: str = ""
    year: int = 0
    months: int = 0
    as_of: str = ""
    seq: int = 0
    chain_head: str = ""
    sent_version: int = 1
    made_on: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read: its parts by name, the public key that signed it, SHA-256 of the whole file."""

    manifest: Manifest
    parts: Mapping[str, bytes]
    public: bytes
    sha256: str


def write(manifest: Manifest, parts: Mapping[str, bytes], secret: bytes) -> bytes:
    """The signed container; equal input gives equal bytes. ValueError for a part name that is not plain."""
    if any(not name or set(name) - _NAME or name in (MANIFEST, KEY, SIGNATURE) for name in parts):
        raise ValueError(sorted(parts))
    listed = [{"name": n, "size": len(parts[n]), "sha256": hashlib.sha256(parts[n]).hexdigest()} for n in sorted(parts)]
    text = _canonical({"format": FORMAT, **asdict(manifest), "parts": listed})
    return _zip(text, parts, signature.public_of(secret), signature.sign(secret, text))


def read(data: bytes, trusted: Mapping[str, str]) -> Package:
    """A package from an office whose key is trusted (office id -> fingerprint). Refused otherwise, saying how it is wrong."""
    package = read_any(data)
    m = package.manifest
    known = trusted.get(m.office)
    if known is None:
        raise _refused("package.unknown_sender", office=m.office_name, fingerprint=m.fingerprint)
    if known != m.fingerprint:
        raise _refused("package.key_changed", office=m.office_name)
    return package


def read_any(data: bytes) -> Package:
    """A sound, rightly signed package, whoever signed it: for comparing a fingerprint before trusting its key."""
    files = files_of(data)
    manifest, listed = _manifest(files[MANIFEST])
    names = {entry["name"] for entry in listed}
    for name in sorted(set(files) - names - {MANIFEST, KEY, SIGNATURE}):
        raise _refused("package.unknown_part", part=name[:60])
    for entry in listed:
        if entry["name"] not in files:
            raise _refused("package.missing_part", part=entry["name"])
        part = files[entry["name"]]
        if len(part) != entry["size"] or hashlib.sha256(part).hexdigest() != entry["sha256"]:
            raise _refused("package.altered_part", part=entry["name"])
    public = files[KEY]
    if signature.fingerprint(public) != manifest.fingerprint:
        raise _refused("package.bad_signature")
    if not signature.verify(public, files[SIGNATURE], files[MANIFEST]):
        raise _refused("package.bad_signature")
    parts = {name: files[name] for name in sorted(names)}
    if _zip(files[MANIFEST], parts, public, files[SIGNATURE]) != data:
        raise _refused("package.altered_part", part="vỏ ngoài")
    return Package(manifest, parts, public, hashlib.sha256(data).hexdigest())


def files_of(data: bytes) -> dict[str, bytes]:
    """Name -> bytes of all that lies in a container, whoever signed it; nothing is compared. Refused for what is no container."""
    if len(data) > MAX_BYTES:
        raise _refused("package.too_large")
    if not data.startswith(b"PK"):
        raise _refused("package.not_a_package")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            entries = box.infolist()
            # Nothing is packed, so that parts that claim more than the file holds lie or lie over each other.
            if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > len(data):
                raise _refused("package.too_large")
            if len({e.filename for e in entries}) != len(entries) or any(set(e.filename) - _NAME for e in entries):
                raise _refused("package.bad_name")
            if any(e.compress_type != zipfile.ZIP_STORED or e.flag_bits & 1 for e in entries):
                raise _refused("package.altered_part", part="vỏ ngoài")
            files = {e.filename: box.read(e) for e in entries}
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, OverflowError) as error:
        code = "package.truncated" if b"PK\x05\x06" not in data[-70000:] else "package.altered_part"
        raise _refused(code, part="vỏ ngoài") from error
    for name in (MANIFEST, KEY, SIGNATURE):
        if name not in files:
            raise _refused("package.missing_part", part=name)
    return files


def _manifest(text: bytes) -> tuple[Manifest, list[dict[str, Any]]]:
    try:
        plain = json.loads(text, object_pairs_hook=_no_twins, parse_float=_no_float, parse_constant=_no_float)
        if not isinstance(plain, dict) or _canonical(plain) != text:
            raise ValueError("not canonical")
        if type(plain["format"]) is not int or plain["format"] < 1:
            raise ValueError("format")
        if plain["format"] > FORMAT:
            raise _refused("package.newer")
        made = {k: v for k, v in plain.items() if k not in ("format", "parts")}
        manifest = Manifest(**made)
        for name, value in asdict(manifest).items():
            wanted = int if name in ("year", "months", "seq", "sent_version") else str
            if type(value) is not wanted or not _bounded(value):
                raise ValueError(name)
        listed = plain["parts"]
        if type(listed) is not list:
            raise ValueError("parts")
        for entry in listed:
            if set(entry) != {"name", "size", "sha256"} or type(entry["size"]) is not int or type(entry["name"]) is not str:
                raise ValueError("parts")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _refused("package.bad_manifest") from error
    return manifest, listed


def _bounded(value: str | int) -> bool:
    """What is shown in a sentence and written into the log has an end, and is one line without hidden signs."""
    return abs(value) <= MAX_NUMBER if isinstance(value, int) else len(value) <= MAX_TEXT and value.isprintable()


def _zip(manifest: bytes, parts: Mapping[str, bytes], public: bytes, signed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:
        for name, content in [(MANIFEST, manifest), *sorted(parts.items()), (KEY, public), (SIGNATURE, signed)]:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            box.writestr(entry, content)
    return out.getvalue()


def _canonical(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({k for k, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_float(text: str) -> float:
    raise ValueError(text)


def _refused(code: str, **facts: str) -> Refused:
    return Refused(Refusal(code, facts))

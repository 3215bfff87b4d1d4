"""Packages: exactly what was written is read; anything else is refused, each fault by its own code."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import package, signature

SECRET, OTHER = bytes(range(32)), bytes(range(1, 33))
PRINT = signature.fingerprint(signature.public_of(SECRET))
MANIFEST = package.Manifest("return", "o1", "Chi cục Lê Chân", PRINT, "2015", 2020, 3, "2019-12-31", 7, "ab")
PARTS = {"evidence.jsonl": b"so lieu\n", "report.pdf": b"%PDF"}
TRUSTED = {"o1": PRINT}


def code(data: bytes, trusted: dict[str, str] = TRUSTED) -> str:
    with pytest.raises(Refused) as refused:
        package.read(data, trusted)
    return refused.value.refusals[0].code


def rezipped(change: dict[str, bytes | None]) -> bytes:
    """The package with files replaced, added or (None) removed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package.write(MANIFEST, PARTS, SECRET))) as box:
        files = {**{n: box.read(n) for n in box.namelist()}, **change}
    with zipfile.ZipFile(out, "w") as box:
        for name, content in files.items():
            if content is not None:
                box.writestr(name, content)
    return out.getvalue()


def test_what_was_written_is_read() -> None:
    data = package.write(MANIFEST, PARTS, SECRET)
    read = package.read(data, TRUSTED)
    assert (read.manifest, dict(read.parts)) == (MANIFEST, PARTS)
    assert package.write(MANIFEST, dict(reversed(PARTS.items())), SECRET) == data


def test_every_flipped_byte_is_refused() -> None:
    data = package.write(MANIFEST, {"a": b"x"}, SECRET)
    accepted = []
    for at in range(len(data)):
        bad = data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :]
        try:
            package.read(bad, TRUSTED)
        except Refused:
            continue
        accepted.append(at)
    assert accepted == []


def test_every_cut_is_refused() -> None:
    data = package.write(MANIFEST, {"a": b"x"}, SECRET)
    for at in range(0, len(data), 7):
        with pytest.raises(Refused):
            package.read(data[:at], TRUSTED)
    with pytest.raises(Refused):
        package.read(data + b"\0", TRUSTED)


def test_each_fault_has_its_code() -> None:
    good = package.write(MANIFEST, PARTS, SECRET)
    assert code(b"hello") == "package.not_a_package"
    assert code(good[: len(good) // 2]) == "package.truncated"
    assert code(rezipped({"evidence.jsonl": b"khac\n"})) == "package.altered_part"
    assert code(rezipped({"evidence.jsonl": None})) == "package.missing_part"
    assert code(rezipped({"extra": b"x"})) == "package.unknown_part"
    assert code(rezipped({"../x": b"x"})) == "package.bad_name"
    assert code(rezipped({"manifest.json": b"{}"})) == "package.bad_manifest"
    assert code(rezipped({"signature": b"0" * 64})) == "package.bad_signature"
    assert code(rezipped({})) == "package.altered_part", "the same content in another shell"
    assert code(good, {}) == "package.unknown_sender"
    assert code(good, {"o1": "AAAA"}) == "package.key_changed"
    assert code(package.write(MANIFEST, PARTS, OTHER)) == "package.bad_signature"


def test_a_newer_format_is_refused_as_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "FORMAT", 2)
    later = package.write(MANIFEST, PARTS, SECRET)
    monkeypatch.setattr(package, "FORMAT", 1)
    assert code(later) == "package.newer"


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = signature.ensure_key(tmp_path)
    assert signature.ensure_key(tmp_path) == first
    assert len(first) == 32
    assert (tmp_path / "keys" / "office.key").stat().st_mode & 0o077 == 0


def test_a_part_name_cannot_be_a_path() -> None:
    with pytest.raises(ValueError, match="x"):
        package.write(replace(MANIFEST), {"../x": b""}, SECRET)

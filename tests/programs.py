"""Folder builds for tests: a few real files and a start program that is a script."""

from __future__ import annotations

from pathlib import Path

from tests.packs import PUBLISHERS, SECRET
from thads_desktop import switched
from thads_desktop.exchange import program
from thads_desktop.services.program_update import Place

HERE = program.here()
SOUND = """#!/bin/sh
# Says which folder it stands in; its test of itself passes.
[ "$1" = self-test ] && [ -n "$THADS_DESKTOP_STAY" ] && exit 0
echo "VERSION $*"
"""
BROKEN = """#!/bin/sh
echo "CHƯA ĐẠT  phông chữ: thiếu"
exit 1
"""


#: Another name of a file of the build.
LINKS = {"_internal/lib/base.so": "../base.bin"}


def build(version: str, script: str = SOUND) -> dict[str, tuple[bytes, bool]]:
    """The files of a build: path -> (bytes, is a program)."""
    return {
        switched.PROGRAM: (script.replace("VERSION", version).encode(), True),
        "_internal/base.bin": (version.encode() * 1000, False),
        "_internal/thads_desktop/_data/forms/mẫu.toml": (b"a = 1\n", False),
    }


def signed(version: str, files: dict[str, tuple[bytes, bool]] | None = None, platform: str = HERE, secret: bytes = SECRET) -> bytes:
    """A new version in a signed file."""
    links = LINKS if files is None else {}
    return program.write(version, platform, build(version) if files is None else files, secret, "Nơi phát hành thử", links=links)


def stands(root: Path, version: str = "0.1.0") -> Place:
    """The old program, as somebody unpacked it, and where it stands."""
    folder = root / "thads-desktop"
    for path, (data, run) in build(version).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        (folder / path).chmod(0o755 if run else 0o644)
    return Place(folder, version, HERE)


def whole(folder: Path, version: str) -> bool:
    """Every file of the build is there as it was made, and no other."""
    wanted = {path: data for path, (data, _run) in build(version).items()}
    if folder.name != "thads-desktop":
        wanted |= dict.fromkeys(LINKS, wanted["_internal/base.bin"])
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == wanted


__all__ = ["BROKEN", "HERE", "LINKS", "PUBLISHERS", "SECRET", "SOUND", "build", "signed", "stands", "whole"]

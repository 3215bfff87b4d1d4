"""The one way a file gets its name: whole and on the disk under a temporary name first, or not at all.

A leaf below every package. Whatever dies at whichever step, a name holds the old bytes or the new ones, never half of
them. The faults of the environment stay ``OSError``: whoever calls knows what the file was and says so.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

PART = ".part"
_CHUNK = 1 << 20


def write_whole(file: Path, data: bytes, mode: int = 0o666) -> Path:
    """Write one file; the file. OSError when it cannot be done, with nothing left behind."""
    return write_together(file.parent, {file.name: data}, mode)[0]


def write_together(folder: Path, contents: Mapping[str, bytes], mode: int = 0o666) -> list[Path]:
    """Write files beside each other: all of them are on the disk before the first gets its name."""
    folder.mkdir(parents=True, exist_ok=True)
    parts: list[Path] = []
    try:
        for name, data in contents.items():
            refuse_device(folder / name)
            parts.append(part_of(folder / name))
            _write(parts[-1], data, mode)
        for name in contents:
            part_of(folder / name).replace(folder / name)
    except BaseException:
        for part in parts:
            drop(part)
        raise
    to_disk(folder)
    return [folder / name for name in contents]


def part_of(file: Path) -> Path:
    """The temporary name beside a file."""
    return file.with_name(file.name + PART)


def refuse_device(file: Path) -> None:
    """A folder, a device or a pipe is never replaced by a file. Raises OSError."""
    if file.exists() and not file.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))


def try_folder(folder: Path) -> None:
    """Raises OSError when the folder cannot take files; makes it when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / f".ghi-thu-{os.getpid()}"
    os.close(os.open(probe, os.O_WRONLY | os.O_CREAT, 0o600))
    probe.unlink()


def drop(file: Path) -> None:
    """Take a temporary file away when there is one; a fault in that hides no other fault."""
    try:
        file.unlink()
    except OSError:
        return


def to_disk(path: Path) -> None:
    """Make bytes, or a name in a folder, survive a power cut where the system can."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(part: Path, data: bytes, mode: int) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view[:_CHUNK]) :]
        os.fsync(handle)
    finally:
        os.close(handle)

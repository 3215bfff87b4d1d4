"""The one way a file gets its name: whole and on the disk under a temporary name first, or not at all.

Just above the domain, below every other package. Whatever dies at whichever step, a name holds the old bytes or the new
ones, never half of them. The faults of the environment stay ``OSError``: whoever calls knows what the file was and says
so. What a data folder lives on, and what is being read, is no place for a result: that is refused here, for every door.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from thads_desktop.domain.refusal import Refusal, Refused

PART = ".part"
#: What a file holds: its bytes, or what writes them into it where they are too many to be held.
Content = bytes | Callable[[BinaryIO], object]
_CHUNK = 1 << 20
#: What makes a folder a data folder, and the names in it that are its own; so is every file under the folders named.
STORE, KEYS, KEY, BACKUPS = "thads.db", "keys", "office.key", "sao-luu"
#: The data key under lock (``storage.keyring``), and the recovery sheet as long as nobody has carried it away.
KEYRING, SHEET = "keys.json", "to-khoi-phuc.pdf"
#: Instead of a store: where the office's server is.
SERVER = "server.json"
#: When the store was looked through (``services.watch``).
LOOKS = "kiem-tra.json"
_OWN = re.compile(
    r"thads\.db([-.].*)?|thads-cu-.*|dang-(mo|lap)\.lock|khoa-da-biet\.bin|window\.json|kiem-tra\.json|keys\.json(\.moi)?"
    r"|to-khoi-phuc\.pdf|server\.json",
    re.DOTALL,
)
#: Data folders that this process has open, and files it is reading from.
_held: list[Path] = []
_read: list[Path] = []


def write_whole(file: Path, data: bytes, mode: int = 0o666) -> Path:
    """Write one file; the file. OSError when it cannot be done, with nothing left behind. Refused("output.*")."""
    return write_together(file.parent, {file.name: data}, mode)[0]


def write_together(folder: Path, contents: Mapping[str, Content], mode: int = 0o666) -> list[Path]:
    """Write files beside each other: all of them are on the disk before the first gets its name. Refused("output.*"). ValueError
    for a name that is none, or leads elsewhere."""
    for name in contents:
        if "\0" not in name:
            refuse_kept(folder / name)
    return _write_all(folder, contents, mode)


def write_own(file: Path, data: bytes, mode: int = 0o666) -> Path:
    """As ``write_whole``, for the data folder's own files."""
    return _write_all(file.parent, {file.name: data}, mode)[0]


def refuse_kept(file: Path) -> None:
    """Refuse a result that would take the place of a data folder's own file, or of a file that is being read.

    By where the path leads and by what stands there, so that neither a link nor a second name of a file gets through.
    """
    real = Path(os.path.realpath(file))
    around = [f for f in (real.parent, real.parent.parent) if os.path.lexists(f / STORE) or os.path.lexists(f / SERVER)]
    for folder in (*_held, *around):
        inside = real.parent == folder and _OWN.fullmatch(real.name.casefold())
        if inside or folder / KEYS in real.parents or any(_same(real, own) for own in _own_files(folder)):
            raise Refused(Refusal("output.own_file", {"file": str(file)}, "out"))
    if any(real == other or _same(real, other) for other in _read):
        raise Refused(Refusal("output.over_input", {"file": str(file)}, "out"))


@contextmanager
def reading_from(files: Iterable[Path]) -> Iterator[None]:
    """While this lasts no result takes the place of these files."""
    kept = [Path(os.path.realpath(f)) for f in files]
    _read.extend(kept)
    try:
        yield
    finally:
        for file in kept:
            _read.remove(file)


def hold(folder: Path) -> None:
    """This process has a data folder open: nothing it writes takes the place of the folder's own files."""
    _held.append(Path(os.path.realpath(folder)))


def let_go(folder: Path) -> None:
    """The data folder is closed again."""
    real = Path(os.path.realpath(folder))
    if real in _held:
        _held.remove(real)


def _own_files(folder: Path) -> Iterator[Path]:
    for place, own in ((folder, _OWN), (folder / KEYS, None), (folder / BACKUPS, None)):
        try:
            with os.scandir(place) as found:
                yield from (Path(e.path) for e in found if own is None or own.fullmatch(e.name.casefold()))
        except OSError:
            continue


def _same(file: Path, other: Path) -> bool:
    try:
        return file.samefile(other)
    except OSError:
        return False


def _write_all(folder: Path, contents: Mapping[str, Content], mode: int) -> list[Path]:
    for name in contents:
        # A name is one step: no way out of the folder.
        if name in ("", ".", "..") or Path(name).name != name or "\0" in name:
            raise ValueError(f"no file name: {name[:60]!r}")
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
    """Raises OSError when the folder cannot be made or take files, Refused("output.own_file"). Nothing of the try stays."""
    refuse_kept(folder / "x")
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".ghi-thu-{os.getpid()}"
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT, 0o600))
        probe.unlink()
    finally:
        for made in missing:
            if made.is_dir():
                made.rmdir()


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


def _write(part: Path, data: Content, mode: int) -> None:
    # What a death left there, or a link that stands there, is not written into.
    drop(part)
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    if not isinstance(data, bytes):
        with os.fdopen(handle, "w+b") as file:
            data(file)
            file.flush()
            os.fsync(file.fileno())
        return
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view[:_CHUNK]) :]
        os.fsync(handle)
    finally:
        os.close(handle)

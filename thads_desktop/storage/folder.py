"""The data folder as the system sees it: local or on the network, writable, in use."""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import STORE, hold, let_go

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "davfs", "fuse.davfs2", "glusterfs",
    "fuse.glusterfs", "fuse.rclone", "ceph", "lustre", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.curlftpfs", "vboxsf",
    "prl_fs", "fuse.vmhgfs-fuse",
}  # fmt: skip
FILE, WAL, SHM = STORE, "-wal", "-shm"
LOCK_FILE = "dang-mo.lock"
#: Held while a folder is set up or encrypted, by whom the store itself is opened more than once meanwhile.
FOUNDING = "dang-lap.lock"


def is_network_path(folder: Path) -> bool:
    """SQLite's journal needs one machine: a share is refused."""
    if sys.platform == "win32":
        return _windows_network(folder)
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    return is_share(os.path.realpath(folder), mounts.read_text(encoding="utf-8", errors="surrogateescape"))


def is_share(real: str, mounts: str) -> bool:
    """A path is on a share by a table of mounts as the kernel writes it; the deepest and last mount counts.

    A machine whose whole disk is lent to it by its host (9p on the root) has no other disk: that is no share.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), parts[1])
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind in _NETWORK and (best, kind) != ("/", "9p")


def _windows_network(folder: Path) -> bool:
    if str(folder).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote)
    return False


def trouble_with(folder: Path, error: OSError) -> Trouble:
    """Why a data folder cannot be made or looked at, by the system's own word."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble("store.full", folder=str(folder))
    if error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EEXIST, errno.EINVAL, errno.ENOENT, errno.ELOOP):
        return Trouble("store.not_a_folder", folder=str(folder)[:200])
    return Trouble("store.read_only", folder=str(folder))


def writable(folder: Path, file: Path) -> bool:
    """The folder takes new files and the store, when there, may be written.

    What its owner has marked read-only is left alone even by an administrator, whom the system would let through.
    """
    for path in (folder, file):
        if path.exists() and (not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222):
            return False
    probe = folder / f".ghi-thu-{os.getpid()}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return False
    return True


def check_folder(folder: Path, *, create: bool, network: Callable[[Path], bool], damaged: bool = False) -> bool:
    """Refuse what no store can live in; make the folder when ``create``. Whether the folder was there before.

    damaged: a journal without its store is no reason to refuse.
    """
    file = folder / FILE
    try:
        if network(folder):
            raise Trouble("store.network", folder=str(folder))
        had = folder.exists()
        if had and not folder.is_dir():
            raise Trouble("store.not_a_folder", folder=str(folder))
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            if not damaged and (folder / f"{FILE}{WAL}").exists():
                raise Trouble("store.damaged", folder=str(folder))
            if not create:
                raise Trouble("store.missing", folder=str(folder))
        if not writable(folder, file):
            raise Trouble("store.read_only", folder=str(folder))
    except OSError as error:
        raise trouble_with(folder, error) from error
    return had


class InstanceLock:
    """Held for the life of the program; the system drops it when the process dies."""

    def __init__(self, folder: Path, name: str = LOCK_FILE) -> None:
        self._file: IO[bytes] | None = None
        self._folder = folder
        path = folder / name
        try:
            handle = path.open("ab")
        except OSError as error:
            raise Trouble("store.read_only", folder=str(folder)) from error
        try:
            _lock(handle)
        except OSError as error:
            handle.close()
            raise Trouble("store.in_use", folder=str(folder)) from error
        self._file = handle
        hold(folder)

    def release(self) -> None:
        if self._file is not None:
            let_go(self._folder)
            self._file.close()
            self._file = None


@contextmanager
def share_lock(lock: Path) -> Iterator[None]:
    """While this lasts nobody opens the store of this lock. Trouble("store.in_use") where somebody has; a lock that is not there, nobody had."""
    try:
        handle = lock.open("rb")
    except OSError:
        yield
        return
    with handle:
        try:
            _lock(handle, shared=True)
        except OSError as error:
            raise Trouble("store.in_use", folder=str(lock.parent)) from error
        yield


def _lock(handle: IO[bytes], *, shared: bool = False) -> None:
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

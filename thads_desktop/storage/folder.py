"""The data folder as the system sees it: local or on the network, writable, in use."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from thads_desktop.domain.refusal import Trouble

_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "davfs", "fuse.davfs2", "glusterfs",
    "fuse.glusterfs", "fuse.rclone", "ceph",
}  # fmt: skip
LOCK_FILE = "dang-mo.lock"


def is_network_path(folder: Path) -> bool:
    """SQLite's journal needs one machine: a share is refused."""
    if sys.platform == "win32":
        return _windows_network(folder)
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    best, kind = "", ""
    real = os.path.realpath(folder)
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        parts = line.split()
        point = parts[1].replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind in _NETWORK


def _windows_network(folder: Path) -> bool:
    if str(folder).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote)
    return False


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


class InstanceLock:
    """Held for the life of the program; the system drops it when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] | None = None
        path = folder / LOCK_FILE
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

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(handle: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

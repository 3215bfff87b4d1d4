"""SQLite on a disk that forgets: every write, cut and sync that SQLite asks of the system is written down, so that the files can be
put together as a power cut would have left them.

A shim between SQLite and its own way to the system (a VFS, put in the place of the default one through ctypes): each call goes
through and is noted. ``image`` then makes the files as of any call: what was synced by then is there; of what was not, each write
and cut is there or not by chance, the last one perhaps only in part, as sectors are.
"""

from __future__ import annotations

import ctypes as c
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

SECTOR = 512
_OK = 0


class _Methods(c.Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", c.c_int), ("close", c.c_void_p), ("read", c.c_void_p), ("write", c.c_void_p), ("truncate", c.c_void_p),
        ("sync", c.c_void_p), ("rest", c.c_void_p * 14),
    ]  # fmt: skip


class _File(c.Structure):
    _fields_ = [("methods", c.POINTER(_Methods))]


class _Vfs(c.Structure):
    """sqlite3_vfs, as far as it is looked at; the rest is copied as it is."""

    _fields_ = [
        ("version", c.c_int), ("size", c.c_int), ("longest", c.c_int), ("next", c.c_void_p), ("name", c.c_char_p),
        ("data", c.c_void_p), ("open", c.c_void_p), ("rest", c.c_void_p * 20),
    ]  # fmt: skip


# The name stays a bare address: SQLite keeps it, and reads what it has put behind it.
_OPEN = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.POINTER(_File), c.c_int, c.c_void_p)
_WRITE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_int, c.c_int64)
_TRUNCATE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int64)
_SYNC = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int)
_CLOSE = c.CFUNCTYPE(c.c_int, c.c_void_p)


@dataclass(frozen=True, slots=True)
class Call:
    """what: write | truncate | sync. at: where it was written, or the size it was cut to."""

    what: str
    file: Path
    at: int = 0
    data: bytes = b""


@dataclass
class Shim:
    """In place between ``put`` and ``take_away``; only files under the folder are noted."""

    folder: Path
    calls: list[Call] = field(default_factory=list)
    _kept: list[Any] = field(default_factory=list)
    _names: dict[int, Path] = field(default_factory=dict)

    def put(self) -> None:
        self._library = _sqlite()
        self._library.sqlite3_vfs_find.restype = c.POINTER(_Vfs)
        self._own = self._library.sqlite3_vfs_find(None)
        size = c.sizeof(_Vfs)
        vfs = _Vfs.from_buffer_copy(c.string_at(self._own, size))
        vfs.name, vfs.next = b"forgets", None
        open_ = _OPEN(vfs.open)

        def opened(own: int, name: int | None, file: Any, flags: int, out: int) -> int:
            status = open_(own, name, file, flags, out)
            path = Path(c.string_at(name).decode()) if name else None
            if status == _OK and path is not None and path.is_relative_to(self.folder) and not path.name.endswith("-shm"):
                self._watch(file, path)
            return status

        self._kept += [vfs, open_, callback := _OPEN(opened)]
        vfs.open = c.cast(callback, c.c_void_p).value
        self._vfs = vfs
        assert self._library.sqlite3_vfs_register(c.byref(vfs), 1) == _OK

    def take_away(self) -> None:
        self._library.sqlite3_vfs_register(self._own, 1)
        self._library.sqlite3_vfs_unregister(c.byref(self._vfs))

    def _watch(self, file: Any, path: Path) -> None:
        address = c.addressof(file.contents)
        self._names[address] = path
        own = file.contents.methods.contents
        methods = _Methods.from_buffer_copy(c.string_at(c.addressof(own), c.sizeof(_Methods)))
        write, truncate, sync, close = _WRITE(own.write), _TRUNCATE(own.truncate), _SYNC(own.sync), _CLOSE(own.close)

        def written(at: int, data: int, size: int, offset: int) -> int:
            self.calls.append(Call("write", self._names[at], offset, c.string_at(data, size)))
            return write(at, data, size, offset)

        def cut(at: int, size: int) -> int:
            self.calls.append(Call("truncate", self._names[at], size))
            return truncate(at, size)

        def synced(at: int, flags: int) -> int:
            status = sync(at, flags)
            self.calls.append(Call("sync", self._names[at]))
            return status

        def closed(at: int) -> int:
            self._names.pop(at, None)
            return close(at)

        for name, kind, function in (("write", _WRITE, written), ("truncate", _TRUNCATE, cut), ("sync", _SYNC, synced), ("close", _CLOSE, closed)):
            self._kept.append(callback := kind(function))
            setattr(methods, name, c.cast(callback, c.c_void_p).value)
        self._kept += [methods, write, truncate, sync, close]
        file.contents.methods = c.pointer(methods)


def image(before: dict[Path, bytes], calls: list[Call], upto: int, random: Random) -> dict[Path, bytes]:
    """The files as a power cut just after so many calls may have left them."""
    files = {path: bytearray(data) for path, data in before.items()}
    synced = {call.file: n for n, call in enumerate(calls[:upto]) if call.what == "sync"}
    luck = random.choice((0.0, 0.5, 0.9))
    for n, call in enumerate(calls[:upto]):
        sure = n < synced.get(call.file, -1)
        if call.what == "sync" or (not sure and random.random() >= luck):
            continue
        held = files.setdefault(call.file, bytearray())
        if call.what == "truncate":
            del held[call.at :]
            held += bytes(call.at - len(held))
            continue
        data = call.data
        if not sure and random.random() < 0.3:
            data = data[: random.randrange(len(data) + 1) // SECTOR * SECTOR]
        held += bytes(max(0, call.at + len(data) - len(held)))
        held[call.at : call.at + len(data)] = data
    return {path: bytes(data) for path, data in files.items()}


def _sqlite() -> Any:
    """The very library that the program's driver has loaded."""
    from sqlcipher3 import _sqlite3

    return c.CDLL(_sqlite3.__file__)

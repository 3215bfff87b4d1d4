"""Copies of the store: made while it is open, checked before they get their name, checked again before they come back."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage.errors import environment

if TYPE_CHECKING:
    from pathlib import Path


def copy_store(file: Path, target: Path) -> None:
    """Copy an open store file to ``target``, whole and on the disk, or not at all.

    Trouble("store.damaged") when the copy is not sound; OSError when the target cannot be written.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch()
    try:
        with environment():
            source, copy = sqlite3.connect(file), sqlite3.connect(part)
            try:
                source.backup(copy)
                # One file, without a journal beside it, so that it can be carried away.
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                source.close()
                copy.close()
        if not is_sound(part):
            raise Trouble("store.damaged", folder=str(file.parent))
        _to_disk(part)
        part.replace(target)
        _to_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)


def is_sound(file: Path) -> bool:
    """The file is a store of this program, every page of it in order. Reads all of it, writes nothing."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not {"events", "head", "register_rows", "blobs", "migrations"} <= names:
                return False
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()
            return bool(said[0] == "ok")
        finally:
            connection.close()
    except sqlite3.Error:
        return False


def _to_disk(path: Path) -> None:
    """Make bytes, or a name in a folder, survive a power cut where the system can."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The one door to a store's file: SQLCipher under the office's data key, plain SQLite where the office has none yet.

Which key a folder's files are read with is kept here for as long as somebody has the folder open, so that copies, repairs and
looks beside the store find it without being handed it from hand to hand. The key itself is written nowhere by this module.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY_LENGTH = 32
CLEAR_HEAD = b"SQLite format 3\0"
#: How a sealed file begins.
SEALED = b"THADS-KIN-1\0"

#: The driver, for who makes an engine over it.
driver: Any = dbapi2
#: What the driver raises for a file that is wrong, or an environment that is.
Error: type[Exception] = driver.Error

#: Folder -> the key of the stores and copies in it and beneath it.
_held: dict[Path, bytes] = {}


def hold(folder: Path, key: bytes | None) -> None:
    """From here on files in this folder and beneath it are read with this key; None: no longer with any."""
    if key is None:
        _held.pop(folder.resolve(), None)
        return
    if len(key) != KEY_LENGTH:
        raise ValueError("a data key has 32 bytes")
    _held[folder.resolve()] = key


def key_of(file: Path) -> bytes | None:
    """The key that files at this place are read with, None = in the clear."""
    real = file.resolve()
    return next((_held[folder] for folder in (real, *real.parents) if folder in _held), None)


@contextmanager
def holding(folder: Path, key: bytes | None) -> Iterator[None]:
    """While this lasts the folder's files are read with this key."""
    before = _held.get(folder.resolve())
    hold(folder, key)
    try:
        yield
    finally:
        hold(folder, before)


def connect(
    file: Path | str, key: bytes | None = None, *, read_only: bool = False, threads: bool = False, timeout: float = 5.0
) -> Any:
    """A connection in autocommit. file: a path, or a name SQLite knows (":memory:", "file:x?mode=memory").

    key: for a file that lies elsewhere than its store; else the one its folder is held with. Faults come as ``Error``,
    a wrong key at the first statement.
    """
    if isinstance(file, Path):
        key = key or key_of(file)
        name = f"{file.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    else:
        name = file
    made = driver.connect(name, isolation_level=None, uri=True, check_same_thread=not threads, timeout=timeout)
    try:
        # The library would write what it makes of a damaged page to the error output.
        made.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            made.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    except BaseException:
        made.close()
        raise
    return made


def attach(connection: Any, file: Path, name: str, *, read_only: bool = True) -> None:
    """Attach a store to a connection under a name. Read only, a journal left beside it is not worked off."""
    key = key_of(file)
    said = f"x'{key.hex()}'" if key is not None else ""
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (f"{file.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}", said))


def page_faults(connection: Any, *, whole: bool) -> list[str]:
    """What SQLite finds wrong with the pages of a file. The search index is no part of that: it is derived, and judged with
    the lists. whole: indexes are held against their tables too."""
    check = f"PRAGMA {'integrity' if whole else 'quick'}_check"
    try:
        said = connection.execute(f"{check}(20)").fetchall()
    except Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != driver.SQLITE_ERROR:
            raise
        # The definition of the search index cannot be read: the tables are looked at one by one.
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").fetchall()
        said = [row for (name,) in names for row in connection.execute(f"{check}('{name}')").fetchall()]
    return [line for (line,) in said if is_page_fault(line)]


def is_page_fault(line: str) -> bool:
    """A line of SQLite's check tells of a page, and not that all is well or that the search index is wrong."""
    return line != "ok" and not line.startswith("fts5:") and "FTS5" not in line


def is_clear(file: Path) -> bool:
    """The file begins as a store that nobody has encrypted."""
    with file.open("rb") as opened:
        return opened.read(len(CLEAR_HEAD)) == CLEAR_HEAD


def seal(key: bytes, data: bytes) -> bytes:
    """A few bytes that lie beside the store, closed under the data key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return SEALED + nonce + AESGCM(key).encrypt(nonce, data, SEALED)


def unseal(key: bytes, data: bytes) -> bytes | None:
    """Inverse of ``seal``; None for what was not sealed under this key."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not data.startswith(SEALED):
        return None
    at = len(SEALED)
    try:
        return AESGCM(key).decrypt(data[at : at + 12], data[at + 12 :], SEALED)
    except (InvalidTag, ValueError):
        return None


def encrypt(clear: Path, target: Path, key: bytes) -> None:
    """Write a clear store's whole content as an encrypted file. The target must not exist; the caller proves it and names it."""
    # By its name alone: in a folder that is held with a key it would be read with that.
    source = connect(f"{clear.absolute().as_uri()}?mode=rw")
    try:
        source.execute("ATTACH DATABASE ? AS sealed KEY ?", (target.absolute().as_uri(), f"x'{key.hex()}'"))
        source.execute("SELECT sqlcipher_export('sealed')")
        version = source.execute("PRAGMA user_version").fetchone()[0]
        source.execute(f"PRAGMA sealed.user_version = {int(version)}")
        source.execute("DETACH DATABASE sealed")
    finally:
        source.close()

"""What still lies in the clear beside an encrypted store: copies and stores of before are encrypted, halves are overwritten.

Only files that bear a name this program gives and begin as a clear store are touched. A copy that is no sound store stays as it
is: nothing could prove an encrypted one equal to it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import BACKUPS, STORE, drop
from thads_desktop.services import copies, locks, sealing
from thads_desktop.storage import cipher
from thads_desktop.storage.backup import is_sound
from thads_desktop.storage.folder import SHM, WAL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.keyring import Keyring

_STORE = r"thads-(?:cu-)?\d{8}-\d{6}(?:-\d+){0,2}\.db"
_WHOLE = re.compile(_STORE)
#: What was never finished; what was to be overwritten.
_HALF = re.compile(rf"(?:{re.escape(STORE)}|{_STORE})(?:\.part)+")
_GONE = re.compile(rf"({re.escape(STORE)}|{_STORE})\.cu")


def clear_left(desk: Desk) -> int:
    """Encrypt or overwrite what lies in the clear in the folder, among its copies and among those at the second place; how many
    files. 0 for a store that has no accounts. What cannot be done now (a full disk) is left for the next time."""
    key = cipher.key_of(desk.folder)
    if key is None or desk.practice:
        return 0
    try:
        ring = locks.ring(desk)
        second = copies.second_own(desk)
    except (OSError, Trouble):
        return 0
    if ring is not None:
        locks.follow(desk.folder, ring)
    places = [desk.folder, desk.folder / BACKUPS, *([second] if second is not None else [])]
    return sum(clear_in(place, key, ring) for place in places) if ring is not None else 0


def clear_in(place: Path, key: bytes, ring: Keyring) -> int:
    """As ``clear_left`` for one folder."""
    done = 0
    for names, act in ((_HALF, _wipe), (_GONE, _finish), (_WHOLE, _seal)):
        for file in _listed(place, names):
            with suppress(OSError, Trouble, cipher.Error):
                done += act(file, key, ring)
    return done


def _listed(place: Path, names: re.Pattern[str]) -> Iterable[Path]:
    try:
        return sorted(f for f in place.iterdir() if names.fullmatch(f.name) and f.is_file() and not f.is_symlink())
    except OSError:
        return []


def _seal(file: Path, key: bytes, ring: Keyring) -> bool:
    return cipher.is_clear(file) and sealing.seal_copy(file, key, ring)


def _wipe(file: Path, _key: bytes, _ring: Keyring) -> bool:
    """A part that begins in the clear: death came before it had its name, or nobody needed it."""
    if not cipher.is_clear(file):
        return False
    for tail in ("", "-journal", WAL, SHM):
        if (other := file.with_name(f"{file.name}{tail}")).is_file():
            sealing.overwrite(other)
    return True


def _finish(file: Path, key: bytes, _ring: Keyring) -> bool:
    """The clear store that an encrypted one took the place of, once that is sound; its beginning may be overwritten already."""
    real = file.with_name(file.name.removesuffix(".cu"))
    if not real.is_file():
        return False
    if real.samefile(file):
        # Death came before the encrypted one had its name.
        drop(file)
        return True
    with file.open("rb") as opened:
        head = opened.read(len(cipher.CLEAR_HEAD))
    if head not in (cipher.CLEAR_HEAD, bytes(len(cipher.CLEAR_HEAD))) or cipher.is_clear(real) or not is_sound(real, key):
        return False
    sealing.overwrite(file)
    return True

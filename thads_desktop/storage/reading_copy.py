"""A data folder that takes no writing (a disc, a mount, a folder that its owner closed), read all the same: in a private copy.

SQLite's journal, the lock and lists of an older program all want to write where the store lies. What is copied is encrypted as it lies there, and the
copy goes with the desk that was opened on it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import KEY, KEYRING, KEYS
from thads_desktop.storage.folder import FILE, LOCK_FILE, WAL, is_network_path, share_lock, trouble_with, writable
from thads_desktop.storage.keyring import PENDING
from thads_desktop.storage.server_place import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a desk that only reads may ask of the folder.
_FILES = (FILE, f"{FILE}{WAL}", KEYRING, PENDING, KEY, "khoa-da-biet.bin")


def is_closed(folder: Path) -> bool:
    """There is a store in this folder (not on a server), and nothing can be written there."""
    return place_of(folder) is None and (folder / FILE).is_file() and not writable(folder, folder / FILE)


def taken(folder: Path, network: Callable[[Path], bool] = is_network_path) -> Path:
    """A private copy of the folder. Trouble("store.in_use") while another program writes to it, "store.full" where the copy has no room."""
    if network(folder):
        raise Trouble("store.network", folder=str(folder))
    copy = Path(tempfile.mkdtemp(prefix="thads-doc-"))
    try:
        with share_lock(folder / LOCK_FILE):
            for name in _FILES:
                if (folder / name).is_file():
                    shutil.copyfile(folder / name, copy / name)
            if (folder / KEYS).is_dir():
                shutil.copytree(folder / KEYS, copy / KEYS, copy_function=shutil.copyfile)
    except OSError as error:
        shutil.rmtree(copy, ignore_errors=True)
        raise trouble_with(copy if (folder / FILE).is_file() else folder, error) from error
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)
        raise
    return copy

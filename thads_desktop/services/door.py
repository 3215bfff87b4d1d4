"""What is known of a data folder at the door, before anybody has logged in; and what is loaded while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import STORE
from thads_desktop.services import server_password
from thads_desktop.services.desk import open_desk
from thads_desktop.storage import keyring
from thads_desktop.storage.database import Store
from thads_desktop.storage.server_place import place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.domain.clock import Clock


def hint(folder: Path) -> str:
    """What is said where one logs in: how invented data are opened; "" for an office's own."""
    ring = keyring.read(folder)
    return ring.hint if ring is not None else ""


def warm_up() -> None:
    """Load what opening a folder needs, while a password is typed; may run on any thread."""
    from thads_desktop.exchange import signature  # noqa: F401 - loaded, not used here
    from thads_desktop.law.holidays import load_calendar
    from thads_desktop.law.ruleset import Rules
    from thads_desktop.services import office_key, queries  # noqa: F401 - loaded, not used here
    from thads_desktop.storage import unit_of_work, verify  # noqa: F401 - loaded, not used here

    keyring.warm_up()
    Rules.load()
    load_calendar({})


def reach(folder: Path, clock: Clock) -> None:
    """Of a folder that leads to a server: the server lets us in. Trouble("store.server_*") before anybody types a password.

    Where the store was brought home already and only the folder did not know, it does now.
    """
    if place_of(folder) is None:
        return
    try:
        Store.open(folder, clock, look="ends", password=server_password.known()).close()
    except Trouble as trouble:
        if trouble.code != "store.came_home":
            raise


def has_office(folder: Path, clock: Clock, progress: Callable[[int], None] | None = None) -> bool:
    """A store in the clear holds an office: it wants its first account. Trouble as ``open_desk``."""
    if not (folder / STORE).exists():
        return False
    desk = open_desk(folder, clock, progress=progress)
    try:
        with desk.reading() as reader:
            return reader.row("office", "self") is not None
    finally:
        desk.close()

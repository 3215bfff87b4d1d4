"""Restoring an office whose store is on a server: into a new folder, beside today's store, which says what happened to people since.

The server itself is never written over: ``moving`` carries the restored folder to an empty database. A folder restored with nothing to
ask there (an empty folder, the server gone) moves only with a second person.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from thads_desktop.domain.copy_events import RestoredFrom
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import access, copies, exchange_gate, restoring, upkeep
from thads_desktop.storage.server_place import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Why today's store stands in the new folder for a moment.
_WHY = "kho hiện nay trên máy chủ, để hỏi quyền và tài khoản hiện nay"


@contextmanager
def beside_today(folder: Path, into: Path, clock: Clock, login: str, password: str) -> Iterator[Path]:
    """While this lasts a copy is restored into the new folder, where today's store of the server stands already; taken away again when
    that is refused.

    It bears the mark of a restore from the first moment on: nobody goes on with it as a second store of the office. Refused("restore.*")
    or as a log-in.
    """
    if place_of(folder) is None:
        raise Refused(Refusal("restore.no_server", {"folder": str(folder)}, "into"))
    if into.exists() and any(into.iterdir()):
        raise Refused(Refusal("restore.into_taken", {"folder": str(into)}, "into"))
    desk = access.sign_in(folder, clock, login, password)
    try:
        today = copies.make(desk).file
    finally:
        desk.close()
    try:
        asks = restoring.opened(into, today, login, password)
        upkeep.restore(into, today, clock, key=asks.key, account=asks.account, login=asks.login, reason=_WHY)
        yield into
    except BaseException:
        # It was empty: everything in it was made here.
        shutil.rmtree(into, ignore_errors=True)
        raise


def unasked(reader: Reader) -> bool:
    """The store came back from a copy into a folder where no store of that day could be asked what became of accounts and powers."""
    marks = [e.body for e in reader.events_of(exchange_gate.SUBJECT) if isinstance(e.body, RestoredFrom)]
    return bool(marks) and not marks[-1].lost


def stand_by(desk: Desk) -> None:
    """A colleague stands by it that this store goes to a server, where the office has one: written into the log. Refused("rights.*")."""
    with desk.writing("move", two=True) as uow:
        uow.commit()

"""Restoring undone: today's store is itself a copy that was put back, and nobody has confirmed yet that it stays.

What it does not know may stand in the store that it took the place of, which lies aside in the folder (or is what is restored now):
an account that was opened after the copy was closed by nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import copy_events as ce
from thads_desktop.services.exchange_gate import SUBJECT
from thads_desktop.storage.peek import head_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.services.since_copy import People
    from thads_desktop.storage.reader import Reader

#: So many restores one after the other are followed back.
_MOST = 8


def unconfirmed(reader: Reader) -> tuple[int, str] | None:
    """(seq, hash) of the last event of the store that was put aside; None once a person stood by it that it is used no more."""
    found = None
    for event in reader.events_of(SUBJECT):
        if isinstance(event.body, ce.RestoredFrom):
            found = (event.body.lost, event.body.lost_head) if event.body.lost else None
        elif isinstance(event.body, ce.ExchangeConfirmed):
            found = None
    return found


def put_aside(folder: Path, file: Path, key: bytes | None, now: People, asked: Callable[[Path, bytes | None], People | None]) -> list[People]:
    """What the stores say that were put aside by restores which nobody has confirmed, the latest first."""
    found: list[People] = []
    wanted = now.unconfirmed
    while wanted is not None and len(found) < _MOST:
        at = next((f for f in (file, *sorted(folder.glob("thads-cu-*.db"), reverse=True)) if head_of(f, key) == wanted), None)
        before = asked(at, key) if at is not None else None
        if before is None:
            break
        found.append(before)
        wanted = before.unconfirmed
    return found

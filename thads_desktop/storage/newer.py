"""Events that a newer program wrote: found when a store is opened, so that an older one neither misreads nor writes after them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from thads_desktop.domain.events import BODIES
from thads_desktop.storage.codec import parse

if TYPE_CHECKING:
    from typing import Any

_ALL = "SELECT DISTINCT CAST(type AS BLOB), version FROM events"
#: Of a large log the last events are looked at; one further back is refused where its subject is read.
_LAST = "SELECT DISTINCT CAST(type AS BLOB), version FROM (SELECT type, version FROM events ORDER BY seq DESC LIMIT 5000)"


def refuse_newer(connection: Any, *, whole: bool) -> None:
    """Raises Trouble("event.newer") for a type or version that this program does not know; whole: among all events."""
    known = {(kind.encode(), version) for kind, version in BODIES}
    for kind, version in connection.execute(_ALL if whole else _LAST).fetchall():
        if (kind, version) in known:
            continue
        # The column is a copy: it is the text that says so, or the column is damaged, which is for ``verify``.
        for (text,) in connection.execute("SELECT CAST(text AS BLOB) FROM events WHERE CAST(type AS BLOB) = ? LIMIT 1", (kind,)):
            with suppress(ValueError):
                parse(text)

"""PostgreSQL's ways to fail, as ``Trouble``. By SQLSTATE, since a server may speak any language."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.storage.server_place import Place

#: SQLSTATE, or its class, -> code of the trouble; the whole state first.
KNOWN = {
    "53100": "store.server_full", "25006": "store.server_read_only", "42501": "store.server_rights", "58030": "store.io",
    "42P01": "store.server_moved", "42703": "store.damaged", "42883": "store.damaged", "XX001": "store.damaged",
    "XX002": "store.damaged", "55P03": "store.locked", "57014": "store.locked", "57P03": "store.server_away",
    "3D000": "store.server_login", "28": "store.server_login", "08": "store.server_dropped", "57P": "store.server_dropped",
    "40": "store.locked", "53": "store.server_busy", "25P03": "store.server_dropped", "25P04": "store.server_dropped",
}  # fmt: skip
_CONNECT_WAIT = 3.0


def trouble_behind(error: BaseException) -> Trouble | None:
    """The trouble behind an error of psycopg, or None when it is a bug of ours. error: one with ``sqlstate``."""
    import psycopg

    state = getattr(error, "sqlstate", None)
    if state is None:
        gone = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
        return Trouble("store.server_dropped") if gone else None
    code = next((KNOWN[state[:n]] for n in (5, 3, 2) if state[:n] in KNOWN), None)
    return None if code is None else Trouble(code)


def trouble_at_the_door(place: Place, error: BaseException) -> Trouble:
    """Why no connection came about: nobody listens there, or whoever listens does not let us in."""
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return Trouble(next((KNOWN[state[:n]] for n in (5, 3, 2) if state[:n] in KNOWN), "store.server_login"), place=place.words())
    said = str(error)
    if "starting up" in said or "shutting down" in said:
        return Trouble("store.server_away", place=place.words())
    if "too many clients" in said or "remaining connection slots" in said:
        return Trouble("store.server_busy", place=place.words())
    if "SSL" in said or "certificate" in said:
        return Trouble("store.server_tls", place=place.words())
    return Trouble("store.server_login" if _listens(place) else "store.server_away", place=place.words())


def _listens(place: Place) -> bool:
    try:
        if place.host.startswith("/"):
            with socket.socket(getattr(socket, "AF_UNIX", socket.AF_INET), socket.SOCK_STREAM) as way:
                way.settimeout(_CONNECT_WAIT)
                way.connect(f"{place.host}/.s.PGSQL.{place.port}")
        else:
            socket.create_connection((place.host, place.port), _CONNECT_WAIT).close()
    except OSError:
        return False
    return True


@contextmanager
def server_environment() -> Iterator[None]:
    """As ``errors.environment``, also for what comes from the driver directly."""
    import psycopg
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        origin: Any = error.orig if isinstance(error, DBAPIError) else error
        trouble = trouble_behind(origin)
        if trouble is None:
            raise
        raise trouble from error

"""The store on the office's PostgreSQL server: the same log, registers and lists, and several desks at once.

Whoever writes holds the row of the head from the first word to the last, so numbers have no gap and what was read is what is
written upon, as in the file. Whoever reads sees one moment of the store and keeps nobody waiting. The data folder of the desk
holds ``server.json``, the desk's own settings and keys, and a lock against a second instance on this computer.
"""

from __future__ import annotations

import select
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import NullPool, QueuePool

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import SERVER, drop, to_disk
from thads_desktop.storage import schema, server_schema
from thads_desktop.storage.codec import CHAIN, GENESIS, ROWS, first_break, has_false_row
from thads_desktop.storage.database import Store, schema_version
from thads_desktop.storage.dialect import SpeakingCursor, SpeakingServerCursor
from thads_desktop.storage.folder import LOCK_FILE, InstanceLock, trouble_with
from thads_desktop.storage.server_copy import copy_server, drop_left
from thads_desktop.storage.server_errors import server_environment, trouble_at_the_door
from thads_desktop.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from thads_desktop.domain import events as ev
    from thads_desktop.domain.clock import Clock
    from thads_desktop.storage.database import Look
    from thads_desktop.storage.server_place import Place

#: Logs up to so many events are read whole on opening (about a second).
READ_WHOLE = 20_000
#: Another desk that writes is waited for so long; what takes longer (an import) is said to the user.
WAIT = 5
#: How long, and how often, a lost connection is sought again before one says that nobody knows.
AGAIN, PAUSE = 10, 0.3
#: A connection that was idle for longer is asked whether it still leads anywhere; before, what came on it says so.
QUIET = 5.0
#: What is remembered of a connection: the head as it was taken, when it was left.
_HELD, _LEFT = "thads-head", "thads-left"
_NAMES = ("events", "head", "register_rows", "blobs", "drafts", "lists_version")
_OPTIONS = " ".join(
    f"-c {name}={value}"
    for name, value in (
        ("lock_timeout", f"{WAIT}s"), ("idle_in_transaction_session_timeout", "10min"), ("client_min_messages", "warning"),
        ("tcp_keepalives_idle", 10), ("tcp_keepalives_interval", 5), ("tcp_keepalives_count", 3), ("jit", "off"),
        # A desk that crashed must not hold the head: the server notices that nobody is there within half a minute.
        ("tcp_user_timeout", 30_000),
    )
)  # fmt: skip


class ServerUnitOfWork(UnitOfWork):
    """One transaction on the server."""

    store: ServerStore
    _mine: tuple[int, ...] = ()

    def append_many(self, items: Iterable[tuple[str, date | None, ev.Body, str]]) -> list[ev.Event]:
        made = super().append_many(items)
        self.connection.info.pop(_HELD, None)
        self._mine += tuple(e.seq for e in made)
        return made

    def head(self) -> tuple[int, str]:
        """As ``Reader.head``: the row that is held was read when it was taken."""
        if not self.connection.in_transaction():
            self.connection.begin()
        return self.connection.info.get(_HELD) or super().head()

    def commit(self) -> None:
        """As ``UnitOfWork.commit``. When the way is cut just then, the chain itself says whether it was written."""
        if (hook := self.before_commit) is not None:
            self.before_commit = None
            hook()
        head, mine, self._mine = self._head, self._mine, ()
        self.store.own.update(mine)  # before the others can know of it
        try:
            self._commit(head)
        except BaseException:
            self.store.own.difference_update(mine)
            raise

    def _commit(self, head: tuple[int, str] | None) -> None:
        try:
            super().commit()
        except (DBAPIError, psycopg.Error) as error:
            cut = error.connection_invalidated if isinstance(error, DBAPIError) else isinstance(error, psycopg.OperationalError)
            if not cut or head is None or not self.store.landed(head):
                raise
            self._head = None


class ServerStore(Store):
    """An open data folder whose store is on a server."""

    shared = True
    _environment = staticmethod(server_environment)
    #: A store is brought here on purpose, also where one was before (``services.moving``).
    returns = False

    def __init__(self, folder: Path, clock: Clock, lock: InstanceLock | None, place: Place, password: str | None) -> None:
        self.folder, self.clock, self._lock, self.place = folder, clock, lock, place
        #: Events this program wrote, until ``written_here`` was asked of them.
        self.own: set[int] = set()
        self._connect = partial(connect, place, password)
        self._writer = engine_of(self._connect, write=True)
        self._reader = engine_of(self._connect, write=False)

    @classmethod
    def join(
        cls, folder: Path, clock: Clock, place: Place, *, create: bool, look: Look, password: str | None, returns: bool = False
    ) -> ServerStore:  # fmt: skip
        """Open the store of the server, or make it in an empty database when ``create``. Raises Trouble("store.*").

        Trouble("store.came_home"): it had been brought into this folder's file when something died; from now on the folder is that
        file's again.
        """
        try:
            lock = InstanceLock(folder)
        except OSError as error:
            raise trouble_with(folder, error) from error
        drop_left(folder)
        store = cls(folder, clock, lock, place, password)
        store.returns = returns
        try:
            with server_environment():
                store._begin(create=create)
                store._look(look)
        except BaseException:
            store.close()
            raise
        return store

    def _unit(self, connection: Connection, actor: str, role: str) -> ServerUnitOfWork:
        """Other desks that write are waited for. Trouble("store.locked") when that takes long."""
        uow = ServerUnitOfWork(connection, self.clock, actor, role)
        uow.store = self
        return uow

    @contextmanager
    def beside(self) -> Iterator[UnitOfWork]:
        """As ``beside.built_beside``: the lists of this unit are empty ones that nobody else sees, all of it is let go."""
        from thads_desktop.storage.server_beside import make_own_lists

        with server_environment(), engine_of(self._connect, write=False, pool=False, change=True).connect() as connection:
            make_own_lists(connection)
            try:
                yield UnitOfWork(connection, self.clock, "", "clerk")
            finally:
                connection.rollback()

    def unlike(self, beside: UnitOfWork) -> list[str]:
        """As ``beside.differences``."""
        from thads_desktop.storage.server_beside import differences

        with server_environment():
            return differences(beside.connection)

    def back_up(self, target: Path, key: bytes | None = None) -> None:
        """An ordinary store file of what the server holds; opened on any computer its lists fill themselves."""
        copy_server(self, target, key)

    def pulse(self) -> tuple[int, str]:
        """As ``Store.pulse``, in one question."""
        with self.reading() as reader:
            row = reader.connection.exec_driver_sql(
                "SELECT seq, (SELECT count(*) || ' ' || coalesce(sum(hashtext(key)), 0) FROM drafts WHERE starts_with(key, 'paper:')) FROM head"
            ).one()
        return int(row[0]), str(row[1])

    def written_here(self, until: int) -> set[int]:
        """As ``Store.written_here``; asked of once only."""
        asked = {seq for seq in tuple(self.own) if seq <= until}
        self.own -= asked
        return asked

    def landed(self, head: tuple[int, str]) -> bool:
        """Did what ended in this head get into the log? Trouble("store.server_unknown") while nobody can be asked."""
        until = time.monotonic() + AGAIN
        while True:
            try:
                with self.reading() as reader:
                    return reader.hash_at(head[0]) == head[1]
            except Trouble as trouble:
                if time.monotonic() > until:
                    raise Trouble("store.server_unknown", place=self.place.words()) from trouble
                time.sleep(PAUSE)

    def discard(self) -> None:
        """Close, and take away what this opening made: nobody used it."""
        if self.made:
            with server_environment(), self._writer.connect() as connection:
                server_schema.unmake(connection)
                connection.commit()
        self.close()
        (self.folder / LOCK_FILE).unlink(missing_ok=True)

    def _begin(self, *, create: bool) -> None:
        """Make the store or bring it to this program's version, one desk at a time."""
        # Not one moment of the store: what another desk made while this one waited must be seen.
        with engine_of(self._connect, write=False, pool=False, change=True, steady=False).connect() as connection:
            if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
                raise Trouble("store.server_encoding", place=self.place.words())
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({server_schema.MAKING})")
            if self.place.home and _stands_aside(connection, self.place.home):
                drop(self.folder / SERVER)
                to_disk(self.folder)
                raise Trouble("store.came_home", folder=str(self.folder))
            if not _has(connection, "migrations"):
                if self._moved_away(connection) and not self.returns:
                    raise Trouble("store.moved_away", place=self.place.words())
                if not create:
                    raise Trouble("store.server_empty", place=self.place.words())
                server_schema.make(connection, self.clock)
                self.made = True
            have = schema_version(connection)
            if have > schema.VERSION:
                raise Trouble("store.newer", folder=self.place.words())
            if not all(_has(connection, name) for name in _NAMES):
                raise Trouble("store.damaged", folder=self.place.words())
            server_schema.upgrade(connection, have, self.clock)
            lists = int(connection.exec_driver_sql("SELECT version FROM lists_version").scalar() or 0)
            if lists > schema.PROJECTIONS:
                raise Trouble("store.newer", folder=self.place.words())
            if lists != schema.PROJECTIONS or server_schema.strange_lists(connection):
                server_schema.empty_lists(connection)
                self.stale = connection.exec_driver_sql("SELECT seq FROM head").scalar() != 0
                connection.exec_driver_sql(f"PRAGMA user_version = {0 if self.stale else schema.PROJECTIONS}")
            connection.commit()

    @staticmethod
    def _moved_away(connection: Connection) -> bool:
        """The store was here and was brought back into a file: its tables stand aside in a schema of their own."""
        return _stands_aside(connection, "thads-cu-%")

    def _look(self, look: Look) -> None:
        """The ends of the log meet; a small log, or every log when asked, is read through."""
        damaged = Trouble("store.damaged", folder=self.place.words())
        with self.reading() as reader:
            heads = reader.connection.exec_driver_sql("SELECT seq, hash FROM head").fetchall()
            last = reader.connection.exec_driver_sql("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchall()
            if len(heads) != 1 or tuple(heads[0]) != (tuple(last[0]) if last else (0, GENESIS)):
                raise damaged
            whole = look == "whole" or (look == "quick" and heads[0][0] <= READ_WHOLE)
            if whole:
                kept = reader.connection.execution_options(stream_results=True)
                if first_break(kept.exec_driver_sql(CHAIN)) or has_false_row(kept.exec_driver_sql(ROWS)):
                    raise damaged
            self.looked_through = whole


def connect(place: Place, password: str | None) -> psycopg.Connection[Any]:
    """A connection that takes this package's statements. Trouble("store.server_*") when none comes about."""
    given: dict[str, Any] = {} if password is None else {"password": password}
    given |= {"sslrootcert": place.rootcert} if place.rootcert else {}
    try:
        made = psycopg.connect(
            host=place.host, port=place.port, dbname=place.database, user=place.user, sslmode=place.tls, connect_timeout=5,
            application_name="thads-desktop", client_encoding="utf8", options=_OPTIONS, cursor_factory=SpeakingCursor,
            keepalives_idle=10, keepalives_interval=5, keepalives_count=3, tcp_user_timeout=30_000, **given,
        )  # fmt: skip
    except psycopg.Error as error:
        raise trouble_at_the_door(place, error) from error
    made.server_cursor_factory = SpeakingServerCursor
    return made


def engine_of(
    connecting: partial[psycopg.Connection[Any]], *, write: bool, pool: bool = True, change: bool = False, steady: bool = True
) -> Engine:
    """write: takes the head's row first. change: may change what only this connection or nobody else sees. steady: sees one
    moment of the store, as readers do."""
    pooled: dict[str, Any] = (
        {"poolclass": QueuePool, "pool_size": 1 if write else 4, "max_overflow": 0 if write else 4}
        if pool
        else {"poolclass": NullPool}
    )
    engine = create_engine("postgresql+psycopg://", creator=connecting, use_native_hstore=False, **pooled)

    if pool:

        @event.listens_for(engine, "checkin")
        def _left(_connection: Any, record: Any) -> None:
            record.info[_LEFT] = time.monotonic()

        @event.listens_for(engine, "checkout")
        def _taken(connection: Any, record: Any, _proxy: Any) -> None:
            left = record.info.get(_LEFT)
            if left is not None and not _alive(connection, time.monotonic() - left):
                # The pool makes another one.
                raise DisconnectionError

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        latest = write or not steady
        connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED if latest else psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = not (write or change)

    if write:

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.info.pop(_HELD, None)
            rows = connection.exec_driver_sql("SELECT v.version, h.seq, h.hash FROM head h, lists_version v FOR UPDATE OF h").fetchall()
            if rows and rows[0][0] not in (0, schema.PROJECTIONS):
                # Another desk opened the store with a newer program since.
                raise Trouble("store.newer")
            if len(rows) == 1:
                connection.info[_HELD] = int(rows[0][1]), str(rows[0][2])

    return engine


def _alive(made: psycopg.Connection[Any], idle: float) -> bool:
    """An idle connection still leads to the server. One that was left just now is not asked: a server that ended it says so by
    itself, and to ask is a way there and back before every question."""
    try:
        if not made.closed and (idle > QUIET or select.select([made.fileno()], [], [], 0)[0]):
            made.execute("SELECT 1")
            made.rollback()
    except (psycopg.Error, OSError, ValueError):
        return False
    return not made.closed


def _stands_aside(connection: Connection, like: str) -> bool:
    """There is a schema of such a name."""
    return bool(connection.exec_driver_sql("SELECT 1 FROM pg_namespace WHERE nspname LIKE ? LIMIT 1", (like,)).fetchall())


def _has(connection: Connection, table: str) -> bool:
    return connection.exec_driver_sql("SELECT to_regclass(?)", (table,)).scalar() is not None

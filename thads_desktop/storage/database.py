"""The store: one SQLite file in a data folder, opened by one program at a time.

Everything that is SQLite's own (pragmas, locks, journal) sits here. WAL, full sync, two engines: a writer that begins
IMMEDIATE, a reader that cannot write. Faults of the environment are ``Trouble``.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage import schema
from thads_desktop.storage.backup import copy_store
from thads_desktop.storage.codec import GENESIS
from thads_desktop.storage.errors import environment
from thads_desktop.storage.folder import InstanceLock, is_network_path, writable
from thads_desktop.storage.reader import Reader
from thads_desktop.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

    from thads_desktop.domain.clock import Clock

FILE = "thads.db"
#: Up to this size opening reads every page (a tenth of a second).
READ_WHOLE = 64_000_000


class Store:
    """An open data folder. Close it: it holds the folder's lock."""

    #: The lists are of an older shape and empty: rebuild them (``projections.rebuild`` and the services) before use.
    stale: bool = False

    def __init__(self, folder: Path, clock: Clock, lock: InstanceLock | None) -> None:
        self.folder, self.clock, self._lock = folder, clock, lock
        self._writer = _engine(folder / FILE, write=True)
        self._reader = _engine(folder / FILE, write=False)

    @classmethod
    def open(
        cls, folder: Path, clock: Clock, *, create: bool = False, network: Callable[[Path], bool] = is_network_path
    ) -> Store:
        """Open the folder's store, or make it when ``create``. Raises Trouble("store.*") when it cannot be used."""
        folder = Path(folder).absolute()
        if network(folder):
            raise Trouble("store.network", folder=str(folder))
        if folder.exists() and not folder.is_dir():
            raise Trouble("store.not_a_folder", folder=str(folder))
        if create:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Trouble("store.read_only", folder=str(folder)) from error
        file = folder / FILE
        if not create and not file.exists():
            raise Trouble("store.missing", folder=str(folder))
        if not writable(folder, file):
            raise Trouble("store.read_only", folder=str(folder))
        lock = InstanceLock(folder)
        try:
            refuse_unusable(file)
            store = cls(folder, clock, lock)
        except BaseException:
            lock.release()
            raise
        try:
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_reader(cls, folder: Path, clock: Clock) -> Store:
        """Read only, for a child process of the program that holds the lock."""
        return cls(Path(folder).absolute(), clock, None)

    @contextmanager
    def writing(self, actor: str, role: str) -> Iterator[UnitOfWork]:
        """One transaction: rolled back unless ``commit`` was called."""
        if self._lock is None:
            raise RuntimeError("a store opened for reading takes no writing")
        with environment(), self._writer.connect() as connection:
            uow = UnitOfWork(connection, self.clock, actor, role)
            try:
                yield uow
            finally:
                connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One consistent snapshot."""
        with environment(), self._reader.connect() as connection:
            try:
                yield Reader(connection)
            finally:
                connection.rollback()

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """(writer, reader), for measuring and for tests that count statements."""
        return self._writer, self._reader

    def back_up(self, target: Path) -> None:
        """Copy the store while it is open; see ``backup.copy_store``."""
        copy_store(self.folder / FILE, target)

    def close(self) -> None:
        """Let go of the file and the lock; the journal goes into the file."""
        self._reader.dispose()
        self._writer.dispose()
        if self._lock is not None:
            self._lock.release()

    def _prepare(self) -> None:
        """Bring the tables to this program's version: every step in one transaction with its own record."""
        with environment(), self._writer.connect() as connection:
            have = schema_version(connection)
            for step in range(have + 1, schema.VERSION + 1):
                for statement in schema.STEPS[step]:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql("INSERT INTO migrations VALUES (?, ?)", (step, self.clock.now().isoformat()))
            if connection.exec_driver_sql("PRAGMA user_version").scalar() != schema.PROJECTIONS:
                for name in schema.DERIVED_NAMES:
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
                for statement in schema.DERIVED:
                    connection.exec_driver_sql(statement)
                self.stale = connection.exec_driver_sql("SELECT seq FROM head").scalar() != 0
                # Lists that want filling keep no version: whoever opens next is told again until they are rebuilt.
                connection.exec_driver_sql(f"PRAGMA user_version = {0 if self.stale else schema.PROJECTIONS}")
            connection.commit()


def schema_version(connection: Connection) -> int:
    """The last step of the kept tables this store has taken, 0 for an empty file."""
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)"
    )
    return int(connection.exec_driver_sql("SELECT coalesce(max(version), 0) FROM migrations").scalar() or 0)


def refuse_unusable(file: Path) -> None:
    """A foreign, truncated, broken or newer file is refused before anything is written to it.

    Raises Trouble("store.damaged" | "store.newer"). A small file is read whole; of a large one the ends of the log
    and the structure, so that opening stays quick: the rest is for ``verify``.
    """
    if not file.exists():
        return
    damaged = Trouble("store.damaged", folder=str(file.parent))
    size = file.stat().st_size
    if size == 0:
        raise damaged
    with environment():
        connection = sqlite3.connect(file)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if "migrations" not in names:
                raise damaged
            version = connection.execute("SELECT max(version) FROM migrations").fetchone()[0] or 0
            if version > schema.VERSION:
                raise Trouble("store.newer", folder=str(file.parent))
            if not {"events", "head", "register_rows", "blobs"} <= names or not _ends_meet(connection):
                raise damaged
            if size <= READ_WHOLE and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise damaged
        finally:
            connection.close()


def _ends_meet(connection: sqlite3.Connection) -> bool:
    """The head is the last event. (That a page is missing at the end, SQLite notices at the first read.)"""
    head = connection.execute("SELECT seq, hash FROM head").fetchall()
    last = connection.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchall()
    return len(head) == 1 and head == (last or [(0, GENESIS)])


def _engine(file: Path, *, write: bool) -> Engine:
    engine = create_engine(
        f"sqlite:///{file}", poolclass=QueuePool, pool_size=1 if write else 4, max_overflow=0 if write else 4,
        connect_args={"check_same_thread": False, "timeout": 5.0},
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON",
            "trusted_schema = OFF", "busy_timeout = 5000", "cache_size = -32000", "temp_store = MEMORY",
        ):  # fmt: skip
            if write or not pragma.startswith(("journal", "synchronous")):
                connection.execute(f"PRAGMA {pragma}")
        if not write:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine

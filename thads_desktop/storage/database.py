"""The store: one SQLite file in a data folder, opened by one program at a time.

Everything that is SQLite's own (pragmas, locks, journal) sits here. WAL, full sync, two engines: a writer that begins
IMMEDIATE, a reader that cannot write. Faults of the environment are ``Trouble``.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import QueuePool

from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage import schema
from thads_desktop.storage.errors import environment
from thads_desktop.storage.folder import InstanceLock, is_network_path, writable
from thads_desktop.storage.reader import Reader
from thads_desktop.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

    from thads_desktop.domain.clock import Clock

FILE = "thads.db"


class Store:
    """An open data folder. Close it: it holds the folder's lock."""

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
            _refuse_damage(file)
            store = cls(folder, clock, lock)
            store._prepare()
        except BaseException:
            lock.release()
            raise
        return store

    @classmethod
    def open_reader(cls, folder: Path, clock: Clock) -> Store:
        """Read only, for a child process of the program that holds the lock."""
        return cls(Path(folder).absolute(), clock, None)

    @contextmanager
    def writing(self, actor: str, role: str) -> Iterator[UnitOfWork]:
        """One transaction: rolled back unless ``commit`` was called."""
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
        """Copy the store while it is open; the copy is checked before it gets its name."""
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        with environment():
            source, copy = sqlite3.connect(self.folder / FILE), sqlite3.connect(part)
            try:
                source.backup(copy)
                fine = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            finally:
                source.close()
                copy.close()
        if not fine:
            part.unlink()
            raise Trouble("store.damaged", folder=str(self.folder))
        part.replace(target)

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()
        if self._lock is not None:
            self._lock.release()

    def _prepare(self) -> None:
        with environment(), self._writer.connect() as connection:
            have = _version(connection)
            if have > schema.VERSION:
                raise Trouble("store.newer", folder=str(self.folder))
            for step in range(have + 1, schema.VERSION + 1):
                for statement in schema.STEPS[step]:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(
                    "INSERT INTO migrations (version, applied) VALUES (?, ?)", (step, self.clock.now().isoformat())
                )
            derived = connection.exec_driver_sql("PRAGMA user_version").scalar()
            if derived != schema.PROJECTIONS:
                for name in schema.DERIVED_NAMES:
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
                for statement in schema.DERIVED:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(f"PRAGMA user_version = {schema.PROJECTIONS}")
                self.stale = have > 0
            else:
                self.stale = False
            connection.commit()

    #: The lists are empty after an upgrade and want rebuilding.
    stale: bool = False


def _version(connection: Connection) -> int:
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)"
    )
    return int(connection.execute(text("SELECT coalesce(max(version), 0) FROM migrations")).scalar() or 0)


def _refuse_damage(file: Path) -> None:
    """A truncated, foreign or broken file is refused before anything is written to it."""
    if not file.exists():
        return
    if file.stat().st_size == 0:
        raise Trouble("store.damaged", folder=str(file.parent))
    with environment():
        connection = sqlite3.connect(file)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    if said != "ok" or not {"events", "head", "migrations"} <= names:
        raise Trouble("store.damaged", folder=str(file.parent))


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


def fsync_folder(folder: Path) -> None:
    """Make a rename in this folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

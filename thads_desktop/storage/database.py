"""The store: one SQLite file in a data folder, opened by one program at a time.

Everything that is SQLite's own (pragmas, locks, journal) sits here. WAL, full sync, two engines: a writer that begins
IMMEDIATE, a reader that cannot write. Faults of the environment are ``Trouble``.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import drop, part_of, to_disk
from thads_desktop.storage import cipher, schema
from thads_desktop.storage.backup import copy_store
from thads_desktop.storage.before_upgrade import copy_before
from thads_desktop.storage.codec import CHAIN, GENESIS, ROWS, first_break, has_false_row
from thads_desktop.storage.errors import environment
from thads_desktop.storage.folder import (
    FILE,
    LOCK_FILE,
    SHM,
    WAL,
    InstanceLock,
    check_folder,
    is_network_path,
    trouble_with,
)
from thads_desktop.storage.newer import refuse_newer
from thads_desktop.storage.reader import Reader
from thads_desktop.storage.server_place import place_of
from thads_desktop.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

    from thads_desktop.domain.clock import Clock

#: Up to this size opening reads every page (a tenth of a second).
READ_WHOLE = 64_000_000
Look = Literal["whole", "quick", "ends"]


class Store:
    """An open data folder. Close it: it holds the folder's lock."""

    #: The lists are of an older shape and empty: rebuild them (``projections.rebuild`` and the services) before use.
    stale: bool = False

    #: The store was made by this opening (and so was the folder): ``discard`` takes it away again.
    made: bool = False
    made_folder: bool = False

    #: This opening brought the data key, and takes it away again.
    holds_key: bool = False
    #: What turns the engine's faults into Trouble.
    _environment = staticmethod(environment)
    #: Other desks may write to it at the same time.
    shared: bool = False

    #: Opening read the whole chain of the log and found it sound.
    looked_through: bool = False

    def __init__(self, folder: Path, clock: Clock, lock: InstanceLock | None) -> None:
        self.folder, self.clock, self._lock = folder, clock, lock
        self._writer = _engine(folder / FILE, write=True)
        self._reader = _engine(folder / FILE, write=False)

    @classmethod
    def open(
        cls, folder: Path, clock: Clock, *, create: bool = False, look: Look = "quick",
        network: Callable[[Path], bool] = is_network_path, key: bytes | None = None, password: str | None = None,
    ) -> Store:  # fmt: skip
        """Open the folder's store, or make it when ``create``. Raises Trouble("store.*") when it cannot be used.

        key: the office's data key, with which the file is (or will be) encrypted; None = in the clear, or the key with
        which this process has the folder open already.
        look: how much of the log is read first: all of it, all of a small file, or its ends only (to find damage).
        password: for a folder that leads to a server (``server_place``); None = the server knows us otherwise.
        """
        folder = Path(folder).absolute()
        if (place := place_of(folder)) is not None:
            from thads_desktop.storage.server import ServerStore

            return ServerStore.join(folder, clock, place, create=create, look=look, password=password)
        had_folder = check_folder(folder, create=create, network=network)
        file = folder / FILE
        lock = InstanceLock(folder)
        held = key is not None and cipher.key_of(file) is None
        try:
            if held:
                cipher.hold(folder, key)
            made = create and not file.exists()
            if made:
                make(file, clock)
            whole = refuse_unusable(file, look)
            if file.exists():
                copy_before(folder, clock)
            store = cls(folder, clock, lock)
            store.looked_through = whole
            store.made, store.made_folder, store.holds_key = made, not had_folder, held
        except BaseException:
            lock.release()
            if held:
                cipher.hold(folder, None)
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
        with self._environment(), self._writer.connect() as connection:
            try:
                yield self._unit(connection, actor, role)
            finally:
                connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One consistent snapshot."""
        with self._environment(), self._reader.connect() as connection:
            try:
                yield Reader(connection)
            finally:
                connection.rollback()

    def _unit(self, connection: Connection, actor: str, role: str) -> UnitOfWork:
        return UnitOfWork(connection, self.clock, actor, role)

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """(writer, reader), for measuring and for tests that count statements."""
        return self._writer, self._reader

    def back_up(self, target: Path, key: bytes | None = None) -> None:
        """Copy the store while it is open; see ``backup.copy_store``."""
        copy_store(self.folder / FILE, target, key)

    def hasten(self) -> None:
        """Wait for no disk from here on until it is closed: for invented data, which a power cut may take."""
        with environment(), self._writer.connect() as connection:
            connection.connection.cursor().execute("PRAGMA synchronous = OFF")

    def pulse(self) -> tuple[int, str]:
        """(seq of the last event, a mark of the papers that are begun): does it differ, somebody wrote."""
        with self.reading() as reader:
            return reader.head()[0], ""

    def written_here(self, _until: int) -> set[int]:
        """Of a shared store: the events that this program wrote and that nobody asked for yet, up to a place in the log."""
        return set()

    def beside(self) -> AbstractContextManager[UnitOfWork]:
        """A unit of work whose lists are empty ones in memory, to be built anew and compared; see ``beside.built_beside``."""
        from thads_desktop.storage.beside import built_beside

        return built_beside(self.folder / FILE, self.clock)

    def unlike(self, beside: UnitOfWork) -> list[str]:
        """Vietnamese sentences for what differs between those lists and the kept ones."""
        from thads_desktop.storage.beside import differences

        return differences(beside.connection)

    def close(self) -> None:
        """Let go of the file and the lock; the journal goes into the file."""
        self._reader.dispose()
        self._writer.dispose()
        if self._lock is not None:
            self._lock.release()
        if self.holds_key:
            cipher.hold(self.folder, None)

    def discard(self) -> None:
        """Close, and take away what this opening made: nobody used it."""
        self.close()
        if self.made:
            for name in (FILE, f"{FILE}{WAL}", f"{FILE}{SHM}", LOCK_FILE):
                (self.folder / name).unlink(missing_ok=True)
        if self.made_folder and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _prepare(self) -> None:
        """Bring the tables to this program's version: every step in one transaction with its own record."""
        with environment(), self._writer.connect() as connection:
            have = schema_version(connection)
            for step in range(have + 1, schema.VERSION + 1):
                for statement in schema.STEPS[step]:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql("INSERT INTO migrations VALUES (?, ?)", (step, self.clock.now().isoformat()))
            names = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
            version = connection.exec_driver_sql("PRAGMA user_version").scalar()
            if version != schema.PROJECTIONS or not names.issuperset(schema.DERIVED_NAMES):
                for name in schema.DERIVED_NAMES:
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
                for statement in schema.DERIVED:
                    connection.exec_driver_sql(statement)
                self.stale = connection.exec_driver_sql("SELECT seq FROM head").scalar() != 0
                # Lists that want filling keep no version: whoever opens next is told again until they are rebuilt.
                connection.exec_driver_sql(f"PRAGMA user_version = {0 if self.stale else schema.PROJECTIONS}")
            connection.commit()


def schema_version(connection: Connection) -> int:
    """The last step of the kept tables this store has taken."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(version), 0) FROM migrations").scalar() or 0)


def make(file: Path, clock: Clock) -> None:
    """An empty store, whole under its name or not there at all."""
    part = part_of(file)
    drop(part)
    drop(part.with_name(f"{part.name}-journal"))
    part.touch(0o600)
    with environment():
        connection = cipher.connect(part)
        try:
            connection.execute("BEGIN")
            connection.execute(schema.MIGRATIONS)
            for step, statements in schema.STEPS.items():
                for statement in statements:
                    connection.execute(statement)
                connection.execute("INSERT INTO migrations VALUES (?, ?)", (step, clock.now().isoformat()))
            for statement in schema.DERIVED:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {schema.PROJECTIONS}")
            connection.execute("COMMIT")
        finally:
            connection.close()
    try:
        to_disk(part)
        part.replace(file)
        to_disk(file.parent)
    except OSError as error:
        drop(part)
        raise trouble_with(file.parent, error) from error


def refuse_unusable(file: Path, look: Look = "quick") -> bool:
    """A foreign, truncated, broken or newer file is refused before anything is written to it. True: all of the log was read.

    Raises Trouble("store.damaged" | "store.newer" | "event.newer"). A small file is read whole; of a large one the ends of the log
    and the structure, so that opening stays quick: the rest is for ``verify``.
    """
    if not file.exists():
        return False
    damaged = Trouble("store.damaged", folder=str(file.parent))
    size = file.stat().st_size
    if not _has_head(file):
        raise damaged
    with environment():
        connection = cipher.connect(file)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if "migrations" not in names:
                raise damaged
            version = connection.execute("SELECT max(version) FROM migrations").fetchone()[0] or 0
            if type(version) is not int:
                raise damaged
            if version > schema.VERSION:
                raise Trouble("store.newer", folder=str(file.parent))
            if not version or not {"events", "head", "register_rows", "blobs", "drafts"} <= names or not _ends_meet(connection):
                raise damaged
            if size <= READ_WHOLE and cipher.page_faults(connection, whole=False):
                raise damaged
            whole = look == "whole" or (look == "quick" and size <= READ_WHOLE)
            if whole and (first_break(connection.execute(CHAIN)) or has_false_row(connection.execute(ROWS))):
                raise damaged
            refuse_newer(connection, whole=whole)
            return whole
        finally:
            connection.close()


def _has_head(file: Path) -> bool:
    """The first bytes are SQLite's, of a format that may be written: of another it would only say "read-only". Of an encrypted
    store they say nothing; its pages prove themselves."""
    with file.open("rb") as opened:
        head = opened.read(20)
    if cipher.key_of(file) is not None:
        return not head.startswith(cipher.CLEAR_HEAD) and len(head) == 20
    return head[:16] == b"SQLite format 3\0" and {*head[18:20]} <= {1, 2}


def _ends_meet(connection: Any) -> bool:
    """The head is the last event. (That a page is missing at the end, SQLite notices at the first read.)"""
    head = connection.execute("SELECT seq, hash FROM head").fetchall()
    last = connection.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchall()
    return len(head) == 1 and head == (last or [(0, GENESIS)])


def _engine(file: Path, *, write: bool) -> Engine:
    engine = create_engine(
        "sqlite://", module=cipher.driver, creator=lambda: cipher.connect(file, threads=True), poolclass=QueuePool,
        pool_size=1 if write else 4, max_overflow=0 if write else 4,
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
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

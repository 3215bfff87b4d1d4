"""A PostgreSQL server of the tests' own, from the system's packages, in a temporary folder; nothing of the computer's is used.

Where there is no PostgreSQL the tests on it are skipped; with THADS_NEED_POSTGRES=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import psycopg
import pytest

from thads_desktop.storage.server_place import Place, keep_place, place_of

USER = "thads"


def programs() -> Path | None:
    """Where initdb and postgres are: of the newest version installed."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name.partition(".")[0]), reverse=True)
    found = shutil.which("initdb")
    places += [Path(os.path.realpath(found)).parent] if found else []
    return next((p for p in places if (p / "initdb").exists() and (p / "postgres").exists()), None)


def _memory() -> str:
    """A folder in memory where there is one: tests make many databases, each of some megabytes."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30 else "/tmp"


class Cluster:
    """A running server. safe: what is committed outlives the death of its processes, as in an office; that of the computer
    is not tried here. disk: it is on the disk before it is acknowledged, for measuring."""

    def __init__(self, *, safe: bool = False, disk: bool = False) -> None:
        found = programs()
        if found is None:
            (pytest.fail if os.environ.get("THADS_NEED_POSTGRES") == "1" else pytest.skip)(
                "no PostgreSQL here: apt-get install postgresql, then these tests run"
            )
        assert found is not None
        self.programs, self.safe, self.disk, self._names = found, safe, disk, count(1)
        self.folder = Path(tempfile.mkdtemp(prefix="tpg-", dir="/tmp" if disk else _memory()))
        self._as: list[str] = []
        if os.name == "posix" and os.geteuid() == 0:
            # PostgreSQL does not run as root.
            import pwd

            user = next(u for u in pwd.getpwall() if u.pw_name in ("postgres", "nobody"))
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        self.folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        made = subprocess.run(
            [
                *self._as, str(found / "initdb"), "-D", str(self.folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync",
            ],
            capture_output=True, text=True, cwd="/", check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        quick = [] if self.disk else ["-c", "fsync=off"]
        quick += [] if self.safe or self.disk else ["-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *self._as, str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), "-k", str(self.folder),
                    "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60", *quick,
                ], stdout=log, stderr=log, cwd="/",
            )  # fmt: skip
        until = time.monotonic() + 30
        while True:
            try:
                self.ask("SELECT 1")
            except psycopg.OperationalError:
                assert time.monotonic() < until
                assert self.process.poll() is None
                time.sleep(0.05)
            else:
                return

    def ask(self, *statements: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run statements past the program; rows of the last."""
        with psycopg.connect(host=str(self.folder), port=self.port, user=USER, dbname=database, autocommit=True) as connection:
            for statement in statements:
                done = connection.execute(statement)  # type: ignore[call-overload]  # as SQLAlchemy takes it
            return list(done.fetchall()) if done.description else []

    def place(self) -> Place:
        """A new empty database, by the way of the network."""
        name = f"thads_{os.getpid()}_{next(self._names)}"
        self.ask(f"CREATE DATABASE {name}")
        return Place("127.0.0.1", name, USER, self.port)

    def lead(self, folder: Path) -> Path:
        """Make this data folder lead to a new database here."""
        folder.mkdir(parents=True, exist_ok=True)
        keep_place(folder, self.place())
        return folder

    def double(self, folder: Path) -> str:
        """The folder's database once more; from now on the folder leads to that one, whose name is given back."""
        place = place_of(folder)
        assert place is not None
        name = f"thads_{os.getpid()}_{next(self._names)}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {place.database}")
        keep_place(folder, replace(place, database=name))
        return name

    def drop(self, *databases: str) -> None:
        """Away with them, whoever is still connected."""
        self.ask(*(f"DROP DATABASE {name} WITH (FORCE)" for name in databases))

    @contextmanager
    def scram(self, user: str) -> Iterator[None]:
        """While this lasts the user must know a password."""
        hba = self.folder / "data" / "pg_hba.conf"
        plain = hba.read_text()
        try:
            hba.write_text(f"host all {user} 127.0.0.1/32 scram-sha-256\n{plain}")
            self.ask("SELECT pg_reload_conf()")
            time.sleep(0.3)  # it is read when the server comes to it
            yield
        finally:
            hba.write_text(plain)
            self.ask("SELECT pg_reload_conf()")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT = at once and orderly, SIGQUIT = as when the current goes."""
        self.process.send_signal(how)
        self.process.wait(30)

    def remove(self) -> None:
        if self.process.poll() is None:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / f"{self.folder.name}.log").unlink(missing_ok=True)

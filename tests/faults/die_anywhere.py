"""Die before the n-th SQL statement or change of a file, for every command; then look whether the store is whole, old or new.

A program of its own (one thread), so that it may fork: ``python -m tests.faults.die_anywhere FOLDER [--engine postgresql] [--some K]
[--only NAME]``. Prints "NAME DEATHS" for each command. --some: of each command about so many places, spread over all of them. On a
server every trial has a database of its own, made after the one that the command found.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.die_commands import CLOCK, COMMANDS, LATER, TARGET, Command, Prepared
from tests.office import LOGIN
from tests.postgres import Cluster
from thads_desktop.documents.form import load_forms
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.files import SERVER, STORE
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules
from thads_desktop.printing import draw as _draw, return_sheet as _sheet  # noqa: F401 - with ReportLab
from thads_desktop.printing.fonts import ensure_fonts
from thads_desktop.returns.definition import load_regimes
from thads_desktop.services import access, accounts, upkeep
from thads_desktop.services.desk import open_desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.dialect import SpeakingCursor, SpeakingServerCursor

DIED = 77
_CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"}
#: What changes nothing is no place to die at.
_ASKS = ("SELECT", "PRAGMA", "SHOW", "DECLARE", "FETCH")


class Engine:
    """Where the store of a command is. Of a file: nothing beside the folder."""

    #: The server, where there is one.
    cluster: Cluster | None = None

    def __init__(self) -> None:
        self._begun: dict[tuple[object, bool], Prepared] = {}

    def tries(self, command: Command) -> bool:
        return not command.server_only

    def begun(self, command: Command, origin: Path) -> Prepared:
        """What the command finds; made once for all that find the same."""
        begin = command.on_server or command.begin if self.cluster is not None else command.begin
        found = self._begun.get((begin, command.to_server))
        if found is None:
            self.lead(origin, command)
            found = self._begun[begin, command.to_server] = begin(origin / "data")
        return found

    def lead(self, _origin: Path, _command: Command) -> None:
        """Make what the command begins with one of this engine."""

    def double(self, trial: Path) -> None:
        """The folders below are copied: what they lead to, too."""

    def hook(self, _tick: Callable[[], None]) -> None:
        """Call back before every statement that changes something, in this process for good."""


class OnServer(Engine):
    """Of a server: each folder leads to a database, which is copied for a trial and dropped after it."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self.cluster = cluster
        self._trial: list[str] = []

    def tries(self, command: Command) -> bool:
        return not command.file_only

    def lead(self, origin: Path, command: Command) -> None:
        assert self.cluster is not None
        self.cluster.lead(origin / (TARGET if command.to_server else "data"))

    def double(self, trial: Path) -> None:
        assert self.cluster is not None
        if self._trial:
            self.cluster.drop(*self._trial)
        self._trial = [self.cluster.double(file.parent) for file in sorted(trial.glob(f"*/{SERVER}"))]

    def hook(self, tick: Callable[[], None]) -> None:
        for cursor in (SpeakingCursor, SpeakingServerCursor):
            _before(cursor, "execute", lambda _self, query="", *_a, **_k: None if _asks(query) else tick())
        _before(psycopg.Connection, "commit", lambda *_: tick())


def _asks(query: object) -> bool:
    return str(query).lstrip().upper().startswith(_ASKS)


def _before(of: type, name: str, call: Callable[..., object]) -> None:
    was = getattr(of, name)

    def instead(*args: Any, **further: Any) -> Any:
        call(*args, **further)
        return was(*args, **further)

    setattr(of, name, instead)


def die_at(n: int, below: Path, engine: Engine) -> list[int]:
    """End this process before its n-th statement or change of anything below a folder (0: only count). The hooks stay for good."""
    seen = [0]
    start = str(below)

    def tick(*_: object) -> None:
        seen[0] += 1
        if seen[0] == n:
            os._exit(DIED)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (event in _CHANGES or writes) and str(args[0]).startswith(start):
            tick()

    connect = cipher.connect

    def connected(*args: Any, **further: Any) -> Any:
        made = connect(*args, **further)
        made.set_trace_callback(lambda statement: None if _asks(statement) else tick())
        return made

    cipher.connect = connected
    engine.hook(tick)
    sys.addaudithook(hook)
    return seen


def places(command: Command, scratch: Path, prepared: Prepared, engine: Engine) -> int:
    """How many places a whole run of the command has."""
    read, write = os.pipe()
    trial = _fresh(scratch, prepared, engine)
    child = os.fork()
    if child == 0:
        seen = die_at(0, scratch / "trial", engine)
        command.act(trial)
        os.write(write, str(seen[0]).encode())
        os._exit(0)
    os.close(write)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 0, status
    with os.fdopen(read) as said:
        return int(said.read())


def _fresh(scratch: Path, prepared: Prepared, engine: Engine) -> Prepared:
    shutil.rmtree(scratch / "trial", ignore_errors=True)
    shutil.copytree(prepared.folder.parent, scratch / "trial")
    engine.double(scratch / "trial")
    return Prepared(scratch / "trial" / "data", prepared.ids)


def try_command(name: str, scratch: Path, some: int, engine: Engine) -> int:
    """Die at the places of one command; how many deaths. AssertionError when one left anything half done."""
    command = COMMANDS[name]
    prepared = engine.begun(command, scratch / "origin")
    before = _state(prepared.folder, command)
    count = places(command, scratch, prepared, engine)
    after = _state(scratch / "trial" / "data", command)
    step = -(-count // some) if some else 1
    deaths = 0
    # The last one, where all is written and nothing is said yet, always among them.
    for n in range(count, 0, -step):
        trial = _fresh(scratch, prepared, engine)
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            die_at(n, scratch / "trial", engine)
            command.act(trial)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, DIED), (name, n, status)
        deaths += status == DIED
        found = _state(trial.folder, command)
        assert found is not None or (before is None and command.from_nothing), (name, n, "nothing opens the folder")
        if command.opens_clear and found is None:
            assert not keyring.read(trial.folder), (name, n, "slots that do not open the store")
            open_desk(trial.folder, LATER).close()
        if command.any_log:
            assert found in (before, after) or (found and found[0] == after[0]), (name, n, before, found, after)  # type: ignore[index]  # the picture is a tuple
        elif found is not None and before is not None and after is not None:
            assert before[0] <= found[0] <= after[0], (name, n, before, found, after)
        assert not [*trial.folder.glob(f"*/{STORE}")], (name, n, "half a store stays")
        if command.from_nothing:
            # The same log-in goes on where death stopped it.
            command.act(trial) if found is None else None
            assert _state(trial.folder, command) is not None, (name, n, "cannot be taken up again")
    return deaths


def _state(folder: Path, command: Command) -> tuple[int, str] | None:
    """(last event, its hash) of a folder that verifies, opened by one of the passwords; None where there is nothing to open."""
    for password in command.passwords:
        try:
            desk = access.sign_in(folder, LATER if command.from_nothing else CLOCK, LOGIN, password)
        except (Refused, Trouble):
            continue
        try:
            found = upkeep.verify(desk).findings
            assert found == (), found
            assert not any(a.active for a in accounts.listed(desk) if a.login == command.closed), "an account is open again"
            with desk.reading() as reader:
                return reader.head()
        finally:
            desk.close()
    return None


def main() -> int:
    """Every command that makes sense on the engine, or the one named."""
    keyring.COST = keyring.Cost(1, 64, 1)
    # What every child would read anew. (Nothing of it is below the folder, where a change would count.)
    ensure_fonts()
    load_forms()
    load_regimes()
    Rules.load()
    load_calendar()
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--some", type=int, default=0)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    cluster = Cluster() if given.engine == "postgresql" else None
    engine = OnServer(cluster) if cluster is not None else Engine()
    try:
        for n, (name, command) in enumerate(COMMANDS.items()):
            if given.only in ("", name) and engine.tries(command):
                print(name, try_command(name, given.folder / str(n), given.some, engine), flush=True)
    finally:
        if cluster is not None:
            cluster.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())

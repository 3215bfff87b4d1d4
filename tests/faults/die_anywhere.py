"""Die before the n-th SQL statement or change of a file, for every command; then look whether the store is whole, old or new.

A program of its own (one thread), so that it may fork: ``python -m tests.faults.die_anywhere FOLDER [--some K] [--only NAME]``. Prints
"NAME DEATHS" for each command. --some: of each command about so many places, spread over all of them.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests import registers
from tests.office import LOGIN, OFFICE, PARENT, PASSWORD, Bench, bench, reopen, restore
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.services import (
    access,
    accounts,
    acts,
    copies,
    intake,
    office_key,
    papers,
    people,
    reporting,
    restoring,
    second,
    sending,
    striking,
    takeover,
    upkeep,
)
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring

DIED = 77
DAY = date(2020, 1, 6)
CLOCK = FixedClock(DAY)
LATER = FixedClock(date(2026, 11, 29))
FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "2026-11-29.db.gz"
_CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"}
NEW = "mật khẩu mới toanh"


@dataclass
class Prepared:
    """What a command finds: the office's folder under trial, and ids in it."""

    folder: Path
    ids: dict[str, str] = field(default_factory=dict)

    def desk(self) -> Desk:
        return reopen(self.folder, CLOCK, actor=self.ids.get("head", ""))


@dataclass(frozen=True)
class Command:
    """begin: makes the folder once; act: the command; passwords: what may open the folder afterwards."""

    begin: Callable[[Path], Prepared]
    act: Callable[[Prepared], object]
    passwords: tuple[str, ...] = (PASSWORD,)
    #: Before it there may be no store to open.
    from_nothing: bool = False
    #: Before it the folder opens without an account.
    opens_clear: bool = False
    #: The log after it is another one, and may be shorter.
    any_log: bool = False
    #: A log-in that is closed before, after and in between.
    closed: str = ""


def office(folder: Path) -> Prepared:
    """An office with a matter, a paper at each stage, a judgment that waits, a copy and a closed quarter to come."""
    made: Bench = bench(folder)
    matter = made.decision()
    made.on(DAY)
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})
    saved = papers.save(made.desk, draft).paper
    judgment = made.judgment("16/2019/DS-ST")
    acts.collect(made.desk, matter, DAY, 1, 1_000)
    with made.desk.reading() as reader:
        seq = next(e.seq for e in reader.events_of(f"matter:{matter}") if type(e.body).__name__ == "Collected")
    copies.make(made.desk)
    made.desk.close()
    ids = {"head": made.head, "matter": matter, "paper": saved, "judgment": judgment, "collected": str(seq), "officer": made.officer}
    return Prepared(folder, ids)


def two(folder: Path) -> Prepared:
    """As ``office``, with an account of a colleague."""
    made = office(folder)
    desk = made.desk()
    made.ids["colleague"] = accounts.open_account(desk, made.ids["officer"], "binh", ["clerk", "administrator"], "mật khẩu của Bình")
    desk.close()
    return made


def clear(folder: Path) -> Prepared:
    """A store of before there were accounts."""
    folder.mkdir(parents=True)
    (folder / "thads.db").write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    return Prepared(folder)


def nothing(folder: Path) -> Prepared:
    """A folder in which nothing was done yet."""
    folder.mkdir(parents=True)
    return Prepared(folder)


def set_up(desk: Desk) -> object:
    return people.set_up_whole(desk, OFFICE, PARENT, "district", ["Trần Thị Bình"], "Phạm Quang Minh")


def at(act: Callable[[Desk, dict[str, str]], object]) -> Callable[[Prepared], object]:
    """A command at the desk of the first account."""

    def run(made: Prepared) -> object:
        desk = made.desk()
        try:
            return act(desk, made.ids)
        finally:
            desk.close()

    return run


def confirmed(act: str, command: Callable[[Desk, dict[str, str]], object]) -> Callable[[Prepared], object]:
    """A command by which the colleague stands."""

    def run(desk: Desk, ids: dict[str, str]) -> object:
        with second.standing_by(desk, second.confirmed(desk, act, "binh", "mật khẩu của Bình")):
            return command(desk, ids)

    return at(run)


def taken_over(desk: Desk, _ids: dict[str, str]) -> object:
    file = registers.book(desk.folder.parent, [registers.row(n, officer="Lê Văn Cường") for n in range(1, 4)])
    desk.clock = desk.store.clock = FixedClock(date(2021, 7, 15))
    return takeover.take_over(desk, file)


def closed_since(folder: Path) -> Prepared:
    """As ``two``, with a copy since which the colleague's account was closed."""
    made = two(folder)
    desk = made.desk()
    copies.make(desk)
    with second.standing_by(desk, second.confirmed(desk, "accounts", "binh", "mật khẩu của Bình")):
        accounts.close(desk, made.ids["colleague"])
    desk.close()
    return made


def put_back(made: Prepared) -> object:
    copy = copies.listed(made.folder / "sao-luu")[-1].file
    return restore(made.folder, copy, CLOCK)


def with_copy(begin: Callable[[Path], Prepared]) -> Callable[[Path], Prepared]:
    """A folder beside which the copy of another computer lies."""

    def run(folder: Path) -> Prepared:
        other = bench(folder.parent / "other")
        copies.make(other.desk, folder.parent / "copy.db")
        other.desk.close()
        shutil.rmtree(folder.parent / "other")
        return begin(folder)

    return run


def clear_with_copy(folder: Path) -> Prepared:
    """An office with accounts, beside which a copy of before there were accounts lies."""
    made = office(folder)
    (folder.parent / "copy.db").write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    return made


def carried(made: Prepared) -> object:
    copy = made.folder.parent / "copy.db"
    who = restoring.opened(made.folder, copy, LOGIN, PASSWORD)
    return upkeep.restore(made.folder, copy, LATER, key=who.key, account=who.account, login=who.login)


def returned(desk: Desk, _ids: dict[str, str]) -> object:
    done = reporting.close(desk, reporting.make(desk, 2020, 3))
    return reporting.write(desk, done, desk.folder.parent / "ra")


COMMANDS: dict[str, Command] = {
    "first account, nothing there": Command(nothing, lambda m: access.found(m.folder, CLOCK, LOGIN, PASSWORD, set_up).desk.close(), from_nothing=True),
    "first account, clear store": Command(clear, lambda m: access.found(m.folder, LATER, LOGIN, PASSWORD).desk.close(), from_nothing=True),
    "own password": Command(office, at(lambda d, i: accounts.change_own_password(d, PASSWORD, NEW)), (PASSWORD, NEW)),
    "account opened": Command(office, at(lambda d, i: accounts.open_account(d, i["officer"], "binh", ["clerk"], NEW))),
    "account closed": Command(two, confirmed("accounts", lambda d, i: accounts.close(d, i["colleague"]))),
    "roles changed": Command(two, confirmed("accounts", lambda d, i: accounts.change_roles(d, i["colleague"], ["clerk"]))),
    "new sheet": Command(office, at(lambda d, i: accounts.new_sheet(d))),
    "copy": Command(office, at(lambda d, i: copies.make(d))),
    "copy put back": Command(office, put_back),
    "copy put back, an account closed since": Command(closed_since, put_back, any_log=True, closed="binh"),
    "copy put back, nothing there": Command(with_copy(nothing), carried, from_nothing=True),
    "copy put back, clear store": Command(with_copy(clear), carried, from_nothing=True, opens_clear=True),
    "copy put back, clear copy": Command(clear_with_copy, carried, from_nothing=True, any_log=True),
    "judgment received": Command(office, at(lambda d, i: intake.receive_judgment(d, intake.JudgmentInput(
        "99/2019/DS-ST", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", date(2019, 10, 1))))),
    "money collected": Command(office, at(lambda d, i: acts.collect(d, i["matter"], DAY, 1, 2_000))),
    "paper submitted": Command(office, at(lambda d, i: papers.submit(d, i["paper"]))),
    "paper issued at once": Command(office, at(lambda d, i: papers.issue_at_once(d, _draft(d, i), i["head"]))),
    "paper issued and sent": Command(office, at(lambda d, i: sending.send(d, papers.issue_at_once(d, _draft(d, i), i["head"])[0], "all", "VKS"))),
    "line struck by two": Command(two, confirmed("strike", lambda d, i: striking.strike(d, i["matter"], int(i["collected"]), "ghi nhầm"))),
    "register taken over": Command(office, at(taken_over)),
    "return closed and written": Command(office, at(returned)),
    "signing key renewed": Command(office, at(lambda d, i: office_key.renew(d))),
    "lists rebuilt": Command(office, lambda m: _unlocked(m, lambda: upkeep.rebuild_folder(m.folder, CLOCK))),
}  # fmt: skip


def _draft(desk: Desk, ids: dict[str, str]) -> papers.Draft:
    with desk.reading() as reader:
        return papers.load(reader, ids["paper"])


def _unlocked(made: Prepared, act: Callable[[], object]) -> None:
    with access.unlocked(made.folder, CLOCK, LOGIN, PASSWORD):
        act()


def die_at(n: int, below: Path) -> list[int]:
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
        made.set_trace_callback(lambda statement: None if statement.lstrip().upper().startswith(("SELECT", "PRAGMA")) else tick())
        return made

    cipher.connect = connected
    sys.addaudithook(hook)
    return seen


def places(command: Command, scratch: Path, prepared: Prepared) -> int:
    """How many places a whole run of the command has."""
    read, write = os.pipe()
    trial = _fresh(scratch, prepared)
    child = os.fork()
    if child == 0:
        seen = die_at(0, scratch / "trial")
        command.act(trial)
        os.write(write, str(seen[0]).encode())
        os._exit(0)
    os.close(write)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 0, status
    with os.fdopen(read) as said:
        return int(said.read())


def _fresh(scratch: Path, prepared: Prepared) -> Prepared:
    shutil.rmtree(scratch / "trial", ignore_errors=True)
    shutil.copytree(scratch / "origin", scratch / "trial")
    return Prepared(scratch / "trial" / "data", prepared.ids)


def try_command(name: str, scratch: Path, some: int) -> int:
    """Die at the places of one command; how many deaths. AssertionError when one left anything half done."""
    command = COMMANDS[name]
    prepared = command.begin(scratch / "origin" / "data")
    before = _state(prepared.folder, command)
    count = places(command, scratch, prepared)
    after = _state(scratch / "trial" / "data", command)
    step = max(1, count // some) if some else 1
    deaths = 0
    for n in range(1, count + 1, step):
        trial = _fresh(scratch, prepared)
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            die_at(n, scratch / "trial")
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
    """Every command, or the one named."""
    keyring.COST = keyring.Cost(1, 64, 1)
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--some", type=int, default=0)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    for n, name in enumerate(COMMANDS):
        if given.only in ("", name):
            print(name, try_command(name, given.folder / str(n), given.some), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

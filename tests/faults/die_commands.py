"""The commands that die in ``die_anywhere``: what each finds, what it does, and how it is told whether it left something half done."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests import registers
from tests.office import LOGIN, OFFICE, PARENT, PASSWORD, Bench, bench, owned, reopen, restore
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import (
    access,
    accounts,
    acts,
    copies,
    first_account,
    intake,
    moving,
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
from thads_desktop.services.desk import Desk
from thads_desktop.storage.server_place import place_of

DAY = date(2020, 1, 6)
CLOCK = FixedClock(DAY)
LATER = FixedClock(date(2026, 11, 29))
FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "2026-11-29.db.gz"
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
    #: Why it is not tried on a server; "" = it is.
    file_only: str = ""
    #: It is not tried where there is no server.
    server_only: bool = False
    #: The folder's store is a file at first; the server stands beside it, empty.
    to_server: bool = False
    #: What makes the folder on a server, where that is something else.
    on_server: Callable[[Path], Prepared] | None = None


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
    opened = accounts.open_account(desk, made.ids["officer"], "binh", ["clerk", "administrator"], "mật khẩu của Bình")
    made.ids["colleague"] = owned(desk, opened)
    desk.close()
    return made


def clear(folder: Path) -> Prepared:
    """A store of before there were accounts."""
    folder.mkdir(parents=True)
    (folder / "thads.db").write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    return Prepared(folder)


def nothing(folder: Path) -> Prepared:
    """A folder in which nothing was done yet."""
    folder.mkdir(parents=True, exist_ok=True)
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


#: Where a server is moved to, beside the folder.
TARGET = "target"


def clear_on_server(folder: Path) -> Prepared:
    """A store on the server that no account holds yet."""
    bench(folder, clear=True).desk.close()
    return Prepared(folder)


def to_server(made: Prepared) -> None:
    place = place_of(made.folder.parent / TARGET)
    assert place is not None
    _unlocked(made, lambda: moving.to_server(made.folder, place, CLOCK))


#: A copy takes the place of a file; onto a server it gets by being moved there, which is tried below.
RESTORED = "restoring onto a server is moving"

COMMANDS: dict[str, Command] = {
    "first account, nothing there": Command(
        nothing, lambda m: first_account.found(m.folder, CLOCK, LOGIN, PASSWORD, set_up).desk.close(), from_nothing=True),
    "first account, clear store": Command(
        clear, lambda m: first_account.found(m.folder, LATER, LOGIN, PASSWORD).desk.close(), from_nothing=True, on_server=clear_on_server),
    "own password": Command(office, at(lambda d, i: accounts.change_own_password(d, PASSWORD, NEW)), (PASSWORD, NEW)),
    "account opened": Command(office, at(lambda d, i: accounts.open_account(d, i["officer"], "binh", ["clerk"], NEW))),
    "account closed": Command(two, confirmed("accounts", lambda d, i: accounts.close(d, i["colleague"]))),
    "roles changed": Command(two, confirmed("accounts", lambda d, i: accounts.change_roles(d, i["colleague"], ["clerk"]))),
    "new sheet": Command(office, at(lambda d, i: accounts.new_sheet(d))),
    "copy": Command(office, at(lambda d, i: copies.make(d))),
    "copy put back": Command(office, put_back, file_only=RESTORED),
    "copy put back, an account closed since": Command(closed_since, put_back, any_log=True, closed="binh", file_only=RESTORED),
    "copy put back, nothing there": Command(with_copy(nothing), carried, from_nothing=True, file_only=RESTORED),
    "copy put back, clear store": Command(with_copy(clear), carried, from_nothing=True, opens_clear=True, file_only=RESTORED),
    "copy put back, clear copy": Command(clear_with_copy, carried, from_nothing=True, any_log=True, file_only=RESTORED),
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
    "moved to the server": Command(office, to_server, server_only=True, to_server=True),
    "moved back into a file": Command(office, lambda m: _unlocked(m, lambda: moving.to_file(m.folder, CLOCK)), server_only=True),
}  # fmt: skip


def _draft(desk: Desk, ids: dict[str, str]) -> papers.Draft:
    with desk.reading() as reader:
        return papers.load(reader, ids["paper"])


def _unlocked(made: Prepared, act: Callable[[], object]) -> None:
    with access.unlocked(made.folder, CLOCK, LOGIN, PASSWORD):
        act()

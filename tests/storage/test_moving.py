"""From the file to the server and back: the same chain, rows, papers, drafts, lists and closed returns, or nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench
from tests.postgres import Cluster
from tests.storage.test_released_stores import live
from tests.storage.test_server import cut
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.files import SERVER
from thads_desktop.returns.compute import cells_digest
from thads_desktop.services import access, copies, door, moving, queries, reporting, upkeep
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import alike, cipher
from thads_desktop.storage.database import Store
from thads_desktop.storage.folder import FILE
from thads_desktop.storage.projections import MatterFilter
from thads_desktop.storage.server_place import Place, keep_place, place_of

ORDERS = {
    "decision_day": "decision_day", "number": "number", "debtor": "debtor_sort", "rest": "rest", "officer": "officer_sort",
    "status": "status", "next_due": "next_due",
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    """A little of everything, a draft with every letter among it; closed."""
    made = bench(tmp_path / "data")
    live(made)
    with made.desk.writing("keep") as uow:
        uow.save_draft("page:x", {"text": "Đỗ 'Thị' \"Ánh\" \\ \n 100% ? \u0000"})
        uow.commit()
    made.desk.close()
    with access.unlocked(made.desk.folder, made.clock, LOGIN, PASSWORD):
        yield made


def said(desk: Desk) -> object:
    """What an office sees: list, order, search, deadlines, the closed return."""
    with desk.reading() as reader:
        lists = reader.projections
        orders = [
            # Rows that are equal in an order stand as they came into the list, which is built anew.
            [getattr(r, column) for r in lists.matter_rows(lists.matter_ids(MatterFilter(order_by=order, descending=down)))]
            for order, column in ORDERS.items()
            for down in (False, True)
        ]
        found = [len(queries.matters(desk, text=t)) for t in ("nguyen", "Đỗ", "do thi", "02", "15/2019", "qđ", "không có", "031080000001")]
        return (
            orders, found, lists.deadlines(), lists.papers(), lists.intakes(), lists.loads(date(2020, 1, 10)), lists.unassigned(),
            lists.parties_named("ng"), lists.deadline_counts(date(2020, 1, 10)), reader.draft("page:x"), reader.head(),
            [cells_digest(reporting.make(desk, 2020, 3).all_forms)], lists.known_decisions(), lists.officers_by_debtor(),
        )  # fmt: skip


def seen(folder: Path, office: Bench) -> object:
    desk = open_desk(folder, office.clock, look="whole")
    try:
        assert upkeep.verify(desk).findings == ()
        return said(desk)
    finally:
        desk.close()


def test_there_and_back_again_nothing_differs(office: Bench, postgres: Cluster) -> None:
    folder = office.desk.folder
    before, told = seen(folder, office), list[str]()
    place = postgres.place()
    moved = moving.to_server(folder, place, office.clock, progress=lambda what, n: told.append(f"{what} {n}"))
    assert (moved.counts["events"], moved.returns) == (before[10][0], 1)  # type: ignore[index]  # the picture is a tuple
    assert told[0].startswith("sự kiện ")
    assert place_of(folder) == place
    assert not (folder / FILE).exists()
    assert (folder / moved.kept).exists()
    assert seen(folder, office) == before
    back = moving.to_file(folder, office.clock)
    assert not (folder / SERVER).exists()
    assert (back.head, back.counts) == (moved.head, moved.counts)
    assert seen(folder, office) == before
    aside = back.kept.rpartition(", ")[2]
    assert postgres.ask(f'SELECT count(*) FROM "{aside}".events', database=place.database) == [(moved.head[0],)]


def test_work_goes_on_there_and_comes_back(office: Bench, postgres: Cluster) -> None:
    folder = office.desk.folder
    moving.to_server(folder, postgres.place(), office.clock)
    office.desk = open_desk(folder, office.clock, actor=office.head)
    office.decision(number="99/2019/DS-ST")
    copy = copies.make(office.desk).file
    office.desk.close()
    on_server = seen(folder, office)
    moving.to_file(folder, office.clock)
    assert seen(folder, office) == on_server
    # A copy made on the server is an ordinary one.
    upkeep.restore(folder, copy, office.clock)
    again = seen(folder, office)
    # Only that it was restored stands in the log besides.
    assert again[10][0] == on_server[10][0] + 1  # type: ignore[index]  # the picture is a tuple
    assert (again[:10], again[11:]) == (on_server[:10], on_server[11:])  # type: ignore[index]  # the picture is a tuple


def test_a_database_that_holds_an_office_is_never_written_over(office: Bench, postgres: Cluster, tmp_path: Path) -> None:
    other = bench(postgres.lead(tmp_path / "other"))
    place = place_of(tmp_path / "other")
    assert place is not None
    before = seen(office.desk.folder, office)
    with pytest.raises(Refused) as refused:
        moving.to_server(office.desk.folder, place, office.clock)
    assert refused.value.refusals[0].code == "move.not_empty"
    assert seen(office.desk.folder, office) == before
    assert upkeep.verify(other.desk).findings == ()
    other.desk.close()


def test_what_differs_is_not_moved(office: Bench, postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of the file that says what the log does not: nothing is changed, and nothing stays on the server."""
    folder, place = office.desk.folder, postgres.place()
    store = Store.open(folder, office.clock)
    with store.writing("a", "clerk") as uow:
        uow.connection.exec_driver_sql("UPDATE matter_list SET rest = rest + 1 WHERE number = 1")
        uow.commit()
    store.close()
    with pytest.raises(Trouble) as trouble:
        moving.to_server(folder, place, office.clock)
    assert (trouble.value.code, trouble.value.facts["what"]) == ("move.differs", "matter_list")
    assert (folder / FILE).exists()
    assert not (folder / SERVER).exists()
    assert postgres.ask("SELECT relname FROM pg_class WHERE relname = 'events'", database=place.database) == []
    upkeep.rebuild_folder(folder, office.clock)
    moving.to_server(folder, place, office.clock)


@pytest.mark.parametrize("when", ["sự kiện", "đối chiếu"])
def test_a_way_that_is_cut_changes_nothing_and_the_next_try_arrives(office: Bench, postgres: Cluster, when: str) -> None:
    folder, place = office.desk.folder, postgres.place()
    before = seen(folder, office)

    def cut_then(what: str, _n: int) -> None:
        if what == when:
            cut(postgres, place)

    if when == "sự kiện":
        with pytest.raises(Trouble) as trouble:
            moving.to_server(folder, place, office.clock, progress=cut_then)
        assert trouble.value.code == "store.server_dropped"
        assert seen(folder, office) == before
        assert sorted(p.name for p in folder.iterdir()) == ["dang-mo.lock", "keys.json", FILE, "to-khoi-phuc.pdf"]
        moving.to_server(folder, place, office.clock)
    else:
        moving.to_server(folder, place, office.clock, progress=cut_then)  # what only reads connects anew
    assert seen(folder, office) == before
    with pytest.raises(Trouble):
        moving.to_file(folder, office.clock, progress=cut_then)
    assert (folder / SERVER).exists()
    assert seen(folder, office) == before
    moving.to_file(folder, office.clock)
    assert seen(folder, office) == before


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("ALTER TABLE events DISABLE TRIGGER USER; UPDATE events SET text = text || ' ' WHERE seq = 3", "events"),
        ("ALTER TABLE register_rows DISABLE TRIGGER USER; UPDATE register_rows SET salt = 'x' WHERE key = 'self'", "register_rows"),
        ("ALTER TABLE blobs DISABLE TRIGGER USER; DELETE FROM blobs", "blobs"),
        ("UPDATE drafts SET content = '{}'", "drafts"), ("UPDATE head SET seq = 1", "head"),
        ("UPDATE party_list SET name = upper(name)", "party_list"), ("UPDATE matter_search SET exact = 'x'", "matter_search"),
        ("DELETE FROM deadline_list WHERE rowid = (SELECT min(rowid) FROM deadline_list)", "deadline_list"),
    ],
)  # fmt: skip
def test_the_comparison_sees_every_part(office: Bench, postgres: Cluster, tmp_path: Path, change: str, table: str) -> None:
    place = postgres.place()
    moved = moving.to_server(office.desk.folder, place, office.clock)
    kept = copy_of(office.desk.folder / moved.kept, tmp_path)
    postgres.ask(change, database=place.database)
    one = Store.open(kept, office.clock, key=cipher.key_of(office.desk.folder))
    other = Store.open(office.desk.folder, office.clock, look="ends") if table != "head" else None
    if other is None:
        with pytest.raises(Trouble):
            Store.open(office.desk.folder, office.clock, look="ends")
        one.close()
        return
    with one.reading() as a, other.reading() as b:
        assert alike.unlike(a, b)[1] == table
    one.close()
    other.close()


def copy_of(file: Path, tmp_path: Path) -> Path:
    """The same store once more, in a folder of its own."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / FILE).write_bytes(file.read_bytes())
    return folder


def test_other_desks_cannot_write_while_it_moves_and_are_told_afterwards(
    office: Bench, postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from thads_desktop.storage import server

    monkeypatch.setattr(server, "_OPTIONS", server._OPTIONS.replace("lock_timeout=5s", "lock_timeout=200ms"))
    place = postgres.place()
    moving.to_server(office.desk.folder, place, office.clock)
    (tmp_path / "second").mkdir()
    keep_place(tmp_path / "second", place)
    second = Store.open(tmp_path / "second", office.clock)
    codes: list[str] = []

    def try_to_write(*_: object) -> None:
        try:
            with second.writing("b", "clerk") as uow:
                uow.append("matter:m", date(2020, 1, 1), ev.FileOpened())
        except Trouble as trouble:
            codes.append(trouble.code)

    moving.to_file(office.desk.folder, office.clock, progress=try_to_write)
    assert set(codes) == {"store.locked"}
    codes.clear()
    try_to_write()
    assert codes == ["store.server_moved"]
    second.close()


@pytest.mark.parametrize("door_first", [True, False])
def test_a_death_after_the_server_was_left_ends_at_the_file(
    office: Bench, postgres: Cluster, monkeypatch: pytest.MonkeyPatch, *, door_first: bool
) -> None:
    folder = office.desk.folder
    moving.to_server(folder, postgres.place(), office.clock)
    left = place_of(folder)
    assert left is not None

    class Died(BaseException):
        pass

    def die(_file: Path) -> None:
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(moving, "drop", die)
        with pytest.raises(Died):
            moving.to_file(folder, office.clock)
    assert place_of(folder) is not None, "nothing died where it was meant to"
    if door_first:
        door.reach(folder, office.clock)
        assert place_of(folder) is None
    desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
    assert not desk.store.shared
    assert upkeep.verify(desk).findings == ()
    desk.close()
    # Another desk of the server is told as ever.
    keep_place(folder.parent / "data", left)
    with pytest.raises(Trouble) as told:
        Store.open(folder, office.clock)
    assert told.value.code == "store.moved_away"


def test_a_death_before_the_server_was_left_changes_nothing(office: Bench, postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = office.desk.folder
    moving.to_server(folder, postgres.place(), office.clock)
    kept = moving.keep_place

    def keep_and_die(where: Path, place: Place) -> None:
        kept(where, place)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(moving, "keep_place", keep_and_die)
        with pytest.raises(KeyboardInterrupt):
            moving.to_file(folder, office.clock)
    found = place_of(folder)
    assert found is not None
    assert found.home
    desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
    assert desk.store.shared
    desk.close()
    moving.to_file(folder, office.clock)
    assert place_of(folder) is None


def test_the_command_moves_joins_and_brings_back(
    office: Bench, postgres: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, data = postgres.place(), str(office.desk.folder)
    to = ["move-store", "--to-server", place.words(), "--user", place.user]
    run: Callable[..., int] = lambda *given: main([*given, "--today", "2020-02-03"])  # noqa: E731 - one line reads better
    assert run("move-store", "--data", data) == 2
    assert run(*to, "--data", data, "--json") == 0
    moved = json.loads(capsys.readouterr().out)
    assert moved["counts"]["events"] == moved["head"][0]
    assert run(*to, "--data", data) == 2, "it is there already"
    second = str(tmp_path / "second")
    assert run(*to, "--data", second) == 0
    assert run("matters", "--data", second) == 0
    assert "02/QĐ-CCTHADS" in capsys.readouterr().out
    assert run("verify", "--data", second) == 0
    assert run("rebuild", "--data", second) == 0
    assert run("restore", str(office.desk.folder / moved["kept"]), "--data", second) == 2, "a file is no server"
    assert run("move-store", "--to-file", "--data", data) == 0
    assert run("verify", "--data", data) == 0
    assert run("matters", "--data", second) == 2, "nothing is there any more"
    assert run("move-store", "--to-file", "--data", data) == 2


def test_a_password_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    for file in (tmp_path / "empty", tmp_path / "missing"):
        assert main(["matters", "--data", str(tmp_path), "--server-password-file", str(file)]) == 2


def test_a_place_is_a_value() -> None:
    assert Place("h", "d", "u").words() == "h:5432/d"

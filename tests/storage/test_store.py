"""The store on a real file and on a real server: append only, gapless, rolled back unless committed, refused when it cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.storage.database import Store
from thads_desktop.storage.folder import FILE

CLOCK = FixedClock(date(2020, 1, 15))
DAY = date(2020, 1, 10)


@pytest.fixture
def store(tmp_path: Path, on_engine: Callable[[Path], Path]) -> Iterator[Store]:
    opened = Store.open(on_engine(tmp_path / "data"), CLOCK, create=True)
    yield opened
    opened.close()


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Store]:
    """A store in a file, for what only a file can suffer."""
    opened = Store.open(tmp_path / "data", CLOCK, create=True)
    yield opened
    opened.close()


def test_what_is_committed_is_read_back(store: Store) -> None:
    with store.writing("a", "clerk") as uow:
        event = uow.append("matter:m1", DAY, ev.Collected(1, 5_000, True, "0001"), "2008")
        version = uow.write_row("party", "p1", {"name": "Nguyễn Văn Đức"})
        sha = uow.store_blob(b"pdf")
        uow.commit()
    with store.reading() as reader:
        assert reader.events_of("matter:m1") == [event]
        assert (version, reader.row("party", "p1"), reader.blob(sha)) == (1, {"name": "Nguyễn Văn Đức"}, b"pdf")
        assert reader.head()[0] == 2
        assert reader.last_seq("matter:m1") == 1


def test_without_commit_nothing_stays(store: Store) -> None:
    with store.writing("a", "clerk") as uow:
        uow.append("matter:m1", DAY, ev.FileOpened())
        uow.write_row("party", "p1", {"name": "x"})
    with store.reading() as reader:
        assert reader.head()[0] == 0
        assert reader.row("party", "p1") is None


def test_numbers_have_no_gap_and_come_from_their_events(store: Store) -> None:
    with store.writing("a", "clerk") as uow:
        uow.append("series:decision:2020", DAY, ev.SeriesOpened("decision", 2020, 41))
        for expected in (41, 42):
            number = uow.take_number("decision", 2020)
            assert number == expected
            uow.append("matter:m", DAY, ev.PaperNumbered("p", "f", "decision", 2020, number, ""))
        assert uow.take_number("decision", 2021) == 1
        uow.commit()


def test_a_future_day_is_refused(store: Store) -> None:
    with store.writing("a", "clerk") as uow, pytest.raises(Refused) as refused:
        uow.append("matter:m", date(2020, 1, 16), ev.FileOpened())
    assert refused.value.refusals[0].code == "event.future_day"


def test_a_page_that_saw_an_older_state_is_refused(store: Store) -> None:
    with store.writing("a", "clerk") as uow:
        uow.append("matter:m", DAY, ev.FileOpened())
        uow.expect("matter:m", 1)
        with pytest.raises(Refused) as refused:
            uow.expect("matter:m", 0)
    assert refused.value.refusals[0].code == "stale"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET text = 'x'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "UPDATE register_rows SET content = 'x'",
        "DELETE FROM blobs",
    ],
)
def test_nothing_written_once_can_be_changed(in_file: Store, statement: str) -> None:
    store = in_file
    with store.writing("a", "clerk") as uow:
        uow.append("matter:m", DAY, ev.FileOpened())
        uow.write_row("party", "p", {"name": "x"})
        uow.store_blob(b"x")
        uow.commit()
    raw = sqlite3.connect(store.folder / FILE)
    raw.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    raw.close()


def test_events_stream_subject_by_subject_in_fold_order(store: Store) -> None:
    with store.writing("a", "clerk") as uow:
        uow.append("matter:b", DAY, ev.FileOpened())
        uow.append("matter:a", DAY, ev.FileOpened())
        uow.append("matter:b", date(2019, 1, 1), ev.Classified(True))
        uow.append("intake:a", DAY, ev.DelegationReceived("x"))
        uow.commit()
    with store.reading() as reader:
        assert [(s, [e.seq for e in es]) for s, es in reader.stream("matter")] == [
            ("matter:a", [2]),
            ("matter:b", [3, 1]),
        ]
        parts = [s for after, until in (("", "matter:a"), ("matter:a", "")) for s, _ in reader.stream("matter", after, until)]
        assert parts == ["matter:a", "matter:b"]


def test_one_instance_at_a_time(store: Store) -> None:
    with pytest.raises(Trouble) as trouble:
        Store.open(store.folder, CLOCK)
    assert trouble.value.code == "store.in_use"


def test_a_store_opens_again_where_it_stopped(store: Store) -> None:
    with store.writing("a", "clerk") as uow:
        uow.append("matter:m", DAY, ev.FileOpened())
        uow.commit()
    store.close()
    again = Store.open(store.folder, CLOCK)
    with again.reading() as reader:
        assert reader.head()[0] == 1
    again.close()


def _code(folder: Path, **options: object) -> str:
    with pytest.raises(Trouble) as trouble:
        Store.open(folder, CLOCK, **options)  # type: ignore[arg-type]  # options of the case
    return trouble.value.code


def test_each_bad_folder_has_its_trouble(tmp_path: Path, in_file: Store) -> None:
    store = in_file
    assert _code(tmp_path / "nothing") == "store.missing"
    (tmp_path / "file").write_text("x")
    assert _code(tmp_path / "file", create=True) == "store.not_a_folder"
    assert _code(store.folder, network=lambda _: True) == "store.network"
    store.close()
    data = (store.folder / FILE).read_bytes()
    for bad in (b"", b"not a database at all" * 100, data[: len(data) // 2]):
        (store.folder / FILE).write_bytes(bad)
        assert _code(store.folder) == "store.damaged"


def test_a_newer_store_is_refused(in_file: Store) -> None:
    store = in_file
    store.close()
    raw = sqlite3.connect(store.folder / FILE)
    raw.execute("INSERT INTO migrations VALUES (99, 'later')")
    raw.commit()
    raw.close()
    assert _code(store.folder) == "store.newer"


def test_an_event_of_a_newer_program_is_refused(store: Store) -> None:
    from thads_desktop.storage.codec import decode

    with store.writing("a", "clerk") as uow:
        uow.append("matter:m", DAY, ev.FileOpened())
        uow.commit()
        text = uow.connection.exec_driver_sql("SELECT text FROM events").scalar()
    with pytest.raises(Trouble) as trouble:
        decode(str(text).replace("FileOpened", "Teleported"))
    assert trouble.value.code == "event.newer"


def test_a_large_log_is_looked_through_later_and_then_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from thads_desktop.services.desk import open_desk
    from thads_desktop.storage import database

    store = Store.open(tmp_path, CLOCK, create=True)
    with store.writing("a", "clerk") as uow:
        uow.append("matter:m1", DAY, ev.Collected(1, 5_000, True, "0001"), "2008")
        uow.append("matter:m1", DAY, ev.FileOpened())
        uow.commit()
    store.close()
    raw = sqlite3.connect(tmp_path / FILE)
    raw.execute("DROP TRIGGER events_update")
    raw.execute("UPDATE events SET text = replace(text, '5000', '5001')")
    raw.commit()
    raw.close()
    monkeypatch.setattr(database, "READ_WHOLE", 0)
    assert _code(tmp_path, look="whole") == "store.damaged", "the command line reads a large log too"
    desk = open_desk(tmp_path, CLOCK)
    assert not desk.store.looked_through, "the window is quick, and looks later"
    with desk.writing("keep") as uow:
        uow.append("matter:m2", DAY, ev.FileOpened())
        uow.commit()
    with pytest.raises(Trouble) as trouble:
        desk.look_through()
    assert trouble.value.code == "store.damaged"
    with pytest.raises(Trouble), desk.writing("keep"):
        pass
    desk.close()


def test_a_row_read_before_it_was_written_is_read_anew(store: Store) -> None:
    with store.writing("a", "clerk") as uow:
        assert uow.row("party", "p") is None
        uow.write_row("party", "p", {"name": "An"})
        seen = uow.row("party", "p")
        assert seen == {"name": "An"}
        seen["name"] = "changed by the reader"
        assert uow.row("party", "p") == {"name": "An"}
        uow.write_row("party", "p", {"name": "Ân"})
        assert (uow.row("party", "p"), uow.row("party", "p", 1)) == ({"name": "Ân"}, {"name": "An"})
        uow.commit()
    with store.reading() as reader:
        assert reader.row("party", "p") == {"name": "Ân"}

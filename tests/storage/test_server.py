"""What only a server has: guards in its own language, several desks, a way that can be cut, a database that is not ours."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from tests.postgres import Cluster
from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.files import SERVER, refuse_kept
from thads_desktop.storage import dialect, server
from thads_desktop.storage.database import Store
from thads_desktop.storage.search import match_of
from thads_desktop.storage.server_place import Place, keep_place, parse_place, place_of
from thads_desktop.storage.verify import verify

CLOCK = FixedClock(date(2020, 1, 15))
DAY = date(2020, 1, 10)


@pytest.fixture
def place(postgres: Cluster) -> Place:
    return postgres.place()


@pytest.fixture
def desk(place: Place, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Opens the store of one database from a folder of another computer, by name."""
    opened: list[Store] = []

    def open_(name: str) -> Store:
        folder = tmp_path / name
        folder.mkdir()
        keep_place(folder, place)
        opened.append(Store.open(folder, CLOCK, create=True))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET text = 'x'", "DELETE FROM events", "TRUNCATE events", "UPDATE register_rows SET content = 'x'",
        "DELETE FROM register_rows", "TRUNCATE register_rows", "UPDATE blobs SET bytes = ''", "DELETE FROM blobs", "TRUNCATE blobs",
        "INSERT INTO events SELECT subject, day, seq + 1, type, version, recorded, actor, role, law, hash, text FROM events",
    ],
)  # fmt: skip
def test_nothing_written_once_can_be_changed(desk: Callable[[str], Store], postgres: Cluster, place: Place, statement: str) -> None:
    with desk("a").writing("a", "clerk") as uow:
        uow.append("matter:m", DAY, ev.FileOpened())
        uow.append("matter:m", DAY, ev.FileOpened())
        uow.write_row("party", "p", {"name": "x"})
        uow.store_blob(b"x")
        uow.commit()
    with pytest.raises(psycopg.IntegrityError):
        postgres.ask(statement, database=place.database)


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TRIGGER events_update ON events", "ALTER TABLE events DISABLE TRIGGER events_delete", "DROP TRIGGER blobs_truncate ON blobs",
        "CREATE OR REPLACE FUNCTION thads_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "ALTER TABLE drafts ADD COLUMN more text", "UPDATE head SET seq = 5",
        "ALTER TABLE events DISABLE TRIGGER USER; UPDATE events SET text = replace(text, '5000', '5001')",
        "ALTER TABLE register_rows DISABLE TRIGGER USER; UPDATE register_rows SET content = '{}'; ALTER TABLE register_rows ENABLE TRIGGER USER",
    ],
)  # fmt: skip
def test_damage_on_the_server_is_found(desk: Callable[[str], Store], postgres: Cluster, place: Place, damage: str) -> None:
    store = desk("a")
    with store.writing("a", "clerk") as uow:
        uow.append("matter:m", DAY, ev.Collected(1, 5000))
        uow.write_row("party", "p", {"name": "x"})
        uow.commit()
    with store.reading() as reader:
        assert [f for f in verify(reader).findings if "danh sách" not in f] == []
    postgres.ask(damage, database=place.database)
    with store.reading() as reader:
        assert verify(reader).findings != ()


def test_many_desks_at_once_number_without_a_gap(desk: Callable[[str], Store]) -> None:
    stores = [desk(name) for name in "abcd"]
    failed: list[BaseException] = []

    def work(store: Store) -> None:
        try:
            for _ in range(12):
                with store.writing("a", "clerk") as uow:
                    number = uow.take_number("decision", 2020)
                    uow.append("matter:m", DAY, ev.PaperNumbered("p", "f", "decision", 2020, number, ""))
                    uow.commit()
        except (Refused, Trouble, ValueError) as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(s,)) for s in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with stores[0].reading() as reader:
        numbers = [e.body.number for e in reader.events_of("matter:m") if isinstance(e.body, ev.PaperNumbered)]
        assert numbers == list(range(1, 49))
        assert reader.head()[0] == 48
        assert verify(reader).findings == ()


def test_desks_that_make_the_store_at_once_make_one(place: Place, tmp_path: Path) -> None:
    made: list[bool] = []
    failed: list[BaseException] = []

    def begin(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        keep_place(folder, place)
        try:
            store = Store.open(folder, CLOCK, create=True)
            made.append(store.made)
            store.close()
        except (Trouble, psycopg.Error, DBAPIError) as error:
            failed.append(error)

    threads = [threading.Thread(target=begin, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(made) == [False, False, False, True]


def test_a_page_of_one_desk_is_stale_once_another_wrote(desk: Callable[[str], Store]) -> None:
    one, other = desk("a"), desk("b")
    with one.reading() as reader:
        seen = reader.last_seq("matter:m")
    with other.writing("b", "clerk") as uow:
        uow.append("matter:m", DAY, ev.FileOpened())
        uow.commit()
    with one.writing("a", "clerk") as uow, pytest.raises(Refused) as refused:
        uow.expect("matter:m", seen)
    assert refused.value.refusals[0].code == "stale"


def test_a_reader_sees_one_moment_and_keeps_nobody_waiting(desk: Callable[[str], Store]) -> None:
    one, other = desk("a"), desk("b")
    with one.reading() as reader:
        assert reader.head()[0] == 0
        with other.writing("b", "clerk") as uow:
            uow.append("matter:m", DAY, ev.FileOpened())
            uow.commit()
        assert (reader.head()[0], reader.events_of("matter:m")) == (0, [])
    with one.reading() as reader:
        assert reader.head()[0] == 1


def test_whoever_waits_too_long_is_told(desk: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_OPTIONS", server._OPTIONS.replace("lock_timeout=5s", "lock_timeout=200ms"))
    one, other = desk("a"), desk("b")
    with one.writing("a", "clerk") as uow:
        uow.head()

        def write() -> None:
            with other.writing("b", "clerk") as second:
                second.head()

        with pytest.raises(Trouble) as trouble:
            write()
    assert trouble.value.code == "store.locked"


def test_a_cut_connection_loses_only_what_was_not_committed(desk: Callable[[str], Store], postgres: Cluster, place: Place) -> None:
    store = desk("a")

    def write() -> None:
        with store.writing("a", "clerk") as uow:
            uow.append("matter:m", DAY, ev.FileOpened())
            cut(postgres, place)
            uow.append("matter:m", DAY, ev.FileOpened())

    with pytest.raises(Trouble) as trouble:
        write()
    assert trouble.value.code == "store.server_dropped"
    with store.writing("a", "clerk") as uow:
        uow.append("matter:m", DAY, ev.Classified(True))
        uow.commit()
    with store.reading() as reader:
        assert [type(e.body) for e in reader.events_of("matter:m")] == [ev.Classified]


def cut(postgres: Cluster, place: Place) -> None:
    """The server ends every connection to a database; they are gone when this returns."""
    postgres.ask(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{place.database}'")


@pytest.mark.parametrize("written", [False, True])
def test_cut_while_committing_the_chain_says_what_happened(
    desk: Callable[[str], Store], postgres: Cluster, place: Place, written: bool
) -> None:
    """The answer to a COMMIT is lost: what was written is taken as written, what was not is said to be lost."""
    from sqlalchemy import event

    store = desk("a")

    def lose(connection: object) -> None:
        if written:
            connection.connection.dbapi_connection.commit()  # type: ignore[attr-defined]  # psycopg's own
        cut(postgres, place)

    event.listen(store.engines[0], "commit", lose)
    failed = ""
    try:
        with store.writing("a", "clerk") as uow:
            uow.append("matter:m", DAY, ev.FileOpened())
            uow.commit()
    except Trouble as trouble:
        failed = trouble.code
    assert failed == ("" if written else "store.server_dropped")
    with store.reading() as reader:
        assert reader.head()[0] == int(written)


def test_the_same_instance_lock_and_the_same_names_are_kept(desk: Callable[[str], Store]) -> None:
    store = desk("a")
    with pytest.raises(Trouble) as trouble:
        Store.open(store.folder, CLOCK)
    assert trouble.value.code == "store.in_use"
    with pytest.raises(Refused) as refused:
        refuse_kept(store.folder / SERVER)
    assert refused.value.refusals[0].code == "output.own_file"


def test_each_door_that_stays_shut_says_why(postgres: Cluster, place: Place, tmp_path: Path) -> None:
    def code(where: Place, name: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        keep_place(folder, where)
        with pytest.raises(Trouble) as trouble:
            Store.open(folder, CLOCK)
        return trouble.value.code

    assert code(place, "empty") == "store.server_empty"
    assert code(replace(place, port=1), "away") == "store.server_away"
    assert code(replace(place, user="nobody"), "stranger") == "store.server_login"
    assert code(replace(place, database="nothing"), "database") == "store.server_login"
    assert code(replace(place, tls="require"), "tls") == "store.server_tls"
    postgres.ask("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    assert code(replace(place, database="latin"), "latin") == "store.server_encoding"
    Store.open(postgres.lead(tmp_path / "later"), CLOCK, create=True).close()
    later = place_of(tmp_path / "later")
    assert later is not None
    postgres.ask("INSERT INTO migrations VALUES (99, 'later')", database=later.database)
    assert code(later, "newer") == "store.newer"
    postgres.ask("DELETE FROM migrations WHERE version = 99", "UPDATE lists_version SET version = 999", database=later.database)
    assert code(later, "newer lists") == "store.newer"


def test_a_password_is_asked_for_and_never_kept(postgres: Cluster, tmp_path: Path) -> None:
    where = postgres.lead(tmp_path / "a")
    postgres.ask("DROP ROLE IF EXISTS clerk", "CREATE ROLE clerk LOGIN SUPERUSER PASSWORD 'mật khẩu'")
    with postgres.scram("clerk"):
        found = place_of(where)
        assert found is not None
        keep_place(where, replace(found, user="clerk"))
        for wrong in (None, "sai"):
            with pytest.raises(Trouble) as trouble:
                Store.open(where, CLOCK, create=True, password=wrong)
            assert trouble.value.code == "store.server_login"
        Store.open(where, CLOCK, create=True, password="mật khẩu").close()
    assert "mật khẩu" not in json.dumps([p.read_text() for p in where.iterdir() if p.is_file()], ensure_ascii=False)


def test_the_place_is_read_as_it_was_written_and_nothing_else_is(tmp_path: Path) -> None:
    place = Place("192.168.1.10", "thads", "van-thu", 5433, "verify-full", "goc.crt")
    keep_place(tmp_path, place)
    assert place_of(tmp_path) == place
    assert "password" not in (tmp_path / SERVER).read_text()
    for bad in ("", "[]", '{"host": "x"}', '{"host": 1, "database": "d", "user": "u"}', '{"host":"h","database":"d","user":"u","tls":"x"}'):
        (tmp_path / SERVER).write_text(bad)
        with pytest.raises(Trouble) as trouble:
            place_of(tmp_path)
        assert trouble.value.code == "store.server_file"


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [("may/thads", "may", 5432), ("10.0.0.1:5433/thads", "10.0.0.1", 5433), ("[::1]/thads", "::1", 5432), ("[::1]:99/thads", "::1", 99)],
)
def test_a_place_as_typed(text: str, host: str, port: int) -> None:
    assert parse_place(text, "u") == Place(host, "thads", "u", port)


@pytest.mark.parametrize("text", ["", "may", "/thads", "may/", "may:0/thads", "may:x/thads", "may:99999/thads"])
def test_a_place_that_is_none(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_place(text, "u")
    assert refused.value.refusals[0].code == "server.bad_place"


def test_search_and_beginnings_mean_the_same() -> None:
    assert dialect.tsquery_of(match_of("nguyen Đỗ")) == "'b:nguyen':* & 'e:đỗ':*"
    assert dialect.tsquery_of(match_of("12 34 van")) == "( 'b:12':* & 'b:34':* | 'b:1234':* ) & 'b:van':*"
    assert dialect.like_of("a[*]%_\\*") == "a*\\%\\_\\\\%"
    assert dialect.spoken("SELECT 1 FROM t WHERE a LIKE 'x%' AND b = ?").text == "SELECT 1 FROM t WHERE a LIKE 'x%%' AND b = %s"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_what_was_acknowledged_outlives_the_death_of_the_server(tmp_path: Path) -> None:
    """The current goes while a desk writes; what it was told is written is there when the server is back."""
    cluster = Cluster(safe=True)
    try:
        store = Store.open(cluster.lead(tmp_path / "data"), CLOCK, create=True)
        told: list[int] = []

        def write() -> None:
            try:
                while not over.is_set():
                    with store.writing("a", "clerk") as uow:
                        seq = uow.append("matter:m", DAY, ev.FileOpened()).seq
                        uow.commit()
                    told.append(seq)
                    if len(told) == 20:
                        dying.set()
            except Trouble as trouble:
                codes.append(trouble.code)

        dying, over, codes = threading.Event(), threading.Event(), list[str]()
        thread = threading.Thread(target=write)
        thread.start()
        assert dying.wait(30)
        cluster.stop(signal.SIGQUIT)
        cluster.start()
        over.set()
        thread.join(30)
        assert not thread.is_alive()
        assert codes in (["store.server_dropped"], ["store.server_away"], [])
        with store.reading() as reader:
            head = reader.head()[0]
            assert told == list(range(1, len(told) + 1))
            assert head >= told[-1]
            assert verify(reader).findings == ()
        store.close()
    finally:
        cluster.remove()

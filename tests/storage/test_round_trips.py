"""How often a desk asks its server, and that what it remembers instead of asking is never old."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.office import Bench, bench
from tests.postgres import Cluster
from tests.storage.test_server import cut
from thads_desktop.domain import events as ev
from thads_desktop.services import office_settings
from thads_desktop.services.desk import Desk
from thads_desktop.storage import dialect, server
from thads_desktop.storage.server_place import place_of

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path, on_engine: Callable[[Path], Path]) -> Iterator[Bench]:
    made = bench(on_engine(tmp_path / "data"))
    yield made
    made.desk.close()


@pytest.fixture
def served(tmp_path: Path, postgres: Cluster) -> Iterator[Bench]:
    made = bench(postgres.lead(tmp_path / "data"))
    yield made
    made.desk.close()


def one_event(desk: Desk) -> None:
    with desk.writing("keep") as uow:
        uow.append("matter:x", DAY, ev.FileOpened())
        uow.commit()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that goes to the server."""
    found: list[str] = []
    for cursor in (dialect.SpeakingCursor, dialect.SpeakingServerCursor):

        def execute(self: Any, query: Any, *args: Any, was: Any = cursor.execute, **further: Any) -> Any:
            found.append(str(query))
            return was(self, query, *args, **further)

        monkeypatch.setattr(cursor, "execute", execute)
    return found


def test_one_event_asks_six_times(served: Bench, said: list[str]) -> None:
    one_event(served.desk)
    said.clear()
    one_event(served.desk)
    # May I (two questions), the head taken, the event, its day, and COMMIT, which is no statement of a cursor.
    assert len(said) == 5, said


def test_the_days_of_recording_are_told_once(served: Bench, said: list[str]) -> None:
    with served.desk.writing("keep") as uow:
        for _ in range(5):
            uow.append("matter:x", DAY, ev.FileOpened())
        uow.commit()
    assert sum("recorded_days" in s for s in said) == 1
    with served.desk.reading() as reader:
        days = reader.connection.exec_driver_sql("SELECT max(last) FROM recorded_days").scalar()
        assert days == reader.head()[0]


@pytest.mark.parametrize("idle", [False, True])
def test_a_connection_that_the_server_ended_is_replaced(served: Bench, postgres: Cluster, monkeypatch: pytest.MonkeyPatch, *, idle: bool) -> None:
    place = place_of(served.desk.folder)
    assert place is not None
    one_event(served.desk)
    if idle:
        monkeypatch.setattr(server, "QUIET", -1.0)
    cut(postgres, place)
    one_event(served.desk)
    with served.desk.reading() as reader:
        assert len(reader.events_of("matter:x")) == 2


def test_a_connection_in_use_just_now_is_not_asked(served: Bench, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    was = psycopg.Connection.execute
    monkeypatch.setattr(psycopg.Connection, "execute", lambda self, query, *a, **k: (asked.append(str(query)), was(self, query, *a, **k))[1])
    one_event(served.desk)
    one_event(served.desk)
    assert asked == []
    monkeypatch.setattr(server, "QUIET", -1.0)
    one_event(served.desk)
    assert asked == ["SELECT 1", "SELECT 1"]


def test_what_a_transaction_changed_it_sees_at_once(office: Bench) -> None:
    desk = office.desk
    with desk.writing("setting") as uow:
        assert desk.settings(uow)["words.zero_tens"] == "linh"
        uow.append("setting:words.zero_tens", DAY, ev.SettingChanged('"lẻ"'))
        assert desk.settings(uow)["words.zero_tens"] == "lẻ"
        assert uow.tip()[0] == uow.head()[0]
        uow.commit()
        assert desk.settings(uow)["words.zero_tens"] == "lẻ"
    office_settings.change(desk, "words.zero_tens", "linh")
    with desk.reading() as reader:
        assert desk.settings(reader)["words.zero_tens"] == "linh"


def test_a_long_kind_comes_whole(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from thads_desktop.storage import reader as read

    with office.desk.writing("keep") as uow:
        for n in range(12):
            uow.append(f"matter:m{n // 3}", DAY, ev.FileOpened())
        uow.commit()
    for most in (5, 12, 13, 500):
        monkeypatch.setattr(read, "_AT_ONCE", most)
        with office.desk.reading() as reader:
            assert [(s, len(e)) for s, e in reader.stream("matter")] == [(f"matter:m{n}", 3) for n in range(4)]

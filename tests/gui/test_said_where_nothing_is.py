"""What is said where there is nothing: no form for what did not come, no nought of communes, no slash at the counter, hints that fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import debtor
from thads_desktop.services import acts, counter, trips, weekly
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 10, 1))
    made.decision(day=date(2020, 10, 1))
    made.judgment("77/2020/DS-ST", date(2020, 10, 1))
    acts.valid_notice(made.desk, made.matters[0], date(2020, 10, 1))
    made.on(date(2020, 10, 2))
    yield made
    made.desk.close()


def test_a_judgment_that_did_not_come_as_a_package_has_no_form_of_it(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("intake")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_U, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    assert page(window).name == "intake"
    assert "không đến bằng gói ủy thác" in window.notice.text()


def test_as_many_keys_are_said_as_fit(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    line = window.bottom
    window.show()
    window.resize(1600, 800)
    qtbot.wait(20)
    keys = [("Enter", "mở"), ("F9", "ghi"), ("F8", "in"), ("Ctrl+D", "ngày"), ("Ctrl+E", "sửa")]
    line.set_hints(keys)
    assert line.hints.text().count("·") == 4
    line.set_hints([*keys, ("Ctrl+B", "chữ dài " * 60)])
    assert line.hints.text().count("·") == 4
    line.set_hints([(k, "chữ dài " * 60) for k, _ in keys])
    assert line.hints.text().count("·") == 2, "the first three are cut, not left out"


def test_the_counter_reads_the_state_out(office: Bench) -> None:
    said = " ".join(counter.answer(office.desk, office.matters[0]).sentences)
    assert "đang trong thời gian tự nguyện thi hành án hoặc chờ xác minh" in said
    assert " / " not in said


def test_unknown_communes_are_no_commune(office: Bench) -> None:
    made = weekly.week(office.desk, office.officer, date(2020, 10, 12))
    assert "0 xã, phường" not in weekly.trips_words(made)
    with office.desk.reading() as reader:
        from thads_desktop.storage import mark_lists

        rows = mark_lists.visits(reader.projections, date(2021, 1, 1), "")
        cover = trips.cover(office.desk, reader, trips.visits_of(office.desk, reader, rows))
    assert debtor(office, office.matters[0])
    assert any("1 người, chưa rõ xã, phường" in s for s in cover.said)


def test_results_without_a_trip_say_where_trips_are_printed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("rounds")
    settled(qtbot, window)
    for keys in ((Qt.Key.Key_2, CTRL), (Qt.Key.Key_Return, CTRL)):
        QTest.keyClick(window.focusWidget(), *keys)
        settled(qtbot, window)
    assert "in ở phần Chuyến đi (Ctrl+1)" in window.notice.text()
    assert "1…6" not in window.hint_label.text(), "the list of trips has the focus, where figures do nothing"
    trips.make(office.desk, [(office.matters[0], debtor(office, office.matters[0]))])
    window.go("rounds")
    page(window).refresh()
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.wait(20)
    assert "1…6 kết quả" in window.hint_label.text()


def test_the_returns_say_what_to_do_before_anything_is_computed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("returns")
    settled(qtbot, window)
    assert "Ctrl+Enter" in page(window).state.text()

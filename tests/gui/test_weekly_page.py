"""An officer's week on the screen, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import tasks
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    matter = made.decision(debtor="Trần Thị Tám")
    tasks.put(made.desk, "Họp với phường", made.officer, date(2019, 10, 15), matter)
    yield made
    made.desk.close()


def test_the_week_of_whom_the_page_of_deadlines_shows(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    deadlines: Any = window.go("deadlines")
    settled(qtbot, window)
    deadlines.officer.setCurrentIndex(deadlines.officer.findData(office.officer))
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_P, CTRL)
    settled(qtbot, window)
    shown = page(window)
    assert (shown.name, shown.made.name, shown.made.tasks) == ("weekly", "Trần Thị Bình", 0)
    QTest.keyClick(window.focusWidget(), Key.Key_Down, CTRL)
    settled(qtbot, window)
    assert (shown.made.start, shown.made.tasks) == (date(2019, 10, 14), 1)
    assert "1 việc được giao" in shown.state.text()
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert window.focusWidget() is shown.view.names
    QTest.keyClick(window.focusWidget(), Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    QTest.keyClick(window.focusWidget(), Key.Key_Up, CTRL)
    settled(qtbot, window)
    assert shown.made.start == date(2019, 10, 7)
    QTest.keyClick(window.focusWidget(), Key.Key_H, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    settled(qtbot, window)
    assert shown.made.name in ("Lê Văn Cường", "Trần Thị Bình")


def test_who_settles_complaints_finds_the_own_week_though_no_officer(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("deadlines")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_P, CTRL)
    settled(qtbot, window)
    shown = page(window)
    assert shown.made.name == "Lê Văn Cường", "the first officer, as long as nobody is chosen"
    shown.officer.setCurrentIndex(shown.officer.findData(office.head))
    settled(qtbot, window)
    assert shown.made.name == "Phạm Quang Minh"

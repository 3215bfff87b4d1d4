"""Self-inspection by keyboard: looked through, a head chosen, a matter opened, the report printed."""

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
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, BOTH = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def test_looked_through_and_followed_to_the_matter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F6, BOTH)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "self-check"
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    assert "F9" in window.notice.text()
    QTest.keyClick(shown.table, Key.Key_F9)
    qtbot.waitUntil(lambda: shown.made is not None, timeout=10_000)
    settled(qtbot, window)
    assert "Soát 1 việc" in shown.state.text()
    QTest.keyClick(shown.table, Key.Key_G, CTRL)
    shown.group.setCurrentIndex(shown.group.findData("sending"))
    assert shown.model.rowCount() == len(shown.made.of("sending")) > 0
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "matter"

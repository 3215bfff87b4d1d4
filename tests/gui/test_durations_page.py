"""How long matters take, on the screen, by keyboard."""

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
from thads_desktop.domain import events as ev
from thads_desktop.services import projecting
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    done = made.decision(debtor="Trần Thị Tám")
    made.decision(number="16/2019/DS-ST")
    made.on(date(2020, 1, 10))
    with made.desk.writing("keep") as uow:
        uow.append(f"matter:{done}", date(2019, 11, 6), ev.LineCompleted(1))
        projecting.matter(made.desk, uow, done)
        uow.commit()
    yield made
    made.desk.close()


def test_by_keyboard_from_the_key_to_a_matter_and_to_paper(window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F12, SHIFT)
    settled(qtbot, window)
    shown = page(window)
    assert (shown.name, shown.model.rowCount(), shown.table.hasFocus()) == ("durations", 1, True)
    assert "số liệu đến ngày 10/01/2020" in shown.progress.result.text().lower()
    QTest.keyClick(window.focusWidget(), Key.Key_H, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_B, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Up)
    settled(qtbot, window)
    assert shown.measure.currentData() == "decision_paid"
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    settled(qtbot, window)
    shown.table.setFocus()
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    behind = page(window)
    assert behind.name == "duration-matters"
    assert "2 lần đo, 1 đã xong" in behind.count.text()
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "matter"
    for _ in range(2):
        QTest.keyClick(window, Key.Key_Escape)
    assert page(window) is shown
    QTest.keyClick(window.focusWidget(), Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"


def test_of_another_year_and_commercial_matters_alone(window: DeskWindow, qtbot: QtBot) -> None:
    window.go("durations")
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(window.focusWidget(), Key.Key_T, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    settled(qtbot, window)
    assert (shown.scope.currentData(), shown.model.rowCount()) == ("commercial", 0)
    QTest.keyClick(window.focusWidget(), Key.Key_Y, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    settled(qtbot, window)
    assert "30/09/2019" in shown.progress.result.text()

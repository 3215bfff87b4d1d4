"""The pack for the meeting on the screen, by keyboard."""

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
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    yield made
    made.desk.close()


def test_made_seen_turned_to_the_month_and_made_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F12, CTRL)
    settled(qtbot, window)
    shown = page(window)
    assert (shown.name, shown.made.rhythm) == ("briefing", "week")
    assert shown.preview.paper is not None
    assert shown.preview.paper.pages >= 7
    assert "sự kiện" in shown.progress.result.text()
    QTest.keyClick(window.focusWidget(), Key.Key_B, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    settled(qtbot, window)
    assert shown.made.rhythm == "month"
    before = shown.made.head
    office.decision(number="16/2019/DS-ST")
    QTest.keyClick(window.focusWidget(), Key.Key_F9)
    settled(qtbot, window)
    assert shown.made.head[0] > before[0]
    assert shown.preview.name.startswith("giao-ban-thang-20191007")

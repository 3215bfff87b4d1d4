"""Special reports by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled
from tests.office import Bench, bench
from thads_desktop.services import books
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    books.open_entry(made.desk, "phoi_hop", {"sent": "07/10/2019", "kind": "toa_an", "recipient": "Tòa án quận", "content": "Đề nghị giải thích"})
    yield made
    made.desk.close()


def test_made_opened_and_printed(window: DeskWindow, qtbot: QtBot) -> None:
    act(window, "Báo cáo chuyên đề: tổ chức tín dụng, ngân sách, phối hợp")
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown.which, Key.Key_P, CTRL)
    assert "F9" in window.notice.text()
    shown.which.setCurrentIndex(shown.which.findData("coordination"))
    QTest.keyClick(shown.which, Key.Key_F9)
    qtbot.waitUntil(lambda: shown.made is not None, timeout=10_000)
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "entry"

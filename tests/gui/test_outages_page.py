"""Outages of the platform by keyboard: written down, and a term that refers to one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import outages
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 14))
    yield made
    made.desk.close()


def test_from_the_late_row_to_the_outage_and_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    deadlines: Any = window.go("deadlines")
    settled(qtbot, window)
    row = deadlines.current()
    QTest.keyClick(window.focusWidget(), Key.Key_G, CTRL)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "outages"
    QTest.keyClick(window.focusWidget(), Key.Key_T, CTRL)
    form = page(window)
    typed(window.focusWidget(), "08102019")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    typed(window.focusWidget(), "mấy giờ")
    form.form["could_not"].editor.setFocus()
    typed(window.focusWidget(), "Không gửi được quyết định")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "ví dụ 8:15" in form.form["hour"].refusal()
    form.form["hour"].editor.setFocus()
    form.form["hour"].editor.clear()
    typed(window.focusWidget(), "8:15")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    QTest.keyClick(window.focusWidget(), Key.Key_D, CTRL)
    page(window).form["hour"].editor.setFocus()
    typed(window.focusWidget(), "9:00")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    QTest.keyClick(shown.table, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is deadlines, timeout=5000)
    settled(qtbot, window)
    assert "Đã dẫn sự cố" in window.notice.text()
    assert [o.end for o in outages.of_term(office.desk, row.subject, row.rule, row.due)] == ["2019-10-14T09:00"]

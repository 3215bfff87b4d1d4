"""The accountant's figures by keyboard: typed with an error, mended, compared, kept, opened again."""

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
from thads_desktop.services import acts, reconciling
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    matter = made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 14))
    acts.collect(made.desk, matter, date(2019, 10, 14), 1, 3_000_000, receipt="0000101")
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.focusWidget(), key, modifier)


def test_typed_compared_kept_and_opened_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("cash")
    settled(qtbot, window)
    press(window, Key.Key_J)
    settled(qtbot, window)
    shown: Any = page(window)
    assert shown.name == "reconcile"
    press(window, Key.Key_S)
    assert not reconciling.past(office.desk)
    press(window, Key.Key_T)
    form = page(window)
    typed(window.focusWidget(), "01/QĐ-CCTHADS;;2.900.000,5;0;5")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert "Dòng 1, cột Đã thu" in form.form["text"].refusal()
    form.form["text"].editor.clear()
    typed(window.focusWidget(), "01/QĐ-CCTHADS;;2.900.000;0;2.900.000")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert "1 việc lệch" in shown.state.text()
    assert shown.model.rowCount() == 1
    assert shown.moves.rowCount() == 1
    press(window, Key.Key_S)
    settled(qtbot, window)
    assert "Đã lưu" in shown.state.text()
    press(window, Key.Key_G)
    settled(qtbot, window)
    assert page(window).model.rowCount() == 1
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    assert page(window).made.pairs == shown.made.pairs
    press(window, Key.Key_I)
    qtbot.waitUntil(lambda: page(window).name == "money-overview" and page(window).made is not None, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_P)
    settled(qtbot, window)
    assert page(window).name == "printed"

"""The page of calculators in the real window, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 6, 1))
    yield made
    made.desk.close()


@pytest.fixture
def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    found = page(window)
    assert found.name == "calculator"
    settled(qtbot, window)
    return found


def test_a_term_is_counted_by_keyboard(shown: Any, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = shown.shown()
    tab.form.set_values({"rule": "R01"})
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    keys(window, Qt.Key.Key_Return, Qt.Key.Key_Return, "29/4/2021", (Qt.Key.Key_Return, CTRL))
    qtbot.waitUntil(lambda: tab.answer.worked is not None, timeout=5000)
    assert tab.answer.headline.text() == "10/05/2021, thứ Hai"
    assert "khoản 2 Điều 36" in tab.answer.cite.text()
    assert "ngày làm việc thứ 5" in tab.answer.steps.toPlainText()


def test_a_rule_with_cases_says_which(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    tab = shown.shown()
    tab.form.set_values({"rule": "R12", "from": date(2020, 6, 1)})
    tab.form.accept()
    qtbot.waitUntil(lambda: "dai_han" in tab.answer.headline.text(), timeout=5000)
    settled(qtbot, window)

"""Alt+Enter answers "vì sao?" for a deadline, an amount, a state, an act that cannot be done, and a refusal that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.why import NOTHING, WhyDialog

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 14))
    acts.collect(made.desk, made.matters[0], date(2019, 10, 8), 1, 4_000_000, receipt="0001234")
    yield made
    made.desk.close()


def answer(window: DeskWindow, qtbot: QtBot) -> str:
    """Press the key, read the dialog, close it by Esc."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    QTest.keyClick(window.focusWidget() or window, Key.Key_Return, ALT)
    qtbot.waitUntil(lambda: dialog() is not None, timeout=5000)
    found = dialog()
    assert found is not None
    said = found.text.toPlainText()
    QTest.keyClick(found.text, Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog() is None, timeout=5000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    return said


def dialog() -> WhyDialog | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, WhyDialog) and w.isVisible()), None)


def test_a_deadline_and_a_matter_in_its_list(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("deadlines")
    settled(qtbot, window)
    said = answer(window, qtbot)
    assert "CÁCH TÍNH" in said
    assert "Điều" in said
    shown: Any = window.go("matters")
    settled(qtbot, window)
    shown.table.begin()
    assert "10.000.000 − 4.000.000 = 6.000.000 đồng" in answer(window, qtbot)


def test_every_pane_of_a_matter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = page(window)
    QTest.keyClick(window.focusWidget(), Key.Key_2, CTRL)
    assert "Vì sao khoản 1: còn 6.000.000 đồng" in answer(window, qtbot)
    QTest.keyClick(window.focusWidget(), Key.Key_4, CTRL)
    assert "QUY ĐỊNH" in answer(window, qtbot)
    QTest.keyClick(window.focusWidget(), Key.Key_1, CTRL)
    assert "của nhật ký" in answer(window, qtbot)
    QTest.keyClick(window.focusWidget(), Key.Key_J, CTRL)
    dimmed = next(at for at in range(matter.acts.count()) if matter.acts.item(at).data(Qt.ItemDataRole.UserRole) == "continuation")
    matter.acts.setCurrentRow(dimmed)
    assert answer(window, qtbot).startswith("Vì sao chưa làm được: Quyết định tiếp tục?")


def test_a_refusal_that_is_shown(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    form = page(window).form
    typed(window.focusWidget(), "Họp")
    form["due"].editor.setFocus()
    typed(window.focusWidget(), "01102019")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert form["due"].refusal()
    said = answer(window, qtbot)
    assert "Hạn 01/10/2019 đã qua" in said
    assert "Không phải do một điều luật" in said


def test_where_there_is_nothing_it_says_so(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("settings")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget() or window, Key.Key_Return, ALT)
    settled(qtbot, window)
    assert window.notice.text() == NOTHING

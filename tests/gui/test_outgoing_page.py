"""The list of what goes out today, by keyboard: choose, type the proof, Ctrl+Enter."""

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
from thads_desktop.services import outgoing
from thads_desktop.ui import why_pages
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 10))
    yield made
    made.desk.close()


@pytest.fixture
def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    QTest.keyClick(window, Key.Key_F5, SHIFT)
    settled(qtbot, window)
    assert page(window).name == "outgoing"
    return page(window)


def test_one_line_and_then_the_rest_in_a_few_keys(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    assert shown.model.rowCount() == 3
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    typed(window.focusWidget(), "RB 1")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert shown.model.rowCount() == 2
    assert window.focusWidget() is shown.table, "the next line is under the hand"
    QTest.keyClick(window.focusWidget(), Key.Key_A, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    typed(window.focusWidget(), "sổ 2 trang 7")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert shown.model.rowCount() == 0
    assert "2 lượt gửi" in window.notice.text()
    QTest.keyClick(window.focusWidget(), Key.Key_B, CTRL)
    assert [shown.sent_model.row(i).receipt for i in range(3)] == ["RB 1", "sổ 2 trang 7", "sổ 2 trang 7"]
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert window.focusWidget() is shown.table


def test_without_proof_or_with_a_day_to_come_nothing_is_written(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    assert "nhập" in shown.form["receipt"].refusal()
    typed(window.focusWidget(), "RB 1")
    shown.form["day"].editor.setFocus()
    shown.form["day"].editor.clear()
    typed(window.focusWidget(), "11102019")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert shown.form["day"].refusal()
    assert len(outgoing.look(office.desk).owed) == 3
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert window.focusWidget() is shown.table
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert page(window).name == "matters"


def test_the_list_is_printed_and_opens_its_matter(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    assert page(window) is shown
    QTest.keyClick(window.focusWidget(), Key.Key_G, CTRL)
    settled(qtbot, window)
    assert page(window).name == "matter"


def test_what_was_sent_explains_nothing_of_the_other_list_and_promises_no_keys(
    shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    assert why_pages.of_page(window, shown) is not None
    assert "Ctrl+Enter" in dict(shown.hints())
    QTest.keyClick(window.focusWidget(), Key.Key_B, CTRL)
    assert why_pages.of_page(window, shown) is None, "the line under the hand in the list that is hidden"
    assert set(dict(shown.hints())) == {"Ctrl+B", "Ctrl+P"}
    QTest.keyClick(window.focusWidget(), Key.Key_G, CTRL)
    assert page(window) is shown
    assert window.notice.text().startswith("Hãy về danh sách phải gửi (Ctrl+B)")
    QTest.keyClick(window.focusWidget(), Key.Key_A, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_1, CTRL)
    assert shown.form.isVisible(), "back in the list, its form is back too"
    assert shown.turner.text().startswith("Đã gửi hôm nay")
    assert len(shown.selected()) == 1, "Ctrl+A chose nothing in the list that was hidden"

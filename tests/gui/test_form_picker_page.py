"""Any form of the catalogue from the page of a matter, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    made.decision()
    yield made
    made.desk.close()


def test_a_few_letters_and_enter_begin_a_paper_and_esc_leads_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    shown = page(window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+W"))
    settled(qtbot, window)
    picker = page(window)
    assert picker.name == "form-picker"
    typed(window.focusWidget(), "tiep tuc")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert picker.model.rowCount() == 1
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert page(window) is picker
    assert "Ctrl+R" in window.notice.text()
    picker.search.clear()
    picker.search.setFocus()
    typed(window.focusWidget(), "hoãn thi")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert (page(window).name, page(window).form_id) == ("paper", "deferral")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is shown

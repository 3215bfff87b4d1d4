"""The six heads under a form: by key to the first that misses something, and from there to its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    made.decision()
    yield made
    made.desk.close()


def test_the_key_leads_to_what_is_missing_and_enter_to_its_field(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    made = PaperPage(window, "deferral", page(window).view)
    window.open_page(made)
    qtbot.waitUntil(lambda: bool(made.heads.heads), timeout=5000)
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+Q"))
    button = window.focusWidget()
    assert button is made.heads.buttons["basis"]
    assert button.text() == "✗ Căn cứ"
    assert "Chưa chọn căn cứ" in made.heads.detail.text()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert window.focusWidget() is made.form["clause"].editor


def test_what_is_no_date_or_no_amount_stands_under_its_head(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    made = PaperPage(window, "deferral", page(window).view)
    window.open_page(made)
    qtbot.waitUntil(lambda: bool(made.heads.heads), timeout=5000)
    made.form["clause"].set_value("c")
    made.form["until"].editor.setFocus()
    QTest.keyClicks(window.focusWidget(), "khong co")
    qtbot.waitUntil(lambda: made.heads.buttons["content"].text() == "✗ Nội dung", timeout=5000)
    made.heads.open("content")
    assert "Chưa đúng: Hoãn đến ngày" in made.heads.detail.text()
    assert window.focusWidget() is made.form["until"].editor
    # The day of the paper itself is a matter of time.
    made.form["day"].editor.setFocus()
    made.form["day"].editor.selectAll()
    QTest.keyClicks(window.focusWidget(), "hom qua nua")
    qtbot.waitUntil(lambda: made.heads.buttons["time"].text() == "✗ Thời hạn, thời gian gửi", timeout=5000)
    settled(qtbot, window)

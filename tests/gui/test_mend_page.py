"""A wrong paragraph by keyboard: picked from the paper, written anew, and the amendment is filled."""

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

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    yield made
    made.desk.close()


def test_from_the_paper_to_its_correction(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    QTest.keyClick(window, Key.Key_G, CTRL)
    settled(qtbot, window)
    assert page(window).name == "way"
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+S"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "mend"
    QTest.keyClick(window.focusWidget(), Key.Key_F, CTRL)
    typed(window.focusWidget(), "trả nợ gốc")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    shown.form["new"].set_value(shown.form.values()["old"].replace("gốc", "lãi"))
    qtbot.waitUntil(lambda: "“gốc:” → “lãi:”" in shown.difference.text(), timeout=3000)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    made = page(window)
    assert (made.name, made.form_id) == ("paper", "correction")
    assert "Trả nợ gốc" in made.form.values()["old_text"]
    assert "Trả nợ lãi" in made.form.values()["new_text"]
    assert made.form.values()["target"] == ""


def test_what_is_wrong_in_its_content_is_amended_by_a_decision(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    QTest.keyClick(window, Key.Key_G, CTRL)
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+S"))
    settled(qtbot, window)
    shown = page(window)
    shown.form.set_values({"way": "content", "old": "Trả nợ gốc", "new": "Trả nợ lãi"})
    assert "bằng công văn" not in shown.rule.text()
    shown.form["new"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert (page(window).name, page(window).form_id) == ("paper", "amendment")

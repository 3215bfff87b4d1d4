"""A copy of a sent paper is given by keyboard from the page of the paper; what is wrong is said at its field."""

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
from tests.unit.test_paper_copies import sent
from thads_desktop.services import paper_copies
from thads_desktop.ui.pages.open_paper import open_paper
from thads_desktop.ui.run import DeskWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    yield made
    made.desk.close()


def test_a_copy_is_given_and_seen_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    paper = sent(office)
    open_paper(window, office.matters[0], paper)
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+Y"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "paper-copies"
    assert "Chưa đối chiếu" in shown.note.text()
    qtbot.waitUntil(lambda: shown.preview.paper is not None, timeout=10_000)
    typed(shown.form["recipient"].editor, "Tòa án nhân dân quận Lê Chân")
    QTest.keyClick(shown.form["recipient"].editor, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert paper_copies.listed(office.desk, paper) == ()
    typed(shown.form["purpose"].editor, "bổ sung hồ sơ vụ án")
    QTest.keyClick(shown.form["purpose"].editor, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1, timeout=10_000)
    settled(qtbot, window)
    assert shown.model.row(0).number_text == "01/SY-CCTHADS"
    QTest.keySequence(window, QKeySequence("Ctrl+1"))
    shown.table.selectRow(0)
    QTest.keyClick(shown.table, Key.Key_Return)
    settled(qtbot, window)
    assert shown.preview.name.endswith("01-SY-CCTHADS") or "01/SY-CCTHADS" in shown.preview.name


def test_a_paper_that_has_not_left_is_told_so(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    from thads_desktop.services import queries

    matter = office.decision()
    open_paper(window, matter, queries.matter(office.desk, matter).papers[0].paper)
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+Y"))
    settled(qtbot, window)
    assert page(window).name == "way"

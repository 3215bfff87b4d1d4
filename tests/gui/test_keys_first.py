"""A key of the page works while the caret stands in a field; the common keys of editing stay with the field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tests.gui.test_pages import settled
from tests.office import bench
from thads_desktop.services import queries
from thads_desktop.ui.pages.decision import DecisionPage
from thads_desktop.ui.pages.matter import PANES, MatterPage
from thads_desktop.ui.pages.mend import MendPage
from thads_desktop.ui.pages.service import ServicePage
from thads_desktop.ui.pages.way import WayPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.office import Bench
    from thads_desktop.ui.run import DeskWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("office"))
    made.decision()
    yield made
    made.desk.close()


def on_papers(window: DeskWindow, office: Bench, qtbot: QtBot) -> MatterPage:
    page = MatterPage(window, office.matters[0])
    window.open_page(page)
    settled(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_3, CTRL)
    page.papers_table.setFocus()
    settled(qtbot, window)
    return page


def on_its_page(window: DeskWindow, office: Bench, qtbot: QtBot) -> WayPage:
    on_papers(window, office, qtbot)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    page = window.page()
    assert isinstance(page, WayPage)
    return page


@pytest.mark.parametrize("where", [on_papers, on_its_page])
@pytest.mark.parametrize(("key", "leads"), [(Qt.Key.Key_Z, ServicePage), (Qt.Key.Key_S, MendPage)])
def test_both_keys_of_an_issued_paper_work_on_its_page_and_in_the_list(
    where: Any, key: Qt.Key, leads: type, window: DeskWindow, office: Bench, qtbot: QtBot,
) -> None:  # fmt: skip
    where(window, office, qtbot)
    if where is on_its_page:
        assert isinstance(window.focusWidget(), QLineEdit), "the caret stands in the day"
    assert all(f"Ctrl+Shift+{letter}" in window.hint_label.text() for letter in "ZS"), "and the foot says so"
    QTest.keyClick(window.focusWidget(), key, CTRL | SHIFT)
    settled(qtbot, window)
    assert isinstance(window.page(), leads)


def test_the_foot_names_what_the_keys_do_to_a_paper(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = on_papers(window, office, qtbot)
    assert page.panes.currentIndex() == PANES.index("Văn bản")
    said = window.hint_label.text()
    assert all(words in said for words in ("Enter mở văn bản", "F8 in", "Ctrl+Shift+Z"))
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert "mở văn bản" not in window.hint_label.text()


def test_the_key_of_the_request_is_not_the_fields_redo(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = DecisionPage(window, office.judgment("77/2019/DS-ST"))
    window.open_page(page)
    settled(qtbot, window)
    assert isinstance(window.focusWidget(), (QLineEdit, QPlainTextEdit, QWidget))
    page.form["debtor"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Y, CTRL)
    settled(qtbot, window)
    assert window.page() is not page


def test_the_mend_page_is_refused_for_a_paper_that_is_not_issued(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = on_papers(window, office, qtbot)
    page.papers_table.clearSelection()
    page.papers.set_rows([])
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_S, CTRL | SHIFT)
    assert window.page() is page
    assert "Hãy chọn một văn bản" in window.notice.text()
    assert queries.matter(office.desk, office.matters[0]).papers


# --- the mechanism ----------------------------------------------------------------------------------


class Bare(QWidget):
    """A window with one action and one field."""

    def __init__(self, editor: QWidget, key: str) -> None:
        super().__init__()
        from PySide6.QtGui import QAction

        self.ran = 0
        QVBoxLayout(self).addWidget(editor)
        action = QAction("Làm", self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(self._run)
        self.addAction(action)

    def _run(self) -> None:
        self.ran += 1


def overridden(editor: QWidget, key: str) -> bool:
    """The field takes the key for itself."""
    press = QKeySequence(key)[0]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, press.key(), press.keyboardModifiers())
    event.ignore()
    QApplication.sendEvent(editor, event)
    return event.isAccepted()


@pytest.mark.parametrize("made", [QLineEdit, QPlainTextEdit])
@pytest.mark.parametrize("key", ["Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+K", "Ctrl+E", "Ctrl+U"])
def test_the_page_has_its_key(made: type, key: str, desk_app: QApplication, qtbot: QtBot) -> None:
    editor = made("chữ")
    window = Bare(editor, key)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    assert not overridden(editor, key)
    press = QKeySequence(key)[0]
    QTest.keyClick(editor, press.key(), press.keyboardModifiers())
    assert window.ran == 1


@pytest.mark.parametrize("made", [QLineEdit, QPlainTextEdit])
@pytest.mark.parametrize("key", ["Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Left", "Ctrl+Shift+Right"])
def test_the_field_keeps_what_everybody_knows(made: type, key: str, desk_app: QApplication, qtbot: QtBot) -> None:
    editor = made("chữ")
    window = Bare(editor, key)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    assert overridden(editor, key)


def test_redo_is_redo_where_the_page_has_no_such_key(desk_app: QApplication, qtbot: QtBot) -> None:
    editor = QLineEdit()
    window = Bare(editor, "Ctrl+G")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "abc")
    editor.undo()
    undone = editor.text()
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert editor.text() != undone


def test_sentences_send_to_the_key_that_takes_a_paper_back() -> None:
    import re

    from thads_desktop.domain.sentences import REFUSALS
    from thads_desktop.ui.pages.mend import KEY

    named = {code: re.search(r"thu hồi[^(.;]*\((Ctrl\+[A-Za-z+]+)", said) for code, said in REFUSALS.items()}
    keys = {code: hit[1] for code, hit in named.items() if hit}
    assert len(keys) >= 3
    assert {code: key for code, key in keys.items() if key != KEY} == {}

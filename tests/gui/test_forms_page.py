"""The forms of the office by keyboard: found, looked at, approved, taken back, and the office's own words in them."""

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
from tests.unit.test_batch_steps import drafts
from thads_desktop.services import form_approval
from thads_desktop.services.form_approval import Waiting
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.run import DeskWindow, _tell_forms

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    for row in form_approval.listed(made.desk):
        if row.form in ("deferral", "termination"):
            form_approval.withdraw(made.desk, row.form, row.sha256)
    yield made
    made.desk.close()


def test_found_approved_and_taken_back_by_keys(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+F5"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "forms"
    assert "còn 4 mẫu chờ" in shown.count.text()
    QTest.keyClick(window.focusWidget(), Key.Key_F, CTRL)
    typed(window.focusWidget(), "hoan thi hanh 2008")
    assert shown.model.rowCount() == 1
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: shown.preview.paper is not None, timeout=5000)
    QTest.keyClick(shown.table, Key.Key_F9)
    qtbot.waitUntil(lambda: shown.current().state == "approved", timeout=5000)
    assert "Đã duyệt 1 mẫu" in window.notice.text()
    QTest.keyClick(shown.table, Key.Key_F9)
    assert "đã dùng được" in window.notice.text()
    for _ in range(2):
        QTest.keyClick(shown.table, Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: shown.current().state == "waiting", timeout=5000)
    shown.search.clear()
    for _ in range(2):
        QTest.keyClick(shown.table, Key.Key_F9, CTRL)
    qtbot.waitUntil(lambda: "không còn mẫu nào chờ" in shown.count.text(), timeout=5000)


def test_own_words_begin_the_free_field_of_a_paper(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.decision()
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+F5"))
    settled(qtbot, window)
    page(window).search.setText("hoãn thi hành 2008")
    QTest.keyClick(page(window).table, Key.Key_Return)
    typed(window.focusWidget(), "Lời riêng của đơn vị")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "forms", timeout=5000)
    settled(qtbot, window)
    window.open_matter(matter)
    settled(qtbot, window)
    made = PaperPage(window, "deferral", page(window).view)
    window.open_page(made)
    settled(qtbot, window)
    assert made.form.values()["extra"] == "Lời riêng của đơn vị"
    assert "chưa duyệt nội dung" in made.state.text()
    form_approval.approve(office.desk, [(r.form, r.sha256) for r in form_approval.listed(office.desk) if r.form == "deferral"])
    window.worker.publish(("forms",))
    settled(qtbot, window)
    assert "chưa duyệt nội dung" not in made.state.text(), "the page looks again"


def test_a_new_office_is_led_to_its_forms(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    _tell_forms(window, Waiting(0, 0, none=False))
    assert "mẫu văn bản" not in window.notice.text()
    _tell_forms(window, Waiting(5, 0, none=True))
    assert "5 mẫu văn bản" in window.notice.text()


def test_it_is_told_again_until_all_are_approved_or_later(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    told = form_approval.waiting(office.desk)
    assert told.count == 2
    _tell_forms(window, told)
    assert "Còn 2 mẫu văn bản chờ Thủ trưởng duyệt" in window.notice.text()
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+F5"))
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "09/03/2020" in window.notice.text()
    _tell_forms(window, told)
    assert "Còn 2 mẫu" not in window.notice.text(), "later was said"
    office.on(date(2020, 3, 9))
    _tell_forms(window, told)
    assert "Còn 2 mẫu" in window.notice.text()


def test_approved_by_keys_and_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    """After an approval Esc drops a question first, then goes back to where one was; the list keeps its row."""
    before = page(window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+F5"))
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(window.focusWidget(), Key.Key_F, CTRL)
    typed(window.focusWidget(), "dinh chi thi hanh an 2008")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    row = shown.current()
    assert row is not None
    QTest.keyClick(shown.table, Key.Key_F9)
    qtbot.waitUntil(lambda: form_approval.listed(office.desk) and shown.current().state in ("approved", "established"), timeout=5000)
    assert shown.current().key == row.key
    QTest.keyClick(shown.table, Key.Key_Delete, CTRL)
    assert shown.ask_withdraw.asked
    QTest.keyClick(shown.table, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is before
    now = next(r for r in form_approval.listed(office.desk) if r.key == row.key)
    assert now.state == "approved", "a question that was dropped did nothing"


def test_back_in_the_picker_the_form_can_be_used(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.decision()
    window.open_matter(matter)
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+W"))
    settled(qtbot, window)
    picker = page(window)
    typed(window.focusWidget(), "hoãn thi")
    qtbot.waitUntil(lambda: picker.model.rowCount() == 1, timeout=5000)
    assert "chưa được Thủ trưởng duyệt" in picker.model.row(0).note
    _approve(window, qtbot, "hoan thi hanh 2008")
    assert page(window) is picker
    assert picker.search.text() == "hoãn thi", "as it was left"
    assert not picker.model.row(0).note
    picker.table.setFocus()
    picker.table.selectRow(0)
    QTest.keyClick(picker.table, Key.Key_Return)
    settled(qtbot, window)
    assert (page(window).name, page(window).form_id) == ("paper", "deferral")


def test_back_in_the_batch_it_goes_on(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    drafts(office, 2)
    window.go("queue")
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+B"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.model.rowCount() == 2
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Dừng lại" in shown.stopped.text(), timeout=10_000)
    assert "duyệt" in shown.stopped.text()
    _approve(window, qtbot, "termination 2008")
    assert page(window) is shown
    shown.table.setFocus()
    shown.table.selectAll()
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: all(shown.model.row(at).stage == "submitted" for at in range(2)), timeout=10_000)
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window).name == "queue"


def test_back_in_the_table_of_service_what_was_chosen_is_chosen(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.decision())
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+Z"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "service"
    QTest.keyClick(shown.table, Key.Key_A, CTRL)
    chosen = shown.table.selected_keys()
    assert len(chosen) > 2
    _approve(window, qtbot, "hoan thi hanh 2008")
    assert page(window) is shown
    assert shown.table.selected_keys() == chosen
    QTest.keyClick(window.focusWidget() or window, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window).name == "matter"


def _approve(window: DeskWindow, qtbot: QtBot, words: str) -> None:
    """The head approves a form on the page of forms, and Esc leads back."""
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+F5"))
    settled(qtbot, window)
    forms = page(window)
    assert forms.name == "forms"
    QTest.keyClick(window.focusWidget(), Key.Key_F, CTRL)
    typed(window.focusWidget(), words)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    QTest.keyClick(forms.table, Key.Key_F9)
    qtbot.waitUntil(lambda: forms.current().state == "approved", timeout=5000)
    settled(qtbot, window)
    QTest.keyClick(forms.table, Key.Key_Escape)
    settled(qtbot, window)

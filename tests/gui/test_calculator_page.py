"""The page of calculators in the real window, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from thads_desktop.services import office_settings
from thads_desktop.ui.calculators.base import FormTab
from thads_desktop.ui.form import Spec
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2026, 6, 20))
    yield made
    made.desk.close()


@pytest.fixture
def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    found = page(window)
    assert found.name == "calculator"
    settled(qtbot, window)
    return found


def sought(window: DeskWindow, tab: Any, text: str, qtbot: QtBot) -> None:
    """Ctrl+F, a few letters, Enter: the first row that fits."""
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert tab.search.hasFocus()
    typed(tab.search, text)
    QTest.keyClick(tab.search, Qt.Key.Key_Return)
    qtbot.waitUntil(tab.table.hasFocus, timeout=5000)


def test_a_term_is_found_and_counted_by_keyboard(shown: Any, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = shown.shown()
    assert tab.table.hasFocus()
    sought(window, tab, "hop dong tham dinh gia", qtbot)
    assert tab.table.current_key() == "R34"
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.form["from"].editor.hasFocus()
    tab.form["from"].editor.selectAll()
    keys(window, "29/4/2021", (Qt.Key.Key_Return, CTRL))
    qtbot.waitUntil(lambda: tab.answer.headline.text() == "10/05/2021, thứ Hai", timeout=5000)
    assert "khoản 2 Điều 98" in tab.answer.cite.text()
    assert "ngày làm việc thứ 5" in tab.answer.steps.toPlainText()
    assert tab.form["case"].isHidden()


def test_the_answer_follows_what_is_typed(shown: Any, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = shown.shown()
    tab.table.select_key("R48")
    settled(qtbot, window)
    assert tab.answer.headline.text() == "26/06/2026, thứ Sáu"
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    tab.form["from"].editor.selectAll()
    keys(window, "1/7/2026")
    qtbot.waitUntil(lambda: tab.answer.headline.text() == "06/07/2026, thứ Hai", timeout=5000)
    tab.form["from"].editor.selectAll()
    keys(window, "31/2/2026")
    qtbot.waitUntil(lambda: "Nhập ngày bắt đầu" in tab.answer.about.text(), timeout=5000)
    assert tab.answer.headline.isHidden()
    QTest.keyClick(tab.form["from"].editor, Qt.Key.Key_Escape)
    assert tab.table.hasFocus()


def test_over_the_first_of_july_both_days_are_shown_and_the_setting_decides(
    shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    tab = shown.shown()
    tab.table.select_key("R36")
    settled(qtbot, window)
    case = tab.form["case"]
    assert not case.isHidden()
    case.editor.setFocus()
    QTest.keyClick(case.editor, Qt.Key.Key_Down)
    # The time of a co-owner: the later of both.
    qtbot.waitUntil(lambda: tab.answer.headline.text() == "21/09/2026, thứ Hai", timeout=5000)
    assert "06/07/2026" in tab.answer.notes.text()
    office_settings.change(office.desk, office_settings.CROSSING, "new")
    window.worker.publish(("settings",))
    qtbot.waitUntil(lambda: tab.answer.headline.text() == "06/07/2026, thứ Hai", timeout=5000)
    assert "đơn vị lấy hạn theo Luật 106/2025" in tab.answer.notes.text()
    assert "Theo Luật 2008" in tab.answer.steps.toPlainText()


def test_what_has_no_number_says_why(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    tab = shown.shown()
    tab.table.select_key("R15")
    settled(qtbot, window)
    assert "không có việc gửi lại yêu cầu" in tab.answer.about.text()
    tab.form["law"].set_value("2025")
    tab.count()
    settled(qtbot, window)
    assert "văn bản không định số ngày" in tab.answer.about.text()


def test_the_book_of_rules_leads_to_the_term(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    book = shown.shown()
    assert book.title == "Bảng quy định"
    settled(qtbot, window)
    sought(window, book, "R57", qtbot)
    assert book.model.rowCount() == 2
    QTest.keyClick(book.table, Qt.Key.Key_Return)
    tab = shown.shown()
    assert tab.title == "Thời hạn"
    assert tab.form["from"].editor.hasFocus()
    qtbot.waitUntil(lambda: tab.answer.headline.text() == "17/06/2026, thứ Tư", timeout=5000)
    assert "03 ngày làm việc trước ngày 20/06/2026" in tab.answer.about.text()


def test_a_line_that_is_no_term_says_so(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    book = shown.shown()
    settled(qtbot, window)
    sought(window, book, "niêm yết công khai", qtbot)
    QTest.keyClick(book.table, Qt.Key.Key_Return)
    assert "không phải thời hạn" in window.notice.text()


def test_the_book_is_saved_and_printed(
    shown: Any, window: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    settled(qtbot, window)
    file = tmp_path / "bang.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    QTest.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(file.exists, timeout=10_000)
    settled(qtbot, window)
    bad = tmp_path / "bang.doc"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(bad), ""))
    QTest.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: ".xlsx hoặc .pdf" in window.notice.text(), timeout=5000)
    assert not bad.exists()
    QTest.keyClick(window, Qt.Key.Key_P, CTRL)
    assert page(window).name == "printed"
    settled(qtbot, window)


def test_a_tab_of_a_form_answers_and_shows_refusals_at_their_field(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    from thads_desktop.domain.refusal import Refusal, Refused
    from thads_desktop.services.worked import Worked

    class Doubling(FormTab):
        title = "Gấp đôi"

        def specs(self) -> list[Spec]:
            return [Spec("amount", "Số tiền", "money", required=True)]

        def work(self, values: dict[str, Any]) -> Worked:
            if values["amount"] > 100:
                raise Refused(Refusal("termination.bad_amount", field="amount"))
            return Worked(f"{2 * values['amount']} đồng", steps=("nhân hai",))

    tab = Doubling(shown)
    shown.tabs.addTab(tab, tab.title)
    shown.calculators.append(tab)
    shown.show_tab(2)
    tab.form["amount"].set_value(21)
    tab.form.accept()
    qtbot.waitUntil(lambda: tab.answer.headline.text() == "42 đồng", timeout=5000)
    tab.form["amount"].set_value(500)
    tab.form.accept()
    qtbot.waitUntil(lambda: bool(tab.form["amount"].refusal()), timeout=5000)
    assert tab.answer.worked is None
    tab.form.leave()
    assert tab.form["amount"].value() is None

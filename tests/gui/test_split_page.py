"""A judgment is split into decisions by keyboard: parts typed one after the other, the decision of a group begun with its parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import splitting
from thads_desktop.ui.pages.decision import DecisionPage
from thads_desktop.ui.pages.intake import IntakePage
from thads_desktop.ui.pages.split import SplitPage
from thads_desktop.ui.run import DeskWindow

NEW = date(2026, 8, 3)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", NEW)
    made.matters = [made.judgment()]
    yield made
    made.desk.close()


def add(qtbot: QtBot, window: DeskWindow, page: SplitPage, text: str, due: str, debtor: str) -> None:
    typed(page.form["text"].editor, text)
    page.form["due"].set_value(int(due))
    page.form["debtors"].set_value(debtor)
    before = len(splitting.split(page.desk, page.judgment, NEW).parts)
    QTest.keyClick(page.form["text"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(splitting.split(page.desk, page.judgment, NEW).parts) > before, timeout=5000)
    settled(qtbot, window)


def test_parts_are_typed_and_a_decision_begins_with_its_own(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = IntakePage(window)
    window.open_page(shown)
    settled(qtbot, window)
    QTest.keyClick(shown, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    page = window.page()
    assert isinstance(page, SplitPage)
    assert page.told.text() == "Chưa nhập khoản nào của bản án này."
    add(qtbot, window, page, "Án phí dân sự sơ thẩm", "300000", "Nguyễn Văn An")
    add(qtbot, window, page, "Tiền phạt", "5000000", "Trần Văn Bảo")
    assert page.told.text() == "Chưa có quyết định thi hành án cho khoản 1, 2."
    assert [page.groups.row(n).says for n in range(2)] == ["Chủ động: mỗi người phải thi hành án một quyết định"] * 2
    QTest.keyClick(page, Qt.Key.Key_2, CTRL)
    page.groups_table.select_key(2)
    QTest.keyClick(page.groups_table, Qt.Key.Key_Return)
    settled(qtbot, window)
    decision = window.page()
    assert isinstance(decision, DecisionPage)
    values = decision.form.values()
    assert (values["debtor"], values["text_1"], values["due_1"]) == ("Trần Văn Bảo", "Tiền phạt", 5_000_000)
    QTest.keyClick(decision, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: page.told.text() == "Chưa có quyết định thi hành án cho khoản 1.", timeout=5000)


def test_bad_input_stands_at_its_field_and_a_part_is_removed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = SplitPage(window, office.matters[0], "15/2019/DS-ST")
    window.open_page(page)
    settled(qtbot, window)
    typed(page.form["text"].editor, "Tiền phạt")
    page.form["due"].set_value(5)
    QTest.keyClick(page.form["text"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "người phải thi hành án" in page.form["debtors"].refusal(), timeout=5000)
    settled(qtbot, window)
    page.form["text"].set_value("")
    add(qtbot, window, page, "Tiền phạt", "5", "Trần Văn Bảo")
    page.parts_table.setFocus()
    page.parts_table.select_key(1)
    QTest.keyClick(page.parts_table, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: not splitting.split(page.desk, page.judgment, NEW).parts, timeout=5000)
    settled(qtbot, window)

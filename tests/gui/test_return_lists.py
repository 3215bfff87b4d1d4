"""The page of returns by keyboard: every form by its full name, the lists beside them, what stands behind an entry's cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import books, line_kinds
from thads_desktop.ui.run import DeskWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2024, 10, 7))
    made.decision()
    visit = {
        "received": date(2024, 10, 3), "receiver": made.officer, "visitor": "Đỗ Thị Hoa", "kind": "hoi", "content": "Hỏi về việc trả tiền",
        "people": 3,
    }  # fmt: skip
    books.open_entry(made.desk, "tiep_dan", visit)
    made.on(date(2025, 1, 10))
    yield made
    made.desk.close()


@pytest.fixture
def page(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    shown: Any = window.go("returns")
    shown.year.setValue(2025)
    shown.months.setValue(3)
    QTest.keyClick(shown, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shown.made is not None and shown.cells.columnCount() > 0, timeout=10_000)
    return shown


def settle(window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(20)


def test_forms_and_lists_are_offered_by_their_whole_names(page: Any) -> None:
    offered = [page.forms.itemText(at) for at in range(page.forms.count())]
    assert [x[:2] for x in offered[:12]] == [f"{n:02d}" for n in range(1, 13)]
    assert "03/TK-THA  Kết quả thi hành các khoản thu cho ngân sách nhà nước" in offered
    assert offered[-4:] == [
        "Danh sách việc chưa có điều kiện thi hành đã chuyển sổ theo dõi riêng", "Danh sách việc đang tổ chức thi hành",
        "Danh sách vụ việc bồi thường nhà nước", "Danh sách việc thi hành án cho tổ chức tín dụng",
    ]  # fmt: skip


def test_a_list_is_shown_and_a_line_opens_its_matter(page: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page.forms.setCurrentIndex(page.forms.findText("Danh sách việc đang tổ chức thi hành"))
    qtbot.waitUntil(lambda: page.lists.table is not None, timeout=10_000)
    settle(window, qtbot)
    assert not page.cells.isVisible()
    assert page.lists.count.text().startswith("1 dòng")
    page.lists.table.setFocus()
    QTest.keyClick(page.lists.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.page().name == "matter"


def test_keys_step_through_forms_and_an_entry_is_opened_from_its_cell(page: Any, window: DeskWindow, qtbot: QtBot) -> None:
    at = page.forms.findData("08")
    page.forms.setCurrentIndex(at)
    QTest.keyClick(page.cells, Qt.Key.Key_Right, CTRL | SHIFT)
    assert page.forms.currentData() == "09"
    assert "Mỗi dòng sổ tiếp công dân là một lượt" in page.cell_words.toolTip() or "lượt" in page.cell_words.text()
    page.cells.setCurrentCell(0, 1)
    assert page.cells.item(0, 1).text() == "3"
    QTest.keyClick(page.cells, Qt.Key.Key_Return)
    settle(window, qtbot)
    shown: Any = window.page()
    assert shown.name == "evidence"
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1, timeout=10_000)
    assert "1 việc, mục sổ, cộng 3" in shown.count.text()
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.page().name == "entry"
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)


def test_the_forms_go_back_to_cells_when_another_period_is_meant(page: Any, qtbot: QtBot) -> None:
    page.forms.setCurrentIndex(page.forms.count() - 1)
    qtbot.waitUntil(lambda: page.lists.table is not None, timeout=10_000)
    page.months.setValue(2)
    assert page.forms.count() == 0
    assert page.cells.isVisible()


def test_what_an_obligation_is_is_said_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    from thads_desktop.ui.pages.matter import MatterPage

    window.resize(1366, 768)
    shown: Any = window.open_page(MatterPage(window, office.matters[0]))
    settle(window, qtbot)
    shown = window.page()
    QTest.keyClick(shown, Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.AltModifier)
    settle(window, qtbot)
    form: Any = window.page()
    assert form.name == "line-kinds"
    form.form["line_1"].set_value("an_phi")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    settle(window, qtbot)
    assert window.page().name == "matter"
    assert [x.kind for x in line_kinds.of_matter(office.desk, office.matters[0])[0]] == ["an_phi"]


def test_what_all_obligations_are_is_said_at_once(page: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page.say_kinds()
    settle(window, qtbot)
    assert "Không có khoản nào" in window.notice.text()

"""Key matters by keyboard: put on the list, directed, reported, taken off, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import tasks, watch_list
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, BOTH = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision(due=12_000_000_000)
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    made.on(DAY + timedelta(days=40))
    yield made
    made.desk.close()


def accept(window: DeskWindow, shown: Any, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)


def test_the_list_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F3, BOTH)
    settled(qtbot, window)
    shown = page(window)
    assert (shown.name, shown.model.rowCount()) == ("watch-list", 1)
    assert "1 việc quá 30 ngày" in shown.state.text()
    with office.desk.reading() as reader:
        rows = {r.matter: r for r in reader.projections.matter_rows(reader.projections.matter_ids_of(office.matters))}
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    form = page(window)
    typed(window.focusWidget(), "9999/QĐ-CCTHADS")
    form.form["reason"].editor.setFocus()
    typed(window.focusWidget(), "Đông người")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert page(window) is form, "no such matter: said at the form"
    form.form["matter"].editor.setFocus()
    form.form["matter"].editor.clear()
    typed(window.focusWidget(), rows[office.matters[1]].number_text)
    accept(window, shown, qtbot)
    assert shown.model.rowCount() == 2
    shown.table.select_key(office.matters[1])
    QTest.keyClick(shown.table, Key.Key_D, CTRL)
    form = page(window)
    form.form["text"].editor.setFocus()
    typed(window.focusWidget(), "Vận động thuyết phục")
    form.form["due"].editor.setFocus()
    typed(window.focusWidget(), "+5")
    accept(window, shown, qtbot)
    assert [t.text for t in tasks.listed(office.desk)] == ["Chỉ đạo: Vận động thuyết phục"]
    shown.table.select_key(office.matters[0])
    QTest.keyClick(shown.table, Key.Key_B, CTRL)
    typed(window.focusWidget(), "Đã kê biên")
    accept(window, shown, qtbot)
    assert "0 việc quá 30 ngày" in shown.state.text()
    shown.table.select_key(office.matters[1])
    QTest.keyClick(shown.table, Key.Key_Delete, CTRL)
    typed(window.focusWidget(), "Đã ổn định")
    accept(window, shown, qtbot)
    assert [k.matter for k in watch_list.listed(office.desk)] == [office.matters[0]]
    act(window, "Đổi số ngày im lặng thì báo đỏ")
    form = page(window)
    form.form["days"].editor.clear()
    typed(form.form["days"].editor, "7")
    form.form["days"].editor.setFocus()
    accept(window, shown, qtbot)
    assert "quá 7 ngày" in shown.state.text()
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"

"""Money of a prison by keyboard: one sum noted and arrived, a pasted list of which one row is chosen by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.fold import fold
from thads_desktop.services import prison_money
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.decision(number="16/2019/DS-ST", debtor="Lê Văn Chín")
    made.on(date(2019, 11, 20))
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.focusWidget(), key, modifier)


def opened(window: DeskWindow, qtbot: QtBot) -> Any:
    window.go("cash")
    settled(qtbot, window)
    press(window, Key.Key_U)
    settled(qtbot, window)
    assert page(window).name == "prison"
    return page(window)


def test_noted_by_number_and_arrived(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, qtbot)
    press(window, Key.Key_T)
    form = page(window)
    typed(window.focusWidget(), "99")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert "Không có việc nào" in form.form["number"].refusal()
    form.form["number"].editor.clear()
    typed(window.focusWidget(), "1")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window).name == "prison-note", timeout=5000)
    form = page(window)
    typed(window.focusWidget(), "Trại giam Xuân Nguyên")
    form.form["day"].editor.setFocus()
    typed(window.focusWidget(), "08102019")
    form.form["amount"].editor.setFocus()
    typed(window.focusWidget(), "300000")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert "1 khoản, 300.000 đồng" in shown.state.text()
    press(window, Key.Key_D)
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.model.rowCount() == 0
    with office.desk.reading() as reader:
        assert fold(reader.events_of(f"matter:{office.matters[0]}")).collected == 300_000


def test_a_pasted_list(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, qtbot)
    press(window, Key.Key_O)
    settled(qtbot, window)
    batch = page(window)
    press(window, Key.Key_U)
    form = page(window)
    typed(window.focusWidget(), "Trần Thị Tám;1980;x;08/10/2019;;;")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert "Dòng 1, cột Số tiền" in form.form["text"].refusal()
    form.form["text"].editor.clear()
    form.form["text"].set_value("Trần Thị Tám;1980;200.000;14/10/2019;PT 1;;\nLê Văn Chín;;50.000;20/11/2019;;;\nNgười Lạ;1990;5;20/11/2019;;;")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is batch, timeout=5000)
    settled(qtbot, window)
    assert "1 dòng đã xác nhận" in batch.state.text()
    assert not prison_money.waiting(office.desk)
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    assert page(window).name == "prison-choose"
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is batch, timeout=5000)
    settled(qtbot, window)
    assert "2 dòng đã xác nhận, 250.000 đồng; 1 dòng sẽ không ghi" in batch.state.text()
    QTest.keyClick(window.focusWidget(), Key.Key_F9)
    settled(qtbot, window)
    assert page(window) is batch
    assert batch.prison.hasFocus()
    typed(batch.prison, "Trại giam Xuân Nguyên")
    QTest.keyClick(window.focusWidget(), Key.Key_F9)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert [w.amount for w in prison_money.waiting(office.desk)] == [200_000, 50_000]

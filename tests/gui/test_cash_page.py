"""The cashier's day by keyboard: another day, the fund counted, money that waits put into a matter and given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts, held_waiting, intake, parties
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    matter = made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 14))
    desk = made.desk
    acts.collect(desk, matter, date(2019, 10, 14), 1, 3_000_000, receipt="0000101")
    acts.collect(desk, matter, date(2019, 10, 14), 1, 1_000_000)
    acts.collect(desk, matter, date(2019, 10, 13), 1, 500_000, receipt="0000103")
    with desk.reading() as reader:
        judgment = str((reader.row("matter", matter) or {})["judgment"])
    intake.take_money(desk, judgment, parties.PartyInput("Lê Thị Mơ"), 300_000, date(2019, 10, 8), "0000099", apart=True)
    other = made.judgment("88/2019/DS-ST")
    intake.take_money(desk, other, parties.PartyInput("Phạm Văn Bảy"), 200_000, date(2019, 10, 9), "0000100")
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.focusWidget(), key, modifier)


def test_day_by_day_and_the_fund(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F8, SHIFT)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "cash"
    assert shown.model.rowCount() == 2
    assert "Thu 4.000.000, chi 0 đồng." in shown.state.text()
    assert "1 khoản thu chưa ghi số biên lai" in shown.state.text()
    assert "thiếu số 0000102" in shown.state.text()
    press(window, Key.Key_Up)
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    press(window, Key.Key_Down)
    settled(qtbot, window)
    press(window, Key.Key_T)
    form = page(window)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    typed(window.focusWidget(), "mười")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert "không phải là số tiền" in form.form["amount"].refusal()
    form.form["amount"].editor.clear()
    typed(form.form["amount"].editor, "2.500.000")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert "cuối kỳ 2.500.000 đồng" in shown.state.text()
    press(window, Key.Key_I)
    assert page(window).name == "cash-totals"
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    press(window, Key.Key_P)
    settled(qtbot, window)
    assert page(window).name == "printed"


def test_money_that_waits_goes_into_the_matter_or_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("cash")
    settled(qtbot, window)
    press(window, Key.Key_G)
    settled(qtbot, window)
    shown = page(window)
    assert shown.model.rowCount() == 2
    press(window, Key.Key_T)
    form = page(window)
    assert form.name == "held-apply"
    form.form["amount"].editor.setFocus()
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert [w.who for w in held_waiting.waiting(office.desk)] == ["Phạm Văn Bảy"]
    QTest.keyClick(window.focusWidget(), Key.Key_Home)
    press(window, Key.Key_T)
    settled(qtbot, window)
    assert page(window) is shown
    press(window, Key.Key_R)
    assert page(window).name == "held-refund"
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert not held_waiting.waiting(office.desk)

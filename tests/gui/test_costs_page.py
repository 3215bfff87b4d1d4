"""The costs of a matter by keyboard: spent, approved, and kept back first in the order of payment."""

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
from thads_desktop.services import acts, costs, receipts
from thads_desktop.ui.pages.matter import MatterPage
from thads_desktop.ui.pages.payout import PayoutPage
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 10, 14))
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.focusWidget(), key, modifier)


def test_from_the_matter_to_the_order_of_payment(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.matters[0]
    window.open_page(MatterPage(window, matter))
    settled(qtbot, window)
    press(window, Key.Key_P, CTRL | SHIFT)
    settled(qtbot, window)
    shown: Any = page(window)
    assert shown.name == "matter-costs"
    press(window, Key.Key_Y)
    assert page(window) is shown
    press(window, Key.Key_T)
    form = page(window)
    assert form.name == "cost-spend"
    form.form["kind"].set_value("storage")
    form.form["amount"].editor.setFocus()
    typed(window.focusWidget(), "1500000")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert "1.500.000 đồng chưa duyệt" in shown.state.text()
    press(window, Key.Key_Y)
    form = page(window)
    form.form["amount"].editor.setFocus()
    typed(window.focusWidget(), "2000000")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert "không thể lớn hơn" in form.form["amount"].refusal()
    form.form["amount"].editor.clear()
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert costs.proposal(office.desk, matter)[0] == 1_500_000
    assert "còn phải trả 1.500.000 đồng" in shown.state.text()
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    settled(qtbot, window)
    press(window, Key.Key_M, CTRL | SHIFT)
    settled(qtbot, window)
    money: Any = page(window)
    assert money.order.source_form["costs"].value() == 1_500_000


def test_what_is_to_be_given_back_is_listed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    costs.advance(office.desk, office.matters[0], date(2019, 10, 8), "budget", 1_000_000)
    window.go("cash")
    settled(qtbot, window)
    press(window, Key.Key_R)
    settled(qtbot, window)
    assert page(window).model.rowCount() == 1
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "matter-costs"
    press(window, Key.Key_R)
    form = page(window)
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is not form, timeout=5000)
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    settled(qtbot, window)
    assert page(window).name == "advances"
    assert page(window).model.rowCount() == 0


def test_approved_costs_go_first_where_money_is_paid_out(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter, day = office.matters[0], date(2019, 10, 8)
    costs.incur(office.desk, matter, day, "storage", 300_000)
    costs.approve(office.desk, matter, day, office.head)
    acts.collect(office.desk, matter, day, 0, 1_000_000, official=receipts.Official(number="0000001", way="bank"))
    shown = PayoutPage(window, matter, "01/QĐ")
    window.open_page(shown)
    settled(qtbot, window)
    assert shown.source_form["costs"].value() == 300_000
    assert shown.found is not None
    assert shown.found.cuts == (("costs", 300_000),)
    assert sum(p.amount for p in shown.found.allots) == 700_000
    # What a human empties stays empty.
    shown.source_form["costs"].set_value(None)
    shown.source_form["costs"].editor.setFocus()
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert shown.found.cuts == ()

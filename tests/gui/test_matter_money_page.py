"""The fee and the interest of a matter in the real window, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts
from thads_desktop.ui.run import DeskWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    matter = made.decision(due=10_000_000, kind="yc")
    made.on(date(2020, 1, 10))
    acts.valid_notice(made.desk, matter, date(2019, 10, 7))
    acts.collect(made.desk, matter, date(2019, 10, 17), 1, 4_000_000, receipt="0000012")
    acts.collect(made.desk, matter, date(2019, 12, 2), 1, 5_000_000, receipt="0000013")
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_the_money_of_a_matter_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    press(window, Key.Key_M, CTRL | SHIFT)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "matter-money"
    assert QApplication.focusWidget() is shown.table
    assert [r.fee for r in shown.rows._rows] == [0, 150_000]
    assert shown.panes.tabText(0) == "Phí thi hành án: 150.000 đồng"
    assert "150.000" in shown.why.headline.text()
    assert "khoản 8 Điều 6" in shown.why.cite.text()
    # the parties settled themselves: a third
    shown.fee_form.set_values({"how": "settled"})
    shown.fee_form.fields()[0].editor.setFocus()
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: [r.fee for r in shown.rows._rows] == [40_000, 50_000], timeout=5000)
    press(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: [r.fee for r in shown.rows._rows] == [0, 150_000], timeout=5000)
    # late interest comes filled from the file
    press(window, Key.Key_2, CTRL)
    form = shown.interest.form
    assert form["principal"].value() == 10_000_000
    assert form["from"].value() == date(2019, 10, 2)
    assert form["paid"].value() == "17/10/2019 4.000.000\n02/12/2019 5.000.000"
    form.fields()[0].editor.setFocus()
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shown.interest.answer.worked is not None, timeout=5000)
    assert "Còn nợ gốc 1.000.000" in shown.interest.answer.about.text()


def test_one_sum_is_set_otherwise_than_the_others(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    press(window, Key.Key_M, CTRL | SHIFT)
    settled(qtbot, window)
    shown = page(window)
    second = shown.rows._rows[1].key
    shown.fee_form.set_values({"sum": second, "how": "settled"})
    shown.fee_form.accept()
    qtbot.waitUntil(lambda: [r.fee for r in shown.rows._rows] == [0, 50_000], timeout=5000)
    shown.refresh()
    settled(qtbot, window)
    assert [r.fee for r in shown.rows._rows] == [0, 50_000]
    assert shown.fee_form["sum"].value() == second
    # for every sum anew: what was set of the one no longer counts
    shown.fee_form.set_values({"sum": 0, "how": ""})
    shown.fee_form.accept()
    qtbot.waitUntil(lambda: [r.fee for r in shown.rows._rows] == [0, 150_000], timeout=5000)


def test_the_order_of_payment_stands_ready(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    press(window, Key.Key_M, CTRL | SHIFT)
    settled(qtbot, window)
    shown = page(window)
    press(window, Key.Key_3, CTRL)
    assert QApplication.focusWidget() is shown.order.claims
    (typed,) = shown.order.claims_model._rows
    assert (typed.claim.awarded, typed.claim.principal) == (10_000_000, 1_000_000)
    press(window, Key.Key_Return)
    assert shown.order.claim_form["principal"].value() == 1_000_000
    shown.order.source_form.set_values({"amount": 1_500_000, "day": date(2020, 1, 10)})
    shown.order.source_form.accept()
    qtbot.waitUntil(lambda: shown.order.answer.worked is not None, timeout=5000)
    assert [line.amount for line in shown.order.lines_model._rows] == [1_000_000]
    assert "trả người phải thi hành án 500.000 đồng" in shown.order.answer.about.text()
    # what was changed by hand stays when the matter changes, until asked for anew
    shown.order.claims.selectRow(0)
    shown.order._remove()
    shown.refresh()
    settled(qtbot, window)
    assert shown.order.claims_model._rows == []
    press(window, Key.Key_L, CTRL | SHIFT)
    settled(qtbot, window)
    assert len(shown.order.claims_model._rows) == 1


def test_a_wrong_percentage_is_said_at_its_field(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    press(window, Key.Key_M, CTRL | SHIFT)
    settled(qtbot, window)
    shown = page(window)
    shown.fee_form.set_values({"relief": "poor", "percent": "90"})
    shown.fee_form.accept()
    qtbot.waitUntil(lambda: "từ 1 đến 80 %" in shown.fee_form["percent"].refusal(), timeout=5000)

"""The calculators of money in the real window, by keyboard: fee, interest, order of payment, remission, money nobody fetches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from thads_desktop.services import office_settings
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return
GO = (ENTER, CTRL)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2026, 9, 1))
    yield made
    made.desk.close()


@pytest.fixture
def opened(window: DeskWindow, qtbot: QtBot) -> Callable[[str], Any]:
    """The tab of a title, by its key."""
    window.resize(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)

    def show(title: str) -> Any:
        shown = page(window)
        at = [c.title for c in shown.calculators].index(title)
        QTest.keyClick(window, Qt.Key(int(Qt.Key.Key_1) + at), CTRL)
        assert shown.shown().title == title
        assert QApplication.focusWidget() is shown.shown().first()
        return shown.shown()

    return show


def answered(tab: Any, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: tab.answer.worked is not None, timeout=5000)
    return str(tab.answer.headline.text())


def test_a_fee_by_keyboard(opened: Callable[[str], Any], window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = opened("Phí thi hành án")
    keys(window, "10.000.000", ENTER, "12/8/2026 5.000.000", Qt.Key.Key_Tab, "3/8/2026", GO)
    assert answered(tab, qtbot) == "Phí thi hành án: 450.000 đồng"
    assert tab.answer.about.text() == "Từng lần: 300.000; 150.000"
    assert "khoản 1 Điều 53" in tab.answer.cite.text()
    assert "chưa xác lập" in tab.answer.notes.text()
    assert "3 % × 15.000.000 = 450.000" in tab.answer.steps.toPlainText()


def test_the_offices_choice_holds_in_the_calculator(office: Bench, opened: Callable[[str], Any], qtbot: QtBot) -> None:
    office_settings.change(office.desk, "money.fee_new_law", "none")
    tab = opened("Phí thi hành án")
    tab.form.set_values({"received": "10.000.000", "on": date(2026, 8, 3)})
    tab.form.accept()
    qtbot.waitUntil(lambda: "chưa tính phí" in tab.answer.about.text(), timeout=5000)
    tab.form.set_values({"on": date(2026, 6, 30)})
    tab.form.accept()
    assert answered(tab, qtbot) == "Phí thi hành án: 300.000 đồng"


def test_late_interest_by_keyboard(opened: Callable[[str], Any], window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = opened("Lãi chậm thi hành án")
    keys(window, "100000000", ENTER, "1/1/2019", ENTER, "1/1/2020", GO)
    assert answered(tab, qtbot) == "Lãi chậm thi hành án: 10.000.000 đồng"
    tab.form.set_values({"pause": "01/02/2019 đến 01/04/2019\n15/03/2019:01/05/2019", "paid": "02/07/2019 40.000.000"})
    tab.form.accept()
    qtbot.waitUntil(lambda: "Còn nợ gốc 60.000.000" in tab.answer.about.text(), timeout=5000)
    assert "được gộp" in tab.answer.steps.toPlainText()


def test_the_order_of_payment_by_keyboard(opened: Callable[[str], Any], window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = opened("Thứ tự thanh toán")
    down = Qt.Key.Key_Down
    keys(window, "Lan", ENTER, down, ENTER, "40000000", GO)  # tiền cấp dưỡng
    keys(window, "Bank", ENTER, *[down] * 7, ENTER, "100000000", GO)  # khoản khác
    keys(window, "Minh", ENTER, *[down] * 7, ENTER, "50000000", GO)
    assert [t.claim.creditor for t in tab.claims_model._rows] == ["Lan", "Bank", "Minh"]
    tab.source_form.fields()[0].editor.setFocus()
    keys(window, "70000000", GO)
    assert answered(tab, qtbot) == "70.000.000 đồng chia cho 3 trong 3 khoản"
    assert [(line.creditor, line.amount) for line in tab.lines_model._rows] == [("Lan", 40_000_000), ("Bank", 20_000_000), ("Minh", 10_000_000)]
    assert QApplication.focusWidget() is tab.lines
    # a claim is corrected: the old plan does not stand beside it
    tab.claims.setFocus()
    tab.claims.selectRow(0)
    keys(window, ENTER)
    assert tab.claim_form["creditor"].value() == "Lan"
    tab.claim_form.set_values({"awarded": 10_000_000})
    keys(window, GO)
    assert tab.answer.worked is None
    assert not tab.lines.isVisibleTo(tab)
    assert [t.claim.awarded for t in tab.claims_model._rows] == [10_000_000, 100_000_000, 50_000_000]
    tab.claims.setFocus()
    tab.claims.selectRow(1)
    keys(window, Qt.Key.Key_Delete)
    assert [t.claim.creditor for t in tab.claims_model._rows] == ["Lan", "Minh"]
    tab.source_form.accept()
    assert "trả người phải thi hành án 10.000.000 đồng" in (answered(tab, qtbot), tab.answer.about.text())[1]


def test_what_is_missing_in_a_plan_is_said_at_its_field(opened: Callable[[str], Any], qtbot: QtBot, window: DeskWindow) -> None:
    tab = opened("Thứ tự thanh toán")
    tab.claim_form.set_values({"creditor": "Lan", "kind": "other", "awarded": 5, "principal": 6})
    tab.claim_form.accept()
    assert "lớn hơn số tiền được thi hành" in tab.claim_form["principal"].refusal()
    tab.source_form.set_values({"amount": 10, "day": date(2026, 9, 1)})
    tab.source_form.accept()
    settled(qtbot, window)
    assert "ít nhất một dòng" in tab.answer.about.text()


def test_remission_by_keyboard(opened: Callable[[str], Any], window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = opened("Miễn, giảm nghĩa vụ")
    keys(window, "6/1/2020", ENTER, "1/9/2026", ENTER, ENTER, "20000000", GO)
    assert answered(tab, qtbot) == "Đủ điều kiện xét giảm, tối đa 5.000.000 đồng"
    assert "biên bản xác minh" in tab.answer.about.text()


def test_money_nobody_fetches_by_keyboard(opened: Callable[[str], Any], window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    tab = opened("Tiền chưa nhận")
    keys(window, "2000000", ENTER, "3/8/2026", ENTER, "6/5/2024", GO)
    assert answered(tab, qtbot) == "Sung quỹ từ ngày 07/05/2029"
    assert "chưa xác lập" in tab.answer.notes.text().lower()


@pytest.mark.parametrize(
    ("title", "values", "field", "says"),
    [
        ("Phí thi hành án", {"received": "mười triệu"}, "received", "NGÀY SỐ_TIỀN"),
        ("Phí thi hành án", {"received": "1\n2", "pays": 1}, "pays", "một lần nhận"),
        ("Phí thi hành án", {"received": "5", "percent": "nhiều"}, "percent", "Mức giảm"),
        ("Lãi chậm thi hành án", {"principal": 5, "from": date(2020, 1, 1), "rate": "12"}, "whose", "thỏa thuận hay lãi hợp đồng"),
        ("Lãi chậm thi hành án", {"principal": 5, "from": date(2020, 1, 1), "whose": "agreed"}, "rate", "ghi lãi suất"),
        ("Lãi chậm thi hành án", {"principal": 5, "from": date(2020, 1, 1), "pause": "tháng 5"}, "pause", "ngày"),
        ("Miễn, giảm nghĩa vụ", {"first": date(2026, 9, 2), "rest": 5}, "day", "trước ngày quyết định"),
        ("Tiền chưa nhận", {"amount": 0, "told": date(2026, 8, 3), "effect": date(2024, 5, 6)}, "amount", "ít nhất một số"),
    ],
)
def test_bad_input_is_said_at_its_field(
    opened: Callable[[str], Any], qtbot: QtBot, title: str, values: dict[str, Any], field: str, says: str
) -> None:
    tab = opened(title)
    tab.form.set_values(values)
    tab.form.accept()
    qtbot.waitUntil(lambda: says in tab.form[field].refusal(), timeout=5000)
    assert tab.answer.worked is None

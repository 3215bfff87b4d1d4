"""The form of one measure on the page of a paper, by keyboard: it begins with what the office knows, and issuing it takes the measure."""

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
from thads_desktop.services import acts, asset_cards, queries
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.run import DeskWindow

NEW = date(2026, 8, 5)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", NEW)
    matter = made.decision(kind="yc")
    acts.valid_notice(made.desk, matter, NEW)
    made.verified(matter, result="means")
    card = asset_cards.CardInput("account", {"account": "0031000123456", "bank": "Ngân hàng A & B"})
    asset_cards.note(made.desk, card, asset_cards.LinkInput(matter))
    yield made
    made.desk.close()


def opened(qtbot: QtBot, window: DeskWindow, office: Bench, form: str) -> PaperPage:
    shown = PaperPage(window, form, queries.matter(office.desk, office.matters[0]))
    window.open_page(shown)
    settled(qtbot, window)
    return shown


def test_an_account_is_frozen_with_what_its_card_says(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(qtbot, window, office, "freeze_account")
    values = shown.form.values()
    assert (values["measure"], values["bank"], values["account_number"]) == ("freeze", "Ngân hàng A & B", "0031000123456")
    qtbot.waitUntil(lambda: "Còn thiếu" in shown.state.text() and "Địa chỉ ngân hàng" in shown.state.text(), timeout=5000)
    assert values["amount"] == 10_000_000
    assert not shown.form["measure"].isVisibleTo(shown.form)
    shown.form["amount"].set_value(2_000_000)
    typed(shown.form["bank_address"].editor, "số 5 phố Trần Phú")
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    (held,) = queries.matter(office.desk, office.matters[0]).state.measures_held
    assert (held.kind, held.amount) == ("freeze", 2_000_000)
    ending = opened(qtbot, window, office, "freeze_end")
    assert ending.form.values()["target"] == held.paper
    assert ending.form.values()["frozen"] == "tài khoản số 0031000123456 tại Ngân hàng A & B"
    assert ending.form.values()["freezer"] == "Ngân hàng A & B"


def test_a_seizure_told_late_asks_for_a_tick(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(qtbot, window, office, "seizure_notice")
    assert not shown.form["confirm_late"].isVisibleTo(shown.form)
    for name, text in {"coercion_decision": "Quyết định số 5", "assets": "Thửa đất số 125", "seize_time": "08 giờ", "seize_place": "số 12"}.items():
        shown.form[name].set_value(text)
    shown.form["seizure_day"].set_value(date(2026, 8, 6))
    qtbot.waitUntil(lambda: "phải thông báo chậm nhất ngày 03/08/2026" in shown.state.text(), timeout=5000)
    qtbot.waitUntil(lambda: shown.form["confirm_late"].isVisibleTo(shown.form), timeout=5000)
    shown.form["confirm_late"].set_value(True)
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in shown.state.text(), timeout=5000)


def test_what_was_taken_out_of_a_draft_does_not_come_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(qtbot, window, office, "freeze_account")
    shown.form["bank"].set_value("")
    typed(shown.form["bank_address"].editor, "số 5 phố Trần Phú")
    QTest.keyClick(shown.form["bank_address"].editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    again = opened(qtbot, window, office, "freeze_account").form.values()
    assert (again["bank_address"], again["account_number"], again["bank"] or "") == ("số 5 phố Trần Phú", "0031000123456", "")

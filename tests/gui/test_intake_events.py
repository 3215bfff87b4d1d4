"""The page of a received judgment lists what happened and strikes a typing error; held money is used on the matter's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from thads_desktop.services import acts, intake, opening, papers, parties, queries
from thads_desktop.ui.pages.matter import MatterPage
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier
WHO = parties.PartyInput("Lê Thị Chín")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def test_a_doubled_request_is_struck_with_its_reason(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment()
    for _ in range(2):
        intake.receive_request(office.desk, judgment, WHO, DAY)
    window.go("intake")
    page(window).refresh()
    settled(qtbot, window)
    QTest.keyClick(page(window), Qt.Key.Key_D, CTRL)
    shown = page(window)
    assert shown.name == "intake-events"
    settled(qtbot, window)
    assert [shown.model.row(i).what for i in range(shown.model.rowCount())] == [
        "Nhận yêu cầu thi hành án", "Nhận yêu cầu thi hành án", "Nhận bản án, quyết định"
    ]  # fmt: skip
    QTest.keyClick(shown, Qt.Key.Key_Delete, CTRL)
    why = page(window)
    assert why.name == "intake-strike"
    assert why.findChild(QLabel, "about").text() == "Dòng bị xóa: 07/10/2019 · Nhận yêu cầu thi hành án · Lê Thị Chín"
    QTest.keyClick(why.form["reason"].editor, Qt.Key.Key_Return, CTRL)
    assert page(window) is why, "not without a reason"
    typed(why.form["reason"].editor, "nhận hai lần")
    QTest.keyClick(why.form["reason"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.model.row(0).struck
    with office.desk.reading() as reader:
        assert len(intake.requests(reader, judgment)) == 1


def test_striking_names_the_line_with_its_amount(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.decision()
    acts.collect(office.desk, matter, DAY, 1, 400_000)
    acts.collect(office.desk, matter, DAY, 1, 500_000)
    window.open_matter(matter)
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown, Qt.Key.Key_1, CTRL)
    QTest.keyClick(shown.timeline_table, Qt.Key.Key_Down)
    QTest.keyClick(shown.timeline_table, Qt.Key.Key_Delete, CTRL)
    assert page(window).name == "act"
    assert page(window).findChild(QLabel, "about").text() == "Dòng bị xóa: 07/10/2019 · Thu tiền · 400.000 đồng"


def test_held_money_is_used_on_the_page_of_the_matter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment()
    intake.take_money(office.desk, judgment, WHO, 3_000_000, DAY)
    state = parties.PartyInput(parties.STATE_NAME, "state")
    given = opening.OpeningInput(judgment, "cd", "", (WHO,), (state,), (opening.Obligation("Án phí", 2_000_000),))
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    window.open_page(MatterPage(window, matter))
    settled(qtbot, window)
    page(window)._start("held")
    shown = page(window)
    assert shown.form.values()["amount"] == 2_000_000
    QTest.keyClick(shown.form["amount"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: queries.matter(office.desk, matter).state.collected == 2_000_000, timeout=5000)
    settled(qtbot, window)
    page(window)._start("held")
    shown = page(window)
    shown.form.set_values({"line": 0, "amount": 1_000_000})
    QTest.keyClick(shown.form["amount"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: queries.matter(office.desk, matter).held_before == 0, timeout=5000)
    settled(qtbot, window)
    assert "Đã trả lại người nộp" in window.notice.text()


def test_taking_a_request_stands_on_the_page_and_in_its_line(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.judgment()
    window.go("intake")
    settled(qtbot, window)
    assert "Ctrl+Y nhận yêu cầu" in window.hint_label.text()
    assert any("Ctrl+Y" in button.text() and button.isVisible() for button in page(window).findChildren(QPushButton))

"""A judgment that is decided, or about to be: its book says so, Enter opens what is there, a further decision is asked for twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_decision import opened
from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from thads_desktop.services import intake, papers, parties, queries
from thads_desktop.ui.pages.intake import STATES
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.told import Told

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def filled(window: DeskWindow, judgment: str, qtbot: QtBot) -> Any:
    shown = opened(window, judgment)
    # Not typed: the list of persons known already would be open.
    shown.form.set_values({"debtor": "Nguyễn Văn Bảy", "creditor_kind": "person", "creditor": "Lê Thị Chín", "text_1": "Trả nợ gốc", "due_1": 10_000_000})
    settled(qtbot, window)
    return shown


def told(shown: Any) -> str:
    line: Told = shown.findChild(Told, "decided")
    return line.text() if line.isVisibleTo(shown) else ""


def book(window: DeskWindow, qtbot: QtBot) -> Any:
    window.go("intake")
    shown = page(window)
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0, timeout=5000)
    settled(qtbot, window)
    return shown


def submitted(window: DeskWindow, judgment: str, qtbot: QtBot) -> str:
    shown = filled(window, judgment, qtbot)
    assert told(shown) == ""
    QTest.keyClick(shown.form["debtor"].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    return queries.queue(window.desk)[0].paper


def test_what_waits_for_a_signature_is_shown_and_opened(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    paper = submitted(window, office.judgment(), qtbot)
    shown = book(window, qtbot)
    row = shown.model.row(0)
    assert STATES[row.state].word == "Đang trình ký"
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    way = page(window)
    assert (way.name, way.paper.paper) == ("way", paper)
    window.back()
    papers.send_back(office.desk, paper, "Sửa tên người phải thi hành án")
    shown.refresh()
    settled(qtbot, window)
    assert STATES[shown.model.row(0).state].word == "Bị trả lại"
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert page(window).name == "decision"
    assert page(window).form["debtor"].value() == "Nguyễn Văn Bảy"
    assert told(page(window)) == "", "the one that is open is no other one"
    QTest.keyClick(page(window), Qt.Key.Key_F9)
    settled(qtbot, window)
    assert len(queries.matters(office.desk)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_Return])
def test_a_second_decision_of_its_own_motion_needs_the_key_twice(window: DeskWindow, office: Bench, qtbot: QtBot, key: Qt.Key) -> None:
    window.resize(1366, 768)
    office.decision()
    judgment = queries.intakes(office.desk)[0].judgment
    shown = filled(window, judgment, qtbot)
    assert "quyết định chủ động số 01/QĐ-CCTHADS ngày 07/10/2019" in told(shown)
    there = len(queries.queue(office.desk, ("submitted", "numbered")))
    given = Qt.KeyboardModifier.NoModifier if key == Qt.Key.Key_F9 else CTRL
    QTest.keyClick(shown.form["debtor"].editor, key, given)
    settled(qtbot, window)
    question = shown.questions[key == Qt.Key.Key_F9]
    assert not question.visibleRegion().isEmpty(), "in sight, whatever the form scrolls"
    assert question.asked
    assert "01/QĐ-CCTHADS" in question.label.text()
    assert page(window) is shown
    assert len(queries.queue(office.desk, ("submitted", "numbered"))) == there
    QTest.keyClick(shown.form["debtor"].editor, key, given)
    settled(qtbot, window)
    assert len(queries.queue(office.desk, ("submitted", "numbered"))) == there + 1


def test_one_that_waits_for_its_signature_counts_too(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment()
    submitted(window, judgment, qtbot)
    shown = book(window, qtbot)
    QTest.keyClick(shown.table, Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    window.back()
    shown = filled(window, judgment, qtbot)
    assert "quyết định chủ động đang trình ký" in told(shown)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert "đang trình ký" in shown.questions[True].label.text()
    assert queries.matters(office.desk) == []


def test_a_request_beside_is_told_and_not_asked(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.decision()
    judgment = queries.intakes(office.desk)[0].judgment
    intake.receive_request(office.desk, judgment, parties.PartyInput("Lê Thị Chín"), DAY)
    shown = filled(window, judgment, qtbot)
    assert "01/QĐ-CCTHADS" in told(shown)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert len(queries.matters(office.desk)) == 2

"""Fifty court fees are drafted with a few keys from the judgments that wait, looked at one by one, and go on to their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.unit.test_draft_many import fees
from thads_desktop.services import batch_steps, splitting
from thads_desktop.ui.run import DeskWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    yield made
    made.desk.close()


def many(window: DeskWindow, qtbot: QtBot) -> object:
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+B"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "draft-many"
    qtbot.waitUntil(lambda: not shown.progress.running and shown.model.rowCount() > 0, timeout=10_000)
    settled(qtbot, window)
    return shown


def test_from_waiting_judgments_to_numbers_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgments = fees(office, 3)
    bare = office.judgment("40/2019/DS-ST")
    window.go("intake")
    settled(qtbot, window)
    shown = many(window, qtbot)
    assert shown.model.rowCount() == 4
    assert shown.count.text() == "3 soạn được · 1 chưa soạn được"
    assert len(shown.table.selected_keys()) == 3
    first = shown.table.current_key()
    QTest.keySequence(window, QKeySequence("Ctrl+Down"))
    assert shown.table.current_key() != first
    assert len(shown.table.selected_keys()) == 3
    qtbot.waitUntil(lambda: shown.preview.paper is not None, timeout=10_000)
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "batch", timeout=10_000)
    settled(qtbot, window)
    after = page(window)
    assert after.model.rowCount() == 3
    assert len(after.table.selected_keys()) == 3
    assert all("Nguyễn Văn An" in after.model.row(at).about for at in range(3))
    QTest.keyClick(after.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "3 đã trình" in after.count.text().lower() or "3 chờ ký" in after.count.text().lower(), timeout=10_000)
    after.table.selectAll()
    QTest.keyClick(after.table, Key.Key_F9)
    qtbot.waitUntil(lambda: all(after.model.row(at).stage == "signed" for at in range(3)), timeout=10_000)
    settled(qtbot, window)
    after.table.selectAll()
    QTest.keyClick(after.table, Key.Key_F9, CTRL)
    qtbot.waitUntil(lambda: len(after.issued) == 3, timeout=10_000)
    settled(qtbot, window)
    assert [splitting.split(office.desk, j, date(2019, 10, 7)).uncovered for j in judgments] == [()] * 3
    window.back()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: not shown.progress.running and shown.model.rowCount() == 1, timeout=10_000)
    assert shown.model.row(0).judgment == bare
    assert "Chưa nhập các khoản" in shown.table.model().index(0, 6).data()


def test_only_the_chosen_judgments_one_officer_for_all_and_back_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    fees(office, 4)
    window.go("intake")
    settled(qtbot, window)
    intake = page(window)
    intake.table.setFocus()
    intake.table.selectRow(0)
    QTest.keyClick(intake.table, Key.Key_Down, SHIFT)
    shown = many(window, qtbot)
    assert shown.model.rowCount() == 2
    QTest.keySequence(window, QKeySequence("Ctrl+B"))
    shown.officers.setCurrentIndex(shown.officers.findText("Chấp hành viên: Lê Văn Cường"))
    qtbot.waitUntil(lambda: not shown.progress.running and {shown.model.row(n).officer for n in range(2)} == {office.second}, timeout=10_000)
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "batch", timeout=10_000)
    settled(qtbot, window)
    after = page(window)
    QTest.keyClick(after.table, Key.Key_Delete, CTRL)
    assert after.question.asked
    assert len(batch_steps.of_form(office.desk, "enforcement_cd")) == 2
    QTest.keyClick(after.table, Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: not batch_steps.of_form(office.desk, "enforcement_cd"), timeout=10_000)


def test_enter_mends_a_draft_on_the_page_of_the_decision(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    fees(office, 1)
    window.go("intake")
    settled(qtbot, window)
    shown = many(window, qtbot)
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "batch", timeout=10_000)
    settled(qtbot, window)
    QTest.keyClick(page(window).table, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "decision"
    assert page(window).form["debtor"].value() == "Nguyễn Văn An A"
    window.go("intake")
    settled(qtbot, window)
    assert [r.state for r in (page(window).model.row(0),)] == ["draft"]
    QTest.keyClick(page(window).table, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "decision"

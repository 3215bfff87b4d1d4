"""Inspections by keyboard: planned, sampled, a finding noted and put right, closed, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled, typed
from tests.office import Bench, bench
from thads_desktop.services import check_plans
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, BOTH = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def fill(window: DeskWindow, name: str, text: str) -> None:
    editor = page(window).form[name].editor
    editor.setFocus()
    if hasattr(editor, "clear"):
        editor.clear()
    typed(window.focusWidget(), text)


def accept(window: DeskWindow, shown: Any, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)


def test_an_inspection_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClick(window, Key.Key_F7, BOTH)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "check-plans"
    QTest.keyClick(shown.table, Key.Key_R, CTRL)
    assert "Ctrl+T" in window.notice.text()
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    form = page(window)
    fill(window, "title", "Kiểm tra quý I")
    fill(window, "end", "01012020")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "trước ngày bắt đầu" in form.form["end"].refusal()
    fill(window, "end", "20012020")
    accept(window, shown, qtbot)
    assert shown.plans.rowCount() == 1
    QTest.keyClick(shown.table, Key.Key_R, CTRL)
    form = page(window)
    fill(window, "size", "0")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    assert "từ 1 đến 500" in form.form["size"].refusal()
    fill(window, "size", "5")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shown.sample.rowCount() == 1, timeout=10_000)
    settled(qtbot, window)
    act(window, "Rút lại mẫu để đối chiếu")
    settled(qtbot, window)
    assert "đúng mẫu" in window.notice.text()
    QTest.keyClick(shown.sample_table, Key.Key_D, CTRL)
    assert page(window).form["matter"].value() == check_plans.listed(office.desk)[0].sample[0].number_text
    fill(window, "text", "Chưa gửi Viện kiểm sát")
    fill(window, "remedy", "Gửi ngay")
    fill(window, "who", "Văn thư")
    fill(window, "due", "+5")
    accept(window, shown, qtbot)
    assert shown.findings.rowCount() == 1
    QTest.keyClick(shown.table, Key.Key_1, CTRL)
    QTest.keyClick(shown.finding_table, Key.Key_B, CTRL)
    form = page(window)
    fill(window, "how", "Đã gửi")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "bằng chứng" in form.form["proof"].refusal()
    fill(window, "proof", "15/BC")
    scan = tmp_path / "bao-cao.png"
    Image.new("RGB", (40, 60), "white").save(scan)
    fill(window, "scan", str(scan))
    accept(window, shown, qtbot)
    assert shown.finding_table.model().index(0, 6).data() == "15/BC; bao-cao.png"
    QTest.keyClick(shown.finding_table, Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed" and page(window).preview.paper is not None, timeout=5000)
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert page(window) is shown
    QTest.keyClick(shown.table, Key.Key_Delete, CTRL)
    fill(window, "conclusion", "Đã khắc phục")
    accept(window, shown, qtbot)
    (over,) = check_plans.listed(office.desk)
    assert (over.closed, over.open) == (date(2020, 1, 6), 0)
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"

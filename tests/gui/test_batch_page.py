"""Fifty decisions are a few keys: submitted, signed, numbered and on their way to the printer in the order of their numbers."""

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
from tests.unit.test_batch_steps import drafts, mend
from thads_desktop.ui.run import DeskWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    yield made
    made.desk.close()


def test_from_draft_to_the_printers_queue_with_a_stop_on_the_way(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    wanted = drafts(office, 4, wrong=(2,))
    window.go("queue")
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+B"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "batch"
    assert shown.model.rowCount() == 4
    assert len(shown.table.selected_keys()) == 4
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Dừng lại" in shown.stopped.text(), timeout=10_000)
    assert "Chưa chọn căn cứ" in shown.stopped.text()
    assert "Còn 2 văn bản" in shown.stopped.text()
    mend(office, wanted[2])
    shown.refresh()
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "4 đã trình" in shown.count.text().lower() or "4 chờ ký" in shown.count.text().lower(), timeout=10_000)
    shown.table.selectAll()
    QTest.keyClick(shown.table, Key.Key_F9)
    qtbot.waitUntil(lambda: all(shown.model.row(at).stage == "signed" for at in range(shown.model.rowCount())), timeout=10_000)
    settled(qtbot, window)
    shown.table.selectAll()
    QTest.keyClick(shown.table, Key.Key_F9, CTRL)
    qtbot.waitUntil(lambda: len(shown.issued) == 4, timeout=10_000)
    settled(qtbot, window)
    assert "từ số 01/QĐ-CCTHADS đến số 04/QĐ-CCTHADS" in shown.progress.result.text()
    QTest.keyClick(shown.table, Key.Key_F8)
    settled(qtbot, window)
    assert page(window).name == "printing"
    assert [i.paper for i in page(window).queue.items()] == shown.issued

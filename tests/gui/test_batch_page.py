"""Fifty decisions are a few keys: submitted, signed, numbered and on their way to the printer in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.unit.test_batch_steps import drafts, mend
from thads_desktop.services import batch, batch_steps
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


def in_sight(shown: Any, key: str) -> bool:
    """The row of this key is wholly within what the table shows."""
    rect = shown.table.visualRect(shown.model.index(shown.model.place(key), 0))
    return shown.table.viewport().rect().contains(rect)


def test_the_refused_row_is_in_sight_named_by_its_place_and_enter_opens_its_form(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    wanted = drafts(office, 40, wrong=(33,))
    window.go("queue")
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+B"))
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Dừng lại" in shown.stopped.text(), timeout=20_000)
    settled(qtbot, window)
    assert "thứ 34/40" in shown.stopped.text()
    assert shown.table.current_key() == wanted[33]
    qtbot.waitUntil(lambda: in_sight(shown, wanted[33]), timeout=3000)
    QTest.keyClick(shown.table, Key.Key_Return)
    settled(qtbot, window)
    form = page(window)
    assert form.name == "paper", "a refused draft is mended in its form"
    form.form["clause"].set_value("c")
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is shown
    QTest.keyClick(shown.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "40 " in shown.count.text() and "·" not in shown.count.text(), timeout=20_000)


def test_what_was_numbered_is_printed_after_the_page_was_left(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    wanted = drafts(office, 3)
    day = date(2019, 10, 7)
    batch_steps.submit(office.desk, wanted, day)
    batch_steps.sign(office.desk, wanted, office.head, day)
    batch.issue(office.desk, list(reversed(wanted)), day)
    window.go("queue")
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+B"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.model.rowCount() == 0
    QTest.keyClick(shown.table, Key.Key_F8)
    assert "Ctrl+U" in window.notice.text()
    QTest.keyClick(shown.table, Key.Key_U, CTRL)
    qtbot.waitUntil(lambda: shown.model.rowCount() >= 3, timeout=5000)
    settled(qtbot, window)
    terminations = [k for k in shown.kind_keys() if k == "termination"]
    assert terminations, "what was numbered and not sent is offered by its kind"
    shown.kind.setCurrentIndex(shown.kind.findData("termination"))
    settled(qtbot, window)
    assert [shown.model.row(at).number_text for at in range(3)] == ["01/QĐ-CCTHADS", "02/QĐ-CCTHADS", "03/QĐ-CCTHADS"]
    assert len(shown.table.selected_keys()) == 3
    QTest.keyClick(shown.table, Key.Key_F8)
    settled(qtbot, window)
    assert page(window).name == "printing"
    assert [i.paper for i in page(window).queue.items()] == list(reversed(wanted))
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_M, CTRL)
    settled(qtbot, window)
    assert page(window).name == "envelopes"
    assert set(page(window).papers) == set(wanted)

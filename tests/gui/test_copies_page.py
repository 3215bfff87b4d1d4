"""Copies on the page of settings and at the foot of the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from thads_desktop.services import copies
from thads_desktop.ui.keep_copies import KeepCopies, last_copy
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def test_a_copy_is_made_and_doubled_by_keyboard(
    window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(usb))
    window.go("settings")
    shown: Any = page(window)
    QTest.keyClick(shown, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert "Chưa có nơi cất bản thứ hai" in shown.copies.said.text()
    assert not shown.copies.drop.isVisibleTo(shown)
    QTest.keyClick(shown.copies.choose, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: str(usb) in shown.copies.said.text(), timeout=5000)
    assert window.focusWidget() is not None
    QTest.keyClick(shown.copies.now, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Đã sao lưu" in window.notice.text(), timeout=8000)
    qtbot.waitUntil(lambda: shown.copies.model.rowCount() == 2, timeout=5000)
    assert "đã mở và đọc lại" in window.notice.text()
    assert len(list(usb.rglob("*.db"))) == 1
    QTest.keyClick(shown.copies.drop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown.copies.model.rowCount() == 1, timeout=5000)


def test_a_place_that_cannot_be_is_refused_in_words(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("settings")
    shown: Any = page(window)
    shown.copies.second(office.desk.folder / "sao-luu")
    qtbot.waitUntil(lambda: "nằm ngay trong thư mục dữ liệu" in window.notice.text(), timeout=5000)


def test_the_window_keeps_copies_by_itself_and_says_so(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    keeper = KeepCopies(window)
    keeper.look()
    qtbot.waitUntil(lambda: "sao lưu ✓" in window.saved_label.text(), timeout=8000)
    assert copies.state(office.desk).changed == 0
    office.judgment("18/2019/DS-ST")
    last_copy(office.desk)
    state = copies.state(office.desk)
    assert state.changed == 0
    assert len(copies.all_of(office.desk)) == 2

"""Packs on the page of settings, by keyboard: chosen, read, installed, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import PARENT, Bench, bench
from tests.packs import longer, packed, trusted_superior
from tests.programs import signed
from tests.retold import founded
from thads_desktop.services import packs
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


@pytest.fixture
def chosen(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the system's dialog answers: a pack that the superior signed."""
    file = tmp_path / "goi.thads"
    file.write_bytes(packed(longer(), secret=trusted_superior(office.desk, tmp_path)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    return file


def opened(window: DeskWindow, qtbot: QtBot) -> Any:
    window.go("settings")
    shown: Any = page(window)
    QTest.keyClick(shown, Qt.Key.Key_6, CTRL)
    settled(qtbot, window)
    return shown


def test_the_table_of_rules_with_a_pack_is_saved_before_it_is_installed(
    window: DeskWindow, office: Bench, qtbot: QtBot, chosen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = opened(window, qtbot)
    held, trial = tmp_path / "dang-dung.xlsx", tmp_path / "neu-cai.xlsx"
    for file in (held, trial):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        QTest.keyClick(shown, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda file=file: str(file) in window.notice.text(), timeout=20000)
        if file == held:
            QTest.keyClick(shown, Qt.Key.Key_O, CTRL)
            qtbot.waitUntil(shown.packs.shown.isVisible, timeout=20000)
    days = []
    for file in (held, trial):
        rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
        days.append(next(row[4] for row in rows if row[1] == "R01"))
    assert days == ["05 ngày làm việc", "07 ngày làm việc"]
    assert packs.installed(office.desk) == []


def test_a_pack_is_read_installed_and_taken_back_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot, chosen: Path) -> None:
    shown = opened(window, qtbot)
    panel = shown.packs
    assert window.focusWidget() is panel.choose
    QTest.keyClick(shown, Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(panel.shown.isVisible, timeout=20000)
    assert "→ 7 ngày làm việc" in panel.text.toPlainText()
    assert packs.installed(office.desk) == []
    assert window.focusWidget() is panel.accept
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=20000)
    qtbot.waitUntil(lambda: "Đã cài gói Quy định thử, bản 1" in window.notice.text(), timeout=5000)
    row = panel.model.row(0)
    assert (row.held.publisher, row.by, row.held.day) == (PARENT, "Phạm Quang Minh", DAY)
    assert office.desk.rules.term("R01", DAY).n == 7
    settled(qtbot, window)
    panel.table.select_key("quy-dinh")
    QTest.keyClick(shown, Qt.Key.Key_Delete, CTRL)
    assert "Gỡ gói “Quy định thử”" in panel.question.label.text()
    assert len(packs.installed(office.desk)) == 1
    QTest.keyClick(shown, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0, timeout=20000)
    assert office.desk.rules.term("R01", DAY).n == 5


def test_escape_leaves_what_was_only_looked_at(window: DeskWindow, office: Bench, qtbot: QtBot, chosen: Path) -> None:
    shown = opened(window, qtbot)
    QTest.keyClick(shown, Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(shown.packs.shown.isVisible, timeout=20000)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not shown.packs.shown.isVisible()
    assert page(window) is shown
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert packs.installed(office.desk) == []


def test_a_program_and_a_file_of_nobody_are_refused_in_words(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    shown = opened(window, qtbot)
    (tmp_path / "a.thads").write_bytes(signed("9.0.0"))
    shown.packs.try_file(tmp_path / "a.thads")
    qtbot.waitUntil(lambda: "hãy đóng chương trình rồi chạy lệnh update" in window.notice.text(), timeout=8000)
    (tmp_path / "b.thads").write_bytes(packed(longer()))
    shown.packs.try_file(tmp_path / "b.thads")
    qtbot.waitUntil(lambda: "Chưa tin khóa" in window.notice.text(), timeout=8000)
    assert not shown.packs.shown.isVisible()


def test_the_keys_of_this_tab_do_nothing_on_another(window: DeskWindow, office: Bench, qtbot: QtBot, chosen: Path) -> None:
    shown = opened(window, qtbot)
    QTest.keyClick(shown, Qt.Key.Key_1, CTRL)
    QTest.keyClick(shown, Qt.Key.Key_O, CTRL)
    settled(qtbot, window)
    assert shown.packs.trial is None

"""Data sets by keyboard: counted, saved, tried, taken in; what is wrong is told with its row and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts
from thads_desktop.ui.pages import datasets as module
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    matter = made.decision(debtor="Trần Thị Tám")
    acts.collect(made.desk, matter, date(2019, 10, 7), 1, 1_000_000, receipt="0000123")
    yield made
    made.desk.close()


@pytest.fixture
def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    QTest.keyClick(window, Key.Key_F11, CTRL)
    settled(qtbot, window)
    assert page(window).name == "datasets"
    return page(window)


def test_counted_saved_and_known_again(
    shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    counted = {shown.sets.row(i).key: shown.sets.row(i).count for i in range(shown.sets.rowCount())}
    assert counted["matters"] == 1
    assert counted["receipts"] == 1
    assert "dòng sẽ được xuất" in shown.progress.result.text()
    file = tmp_path / "ra.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(file), ""))
    monkeypatch.setattr(module, "may_leave", lambda *_a: True)
    QTest.keyClick(window.focusWidget(), Key.Key_F8)
    settled(qtbot, window)
    assert file.is_file()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(file), ""))
    QTest.keyClick(window.focusWidget(), Key.Key_O, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert shown.done is not None
    assert shown.done.count("new", "change", "link", "differs", "problem") == 0
    assert "Không có gì mới" in shown.progress.result.text()


def test_a_file_is_tried_and_then_taken(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "vao.json"
    row = {"id": "P1", "id_source": "platform", "name": "Bùi Văn Mới", "kind": "person", "birth_year": 1980}
    box = {"dataset": "parties", "version": 1, "office": "Chi cục Thi hành án dân sự quận Lê Chân", "as_of": "2019-10-07", "rows": [row]}
    file.write_text(json.dumps(box), encoding="utf-8")
    QTest.keyClick(window.focusWidget(), Key.Key_2, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_F9)
    assert "thử tệp trước" in window.notice.text()
    typed(window.focusWidget(), str(file))
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert [shown.lines.row(i).outcome for i in range(shown.lines.rowCount())] == ["new"]
    QTest.keyClick(window.focusWidget(), Key.Key_F9)
    settled(qtbot, window)
    assert "Đã nhận: 1 mới" in shown.progress.result.text()


def test_what_is_wrong_is_told_and_nothing_is_written(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "sai.json"
    row = {"id": "P1", "id_source": "platform", "name": "Bùi Văn Mới", "kind": "người", "birth_year": "1980"}
    box = {"dataset": "parties", "version": 1, "office": "Chi cục Thi hành án dân sự quận Lê Chân", "as_of": "2019-10-07", "rows": [row]}
    file.write_text(json.dumps(box), encoding="utf-8")
    with office.desk.reading() as reader:
        head = reader.head()
    QTest.keyClick(window.focusWidget(), Key.Key_2, CTRL)
    typed(window.focusWidget(), str(file))
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert {shown.lines.row(i).column for i in range(shown.lines.rowCount())} == {"Loại đương sự", "Năm sinh"}
    QTest.keyClick(window.focusWidget(), Key.Key_F9)
    assert "2 chỗ sai" in window.notice.text()
    with office.desk.reading() as reader:
        assert reader.head() == head

"""The place of what goes to others, by keyboard: looked at, recorded as sent, held against it, opened again; form 24.1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import outside, outside_lists
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2019, 11, 4))
    yield made
    made.desk.close()


def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    """The place, its first list made."""
    made: Any = window.go("outside")
    qtbot.waitUntil(lambda: made.sheet is not None, timeout=10000)
    settled(qtbot, window)
    return made


def test_looked_at_sent_and_opened_again(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = shown(window, qtbot)
    assert made.models["procuracy"].rowCount() == 1
    assert "Chưa gửi danh sách nào như vậy" in made.told.text()
    QTest.keyClick(made.tables["procuracy"], Key.Key_N, CTRL | SHIFT)
    form = page(window)
    assert form.name == "outside-send"
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert form.form["recipient"].refusal()
    form.form["recipient"].editor.setFocus()
    typed(window.focusWidget(), "VKSND quận Lê Chân")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is made, timeout=10000)
    settled(qtbot, window)
    assert [s.recipient for s in outside_lists.history(office.desk, "procuracy")] == ["VKSND quận Lê Chân"]
    qtbot.waitUntil(lambda: "0 dòng mới, 0 dòng đổi, 0 dòng không còn" in made.told.text(), timeout=5000)
    QTest.keyClick(made.tables["procuracy"], Key.Key_B, CTRL)
    QTest.keyClick(made.tables["changes"], Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: made.models["sent"].rowCount() == 1, timeout=5000)
    monkeypatch.setattr("thads_desktop.ui.pages.outside.ask_file", lambda *_a: tmp_path / "lai.xlsx")
    monkeypatch.setattr("thads_desktop.ui.pages.outside.may_leave", lambda *_a: True)
    QTest.keyClick(made.tables["sent"], Key.Key_Return)
    qtbot.waitUntil((tmp_path / "lai.xlsx").exists, timeout=5000)
    settled(qtbot, window)
    key = outside_lists.history(office.desk, "procuracy")[0].key
    assert (tmp_path / "lai.xlsx").read_bytes() == outside.kept_file(office.desk, key)[1]


def test_another_period_another_list_and_what_is_no_period(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    made = shown(window, qtbot)
    QTest.keyClick(made.tables["procuracy"], Key.Key_M, CTRL)
    typed(window.focusWidget(), "13/2019")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    assert "13/2019" in made.told.text()
    made.month.selectAll()
    typed(window.focusWidget(), "9/2019")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: made.models["procuracy"].rowCount() == 0, timeout=10000)
    settled(qtbot, window)
    QTest.keyClick(made.tables["procuracy"], Key.Key_2, CTRL)
    qtbot.waitUntil(lambda: made.sheet is not None and made.sheet.what == "ended", timeout=10000)
    settled(qtbot, window)
    assert "không buộc lập danh sách" in made.told.text()
    QTest.keyClick(made.tables["ended"], Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    QTest.keyClick(made.tables["ended"], Key.Key_3, CTRL)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: not made.progress.running, timeout=10000)
    assert made.what == "publication"


def test_form_24_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    made = shown(window, qtbot)
    QTest.keyClick(made.tables["procuracy"], Key.Key_T, CTRL)
    form = page(window)
    assert form.name == "figures-24"
    form.form["line_3"].editor.setFocus()
    typed(window.focusWidget(), "hai")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "số nguyên" in form.form["line_3"].refusal()
    form.form["line_3"].editor.clear()
    form.form["line_3"].editor.setFocus()
    typed(window.focusWidget(), "2")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=10000)
    settled(qtbot, window)

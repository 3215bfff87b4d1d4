"""Targets on the screen, by keyboard: set, set anew, ended, looked at, printed."""

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

from tests import targets as sample
from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import targets
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    sample.fill(made.desk, made.officer, {2019: sample.Plan(50, 30)})
    yield made
    made.desk.close()


def press(qtbot: QtBot, window: DeskWindow, key: Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Any:
    QTest.keyClick(window.focusWidget(), key, how)
    settled(qtbot, window)
    return page(window)


def rows(shown: Any, title: str) -> list[tuple[Any, ...]]:
    """The rows of one of the tables on the page."""
    shown.view.names.setCurrentIndex(shown.view.names_model.index(shown.view.names_model.place(title), 0))
    return [shown.view.table().model().row(n) for n in range(shown.view.table().model().rowCount())]


def test_a_target_is_set_set_anew_and_ended_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keySequence(window, QKeySequence("Ctrl+F10"))
    settled(qtbot, window)
    shown = page(window)
    assert (shown.name, shown.year) == ("targets", 2020)
    shown = press(qtbot, window, Key.Key_Up, CTRL)
    assert "chưa có chỉ tiêu" in shown.state.text()
    listed = press(qtbot, window, Key.Key_T, CTRL)
    assert listed.name == "target-list"
    form = press(qtbot, window, Key.Key_T, CTRL)
    assert form.name == "target"
    form.form.set_values({"measure": "rate_matters"})
    form.form["threshold"].editor.setFocus()
    typed(window.focusWidget(), "sáu mươi")
    press(qtbot, window, Key.Key_Return, CTRL)
    assert page(window).name == "target", "what is no percent is said at its field and nothing is written"
    with office.desk.reading() as reader:
        assert not reader.subjects("target")
    form.form.set_values({"threshold": ""})
    form.form["threshold"].editor.setFocus()
    typed(window.focusWidget(), "60")
    listed = press(qtbot, window, Key.Key_Return, CTRL)
    assert listed.name == "target-list"
    assert [t.words for t in (listed.model.row(n) for n in range(listed.model.rowCount()))] == ["từ 60,00 %"]
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    shown = page(window)
    assert "đạt 1 trên 1" in shown.state.text()
    press(qtbot, window, Key.Key_T, CTRL)
    form = press(qtbot, window, Key.Key_Return)
    assert form.name == "target"
    form.form.set_values({"threshold": "75"})
    press(qtbot, window, Key.Key_Return, CTRL)
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    shown = page(window)
    assert "đạt 0 trên 1" in shown.state.text()
    assert rows(shown, "Chỉ tiêu")[0][4:7] == ("chưa đạt", 8, "việc")
    assert rows(shown, "Việc lấp khoảng thiếu")
    press(qtbot, window, Key.Key_P, CTRL)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    press(qtbot, window, Key.Key_T, CTRL)
    form = press(qtbot, window, Key.Key_D, CTRL)
    form.form.set_values({"basis": "Rút chỉ tiêu"})
    listed = press(qtbot, window, Key.Key_Return, CTRL)
    assert [t.words for t in (listed.model.row(n) for n in range(listed.model.rowCount()))] == ["đã thôi"]
    with office.desk.reading() as reader:
        assert targets.of_year(office.desk, reader, 2019, date(2019, 9, 29))[0].now is not None


def test_a_matter_of_the_list_opens_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.decision()
    shown: Any = window.go("targets")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_O, CTRL)
    assert page(window) is shown, "no matter is chosen on the first table"
    (row,) = rows(shown, "Việc lấp khoảng thiếu")[:1]
    shown = press(qtbot, window, Key.Key_Return)
    shown = press(qtbot, window, Key.Key_O, CTRL)
    assert shown.name == "matter"
    assert row[1]


def test_a_year_that_has_not_begun_is_said(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("targets")
    settled(qtbot, window)
    shown = press(qtbot, window, Key.Key_Down, CTRL)
    assert shown.year == 2021
    assert "bắt đầu từ 01/10/2020" in shown.state.text()
    assert shown.made is None
    assert office.desk is not None


def test_what_says_nothing_when_it_is_cut_is_firm() -> None:
    from thads_desktop.ui.listing_view import _firm

    for cells in (["307/QĐ-CCTHADS ngày 28/02/2020", ""], ["từ 80,00 %"], ["62 / 175", "29.160.450.000 / 71.823.000.000"], ["01/11/2019"]):
        assert _firm(cells), cells
    for cells in (["", ""], ["tài sản đã bán: thu đủ tiền mua, giao tài sản", "đạt"]):
        assert not _firm(cells), cells

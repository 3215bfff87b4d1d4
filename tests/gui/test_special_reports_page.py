"""Special reports by keyboard: a period, one report after another, the office's own names of credit institutions; across offices at a department."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.gui.test_pages import act, page, settled, typed
from tests.office import PARENT, Bench, bench
from tests.retold import founded
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import consolidation, credit_names, people
from thads_desktop.services.desk import open_desk
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.run import DeskWindow, window_for

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2020, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.on(DAY)
    yield made
    made.desk.close()


def test_one_report_takes_the_place_of_the_other(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    act(window, "Báo cáo chuyên đề: tổ chức tín dụng, ngân sách, phối hợp")
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "special-reports"
    assert shown.start.editor.text() == "01/10/2019"
    for which in ("credit", "budget", "coordination"):
        old = shown.findChildren(RowWords)
        shown.which.setCurrentIndex(shown.which.findData(which))
        QTest.keyClick(window, Key.Key_F9)
        qtbot.waitUntil(lambda which=which: shown.made is not None and shown.made.which == which, timeout=5000)
        assert not any(isValid(w) and w.isVisibleTo(shown) for w in old), "the words of the old table are gone at once"
    assert "Không có văn bản nào." in shown.state.text()
    shown.start.editor.setFocus()
    shown.start.editor.clear()
    typed(window.focusWidget(), "31129")
    assert shown.made is None, "the figures were of other days"
    QTest.keyClick(window, Key.Key_F9)
    settled(qtbot, window)
    assert shown.made is None
    assert window.notice.text()


def test_the_offices_own_names(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    act(window, "Báo cáo chuyên đề: tổ chức tín dụng, ngân sách, phối hợp")
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    settled(qtbot, window)
    form = page(window)
    form.form["add"].editor.setFocus()
    typed(window.focusWidget(), "ánh dương")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert credit_names.own(office.desk, reader).add == ("ánh dương",)
    QTest.keyClick(window, Key.Key_F9)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1, timeout=5000)


def test_letters_of_all_offices_at_the_department(office: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    desk = open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)
    people.set_up(desk, PARENT, "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, tmp_path / "a.thads").path))
    window = window_for(desk)
    qtbot.addWidget(window)
    window.show()
    settled(qtbot, window)
    act(window, "Báo cáo chuyên đề: văn bản phối hợp, xin ý kiến của các đơn vị")
    settled(qtbot, window)
    shown = page(window)
    assert (shown.name, shown.model.rowCount()) == ("letters-across", 1)
    assert "1 đơn vị chưa có số liệu" in shown.state.text()
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    QTest.keyClick(shown.table, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "directions"
    desk.close()

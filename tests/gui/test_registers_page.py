"""The registers by keyboard: choose one, filter, print, close a period, edit the layout, look at the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts, register_closings, register_view
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
    made.decision(debtor="Vũ Văn Chín", number="16/2019/DS-ST", due=25_000_000)
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def test_a_register_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F6, CTRL)
    shown: Any = page(window)
    assert shown.name == "registers"
    settled(qtbot, window)
    assert shown.view.register.code == "TT04-03"
    assert shown.model.rowCount() == 2
    assert "chưa đối chiếu với mẫu" in shown.notes.text()
    press(window, Key.Key_F, CTRL)
    typed(window.focusWidget(), "chin")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1, timeout=5000)
    press(window, Key.Key_F8)
    settled(qtbot, window)
    assert page(window).name == "printed"
    press(window, Key.Key_Escape)
    shown.search.clear()
    qtbot.waitUntil(lambda: shown.model.rowCount() == 2, timeout=5000)
    # Close the first quarter: two lines stay as they are.
    QTest.keyClick(shown.table, Key.Key_F9)
    settled(qtbot, window)
    closing: Any = page(window)
    assert closing.name == "register-closing"
    assert "2 dòng sẽ giữ nguyên" in closing.said.text()
    assert closing.head.text().startswith("Kết sổ: Sổ")
    QTest.keyClick(closing.table, Key.Key_F9)
    settled(qtbot, window)
    assert closing.ask.asked, "what is fixed is asked for once more"
    assert page(window) is closing
    QTest.keyClick(closing.table, Key.Key_F9)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=10_000)
    settled(qtbot, window)
    assert "Đã kết sổ quý I" in window.notice.text()
    assert register_view.opened(office.desk, "TT04-03", 2020).closed_until == date(2019, 12, 31)
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    settled(qtbot, window)
    assert page(window).name == "register-closings"
    assert page(window).model.rowCount() == 1  # type: ignore[attr-defined]  # of this page
    press(window, Key.Key_F8)
    settled(qtbot, window)
    assert page(window).name == "printed"


def test_a_period_that_is_not_over_is_told(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("registers")
    settled(qtbot, window)
    QTest.keyClick(page(window).table, Key.Key_F9)  # type: ignore[attr-defined]  # of this page
    settled(qtbot, window)
    closing: Any = page(window)
    closing.span.setCurrentIndex(closing.span.findData("year"))
    settled(qtbot, window)
    assert "30/09/2020" in closing.said.text()
    assert closing.head.text().startswith("Kết sổ: Sổ"), "named also where it cannot be closed"
    QTest.keyClick(closing.table, Key.Key_F9)
    assert register_view.opened(office.desk, "TT04-03", 2020).closed_until is None


def test_the_layout_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("registers")
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    settled(qtbot, window)
    layout: Any = page(window)
    first = [c.heading for c in layout.columns]
    QTest.keyClick(layout.table, Key.Key_Down, CTRL)
    assert [c.heading for c in layout.columns][:2] == [first[1], first[0]]
    QTest.keyClick(layout.table, Key.Key_D, CTRL)
    QTest.keyClick(layout.table, Key.Key_Return)
    form: Any = page(window)
    assert form.name == "register-column"
    assert not [x.text() for x in form.findChildren(QLabel) if "sổ sổ" in x.text().lower()], "said once"
    form.form["heading"].editor.setFocus()
    form.form["heading"].editor.clear()
    typed(window.focusWidget(), "Số của sổ")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is layout, timeout=5000)
    QTest.keyClick(layout.table, Key.Key_F9)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=10_000)
    settled(qtbot, window)
    assert first[0] not in [c.heading for c in shown.view.register.columns]
    assert shown.full.text().endswith("bố cục do đơn vị sửa)"), "it is the office's own now"
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    settled(qtbot, window)
    QTest.keyClick(page(window).table, Key.Key_T, CTRL)  # type: ignore[attr-defined]  # of this page
    qtbot.waitUntil(lambda: page(window) is shown, timeout=10_000)
    settled(qtbot, window)
    assert [c.heading for c in shown.view.register.columns] == first


def test_another_field_brings_its_own_heading(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("registers")
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    settled(qtbot, window)
    layout: Any = page(window)
    layout.table.selectRow(1)
    was = layout.columns[1].heading
    QTest.keyClick(layout.table, Key.Key_Return)
    form: Any = page(window)
    labels = dict(layout.laid.offered)
    assert form.form["heading"].value() == was
    form.form["field"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    now = form.form["field"].value()
    assert form.form["heading"].value() == labels[now], "the heading of the new field"
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    assert form.form["heading"].value() == labels[form.form["field"].value()]
    form.form["heading"].editor.setFocus()
    form.form["heading"].editor.clear()
    typed(window.focusWidget(), "Cột của đơn vị")
    form.form["field"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Key.Key_Down)
    assert form.form["heading"].value() == "Cột của đơn vị", "what was typed stays"
    press(window, Key.Key_Escape)
    settled(qtbot, window)


def test_a_register_of_the_office_and_the_numbers(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("registers")
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_N, CTRL | SHIFT)
    form: Any = page(window)
    typed(window.focusWidget(), "Sổ việc của bà Tám")
    form.form["only"].editor.setFocus()
    typed(window.focusWidget(), "trần thị tám")
    form.form["where"].editor.setFocus()
    typed(window.focusWidget(), "Người phải thi hành án")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=10_000)
    settled(qtbot, window)
    assert len(register_view.opened(office.desk, "RIENG-01", 2020).lines) == 1
    # It is the one on the screen, and chosen in the list.
    assert (shown.view.register.code, shown.list.current_key(), shown.model.rowCount()) == ("RIENG-01", "RIENG-01", 1)
    QTest.keyClick(shown.table, Key.Key_G, CTRL)
    settled(qtbot, window)
    gaps: Any = page(window)
    assert gaps.name == "register-gaps"
    gaps.year.setCurrentIndex(gaps.year.findData(2020))
    settled(qtbot, window)
    assert gaps.series.rowCount() >= 1


def test_a_change_of_a_layout_is_not_dropped_unasked(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("registers")
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    settled(qtbot, window)
    layout: Any = page(window)
    QTest.keyClick(layout.table, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is shown, "nothing was changed, nothing is asked"
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    settled(qtbot, window)
    layout = page(window)
    QTest.keyClick(layout.table, Key.Key_D, CTRL)
    QTest.keyClick(layout.table, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is layout
    assert layout.ask.asked
    assert "chưa ghi" in layout.ask.label.text()
    assert "Esc lần nữa để bỏ" in layout.ask.label.text()
    # Any other key ends the question; the change is still there, and F9 writes it.
    QTest.keyClick(layout.table, Key.Key_Down)
    assert not layout.ask.asked
    QTest.keyClick(layout.table, Key.Key_Escape)
    assert page(window) is layout
    QTest.keyClick(layout.table, Key.Key_F9)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=10_000)
    settled(qtbot, window)
    hidden = len(shown.view.register.columns)
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    settled(qtbot, window)
    layout = page(window)
    QTest.keyClick(layout.table, Key.Key_D, CTRL)
    for _ in range(2):
        QTest.keyClick(layout.table, Key.Key_Escape)
        settled(qtbot, window)
    assert page(window) is shown, "twice lets it go"
    assert len(register_view.opened(office.desk, "TT04-03", 2020).register.columns) == hidden


def test_home_and_end_lead_to_the_first_and_the_last_register(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("registers")
    settled(qtbot, window)
    last = shown._listed[-1].register.code
    QTest.keyClick(shown.list, Key.Key_End)
    settled(qtbot, window)
    assert (shown.list.current_key(), shown.view.register.code) == (last, last)
    QTest.keyClick(shown.list, Key.Key_Home)
    settled(qtbot, window)
    assert shown.view.register.code == shown._listed[0].register.code


def test_what_was_closed_is_continued_on_the_screen(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    register_closings.close(office.desk, register_closings.propose(office.desk, "TT04-03", 2020, "q1"))
    acts.collect(office.desk, office.matters[0], date(2020, 1, 6), 1, 4_000_000)
    office.on(date(2020, 4, 2))
    shown: Any = window.go("registers")
    settled(qtbot, window)
    names = [c.field for c in shown.view.register.columns]
    said = [shown.model.index(0, names.index(n)).data() for n in ("collected", "rest", "note")]
    assert said == ["4.000.000", "6.000.000", "ghi tiếp: chưa kết sổ"]
    QTest.keyClick(shown.table, Key.Key_F9)
    settled(qtbot, window)
    closing: Any = page(window)
    assert closing.span.currentData() == "q2"
    assert "0 dòng và phần ghi tiếp của 1 dòng đã kết sẽ giữ nguyên" in closing.said.text()
    assert str(closing.model.index(0, 2).data()).startswith("Ghi tiếp: ")
    for _ in range(2):
        QTest.keyClick(closing.table, Key.Key_F9)
        settled(qtbot, window)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=10_000)
    settled(qtbot, window)
    assert shown.model.index(0, names.index("note")).data() == "ghi tiếp: quý II"
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    settled(qtbot, window)
    closings: Any = page(window)
    assert {closings.changes.index(n, 4).data() for n in range(closings.changes.rowCount())} == {"ghi tiếp, quý II"}

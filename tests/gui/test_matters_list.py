"""The list of matters by keyboard: sorted, searched without a match, opened in a second window, copied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.ui import wording
from thads_desktop.ui.help import key_rows
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = ("Đỗ Thị Ánh", "Lê Văn Bình", "Trần Thị Cúc")


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    for n, name in enumerate(NAMES, 1):
        made.decision(number=f"{n}/2019/DS-ST", debtor=name, due=n * 1_000_000)
    yield made
    made.desk.close()


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def debtors(shown: Any) -> list[str]:
    return [shown.model.row(at).debtor for at in range(shown.model.rowCount())]


def test_the_list_is_sorted_by_a_column_chosen_with_keys(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.page()
    press(window, Key.Key_F6)
    menu = shown.table.findChild(QMenu, "sort-menu")
    qtbot.waitUntil(menu.isVisible)
    assert menu.activeAction().text().startswith("Ngày   "), "the column of the present order is marked"
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settled(qtbot, window)
    assert debtors(shown) == ["Đỗ Thị Ánh", "Lê Văn Bình", "Trần Thị Cúc"]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Key.Key_F6, SHIFT)
    settled(qtbot, window)
    assert debtors(shown) == ["Trần Thị Cúc", "Lê Văn Bình", "Đỗ Thị Ánh"]


def test_the_palette_sorts_by_each_column_and_f1_says_so(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.page()
    entry = next(e for e in window.commands() if e.title.startswith("Sắp xếp theo Còn phải thu"))
    for wanted in (list(NAMES), list(reversed(NAMES))):
        entry.run()
        settled(qtbot, window)
        assert debtors(shown) == wanted
    listed = {(r.what, r.keys) for r in key_rows(window, shown)}
    assert {(wording.SORT_BY, "F6"), (wording.SORT_TURN, "Shift+F6")} <= listed
    assert "F6" in shown.help()


def test_a_matter_of_the_list_opens_in_a_second_window(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    settled(qtbot, window)
    press(window, Key.Key_Return, CTRL | SHIFT)
    assert not window._others
    assert window.notice.kind == "amber", "no matter is chosen yet"
    press(window, Key.Key_Return)
    settled(qtbot, window)
    press(window, Key.Key_Return, CTRL | SHIFT)
    (other,) = window._others
    settled(qtbot, window)
    assert other.page().key in office.matters  # type: ignore[union-attr]  # a page is open
    assert window.page().name == "matters"  # type: ignore[union-attr]  # a page is open


def test_a_search_without_a_match_says_so_and_how_to_clear_it(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.page()
    settled(qtbot, window)
    top, height = shown.table.y(), shown.table.height()
    QTest.keyClicks(shown.search, "zzz")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 0, timeout=5000)
    settled(qtbot, window)
    assert "Không có việc nào khớp" in shown.table._empty
    assert "Ctrl+Shift+F" in shown.table._empty
    assert (shown.table.y(), shown.table.height()) == (top, height)
    shown.kind.setCurrentIndex(1)
    press(window, Key.Key_F, CTRL | SHIFT)
    settled(qtbot, window)
    assert shown.model.rowCount() == 3
    assert shown.kind.currentIndex() == 0
    assert "Chưa có việc nào" in shown.table._empty


@pytest.mark.parametrize("width", range(900, 1500, 60))
def test_the_list_stays_where_it_is_whatever_the_totals_say(window: DeskWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 700)
    shown: Any = window.page()
    places = set()
    for totals in ((0, 0), (2_019, 593_591_325_000), (100_000, 99_999_999_999_999)):
        shown._take_totals(totals)
        qtbot.wait(5)
        places.add((shown.table.y(), shown.table.height()))
        assert "đồng" in shown.totals.text()
    assert len(places) == 1
    settled(qtbot, window)


def test_a_decision_issued_meanwhile_is_selected(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.page()
    press(window, Key.Key_Return)
    settled(qtbot, window)
    before = shown.table.current_key()
    press(window, Key.Key_N, CTRL)
    settled(qtbot, window)
    office.decision(number="99/2019/DS-ST", debtor="Vũ Văn Mới")
    window.worker.publish(("matters",))
    press(window, Key.Key_Escape)
    settled(qtbot, window)
    key = shown.table.current_key()
    assert key != before
    assert shown.model.row(shown.model.place(key)).debtor == "Vũ Văn Mới"
    office.decision(number="98/2019/DS-ST", debtor="Vũ Văn Cũ")
    window.worker.publish(("matters",))
    settled(qtbot, window)
    assert shown.model.rowCount() == 5
    assert shown.table.current_key() == key, "under the eyes of the person nothing moves"

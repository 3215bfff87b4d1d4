"""Judgments received and deadlines are narrowed as one types, with and without marks, and deadlines by officer; by keyboard."""

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
from thads_desktop.services import assignments, intake, queries
from thads_desktop.ui.narrowing import searched
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision(debtor="Trần Thị Tám")
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    assignments.assign(made.desk, made.matters[1], made.second, DAY, queries.matter(made.desk, made.matters[1]).state.last_seq)
    for number, court in (("91/2019/HS-ST", "Tòa án nhân dân quận Kiến An"), ("92/2019/DS-ST", "Tòa án nhân dân huyện Cát Hải")):
        intake.receive_judgment(made.desk, intake.JudgmentInput(number, date(2019, 9, 2), court, "dan_su", date(2019, 10, 1)))
    yield made
    made.desk.close()


def search(window: DeskWindow, qtbot: QtBot, words: str, count: int) -> None:
    shown = page(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F, CTRL)
    assert window.focusWidget() is shown.search
    typed(window.focusWidget(), words)
    qtbot.waitUntil(lambda: shown.model.rowCount() == count, timeout=2000)


def test_judgments_are_found_as_one_types(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("intake")
    settled(qtbot, window)
    assert shown.model.rowCount() == 4
    for words, count in (("kien an", 1), ("Cát Hải", 1), ("Cat hai 92", 1), ("Kiên", 0), ("02/09/2019", 4), ("2019/ds-st", 3), ("cho ra", 2)):
        search(window, qtbot, words, count)
    search(window, qtbot, "91/", 1)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.focusWidget() is shown.table
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert page(window).name == "decision"
    settled(qtbot, window)


def test_the_search_stands_when_the_list_is_asked_anew(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("intake")
    settled(qtbot, window)
    search(window, qtbot, "kien an", 1)
    office.judgment("93/2019/DS-ST")
    window.worker.publish(("intake",))
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    search(window, qtbot, "khong co ai", 0)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def test_deadlines_are_found_as_one_types_and_by_officer(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("deadlines")
    settled(qtbot, window)
    QTest.keyClick(shown, Qt.Key.Key_5, CTRL)
    settled(qtbot, window)
    rows = queries.deadlines(office.desk)
    of_second = [r for r in rows if r.officer == office.second]
    assert 0 < len(of_second) < len(rows) == shown.model.rowCount()
    search(window, qtbot, "anh tuyet", sum("Tuyết" in r.debtor for r in rows))
    search(window, qtbot, "Tám", sum("Tám" in r.debtor for r in rows))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_A, CTRL)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown.model.rowCount() == len(rows), timeout=2000)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_H, CTRL)
    assert window.focusWidget() is shown.officer
    while shown.officer.currentData() != office.second:
        QTest.keyClick(shown.officer, Qt.Key.Key_Down)
    settled(qtbot, window)
    assert shown.model.rowCount() == len(of_second)
    assert shown.count.text().startswith(f"{len(of_second)} việc")
    window.worker.publish(("deadlines",))
    settled(qtbot, window)
    assert shown.model.rowCount() == len(of_second)
    QTest.keyClick(shown.officer, Qt.Key.Key_Home)
    QTest.keyClick(shown.officer, Qt.Key.Key_Down)
    assert shown.officer.currentText() == "Chưa phân công"
    settled(qtbot, window)
    assert shown.model.rowCount() == sum(not r.officer for r in rows)


def test_both_ways_of_writing_a_tone_are_one() -> None:
    assert searched(None, ["Vũ Thị Thuỷ"])[1] == searched(None, ["Vũ Thị Thủy"])[1]


def test_esc_clears_first_and_then_leads_to_the_list(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("intake")
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown, Qt.Key.Key_F, CTRL)
    typed(shown.search, "91")
    QTest.keyClick(shown.search, Qt.Key.Key_Escape)
    assert (shown.search.text(), window.focusWidget() is shown.search) == ("", True)
    QTest.keyClick(shown.search, Qt.Key.Key_Escape)
    assert window.focusWidget() is shown.table
    QTest.keyClick(shown, Qt.Key.Key_F, CTRL)
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    assert window.focusWidget() is shown.table

"""Handing over all matters of an officer, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import assignments, handover, people, queries
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    for n, debtor in enumerate(("Trần Thị Tám", "Đỗ Thị Ánh Tuyết", "Bùi Văn Nam")):
        made.decision(number=f"{15 + n}/2019/DS-ST", debtor=debtor)
    people.add_person(made.desk, "Vũ Thị Dung", "officer", date(2019, 1, 1))
    assignments.set_duties(made.desk, made.second, [], [("Trần Thị Tám", "")])
    yield made
    made.desk.close()


@pytest.fixture
def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    window.go("assignment")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_G, CTRL)
    settled(qtbot, window)
    assert page(window).name == "handover"
    return page(window)


def tick(shown: Any, person: str) -> None:
    QTest.keyClick(shown.form[f"to:{person}"].editor, Key.Key_Space)


def test_nobody_chosen_is_said(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "Chưa chọn người nhận" in shown.state.text()
    QTest.keyClick(shown, Key.Key_F9)
    assert "lập phương án" in window.notice.text()


def test_plan_change_a_line_print_and_hand_over(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    with office.desk.reading() as reader:
        dung = people.person_named(reader, "Vũ Thị Dung")
    for person in (office.second, dung):
        tick(shown, person)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert shown.model.rowCount() == 3
    assert window.focusWidget() is shown.table
    tam = next(p for p in shown.plan.parts if p.matter.debtor == "Trần Thị Tám")
    assert tam.officer == dung, "kin never gets it"
    shown.table.select_key(tam.matter.matter)
    shown.to.setCurrentIndex(shown.to.findData(office.second))
    shown.to.activated.emit(shown.to.currentIndex())
    settled(qtbot, window)
    assert "thân thích" in window.notice.text()
    QTest.keyClick(shown.table, Key.Key_A, CTRL)
    shown.to.setCurrentIndex(shown.to.findData(dung))
    shown.to.activated.emit(shown.to.currentIndex())
    settled(qtbot, window)
    assert len(shown.plan.of(dung)) == 3
    assert handover.kept(office.desk, office.officer) is not None
    for key, name in ((Key.Key_P, "Biên bản bàn giao"), (Key.Key_G, "Phiếu hiện trạng")):
        QTest.keyClick(shown.table, key, CTRL)
        qtbot.waitUntil(lambda: page(window).name == "printed", timeout=10_000)
        settled(qtbot, window)
        QTest.keyClick(window, Key.Key_Escape)
        assert page(window) is shown, name
    assert {r.officer for r in queries.matters(office.desk)} == {office.officer}, "nothing is done before F9"
    QTest.keyClick(shown.table, Key.Key_F9)
    qtbot.waitUntil(lambda: "Đã bàn giao 3 việc" in shown.state.text(), timeout=10_000)
    settled(qtbot, window)
    assert {r.officer for r in queries.matters(office.desk)} == {dung}
    assert handover.kept(office.desk, office.officer) is None


def test_a_plan_is_thrown_away(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    tick(shown, office.second)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "1 việc chưa có người nhận" in shown.state.text()
    QTest.keyClick(shown.table, Key.Key_F9)
    qtbot.waitUntil(lambda: "chưa có người nhận" in window.notice.text(), timeout=10_000)
    settled(qtbot, window)
    QTest.keyClick(shown.table, Key.Key_Delete, CTRL)
    settled(qtbot, window)
    assert shown.model.rowCount() == 0
    assert handover.kept(office.desk, office.officer) is None

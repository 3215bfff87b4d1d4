"""After a verification without means the ground is one key away; in the results of a trip a figure books both."""

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
from tests.rounds import debtor
from thads_desktop.services import acts, queries, trips
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2020, 10, 20)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 10, 1))
    made.decision(day=date(2020, 10, 1))
    made.on(DAY)
    yield made
    made.desk.close()


def grounds(office: Bench) -> list[str]:
    return [d.rule for d in queries.matter(office.desk, office.matters[0]).deadlines if d.rule == "R11"]


def test_a_verification_without_means_asks_for_the_ground(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = page(window)
    matter._start("verify")
    settled(qtbot, window)
    form: Any = page(window)
    form.form.set_values({"day": DAY, "result": "none"})
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "hãy ghi phát sinh căn cứ" in window.notice.text()
    assert grounds(office) == []
    window.notice.way_out.click()
    settled(qtbot, window)
    form = page(window)
    assert (form.key, form.form["of"].value()) == ("ground", "means_lacking")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert grounds(office) == ["R11"]


def test_six_books_the_ground_with_the_result_of_a_trip(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    acts.valid_notice(office.desk, office.matters[0], date(2020, 10, 2))
    trips.make(office.desk, [(office.matters[0], debtor(office, office.matters[0]))])
    window.go("rounds")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_2, CTRL)
    settled(qtbot, window)
    section: Any = page(window).section()
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Key.Key_6)
    assert "bấm 1" in window.notice.text()
    QTest.keyClick(window.focusWidget(), Key.Key_1)
    section.table.selectRow(0)
    QTest.keyClick(window.focusWidget(), Key.Key_6)
    assert section._rows[0].ground
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert grounds(office) == ["R11"]


def test_more_money_than_everything_owed_is_asked_about_first(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = page(window)
    matter._start("collect")
    settled(qtbot, window)
    shown: Any = page(window)
    shown.form.set_values({"day": DAY, "amount": 100_000_000, "number": "1"})
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert page(window) is shown
    assert "100.000.000" in shown.question.label.text()
    assert "10.000.000" in shown.question.label.text()
    assert queries.matter(office.desk, office.matters[0]).state.held == 0
    QTest.keyClick(window.focusWidget(), Key.Key_Tab)
    assert not shown.question.asked
    for _ in range(2):
        QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
        settled(qtbot, window)
    assert queries.matter(office.desk, office.matters[0]).state.held == 90_000_000

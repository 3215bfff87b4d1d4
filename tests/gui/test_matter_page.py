"""The page of one matter by keyboard: its head, what was, the short timeline, a second window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from thads_desktop.services import intake, opening, parties, queries
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def settled(qtbot: QtBot, window: Any) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


def press(window: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def opened(window: DeskWindow, matter: str, qtbot: QtBot) -> Any:
    window.open_matter(matter)
    settled(qtbot, window)
    return window.page()


def whole(label: QLabel) -> bool:
    """All its words are on the screen."""
    return label.isVisible() and label.width() >= label.fontMetrics().horizontalAdvance(label.text())


@pytest.mark.parametrize(("width", "percent"), [(1366, 100), (910, 100), (1366, 200)])
def test_many_debtors_push_nothing_out_of_the_head(
    desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot, width: int, percent: int
) -> None:
    named = [f"Công ty trách nhiệm hữu hạn một thành viên Thương mại và Dịch vụ Hải Phòng {n}" for n in range(1, 9)]
    owe = tuple(parties.PartyInput(name, "org") for name in named)
    judgment = office.judgment("77/2019/DS-ST")
    request = intake.receive_request(office.desk, judgment, parties.PartyInput("Trần Văn Tư", birth_year=1960), DAY)
    lines = tuple(opening.Obligation(f"Trả nợ {n}", 1_000_000, debtors=(n,)) for n in range(8))
    given = opening.OpeningInput(judgment, "yc", request, owe, (parties.PartyInput("Trần Văn Tư", birth_year=1960),), lines, office.officer)
    opening.issue(office.desk, given, office.head, DAY)
    matter = next(r.matter for r in queries.matters(office.desk) if r.matter not in office.matters)
    window.set_zoom(percent)
    window.resize(width, 768)
    shown = opened(window, matter, qtbot)
    head = shown.summary
    for label in (head.number, head.since, head.owed, head.officer):
        assert whole(label), label.objectName()
        assert label.mapTo(window, label.rect().topRight()).x() <= window.width()
    assert head.chip.width() >= head.chip.sizeHint().width()
    assert not whole(head.debtors)
    assert head.debtors.width() > 60
    head.debtors.grab()
    assert all(name in head.debtors.toolTip() for name in named)
    press(window, Key.Key_P, CTRL)
    settled(qtbot, window)
    persons: Any = window.page()
    assert {persons.model.row(n).name for n in range(persons.model.rowCount())} >= set(named), "all of them by keyboard"
    settled(qtbot, window)


@pytest.mark.parametrize("where", ["matter", "deferral", "way"])
def test_the_paper_is_seen_wide_and_the_form_returns(
    desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot, where: str
) -> None:
    """At 200 % on a small screen there is no room for a form and its paper beside each other."""
    window.set_zoom(200)
    window.resize(1366, 768)
    shown = opened(window, office.matters[0], qtbot)
    press(window, Key.Key_3, CTRL)
    if where == "deferral":
        shown._start("deferral")
    if where == "way":
        press(window, Key.Key_G, CTRL)
    settled(qtbot, window)
    page: Any = window.page()
    before, preview = window.focusWidget(), page.preview
    press(window, Key.Key_E, CTRL)
    settled(qtbot, window)
    assert preview.isVisible()
    assert preview.width() > 800
    assert preview.mapTo(window, preview.rect().topRight()).x() < window.width()
    press(window, Key.Key_Escape)
    assert window.page() is page
    assert window.focusWidget() is before
    assert not preview.alone.on
    assert before is not None
    assert before.isVisible()
    if where == "deferral":
        press(window, Key.Key_E, CTRL)
        press(window, Key.Key_F9)
        qtbot.waitUntil(lambda: bool(page.form["clause"].refusal()), timeout=5000)
        assert page.form["clause"].isVisible(), "a refusal is seen at its field"
    settled(qtbot, window)

"""A decision that must be several is refused in words, and one key brings what was typed to the page that proposes them."""

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
from thads_desktop.services import opening, papers, queries, splitting
from thads_desktop.ui.pages.decision import DecisionPage
from thads_desktop.ui.pages.split import SplitPage
from thads_desktop.ui.run import DeskWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=[date(2020, 3, 2), date(2026, 8, 5)], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def fill(shown: Any, **texts: str) -> None:
    for name, text in texts.items():
        typed(shown.form[name].editor, text)


def test_a_fee_and_a_refund_become_two_decisions_by_keys(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment()
    shown = DecisionPage(window, judgment)
    window.open_page(shown)
    fill(shown, debtor="Nguyễn Văn An", debtor_address="số 1 phố Cầu Đất")
    QTest.keyClick(shown, Qt.Key.Key_D, CTRL | SHIFT)
    fill(shown, creditor_2="Trần Thị Bích", creditor_2_address="số 2 phố Cát Dài")
    fill(shown, text_1="Án phí dân sự sơ thẩm", due_1="1000000", owed_1="1")
    fill(shown, text_2="Hoàn trả tiền tạm ứng án phí", due_2="300000", owed_2="2")
    qtbot.waitUntil(lambda: "2 quyết định" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert queries.matters(office.desk) == []
    QTest.keyClick(shown, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: isinstance(page(window), SplitPage), timeout=5000)
    settled(qtbot, window)
    assert opening.kept(office.desk, judgment) is None
    split = page(window)
    assert [split.groups.row(n).parts for n in range(2)] == [(1,), (2,)]
    for n in (0, 1):
        QTest.keyClick(split, Qt.Key.Key_2, CTRL)
        split.groups_table.setCurrentIndex(split.groups.index(n, 0))
        QTest.keyClick(split.groups_table, Qt.Key.Key_Return)
        settled(qtbot, window)
        decision = page(window)
        assert isinstance(decision, DecisionPage)
        QTest.keyClick(decision, Qt.Key.Key_F9)
        settled(qtbot, window)
        if n:
            # Beside the first decision of its own motion a second one is confirmed.
            QTest.keyClick(decision, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda n=n: len(queries.matters(office.desk)) == n + 1, timeout=5000)
        settled(qtbot, window)
    assert splitting.split(office.desk, judgment, office.clock.day).uncovered == ()
    with office.desk.reading() as reader:
        assert all(papers.pdf(reader, queries.matter(office.desk, row.matter).papers[0].paper) for row in queries.matters(office.desk))


def test_who_owes_nothing_of_a_line_is_said_by_a_nought(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = DecisionPage(window, office.judgment())
    window.open_page(shown)
    fill(shown, debtor="Nguyễn Văn An", debtor_address="số 1 phố Cầu Đất")
    QTest.keyClick(shown, Qt.Key.Key_D, CTRL | SHIFT)
    fill(shown, creditor_2="Nguyễn Văn An", creditor_2_address="số 1 phố Cầu Đất")
    fill(shown, text_1="Án phí dân sự sơ thẩm", due_1="1000000", owed_1="1", text_2="Trả lại 01 xe máy", owes_2="0", owed_2="2")
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    given = shown.read()
    assert [(x.debtors, x.nobody) for x in given.lines] == [((), False), ((), True)]
    QTest.keyClick(shown, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        (row,) = reader.projections.papers(stages=("submitted",))
    back = opening.returned(office.desk, row.paper)
    assert [x.nobody for x in back.lines] == [False, True]
    again = DecisionPage(window, back.judgment, back)
    window.open_page(again)
    assert again.form["owes_2"].value() == "0"

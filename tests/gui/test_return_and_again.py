"""A request goes back for want of means and is made again, from the pages alone: the notice, the new request, the decision on proof."""

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

from tests.gui.test_further_papers import begin
from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import lacking
from thads_desktop.services import outgoing, queries
from thads_desktop.ui.pages.matter import MatterPage
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier
#: Two years after the decision that means are lacking.
DAY, LATER = date(2026, 7, 6), date(2028, 7, 6)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    lacking(made)
    made.on(LATER)
    yield made
    made.desk.close()


def test_returned_and_made_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    (matter,) = office.matters
    shown = MatterPage(window, matter)
    window.open_page(shown)
    settled(qtbot, window)
    title = next(shown.acts.item(n).text().partition("\n")[0] for n in range(shown.acts.count()) if "gửi lại yêu cầu" in shown.acts.item(n).text().lower())
    paper = begin(qtbot, window, shown, title)
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in paper.state.text(), timeout=5000)
    QTest.keyClick(paper, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not paper, timeout=5000)
    settled(qtbot, window)
    assert queries.matter(office.desk, matter).state.status == "returned"
    # The notice goes to who asked and to the procuracy.
    assert {(o.to, o.title) for o in outgoing.look(office.desk, 5).owed if o.title == title} == {("procuracy", title), ("party", title)}
    # The same creditor asks again.
    window.go("intake")
    settled(qtbot, window)
    book = page(window)
    book.table.selectRow(0)
    QTest.keyClick(book.table, Qt.Key.Key_Y, CTRL)
    settled(qtbot, window)
    asked = page(window)
    assert asked.name != "intake"
    typed(window.focusWidget(), "Công ty TNHH Ánh Dương")
    settled(qtbot, window)
    # Typed anew, not chosen among who is known: it is the same creditor all the same.
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is book, timeout=5000)
    settled(qtbot, window)
    QTest.keyClick(book.table, Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    decision: Any = page(window)
    assert decision.name == "decision"
    assert str(decision.form["kind"].value()).startswith("yc:")
    decision.form.set_values({
        "debtor": "Nguyễn Văn An", "creditor_kind": "org", "creditor": "Công ty TNHH Ánh Dương", "text_1": "Trả nợ gốc", "due_1": 10_000_000,
        "officer": office.officer,
    })  # fmt: skip
    settled(qtbot, window)
    QTest.keyClick(decision, Qt.Key.Key_F9)
    settled(qtbot, window)
    # It is asked for proof of means, and nothing is issued before that is confirmed.
    assert len(office.matters) == 1
    assert any("phải kèm tài liệu về điều kiện thi hành án" in x.text() for x in decision.findChildren(QLabel) if x.isVisible())
    QTest.keyClick(decision, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: page(window) is not decision, timeout=10_000)
    settled(qtbot, window)
    (again,) = [row.matter for row in queries.matters(office.desk) if row.matter != matter]
    assert queries.matter(office.desk, again).state.links == [(matter, "re_requested")]

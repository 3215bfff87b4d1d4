"""A part of the amount of an obligation is delegated by keyboard: the sum is a field of the decision, and what does not fit is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.delegations import opened
from tests.gui.test_further_papers import begin
from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import queries
from thads_desktop.ui.pages.matter import MatterPage
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 14))
    made.matters.append(opened(made))
    yield made
    made.desk.close()


def test_a_part_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = MatterPage(window, office.matters[0])
    window.open_page(matter)
    settled(qtbot, window)
    title = next(x for n in range(matter.acts.count()) if "ủy thác" in (x := matter.acts.item(n).text().partition("\n")[0]) and "tài sản" not in x)
    shown = begin(qtbot, window, matter, title)
    assert isinstance(shown, PaperPage)
    shown.form["clause"].set_value("55")
    shown.form["line"].set_value(1)
    typed(shown.form["to_office"].editor, "Chi cục Thi hành án dân sự quận Ngô Quyền")
    for name in ("reason", "evidence", "needed_info", "enclosures"):
        if name in {f.name for f in shown.form.fields()}:
            typed(shown.form[name].editor, "biên bản xác minh")
    typed(shown.form["amount"].editor, "30000000")
    qtbot.waitUntil(lambda: "chỉ còn 10.000.000 đồng để ủy thác" in shown.state.text(), timeout=5000)
    shown.form["amount"].set_value(3_000_000)
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    line = queries.matter(office.desk, office.matters[0]).state.lines[1]
    assert (line.rest, line.given_off, line.ended) == (7_000_000, 3_000_000, None)

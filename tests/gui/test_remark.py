"""The head's remark reaches the clerk: in the queue, above the form that is opened again, in the timeline; so does why a number is void."""

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
from thads_desktop.domain.acts import Effect
from thads_desktop.services import drafts, opening, papers, parties, queries
from thads_desktop.ui.pages.way import WayPage
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.told import Told

DAY = date(2019, 10, 7)
FIRST, SECOND = "Ghi rõ ngày của văn bản yêu cầu hoãn.", "Căn cứ chưa đúng điểm."


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def deferral(office: Bench) -> papers.Draft:
    effect = Effect("deferral", "c", until=date(2019, 12, 1))
    made = papers.cleaned(papers.Draft("deferral", effect, office.matters[0], {"evidence": "Biên bản"}))
    drafts.submit(office.desk, made, DAY)
    return made


def opened(window: DeskWindow, qtbot: QtBot) -> Any:
    window.go("queue")
    queue = page(window)
    qtbot.waitUntil(lambda: queue.model.rowCount() == 1, timeout=5000)
    settled(qtbot, window)
    words = [str(queue.model.index(0, at).data() or "") for at in range(queue.model.columnCount())]
    assert FIRST in words
    QTest.keyClick(queue.table, Qt.Key.Key_Return)
    return page(window)


def told(shown: Any) -> str:
    line: Told = shown.findChild(Told, "remark")
    return line.text() if line.isVisibleTo(shown) else ""


def test_of_a_paper(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    draft = deferral(office)
    papers.send_back(office.desk, draft.paper, FIRST)
    shown = opened(window, qtbot)
    assert shown.name == "paper"
    assert FIRST in told(shown)
    view = queries.matter(office.desk, office.matters[0])
    way = WayPage(window, next(p for p in view.papers if p.paper == draft.paper), view)
    window.open_page(way)
    assert FIRST in told(way)


def test_of_a_decision(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    line = (opening.Obligation("Trả nợ gốc", 5_000_000),)
    wanted = opening.OpeningInput(
        office.judgment("16/2019/DS-ST"), "cd", "", (parties.PartyInput("Nguyễn Văn Bảy"),), (parties.PartyInput("Lê Thị Chín"),), line
    )
    papers.send_back(office.desk, opening.submit(office.desk, wanted, DAY), FIRST)
    shown = opened(window, qtbot)
    assert shown.name == "decision"
    assert FIRST in told(shown)


def test_each_remark_and_the_reason_of_a_void_number_stand_in_the_timeline(office: Bench) -> None:
    draft = deferral(office)
    papers.send_back(office.desk, draft.paper, FIRST)
    drafts.submit(office.desk, draft, DAY)
    papers.send_back(office.desk, draft.paper, SECOND)
    paper, _ = papers.issue_at_once(office.desk, draft, office.head, DAY)
    papers.void(office.desk, paper, "In nhầm trang")
    told = {(i.what, i.detail) for i in queries.matter(office.desk, office.matters[0]).timeline}
    assert {("Trả lại dự thảo", FIRST), ("Trả lại dự thảo", SECOND), ("Hủy số văn bản", "số 1 năm 2020, In nhầm trang")} <= told

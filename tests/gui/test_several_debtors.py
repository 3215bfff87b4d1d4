"""A matter with two debtors in the window: a paper goes to each by keyboard, a notice and a verification name their debtor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import opening, parties, queries
from thads_desktop.ui.pages.way import WayPage
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    people = (parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Trần Thị Tám"))
    owing = (opening.Obligation("Án phí", 200_000, (0,)), opening.Obligation("Án phí", 300_000, (1,)))
    state = parties.PartyInput(parties.STATE_NAME, "state")
    given = opening.OpeningInput(made.judgment(), "cd", "", people, (state,), owing)
    opening.issue(made.desk, given, made.head, DAY)
    made.matters.append(queries.matters(made.desk)[0].matter)
    yield made
    made.desk.close()


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)


def accept(qtbot: QtBot, window: DeskWindow, page: Any, form: Any) -> None:
    QTest.keyClick(form.fields()[0].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if isinstance(page, WayPage) and page.question.asked:
        QTest.keyClick(form.fields()[0].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page() is not page, timeout=5000)
    settled(qtbot, window)


def test_the_next_one_to_send_to_stands_ready(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    asked = []
    for turn in range(3):
        view = queries.matter(office.desk, office.matters[0])
        way = WayPage(window, view.papers[0], view)
        window.open_page(way)
        settled(qtbot, window)
        asked.append(way.forms[0].values()["to"])
        if turn == 0:
            way.forms[0]["to"].set_value("procuracy")
        if turn == 1:
            way.forms[0]["to"].set_value(f"party:{view.debtors[0]}")
        accept(qtbot, window, way, way.forms[0])
    view = queries.matter(office.desk, office.matters[0])
    others = [p for p in view.parties if p != view.debtors[0]]
    assert asked == ["all", "party", f"party:{others[0]}"], "the State's budget is sent nothing"
    assert [d.rule for d in view.deadlines if d.discharged_on is None and d.rule in ("R07", "R08")] == []
    last = WayPage(window, view.papers[0], view)
    assert last.forms[0].values()["to"] == "other", "everybody has it"
    last.deleteLater()


def test_one_step_sends_a_paper_to_all_and_a_key_leads_there(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = window.page()
    QTest.keyClick(matter, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    way: Any = window.page()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert window.page() is way, "one key hands nothing to everybody"
    assert not queries.matter(office.desk, office.matters[0]).papers[0].sendings
    assert "Ghi đã giao trực tiếp cho" in way.question.label.text()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert not way.question.asked
    accept(qtbot, window, way, way.forms[0])
    view = queries.matter(office.desk, office.matters[0])
    assert [s[0] for s in view.papers[0].sendings] == ["procuracy", "party"]
    assert [d.rule for d in view.deadlines if d.discharged_on is None and d.rule in ("R07", "R08")] == []


def test_a_notice_and_a_verification_name_their_debtor(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    for key in ("notice", "verify"):
        window.open_matter(office.matters[0])
        settled(qtbot, window)
        page: Any = window.page()
        page._start(key)
        act: Any = window.page()
        act.form["party"].set_value(page.view.debtors[1])
        if key == "verify":
            act.form["result"].set_value("none")
        accept(qtbot, window, act, act.form)
    view = queries.matter(office.desk, office.matters[0])
    assert view.state.notices == [(DAY, view.debtors[1])]
    assert [v.party for v in view.state.verifications] == [view.debtors[1]]
    told = {t.what: t.detail for t in view.timeline}
    assert told["Thông báo hợp lệ"] == "Trần Thị Tám"
    assert told["Xác minh điều kiện thi hành án"] == "Trần Thị Tám, chưa có điều kiện"

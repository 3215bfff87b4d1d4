"""On the page of a paper: of several debtors one is chosen, and a party that is taken from the list brings the address along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_measure_forms import opened
from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts, opening, parties, queries
from thads_desktop.ui.run import DeskWindow

NEW = date(2026, 8, 5)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", NEW)
    people = (parties.PartyInput("Nguyễn Văn An", address="số 1 phố Cầu Đất"), parties.PartyInput("Trần Thị Bích", address="số 2 phố Cát Dài"))
    to = (parties.PartyInput(parties.STATE_NAME, "state"),)
    given = opening.OpeningInput(made.judgment(), "cd", "", people, to, (opening.Obligation("Án phí", 5_000_000, joint=True),), made.officer)
    opening.issue(made.desk, given, made.head, NEW)
    made.matters.append(queries.matters(made.desk)[0].matter)
    acts.valid_notice(made.desk, made.matters[0], NEW)
    yield made
    made.desk.close()


def test_a_summons_asks_whom_it_is_for(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(qtbot, window, office, "summons")
    assert shown.form["payment_place"].value().startswith("trụ sở ")
    qtbot.waitUntil(lambda: "mỗi người một giấy báo" in shown.state.text(), timeout=5000)
    shown.form["party"].set_value(queries.matter(office.desk, office.matters[0]).debtors[1])
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)


def test_a_measure_asks_whom_it_is_on(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(qtbot, window, office, "deduct_account")
    assert shown.form.values()["party"] is None
    qtbot.waitUntil(lambda: "hãy chọn biện pháp áp dụng đối với ai" in shown.state.text(), timeout=5000)
    assert shown.form["confirm_everybody"].isVisibleTo(shown.form)
    shown.form["party"].set_value(queries.matter(office.desk, office.matters[0]).debtors[0])
    qtbot.waitUntil(lambda: "áp dụng đối với ai" not in shown.state.text(), timeout=5000)
    assert not shown.form["confirm_everybody"].isVisibleTo(shown.form)


@pytest.mark.parametrize(("form", "name", "address"), [
    ("summons_to_appear", "summoned", "summoned_address"), ("notice_of_enforcement", "told_to", "told_address"),
])  # fmt: skip
def test_a_party_brings_the_address_along(window: DeskWindow, office: Bench, qtbot: QtBot, form: str, name: str, address: str) -> None:
    shown = opened(qtbot, window, office, form)
    assert shown.form[name].value() == ""
    shown.form[name].editor.setFocus()
    typed(shown.form[name].editor, "bích")
    popup = shown.form[name]._popup  # type: ignore[attr-defined]  # the list beneath the field
    qtbot.waitUntil(popup.isVisible, timeout=5000)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert shown.form[name].value() == "Trần Thị Bích"
    assert shown.form[address].value() == "số 2 phố Cát Dài"

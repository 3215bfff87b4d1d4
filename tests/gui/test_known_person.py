"""Who asks or pays is offered as the person the office knows already; a human says so, and no second row is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import intake, parties
from thads_desktop.ui.pages.money import MoneyPage
from thads_desktop.ui.pages.receive import RequestPage
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def count(office: Bench) -> int:
    return len(parties.listed(office.desk))


def test_a_request_of_a_known_person_names_that_person(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment("77/2019/DS-ST")
    before = count(office)
    shown = RequestPage(window, judgment, "77/2019/DS-ST")
    window.open_page(shown)
    settled(qtbot, window)
    assert not shown.who.same.isVisibleTo(shown)
    typed(shown.form["name"].editor, "Nguyễn Văn An")
    typed(shown.form["ids"].editor, "031 080 000 001".replace(" ", ""))
    qtbot.waitUntil(lambda: shown.who.same.isVisibleTo(shown), timeout=5000)
    assert "Cùng số giấy tờ" in shown.who.same.text()
    QTest.keyClick(shown, Qt.Key.Key_J, CTRL)
    assert shown.form["address"].value() == "số 12 phố Cầu Đất"
    QTest.keyClick(shown.form["ids"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    assert count(office) == before
    with office.desk.reading() as reader:
        ((request, name),) = intake.requests(reader, judgment)
        held = parties.input_of(reader, intake.requester(reader, request))
    assert (name, held.birth_year) == ("Nguyễn Văn An", 1980), "what the form does not ask stays as it was"


def test_another_name_is_another_person(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment("78/2019/DS-ST")
    before = count(office)
    shown = MoneyPage(window, judgment, "78/2019/DS-ST")
    window.open_page(shown)
    settled(qtbot, window)
    assert "apart" not in {f.name for f in shown.form.fields()}
    with office.desk.reading() as reader:
        known = reader.projections.parties_named("Nguyễn Văn An")[0].party
    shown.who.take(known)
    shown.form["name"].set_value("Nguyễn Văn Ánh")
    shown.form["ids"].set_value("")
    shown.form["birth"].set_value("19x0")
    shown.form["amount"].set_value(1000)
    QTest.keyClick(shown.form["name"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(shown.form["birth"].refusal()), timeout=5000)
    shown.form["birth"].set_value("1990")
    QTest.keyClick(shown.form["name"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    assert count(office) == before + 1

"""A person's data in the real window: found by number, looked at, given out, the period of keeping set; all by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.services import acts, keeping
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    acts.collect(made.desk, made.matters[0], DAY, 1, 4_000_000, receipt="0001")
    yield made
    made.desk.close()


@pytest.fixture
def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    act(window, "Dữ liệu về một người: tìm, xem, cung cấp")
    persons = page(window)
    typed(persons.search, "031080000001")
    qtbot.wait(200)
    settled(qtbot, window)
    assert persons.model.rowCount() == 1
    qtbot.waitUntil(lambda: bool(persons._party), timeout=5000)
    QTest.keyClick(persons, Qt.Key.Key_D, CTRL)
    found = page(window)
    assert found.name == "person-data"
    qtbot.waitUntil(lambda: found.found is not None, timeout=8000)
    settled(qtbot, window)
    return found


def test_all_kinds_are_seen_and_esc_leads_back_step_by_step(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    assert "Nguyễn Văn An" in shown.head.text()
    assert shown.view.names.hasFocus()
    assert shown.view.names_model.rowCount() == 13
    QTest.keyClick(shown.view.names, Qt.Key.Key_Down)
    table = shown.view.table()
    assert table.model().index(0, 0).data() == "01/QĐ-CCTHADS"
    QTest.keyClick(shown.view.names, Qt.Key.Key_Return)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert shown.view.names.hasFocus()
    QTest.keyClick(shown.view.names, Qt.Key.Key_Escape)
    assert page(window).name == "persons"


def test_giving_asks_for_recipient_and_purpose_and_prints(shown: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(shown, Qt.Key.Key_F9)
    form = page(window)
    assert form.name == "give-data"
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert page(window).name == "give-data"
    assert "trống" in form.form["recipient"].beneath.text()
    typed(form.form["recipient"].editor, "Ông Nguyễn Văn An")
    form.form["purpose"].editor.setFocus()
    typed(form.form["purpose"].editor, "tự xem dữ liệu của mình")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=8000)
    printed = page(window)
    qtbot.waitUntil(lambda: printed.preview.paper is not None, timeout=8000)
    with office.desk.reading() as reader:
        assert any(isinstance(e.body, ev.DataGiven) for e in reader.latest(3))
    window.back()
    settled(qtbot, window)
    assert page(window) is shown
    given = next(t for t in shown.found.tables if t.title.startswith("Đã cung cấp"))
    assert given.rows[0][1] == "Ông Nguyễn Văn An"


def test_the_period_of_keeping_is_set_by_key(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    assert "chưa xác định" in shown.state.text()
    QTest.keyClick(shown, Qt.Key.Key_T, CTRL)
    form = page(window)
    assert form.name == "keep-data"
    typed(form.form["years"].editor, "20")
    form.form["basis"].editor.setFocus()
    typed(form.form["basis"].editor, "Thông tư 07/2025/TT-BTP")
    typed(form.form["years.to_cao"].editor, "vĩnh viễn")
    typed(form.form["basis.to_cao"].editor, "mục 12")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=8000)
    with shown.desk.reading() as reader:
        assert keeping.kinds(shown.desk, reader).of("to_cao").forever
    qtbot.waitUntil(lambda: "20 năm" in shown.state.text(), timeout=8000)

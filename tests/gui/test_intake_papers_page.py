"""The papers of a judgment by keyboard: from the book of judgments to a numbered refusal, over the queue, back for mending, voided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from thads_desktop.services import intake, intake_view, parties, queries
from thads_desktop.ui.run import DeskWindow

DAY = date(2026, 8, 3)
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def asked(office: Bench) -> str:
    judgment = office.judgment()
    intake.receive_request(office.desk, judgment, parties.PartyInput("Phạm Thị Hoa", address="số 8 phố Cát Dài"), DAY)
    return judgment


def papers_page(window: DeskWindow, qtbot: QtBot) -> Any:
    QTest.keyClick(window, Qt.Key.Key_F3)
    settled(qtbot, window)
    QTest.keyClick(window.page(), Qt.Key.Key_W, _CTRL_SHIFT)
    settled(qtbot, window)
    page: Any = window.page()
    assert page.name == "intake-papers"
    return page


def form_page(window: DeskWindow, qtbot: QtBot, page: Any, form: str) -> Any:
    page.forms_table.select_key(form)
    QTest.keyClick(page.forms_table, Qt.Key.Key_Return)
    settled(qtbot, window)
    shown: Any = window.page()
    assert shown.form_id == form
    return shown


def test_a_refusal_from_the_book_to_its_number(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = asked(office)
    page = papers_page(window, qtbot)
    listed = [page.forms.row(n).id for n in range(page.forms.rowCount())]
    assert listed == ["oral_request", "request_receipt", "request_fix", "request_refusal", "explanation_before"]
    shown = form_page(window, qtbot, page, "request_refusal")
    assert "Phạm Thị Hoa" in shown.form["request"].editor.currentText()
    assert "Căn cứ" in shown.state.text() or "căn cứ" in shown.state.text()
    shown.form["clause"].set_value("d")
    typed(shown.form["reason"].editor, "đã quá 05 năm")
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    assert [p.stage for p in intake_view.of_judgment(office.desk, judgment).papers] == ["submitted"]
    # In the queue it is signed and numbered like every other.
    window.go("queue")
    settled(qtbot, window)
    queue: Any = window.page()
    QTest.keyClick(queue, Qt.Key.Key_F9)
    settled(qtbot, window)
    QTest.keyClick(queue, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [p.stage for p in intake_view.of_judgment(office.desk, judgment).papers] == ["numbered"], timeout=10_000)
    settled(qtbot, window)
    assert not [d for d in queries.deadlines(office.desk) if d.rule == "R04"]


def test_one_sent_back_is_mended_and_one_issued_at_once_is_voided(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = asked(office)
    page = papers_page(window, qtbot)
    shown = form_page(window, qtbot, page, "request_fix")
    typed(shown.form["lacking"].editor, "Chưa ghi số định danh")
    shown.form["fix_by"].set_value(date(2026, 8, 10))
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    (paper,) = intake_view.of_judgment(office.desk, judgment).papers
    assert paper.number_text == "01/TB-THADS"
    page.table.select_key(paper.paper)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    way: Any = window.page()
    assert way.name == "way"
    (void,) = [f for f in way.forms if "reason" in {x.name for x in f.fields()}]
    (send,) = [f for f in way.forms if "to" in {x.name for x in f.fields()}]
    assert (send["to"].value(), send["recipient"].value()) == ("other", "Phạm Thị Hoa")
    void["reason"].editor.setFocus()
    typed(void["reason"].editor, "ghi nhầm ngày")
    QTest.keyClick(void["reason"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    assert [p.stage for p in intake_view.of_judgment(office.desk, judgment).papers] == ["void"]


def test_a_draft_is_kept_and_what_is_missing_is_told(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = asked(office)
    page = papers_page(window, qtbot)
    shown = form_page(window, qtbot, page, "oral_request")
    assert shown.form["asker"].value() == "Phạm Thị Hoa; địa chỉ: số 8 phố Cát Dài"
    typed(shown.form["debtor_told"].editor, "ông Nguyễn Văn An")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert window.page() is shown
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert window.page() is page
    qtbot.waitUntil(lambda: [p.stage for p in intake_view.of_judgment(office.desk, judgment).papers] == ["draft"], timeout=5000)
    again = form_page(window, qtbot, page, "oral_request")
    assert again.form["debtor_told"].value() == "ông Nguyễn Văn An"
    QTest.keyClick(again, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.page() is again

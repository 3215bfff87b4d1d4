"""The papers and the file of a denunciation by keyboard: from its book to the conclusion with its number, bút lục and cover."""

from __future__ import annotations

import os
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
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.services import book_queries, books, case_file, entry_view, papers
from thads_desktop.services.paper_place import on_entry
from thads_desktop.ui.run import DeskWindow

DAY = date(2026, 8, 3)
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def entered(office: Bench) -> str:
    return books.open_entry(office.desk, "to_cao", {
        "received": DAY, "against": "Chấp hành viên Trần Văn Mít", "content": "Nhận tiền của đương sự ngoài biên lai", "denouncer": "Quách Thị Bí Mật",
        "settler": office.head,
    })  # fmt: skip


def opened(window: DeskWindow, qtbot: QtBot, key: Qt.Key) -> Any:
    """From the book to a page of its entry."""
    window.go("books")
    settled(qtbot, window)
    shown: Any = window.page()
    shown.book.setCurrentIndex(shown.book.findData("to_cao"))
    settled(qtbot, window)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    QTest.keyClick(window.page(), key, _CTRL | _SHIFT)
    settled(qtbot, window)
    return window.page()


def seen(window: DeskWindow, name: str) -> None:
    """A picture of the page, for who asks for one."""
    if folder := os.environ.get("THADS_PICTURES"):
        window.resize(1366, 768)
        window.grab().save(str(Path(folder) / f"{name}.png"))


def new(window: DeskWindow, qtbot: QtBot, page: Any, form: str) -> Any:
    page.forms_table.select_key(form)
    QTest.keyClick(page.forms_table, Qt.Key.Key_Return)
    settled(qtbot, window)
    return window.page()


def test_a_denunciation_is_accepted_and_concluded_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    entry = entered(office)
    page = opened(window, qtbot, Qt.Key.Key_V)
    listed = [page.forms.row(n).id for n in range(page.forms.rowCount())]
    assert (page.name, listed) == ("entry-papers", ["denunciation_accepted", "denunciation_conclusion"])
    shown = new(window, qtbot, page, "denunciation_accepted")
    assert shown.name == "entry-paper"
    assert shown.form.values()["denounced"] == "Chấp hành viên Trần Văn Mít"
    shown.form["accepted_day"].set_value(DAY)
    typed(shown.form["denunciation_text"].editor, ", do bà Quách Thị Bí Mật nêu")
    qtbot.waitUntil(lambda: "giữ bí mật" in shown.state.text(), timeout=5000)
    shown.form["denunciation_text"].set_value("Nhận tiền ngoài biên lai")
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    seen(window, "entry-paper")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    shown = new(window, qtbot, page, "denunciation_conclusion")
    for name, words in (("verified", "không thu ngoài biên lai"), ("legal_basis", "quy định về thu tiền"), ("conclusion", "tố cáo sai")):
        typed(shown.form[name].editor, words)
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    seen(window, "entry-papers")
    assert [p.stage for p in entry_view.of_entry(office.desk, entry).papers] == ["numbered", "numbered"]
    values = book_queries.view(office.desk, entry).values
    assert (values["accepted"], values["settled"]) == (DAY.isoformat(), DAY.isoformat())
    # The way of one goes on: it is sent.
    page.table.select_key(next(p.paper for p in entry_view.of_entry(office.desk, entry).papers if p.form == "denunciation_conclusion"))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    way: Any = window.page()
    assert way.name == "way"
    typed(way.forms[0]["recipient"].editor, "Người tố cáo")
    QTest.keyClick(way.forms[0]["recipient"].editor, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    assert "sent" in [p.stage for p in entry_view.of_entry(office.desk, entry).papers]


def test_the_file_of_a_denunciation_is_numbered_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    entry = entered(office)
    page = opened(window, qtbot, Qt.Key.Key_E)
    assert page.name == "case-file"
    QTest.keyClick(page, Qt.Key.Key_T, _CTRL)
    settled(qtbot, window)
    form: Any = window.page()
    typed(form.form["title"].editor, "Phiếu đề xuất thụ lý")
    form.form["kind"].set_value("proposal")
    QTest.keyClick(form.form["title"].editor, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    # Its sheets are not counted: the question is answered by the same key.
    QTest.keyClick(page, Qt.Key.Key_B, _CTRL)
    settled(qtbot, window)
    QTest.keyClick(page, Qt.Key.Key_B, _CTRL)
    settled(qtbot, window)
    assert [r.numbers for r in case_file.shown(office.desk, on_entry(entry)).rows] == ["1", "2"]
    assert "thiếu" in page.panes.tabText(1)
    seen(window, "entry-file")
    QTest.keyClick(page, Qt.Key.Key_I, _CTRL)
    settled(qtbot, window)
    assert window.page().name == "printed"


def test_a_paper_that_has_left_is_put_right_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    entry = entered(office)
    own = {v.name: v.sample for v in form_for("denunciation_accepted", DAY).own} | {"accepted_day": DAY.isoformat()}
    paper, _number = papers.issue_at_once(
        office.desk, papers.Draft("denunciation_accepted", Effect(PLAIN), on_entry(entry), {**own, "denounced": "Trần Văn Mít"}), office.head
    )
    page = opened(window, qtbot, Qt.Key.Key_V)
    page.table.select_key(paper)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    QTest.keyClick(window.page(), Qt.Key.Key_S, _CTRL | _SHIFT)
    settled(qtbot, window)
    mend: Any = window.page()
    assert mend.name == "mend"
    mend.form.set_values({"old": "Trần Văn Mít", "new": "Trần Văn Mít, chấp hành viên"})
    mend.form["new"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, _CTRL)
    settled(qtbot, window)
    shown: Any = window.page()
    assert (shown.name, shown.form_id) == ("entry-paper", "correction")
    shown.form["consequence"].set_value("nội dung khác giữ nguyên")
    if "clause" in shown.form.values() and not shown.form.values()["clause"]:
        shown.form["clause"].set_value(office.desk.rules.grounds("amendment", DAY)[0].code)
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=10000)
    seen(window, "entry-correction")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    assert [p.form for p in entry_view.of_entry(office.desk, entry).papers] == ["denunciation_accepted", "correction"]

"""The books of letters by keyboard: one letter after the other, passed on, answered, struck, stamped, the book printed."""

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
from tests.retold import founded
from thads_desktop.services import letters, masking, office_settings
from thads_desktop.ui import wording
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    office_settings.change(made.desk, "registers.letters_decisions", "yes")
    yield made
    made.desk.close()


def rows(office: Bench, way: str = "in") -> list[letters.LetterRow]:
    with office.desk.reading() as reader:
        names = masking.names(office.desk, reader)
        return letters.rows_in(reader, 2019, names) if way == "in" else letters.rows_out(reader, 2019, names)


def enter(window: DeskWindow, qtbot: QtBot, author: str, number: str, title: str) -> None:
    """Field after field, as somebody types all day."""
    typed(window.focusWidget(), author)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    typed(window.focusWidget(), number)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    typed(window.focusWidget(), "04102019")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    typed(window.focusWidget(), title)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)


def test_a_day_of_letters(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("letters")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_N, CTRL | SHIFT)
    form = page(window)
    assert form.name == "letter-in"
    enter(window, qtbot, "Ngân hàng A", "15/NH", "Trả lời về tài khoản")
    enter(window, qtbot, "Tòa án quận", "2/TA", "Giải thích bản án")
    assert [(r.number, r.who, r.number_text, r.title, r.written) for r in rows(office)] == [
        (1, "Ngân hàng A", "15/NH", "Trả lời về tài khoản", date(2019, 10, 4)), (2, "Tòa án quận", "2/TA", "Giải thích bản án", date(2019, 10, 4)),
    ]  # fmt: skip
    enter(window, qtbot, "Tòa án quận", "2/TA", "Giải thích bản án")
    assert "văn bản đến 2/2019" in form.form["anyway"].refusal()
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.models["in"].rowCount() == 2
    shown.table.selectAll()
    QTest.keyClick(shown.table, Key.Key_D, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert all(r.passed for r in rows(office))
    shown.table.select_key("in:2019:000001")
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    typed(window.focusWidget(), "không có số này")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "Không có văn bản đi số" in page(window).form["number"].refusal()
    page(window).form["number"].editor.clear()
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert rows(office)[0].answer == "không phải trả lời"
    QTest.keyClick(shown.table, Key.Key_Delete, CTRL)
    page(window).form["reason"].editor.setFocus()
    typed(window.focusWidget(), "ghi nhầm")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert rows(office)[0].answered is None
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=5000)
    QTest.keyClick(window, Key.Key_Escape)
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"


def test_the_next_letter_is_begun_anew(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("letters")
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_N, CTRL | SHIFT)
    enter(window, qtbot, "Ngân hàng A", "15/NH", "Trả lời về tài khoản")
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert wording.DRAFT_KEPT not in window.notice.text(), "nothing was typed since"
    QTest.keyClick(window.focusWidget(), Key.Key_N, CTRL | SHIFT)
    enter(window, qtbot, "Tòa án quận", "2/TA", "Giải thích bản án")
    typed(window.focusWidget(), "Ủy ban phường")
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert wording.DRAFT_KEPT in window.notice.text()
    QTest.keyClick(window.focusWidget(), Key.Key_N, CTRL | SHIFT)
    settled(qtbot, window)
    assert page(window).form["author"].editor.text() == "Ủy ban phường", "what was typed of the next one is kept"


def test_out_with_the_offices_number_and_the_papers_of_the_program(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("letters")
    shown.book.setCurrentIndex(1)
    settled(qtbot, window)
    assert shown.models["out"].rowCount() == 1, "the enforcement decision"
    QTest.keyClick(shown.table, Key.Key_N, CTRL | SHIFT)
    form = page(window)
    assert form.name == "letter-out"
    typed(window.focusWidget(), "Ủy ban nhân dân phường")
    form.form["title"].editor.setFocus()
    typed(window.focusWidget(), "Đề nghị phối hợp")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert [r.number_text for r in rows(office, "out") if not r.paper] == ["01/CCTHADS-NV"]
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    shown.table.select_key("out:2019:000001")
    QTest.keyClick(shown.table, Key.Key_Return)
    page(window).form["title"].editor.setFocus()
    page(window).form["title"].editor.selectAll()
    typed(window.focusWidget(), "Đề nghị phối hợp cưỡng chế")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    assert [r.title for r in rows(office, "out") if not r.paper] == ["Đề nghị phối hợp cưỡng chế"]


def test_keys_that_need_a_line_say_so(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("letters")
    settled(qtbot, window)
    for key in (Key.Key_D, Key.Key_E, Key.Key_T, Key.Key_O):
        QTest.keyClick(shown.table, key, CTRL)
        settled(qtbot, window)
        assert page(window) is shown
        assert "Hãy chọn" in window.notice.text()

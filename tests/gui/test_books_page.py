"""The books around the matters, and the question at the counter, in the real window by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_leaving import answer, exported
from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import access, accounts, agenda, book_queries, books, people, queries, second, tasks
from thads_desktop.ui import leaving, why_pages
from thads_desktop.ui.pages.task import TaskPage
from thads_desktop.ui.run import DeskWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2026, 9, 1))
    made.decision(day=date(2026, 8, 20))
    yield made
    made.desk.close()


def opened(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F3, SHIFT)
    found = page(window)
    assert found.name == "books"
    settled(qtbot, window)
    return found


def test_a_complaint_is_written_found_changed_and_ended_by_keyboard(
    office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]
) -> None:
    shown = opened(window, qtbot)
    assert shown.table.hasFocus()
    assert shown.book.currentData() == "khieu_nai"
    keys(window, (Qt.Key.Key_N, CTRL | SHIFT))
    form = page(window)
    assert form.name == "entry"
    assert form.form["received"].editor.hasFocus()
    keys(window, "17/8/2026", Qt.Key.Key_Return)
    form.form.set_values({"level": "1", "complainant": "=HYPERLINK(1)<b>Lê Thị Mơ</b>", "object": "cuong_che", "content": "Kê biên nhầm nhà"})
    with office.desk.reading() as reader:
        number = books.spelled(reader.projections.matter_rows([1])[0])
    form.form.set_values({"matter": number.partition("/")[0]})
    keys(window, (Qt.Key.Key_Return, CTRL))
    settled(qtbot, window)
    assert page(window) is shown
    assert "KN 1/2026" in window.notice.text()
    assert "Hạn 22/08/2026" in window.notice.text()
    assert shown.model.rowCount() == 1
    # The name stands as it was typed: neither markup nor formula.
    assert shown.model.content(0).who == "=HYPERLINK(1)<b>Lê Thị Mơ</b>"
    index = shown.model.index(0, 7)
    assert str(index.data()) == "22/08/2026"
    # Search without marks, then none.
    keys(window, (Qt.Key.Key_F, CTRL))
    typed(shown.search, "mo")
    keys(window, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    keys(window, (Qt.Key.Key_F, CTRL))
    typed(shown.search, "khong co")
    keys(window, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert shown.model.rowCount() == 0
    keys(window, (Qt.Key.Key_F, CTRL), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.model.content(0) is not None, timeout=5000)
    # Opened: what is late stands in words, with the article; it is accepted and then owes its settlement.
    keys(window, Qt.Key.Key_Return)
    keys(window, Qt.Key.Key_Return)
    entry = page(window)
    assert entry.name == "entry"
    assert "QUÁ HẠN" in entry.told.text()
    assert "Điều 104" in entry.told.text()
    entry.form.set_values({"accepted": date(2026, 9, 1)})
    keys(window, (Qt.Key.Key_Return, CTRL))
    settled(qtbot, window)
    assert "Hạn 01/10/2026" in window.notice.text()
    qtbot.waitUntil(lambda: shown.model.content(0) is not None, timeout=5000)
    keys(window, Qt.Key.Key_Return)
    keys(window, (Qt.Key.Key_D, CTRL))
    settled(qtbot, window)
    assert page(window).name == "entry-history"
    assert any(c.label == "Ngày thụ lý" and c.new == "01/09/2026" for c in page(window).model._rows)
    keys(window, Qt.Key.Key_Escape, (Qt.Key.Key_E, CTRL))
    assert page(window).name == "entry-end"
    keys(window, Qt.Key.Key_Return, "rút đơn", (Qt.Key.Key_Return, CTRL))
    settled(qtbot, window)
    assert page(window) is shown
    assert shown.model.rowCount() == 0, "what is ended is no longer among those that are watched"


def test_what_is_wrong_is_said_at_its_field(
    office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]
) -> None:
    shown = opened(window, qtbot)
    shown.choose("tiep_dan")
    keys(window, (Qt.Key.Key_N, CTRL | SHIFT))
    form = page(window).form
    form.set_values({"received": date(2026, 9, 1), "receiver": office.officer, "visitor": "An", "kind": "hoi",
                     "content": "Hỏi", "people": "nhiều"})  # fmt: skip
    keys(window, (Qt.Key.Key_Return, CTRL))
    settled(qtbot, window)
    assert page(window).name == "entry"
    assert "không phải là một số" in form["people"].refusal()


def test_the_matter_and_the_deadlines_show_the_entry(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    entry = books.open_entry(
        office.desk, "phoi_hop",
        {"sent": date(2026, 8, 3), "kind": "ngan_hang", "recipient": "Ngân hàng A", "content": "Số dư", "officer": office.officer,
         "due": date(2026, 8, 10)},
        office.matters[0],
    )  # fmt: skip
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    keys(window, (Qt.Key.Key_5, CTRL))
    matter = page(window)
    assert matter.entries.table.hasFocus()
    assert [r.entry for r in matter.entries.model._rows] == [entry]
    keys(window, Qt.Key.Key_Return)
    assert page(window).name == "entry"
    keys(window, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_F4)
    settled(qtbot, window)
    keys(window, (Qt.Key.Key_5, CTRL))
    settled(qtbot, window)
    (at,) = [n for n in agenda.ids(office.desk, "all") if (r := agenda.rows(office.desk, [n])[0]) is not None and r.subject == f"entry:{entry}"]
    (row,) = agenda.rows(office.desk, [at])
    assert row is not None
    assert (row.due, row.officer) == (date(2026, 8, 10), office.officer)
    page(window).table.select_key(at)
    page(window).table.setFocus()
    keys(window, Qt.Key.Key_Return)
    assert page(window).name == "entry"


def test_a_book_is_seen_as_it_will_be_printed(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    opened(window, qtbot)
    keys(window, (Qt.Key.Key_P, CTRL))
    assert page(window).name == "printed"
    settled(qtbot, window)


def test_a_book_leaves_with_recipient_and_purpose(
    office: Bench, window: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.open_entry(office.desk, "tiep_dan", {"received": date(2026, 8, 24), "receiver": office.officer, "visitor": "=A1", "kind": "hoi", "content": "x"})
    shown = opened(window, qtbot)
    shown.choose("tiep_dan")
    settled(qtbot, window)
    monkeypatch.setattr(leaving, "_last", {"recipient": "", "purpose": ""})
    for name in ("so.xlsx", "so.pdf"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, name=name: (str(tmp_path / name), ""))
        # What was said last is offered again: Enter alone would do.
        first = ("Viện kiểm sát khu vực", Qt.Key.Key_Return, "phối hợp") if name == "so.xlsx" else ()
        answer(*first, Qt.Key.Key_Return)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=5000)
        QTest.keyClick(shown, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda name=name: (tmp_path / name).exists() and not shown.progress.running, timeout=20_000)
    what, row = exported(office)[-1]
    assert what == "book"
    assert (row["what"], row["recipient"], row["purpose"]) == ("sổ theo dõi Sổ tiếp công dân", "Viện kiểm sát khu vực", "phối hợp")
    sheet = openpyxl.load_workbook(tmp_path / "so.xlsx").active
    assert sheet is not None
    assert [c.data_type for r in sheet.iter_rows() for c in r if c.value == "=A1"] == ["s"]


def test_two_keys_at_the_counter(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    QTest.keyClick(window, Qt.Key.Key_F7)
    QTest.keyClick(window, Qt.Key.Key_F2, SHIFT)
    shown = page(window)
    assert shown.name == "counter"
    assert shown.search.hasFocus()
    typed(shown.search, "nguyen van an")
    qtbot.waitUntil(lambda: bool(shown.said.toPlainText()), timeout=5000)
    said = shown.said.toPlainText()
    assert "Phải thi hành 10.000.000 đồng; đã thu 0 đồng; còn lại 10.000.000 đồng." in said
    assert "Tình trạng: " in said
    assert "Bước tiếp theo: " in said
    assert "Trần Thị Bình" in said
    keys(window, Qt.Key.Key_F9)
    form = page(window)
    assert form.name == "entry"
    assert form.book.key == "xac_nhan"
    form.form.set_values({"requester": "Nguyễn Văn An"})
    keys(window, (Qt.Key.Key_Return, CTRL))
    settled(qtbot, window)
    assert page(window) is shown
    # Asked on Tuesday, a day before the holiday: three working days.
    assert "XN 1/2026" in window.notice.text()
    assert [d.title for d in queries.deadlines(office.desk) if d.subject.startswith("entry:")] == ["Cấp giấy xác nhận kết quả thi hành án"]
    keys(window, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert page(window).name == "returns"


def test_an_account_sees_the_books_of_its_rights_alone(office: Bench, window: DeskWindow, qtbot: QtBot) -> None:
    person = people.add_person(office.desk, "Người Kiểm Tra", "other", date(2026, 1, 1))
    assert office.desk.access is not None
    with second.standing_by(office.desk, next(iter(second.witnesses(office.desk.access, "accounts")), None)):
        account = accounts.open_account(office.desk, person, "xem", ["inspector"], "mật khẩu của ai")
    books.open_entry(
        office.desk, "to_cao", {"received": date(2026, 8, 24), "against": "Ông X", "content": "Y", "denouncer": "Bà Z"}
    )
    access.seat(office.desk, account)
    shown = opened(window, qtbot)
    assert [b.key for b in shown.books if b.secret] == []
    assert shown.book.findData("to_cao") < 0
    QTest.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    assert page(window) is shown
    assert "không có quyền" in window.notice.text()
    assert all(not key.startswith("to_cao") for key in book_queries.late(office.desk))


def test_a_row_of_a_book_among_the_deadlines_says_why_and_is_not_asked_for_an_outage(
    office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]
) -> None:
    books.open_entry(
        office.desk, "phoi_hop", {"sent": date(2026, 8, 3), "kind": "xa", "recipient": "UBND phường", "content": "Xác minh", "due": date(2026, 8, 5)}
    )
    shown: Any = window.go("deadlines")
    settled(qtbot, window)
    assert shown.current().subject.startswith("entry:"), "the oldest day of all"
    question = why_pages.of_page(window, shown)
    assert question is not None
    assert "PH 1/2026" in question().title
    keys(window, (Qt.Key.Key_G, CTRL))
    settled(qtbot, window)
    assert page(window) is shown
    assert "không dẫn cho hạn của các sổ" in window.notice.text()


def test_a_task_about_an_entry_from_the_deadlines_by_keyboard(office: Bench, window: DeskWindow, qtbot: QtBot) -> None:
    typed_in = {"received": "28/08/2026", "level": "1", "complainant": "Nguyễn Văn Kiện", "object": "truoc", "content": "khiếu nại"}
    entry = books.open_entry(office.desk, "khieu_nai", typed_in)
    window.go("deadlines")
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown, Qt.Key.Key_5, CTRL)
    settled(qtbot, window)
    at = next(n for n in range(shown.model.rowCount()) if shown.model.content(n) is not None and shown.model.content(n).subject == f"entry:{entry}")
    shown.table.selectRow(at)
    QTest.keyClick(shown, Qt.Key.Key_T, CTRL)
    task = page(window)
    assert task.name == "task"
    assert task.entry == entry
    typed(task.form["text"].editor, "Mời đối thoại")
    typed(task.form["due"].editor, "+5")
    QTest.keyClick(task.form["due"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is not task, timeout=5000)
    settled(qtbot, window)
    (made,) = tasks.of_entry(office.desk, entry)
    assert made.text == "Mời đối thoại"
    window.open_page(TaskPage(window, task=made))
    QTest.keyClick(page(window), Qt.Key.Key_O, CTRL)
    settled(qtbot, window)
    assert page(window).name == "entry"
    assert "Việc được giao: Mời đối thoại" in page(window).told.text()

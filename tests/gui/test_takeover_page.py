"""Taking over a register by keyboard: nothing chosen, officers unknown, taken in twice, saved where one says, a batch undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests import registers
from thads_desktop.services import queries, takeover_batches
from thads_desktop.services.desk import Desk
from thads_desktop.ui.run import DeskWindow, window_for

CTRL = Qt.KeyboardModifier.ControlModifier
UNDO = (Qt.Key.Key_Delete, CTRL)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = registers.open_office(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[DeskWindow]:
    made = window_for(desk)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: made.worker.busy == 0, timeout=10_000)
    made.worker.close()


def total(sheet: Any) -> None:
    """The total row of the paper book."""
    page = sheet.active
    last = page.max_row + 1
    page.cell(last, 1, "Tổng cộng")
    page.cell(last, registers.AT["due"], 150_000_000)


@pytest.fixture
def page(window: DeskWindow, tmp_path: Path) -> Any:
    """The page with a register of three sound rows named."""
    shown: Any = window.go("takeover")
    rows = [registers.row(n, debtor=f"Bùi Văn {name}", ids=f"03107500011{n}") for n, name in enumerate(("Nam", "Bắc", "Đông"), 1)]
    shown.file.setText(str(registers.book(tmp_path, rows, total)))
    return shown


def press(window: DeskWindow, qtbot: QtBot, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the focus; then wait until all is quiet."""
    shown: Any = window.page()
    QTest.keyClick(window.focusWidget() or window, key, how)
    qtbot.waitUntil(lambda: window.worker.busy == 0 and not shown.progress.running, timeout=10_000)
    qtbot.wait(10)


def count(desk: Desk) -> int:
    return len(queries.matters(desk))


def test_an_empty_file_field_asks_for_a_file(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.go("takeover")
    for key, how in ((Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Return, CTRL)):
        press(window, qtbot, key, how)
        assert "Hãy chọn tệp" in window.notice.text()
        assert not shown.progress.result.isVisible()


def test_unknown_officers_are_told_once_with_the_box_that_adds_them(window: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    shown: Any = window.go("takeover")
    shown.file.setText(str(registers.book(tmp_path, [registers.row(n, officer="Ngô Bá Khá") for n in (1, 2)])))
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert "2 dòng bị loại" in shown.summary.text()
    assert shown.new_officers.text() in shown.summary.text()
    saved = window.saved_label.text()
    shown.new_officers.setChecked(True)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert "Sẽ thêm 1 chấp hành viên: Ngô Bá Khá." in shown.summary.text()
    assert "đã thêm" not in "".join(shown.rows.row(i)[1].reason for i in range(shown.rows.rowCount()) if shown.rows.row(i)[1])
    assert window.saved_label.text() == saved, "a trial saves nothing"
    press(window, qtbot, Qt.Key.Key_F9)
    assert "Đã thêm 1 chấp hành viên: Ngô Bá Khá." in shown.summary.text()
    assert window.saved_label.text() != saved


def test_the_same_workbook_again_keeps_what_the_first_time_said(window: DeskWindow, page: Any, desk: Desk, qtbot: QtBot) -> None:
    press(window, qtbot, Qt.Key.Key_F9)
    first = page.done
    assert (count(desk), first.batch != "") == (3, True)
    press(window, qtbot, Qt.Key.Key_F9)
    assert page.done is first
    assert "đã tiếp nhận lúc" in page.progress.result.text()
    # A page that knows nothing of the first time holds the rows known against the book.
    page.done = None
    press(window, qtbot, Qt.Key.Key_F9)
    due = next(t for t in page.done.totals if t.label.startswith("Số tiền phải"))
    assert (due.workbook, due.accepted, due.difference) == (150_000_000, 150_000_000, 0)
    assert count(desk) == 3


def test_a_batch_says_its_file_its_hour_and_who_did_it(window: DeskWindow, page: Any, desk: Desk, qtbot: QtBot) -> None:
    press(window, qtbot, Qt.Key.Key_F9)
    (batch,) = takeover_batches.batches(desk)
    assert (batch.file, batch.accepted, batch.rejected) == ("so.xlsx", 3, 0)
    shown = [str(page.batches.index(0, at).data()) for at in range(page.batches.columnCount())]
    assert shown[0] == "so.xlsx"
    assert shown[2] == batch.actor != ""


def test_results_are_saved_where_one_says(window: DeskWindow, page: Any, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(_parent: Any, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / "noi-khac" / Path(suggested).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    page.findChild(object, "minutes").click()
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    assert asked == [str(tmp_path / "so-doi-chieu.pdf")], "beside the data folder"
    assert (tmp_path / "noi-khac" / "so-doi-chieu.pdf").read_bytes().startswith(b"%PDF")
    assert str(tmp_path / "noi-khac" / "so-doi-chieu.pdf") in window.notice.text()
    page.findChild(object, "correction").click()
    assert len(asked) == 1, "nothing was rejected"


def batches_shown(window: DeskWindow, page: Any, qtbot: QtBot) -> None:
    press(window, qtbot, Qt.Key.Key_F9)
    page.tabs.setCurrentIndex(2)
    page.batches_table.setFocus()
    qtbot.wait(10)


def test_a_batch_is_undone_by_two_presses_that_name_it(window: DeskWindow, page: Any, desk: Desk, qtbot: QtBot) -> None:
    batches_shown(window, page, qtbot)
    press(window, qtbot, *UNDO)
    assert "so.xlsx" in page.question.label.text()
    assert (page.question.isVisible(), count(desk)) == (True, 3)
    press(window, qtbot, *UNDO)
    assert (page.question.isVisible(), count(desk)) == (False, 0)


@pytest.mark.parametrize("other", ["escape", "tab", "key", "click", "time", "page"])
def test_anything_else_ends_the_question_about_a_batch(window: DeskWindow, page: Any, desk: Desk, qtbot: QtBot, other: str) -> None:
    batches_shown(window, page, qtbot)
    press(window, qtbot, *UNDO)
    assert page.question.asked
    match other:
        case "escape":
            press(window, qtbot, Qt.Key.Key_Escape)
        case "tab":
            page.tabs.setCurrentIndex(1)
        case "key":
            press(window, qtbot, Qt.Key.Key_Down)
        case "click":
            QTest.mouseClick(page.file, Qt.MouseButton.LeftButton)
        case "time":
            page.question._timer.timeout.emit()
        case "page":
            window.go("journal")
            qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
            window.go("takeover")
    assert not page.question.asked
    assert not page.question.isVisible()
    page.tabs.setCurrentIndex(2)
    page.batches_table.setFocus()
    press(window, qtbot, *UNDO)
    assert count(desk) == 3, "it is asked anew"


def test_a_batch_is_not_undone_where_it_is_not_seen(window: DeskWindow, page: Any, desk: Desk, qtbot: QtBot) -> None:
    batches_shown(window, page, qtbot)
    page.tabs.setCurrentIndex(0)
    for _ in range(2):
        press(window, qtbot, *UNDO)
        assert not page.question.asked
    assert "Các lần tiếp nhận" in window.notice.text()
    assert count(desk) == 3


def test_every_command_of_the_page_has_a_key(
    window: DeskWindow, page: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda _parent, title, *_rest: (asked.append(title), ("", ""))[1])
    listed = {entry.title: entry.key for entry in window.commands() if entry.detail == page.title}
    assert listed["Lưu sổ các dòng cần sửa"] == "Ctrl+S"
    assert listed["Lưu biên bản đối chiếu"] == "F8"
    for at, name in enumerate(("Từng dòng", "Đối chiếu", "Các lần tiếp nhận")):
        assert listed[name] == f"Ctrl+{at + 1}"
    page.file.setText(str(registers.book(tmp_path, [registers.row(1, officer="Ngô Bá Khá")])))
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    press(window, qtbot, Qt.Key.Key_S, CTRL)
    press(window, qtbot, Qt.Key.Key_F8)
    assert asked == ["Lưu sổ các dòng cần sửa", "Lưu biên bản đối chiếu"]
    for at, table in enumerate((page.rows_table, page.totals_table, page.batches_table)):
        press(window, qtbot, Qt.Key(Qt.Key.Key_1 + at), CTRL)
        assert page.tabs.currentIndex() == at
        assert window.focusWidget() is table


def test_another_file_takes_away_what_the_former_one_showed(window: DeskWindow, page: Any, qtbot: QtBot, tmp_path: Path) -> None:
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert page.totals.rowCount()
    page.file.setFocus()
    page.file.selectAll()
    QTest.keyClicks(page.file, str(tmp_path / "khong-co.xlsx"))
    for _ in range(2):
        assert (page.rows.rowCount(), page.totals.rowCount(), page.done) == (0, 0, None)
        assert "Thử xong" not in page.progress.result.text() or not page.progress.isVisible()
        press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert page.progress.result.text().startswith("⚠")
    press(window, qtbot, Qt.Key.Key_F8)
    assert "Hãy thử" in window.notice.text()

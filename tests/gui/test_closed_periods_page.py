"""The page of returns by keyboard: what changed since, opening again, late entries, comparison with a remark, two circulars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts, books, reporting, return_compare
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.on(date(2020, 1, 10))
    reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
    yield made
    made.desk.close()


def press(window: DeskWindow, qtbot: QtBot, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, how)
    qtbot.wait(20)
    settle(window, qtbot)


def settle(window: DeskWindow, qtbot: QtBot) -> None:
    def still() -> bool:
        progress = getattr(window.page(), "progress", None)
        return window.worker.busy == 0 and not (progress is not None and progress.running)

    qtbot.waitUntil(still, timeout=20_000)
    qtbot.wait(20)


def shown(page: Any) -> list[list[str]]:
    model = page.model
    return [[str(model.index(r, c).data() or "") for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_what_changed_is_seen_and_the_head_opens_the_period_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    acts.collect(office.desk, office.matters[0], date(2020, 1, 8), 1, 1_000)
    page: Any = window.go("returns")
    settle(window, qtbot)
    assert page.ways.closed.text() == "Các kỳ đã chốt   Ctrl+Shift+L"

    def write() -> tuple[None, tuple[str, ...]]:
        acts.collect(office.desk, office.matters[0], date(2019, 12, 20), 1, 4_000_000)
        return None, ("matters",)

    window.worker.run_write(write, lambda _none: None, owner=page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=20_000)
    dialog: Any = QApplication.activeModalWidget()
    assert dialog.objectName() == "late-dialog"
    dialog.asking.fields["reason"].editor.setText("Biên lai về muộn")
    QTest.keyClick(dialog.asking.fields["reason"].editor, Qt.Key.Key_Return)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: page.ways.closed.text().startswith("1 kỳ đã đổi từ khi gửi"), timeout=20_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    page.year.setFocus()
    press(window, qtbot, Qt.Key.Key_L, BOTH)
    closings: Any = window.page()
    ((row),) = shown(closings)
    assert "1 việc đã đổi từ khi chốt" in row
    press(window, qtbot, Qt.Key.Key_Return)
    changed: Any = window.page()
    assert "Lý do: Biên lai về muộn" in changed.said.text()
    ((row),) = shown(changed)
    assert row[0] == "01/QĐ-CCTHADS"
    assert "Thu tiền, 4.000.000 đồng ngày 20/12/2019" in row[3]
    press(window, qtbot, Qt.Key.Key_Escape)
    press(window, qtbot, Qt.Key.Key_O, BOTH)
    form: Any = window.page()
    assert form.name == "return-reopen"
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page() is form, "without a reason nothing is opened"
    form.form.fields()[0].editor.setFocus()
    QTest.keyClicks(form.form.fields()[0].editor, "Tien vao so muon")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page() is closings
    assert "Tien vao so muon" in shown(closings)[0][-1]
    press(window, qtbot, Qt.Key.Key_U, BOTH)
    back: Any = window.page()
    assert back.name == "return-take-back"
    back.form.fields()[0].editor.setFocus()
    QTest.keyClicks(back.form.fields()[0].editor, "Mo nham ky")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page() is closings
    assert shown(closings)[0][-1] == ""
    press(window, qtbot, Qt.Key.Key_U, BOTH)
    assert "không đang mở lại" in window.notice.text()


def test_figures_that_changed_meanwhile_are_not_closed_at_the_page(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.reopen()
    acts.collect(office.desk, office.matters[0], date(2019, 12, 20), 1, 4_000_000)
    page: Any = window.go("returns")
    page.year.setValue(2020)
    page.months.setValue(3)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    acts.collect(office.desk, office.matters[0], date(2019, 12, 21), 1, 1_000)
    press(window, qtbot, Qt.Key.Key_F9)
    assert "Hãy lập lại" in window.notice.text()
    assert len(reporting.closings(office.desk)) == 1
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    press(window, qtbot, Qt.Key.Key_F9)
    assert len(reporting.closings(office.desk)) == 2


def test_an_entry_of_a_book_that_counts_since_is_shown_and_opened(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.desk.asks_late = False
    books.open_entry(office.desk, "khieu_nai", {
        "received": date(2019, 11, 4), "complainant": "Nguyễn Văn An", "content": "Khiếu nại việc kê biên", "level": "1", "object": "sau",
    })  # fmt: skip
    window.go("returns")
    press(window, qtbot, Qt.Key.Key_L, BOTH)
    closings: Any = window.page()
    assert "1 mục sổ đã đổi từ khi chốt" in shown(closings)[0]
    press(window, qtbot, Qt.Key.Key_Return)
    changed: Any = window.page()
    assert changed.said.text().startswith("1 mục sổ tính khác")
    assert shown(changed)[0][0] == "KN 1/2019"
    press(window, qtbot, Qt.Key.Key_Return)
    assert window.page().name == "entry"


def test_a_remark_is_written_beside_a_figure_and_two_circulars_stand_beside_each_other(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page: Any = window.go("returns")
    press(window, qtbot, Qt.Key.Key_D, BOTH)
    assert "Hãy lập báo cáo" in window.notice.text()
    page.year.setValue(2020)
    page.months.setValue(3)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    press(window, qtbot, Qt.Key.Key_D, BOTH)
    compared: Any = window.page()
    assert "Kỳ trước: 02 tháng năm 2020" in compared.said.text()
    press(window, qtbot, Qt.Key.Key_Return)
    form: Any = window.page()
    assert form.name == "return-remark"
    beside_it = [w.text() for w in form.findChildren(QLabel) if w.text().startswith("Kỳ này (03 tháng năm 2020)")]
    assert beside_it, "what the figure is held against stands over the box"
    assert "kỳ trước (02 tháng năm 2020)" in beside_it[0]
    QTest.keyClicks(form.form.fields()[0].editor, "tang vi an ma tuy")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert window.page() is compared
    assert any("tang vi an ma tuy" in row[-1] for row in shown(compared))
    assert return_compare.any_remark(office.desk, page.made)
    press(window, qtbot, Qt.Key.Key_Escape)
    press(window, qtbot, Qt.Key.Key_E, BOTH)
    beside: Any = window.page()
    assert beside.name == "two-regimes"
    assert any("cách tính: 2015" in row[-1] for row in shown(beside))
    titles = [c.title for c in beside.model.columns]
    assert titles[:3] == ["Tính bằng", "Biểu 2015", f"Biểu {beside.other.currentData()}"]
    assert [row[1] for row in shown(beside)][:2] == ["06, cột 1", "06, cột 2"]
    assert "07, cột 1" in [row[1] for row in shown(beside)], "money stands in a form of its own"

"""Columns on a small screen: the words that matter stand whole, the rest can be read beneath the table; the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import agenda, journal, people
from thads_desktop.services.queries import DeadlineRow
from thads_desktop.ui.row_words import RowWords, with_words
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.table_view import LEAST_WIDTH, TableView
from thads_desktop.ui.tables import Column, RowsModel

LONG = "Gửi văn bản cho đương sự (Trần Thị Tám)"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    made.judgment("17/2019/DS-ST")
    yield made
    made.desk.close()


@pytest.fixture
def small(window: DeskWindow, qtbot: QtBot) -> DeskWindow:
    """The window as large as the screen of most offices."""
    window.resize(1366, 768)
    qtbot.wait(10)
    return window


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)


def page(window: DeskWindow) -> Any:
    return window.page()


def table_of(widths: list[tuple[int, int]], desk_app: QApplication, qtbot: QtBot) -> TableView:
    """A table of columns (width, least), each with a long text."""
    columns = [Column(f"Cột {n}", lambda _r: "rất nhiều chữ " * 6, width=w, least=m) for n, (w, m) in enumerate(widths)]
    model = RowsModel(columns)
    made = TableView(model)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    model.set_rows([1, 2])
    return made


def test_a_column_gives_way_to_the_one_that_needs_its_room(desk_app: QApplication, qtbot: QtBot) -> None:
    table = table_of([(10, 0), (0, 40), (60, 8)], desk_app, qtbot)
    letter = table.fontMetrics().averageCharWidth()
    assert table.columnWidth(1) >= 40 * letter
    assert table.columnWidth(2) < table._wide(2, 60)
    assert sum(table.columnWidth(at) for at in range(3)) <= table.viewport().width()
    table.resize(2000, 300)
    qtbot.waitUntil(lambda: table.columnWidth(2) == table._wide(2, 60))
    table.resize(200, 300)
    qtbot.waitUntil(lambda: table.columnWidth(2) == table._wide(2, 8))
    assert table.columnWidth(1) >= LEAST_WIDTH * letter, "scrolled, but no name is cut to nothing"


def test_a_width_that_a_person_chose_stays(desk_app: QApplication, qtbot: QtBot) -> None:
    table = table_of([(10, 0), (0, 40), (60, 8)], desk_app, qtbot)
    table.horizontalHeader().resizeSection(2, 321)
    table.resize(700, 300)
    qtbot.wait(10)
    assert table.columnWidth(2) == 321


def test_what_is_cut_can_be_read_beneath_the_table(desk_app: QApplication, qtbot: QtBot) -> None:
    model = RowsModel([Column("Việc phải làm", lambda r: r, width=8), Column("Ngày", lambda _r: "hôm nay", width=10)])
    table = TableView(model)
    holder = with_words(table)
    qtbot.addWidget(holder)
    holder.resize(500, 300)
    holder.show()
    words = holder.findChild(RowWords)
    assert isinstance(words, RowWords)
    height = words.height()
    model.set_rows([LONG, "ngắn"])
    table.selectRow(0)
    assert words.text() == f"Việc phải làm: {LONG}"
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert words.text() == ""
    assert words.height() == height, "nothing moves"


def deadline(title: str, subject: str) -> DeadlineRow:
    cite = "khoản 1 Điều 44 Luật Thi hành án dân sự 26/2008/QH12 (sửa đổi, bổ sung năm 2014)"
    day = date(2019, 10, 7)
    return DeadlineRow(subject, "X", "", title, day, day - timedelta(days=365), cite, "", "1493/QĐ-CCTHADS", "Trần Thị Tám")


def test_a_deadline_that_names_a_person_is_read_whole(
    small: DeskWindow, office: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "ids", lambda *_asked: [1])
    monkeypatch.setattr(agenda, "rows", lambda *_asked: [deadline(LONG, f"matter:{office.matters[0]}")])
    shown: Any = small.go("deadlines")
    settled(qtbot, small)
    table = shown.table
    titles = [c.title for c in shown.model.columns]
    for heading in ("Hạn", "Việc phải làm", "Số", "Đương sự / cơ quan"):
        at = titles.index(heading)
        assert not table.is_cut(at, str(shown.model.index(0, at).data())), heading
    assert shown.model.index(0, titles.index("Việc phải làm")).data(Qt.ItemDataRole.ToolTipRole) == LONG
    assert "sửa đổi, bổ sung năm 2014" in shown.findChild(RowWords).text()


def test_the_panes_of_a_matter_fit_a_small_screen(small: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    small.open_matter(office.matters[0])
    settled(qtbot, small)
    shown = page(small)
    for pane, table in enumerate((shown.timeline_table, shown.lines_table, shown.papers_table, shown.deadlines_table), 1):
        QTest.keyClick(shown, Qt.Key(Qt.Key.Key_0 + pane), Qt.KeyboardModifier.ControlModifier)
        settled(qtbot, small)
        assert table.isVisible()
        assert table.horizontalScrollBar().maximum() == 0, pane
        assert table.parent().findChild(RowWords) is not None


def test_the_header_of_a_matter_is_not_cut(small: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    small.open_matter(office.matters[0])
    settled(qtbot, small)
    head = page(small).summary
    assert head.since.text().startswith("từ ")
    for label in (head.number, head.since, head.debtors, head.owed, head.officer, head.decided):
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


def test_what_can_be_done_next_shows_all_its_words(small: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    small.open_matter(office.matters[0])
    settled(qtbot, small)
    acts = page(small).acts
    for at in range(acts.count()):
        rect = acts.visualItemRect(acts.item(at))
        wrapped = acts.fontMetrics().boundingRect(
            rect.adjusted(8, 4, -4, 0), int(Qt.TextFlag.TextWordWrap), acts.item(at).text()
        )
        assert wrapped.height() <= rect.height()


# --- the journal ------------------------------------------------------------------------------------


def test_a_line_of_the_journal_names_its_matter_and_enter_opens_it(small: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = small.go("journal")
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0, timeout=5000)
    rows = [shown.model.row(at) for at in range(shown.model.rowCount())]
    at = next(i for i, row in enumerate(rows) if row.opens == f"matter:{office.matters[1]}")
    assert "02/QĐ-CCTHADS · Đỗ Thị Ánh Tuyết" in rows[at].about
    shown.table.setFocus()
    shown.table.selectRow(at)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(small).name == "matter", timeout=5000)
    assert page(small).key == office.matters[1]
    settled(qtbot, small)


def test_every_line_says_of_what_it_is(office: Bench) -> None:
    people.add_person(office.desk, "Vũ Thị Dung", "officer", date(2019, 10, 1))
    rows = journal.journal(office.desk)
    assert [r.what for r in rows if not r.about] == []
    newest = next(r for r in rows if r.what == "Giữ chức vụ")
    assert (newest.about, newest.opens) == ("Vũ Thị Dung", "place:settings")
    waiting = next(r for r in rows if r.what == "Nhận bản án, quyết định")
    assert waiting.about.startswith("17/2019/DS-ST")
    assert waiting.opens.startswith("judgment:"), "no decision yet: the form of one opens"
    assert all(r.opens.startswith("matter:") for r in rows if r.what == "Đã ra quyết định thi hành án")

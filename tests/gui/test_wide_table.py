"""Registers on a screen of 1366x768: whole names, a list that folds away, columns scrolled by keyboard while the first stay, the row beneath."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.ui.row_detail import NOTHING
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wide_table import WideModel, WideTable
from thads_desktop.ui.wrapped_rows import WrappedRows, lines_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám <b>đậm</b>")
    made.decision(debtor="Vũ Văn Chín", number="16/2019/DS-ST", due=25_000_000)
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


@pytest.fixture
def small(window: DeskWindow, qtbot: QtBot) -> DeskWindow:
    window.resize(1366, 768)
    qtbot.wait(10)
    return window


def test_a_register_of_many_columns_by_keyboard(small: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(small, Key.Key_F6, CTRL)
    shown: Any = page(small)
    settled(qtbot, small)
    assert shown.full.text() == "Sổ thụ lý thi hành án (sổ số 03, Thông tư 04/2023/TT-BTP, bố cục do chương trình xếp)"
    assert shown.table.current_key() == shown.model.key(0), "the first row is under the hand"
    assert "Trần Thị Tám" in shown.detail.toPlainText()
    QTest.keyClick(shown.list, Key.Key_Return)
    assert shown.table.hasFocus()
    QTest.keyClick(shown.table, Key.Key_Down)
    shown.refresh()
    settled(qtbot, small)
    assert shown.table.current_key() == shown.model.key(1), "and stays through a refresh"
    QTest.keyClick(shown.table, Key.Key_Up)
    first, last, count = shown.table.seen()
    assert count == len(shown.view.register.columns)
    assert last - first < count - 1
    assert "← →" in shown.seen.text()
    assert shown.table.stays == 2, "STT and the number stay"
    QTest.keyClick(shown.table, Key.Key_Right)
    assert shown.table.seen()[0] == first + 1
    QTest.keyClick(shown.table, Key.Key_Down)
    assert shown.table.seen()[0] == first + 1, "another row, the same columns"
    QTest.keyClick(shown.table, Key.Key_End)
    assert shown.table.seen()[1] == count
    QTest.keyClick(shown.table, Key.Key_Home)
    assert shown.table.seen()[0] == first
    # Every column of the row is read beneath, what was typed is no markup.
    QTest.keyClick(shown.table, Key.Key_Up)
    said = shown.detail.toPlainText()
    assert "Người phải thi hành án: Trần Thị Tám <b>đậm</b>" in said
    for column in shown.view.register.columns:
        assert column.heading in said
    QTest.keyClick(shown.table, Key.Key_D, CTRL)
    assert shown.list.isHidden()
    settled(qtbot, small)
    assert shown.table.seen()[1] > last, "the list gave its room"
    assert shown.table.hasFocus()
    QTest.keyClick(shown.table, Key.Key_J, CTRL)
    assert shown.list.isVisible()
    assert shown.list.hasFocus()


def test_names_of_registers_are_read_whole(small: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = small.go("registers")
    settled(qtbot, small)
    for row in range(shown._list.rowCount()):
        name = str(shown._list.index(row, 0).data())
        assert not shown.list.is_cut(0, name), name


def test_a_register_without_lines_says_so_beneath(small: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = small.go("registers")
    shown.show_register("TT04-14")
    settled(qtbot, small)
    assert shown.model.rowCount() == 0
    assert shown.detail.toPlainText() == NOTHING


def test_a_wide_table_of_many_rows_is_laid_out_at_once(desk_app: QApplication, qtbot: QtBot) -> None:
    columns = [Column(f"Tiêu đề của cột số {n}", lambda r, n=n: f"{r} {'chữ ' * n}") for n in range(16)]
    model = WideModel(columns, lambda r: r)
    table = WideTable(model, stays=1)
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    asked: list[int] = []
    real = model.row
    model.row = lambda at: (asked.append(at), real(at))[1]  # type: ignore[method-assign]  # counted
    model.set_rows(list(range(100_000)))
    assert len(asked) < 20_000, "a sample is measured, not every row"


def test_no_figure_is_cut_wherever_in_the_list_it_stands(desk_app: QApplication, qtbot: QtBot) -> None:
    """The widest of each column stands in a row between those that are measured."""
    day = date(2026, 12, 30)
    rows = [(n, day if n == 9_877 else None, 999_999_999_999 if n == 9_877 else 1) for n in range(1, 12_001)]
    columns = [Column(title, lambda r, at=at: r[at], align) for at, (title, align) in enumerate((("S", "centre"), ("N", "centre"), ("T", "right")))]
    table = WideTable(WideModel([*columns, Column("Chữ", lambda _r: "chữ " * 40)], lambda r: r[0]), stays=1)
    qtbot.addWidget(table)
    table.resize(500, 400)
    table.show()
    table.model().set_rows(rows)
    for at, text in enumerate(("12.000", "30/12/2026", "999.999.999.999")):
        assert table.columnWidth(at) >= table.fontMetrics().horizontalAdvance(text) + 2, text


def test_two_lines_keep_the_beginning_and_the_end(desk_app: QApplication, qtbot: QtBot) -> None:
    long = "Quyết định về việc tạm đình chỉ thi hành án đối với người phải thi hành án khi có thông báo thụ lý đơn phá sản"
    model = RowsModel([Column("Tên", lambda r: r, width=0), Column("Số", lambda _r: "1", width=4)])
    table = WrappedRows(model, wraps=("Tên",))
    qtbot.addWidget(table)
    table.resize(320, 300)
    table.show()
    model.set_rows([long, "ngắn"])
    assert table.rowHeight(0) > table.rowHeight(1)
    assert table.is_cut(0, long)
    assert not table.is_cut(0, "ngắn")
    said = lines_of(long, table.fontMetrics(), 200, 2)
    assert len(said) == 2
    assert said[1].endswith("phá sản")
    assert "…" in said[1]

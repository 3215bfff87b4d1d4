"""A return on the screen by keyboard: numbers and words over its columns, and the matters behind a cell, each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.services import papers, parties
from thads_desktop.ui import theme
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """One matter of two obligations, one of one."""
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=5_000_000)
    judgment = made.judgment("17/2019/DS-ST")
    with made.desk.writing("keep") as uow:
        owes = parties.add(uow, parties.PartyInput("Lê Văn Hai Khoản", address="số 1 phố Cát Cụt"))
        owed = parties.add(uow, parties.PartyInput("Công ty TNHH Ánh Dương", "org"))
        uow.commit()
    lines = (ev.Line(1, 1_000_000, (owes,), (owed,)), ev.Line(2, 200_000, (owes,), (owed,)))
    opening = Opening("cd", "dan_su", judgment, lines, "", judgment_day=date(2019, 9, 2), received=date(2019, 10, 1))
    draft = papers.Draft(
        "enforcement_cd", Effect("enforcement", officer=made.officer, opening=opening),
        texts={"obligation_1": "Án phí", "obligation_2": "Sung quỹ"},
    )  # fmt: skip
    papers.issue_at_once(made.desk, draft, made.head, None)
    yield made
    made.desk.close()


@pytest.fixture
def returns(window: DeskWindow, qtbot: QtBot) -> Any:
    """The page with the return of four months, by the regime of its last day."""
    window.resize(1366, 768)
    shown: Any = window.go("returns")
    shown.year.setValue(2020)
    shown.months.setValue(4)
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.made is not None and shown.cells.columnCount() > 0, timeout=10_000)
    return shown


def choose_money(shown: Any) -> None:
    at = next(i for i, form in enumerate(shown.made.all_forms) if form.measure == "tien")
    shown.forms.setCurrentIndex(at)


def test_columns_are_headed_as_the_printed_form(returns: Any) -> None:
    cells = returns.cells
    heads = [cells.horizontalHeaderItem(at) for at in range(cells.columnCount())]
    assert [h.text() for h in heads[:2]] == [
        "1. Tổng số giải quyết", "2. Tổng số giải quyết › Năm trước chuyển sang (trừ số đã chuyển sổ theo dõi riêng)"
    ]  # fmt: skip
    assert heads[0].toolTip() == "Cột 1: Tổng số giải quyết (= 2 + 3)"
    assert not any(h.text().startswith("c") for h in heads)
    assert [row.key for row in cells.form.rows][:1] == ["tong"], "rows keep their keys"
    QTest.keyClick(cells, Qt.Key.Key_Right)
    assert returns.cell_words.text().startswith("Cột 2: Tổng số giải quyết › Năm trước chuyển sang")


@pytest.mark.parametrize("percent", [100, 150])
def test_the_words_of_every_column_have_room(returns: Any, window: DeskWindow, percent: int, qtbot: QtBot) -> None:
    window.set_zoom(percent)
    qtbot.wait(10)
    head = returns.cells.horizontalHeader()
    for at, column in enumerate(head.columns):
        width = head.sectionSize(at) - theme.GRID
        assert all(head._metrics().horizontalAdvance(word) <= width for word in column.path[-1].split())
        room = head.height() - head._line() * len(column.path)
        assert head._wrapped(head._metrics(), column.path[-1], width) <= room, column.words
    window.set_zoom(100)


def test_a_form_of_matters_stands_whole_on_a_small_screen(returns: Any, qtbot: QtBot) -> None:
    qtbot.wait(10)
    assert returns.cells.horizontalScrollBar().maximum() == 0
    choose_money(returns)
    bar = returns.cells.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert returns.cells.verticalHeader().isVisible(), "the rows keep their names while one scrolls"


def test_a_matter_of_two_obligations_stands_once_behind_its_cell(returns: Any, window: DeskWindow, qtbot: QtBot) -> None:
    choose_money(returns)
    returns.cells.setFocus()
    QTest.keyClick(returns.cells, Qt.Key.Key_Return)
    shown: Any = window.page()
    assert shown.name == "evidence"
    qtbot.waitUntil(lambda: shown.model.rowCount() == 2, timeout=5000)
    assert [(shown.model.row(i)[1].debtor, shown.model.row(i)[2]) for i in range(2)] == [
        ("Đỗ Thị Ánh Tuyết", 5_000_000), ("Lê Văn Hai Khoản", 1_200_000)
    ]  # fmt: skip
    assert shown.count.text() == "2 việc, cộng 6.200.000 đồng"
    assert "Cột 1: Tổng số giải quyết" in shown.cell.text()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page().name == "matter", timeout=5000)  # type: ignore[union-attr]  # a page is open
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)

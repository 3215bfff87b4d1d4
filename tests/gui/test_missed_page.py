"""The red counter of matters that nobody would miss, the deadlines by class and person, tasks; all by keyboard."""

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
from thads_desktop.domain import events as ev
from thads_desktop.services import projecting, queries, tasks
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OPENED, DAY = date(2019, 10, 7), date(2019, 10, 25)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Two matters; the first has nothing before it, the second is late with everything."""
    made = bench(tmp_path / "data", OPENED)
    first = made.decision(debtor="Trần Thị Tám")
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    paper = queries.matter(made.desk, first).state.opening_paper
    made.on(DAY)
    with made.desk.writing("keep") as uow:
        for day, body in (
            (OPENED, ev.PaperSent(paper, "procuracy")), (OPENED, ev.PaperSent(paper, "party")), (OPENED, ev.FileOpened()),
            (OPENED, ev.ValidNotice("direct")), (date(2019, 10, 21), ev.Verified("means")),
        ):  # fmt: skip
            uow.append(f"matter:{first}", day, body)
        projecting.matter(made.desk, uow, first)
        uow.commit()
    yield made
    made.desk.close()


def write(window: DeskWindow, text: str) -> None:
    typed(window.focusWidget(), text)


def test_the_red_counter_stands_in_every_window_and_one_key_leads_to_the_list(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    settled(qtbot, window)
    chip = window.bottom.missed.chip()
    assert chip is not None
    assert (chip.tone, chip.word) == ("red", "1 việc chưa có bước tiếp theo  Shift+F4")
    window.go("settings")
    QTest.keyClick(window, Key.Key_F4, SHIFT)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "missed"
    assert shown.model.rowCount() == 1
    row = shown.model.content(0)
    assert (row.debtor, row.hint) == ("Trần Thị Tám", "Có điều kiện: chọn biện pháp, hoặc ghi thỏa thuận thi hành án")
    QTest.keyClick(window, Key.Key_F4, SHIFT)
    assert page(window) is shown, "not twice over each other"
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    assert page(window).name == "matter"
    settled(qtbot, window)


def test_a_task_with_a_day_takes_the_matter_out_of_the_list(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F4, SHIFT)
    settled(qtbot, window)
    missed = page(window)
    QTest.keyClick(window.focusWidget(), Key.Key_T, CTRL)
    form = page(window)
    assert form.name == "task"
    write(window, "Gọi cho người mua tài sản")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    assert form.form["person"].value() == office.officer, "the officer of the matter"
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    write(window, "24102019")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "đã qua" in form.form["due"].refusal(), "a day that is over is refused"
    form.form["due"].editor.clear()
    write(window, "+3")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is missed, timeout=5000)
    settled(qtbot, window)
    assert missed.model.rowCount() == 0
    assert window.bottom.missed.chip() is None
    (task,) = tasks.listed(office.desk)
    assert (task.due, task.debtor) == (date(2019, 10, 28), "Trần Thị Tám")


def test_classes_and_people_by_one_key_each(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    own = tasks.put(office.desk, "Sắp xếp kho", office.second, DAY)
    shown: Any = window.go("deadlines")
    settled(qtbot, window)
    rows = queries.deadlines(office.desk)
    late = [r for r in rows if r.due < DAY]
    assert shown.which() == "week"
    for key, want in ((Key.Key_1, len(late)), (Key.Key_2, len([r for r in rows if r.due <= DAY])), (Key.Key_5, len(rows))):
        QTest.keyClick(window.focusWidget(), key, CTRL)
        qtbot.waitUntil(lambda want=want: shown.model.rowCount() == want, timeout=5000)
        settled(qtbot, window)
    assert shown.classes["late"].text() == f"⚠ Quá hạn  {len(late)}"
    QTest.keyClick(window.focusWidget(), Key.Key_B, CTRL)
    loads = {shown.people_model.row(i).name: shown.people_model.row(i) for i in range(shown.people_model.rowCount())}
    assert loads["Lê Văn Cường"].counts == {"late": 0, "today": 1, "week": 1, "month": 1, "all": 1}
    assert (loads["Cả đơn vị"].without_step, loads["Trần Thị Bình"].without_step) == (1, 1)
    while shown.people.current_key() != office.second:
        QTest.keyClick(window.focusWidget(), Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    assert shown.classes["late"].text() == "Quá hạn  0"
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    assert page(window).name == "task"
    assert page(window).task.task == own
    QTest.keyClick(window.focusWidget(), Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert tasks.listed(office.desk) == []
    assert shown.model.rowCount() == 0


def test_an_officer_begins_with_what_is_theirs(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    own = tasks.put(office.desk, "Sắp xếp kho", office.second, DAY)
    office.desk.actor = office.second
    shown: Any = window.go("deadlines")
    settled(qtbot, window)
    assert shown.officer.currentText() == "Lê Văn Cường"
    assert [shown.model.content(0).subject, shown.model.rowCount()] == [f"task:{own}", 1]
    QTest.keyClick(window.focusWidget(), Key.Key_B, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Home, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    assert shown.officer.currentText() == "Mọi chấp hành viên", "the office is the first line"
    assert shown.model.rowCount() > 1


def test_a_task_stands_on_the_page_of_its_matter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    tasks.put(office.desk, "Gọi cho phường", office.officer, DAY, office.matters[0])
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter = page(window)
    QTest.keyClick(window.focusWidget(), Key.Key_4, CTRL)
    settled(qtbot, window)
    first = matter.deadlines.row(0)
    assert (first.title, first.due, first.why) == ("Gọi cho phường", DAY, "Việc giao cho Trần Thị Bình.")
    assert matter.steps.text() == "Việc giao cho Trần Thị Bình."


def test_a_free_task_from_anywhere(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_T, CTRL | SHIFT)
    write(window, "Họp giao ban")
    page(window).form["due"].editor.setFocus()
    write(window, "+1")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    (task,) = tasks.listed(office.desk)
    assert (task.text, task.matter, task.person) == ("Họp giao ban", "", office.desk.actor)

"""Inspections by keyboard: planned, sampled, a finding noted and put right, closed, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled, typed
from tests.office import PARENT, Bench, bench
from tests.retold import founded
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import books, check_plans, consolidation, people
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.ui.run import DeskWindow, window_for

Key = Qt.Key
CTRL, BOTH = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def fill(window: DeskWindow, name: str, text: str) -> None:
    editor = page(window).form[name].editor
    editor.setFocus()
    if hasattr(editor, "clear"):
        editor.clear()
    typed(window.focusWidget(), text)


def accept(window: DeskWindow, shown: Any, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)


def test_an_inspection_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClick(window, Key.Key_F7, BOTH)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "check-plans"
    QTest.keyClick(shown.table, Key.Key_R, CTRL)
    assert "Ctrl+T" in window.notice.text()
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    form = page(window)
    fill(window, "title", "Kiểm tra quý I")
    fill(window, "end", "01012020")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "trước ngày bắt đầu" in form.form["end"].refusal()
    fill(window, "end", "20012020")
    accept(window, shown, qtbot)
    assert shown.plans.rowCount() == 1
    QTest.keyClick(shown.table, Key.Key_R, CTRL)
    form = page(window)
    fill(window, "size", "0")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    assert "từ 1 đến 500" in form.form["size"].refusal()
    fill(window, "size", "5")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shown.sample.rowCount() == 1, timeout=10_000)
    settled(qtbot, window)
    act(window, "Rút lại mẫu để đối chiếu")
    settled(qtbot, window)
    assert "đúng mẫu" in window.notice.text()
    QTest.keyClick(shown.sample_table, Key.Key_D, CTRL)
    assert page(window).form["matter"].value() == check_plans.listed(office.desk)[0].sample[0].number_text
    assert " ngày " in page(window).form["matter"].value()
    fill(window, "text", "Chưa gửi Viện kiểm sát")
    fill(window, "remedy", "Gửi ngay")
    fill(window, "who", "Văn thư")
    fill(window, "due", "+5")
    accept(window, shown, qtbot)
    assert shown.findings.rowCount() == 1
    QTest.keyClick(shown.table, Key.Key_1, CTRL)
    QTest.keyClick(shown.finding_table, Key.Key_B, CTRL)
    form = page(window)
    fill(window, "how", "Đã gửi")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "bằng chứng" in form.form["proof"].refusal()
    fill(window, "proof", "15/BC")
    scan = tmp_path / "bao-cao.png"
    Image.new("RGB", (40, 60), "white").save(scan)
    fill(window, "scan", str(scan))
    accept(window, shown, qtbot)
    assert shown.finding_table.model().index(0, 6).data() == "15/BC; bao-cao.png"
    QTest.keyClick(shown.finding_table, Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed" and page(window).preview.paper is not None, timeout=5000)
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    assert page(window) is shown
    QTest.keyClick(shown.table, Key.Key_Delete, CTRL)
    fill(window, "conclusion", "Đã khắc phục")
    accept(window, shown, qtbot)
    (over,) = check_plans.listed(office.desk)
    assert (over.closed, over.open) == (date(2020, 1, 6), 0)
    QTest.keyClick(shown.table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"


def test_a_finding_is_of_the_matter_chosen_whatever_bears_its_number(
    window: DeskWindow, office: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers begin anew each year, and another matter may bear this one: what was chosen is never asked for by its number."""

    def several(_desk: Desk, number: str, unknown: str) -> str:
        raise Refused(Refusal(unknown, {"number": number}, "matter"))

    monkeypatch.setattr(books, "matter_named", several)
    key = check_plans.plan(office.desk, "full", "Kiểm tra", date(2020, 1, 6), date(2020, 1, 20))
    check_plans.draw(office.desk, key, 5)
    QTest.keyClick(window, Key.Key_F7, BOTH)
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown.table, Key.Key_2, CTRL)
    chosen = shown.sample_table.current_key()
    QTest.keyClick(shown.sample_table, Key.Key_D, CTRL)
    for name, text in (("text", "Chưa gửi"), ("remedy", "Gửi ngay"), ("who", "Văn thư"), ("due", "+5")):
        fill(window, name, text)
    accept(window, shown, qtbot)
    assert [f.matter for f in check_plans.known(office.desk, key).findings] == [chosen]


@pytest.fixture
def cuc(tmp_path: Path, office: Bench) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "cuc", FixedClock(date(2020, 1, 6)), create=True)
    people.set_up(desk, PARENT, "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, tmp_path / "a.thads").path))
    yield desk
    desk.close()


def test_the_department_inspects_an_office(cuc: Desk, qtbot: QtBot) -> None:
    window = window_for(cuc)
    qtbot.addWidget(window)
    window.show()
    settled(qtbot, window)
    QTest.keyClick(window, Key.Key_F7, BOTH)
    settled(qtbot, window)
    shown = page(window)
    assert shown.tabs.count() == 1
    assert not any("Chọn mẫu" in a.text() for a in shown.actions()), "a department has no matters to draw from"
    QTest.keyClick(shown.table, Key.Key_T, CTRL)
    form = page(window)
    fill(window, "title", "Kiểm tra quý I")
    fill(window, "end", "20012020")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "đơn vị được kiểm tra" in form.form["office"].refusal()
    fill(window, "office", "Chi cục A")
    accept(window, shown, qtbot)
    (made,) = check_plans.listed(cuc)
    assert made.office == "Chi cục A"
    QTest.keyClick(shown.table, Key.Key_D, CTRL)
    assert page(window).form["who"].value() == "Chi cục A"
    for name, text in (("matter", "07/QĐ-CCTHADS ngày 01/09/2019"), ("text", "Chưa xác minh"), ("remedy", "Xác minh ngay"), ("due", "+5")):
        fill(window, name, text)
    accept(window, shown, qtbot)
    (finding,) = check_plans.known(cuc, made.check).findings
    assert (finding.matter, finding.number_text, finding.person) == ("", "07/QĐ-CCTHADS ngày 01/09/2019", "Chi cục A")
    QTest.keyClick(shown.table, Key.Key_Return)
    assert page(window).form["office"].value() == "Chi cục A"

"""The staff register and the proposal by keyboard: a unit, a person, a secondment, a leave; conditions, the answer, scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled, typed
from tests.office import Bench, bench
from tests.unit.test_staff import three_units
from thads_desktop.services import staff, staff_proposal
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
REGISTER = "Sổ cán bộ: đơn vị, biên chế, ngạch, nghỉ, biệt phái"
PROPOSAL = "Đề xuất biên chế, biệt phái theo khối lượng"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 1, 6))
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.focusWidget(), key, modifier)


def write(form: Any, window: DeskWindow, **texts: str) -> None:
    for name, text in texts.items():
        editor = form.form[name].editor
        editor.setFocus()
        if hasattr(editor, "selectAll"):
            editor.selectAll()
        typed(window.focusWidget(), text)
    press(window, Key.Key_Return)


def test_unit_person_secondment_and_leave(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    act(window, REGISTER)
    register = page(window)
    settled(qtbot, window)
    press(window, Key.Key_T)
    assert page(window) is register, "units come first"
    press(window, Key.Key_U)
    units = page(window)
    settled(qtbot, window)
    for name, posts in (("Chi cục quận Một", "năm"), ("Chi cục quận Hai", "3")):
        press(window, Key.Key_T)
        form = page(window)
        write(form, window, name=name, posts=posts)
        settled(qtbot, window)
        if not posts.isdigit():
            assert "không phải là số nguyên" in form.form["posts"].refusal()
            write(form, window, posts="5")
        qtbot.waitUntil(lambda: page(window) is units, timeout=5000)
        settled(qtbot, window)
    assert units.model.rowCount() == 2
    press(window, Key.Key_D)
    write(page(window), window, carried="120", intake="30", money="2000000000", money_new="500000000", years="1,5")
    qtbot.waitUntil(lambda: page(window) is units, timeout=5000)
    settled(qtbot, window)
    QTest.keyClick(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window) is register, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_T)
    write(page(window), window, name="Lê Thị Mơ")
    qtbot.waitUntil(lambda: page(window) is register, timeout=5000)
    settled(qtbot, window)
    assert register.model.rowCount() == 1
    press(window, Key.Key_D)
    form = page(window)
    write(form, window)
    settled(qtbot, window)
    assert page(window) is register, [f.refusal() for f in form.form.fields()]
    qtbot.waitUntil(lambda: page(window) is register, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_B)
    write(page(window), window, until="10012020")
    qtbot.waitUntil(lambda: page(window) is register, timeout=5000)
    settled(qtbot, window)
    (member,) = staff.listed(office.desk)[1]
    assert member.at != member.unit
    assert member.away == "nghỉ hằng năm"
    register.search.setText("khong co ai")
    assert register.model.rowCount() == 0


def test_a_wrong_entry_is_struck_and_who_left_comes_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    keys = three_units(office.desk)
    b = next(m for m in staff.listed(office.desk)[1] if m.name == "Cán bộ b").key
    staff.take_leave(office.desk, b, date(2020, 1, 6), date(2024, 1, 6), "nam")
    act(window, REGISTER)
    register = page(window)
    settled(qtbot, window)
    register.search.setText("can bo b")
    register.table.begin()
    press(window, Key.Key_E)
    settled(qtbot, window)
    entries = page(window)
    assert [entries.name, entries.model.rowCount()] == ["staff_entries", 2]
    press(window, Key.Key_D)
    write(page(window), window)
    settled(qtbot, window)
    assert page(window).form["reason"].refusal()
    write(page(window), window, reason="Ghi nhầm năm")
    qtbot.waitUntil(lambda: page(window) is entries, timeout=5000)
    settled(qtbot, window)
    assert entries.model.rowCount() == 1
    staff.leave_service(office.desk, b, date(2020, 1, 6))
    office.on(date(2020, 1, 8))
    QTest.keyClick(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window) is register, timeout=5000)
    settled(qtbot, window)
    assert register.model.rowCount() == 0
    press(window, Key.Key_H)
    settled(qtbot, window)
    assert [register.model.rowCount(), "đã thôi việc" in register.count.text()] == [1, True]
    register.table.begin()
    press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    write(page(window), window)
    qtbot.waitUntil(lambda: page(window) is register, timeout=5000)
    assert next(m for m in staff.listed(office.desk)[1] if m.key == b).unit == keys["A"]


def test_what_a_name_holds_is_no_markup_in_a_message(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    three_units(office.desk)
    staff.set_unit(office.desk, "<b>Đậm</b>", "1")
    act(window, PROPOSAL)
    shown = page(window)
    settled(qtbot, window)
    press(window, Key.Key_Y)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: "<b>Đậm</b>" in shown.progress.result.text(), timeout=20_000)
    assert shown.progress.result.textFormat() == Qt.TextFormat.PlainText


def test_conditions_answer_and_scenarios(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    three_units(office.desk)
    act(window, PROPOSAL)
    shown = page(window)
    settled(qtbot, window)
    assert shown.model.rowCount() == 3
    press(window, Key.Key_S)
    assert page(window) is shown, "there is nothing to keep yet"
    press(window, Key.Key_R)
    qtbot.waitUntil(lambda: shown.made is not None, timeout=20_000)
    settled(qtbot, window)
    assert "Đã chứng minh là tốt nhất" in shown.progress.result.text()
    assert shown.told.rowCount() >= 1
    press(window, Key.Key_S)
    write(page(window), window, name="Không giới hạn")
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_D)
    write(page(window), window, most_moves="1")
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.made is None
    assert "không quá 1 người" in shown.asked.text()
    shown.table.setFocus()
    press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    write(page(window), window, least="7", most="3")
    settled(qtbot, window)
    assert "lớn hơn số tối đa" in page(window).form["most"].refusal()
    write(page(window), window, most="9")
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_R)
    qtbot.waitUntil(lambda: shown.made is not None, timeout=20_000)
    settled(qtbot, window)
    assert shown.made.clashes
    assert "không thể cùng có" in shown.made.clashes[0]
    staff_proposal.keep(office.desk, "Bảy người", shown.made)
    press(window, Key.Key_P)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    press(window, Key.Key_G)
    settled(qtbot, window)
    assert page(window).name == "staff_compare"
    compare = page(window)
    assert [compare.model.rowCount(), compare.list.rowCount(), len(compare.scenarios)] == [13, 2, 2]
    press(window, Key.Key_P)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    again = page(window)
    assert (again.name, again.made) == ("staff_proposal", compare.scenarios[0].made)
    assert again.told.rowCount() >= 1
    assert len(staff.listed(office.desk)[1]) == 8, "nothing was applied"

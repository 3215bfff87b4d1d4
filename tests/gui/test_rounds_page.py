"""The place "Xác minh" by keyboard: a trip printed, its results typed, the forecast, what is published, the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_keys import meet
from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import WHY, debtor, ended, in_order, lacking, moved
from thads_desktop.services import archiving, publication_list, publications, queries, trips
from thads_desktop.ui.matter_head import MatterHead
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
#: A Monday under the new law, and half a year later.
DAY, LATER = date(2026, 7, 6), date(2027, 1, 5)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    lacking(made, commune="11296")
    lacking(made, number="16/2019/DS-ST", name="Trần Thị Tám", commune="11296")
    lacking(made, number="17/2019/DS-ST", name="Lê Văn Bảy")
    made.on(LATER)
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def at(window: DeskWindow, qtbot: QtBot, number: int) -> Any:
    """The place, its section of this number shown by its key."""
    press(window, Key.Key_F5, CTRL)
    settled(qtbot, window)
    press(window, Key(Key.Key_0.value + number), CTRL)
    settled(qtbot, window)
    shown: Any = page(window)
    assert shown.name == "rounds"
    return shown.section()


def test_a_trip_is_printed_by_commune_and_its_results_are_typed_in_one_table(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    section = at(window, qtbot, 1)
    assert [r.name for r in section.places_model._rows][1:] == [trips.NOWHERE, "Tất cả các nơi"]
    assert section.model.rowCount() == 2
    press(window, Key.Key_Down)
    press(window, Key.Key_Down)
    settled(qtbot, window)
    assert section.model.rowCount() == 3
    press(window, Key.Key_Up)
    press(window, Key.Key_Up)
    settled(qtbot, window)
    press(window, Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=10_000)
    settled(qtbot, window)
    (trip,) = trips.listed(office.desk)
    assert (trip.count, trip.back) == (2, 0)
    press(window, Key.Key_Escape)
    section = at(window, qtbot, 2)
    press(window, Key.Key_Return)
    assert section.table.hasFocus()
    press(window, Key.Key_1)
    press(window, Key.Key_2)
    assert "đã gõ 2" in section.count.text()
    # A figure with Ctrl turns to another section, and types nothing.
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "Đã ghi 2 kết quả" in window.notice.text()
    assert [o.found.result for o in trips.opened(office.desk, trip.trip) if o.found] == ["none", "means"]
    press(window, Key.Key_E, CTRL)
    settled(qtbot, window)
    assert trips.listed(office.desk)[0].closed


def test_a_row_that_is_refused_says_so_and_nothing_is_recorded(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    chosen = [(v.matter, v.party) for v in trips.due(office.desk, date(2027, 1, 31))]
    trips.make(office.desk, chosen)
    section = at(window, qtbot, 2)
    press(window, Key.Key_Return)
    press(window, Key.Key_1)
    press(window, Key.Key_D, CTRL)
    section.day.editor.selectAll()
    typed(window.focusWidget(), "04012027")
    press(window, Key.Key_Escape)
    assert section.table.hasFocus()
    section.table.selectRow(1)
    press(window, Key.Key_1)
    press(window, Key.Key_5)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "chưa dòng nào được ghi" in window.notice.text()
    wrong = [r.wrong for r in section._rows]
    assert wrong[0] == ""
    assert "trước ngày in chuyến" in wrong[1]
    assert sum(len(queries.matter(office.desk, m).state.verifications) for m in office.matters) == 3
    # What was typed stays, also when the lists are asked anew, so that it is put right and recorded.
    section.refresh()
    settled(qtbot, window)
    settled(qtbot, window)
    assert [r.result for r in section._rows][:2] == ["none", "none"]
    section.table.selectRow(1)
    press(window, Key.Key_0)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "Đã ghi 1 kết quả" in window.notice.text()


def test_single_debtors_are_chosen_at_the_right(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    section = at(window, qtbot, 1)
    press(window, Key.Key_Return)
    assert section.table.hasFocus()
    press(window, Key.Key_Down)
    press(window, Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=10_000)
    settled(qtbot, window)
    assert [t.count for t in trips.listed(office.desk)] == [1]


def test_nothing_typed_and_nothing_chosen_is_said(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    section = at(window, qtbot, 2)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "Chưa in chuyến nào" in window.notice.text()
    section = at(window, qtbot, 1)
    section.span.setCurrentIndex(0)
    settled(qtbot, window)
    assert section.places_model.rowCount() == 0
    press(window, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert "Chưa chọn ai" in section.progress.result.text()


def test_the_forecast_leads_from_the_figure_to_the_matter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.on(date(2026, 12, 1))
    section = at(window, qtbot, 3)
    assert "3 lượt" in section.count.text()
    press(window, Key.Key_Return)
    assert section.places.hasFocus()
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert section.visits_model.rowCount() == 2
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "matter"
    press(window, Key.Key_Escape)
    settled(qtbot, window)
    press(window, Key.Key_Escape)
    assert section.places.hasFocus()
    press(window, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"


def test_all_that_is_to_be_published_is_marked_by_one_key_and_the_list_is_sent(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    section = at(window, qtbot, 4)
    assert [s.need for s in section.made.todo] == ["publish"] * 3
    press(window, Key.Key_A, CTRL)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "Đã ghi 3 dòng" in window.notice.text()
    assert section.made.todo == ()
    press(window, Key.Key_B, CTRL)
    assert section.shown_model.rowCount() == 3
    press(window, Key.Key_Y, CTRL)
    settled(qtbot, window)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    press(window, Key.Key_T, CTRL)
    settled(qtbot, window)
    typed(window.focusWidget(), "Trang thông tin điện tử")
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    form = page(window)
    assert form.form["proof"].refusal()
    form.form["proof"].editor.setFocus()
    typed(window.focusWidget(), "12/CV")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "rounds", timeout=5000)
    settled(qtbot, window)
    assert [(s.count, s.proof) for s in publication_list.sent(office.desk)] == [(3, "12/CV")]
    assert section.sent_model.rowCount() == 1
    for key in (Key.Key_I, Key.Key_P):
        press(window, key, CTRL)
        settled(qtbot, window)
        assert page(window).name == "printed"
        press(window, Key.Key_Escape)
        settled(qtbot, window)
    assert len(publications.board(office.desk).shown) == 3


def test_a_file_goes_into_the_archive_by_four_keys(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = ended(office, "30/2019/DS-ST", "Vũ Văn Hết")
    in_order(office, matter)
    section = at(window, qtbot, 5)
    section.refresh()
    settled(qtbot, window)
    for who in (office.officer, office.second, office.head):
        press(window, Key.Key_Return, CTRL)
        settled(qtbot, window)
        step = page(window)
        assert step.name == "archive-step"
        step.form["by"].set_value(who)
        if who == office.officer:
            press(window, Key.Key_Return, CTRL)
            settled(qtbot, window)
            assert "soát hồ sơ còn thiếu" in step.form.summary.text()
            step.form["reason"].editor.setText(WHY)
        press(window, Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: page(window).name == "rounds", timeout=5000)
        settled(qtbot, window)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    step = page(window)
    step.form["receiver"].editor.setFocus()
    typed(window.focusWidget(), "Vũ Thị Lưu")
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert step.form["place"].refusal()
    step.form["place"].editor.setFocus()
    typed(window.focusWidget(), "Kho 1")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=5000)
    assert archiving.of_matter(office.desk, matter).filed.stage == "archived"
    window.open_matter(matter)
    settled(qtbot, window)
    shown: Any = page(window)
    assert "đã lưu trữ" in shown.findChild(MatterHead).text()
    QTest.keyClick(window.focusWidget() or window, Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    files: Any = page(window)
    press(window, Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    form: Any = page(window)
    assert form.name == "archive-withdraw"
    form.form["by"].set_value(office.head)
    typed(form.form["borrower"].editor, "Trần Thị Bình")
    typed(form.form["reason"].editor, "bổ sung biên lai")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is files, timeout=5000)
    settled(qtbot, window)
    assert "đã rút khỏi lưu trữ: bổ sung xong thì trả lại" in files.said.text()
    press(window, Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    form = page(window)
    typed(form.form["receiver"].editor, "Vũ Thị Lưu")
    typed(form.form["place"].editor, "Kho 1")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is files, timeout=5000)
    settled(qtbot, window)
    assert "hồ sơ đã lưu trữ, chỉ xem" in files.said.text()
    assert debtor(office, matter)


def test_no_key_of_a_section_belongs_to_another(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    for number in range(1, 6):
        section = at(window, qtbot, number)
        assert section.isVisible()
        held: dict[str, list[QAction]] = {}
        for action in window.findChildren(QAction):
            owner = action.parent()
            if isinstance(owner, QWidget) and owner.isVisible() and action.isEnabled():
                for keys in action.shortcuts():
                    held.setdefault(keys.toString(), []).append(action)
        both = {k: [a.text() for a in found] for k, found in held.items() if any(meet(a, b) for a, b in combinations(found, 2))}
        assert both == {}, number
        # What is not shown is not offered either.
        offered = {e.title for e in window.commands()}
        assert {a.text() for other in page(window).sections if other is not section for a in other.actions()} & offered <= {
            a.text() for a in section.actions()
        }  # fmt: skip


def test_what_was_cut_is_looked_at_before_the_list_goes(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = lacking(office, number="18/2019/DS-ST", name="Vũ Văn Sáu")
    moved(office, matter, "ở nhờ nhà con (SN 2015, CCCD 031215000999)")
    section = at(window, qtbot, 4)
    for _turn in range(3):
        press(window, Key.Key_B, CTRL)
    settled(qtbot, window)
    assert section.doubt_model.rowCount() == 1
    assert "địa chỉ" in section.doubt_model._rows[0][2]
    press(window, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    press(window, Key.Key_Escape)
    settled(qtbot, window)
    press(window, Key.Key_T, CTRL)
    settled(qtbot, window)
    typed(window.focusWidget(), "Trang thông tin điện tử")
    form = page(window)
    form.form["proof"].editor.setFocus()
    typed(window.focusWidget(), "12/CV")
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert publication_list.sent(office.desk) == []
    assert "Xem lại trước khi gửi" in form.form["looked"].refusal()
    form.form["looked"].editor.setFocus()
    press(window, Key.Key_Space)
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "rounds", timeout=5000)
    settled(qtbot, window)
    assert len(publication_list.sent(office.desk)) == 1


def test_the_files_for_the_archive_are_found_by_officer_and_number(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    one, other = (ended(office, f"{n}/2019/DS-ST", f"Đỗ Văn Lưu {n}") for n in (41, 42))
    section = at(window, qtbot, 5)
    section.refresh()
    settled(qtbot, window)
    every = section.model.rowCount()
    assert every >= 2
    press(window, Key.Key_F, CTRL)
    assert window.focusWidget() is section.search
    number = next(section.model.row(n).number_text for n in range(every) if section.model.row(n).matter == one)
    officer = next(section.model.row(n).officer_name for n in range(every) if section.model.row(n).matter == one)
    typed(section.search, f"{officer} Lưu 41")
    qtbot.waitUntil(lambda: section.model.rowCount() == 1, timeout=5000)
    assert section.model.row(0).matter == one
    assert "1 hồ sơ chờ lưu trữ khớp chữ đang tìm" in section.count.text()
    (listed,) = section._listing()().tables[0].rows
    assert number in listed, "what is printed is what is seen"
    section.search.clear()
    typed(section.search, "không có ai")
    qtbot.waitUntil(lambda: section.model.rowCount() == 0, timeout=5000)
    section.search.clear()
    qtbot.waitUntil(lambda: section.model.rowCount() == every, timeout=5000)
    assert section.model.place(other) >= 0

"""The page of one matter by keyboard: its head, what was, the short timeline, a second window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import short_date
from thads_desktop.services import acts, intake, opening, papers, parties, queries
from thads_desktop.ui.pages.money import MoneyPage
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def settled(qtbot: QtBot, window: Any) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


def press(window: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def opened(window: DeskWindow, matter: str, qtbot: QtBot) -> Any:
    window.open_matter(matter)
    settled(qtbot, window)
    return window.page()


def whole(label: QLabel) -> bool:
    """All its words are on the screen."""
    return label.isVisible() and label.width() >= label.fontMetrics().horizontalAdvance(label.text())


@pytest.mark.parametrize(("width", "percent"), [(1366, 100), (910, 100), (1366, 200)])
def test_many_debtors_push_nothing_out_of_the_head(
    desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot, width: int, percent: int
) -> None:
    named = [f"Công ty trách nhiệm hữu hạn một thành viên Thương mại và Dịch vụ Hải Phòng {n}" for n in range(1, 9)]
    owe = tuple(parties.PartyInput(name, "org") for name in named)
    judgment = office.judgment("77/2019/DS-ST")
    request = intake.receive_request(office.desk, judgment, parties.PartyInput("Trần Văn Tư", birth_year=1960), DAY)
    lines = tuple(opening.Obligation(f"Trả nợ {n}", 1_000_000, debtors=(n,)) for n in range(8))
    given = opening.OpeningInput(judgment, "yc", request, owe, (parties.PartyInput("Trần Văn Tư", birth_year=1960),), lines, office.officer)
    opening.issue(office.desk, given, office.head, DAY)
    matter = next(r.matter for r in queries.matters(office.desk) if r.matter not in office.matters)
    window.set_zoom(percent)
    window.resize(width, 768)
    shown = opened(window, matter, qtbot)
    head = shown.summary
    for label in (head.number, head.since, head.owed, head.officer):
        assert whole(label), label.objectName()
        assert label.mapTo(window, label.rect().topRight()).x() <= window.width()
    assert head.chip.width() >= head.chip.sizeHint().width()
    assert not whole(head.debtors)
    assert head.debtors.width() > 60
    head.debtors.grab()
    assert all(name in head.debtors.toolTip() for name in named)
    press(window, Key.Key_P, CTRL)
    settled(qtbot, window)
    persons: Any = window.page()
    assert {persons.model.row(n).name for n in range(persons.model.rowCount())} >= set(named), "all of them by keyboard"
    settled(qtbot, window)


@pytest.mark.parametrize("where", ["matter", "deferral", "way"])
def test_the_paper_is_seen_wide_and_the_form_returns(
    desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot, where: str
) -> None:
    """At 200 % on a small screen there is no room for a form and its paper beside each other."""
    window.set_zoom(200)
    window.resize(1366, 768)
    shown = opened(window, office.matters[0], qtbot)
    press(window, Key.Key_3, CTRL)
    if where == "deferral":
        shown._start("deferral")
    if where == "way":
        press(window, Key.Key_G, CTRL)
    settled(qtbot, window)
    page: Any = window.page()
    before, preview = window.focusWidget(), page.preview
    press(window, Key.Key_E, CTRL)
    settled(qtbot, window)
    assert preview.isVisible()
    assert preview.width() > 800
    assert preview.mapTo(window, preview.rect().topRight()).x() < window.width()
    press(window, Key.Key_Escape)
    assert window.page() is page
    assert window.focusWidget() is before
    assert not preview.alone.on
    assert before is not None
    assert before.isVisible()
    if where == "deferral":
        press(window, Key.Key_E, CTRL)
        press(window, Key.Key_F9)
        qtbot.waitUntil(lambda: bool(page.form["clause"].refusal()), timeout=5000)
        assert page.form["clause"].isVisible(), "a refusal is seen at its field"
    settled(qtbot, window)


# --- what was ---------------------------------------------------------------------------------------


def test_nothing_is_done_to_what_was(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office.matters[0], qtbot)
    press(window, Key.Key_D, CTRL)
    QTest.keyClicks(matter.as_of.editor, "07102019")
    press(window, Key.Key_Tab)
    settled(qtbot, window)
    for key, modifier in ((Key.Key_T, CTRL), (Key.Key_G, CTRL), (Key.Key_Delete, CTRL)):
        window.notice.dismiss()
        press(window, key, modifier)
        assert window.page() is matter, key
        assert window.notice.kind == "amber"
        assert "Ctrl+Shift+D" in window.notice.text(), "it says how to come back"
    window.notice.dismiss()
    press(window, Key.Key_J, CTRL)
    press(window, Key.Key_Return)
    assert "Ctrl+Shift+D" in window.notice.text()
    press(window, Key.Key_D, CTRL | SHIFT)
    settled(qtbot, window)
    press(window, Key.Key_T, CTRL)
    assert window.page().name == "act"  # type: ignore[union-attr]  # a page is open
    settled(qtbot, window)


def test_the_timeline_is_short_or_full(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office.matters[0], qtbot)
    full = [matter.timeline.row(n).what for n in range(matter.timeline.rowCount())]
    assert {"Trình ký", "Ký", "Vào số, ban hành", "Quyết định thi hành án"} <= set(full)
    press(window, Key.Key_G, CTRL | SHIFT)
    short = [matter.timeline.row(n).what for n in range(matter.timeline.rowCount())]
    assert "Quyết định thi hành án" in short
    assert not {"Trình ký", "Ký", "Vào số, ban hành"} & set(short)
    assert matter.panes.tabText(0) == "Diễn biến (gọn)"
    press(window, Key.Key_G, CTRL | SHIFT)
    assert [matter.timeline.row(n).what for n in range(matter.timeline.rowCount())] == full


def test_a_line_says_which_paper_it_is_of_and_enter_opens_it(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office.matters[0], qtbot)
    at = next(n for n in range(matter.timeline.rowCount()) if matter.timeline.row(n).what == "Quyết định thi hành án")
    said = str(matter.timeline.index(at, 2).data())
    view = matter.view.papers[0]
    assert said.startswith(f"{view.title} số {view.number_text} ngày {short_date(view.day)}")
    press(window, Key.Key_1, CTRL)
    matter.timeline_table.selectRow(at)
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert window.page().name == "way"  # type: ignore[union-attr]  # a page is open
    assert window.page().paper.paper == view.paper  # type: ignore[union-attr]  # a page is open
    press(window, Key.Key_Escape)
    assert window.page() is matter
    # As of a day that is over it is only looked at.
    matter._day = date(2020, 1, 1)
    matter._open_event(matter.timeline.row(at).seq)
    assert window.page() is matter
    assert matter.panes.currentIndex() == 2
    settled(qtbot, window)


# --- a second window --------------------------------------------------------------------------------


def test_a_second_window_of_a_matter_sees_what_is_done_in_the_first(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    opened(window, office.matters[0], qtbot)
    press(window, Key.Key_Return, CTRL | SHIFT)
    (other,) = window._others
    settled(qtbot, window)
    assert other.page().key == office.matters[0]  # type: ignore[union-attr]  # a page is open
    assert "còn 10.000.000 đồng" in other.page().summary.text()  # type: ignore[union-attr]  # a page is open
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Key.Key_T, CTRL)
    form: Any = window.page().form  # type: ignore[union-attr]  # a page is open
    form["amount"].editor.clear()
    QTest.keyClicks(form["amount"].editor, "4000000")
    QTest.keyClick(form["amount"].editor, Key.Key_Return, CTRL)
    settled(qtbot, window)
    for each in (window, other):
        assert "còn 6.000.000 đồng" in each.page().summary.text()  # type: ignore[union-attr]  # a page is open
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    press(other, Key.Key_K, CTRL)
    from thads_desktop.ui.palette import Palette

    palette = other.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.line, "an")
    settled(qtbot, window)
    QTest.keyClick(palette.line, Key.Key_Escape)
    press(other, Key.Key_Escape)
    qtbot.waitUntil(lambda: not window._others, timeout=2000)
    assert window.isVisible()
    settled(qtbot, window)


def test_a_matter_found_in_a_second_window_opens_there(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    opened(window, office.matters[0], qtbot)
    press(window, Key.Key_Return, CTRL | SHIFT)
    (other,) = window._others
    assert other.search is not None
    before = other.page()
    (entry,) = other.search("01")
    entry.run()
    assert other.page() is not before
    assert window.page().key == office.matters[0]  # type: ignore[union-attr]  # a page is open
    other.open_window(lambda shell: type(before)(shell, office.matters[0]))  # type: ignore[union-attr, call-arg, arg-type]  # a page of the same kind
    assert len(window._others) == 2, "all second windows belong to the first"
    settled(qtbot, window)
    closed: list[object] = []
    for each in (*window._others, window):
        each.gone.connect(closed.append)
    assert window.close()
    assert len(closed) == 3


def test_a_person_chosen_in_the_first_window_acts_in_the_second(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    opened(window, office.matters[0], qtbot)
    press(window, Key.Key_Return, CTRL | SHIFT)
    (other,) = window._others
    window.person_menu.actions()[-1].trigger()
    assert other.person.text() == window.person_menu.actions()[-1].text()
    settled(qtbot, window)


# --- places -----------------------------------------------------------------------------------------


def test_a_matter_opened_from_elsewhere_stands_under_its_place(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("journal")
    settled(qtbot, window)
    opened(window, office.matters[0], qtbot)
    assert window.list.currentItem().text() == "Việc"
    press(window, Key.Key_Escape)
    assert window.page().name == "journal"  # type: ignore[union-attr]  # a page is open
    assert window.list.currentItem().text() == "Nhật ký"


@pytest.mark.parametrize("place", ["matter", "journal", "second"])
def test_a_judgment_is_received_from_every_page(window: DeskWindow, office: Bench, qtbot: QtBot, place: str) -> None:
    where: Any = window
    if place == "journal":
        window.go("journal")
    else:
        opened(window, office.matters[0], qtbot)
    if place == "second":
        press(window, Key.Key_Return, CTRL | SHIFT)
        (where,) = window._others
        qtbot.waitUntil(where.isActiveWindow)
    settled(qtbot, window)
    for _ in range(2):
        press(where, Key.Key_N, CTRL)
        assert where.page().name == "receive"
    press(where, Key.Key_Escape)
    assert where.page().name != "receive", "it was opened once"
    settled(qtbot, window)


def test_coming_back_to_today_takes_the_refusal_of_the_day_away(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office.matters[0], qtbot)
    press(window, Key.Key_D, CTRL)
    QTest.keyClicks(matter.as_of.editor, "99999999")
    press(window, Key.Key_Tab)
    assert matter.as_of.editor.property("refused")
    press(window, Key.Key_D, CTRL | SHIFT)
    settled(qtbot, window)
    assert not matter.as_of.editor.property("refused")
    assert not matter.as_of.refusal()


def test_collecting_tells_what_came_in_and_what_is_held_in_all(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    key = office.matters[0]
    acts.collect(office.desk, key, DAY, 0, 1_000_000)
    opened(window, key, qtbot)
    press(window, Key.Key_T, CTRL)
    page: Any = window.page()
    page.form.set_values({"amount": 400_000, "receipt": "0000007"})
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert window.notice.text() == "Đã thu 400.000 đồng; tổng số đang giữ cho người nộp: 1.000.000 đồng."


def test_collecting_before_a_decision_tells_both_too(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment("88/2019/DS-ST")
    intake.take_money(office.desk, judgment, parties.PartyInput("Lê Thị Chín"), 1_000_000, DAY)
    window.open_page(MoneyPage(window, judgment, "88/2019/DS-ST"))
    page: Any = window.page()
    page.form.set_values({"name": "Lê Văn Mười", "amount": 400_000})
    page.form["amount"].editor.setFocus()
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert window.notice.text() == "Đã thu 400.000 đồng; tổng số đang giữ cho bản án này: 1.400.000 đồng. Chưa ghi số biên lai: bổ sung khi có."


def test_a_second_window_stands_on_the_screen_and_names_its_matter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.setGeometry(room)
    opened(window, office.matters[0], qtbot)
    press(window, Key.Key_Return, CTRL | SHIFT)
    other = window._others[0]
    settled(qtbot, window)
    assert room.contains(other.frameGeometry())
    number = other.page().view.number_text
    assert number
    assert other.windowTitle().startswith(f"{number} ─ ")
    assert not window.windowTitle().startswith(number)
    press(other, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert other.windowTitle().startswith(f"{number} ─ "), "also while a page stands over it"
    other.close()


def test_the_paper_that_was_just_issued_stands_under_the_hand(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    """Printing and saving take the paper that was made a moment ago, not the one that was chosen before it."""
    matter = office.matters[0]
    shown = opened(window, matter, qtbot)
    QTest.keyClick(window, Key.Key_3, CTRL)
    first = shown.papers_table.current_key()
    draft = papers.Draft("deferral", Effect("deferral", "c", until=office.clock.day + timedelta(days=60)), matter, {"reason": "hai bên thỏa thuận"})
    made = papers.issue_at_once(office.desk, draft, office.head)[0]
    shown.refresh()
    settled(qtbot, window)
    assert first != made
    assert shown.papers_table.current_key() == made
    shown.papers_table.select_key(first)
    shown.refresh()
    settled(qtbot, window)
    assert shown.papers_table.current_key() == first, "nothing moved: the choice stays"

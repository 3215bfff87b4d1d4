"""Every page in the real window on a real file, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests import registers
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.services import papers, queries, reporting
from thads_desktop.ui.page import Page
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=None)
    yield made
    made.desk.close()


def typed(widget: QWidget, text: str) -> None:
    """Type a text letter by letter, Vietnamese letters too (an input method sends them as text)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def page(window: DeskWindow) -> Any:
    found = window.page()
    assert isinstance(found, Page)
    return found


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)


def act(window: DeskWindow, text: str) -> None:
    """Run an action of the page or frame by its words, as the palette does."""
    entry = next(e for e in window.commands() if e.title == text)
    entry.run()


def test_every_place_opens_by_its_key_and_has_a_title(window: DeskWindow, qtbot: QtBot) -> None:
    for number, (name, place) in enumerate(window.places.items(), 1):
        if number <= 10:
            QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.AltModifier)
        else:
            QTest.keySequence(window, QKeySequence(place.key))
        assert page(window).name == name
        assert page(window).title
        settled(qtbot, window)


def test_search_finds_with_and_without_marks_and_enter_opens(window: DeskWindow, qtbot: QtBot) -> None:
    shown = page(window)
    assert isinstance(shown.first_focus(), QLineEdit)
    for words, found in (("do thi anh", 1), ("Ánh Tuyết", 1), ("031080000001", 2), ("khong co ai", 0)):
        shown.search.clear()
        typed(shown.search, words)
        QTest.keyClick(shown.search, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda n=found: shown.model.rowCount() == n, timeout=5000)
    shown.search.setText("anh tuyet")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1 and shown.model.content(0) is not None, timeout=5000)
    shown.table.selectRow(0)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert page(window).name == "matter"
    settled(qtbot, window)
    assert "Đỗ Thị Ánh Tuyết" in page(window).summary.text()


def opened(window: DeskWindow, office: Bench, qtbot: QtBot) -> Any:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    return page(window)


def test_money_is_recorded_by_keyboard_and_a_wrong_amount_is_refused(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office, qtbot)
    QTest.keyClick(matter, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    form = page(window).form
    form["amount"].set_raw("mười triệu")
    QTest.keyClick(form["amount"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "không phải là số tiền" in form["amount"].refusal()
    form["amount"].editor.clear()
    typed(form["amount"].editor, "4000000")
    QTest.keyClick(form["amount"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page(window) is matter, timeout=5000)
    settled(qtbot, window)
    assert "còn 6.000.000 đồng" in matter.summary.text()


def test_an_unlawful_act_says_why(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office, qtbot)
    items = [matter.acts.item(at) for at in range(matter.acts.count())]
    dimmed = next(i for i in items if i.data(Qt.ItemDataRole.UserRole) == "continuation")
    assert "tiếp tục" in dimmed.data(Qt.ItemDataRole.UserRole + 1)
    matter._begin(dimmed)
    assert page(window) is matter


def test_a_deferral_is_issued_with_f9_and_its_paper_kept(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office, qtbot)
    matter._start("deferral")
    prepared = page(window)
    settled(qtbot, window)
    QTest.keyClick(prepared, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(prepared.form["clause"].refusal()), timeout=5000)
    assert "Điều 48" in prepared.form["clause"].refusal(), "the refusal names the article"
    prepared.form["clause"].set_value("c")
    QTest.keyClick(prepared, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(prepared.form["until"].refusal()), timeout=5000)
    assert "phải ghi thời hạn" in prepared.form["until"].refusal()
    prepared.form["until"].set_value(office.desk.clock.today() + timedelta(days=60))
    QTest.keyClick(prepared, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: page(window) is matter, timeout=5000)
    settled(qtbot, window)
    told = window.notice.text()
    assert "Đã ban hành số" in told
    assert "gửi quyết định cho Viện kiểm sát" in told, "the terms that were born are said"
    shown = queries.matter(office.desk, office.matters[0])
    assert shown.state.status == "deferral"
    with office.desk.reading() as reader:
        assert papers.pdf(reader, shown.papers[-1].paper).startswith(b"%PDF")


def test_the_queue_signs_and_numbers(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office, qtbot)
    matter._start("termination")
    prepared = page(window)
    prepared.form["clause"].set_value("c")
    prepared.form.accept()
    qtbot.waitUntil(lambda: page(window) is matter, timeout=5000)
    queue = window.go("queue")
    settled(qtbot, window)
    assert queue is not None
    queue.table.selectRow(0)  # type: ignore[attr-defined]  # the widget is of that kind
    QTest.keyClick(queue, Qt.Key.Key_F9)
    QTest.keyClick(queue, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: queries.matter(office.desk, office.matters[0]).state.status == "terminated", timeout=10_000
    )
    settled(qtbot, window)


def test_the_first_decision_takes_few_keys(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    """README's first decision, by keys alone: what is focused takes each key. Names and texts are not counted."""
    keys = 0

    def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal keys
        keys += 1
        QTest.keyClick(window.focusWidget() or window, code, modifier)

    def text(words: str) -> None:
        typed(window.focusWidget(), words)

    def digits(figures: str) -> None:
        nonlocal keys
        keys += len(figures)
        text(figures)

    def enter_to(name: str) -> None:
        while window.focusWidget().objectName() != name:
            before = window.focusWidget()
            key(Qt.Key.Key_Return)
            assert window.focusWidget() is not before

    key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.focusWidget().objectName() == "number", timeout=5000)
    text("99/2019/DS-ST")
    enter_to("day")
    digits("02092019")
    enter_to("court")
    text("Tòa án nhân dân quận Lê Chân")
    enter_to("case_type")
    key(Qt.Key.Key_Down)
    assert page(window).form["case_type"].value() == "dan_su"
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page(window).name == "decision", timeout=5000)
    qtbot.waitUntil(lambda: window.focusWidget().objectName() == "debtor", timeout=5000)
    text("Nguyễn Văn Bảy")
    enter_to("text_1")
    text("Án phí dân sự sơ thẩm")
    enter_to("due_1")
    digits("200000")
    settled(qtbot, window)
    key(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == 3, timeout=5000)
    settled(qtbot, window)
    assert queries.matters(office.desk, text="nguyen van bay")[0].number_text == "03/QĐ-CCTHADS"
    assert keys <= 60, keys
    shown = page(window)
    assert shown.name == "matters"
    assert shown.model.content(shown.model.place(shown.table.current_key())).number_text == "03/QĐ-CCTHADS", "it is under the hand"


def test_a_return_is_computed_and_its_cell_opens_the_matters(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.go("returns")
    shown.year.setValue(2020)
    shown.months.setValue(1)
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.made is not None, timeout=10_000)
    shown.cells.setFocus()
    QTest.keyClick(shown.cells, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "evidence"
    qtbot.waitUntil(lambda: page(window).model.rowCount() == 2, timeout=5000)


def test_closing_before_the_end_of_the_period_is_refused_in_words(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.go("returns")
    shown.year.setValue(2020)
    shown.months.setValue(1)
    shown.compute()
    qtbot.waitUntil(lambda: shown.made is not None, timeout=10_000)
    shown.close_period()
    settled(qtbot, window)
    assert "chưa kết thúc" in window.notice.text()


def test_a_workbook_that_is_none_is_refused_in_words(window: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    shown: Any = window.go("takeover")
    (tmp_path / "x.xlsx").write_text("không phải sổ")
    shown.file.setText(str(tmp_path / "x.xlsx"))
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "không phải là sổ Excel" in shown.progress.result.text(), timeout=10_000)
    settled(qtbot, window)


def test_a_register_of_another_office_is_told_on_the_page(window: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    shown: Any = window.go("takeover")
    shown.file.setText(str(registers.book(tmp_path, [registers.row(1)], closing=date(2019, 9, 30))))
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Cả sổ: Tiêu đề sổ ghi" in shown.summary.text(), timeout=10_000)
    settled(qtbot, window)


def test_settings_add_a_person(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.go("settings")
    settled(qtbot, window)
    shown.person_form["name"].set_value("Vũ Thị Dung")
    shown.person_form.accept()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: "Vũ Thị Dung" in [p.name for p in (shown.people.row(i) for i in range(shown.people.rowCount()))], timeout=5000)


def test_the_journal_proves_the_log(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.go("journal")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "Nguyên vẹn" in shown.progress.result.text(), timeout=10_000)
    settled(qtbot, window)


def test_the_palette_knows_every_command(window: DeskWindow) -> None:
    titles = {e.title for e in window.commands()}
    assert {"Nhận bản án, quyết định", "Tìm việc"} <= titles


def test_a_return_is_compared_with_another_period(window: DeskWindow, qtbot: QtBot, office: Bench) -> None:
    window.go("returns")
    shown = page(window)
    shown.year.setValue(2020)
    shown.months.setValue(3)
    shown.compute()
    qtbot.waitUntil(lambda: shown.made is not None and shown.cells.rowCount() > 0, timeout=10_000)
    own = shown.cells.item(0, 0).text()
    assert own == "2"
    assert shown.cell_words.text().startswith("Cột 1: Tổng số thụ lý (= 2 + 3) · ")
    for wanted in ("before", "year", "difference", ""):
        act(window, "Kỳ này, kỳ trước, cùng kỳ, chênh lệch")
        assert shown.view.currentData() == wanted
        qtbot.waitUntil(lambda: not shown.progress.running, timeout=10_000)
        expected = {"before": "2", "year": "0", "difference": own, "": own}[wanted]
        assert shown.cells.item(0, 0).text() == expected
        named = {"before": "Kỳ trước: 02 tháng năm 2020", "year": "Cùng kỳ: 03 tháng năm 2019", "difference": "Chênh lệch với 03 tháng năm 2019"}
        said = f"Đang xem {named[wanted]}; chốt và lưu vẫn là 03 tháng năm 2020 · " if wanted else "03 tháng năm 2020 · "
        assert shown.state.text().startswith(said)
    shown.months.setValue(1)
    assert [shown.view.itemData(n) for n in range(shown.view.count())] == ["", "year", "difference"], "no period before the first of a year"


def test_what_the_separate_book_took_is_told_on_the_page_of_the_return(window: DeskWindow, qtbot: QtBot, office: Bench) -> None:
    office.on(date(2020, 11, 5))
    reporting.close(office.desk, reporting.make(office.desk, 2020, 12))
    with office.desk.writing("keep") as uow:
        for body in (ev.MeansLacking("a"), ev.MovedToSeparateBook()):
            uow.append(f"matter:{office.matters[0]}", date(2020, 10, 20), body)
        uow.append(f"matter:{office.matters[1]}", date(2020, 11, 5), ev.Collected(1, 1000, day_known=False))
        uow.commit()
    window.go("returns")
    shown = page(window)
    assert shown.findings.isHidden()
    shown.year.setValue(2021)
    shown.months.setValue(1)
    shown.compute()
    qtbot.waitUntil(lambda: shown.made is not None, timeout=10_000)
    said = shown.findings.text()
    assert "không ghi ngày thu tiền của 1 việc" in said
    assert "giảm 1 việc do chuyển sổ theo dõi riêng: 01/QĐ-CCTHADS." in said
    assert shown.findings.isVisible()
    shown.months.setValue(2)
    assert shown.findings.isHidden()

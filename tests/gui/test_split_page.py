"""A judgment is split into decisions by keyboard: parts typed one after the other, the decision of a group begun with its parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import parties, splitting
from thads_desktop.ui.combo import ARROW
from thads_desktop.ui.pages.decision import DecisionPage
from thads_desktop.ui.pages.intake import IntakePage
from thads_desktop.ui.pages.split import SplitPage
from thads_desktop.ui.run import DeskWindow

NEW = date(2026, 8, 3)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", NEW)
    made.matters = [made.judgment()]
    yield made
    made.desk.close()


def add(qtbot: QtBot, window: DeskWindow, page: SplitPage, text: str, due: str, debtor: str) -> None:
    typed(page.form["text"].editor, text)
    page.form["due"].set_value(int(due))
    page.form["debtors"].set_value(debtor)
    before = len(splitting.split(page.desk, page.judgment, NEW).parts)
    QTest.keyClick(page.form["text"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(splitting.split(page.desk, page.judgment, NEW).parts) > before, timeout=5000)
    settled(qtbot, window)


def test_parts_are_typed_and_a_decision_begins_with_its_own(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = IntakePage(window)
    window.open_page(shown)
    settled(qtbot, window)
    QTest.keyClick(shown, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    page = window.page()
    assert isinstance(page, SplitPage)
    assert page.told.text() == "Chưa nhập khoản nào của bản án này."
    add(qtbot, window, page, "Án phí dân sự sơ thẩm", "300000", "Nguyễn Văn An")
    add(qtbot, window, page, "Tiền phạt", "5000000", "Trần Văn Bảo")
    assert page.told.text() == "Chưa có quyết định thi hành án cho khoản 1, 2."
    assert [page.groups.row(n).says for n in range(2)] == ["Chủ động: mỗi người phải thi hành án một quyết định"] * 2
    QTest.keyClick(page, Qt.Key.Key_2, CTRL)
    page.groups_table.select_key(2)
    QTest.keyClick(page.groups_table, Qt.Key.Key_Return)
    settled(qtbot, window)
    decision = window.page()
    assert isinstance(decision, DecisionPage)
    values = decision.form.values()
    assert (values["debtor"], values["text_1"], values["due_1"]) == ("Trần Văn Bảo", "Tiền phạt", 5_000_000)
    QTest.keyClick(decision, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is page, timeout=5000)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: page.told.text() == "Chưa có quyết định thi hành án cho khoản 1.", timeout=5000)


def test_bad_input_stands_at_its_field_and_a_part_is_removed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = SplitPage(window, office.matters[0], "15/2019/DS-ST")
    window.open_page(page)
    settled(qtbot, window)
    typed(page.form["text"].editor, "Tiền phạt")
    page.form["due"].set_value(5)
    QTest.keyClick(page.form["text"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "người phải thi hành án" in page.form["debtors"].refusal(), timeout=5000)
    settled(qtbot, window)
    page.form["text"].set_value("")
    add(qtbot, window, page, "Tiền phạt", "5", "Trần Văn Bảo")
    page.parts_table.setFocus()
    page.parts_table.select_key(1)
    QTest.keyClick(page.parts_table, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: not splitting.split(page.desk, page.judgment, NEW).parts, timeout=5000)
    settled(qtbot, window)


def opened(office: Bench, window: DeskWindow, qtbot: QtBot) -> SplitPage:
    page = SplitPage(window, office.matters[0], "15/2019/DS-ST")
    window.open_page(page)
    settled(qtbot, window)
    return page


def known(office: Bench, name: str) -> parties.PartyInput:
    (row,) = [r for r in parties.offered(office.desk, name) if r.name == name]
    return parties.known(office.desk, row.party)


def test_enter_after_enter_passes_every_field_and_stores_nothing_by_itself(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = opened(office, window, qtbot)
    assert window.focusWidget() is page.form["text"].editor
    typed(page.form["text"].editor, "Án phí")
    passed = []
    while (now := window.focusWidget()) is not page.form.accept_button:
        passed.append(now.objectName())
        QTest.keyClick(now, Qt.Key.Key_Return)
        assert len(passed) < 40
    seen = [f.name for f in page.form.fields() if f.isVisibleTo(page.form)]
    assert passed == seen, "each once, from the first, the amount among them"
    assert {"due", "debtor_address", "debtor_birth", "debtor_ids"} < set(passed)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    assert not splitting.split(page.desk, page.judgment, NEW).parts, "a fee without debtor and amount is no part"
    assert "“Không có”" in page.form["debtors"].refusal()
    typed(page.form["debtors"].editor, "Nguyễn Văn An")
    page.form.accept()
    qtbot.waitUntil(lambda: "chưa ghi số tiền" in page.form["due"].refusal(), timeout=5000)
    settled(qtbot, window)
    assert not splitting.split(page.desk, page.judgment, NEW).parts


def test_what_nobody_owes_is_said_on_purpose(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = opened(office, window, qtbot)
    typed(page.form["text"].editor, "Tịch thu, tiêu hủy một con dao")
    page.form["debtor_kind"].set_value("none")
    assert not page.form["debtors"].isVisibleTo(page.form)
    page.form.accept()
    qtbot.waitUntil(lambda: len(splitting.split(page.desk, page.judgment, NEW).parts) == 1, timeout=5000)
    settled(qtbot, window)
    (part,) = splitting.split(page.desk, page.judgment, NEW).parts
    assert not part.debtors


def test_the_details_of_each_go_into_the_decision(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = opened(office, window, qtbot)
    page.form.set_values({
        "text": "Án phí dân sự sơ thẩm", "due": 300_000, "debtors": "Nguyễn Văn An; Trần Thị Bình",
        "debtor_address": "Số 1 phố Hàng Kênh; Số 2 phố Cầu Đất", "debtor_birth": "1980;", "debtor_ids": "031080000123; 031185000456", "joint": True,
    })  # fmt: skip
    page.form.accept()
    qtbot.waitUntil(lambda: "Năm sinh" in page.form["debtor_birth"].refusal(), timeout=5000)
    assert "2 người" in page.form["debtor_birth"].refusal()
    page.form.set_values({"debtor_birth": "1980; 1985"})
    page.form.accept()
    qtbot.waitUntil(lambda: len(splitting.split(page.desk, page.judgment, NEW).parts) == 1, timeout=5000)
    settled(qtbot, window)
    an, binh = known(office, "Nguyễn Văn An"), known(office, "Trần Thị Bình")
    assert (an.address, an.birth_year, an.ids) == ("Số 1 phố Hàng Kênh", 1980, ("031080000123",))
    assert (binh.address, binh.birth_year, binh.ids) == ("Số 2 phố Cầu Đất", 1985, ("031185000456",))
    assert page.form["debtors"].value() == "Nguyễn Văn An; Trần Thị Bình"
    assert not page.form["debtor_address"].value(), "an address is not left over for the next name"
    assert not page.lacks.text()
    given = splitting.begin(office.desk, page.judgment, NEW, 1)
    assert [p.address for p in given.debtors] == ["Số 1 phố Hàng Kênh", "Số 2 phố Cầu Đất"]


def test_whose_address_is_missing_is_said_and_can_be_added(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = opened(office, window, qtbot)
    add(qtbot, window, page, "Án phí dân sự sơ thẩm", "300000", "Nguyễn Văn An")
    assert "Chưa có địa chỉ của Nguyễn Văn An" in page.lacks.text()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_P, CTRL)
    settled(qtbot, window)
    assert window.page() is not page
    assert getattr(window.page(), "name", "") == "persons"
    window.back()
    page.form.set_values({"text": "Tiền phạt", "due": 5, "debtor_address": "Số 1 phố Hàng Kênh"})
    page.form.accept()
    qtbot.waitUntil(lambda: not page.lacks.text(), timeout=5000)
    settled(qtbot, window)
    assert known(office, "Nguyễn Văn An").address == "Số 1 phố Hàng Kênh", "the same name in this judgment is the same person"


def test_no_choice_is_cut_at_the_width_of_an_old_screen(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    page = opened(office, window, qtbot)
    for name in ("motion", "debtor_kind", "creditor_kind"):
        box = page.form[name].editor
        assert box.fontMetrics().horizontalAdvance(box.currentText()) <= box.width() - ARROW, name

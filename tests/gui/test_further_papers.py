"""Measures, returned requests and what the texts leave open, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench, on_its_form
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.services import acts, papers, queries
from thads_desktop.ui.pages.act import ActPage
from thads_desktop.ui.pages.ended import EndedPage
from thads_desktop.ui.pages.form_picker import FormPickerPage
from thads_desktop.ui.pages.matter import LEFT_OPEN, MatterPage
from thads_desktop.ui.pages.matters import MattersPage
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.pages.way import WayPage
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.told import Told

NEW = date(2026, 8, 3)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", NEW)
    matter = made.decision(kind="yc")
    acts.valid_notice(made.desk, matter, NEW)
    made.verified(matter, result="means")
    yield made
    made.desk.close()


def page(qtbot: QtBot, window: DeskWindow, office: Bench) -> MatterPage:
    shown = MatterPage(window, office.matters[0])
    window.open_page(shown)
    settled(qtbot, window)
    return shown


def begin(qtbot: QtBot, window: DeskWindow, shown: MatterPage, title: str) -> Any:
    """Choose an act in the list and press Enter."""
    QTest.keyClick(shown, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    row = next(n for n in range(shown.acts.count()) if shown.acts.item(n).text().partition("\n")[0] == title)
    shown.acts.setCurrentRow(row)
    QTest.keyClick(shown.acts, Qt.Key.Key_Return)
    settled(qtbot, window)
    return window.page()


def chosen(qtbot: QtBot, window: DeskWindow, listed: FormPickerPage, form: str) -> Any:
    """Enter on a form of the list."""
    listed.table.select_key(form)
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    shown = window.page()
    assert isinstance(shown, PaperPage)
    assert shown.form_id == form
    return shown


def visible(shown: Any) -> set[str]:
    return {f.name for f in shown.form.fields() if f.isVisibleTo(shown.form)}


def test_deducting_from_income_asks_what_its_limit_rests_on(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    listed = begin(qtbot, window, page(qtbot, window, office), "Quyết định cưỡng chế thi hành án")
    # Each measure has its own form: the family is a list to choose from.
    assert isinstance(listed, FormPickerPage)
    qtbot.waitUntil(lambda: listed.model.rowCount() > 0, timeout=5000)
    assert {listed.model.row(n).form for n in range(listed.model.rowCount())} >= {"deduct_account", "deduct_income", "seize_land", "coercion"}
    other = chosen(qtbot, window, listed, "seize_asset")
    qtbot.waitUntil(lambda: not {"income", "wage", "heads", "agreed", "costs"} & visible(other), timeout=2000)
    QTest.keyClick(other, Qt.Key.Key_Escape)
    listed = begin(qtbot, window, page(qtbot, window, office), "Quyết định cưỡng chế thi hành án")
    qtbot.waitUntil(lambda: listed.model.rowCount() > 0, timeout=5000)
    shown = chosen(qtbot, window, listed, "deduct_income")
    qtbot.waitUntil(lambda: {"income", "wage", "heads"} <= visible(shown) and "agreed" not in visible(shown), timeout=2000)
    typed(shown.form["amount"].editor, "5000000")
    typed(shown.form["income"].editor, "10000000")
    typed(shown.form["wage"].editor, "5310000")
    for name, text in {"payer": "Công ty TNHH Minh Khai", "starts_on": "kỳ lương tháng 9 năm 2026", "until_when": "khi thi hành xong"}.items():
        shown.form[name].set_value(text)
    qtbot.waitUntil(lambda: "4.690.000 đồng một tháng" in shown.state.text(), timeout=5000)
    shown.form["amount"].set_value(4_690_000)
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    (held,) = queries.matter(office.desk, office.matters[0]).state.measures_held
    assert (held.kind, held.amount) == ("income", 4_690_000)


def test_what_the_law_has_not_is_dim_and_says_why(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = page(qtbot, window, office)
    rows = [shown.acts.item(n).text() for n in range(shown.acts.count())]
    fee = next(r for r in rows if r.startswith("Quyết định thu phí"))
    assert "Chưa thu khoản nào phải thu phí" in fee, "the law has it; nothing calls for it yet"
    given_back = "Quyết định trả lại tiền, tài sản tạm giữ"
    assert "luật mới không có quyết định trả lại riêng" in next(r for r in rows if r.startswith(given_back))
    stays = begin(qtbot, window, shown, given_back)
    assert stays is shown
    assert "luật mới không có quyết định trả lại riêng" in window.notice.text()


def test_what_the_texts_leave_open_is_confirmed_with_one_tick(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.matters[0]
    draft = papers.Draft("suspension", Effect("suspension", "1"), matter, {"reason": "x", "evidence": "y"})
    papers.issue_at_once(office.desk, draft, office.head)
    shown = page(qtbot, window, office)
    assert any(shown.acts.item(n).text() == f"Quyết định ủy thác\n{LEFT_OPEN}" for n in range(shown.acts.count()))
    paper = begin(qtbot, window, shown, "Quyết định ủy thác")
    paper.form["clause"].set_value("49")
    typed(paper.form["to_office"].editor, "Thi hành án dân sự tỉnh Quảng Ninh")
    typed(paper.form["reason"].editor, "cư trú ở Quảng Ninh")
    typed(paper.form["needed_info"].editor, "không có")
    # What goes with it begins with the judgment and the decision.
    assert "Bản sao Bản án số 15/2019/DS-ST" in paper.form["enclosures"].value()
    qtbot.waitUntil(lambda: "confirm_silent" in visible(paper), timeout=5000)
    assert "“tạm đình chỉ”" in paper.state.text()
    tick = paper.form["confirm_silent"].editor
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in paper.state.text(), timeout=5000)
    QTest.keyClick(paper, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not paper, timeout=5000)
    settled(qtbot, window)
    view = queries.matter(office.desk, matter)
    assert view.state.status == "delegated"
    assert any(i.what == "Người ký xác nhận" for i in view.timeline)


def test_who_signs_sees_what_the_signature_confirms(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter, texts = office.matters[0], {"reason": "x", "evidence": "y"}
    papers.issue_at_once(office.desk, papers.Draft("suspension", Effect("suspension", "1"), matter, texts), office.head)
    draft = papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "a", confirmed=("transition.silent",)), matter, texts))
    papers.submit(office.desk, draft.paper)
    view = queries.matter(office.desk, matter)
    shown = WayPage(window, next(p for p in view.papers if p.paper == draft.paper), view)
    window.open_page(shown)
    settled(qtbot, window)
    assert shown.findChild(Told, "confirmed").text() == "Ký là xác nhận: luật không quy định ở trạng thái ấy, Thủ trưởng quyết định."


def test_a_right_passes_to_who_is_typed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    paper = begin(qtbot, window, page(qtbot, window, office), "Quyết định chuyển giao quyền, nghĩa vụ thi hành án")
    creditor = queries.matter(office.desk, office.matters[0]).state.lines[1].line.creditors[0]
    paper.form["party"].set_value(creditor)
    typed(paper.form["new_party"].editor, "Trần Thị Nhận")
    typed(paper.form["evidence"].editor, "văn bản chuyển giao")
    qtbot.waitUntil(lambda: "Đủ điều kiện ban hành" in paper.state.text(), timeout=5000)
    QTest.keyClick(paper, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not paper, timeout=5000)
    settled(qtbot, window)
    assert queries.matter(office.desk, office.matters[0]).lines[0].creditors == ("Trần Thị Nhận",)


def test_an_end_of_the_new_law_is_recorded(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    act = begin(qtbot, window, page(qtbot, window, office), "Kết thúc thi hành án (trường hợp khác)")
    assert isinstance(act, ActPage)
    act.form["clause"].set_value("e")
    QTest.keyClick(act, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page() is not act, timeout=5000)
    settled(qtbot, window)
    assert queries.matter(office.desk, office.matters[0]).state.status == "concluded"


def test_what_ended_in_a_month_is_listed_and_printed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    acts.collect(office.desk, office.matters[0], NEW, 1, 10_000_000)
    acts.complete(office.desk, office.matters[0], NEW)
    shown = MattersPage(window)
    window.open_page(shown)
    settled(qtbot, window)
    QTest.keyClick(shown, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    listed = window.page()
    assert isinstance(listed, EndedPage)
    qtbot.waitUntil(lambda: listed.told.text().startswith("1 việc."), timeout=5000)
    listed.month.selectAll()
    typed(listed.month, "13/2026")
    QTest.keyClick(listed.month, Qt.Key.Key_Return)
    assert "không phải là một tháng" in listed.told.text()
    listed.month.selectAll()
    typed(listed.month, "07/2026")
    QTest.keyClick(listed.month, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed.told.text().startswith("0 việc."), timeout=5000)
    QTest.keyClick(listed, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page() is not listed, timeout=5000)
    settled(qtbot, window)


def test_who_signs_a_withdrawal_follows_the_paper_that_is_withdrawn(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.matters[0]
    frozen = on_its_form(office, matter, Effect("security", measure="freeze", amount=1_000_000))
    target = papers.issue_at_once(office.desk, frozen, office.officer)[0]
    paper = begin(qtbot, window, page(qtbot, window, office), "Quyết định thu hồi")
    assert paper.form.values()["signer"] == office.head
    paper.form["target"].set_value(target)
    qtbot.waitUntil(lambda: paper.form.values()["signer"] == office.officer, timeout=2000)
    # The head is not even offered: what the officer issued the head does not withdraw.
    assert "Phạm Quang Minh" not in offered(paper)
    assert "Trần Thị Bình" in offered(paper)
    paper.form["target"].set_value("")
    qtbot.waitUntil(lambda: paper.form.values()["signer"] == office.head, timeout=2000)
    assert "Phạm Quang Minh" in offered(paper)
    assert "Trần Thị Bình" not in offered(paper)


def offered(paper: Any) -> list[str]:
    """The names in the list of who may be chosen to sign."""
    box = paper.form["signer"].editor
    return [box.itemText(n) for n in range(box.count())]


def test_one_form_that_is_left_is_begun_by_the_first_enter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    """By the name of the catalogue too, which is not that of the form."""
    view = queries.matter(office.desk, office.matters[0])
    listed = FormPickerPage(window, office.matters[0], view)
    window.open_page(listed)
    qtbot.waitUntil(lambda: listed.model.rowCount() > 0, timeout=5000)
    assert window.focusWidget() is listed.search
    typed(listed.search, "Thông báo về việc cưỡng chế kê biên")
    qtbot.waitUntil(lambda: [listed.model.row(n).form for n in range(listed.model.rowCount())] == ["seizure_notice"], timeout=5000)
    assert "Thông báo cưỡng chế" in listed.model.row(0).name
    QTest.keyClick(listed.search, Qt.Key.Key_Return)
    settled(qtbot, window)
    shown = window.page()
    assert isinstance(shown, PaperPage)
    assert shown.form_id == "seizure_notice"


def test_of_several_forms_enter_leads_to_the_list(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    listed = FormPickerPage(window, office.matters[0], queries.matter(office.desk, office.matters[0]))
    window.open_page(listed)
    qtbot.waitUntil(lambda: listed.model.rowCount() > 0, timeout=5000)
    typed(listed.search, "cưỡng chế")
    qtbot.waitUntil(lambda: listed.model.rowCount() > 1, timeout=5000)
    QTest.keyClick(listed.search, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.page() is listed
    assert window.focusWidget() is listed.table

"""The store by keyboard: in, found by its code, out on a ground and without one, linked from the matter, counted, printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
from thads_desktop.services import store, store_count, store_queries
from thads_desktop.services.store import ItemInput
from thads_desktop.services.store_steps import Link
from thads_desktop.ui.page import Page
from thads_desktop.ui.pages import store_acts
from thads_desktop.ui.pages.store_count import CloseCountPage, CountPage, WhyPage
from thads_desktop.ui.pages.store_counts import CountsPage, OpenCountPage
from thads_desktop.ui.pages.store_in import ItemInPage
from thads_desktop.ui.pages.store_item import ItemPage
from thads_desktop.ui.pages.store_papers import LabelsPage, RegisterPage, StorePapersPage
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DAY = date(2019, 10, 7)
KNIFE = ItemInput("Dao gấp", "2", "con", DAY, "05/LNK", fate="confiscate")


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision(debtor="Trần Thị Tám")
    store.take_in(made.desk, KNIFE)
    store.take_in(made.desk, replace(KNIFE, name="Điện thoại", unit="chiếc"))
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def fill(window: DeskWindow, name: str, text: str) -> None:
    """Type into a field of the form that is open."""
    editor = page(window).form[name].editor
    editor.setFocus()
    editor.clear()
    typed(editor, text)


def there(window: DeskWindow, qtbot: QtBot) -> Any:
    press(window, Key.Key_F3, CTRL)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "store"
    return shown


def test_in_then_found_by_the_scanned_code(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = there(window, qtbot)
    assert shown.model.rowCount() == 2
    press(window, Key.Key_N, CTRL | SHIFT)
    form = page(window)
    for name, text in (("order", "06/LNK"), ("name", "Chất bột trắng"), ("quantity", "0.5"), ("unit", "gam"), ("matter", "999")):
        fill(window, name, text)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "phần lẻ sau dấu phẩy" in form.form["quantity"].refusal()
    assert form.form["matter"].refusal()
    fill(window, "quantity", "0,2145")
    fill(window, "matter", "01")
    fill(window, "line", "1")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: form.form["name"].value() == "", timeout=5000)
    settled(qtbot, window)
    # The heads stay for the next item.
    assert (form.form["order"].value(), form.form["unit"].value()) == ("06/LNK", "gam")
    assert window.focusWidget() is form.form["name"].editor
    press(window, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is shown
    press(window, Key.Key_F, CTRL)
    typed(window.focusWidget(), "VC2020-00003")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window).name == "store-item", timeout=5000)
    settled(qtbot, window)
    assert "Chất bột trắng" in page(window).head.text()
    assert "0,2145 gam" in page(window).facts.text()
    press(window, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"


def test_out_is_refused_without_a_ground_and_then_linked_and_out(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = there(window, qtbot)
    shown.table.setFocus()
    shown.table.selectRow(1)
    press(window, Key.Key_X, CTRL | SHIFT)
    form = page(window)
    form.form["reason"].set_value("finance")
    fill(window, "receiver", "Phòng Tài chính")
    fill(window, "order", "07/LXK")
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "chưa gắn với quyết định" in form.form["reason"].refusal()
    press(window, Key.Key_Escape)
    settled(qtbot, window)
    press(window, Key.Key_G, CTRL)
    fill(window, "matter", "01")
    fill(window, "line", "1")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    shown.table.setFocus()
    shown.table.selectRow(1)
    press(window, Key.Key_X, CTRL | SHIFT)
    page(window).form["reason"].set_value("finance")
    fill(window, "receiver", "Phòng Tài chính")
    fill(window, "order", "07/LXK")
    fill(window, "quantity", "3")
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "chỉ còn 2 con" in page(window).form["quantity"].refusal()
    fill(window, "quantity", "")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    press(window, Key.Key_P, CTRL | SHIFT)
    form = page(window)
    form.form["which"].set_value("voucher_out")
    fill(window, "order", "07/LXK")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=5000)


def test_the_matter_shows_what_it_has_here_and_its_terms(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    first, second = (x.item for x in store_queries.lines(office.desk, store_queries.wanted(office.desk)))
    item = first
    store.link(office.desk, [second], Link("thing", "confiscate", judgment="15/2019/DS-ST"), DAY)
    store.link(office.desk, [item], Link("thing", "confiscate", office.matters[0], 1), DAY)
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    assert any(d.rule == "R44" for d in page(window).view.deadlines)
    press(window, Key.Key_H, CTRL | SHIFT)
    settled(qtbot, window)
    shown = page(window)
    assert (shown.name, shown.model.rowCount()) == ("store", 1)
    assert "15/2019/DS-ST của việc này còn 1 món chưa gắn" in shown.note.text()
    press(window, Key.Key_U, CTRL)
    settled(qtbot, window)
    assert page(window) is not shown
    assert page(window).model.rowCount() == 2
    press(window, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is shown
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "store-item"
    press(window, Key.Key_Delete, CTRL)
    typed(page(window).form["reason"].editor, "gắn nhầm")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "store-item", timeout=5000)
    settled(qtbot, window)
    assert page(window).card.line.matter == ""


def test_counted_by_code_and_closed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    there(window, qtbot)
    press(window, Key.Key_K, CTRL | SHIFT)
    settled(qtbot, window)
    press(window, Key.Key_N, CTRL | SHIFT)
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "store-count", timeout=5000)
    settled(qtbot, window)
    shown = page(window)
    assert window.focusWidget() is shown.code
    typed(shown.code, "VC2020-9")
    press(window, Key.Key_Return)
    assert "không có trong danh sách" in window.notice.text()
    for code, amount in (("VC2020-1", "2"), ("vc2020-00002", "1")):
        shown.code.clear()
        shown.code.setFocus()
        typed(shown.code, code)
        press(window, Key.Key_Return)
        assert window.focusWidget() is shown.amount
        typed(shown.amount, amount)
        press(window, Key.Key_Return)
        qtbot.waitUntil(lambda: window.focusWidget() is shown.code and not shown.code.text(), timeout=5000)
        settled(qtbot, window)
    assert "1 chênh lệch" in shown.count.text()
    assert "Ctrl+R" in shown.said.text()
    press(window, Key.Key_R, CTRL)
    typed(page(window).form["why"].editor, "đang giám định")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_B, CTRL | SHIFT)
    form = page(window)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert form.form["keeper"].refusal()
    fill(window, "keeper", "Vũ Thị Kho")
    fill(window, "accountant", "Đỗ Thị Toán")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=10_000)
    settled(qtbot, window)
    assert [r.state for r in store_count.listed(office.desk)] == ["closed"]
    press(window, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window).name == "store-counts"


def test_labels_of_all_that_is_chosen(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = there(window, qtbot)
    press(window, Key.Key_E, CTRL)
    assert page(window).name in ("store", "store-labels")
    if page(window).name == "store-labels":
        press(window, Key.Key_Escape)
    shown.table.setFocus()
    press(window, Key.Key_A, CTRL)
    press(window, Key.Key_E, CTRL)
    form = page(window)
    assert form.name == "store-labels"
    assert len(form.items) == 2
    fill(window, "first", "30")
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "từ 1 đến 24" in form.form["first"].refusal()
    fill(window, "first", "3")
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=5000)
    settled(qtbot, window)


def test_the_stock_of_a_day_and_a_day_that_is_none(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = there(window, qtbot)
    shown.day.set_raw("31/02")
    shown._ask()
    settled(qtbot, window)
    assert shown.day.own_problem()
    shown.day.set_raw("06/10/2019")
    shown._ask()
    settled(qtbot, window)
    assert shown.model.rowCount() == 0


def test_no_key_of_the_store_s_pages_belongs_to_two(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = there(window, qtbot)
    item = store_queries.lines(office.desk, store_queries.wanted(office.desk))
    key = store_count.begin(office.desk, DAY)
    card = store_queries.card(office.desk, item[0].item)
    made: list[Page] = [
        ItemPage(window, item[0].item), CountsPage(window), CountPage(window, key), ItemInPage(window), RegisterPage(window),
        store_acts.ItemOutPage(window, item), store_acts.LinkPage(window, item[:1]), store_acts.MovePage(window, item),
        store_acts.NoticePage(window, item),
        store_acts.SealPage(window, item), store_acts.DamagePage(window, item), store_acts.CorrectPage(window, card), store_acts.StrikePage(window, card),
        LabelsPage(window, item), StorePapersPage(window), CloseCountPage(window, key), OpenCountPage(window),
        WhyPage(window, key, store_count.view(office.desk, key).lines[0]),
    ]  # fmt: skip
    for each in made:
        window.open_page(each)
        settled(qtbot, window)
        held: dict[str, list[QAction]] = {}
        for action in window.findChildren(QAction):
            owner = action.parent()
            if isinstance(owner, QWidget) and owner.isVisible() and action.isEnabled():
                for keys in action.shortcuts():
                    held.setdefault(keys.toString(), []).append(action)
        both = {k: [a.text() for a in found] for k, found in held.items() for a, b in combinations(found, 2) if meet(a, b)}
        assert not both, each.name
        assert each.help()
        assert each.hints()
        press(window, Key.Key_Escape)
        settled(qtbot, window)
        assert page(window) is shown, each.name

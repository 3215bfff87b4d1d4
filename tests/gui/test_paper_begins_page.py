"""The page of a paper begins with what the store knows; what is changed or emptied there stays so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.assets import sold, take, two_matters
from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.documents.compose import plain_text
from thads_desktop.services import papers, queries
from thads_desktop.ui.pages.open_paper import open_paper
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    asset = sold(made)
    take(made, asset, "sale_annulled", date(2020, 6, 10), why="unpaid")
    take(made, asset, "auction_contract", date(2020, 6, 15), why="org", org="Công ty đấu giá C")
    take(made, asset, "auction_failed", date(2020, 7, 10), why="nobody")
    take(made, asset, "failed_auction_told", date(2020, 7, 13))
    yield made
    made.desk.close()


def opened(window: DeskWindow, office: Bench) -> Any:
    shown = PaperPage(window, "price_cut", queries.matter(office.desk, office.matters[0]))
    window.open_page(shown)
    return shown


def test_a_cut_of_the_price_is_issued_by_keyboard_with_two_figures_typed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office)
    values = shown.form.values()
    assert (values["cut_round"], values["old_price"], values["failed_day"]) == ("01", 300_000_000, date(2020, 7, 10))
    typed(shown.form["cut_percent"].editor, "10 %")
    typed(shown.form["new_price"].editor, "270000000")
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    issued = next(p for p in queries.matter(office.desk, office.matters[0]).papers if p.title == "Quyết định giảm giá tài sản")
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, papers.load(reader, issued.paper), date(2020, 9, 1)))
    assert "Giảm giá lần thứ 01 đối với tài sản: Xe, biển số 15A-123.45" in text
    assert "Giá sau khi giảm: 270.000.000 đồng (Hai trăm bảy mươi triệu đồng)" in text


def test_what_is_none_of_its_kind_is_said_and_nothing_is_issued(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office)
    typed(shown.form["new_price"].editor, "hai trăm")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert window.page() is shown
    # What is typed may be kept as a draft meanwhile.
    assert not [p for p in queries.matter(office.desk, office.matters[0]).papers if p.form == "price_cut" and p.stage != "draft"]


def test_what_was_emptied_in_a_returned_paper_is_not_filled_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office)
    draft = shown._made()
    texts = {**draft.texts, "cut_percent": "10 %", "new_price": "270000000"}
    del texts["auctioneer"]
    paper = papers.save(office.desk, papers.Draft("price_cut", draft.effect, office.matters[0], texts)).paper
    papers.submit(office.desk, paper)
    papers.send_back(office.desk, paper, "Bỏ tổ chức đấu giá.")
    open_paper(window, office.matters[0], paper)
    settled(qtbot, window)
    again: Any = window.page()
    assert (again.form.values()["auctioneer"], again.form.values()["old_price"]) == ("", 300_000_000)

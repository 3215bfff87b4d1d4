"""Blanks for citizens from the list of forms, and the asset whose step a paper is, by keyboard."""

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
from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.standing import standing
from thads_desktop.services import paper_steps, queries
from thads_desktop.ui.pages.form_picker import FormPickerPage
from thads_desktop.ui.pages.forms import FormsPage
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


@pytest.mark.parametrize("of", ["forms", "picker"])
def test_a_blank_is_looked_at_from_the_lists_of_forms(window: DeskWindow, office: Bench, qtbot: QtBot, of: str) -> None:
    view = queries.matter(office.desk, office.matters[0])
    window.open_page(FormsPage(window) if of == "forms" else FormPickerPage(window, office.matters[0], view))
    settled(qtbot, window)
    QTest.keyClick(window.page(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    shown: Any = window.page()
    assert shown.name == "blanks"
    assert shown.table.current_key() == "request_blank"
    QTest.keyClick(shown.table, Qt.Key.Key_Down)
    settled(qtbot, window)
    assert shown.table.current_key() == "declaration_blank"
    assert shown.preview.kind == "declaration_blank"


def test_the_paper_says_which_asset_and_records_its_step(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = PaperPage(window, "price_cut", queries.matter(office.desk, office.matters[0]))
    window.open_page(shown)
    asset = shown.form.values()[paper_steps.OF]
    assert asset
    typed(shown.form["cut_percent"].editor, "10 %")
    typed(shown.form["new_price"].editor, "270000000")
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text() and "ghi bước “Quyết định giảm giá”" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        steps = [e.body for e in standing(reader.events_of(f"asset:{asset}")) if isinstance(e.body, ae.AssetStep)]
    assert (steps[-1].step, steps[-1].amount) == ("price_cut", 270_000_000)


def test_a_draft_keeps_that_the_paper_is_of_no_card(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    view = queries.matter(office.desk, office.matters[0])
    shown: Any = PaperPage(window, "price_cut", view)
    window.open_page(shown)
    shown.form.set_values({paper_steps.OF: paper_steps.NONE, "cut_percent": "10 %"})
    shown.kept.keep()
    settled(qtbot, window)
    again: Any = PaperPage(window, "price_cut", view)
    window.open_page(again)
    assert again.form.values()[paper_steps.OF] == paper_steps.NONE
    assert again._made().texts[paper_steps.OF] == paper_steps.NONE

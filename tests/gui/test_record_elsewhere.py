"""What another place did against a rule is recorded from the page of the matter, though the act is grey there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_matter_page import CTRL, DAY, Key, opened, press, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.ui.pages.act import ActPage
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def choose(window: DeskWindow, page: Any, key: str) -> None:
    row = next(i for i in range(page.acts.count()) if page.acts.item(i).data(Qt.ItemDataRole.UserRole) == key)
    press(window, Key.Key_J, CTRL)
    page.acts.setCurrentRow(row)


def happened(office: Bench) -> list[ev.Body]:
    with office.desk.reading() as reader:
        return [e.body for e in reader.events_of(f"matter:{office.matters[0]}")]


def test_a_grey_paper_is_recorded_and_never_issued(desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = opened(window, office.matters[0], qtbot)
    choose(window, page, "means_lacking")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert window.page() is page
    assert "Ctrl+R" in window.notice.text(), "which key records it"
    press(window, Key.Key_R, CTRL)
    settled(qtbot, window)
    form: Any = window.page()
    assert isinstance(form, PaperPage)
    form.form.set_values({"clause": "a", **dict.fromkeys(form.document.needs, "theo giấy")})
    before = happened(office)
    press(window, Key.Key_F9)
    settled(qtbot, window)
    assert window.page() is form
    assert "Ctrl+R" in window.notice.text()
    assert happened(office) == before, "nothing was issued"
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    record: Any = window.page()
    assert record.name == "record", "nor laid before the head: it is recorded"
    record.form.set_values({"number": "77/QĐ-CCTHADS", "signer": "Người Khác"})
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert window.page() is page
    assert any(isinstance(b, ev.MeansLacking) for b in happened(office))
    assert "đánh dấu trái quy định" in window.notice.text()


def test_a_transfer_to_the_separate_book_that_was_is_recorded(
    desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:  # fmt: skip
    page = opened(window, office.matters[0], qtbot)
    choose(window, page, "book")
    press(window, Key.Key_R, CTRL)
    settled(qtbot, window)
    form: Any = window.page()
    assert isinstance(form, ActPage)
    assert form.form.values()["happened"] is True


def test_a_grey_fact_has_nothing_to_record(desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = opened(window, office.matters[0], qtbot)
    grey = [
        page.acts.item(i).data(Qt.ItemDataRole.UserRole) for i in range(page.acts.count())
        if page.acts.item(i).data(Qt.ItemDataRole.UserRole + 1)
    ]  # fmt: skip
    assert "publish" in grey
    choose(window, page, "publish")
    press(window, Key.Key_R, CTRL)
    settled(qtbot, window)
    assert window.page() is page
    assert window.notice.text()


def test_an_act_that_is_lawful_opens_as_ever(desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page = opened(window, office.matters[0], qtbot)
    choose(window, page, "deferral")
    press(window, Key.Key_R, CTRL)
    settled(qtbot, window)
    form: Any = window.page()
    assert isinstance(form, PaperPage)
    assert not form.barred

"""A hand scanner types the code of a paper and Enter: wherever one searches, the paper opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.office import bench
from thads_desktop.domain import paper_code
from thads_desktop.services import queries
from thads_desktop.ui.pages.way import WayPage
from thads_desktop.ui.palette import Palette
from thads_desktop.ui.search_line import SearchLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.office import Bench
    from thads_desktop.ui.run import DeskWindow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("office"))
    made.decision()
    yield made
    made.desk.close()


def code(office: Bench, paper: str = "") -> str:
    paper = paper or next(p.paper for p in queries.matter(office.desk, office.matters[0]).papers if p.has_file)
    with office.desk.reading() as reader:
        return paper_code.code_of(paper_code.office_of(reader.hash_at(1)), paper)


def opened(window: DeskWindow) -> bool:
    page = window.page()
    return isinstance(page, WayPage) and page.paper.number_text == "01/QĐ-CCTHADS"


@pytest.mark.parametrize("place", ["matters", "deadlines", "store", "assets", "books"])
def test_a_code_in_any_search_line_opens_its_paper(
    place: str, office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None],
) -> None:  # fmt: skip
    page = window.go(place)
    assert page is not None
    line = page.findChild(SearchLine)
    if line is None:
        pytest.skip("no search line of its own there")
    line.setFocus()
    keys(window, code(office), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened(window), timeout=5000)
    assert line.text() == "", "ready for the next one"
    window.back()


def test_a_code_in_the_palette_opens_its_paper(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(Palette) is not None)
    palette = window.findChild(Palette)
    assert palette is not None
    palette.line.setFocus()
    QTest.keyClicks(palette.line, code(office))
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened(window), timeout=5000)


def test_a_code_of_elsewhere_says_so(office: Bench, window: DeskWindow, qtbot: QtBot, keys: Callable[..., None]) -> None:
    page = window.go("matters")
    assert page is not None
    line = page.findChild(SearchLine)
    assert line is not None
    line.setFocus()
    keys(window, paper_code.code_of("000000", "f" * 32), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("đơn vị khác" in label.text() for label in window.findChildren(QLabel)), timeout=5000)
    assert window.page() is page

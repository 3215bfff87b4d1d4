"""Ctrl+Shift+J on the pages of a paper: a draft in Word before the number, a sentence after it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.office import bench
from thads_desktop.services import queries
from thads_desktop.ui import leaving
from thads_desktop.ui.pages.open_paper import open_paper
from thads_desktop.ui.pages.paper import PaperPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.office import Bench
    from thads_desktop.ui.run import DeskWindow

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("office"))
    made.decision()
    yield made
    made.desk.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The file dialog answers; what left is written down here."""
    said: list[str] = []

    def leaves(_desk: Any, _worker: Any, _kind: str, what: str, _parent: Any) -> bool:
        said.append(what)
        return True

    monkeypatch.setattr(leaving, "may_leave", leaves)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "du thao"), ""))
    return said


def test_a_paper_that_is_prepared_is_saved_as_a_word_draft(
    office: Bench, window: DeskWindow, qtbot: QtBot, tmp_path: Path, asked: list[str],
) -> None:  # fmt: skip
    window.open_page(PaperPage(window, "deferral", queries.matter(office.desk, office.matters[0])))
    QTest.keyClick(window, Qt.Key.Key_J, BOTH)
    file = tmp_path / "du thao.docx"
    qtbot.waitUntil(file.exists, timeout=5000)
    document = Document(io.BytesIO(file.read_bytes()))
    assert "QUYẾT ĐỊNH" in [p.text for p in document.paragraphs]
    assert document.sections[0].first_page_header.paragraphs[0].text == "DỰ THẢO"
    assert len(asked) == 1
    assert asked[0].startswith("bản thảo ")
    window.back()


def test_an_issued_paper_says_why_there_is_none(office: Bench, window: DeskWindow, qtbot: QtBot, tmp_path: Path, asked: list[str]) -> None:
    paper = next(p.paper for p in queries.matter(office.desk, office.matters[0]).papers if p.has_file)
    open_paper(window, office.matters[0], paper)
    QTest.keyClick(window, Qt.Key.Key_J, BOTH)
    qtbot.waitUntil(lambda: any("không còn bản thảo Word" in label.text() for label in window.findChildren(QLabel)), timeout=5000)
    assert not asked
    assert not list(tmp_path.glob("*.docx"))


def test_an_enforcement_decision_too_once_it_names_somebody(
    office: Bench, window: DeskWindow, qtbot: QtBot, tmp_path: Path, asked: list[str], keys: Callable[..., None],
) -> None:  # fmt: skip
    from thads_desktop.ui.pages.decision import DecisionPage

    page = DecisionPage(window, office.judgment("77/2019/DS-ST"))
    window.open_page(page)
    QTest.keyClick(window, Qt.Key.Key_J, BOTH)
    qtbot.waitUntil(lambda: any("người phải thi hành" in label.text() for label in window.notice.findChildren(QLabel)), timeout=5000)
    page.form["debtor"].set_value("Nguyễn Văn An")
    page.form["text_1"].set_value("Trả nợ gốc")
    QTest.keyClick(window, Qt.Key.Key_J, BOTH)
    qtbot.waitUntil((tmp_path / "du thao.docx").exists, timeout=5000)
    window.back()

"""A paper that was begun stands in its matter's papers: it is opened again, thrown away, and is no burden of the head's queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import opened, page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.documents.form import form_name
from thads_desktop.domain.acts import Effect
from thads_desktop.services import drafts, papers
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    yield made
    made.desk.close()


def words(matter: Any) -> list[tuple[str, str]]:
    """(name, stage) of the papers as the pane shows them."""
    model = matter.papers
    return [(str(model.index(row, 2).data()), str(model.index(row, 3).data())) for row in range(model.rowCount())]


def begun(window: DeskWindow, office: Bench, qtbot: QtBot, text: str = "Biên bản") -> Any:
    """A deferral begun and left by Esc; the matter's page."""
    matter = opened(window, office, qtbot)
    matter._start("deferral")
    typed(page(window).form["evidence"].editor, text)
    QTest.keyClick(page(window).form["evidence"].editor, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert page(window) is matter
    return matter


def test_a_draft_is_found_in_the_matter_and_opened_again(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = begun(window, office, qtbot)
    assert window.notice.text().endswith("Đã giữ dự thảo; mở lại ở phần Văn bản của việc.")
    assert words(matter)[-1] == ("Quyết định hoãn thi hành án", "Dự thảo")
    QTest.keyClick(matter, Qt.Key.Key_3, CTRL)
    matter.papers_table.selectRow(matter.papers.rowCount() - 1)
    QTest.keyClick(matter.papers_table, Qt.Key.Key_Return)
    again = page(window)
    assert (again.name, again.form["evidence"].value()) == ("paper", "Biên bản")
    again.form["clause"].set_value("c")
    again.form["until"].set_value(date(2019, 12, 1))
    QTest.keyClick(again.form["evidence"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is matter, timeout=5000)
    settled(qtbot, window)
    assert words(matter)[-1][1] == "Chờ ký"
    with office.desk.reading() as reader:
        assert reader.drafts("") == {}


def test_beginning_it_again_offers_the_kept_one(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = begun(window, office, qtbot)
    for _ in range(3):
        matter._start("deferral")
        assert page(window).form["evidence"].value() == "Biên bản"
        QTest.keyClick(page(window).form["evidence"].editor, Qt.Key.Key_Escape)
        settled(qtbot, window)
    assert len(words(matter)) == 2
    matter._start("suspension")
    assert page(window).form["evidence"].value() == ""
    settled(qtbot, window)


def test_ctrl_delete_throws_it_away_and_says_what(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = begun(window, office, qtbot)
    QTest.keyClick(matter, Qt.Key.Key_3, CTRL)
    matter.papers_table.selectRow(0)
    QTest.keyClick(matter.papers_table, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, window)
    assert "Chỉ bỏ được dự thảo" in window.notice.text()
    matter.papers_table.selectRow(matter.papers.rowCount() - 1)
    QTest.keyClick(matter.papers_table, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: len(words(matter)) == 1, timeout=5000)
    settled(qtbot, window)
    assert window.notice.text().endswith("Đã bỏ dự thảo: Quyết định hoãn thi hành án.")
    matter._start("deferral")
    assert page(window).form["evidence"].value() == ""
    settled(qtbot, window)


def test_the_queue_shows_only_what_was_submitted(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    begun(window, office, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F2)
    queue: Any = window.go("queue")
    settled(qtbot, window)
    assert queue.model.rowCount() == 0


def test_a_form_that_cannot_be_a_paper_is_kept_as_typed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = opened(window, office, qtbot)
    matter._start("deferral")
    page(window).form["evidence"].editor.insertPlainText("a" * 100_000)
    typed(page(window).form["until"].editor, "31022020")
    QTest.keyClick(window, Qt.Key.Key_F2)
    settled(qtbot, window)
    matter = opened(window, office, qtbot)
    matter._start("deferral")
    assert len(page(window).form["evidence"].raw()) == 100_000
    assert page(window).form["until"].raw() == "31022020"
    settled(qtbot, window)


def test_a_paper_on_its_way_is_not_undone_by_a_late_draft(office: Bench) -> None:
    draft = papers.cleaned(papers.Draft("deferral", Effect("deferral", "d"), office.matters[0], {"evidence": "x"}))
    drafts.keep_paper(office.desk, draft, {"evidence": "x"})
    drafts.submit(office.desk, draft, date(2019, 10, 7))
    drafts.keep_paper(office.desk, draft, {"evidence": "y"})
    with office.desk.reading() as reader:
        assert reader.drafts("") == {}
        assert papers.load(reader, draft.paper).texts == {"evidence": "x"}


def test_a_paper_without_number_is_called_by_its_name(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    draft = papers.cleaned(papers.Draft("deferral", Effect("deferral", "d"), office.matters[0], {"evidence": "x"}))
    drafts.submit(office.desk, draft, date(2019, 10, 7))
    papers.sign(office.desk, draft.paper, office.head)
    matter = opened(window, office, qtbot)
    name = form_name("deferral", date(2019, 10, 7))
    assert words(matter)[-1] == (name, "Đã ký, chờ số")
    matter._open_paper(draft.paper)
    assert page(window).title == name
    settled(qtbot, window)
    assert form_name("deferral", date(1950, 1, 1)) == name

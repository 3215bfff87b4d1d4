"""On a screen of 1366x768 no state, recipient or ground is cut without its whole words beneath; a list shows its last choice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import intake, opening, parties, queries
from thads_desktop.ui import theme
from thads_desktop.ui.chips import CHIPS, Chip, chip_size
from thads_desktop.ui.dialogs.wizard import Wizard
from thads_desktop.ui.fields import ChoiceField
from thads_desktop.ui.pages.intake import STATES
from thads_desktop.ui.pages.takeover import OUTCOMES
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.table_view import TableView

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """A matter of three obligations."""
    made = bench(tmp_path / "data", DAY)
    judgment = made.judgment("77/2019/DS-ST")
    creditor = parties.PartyInput("Trần Văn Tư", birth_year=1960)
    request = intake.receive_request(made.desk, judgment, creditor, DAY)
    owed = tuple(opening.Obligation(f"Trả nợ gốc và lãi theo hợp đồng tín dụng số {n}", 1_000_000) for n in range(3))
    opening.issue(
        made.desk, opening.OpeningInput(judgment, "yc", request, (parties.PartyInput("Lê Văn Bá"),), (creditor,), owed, made.officer), made.head, DAY
    )
    made.judgment("17/2019/DS-ST")
    yield made
    made.desk.close()


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)


def whole(table: TableView, title: str, chips: Any) -> None:
    """Every chip that the column may show has room in it."""
    at = next(n for n, c in enumerate(table.model().columns) if c.title == title)  # type: ignore[attr-defined]  # the widget is of that kind
    assert not table.isColumnHidden(at)
    for chip in chips:
        assert isinstance(chip, Chip)
        assert chip_size(chip, table.fontMetrics()).width() <= table.columnWidth(at) - 4 * theme.GRID, chip.word


def shown_whole(field: ChoiceField) -> bool:
    """The choice is read in the closed list, or beneath it."""
    words = field.editor.currentText()
    return field.editor.fontMetrics().horizontalAdvance(words) <= field.editor.width() - 40 or words in field.beneath.text()


def test_states_stand_whole(desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.resize(1366, 728)
    intake_page: Any = window.go("intake")
    settled(qtbot, window)
    whole(intake_page.table, "Tình trạng", STATES.values())
    takeover: Any = window.go("takeover")
    settled(qtbot, window)
    whole(takeover.rows_table, "Kết quả", OUTCOMES.values())
    window.open_matter(queries.matters(office.desk)[0].matter)
    settled(qtbot, window)
    page: Any = window.page()
    QTest.keyClick(page, Qt.Key.Key_2, CTRL)
    settled(qtbot, window)
    whole(page.lines_table, "Trạng thái", CHIPS.values())


def test_recipient_and_ground_are_read_whole(desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.resize(1366, 728)
    window.open_matter(queries.matters(office.desk)[0].matter)
    settled(qtbot, window)
    page: Any = window.page()
    QTest.keyClick(page, Qt.Key.Key_G, CTRL)
    settled(qtbot, window)
    way: Any = window.page()
    to = way.forms[0]["to"]
    assert to.editor.currentText() == "Viện kiểm sát và mọi đương sự"
    assert to.editor.fontMetrics().horizontalAdvance(to.editor.currentText()) <= to.editor.width() - 40
    window.back()
    page._start("deferral")
    settled(qtbot, window)
    form: Any = window.page()
    clause = form.form["clause"]
    clause.editor.setFocus()
    for _ in range(clause.editor.count() - 1):
        QTest.keyClick(clause.editor, Qt.Key.Key_Down)
        qtbot.wait(10)
        assert shown_whole(clause)
    assert any(len(clause.editor.itemText(n)) > 90 for n in range(clause.editor.count()))
    lines = form.form["line"]
    lines.editor.showPopup()
    qtbot.wait(10)
    view = lines.editor.view()
    last = view.visualRect(view.model().index(lines.editor.count() - 1, 0))
    assert lines.editor.itemText(lines.editor.count() - 1) == "Một số khoản…"
    assert last.bottom() < view.viewport().height()
    lines.editor.hidePopup()
    settled(qtbot, window)


@pytest.mark.parametrize("day", [date(2020, 1, 6), date(2026, 8, 3)])
def test_the_first_run_shows_the_level_whole(desk_app: QApplication, office: Bench, qtbot: QtBot, day: date) -> None:
    """Since 1 July 2025 there is no Chi cục to speak of."""
    wizard = Wizard(office.desk.folder / "new", FixedClock(day))
    assert ("Chi cục" in "".join(label.text() for label in wizard.findChildren(QLabel))) == (day.year == 2020)
    qtbot.addWidget(wizard)
    wizard.show()
    level = wizard.form["level"].editor
    assert level.fontMetrics().horizontalAdvance(level.currentText()) <= level.width() - 40

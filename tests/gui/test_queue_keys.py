"""The head's keys in the queue, faster than the list: nothing is signed twice, nothing is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.services import drafts, papers, queries
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    for form, clause in (("deferral", "d"), ("suspension", "2")):
        draft = papers.cleaned(papers.Draft(form, Effect(form, clause), made.matters[0], {"evidence": "x"}))  # type: ignore[arg-type]
        drafts.submit(made.desk, draft, date(2019, 10, 7))
    yield made
    made.desk.close()


def stages(office: Bench) -> list[str]:
    return sorted(r.stage for r in queries.queue(office.desk, ("submitted", "signed")))


@pytest.fixture
def queue(window: DeskWindow, qtbot: QtBot) -> Any:
    shown: Any = window.go("queue")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 2, timeout=5000)
    settled(qtbot, window)
    return shown


@pytest.mark.parametrize("second", [Qt.Key.Key_F9, Qt.Key.Key_Return])
def test_a_second_quick_key_does_not_sign_again(
    queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot, second: Qt.Key
) -> None:
    first = queue.table.current_key()
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    QTest.keyClick(queue.table, second)
    assert page(window) is queue
    settled(qtbot, window)
    assert stages(office) == ["signed", "submitted"]
    assert window.notice.text().endswith("Đã ký 1 văn bản.")
    assert queue.table.current_key() != first, "the next one is under the hand"
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert stages(office) == ["signed", "signed"]


def test_a_second_quick_key_on_the_paper_itself_is_no_second_step(queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(queue.table, Qt.Key.Key_Return)
    way = page(window)
    assert way.name == "way"
    for _ in range(2):
        QTest.keyClick(way.forms[0].fields()[0].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is queue, timeout=5000)
    settled(qtbot, window)
    assert stages(office) == ["signed", "submitted"]
    assert window.notice.text().endswith("Ký: xong.")

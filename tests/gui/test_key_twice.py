"""The key that carries a form out, twice in a row before the window came to anything else: it is carried out once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_decision import fill, opened
from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.services import queries
from thads_desktop.ui.pages.act import ActPage
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.pages.receive import ReceivePage, RequestPage
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.worker import Worker

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


@pytest.mark.parametrize(
    ("first", "then"),
    [(Qt.Key.Key_F9, Qt.Key.Key_F9), (Qt.Key.Key_F9, Qt.Key.Key_Return), (Qt.Key.Key_F9, Qt.Key.Key_R), (Qt.Key.Key_Return, Qt.Key.Key_Return)],
)
def test_one_decision(window: DeskWindow, office: Bench, qtbot: QtBot, first: Qt.Key, then: Qt.Key) -> None:
    shown = opened(window, office.judgment())
    fill(shown, debtor="Nguyễn Văn Bảy", creditor="Lê Thị Chín", text_1="Trả nợ gốc", due_1="10000000")
    settled(qtbot, window)
    for key in (first, then):
        QTest.keyClick(shown.form["debtor"].editor, key, NONE if key == Qt.Key.Key_F9 else CTRL)
    settled(qtbot, window)
    assert len(queries.queue(office.desk, ("submitted", "numbered"))) == 1
    assert page(window).name != "record"
    assert "Đã " in window.notice.text()


def test_one_paper(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.decision()
    shown = PaperPage(window, "deferral", queries.matter(office.desk, matter))
    window.open_page(shown)
    shown.form.set_values({"clause": "d", "evidence": "Văn bản của Tòa án"})
    settled(qtbot, window)
    for _ in range(2):
        QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert len([p for p in queries.matter(office.desk, matter).papers if p.form == "deferral"]) == 1


def test_one_act(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.decision()
    window.open_page(ActPage(window, matter, "collect", queries.matter(office.desk, matter)))
    shown = page(window)
    shown.form.set_values({"amount": 100_000})
    for _ in range(2):
        QTest.keyClick(shown.form.fields()[0].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        taken = [e for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.Collected)]
    assert len(taken) == 1


def test_one_judgment_and_one_request(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_page(ReceivePage(window))
    shown = page(window)
    shown.form.set_values({
        "number": "1/2019/DS-ST", "day": date(2019, 9, 2), "court": "Tòa án nhân dân quận Lê Chân", "case_type": "dan_su", "even_if_known": True,
    })  # fmt: skip
    for _ in range(2):
        QTest.keyClick(shown.form["number"].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    received = queries.intakes(office.desk)
    assert len(received) == 1
    window.open_page(RequestPage(window, received[0].judgment, ""))
    asking: Any = page(window)
    asking.form.set_values({"name": "Lê Thị Chín"})
    for _ in range(2):
        QTest.keyClick(asking.form.fields()[0].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        asked = [e for e in reader.events_of(f"intake:{received[0].judgment}") if isinstance(e.body, ev.RequestReceived)]
    assert len(asked) == 1


def test_a_command_may_follow_once_the_answer_came_and_owners_do_not_wait_for_each_other(worker: Worker, qtbot: QtBot) -> None:
    told: list[str] = []
    one, other = QObject(), QObject()

    def give(owner: QObject, word: str) -> int:
        return worker.run_write(lambda: (word, ()), told.append, owner=owner)

    assert give(one, "a")
    assert worker.acting(one)
    assert not give(one, "b")
    assert give(other, "c")
    qtbot.waitUntil(lambda: worker.busy == 0, timeout=5000)
    assert give(one, "d")
    qtbot.waitUntil(lambda: worker.busy == 0, timeout=5000)
    assert told == ["a", "c", "d"]

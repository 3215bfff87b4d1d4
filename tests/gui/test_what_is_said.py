"""What was not done is a warning, never a tick; an old sentence makes way; closing waits only for what is written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.ui import wording
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    yield made
    made.desk.close()


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


@pytest.mark.parametrize(
    ("place", "key", "modifier"),
    [("queue", Key.Key_F9, Qt.KeyboardModifier.NoModifier), ("assignment", Key.Key_Return, CTRL)],
)
def test_what_cannot_be_done_is_a_warning(
    window: DeskWindow, qtbot: QtBot, place: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window.go(place)
    settled(qtbot, window)
    press(window, key, modifier)
    assert window.notice.kind == "amber"
    assert window.notice.text().startswith("Hãy chọn")


def test_the_reason_of_an_unlawful_act_is_a_warning(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = window.page()
    acts = matter.acts
    at = next(n for n in range(acts.count()) if acts.item(n).data(Qt.ItemDataRole.UserRole) == "continuation")
    acts.setCurrentRow(at)
    press(window, Key.Key_J, CTRL)
    press(window, Key.Key_Return)
    assert window.notice.kind == "amber"
    assert "tiếp tục" in window.notice.text()


def test_nothing_printed_is_a_warning(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = window.page()
    matter.preview.clear()
    press(window, Key.Key_F8)
    assert window.notice.kind == "amber"
    assert window.notice.text() == wording.PREVIEW_NONE


def test_an_old_sentence_makes_way_for_a_newer_refusal(window: DeskWindow, qtbot: QtBot) -> None:
    def refuse() -> tuple[None, tuple[str, ...]]:
        raise Refused(Refusal("matter.unknown"))

    seen: list[object] = []
    window.tell("Đã ghi.")
    window.worker.run_write(refuse, lambda _: None, seen.append)
    settled(qtbot, window)
    assert seen
    assert not window.notice.isVisible(), "the refusal stands at its field, nothing older beside it"


def test_waiting_for_a_write_is_said_only_while_it_lasts(window: DeskWindow, qtbot: QtBot) -> None:
    gate = threading.Event()
    window.worker.run_write(lambda: (gate.wait(5), ()), lambda _: None)
    press(window, Key.Key_W, CTRL)
    assert window.notice.text() == wording.QUIT_WAITS
    gate.set()
    settled(qtbot, window)
    assert not window.notice.isVisible()


@pytest.mark.parametrize("trial", [True, False])
def test_closing_stops_long_work(window: DeskWindow, qtbot: QtBot, trial: bool) -> None:
    """At once when it writes nothing, at the second time when it does."""
    page: Any = window.page()
    panel = ProgressPanel(window.worker, page)
    began, gate = threading.Event(), threading.Event()

    def work(progress: Any, cancelled: Any) -> tuple[str, tuple[str, ...]]:
        began.set()
        gate.wait(5)
        progress(1, 2)
        return "xong", ()

    panel.start("Đang chạy", work, lambda _done: "xong", writes=True, trial=trial)
    assert began.wait(5)
    press(window, Key.Key_W, CTRL)
    if not trial:
        assert window.isVisible()
        assert window.notice.text() == wording.QUIT_STOPS
        press(window, Key.Key_W, CTRL)
    assert not window.isVisible()
    gate.set()
    settled(qtbot, window)
    assert panel.result.text() == wording.WORK_CANCELLED


def test_copying_says_how_many_of_how_many(
    window: DeskWindow, office: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.decision(number="16/2019/DS-ST", debtor="Lê Văn Bình")
    window.worker.publish(("matters",))
    settled(qtbot, window)
    shown: Any = window.page()
    press(window, Key.Key_Return)
    press(window, Key.Key_A, CTRL)
    press(window, Key.Key_C, CTRL)
    assert (window.notice.kind, window.notice.text()) == ("green", "Đã chép 2 dòng.")
    monkeypatch.setattr("thads_desktop.ui.table_view._COPY_MOST", 1)
    press(window, Key.Key_C, CTRL)
    assert window.notice.kind == "amber"
    assert window.notice.text().startswith("Đã chép 1 dòng đầu trong 2 dòng đã chọn")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1
    monkeypatch.setattr(shown.model, "with_rows", lambda *_given: False)
    press(window, Key.Key_C, CTRL)
    assert window.notice.text() == wording.COPY_SCATTERED
    settled(qtbot, window)


def test_the_journal_of_a_new_office_names_no_day_of_1900(window: DeskWindow, qtbot: QtBot) -> None:
    shown: Any = window.go("journal")
    settled(qtbot, window)
    days = {str(shown.model.index(n, 1).data()) for n in range(shown.model.rowCount())}
    assert "từ đầu" in days
    assert not any("1900" in day for day in days)

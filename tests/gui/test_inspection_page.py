"""The inspector's page in the real window, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_leaving import answer
from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts, striking
from thads_desktop.ui import leaving
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    matter = made.matters[0]
    acts.collect(made.desk, matter, DAY, 1, 1_000_000, receipt="0001")
    with made.desk.reading() as reader:
        seq = reader.events_of(f"matter:{matter}")[-1].seq
    striking.strike(made.desk, matter, seq, "gõ nhầm số tiền")
    yield made
    made.desk.close()


@pytest.fixture
def shown(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    found = page(window)
    assert found.name == "inspection"
    qtbot.waitUntil(lambda: found.made is not None, timeout=5000)
    settled(qtbot, window)
    return found


def test_what_deserves_a_look_opens_its_lines_and_the_matter(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    assert shown.points.hasFocus()
    assert shown.points_model.row(0).code == "struck"
    assert len(shown.points_model.row(0).seqs) == 1
    QTest.keyClick(shown.points, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1 and shown.model.content(0) is not None, timeout=5000)
    assert shown.model.content(0).reason == "gõ nhầm số tiền"
    assert "Chỉ kê: xóa dòng ghi nhầm" in shown.state.text()
    assert shown.table.hasFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert page(window).name == "matter"
    settled(qtbot, window)
    window.back()
    # Something is written meanwhile: what was picked stays what is listed.
    window.worker.publish(("matters",))
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    QTest.keyClick(shown.table, Qt.Key.Key_Escape)
    assert shown.points.hasFocus()
    assert "Chỉ kê" not in shown.state.text()


def test_a_person_opens_their_lines_and_ctrl_b_turns(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    assert [shown.people_model.row(at).name for at in range(shown.people_model.rowCount())] == ["Phạm Quang Minh"]
    shown.people.setFocus()
    QTest.keyClick(shown.people, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.views.currentIndex() == 1, timeout=5000)
    qtbot.waitUntil(lambda: shown.model.rowCount() == len(shown.made.seqs), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_B, CTRL)
    assert shown.views.currentIndex() == 0


def test_filters_by_kind_number_and_days(shown: Any, window: DeskWindow, qtbot: QtBot) -> None:
    whole = len(shown.made.seqs)
    QTest.keyClick(shown, Qt.Key.Key_F, CTRL)
    typed(shown.number, "2")
    QTest.keyClick(shown.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.made is not None and shown.made.matters == ("02/QĐ-CCTHADS",), timeout=5000)
    assert 0 < len(shown.made.seqs) < whole
    typed(shown.number, "99")
    QTest.keyClick(shown.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Không có việc nào mang số 299" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: shown.made is not None and len(shown.made.seqs) == whole, timeout=5000)
    shown.period.since.setFocus()
    shown.period.since.selectAll()
    typed(shown.period.since, "8102019")
    QTest.keyClick(shown.period.since, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ngày cuối" in shown.state.text() or "chưa đúng" in shown.state.text(), timeout=5000)


def test_it_is_printed_and_saved_by_key(
    shown: Any, window: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "_last", {"recipient": "", "purpose": ""})
    QTest.keyClick(shown, Qt.Key.Key_P, CTRL)
    printed = page(window)
    assert printed.name == "printed"
    qtbot.waitUntil(lambda: printed.preview.paper is not None, timeout=8000)
    assert printed.preview.paper.pages == 1
    window.back()
    for name, begins in (("a.xlsx", b"PK"), ("a.pdf", b"%PDF")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, name=name: (str(tmp_path / name), ""))
        # What was said last is offered again: Enter alone would do.
        first = ("Đoàn kiểm tra", Qt.Key.Key_Return, "kiểm tra") if name == "a.xlsx" else ()
        answer(*first, Qt.Key.Key_Return)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=2000)
        QTest.keyClick(shown, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda name=name: (tmp_path / name).exists() and not shown.progress.running, timeout=8000)
        assert (tmp_path / name).read_bytes().startswith(begins)

"""The department's page by keyboard: compare a fingerprint, take packages in, see who is missing, close, save."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.office import bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import consolidation, people, reporting
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.ui.run import DeskWindow, window_for

LATER = date(2020, 1, 10)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an office sends: its key and the return of three months."""
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.on(LATER)
    reporting.write(made.desk, reporting.make(made.desk, 2020, 3), tmp_path / "sent")
    consolidation.key_package(made.desk, tmp_path / "khoa.thads")
    made.desk.close()
    return tmp_path


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    made = open_desk(folder / "cuc", FixedClock(LATER), create=True)
    people.set_up(made, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    other = bench(folder / "other", date(2019, 10, 7))
    consolidation.trust(made, Path(consolidation.key_package(other.desk, folder / "khac.thads").path))
    other.desk.close()
    yield made
    made.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[DeskWindow]:
    made = window_for(desk)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: made.worker.busy == 0, timeout=10_000)
    made.worker.close()


def test_a_period_is_received_closed_and_saved_by_keyboard(window: DeskWindow, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    page: Any = window.go("province")

    def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(page.place, key, how)
        qtbot.waitUntil(lambda: window.worker.busy == 0 and not page.progress.running, timeout=10_000)
        qtbot.wait(20)

    press(Qt.Key.Key_F9)
    assert consolidation.periods(desk) == [], "an empty place means no folder at all"
    page.place.setText(str(folder / "khoa.thads"))
    press(Qt.Key.Key_T, CTRL)
    with desk.reading() as reader:
        assert len(consolidation.trusted(reader)) == 1, "first the fingerprint is only shown"
    shown = consolidation.seen_key(folder / "khoa.thads")
    assert shown.fingerprint in page.state.text()
    press(Qt.Key.Key_T, CTRL)
    with desk.reading() as reader:
        assert len(consolidation.trusted(reader)) == 2
    page.place.setText(str(folder / "sent"))
    press(Qt.Key.Key_F9)
    assert len(page.made.offices) == 1
    assert len(page.made.missing) == 1
    assert "còn thiếu 1" in page.state.text()
    assert page.cells.item(0, 0).text() == "1"
    press(Qt.Key.Key_F9, SHIFT)
    assert "đã chốt" in page.state.text()
    assert len(reporting.closings(desk)) == 1
    press(Qt.Key.Key_F9, SHIFT)
    assert len(reporting.closings(desk)) == 1
    press(Qt.Key.Key_F8)
    assert {f.suffix for f in (desk.folder / "tong-hop" / "2020-03").iterdir()} == {".xlsx", ".pdf", ".thads"}

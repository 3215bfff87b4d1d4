"""A clock that stands a year back is said in the window as soon as it opens, and everything can still be done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.office import bench, reopen
from thads_desktop.domain.clock import FixedClock
from thads_desktop.ui.run import window_for


def test_the_window_says_that_the_clock_stands_back(tmp_path: Path, qtbot: QtBot) -> None:
    made = bench(tmp_path / "data", date(2021, 7, 15))
    made.decision()
    made.desk.close()
    for day, says in ((date(2020, 7, 15), True), (date(2021, 7, 15), False)):
        desk = reopen(tmp_path / "data", FixedClock(day))
        window = window_for(desk)
        window.resize(1366, 768)
        window.show()
        qtbot.waitUntil(lambda window=window: not window.worker.busy if hasattr(window.worker, "busy") else True)
        qtbot.wait(300)
        assert ("Đồng hồ máy tính chỉ ngày 15/07/2020" in window.notice.text()) == says
        assert window.notice.isVisible() == says
        if says:
            window.grab().save(str(tmp_path / "clock.png"))
        window.close()
        window.worker.close()
        desk.close()

"""Who walks with Tab sees where he is, at every stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.office import Bench, bench

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from thads_desktop.ui.run import DeskWindow

#: Fewer pixels than this nobody notices.
SEEN = 60


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("focus") / "data", date(2019, 10, 7))
    made.decision()
    yield made
    made.desk.close()


def changed(one: QImage, other: QImage) -> int:
    """Pixels that differ."""
    a, b = bytes(one.constBits()), bytes(other.constBits())
    return sum(a[i : i + 4] != b[i : i + 4] for i in range(0, len(a), 4))


@pytest.mark.parametrize("place", ["matters", "matter", "way"])
def test_every_stop_of_tab_is_seen(desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot, place: str) -> None:
    if place != "matters":
        window.open_matter(office.matters[0])
        qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    matter: Any = window.page()
    if place == "matter":
        matter._pane(2)
    if place == "way":
        matter._onwards()
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(50)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    stops: list[QWidget] = []
    while (now := window.focusWidget()) is not None and now not in stops:
        stops.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    names = {s.objectName() for s in stops}
    assert {"places", "person"} <= names, stops
    assert place == "matters" or "paper" in names
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(5)
        with_focus = stop.grab().toImage()
        (stops[0] if stop is not stops[0] else stops[1]).setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(5)
        assert changed(with_focus, stop.grab().toImage()) >= SEEN, f"{stop} {stop.objectName()}"

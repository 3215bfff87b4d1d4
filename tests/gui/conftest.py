"""The window's own fixtures: the application as the program makes it, a worker that is closed, a clock that stands."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from thads_desktop.domain.clock import FixedClock
from thads_desktop.ui import theme
from thads_desktop.ui.app import make_app
from thads_desktop.ui.run import DeskWindow, window_for
from thads_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from tests.office import Bench


@pytest.fixture(autouse=True)
def _garbage_is_searched_between_tests() -> Iterator[None]:
    """As in the program: never on a worker's thread, where widgets must not be destroyed."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def desk_app(qapp: QApplication) -> Iterator[QApplication]:
    """The application with the program's look, at 100 %, light."""
    if not qapp.styleSheet():
        make_app()
    _plain(qapp)
    yield qapp
    _plain(qapp)


def _plain(app: QApplication) -> None:
    """Applied where a test changed it: every widget that is alive is styled anew."""
    if (theme.current(), theme.zoom()) != (theme.LIGHT, 100) or not app.styleSheet():
        theme.apply(app, theme.LIGHT, 100)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 2 March 2020."""
    return FixedClock(date(2020, 3, 2))


@pytest.fixture
def crashes() -> list[Exception]:
    """Errors nobody expected."""
    return []


@pytest.fixture
def worker(desk_app: QApplication, crashes: list[Exception]) -> Iterator[Worker]:
    made = Worker(on_crash=crashes.append)
    yield made
    made.close()


@pytest.fixture
def settled(qtbot: QtBot, worker: Worker) -> Callable[[], None]:
    """Wait until every answer was taken."""

    def wait() -> None:
        qtbot.waitUntil(lambda: worker.busy == 0, timeout=5000)

    return wait


def _letter(target: QWidget, letter: str) -> None:
    """One letter; those beyond Latin 1 as an input method sends them (Qt's own test keys know none)."""
    if letter.isascii():
        QTest.keyClick(target, letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@pytest.fixture
def keys(qtbot: QtBot) -> Callable[..., None]:
    """Type into whatever has the focus: text is typed, Qt.Key members are pressed."""

    def press(window: QWidget, *given: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        for each in given:
            target = window.focusWidget() or window
            if isinstance(each, str):
                for letter in each:
                    _letter(target, letter)
            elif isinstance(each, tuple):
                QTest.keyClick(target, each[0], each[1])
            else:
                QTest.keyClick(target, each)

    return press


@pytest.fixture
def window(office: Bench, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The real window on the data of the module's ``office``."""
    made = window_for(office.desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.first_rows_painted, timeout=5000)
    yield made
    qtbot.waitUntil(lambda: made.worker.busy == 0, timeout=10_000)
    made.worker.close()


@pytest.fixture
def window_of(qtbot: QtBot, desk_app: object) -> Iterator[Callable[[Bench], DeskWindow]]:
    """Opens the real window on the data of an office, of several beside each other."""
    made: list[DeskWindow] = []

    def open_(office: Bench) -> DeskWindow:
        window = window_for(office.desk)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitUntil(window.first_rows_painted, timeout=5000)
        made.append(window)
        return window

    yield open_
    for window in made:
        qtbot.waitUntil(lambda window=window: window.worker.busy == 0, timeout=10_000)
        window.worker.close()

"""Garbage is searched on the main thread alone, as often as Python would."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from thads_desktop.ui.garbage import Garbage

#: Whether each ring ended on the main thread.
ENDED: list[bool] = []


class Ring:
    """Something only the search finds; notes where it ended."""

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        ENDED.append(threading.current_thread() is threading.main_thread())


@pytest.fixture
def _searched_as_in_the_program() -> Iterator[None]:
    """Tests search more seldom than the program does."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_searched_as_in_the_program")
def test_what_a_worker_leaves_is_found_on_the_main_thread(qtbot: QtBot, desk_app: Any) -> None:
    parent = QObject()
    keeper = Garbage(parent)
    assert not gc.isenabled()
    ENDED.clear()

    def work() -> None:
        for _ in range(5000):
            Ring()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ENDED == [], "nothing was searched on that thread"
    assert keeper.look() >= 0
    assert len(ENDED) == 5000
    assert all(ENDED)
    keeper.look()
    assert keeper.look() == -1
    qtbot.wait(10)

"""What the pages say of matters carried in from an old register, and the journal of the office's key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests import registers
from tests.office import bench
from thads_desktop.services import consolidation, journal, queries, takeover
from thads_desktop.services.desk import Desk
from thads_desktop.ui import wording
from thads_desktop.ui.run import DeskWindow, window_for


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = registers.open_office(tmp_path / "data")
    yield made
    made.close()


def opened(desk: Desk, qtbot: QtBot) -> DeskWindow:
    made = window_for(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def quiet(window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)


def test_the_pages_of_deadlines_say_why_old_lateness_is_not_there(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    page: Any = window.go("deadlines")
    quiet(window, qtbot)
    assert page.carried.isHidden()
    batch = takeover.take_over(desk, registers.book(tmp_path, [registers.row(1)])).batch
    page.refresh()
    quiet(window, qtbot)
    assert page.carried.isVisible()
    assert page.carried.text() == wording.CARRIED_IN
    window.open_matter(queries.matters(desk)[0].matter)
    quiet(window, qtbot)
    matter: Any = window.page()
    matter._pane(3)
    assert matter.carried.isVisible()
    window.back()
    takeover.undo(desk, batch)
    page.refresh()
    quiet(window, qtbot)
    assert page.carried.isHidden()
    window.worker.close()


def test_a_matter_born_here_says_nothing_of_a_register(tmp_path: Path, qtbot: QtBot) -> None:
    made = bench(tmp_path / "own")
    key = made.decision()
    window = opened(made.desk, qtbot)
    window.open_matter(key)
    quiet(window, qtbot)
    matter: Any = window.page()
    matter._pane(3)
    assert matter.carried.isHidden()
    window.worker.close()
    made.desk.close()


def test_the_journal_speaks_of_the_key_in_vietnamese(desk: Desk, tmp_path: Path) -> None:
    consolidation.key_package(desk, tmp_path / "khoa.thads")
    (line,) = [r for r in journal.journal(desk) if "khóa của đơn vị" in r.what]
    assert (line.about, line.opens) == ("khóa của đơn vị", "place:settings")
    assert not [r for r in journal.journal(desk) if r.what.endswith(": key")]

"""The department has the staff register, proposals, emulation and the letters of its offices; its units are filled from what the offices sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled
from tests.gui.test_staff_pages import PROPOSAL, REGISTER, press
from tests.office import OFFICE, PARENT, Bench, bench
from tests.retold import founded
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import books, consolidation, people, reporting, staff
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.ui.run import DeskWindow, window_for

Key = Qt.Key
DAY = date(2020, 1, 10)
LETTERS = "Báo cáo chuyên đề: văn bản phối hợp, xin ý kiến của các đơn vị"


def letter(desk: Desk, due: str) -> None:
    typed = {"sent": "06/01/2020", "kind": "xa", "recipient": "UBND phường", "content": "Xác minh", "due": due}
    books.open_entry(desk, "phoi_hop", typed)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "chi-cuc", date(2019, 10, 7))
    made.decision()
    made.on(DAY)
    letter(made.desk, "08/01/2020")
    yield made
    made.desk.close()


@pytest.fixture
def cuc(tmp_path: Path, office: Bench) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)
    people.set_up(desk, PARENT, "Tổng cục Thi hành án dân sự", "province")
    letter(desk, "20/01/2020")
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, tmp_path / "a.thads").path))
    files = reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "sent")
    assert consolidation.receive(desk, [f for f in files if f.suffix == ".thads"], None)[0].accepted
    yield desk
    desk.close()


@pytest.fixture
def window(cuc: Desk, qtbot: QtBot) -> DeskWindow:
    made = window_for(cuc)
    qtbot.addWidget(made)
    made.show()
    settled(qtbot, made)
    return made


def test_every_page_opens(window: DeskWindow, qtbot: QtBot) -> None:
    for words, name in ((REGISTER, "staff"), (PROPOSAL, "staff_proposal"), ("Thi đua, khen thưởng, vi phạm", "emulation"), (LETTERS, "letters-across")):
        act(window, words)
        settled(qtbot, window)
        assert page(window).name == name
        QTest.keyClick(window, Key.Key_Escape)
        settled(qtbot, window)


def test_units_are_filled_and_each_has_its_forecast(window: DeskWindow, cuc: Desk, qtbot: QtBot) -> None:
    act(window, REGISTER)
    settled(qtbot, window)
    press(window, Key.Key_U)
    units = page(window)
    settled(qtbot, window)
    press(window, Key.Key_Y)
    qtbot.waitUntil(lambda: units.model.rowCount() == 1, timeout=20_000)
    settled(qtbot, window)
    assert "Đã lấy khối lượng của 1 đơn vị" in units.progress.result.text()
    assert units.model.data(units.model.index(0, 0)) == "quận Lê Chân"
    assert staff.listed(cuc)[0][0].name == OFFICE
    press(window, Key.Key_R)
    proposal = page(window)
    settled(qtbot, window)
    press(window, Key.Key_Y)
    qtbot.waitUntil(lambda: any(a.growth is not None for a in proposal.question.units.values()), timeout=20_000)

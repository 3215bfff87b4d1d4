"""The page of returns by keyboard: numbers replaced as typed, periods without a form, files where one says, the own key."""

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

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import acts, consolidation, office_key, people, reporting
from thads_desktop.ui.palette import matches
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.on(date(2026, 11, 29))
    yield made
    made.desk.close()


def press(window: DeskWindow, qtbot: QtBot, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    shown: Any = window.page()
    QTest.keyClick(window.focusWidget() or window, key, how)
    qtbot.waitUntil(lambda: window.worker.busy == 0 and not shown.progress.running, timeout=10_000)
    qtbot.wait(10)


def typed(window: DeskWindow, text: str) -> None:
    for letter in text:
        QTest.keyClick(window.focusWidget(), letter)


def test_typing_replaces_the_number_that_stands_there(window: DeskWindow, qtbot: QtBot) -> None:
    page: Any = window.go("returns")
    assert (page.year.value(), page.months.value()) == (2027, 1)
    assert window.focusWidget() is page.year
    typed(window, "2019")
    QTest.keyClick(page.year, Qt.Key.Key_Tab)
    typed(window, "12")
    assert (page.year.value(), page.months.value()) == (2019, 12)
    QTest.mouseClick(page.year.lineEdit(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.year.lineEdit().selectedText() == "2019", timeout=2000)
    settings: Any = window.go("settings")
    settings.tabs.setCurrentIndex(3)
    settings.year.setFocus()
    typed(window, "2024")
    assert settings.year.value() == 2024


def test_a_period_without_a_form_is_told_by_what_the_window_has(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page: Any = window.go("returns")
    page.year.setValue(2014)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    said = page.progress.result.text()
    assert "“Chế độ”" in said
    assert "--" not in said
    page.regime.setCurrentIndex(page.regime.findData("2015"))
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert page.made.regime.id == "2015"
    assert "theo chế độ 2015 chỉ xem được" in page.findings.text()
    press(window, qtbot, Qt.Key.Key_F9)
    assert "không chốt được" in window.notice.text()
    assert reporting.closings(office.desk) == []


def test_closing_nothing_is_no_success(window: DeskWindow, qtbot: QtBot) -> None:
    window.go("returns")
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F8):
        press(window, qtbot, key)
        assert "Hãy lập báo cáo" in window.notice.text()
        assert window.notice.kind == "amber"


def test_files_go_where_one_says(window: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = [str(tmp_path / "gui-cuc"), "", str(tmp_path / "gui-cuc")]

    def ask(_parent: Any, _title: str, begin: str) -> str:
        asked.append(begin)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask)
    page: Any = window.go("returns")
    page.year.setValue(2020)
    page.months.setValue(3)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    press(window, qtbot, Qt.Key.Key_F8)
    assert asked == [str(tmp_path)], "beside the data folder"
    with window.desk.reading() as reader:
        own = people.office(reader).key[:8]
    assert {f.name for f in (tmp_path / "gui-cuc").iterdir()} == {
        f"bao-cao-le-chan-{own}-2020-03-thang-2015.{end}" for end in ("xlsx", "pdf", "thads")
    }
    assert str(tmp_path / "gui-cuc") in window.notice.text()
    press(window, qtbot, Qt.Key.Key_F8)
    assert asked[1] == str(tmp_path / "gui-cuc"), "the place used last"
    assert not (tmp_path / "data" / "bao-cao").exists()


@pytest.mark.parametrize("place", ["returns", "settings"])
def test_the_own_key_is_found_shown_and_exported(
    window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    shown = consolidation.key_package(office.desk, tmp_path / "a.thads").fingerprint
    assert office_key.fingerprint(office.desk) == shown
    assert {"Báo cáo", "Thiết lập"} <= {e.title for e in window.commands() if matches(e, "khóa")}
    page: Any = window.go(place)
    entry = next(e for e in window.commands() if matches(e, "khóa đơn vị dấu vân tay") and e.detail == page.title)
    entry.run()
    qtbot.waitUntil(lambda: shown in page.own_key.label.text(), timeout=5000)
    assert window.focusWidget() is page.own_key.button
    assert "dấu vân tay" in page.help()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "khoa"), ""))
    QTest.keyClick(page.own_key.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: str(tmp_path / "khoa.thads") in window.notice.text(), timeout=5000)
    assert consolidation.seen_key(tmp_path / "khoa.thads").fingerprint == shown


def test_a_key_that_is_not_there_yet_is_no_trouble(window: DeskWindow, qtbot: QtBot) -> None:
    page: Any = window.go("settings")
    qtbot.waitUntil(lambda: "chưa có" in page.own_key.label.text(), timeout=5000)
    assert window.notice.kind != "red"


def test_the_bands_over_the_columns_have_room_for_their_words(window: DeskWindow, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    page: Any = window.go("returns")
    for year, months in ((2020, 3), (2020, 12)):
        page.year.setValue(year)
        page.months.setValue(months)
        press(window, qtbot, Qt.Key.Key_Return, CTRL)
        head = page.cells.horizontalHeader()
        for at, column in enumerate(head.columns):
            for depth in range(len(column.path) - 1):
                first, last = head._span(at, depth)
                wide = sum(head.sectionSize(i) for i in range(first, last + 1))
                assert head._metrics().horizontalAdvance(column.path[depth]) < wide, column.path[depth]
        assert page.cells.horizontalScrollBar().maximum() == 0


def test_a_closed_period_says_so_and_when(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page: Any = window.go("returns")
    typed(window, "2020")
    QTest.keyClick(page.year, Qt.Key.Key_Tab)
    typed(window, "3")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert "chốt" not in page.state.text()
    press(window, qtbot, Qt.Key.Key_F9)
    assert page.state.text().startswith("03 tháng năm 2020 · đã chốt ngày 29/11/2026 · ")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert page.state.text().startswith("03 tháng năm 2020 · đã chốt ngày 29/11/2026 · ")
    office.on(date(2019, 11, 4))
    acts.collect(office.desk, office.matters[0], date(2019, 11, 4), 1, 1_000)
    office.on(date(2026, 11, 30))
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert page.state.text().startswith("03 tháng năm 2020 · đã chốt ngày 29/11/2026, số liệu nay đã khác · ")
    office.reopen(2020, 3)
    press(window, qtbot, Qt.Key.Key_F9)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert page.state.text().startswith("03 tháng năm 2020 · đã chốt bổ sung ngày 30/11/2026 · ")


def test_the_key_of_the_place_begins_its_page_anew(window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F7)
    page: Any = window.page()
    typed(window, "2020")
    QTest.keyClick(page.year, Qt.Key.Key_Tab)
    typed(window, "3")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert window.focusWidget() is page.cells
    for _ in range(2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F7)
        assert window.focusWidget() is page.year
        assert page.year.lineEdit().selectedText() == "2020"
        assert page.made is not None, "nothing that was made is lost"
    settings: Any = window.go("settings")
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F7)
    assert window.page() is page
    assert settings is not page

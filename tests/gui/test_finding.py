"""Ctrl+K finds pages, commands and matters by keyboard; F1 names keys as they stand on the keyboard; papers have readable names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from thads_desktop.ui.help import KeysDialog, key_words, keys_text
from thads_desktop.ui.palette import Palette
from thads_desktop.ui.preview import paper_name
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Twelve matters, so that 1 begins several numbers; nothing here writes."""
    made = bench(tmp_path_factory.mktemp("finding") / "data", date(2019, 10, 7))
    for n in range(1, 13):
        made.decision(number=f"{n}/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết" if n == 7 else f"Nguyễn Văn Thứ {n}")
    yield made
    made.desk.close()


def opened(window: DeskWindow, qtbot: QtBot) -> Palette:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_K, CTRL)
    found = window.findChild(Palette)
    assert isinstance(found, Palette)
    qtbot.waitUntil(found.isVisible)
    return found


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


@pytest.mark.parametrize(
    ("typed", "place"),
    [("trinh ky", "queue"), ("Trình ký", "queue"), ("thoi han", "deadlines"), ("cài đặt", "settings"), ("ngay nghi", "settings"),
     ("thong ke", "returns"), ("nhat ky", "journal")],
)  # fmt: skip
def test_a_page_is_found_by_words_with_and_without_marks(window: DeskWindow, qtbot: QtBot, typed: str, place: str) -> None:
    palette = opened(window, qtbot)
    palette.line.setText(typed)
    settled(qtbot, window)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.page().name == place  # type: ignore[union-attr]  # a page is open
    settled(qtbot, window)


@pytest.mark.parametrize(
    ("typed", "at"), [("1", 0), ("12", 11), ("10/QĐ", 9), ("anh tuyet", 6), ("Ánh Tuyết", 6), ("03/QĐ-CCTHADS", 2)]
)
def test_a_number_or_a_name_and_enter_open_the_matter(
    window: DeskWindow, office: Bench, qtbot: QtBot, typed: str, at: int
) -> None:
    palette = opened(window, qtbot)
    palette.line.setText(typed)
    # Enter at once, as one types: the answer is not here yet.
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page().name == "matter", timeout=5000)  # type: ignore[union-attr]  # a page is open
    assert window.page().key == office.matters[at]  # type: ignore[union-attr]  # a page is open
    settled(qtbot, window)


def test_nothing_found_says_so_and_enter_does_nothing(window: DeskWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    palette.line.setText("khong co ai ten nay")
    assert not palette.nothing.isVisible(), "still looking"
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    settled(qtbot, window)
    qtbot.waitUntil(palette.nothing.isVisible, timeout=5000)
    assert window.page().name == "matters"  # type: ignore[union-attr]  # a page is open
    palette.reject()


# --- keys -------------------------------------------------------------------------------------------


def test_keys_are_named_as_on_the_keyboard(window: DeskWindow, qtbot: QtBot) -> None:
    assert key_words("Alt+Left") == "Alt+←"
    assert key_words("Ctrl+Del") == "Ctrl+Delete"
    assert key_words("Ctrl++") == "Ctrl++"
    for place in window.places:
        window.go(place)
        settled(qtbot, window)
    dialog = window.show_keys()
    english = {"Left", "Right", "Up", "Down", "Return", "Del", "Space", "Backspace"}
    shown = [part for row in dialog.rows for keys in row.keys.split(" / ") for part in keys.split("+")]
    assert english.isdisjoint(shown)
    assert any("Alt+←" in row.keys for row in dialog.rows)
    assert all("Left" not in keys_text(action) for action in window.actions())
    dialog.close()


# --- names of papers --------------------------------------------------------------------------------


def test_a_paper_is_called_by_title_and_number() -> None:
    assert paper_name("Quyết định hoãn thi hành án", "12/QĐ-CCTHADS") == "Quyết định hoãn thi hành án 12-QĐ-CCTHADS"
    assert paper_name("Thông báo", "") == "Thông báo"
    assert paper_name('a:b*c?"d', "1.2\n/") == "a-b-c--d 1-2"


def test_print_and_save_offer_that_name(
    window: DeskWindow, office: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def printing(dialog: Any) -> int:
        asked.append(dialog.printer().docName())
        return 0

    def saving(_parent: Any, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return "", ""

    monkeypatch.setattr(QPrintDialog, "exec", printing)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", saving)
    window.open_matter(office.matters[11])
    settled(qtbot, window)
    shown: Any = window.page()
    QTest.keyClick(shown, Qt.Key.Key_3, CTRL)
    qtbot.waitUntil(lambda: shown.preview.paper is not None, timeout=10_000)
    QTest.keyClick(shown, Qt.Key.Key_F8)
    QTest.keyClick(shown, Qt.Key.Key_S, CTRL)
    name = "Quyết định thi hành án chủ động 12-QĐ-CCTHADS"
    assert asked == [name, f"{name}.pdf"]


def test_typing_filters_the_keys_wherever_one_stands_in_them(window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible, timeout=2000)
    every = dialog.model.rowCount()
    assert dialog.focusWidget() is dialog.search
    QTest.keyClicks(dialog.focusWidget(), "F1")
    assert 0 < dialog.model.rowCount() < every
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.table
    QTest.keyClicks(dialog.focusWidget(), "2")
    assert dialog.search.text() == "F12"
    # F12 itself, and with Ctrl and Shift.
    assert dialog.model.rowCount() == 3
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(KeysDialog) is None, timeout=2000)

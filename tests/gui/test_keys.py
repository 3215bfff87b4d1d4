"""Keys on every page: none belongs to two at once, Esc leads back from everywhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gui.test_large_type import pages
from tests.office import Bench, bench
from thads_desktop.ui import wording

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("keys") / "data", date(2019, 10, 7))
    made.decision()
    made.judgment("17/2019/DS-ST")
    yield made
    made.desk.close()


def settled(qtbot: QtBot, window: DeskWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(10)


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def meet(first: QAction, second: QAction) -> bool:
    """Whether both hear a key at some place of the focus."""
    at, other = first.parent(), second.parent()
    assert isinstance(at, QWidget)
    assert isinstance(other, QWidget)
    inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
    if first.shortcutContext() == second.shortcutContext() == inside:
        return at is other or at.isAncestorOf(other) or other.isAncestorOf(at)
    return True


def further(window: DeskWindow, office: Bench, qtbot: QtBot) -> Iterator[tuple[str, Any]]:
    """Pages that are reached only by a key of another page, and a second window."""
    for place, keys in (("intake", (Key.Key_Y, Key.Key_U, Key.Key_D, Key.Key_T)), ("assignment", (Key.Key_B,))):
        for key in keys:
            window.go(place)
            settled(qtbot, window)
            press(window, key, CTRL)
            settled(qtbot, window)
            assert window.page() is not window.made_pages()[place], f"{place}: {key}"
            yield f"{place} {key.name}", window
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = window.page()
    press(window, Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    yield "case-file", window
    window.back()
    matter._start("deferral")
    settled(qtbot, window)
    window.page().form["clause"].set_value("c")  # type: ignore[union-attr]  # a page is open
    press(window, Key.Key_R, CTRL)
    settled(qtbot, window)
    yield "record", window
    window.back()
    window.back()
    matter._pane(0)
    press(window, Key.Key_Delete, CTRL)
    settled(qtbot, window)
    yield "strike", window
    window.back()
    press(window, Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, window)
    yield "second window", window._others[0]


def test_no_key_belongs_to_two_on_any_page(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    walk = ((name, window) for name, _page in pages(window, office, qtbot))
    for name, shown in chain(walk, further(window, office, qtbot)):
        held: dict[str, list[QAction]] = {}
        for action in shown.findChildren(QAction):
            owner = action.parent()
            if isinstance(owner, QWidget) and owner.isVisible() and action.isEnabled():
                for keys in action.shortcuts():
                    held.setdefault(keys.toString(QKeySequence.SequenceFormat.PortableText), []).append(action)
        for keys, actions in held.items():
            both = [(a.text(), b.text()) for a, b in combinations(actions, 2) if meet(a, b)]
            assert not both, f"{name}: {keys}"


def test_escape_leads_back_from_every_page_that_is_over_another(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = window.page()
    for act in ("deferral", "collect", "verify"):
        matter._start(act)
        settled(qtbot, window)
        press(window, Key.Key_Escape)
        assert window.page() is matter, act
        settled(qtbot, window)
    press(window, Key.Key_G, CTRL)
    settled(qtbot, window)
    assert window.page().name == "way"  # type: ignore[union-attr]  # a page is open
    press(window, Key.Key_Escape)
    assert window.page() is matter
    press(window, Key.Key_P, CTRL)
    settled(qtbot, window)
    press(window, Key.Key_Escape)
    assert window.page() is matter
    for pane in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        press(window, pane, CTRL)
        settled(qtbot, window)
    press(window, Key.Key_Escape)
    assert window.page().name == "matters"  # type: ignore[union-attr]  # a page is open
    press(window, Key.Key_Escape)
    assert window.page().name == "matters", "there is nothing to go back to"  # type: ignore[union-attr]  # a page is open


def test_escape_clears_the_search_and_then_leaves_it(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.page()
    press(window, Key.Key_F, CTRL)
    QTest.keyClicks(shown.search, "15")
    press(window, Key.Key_Escape)
    assert shown.search.text() == ""
    assert shown.search.hasFocus()
    press(window, Key.Key_Escape)
    assert shown.table.hasFocus()
    settled(qtbot, window)


def test_escape_in_the_field_of_the_day_returns_to_today(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = window.page()
    press(window, Key.Key_D, CTRL)
    QTest.keyClicks(matter.as_of.editor, "07102019")
    press(window, Key.Key_Escape)
    assert window.page() is matter
    assert matter.as_of.value() is None
    settled(qtbot, window)
    press(window, Key.Key_Escape)
    assert window.page() is not matter


def test_escape_stops_long_work_even_from_within_a_form(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    matter: Any = window.page()
    matter._start("collect")
    act: Any = window.page()
    from thads_desktop.ui.progress import ProgressPanel

    panel = ProgressPanel(window.worker)
    act.body.addWidget(panel)
    gate = threading.Event()

    def work(progress: Any, cancelled: Any) -> None:
        gate.wait(5)
        progress(1, 2)

    panel.start("Đang thử", work, lambda _done: "xong")
    act.form["amount"].editor.setFocus()
    press(window, Key.Key_Escape)
    assert window.page() is act
    gate.set()
    settled(qtbot, window)
    assert panel.result.text() == wording.WORK_CANCELLED
    press(window, Key.Key_Escape)
    assert window.page() is matter
    settled(qtbot, window)

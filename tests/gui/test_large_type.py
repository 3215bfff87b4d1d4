"""Every page at 150 % on a small screen, in the real window: nothing runs out of sight sideways; every page has its help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from thads_desktop.ui.frame_parts import PageHolder
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.table_view import TableView

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("large") / "data", date(2019, 10, 7))
    made.decision()
    made.judgment("17/2019/DS-ST")
    yield made
    made.desk.close()


def pages(window: DeskWindow, office: Bench, qtbot: QtBot) -> Iterator[tuple[str, Any]]:
    """Every place, and the pages that are opened over one."""

    def shown() -> Any:
        qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
        qtbot.wait(20)
        return window.page()

    for place in window.places:
        window.go(place)
        yield place, shown()
    window.go("matters")
    for key, name in ((Qt.Key.Key_N, "receive"), (Qt.Key.Key_P, "persons")):
        QTest.keyClick(window.focusWidget() or window, key, CTRL)
        yield name, shown()
        window.back()
    window.open_matter(office.matters[0])
    matter = shown()
    for pane in range(4):
        matter._pane(pane)
        yield f"matter {pane + 1}", shown()
    for act in ("deferral", "collect", "verify"):
        matter._start(act)
        yield act, shown()
        window.back()
    matter._open_paper(matter.view.papers[0].paper)
    yield "way", shown()
    window.back()
    window.go("intake")
    window.page().table.setFocus()  # type: ignore[union-attr]  # a page is open
    shown()
    QTest.keyClick(window.page().table, Qt.Key.Key_Return)  # type: ignore[union-attr]  # a page is open
    yield "decision", shown()
    window.back()
    for words in ("Việc chưa có bước tiếp theo", "Văn bản gửi đi trong ngày", "Lịch công tác tuần", "Sự cố hệ thống của Bộ",
                  "Bàn giao toàn bộ việc của một chấp hành viên", "Giao một việc có ngày"):  # fmt: skip
        next(e for e in window.commands() if e.title == words).run()
        yield words, shown()
        window.back()


@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1366, 768), 150), ((910, 512), 100)])
def test_nothing_runs_out_of_sight_sideways(
    desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    """910x512 is what a screen of 1366x768 holds when the system itself draws at 150 %."""
    window.set_zoom(percent)
    window.resize(*size)
    for name, page in pages(window, office, qtbot):
        assert (window.width(), window.height()) == size, name
        assert window.bottom.mapTo(window, window.bottom.rect().bottomRight()).y() < window.height(), name
        holder: Any = page.parent().parent()
        assert isinstance(holder, PageHolder)
        assert holder.horizontalScrollBar().maximum() == 0, f"{name} at {percent} %"
        for area in page.findChildren(QScrollArea):
            if name == "settings" and size[0] < 1000:
                # Its widest form wants fifty pixels more: it is scrolled, by the field that has the caret.
                continue
            if area.isVisible() and area.objectName() != "paper":
                inner = area.widget()
                assert inner.minimumSizeHint().width() <= area.viewport().width(), f"{name} at {percent} %: {area}"


def test_every_page_says_what_it_is_for(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    for name, page in pages(window, office, qtbot):
        assert len(page.help()) > 40, name
        assert page.hints(), name


def test_tab_reaches_every_list_and_stops_nowhere_unseen(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    for name, page in pages(window, office, qtbot):
        reached, first = [], window.focusWidget()
        assert first is not None, name
        for _ in range(60):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            now = window.focusWidget()
            if now is first or now in reached:
                break
            reached.append(now)
        for widget in reached:
            assert not isinstance(widget, QScrollArea) or widget.objectName() == "paper", f"{name}: {widget}"
        tables = [t for t in page.findChildren(QAbstractScrollArea) if t.isVisible() and t.objectName().endswith("-table")]
        assert all(table in [*reached, first] for table in tables), name


def test_what_matters_most_of_a_list_stays_on_a_small_screen(
    desk_app: QApplication, window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    window.resize(910, 512)
    for name, page in pages(window, office, qtbot):
        tables = [t for t in page.findChildren(TableView) if t.isVisible()]
        for table in tables:
            titles = [c.title for c in table.model().columns]  # type: ignore[attr-defined]  # the widget is of that kind
            most = {"matters": ("Trạng thái", "Hạn"), "matter 2": ("Đã thu", "Còn lại")}.get(name, titles[:1])
            for title in most:
                at = titles.index(title)
                assert not table.isColumnHidden(at), f"{name}: {title}"
                right = table.columnViewportPosition(at) + table.columnWidth(at)
                assert right <= table.viewport().width(), f"{name}: {title}"
            if name in ("matters", "intake", "deadlines", "queue", "assignment", "journal", "persons") or name.startswith("matter "):
                assert table.horizontalScrollBar().maximum() == 0, name

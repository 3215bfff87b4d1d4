"""One queue of the printer for all pages: nothing is lost, nothing is printed twice, what the printer dropped is sent again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gui.print_queues import (
    Printers,
    items,
    office,
    on_page,
    own_office,
    own_window,
    papers_of,
    queue,
    run,
    to_files,
)
from thads_desktop.ui.preview import paper_name
from thads_desktop.ui.print_queue import KEPT_DAYS, Item, PrintQueue

__all__ = ["office", "own_office", "own_window", "queue", "to_files"]

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.office import Bench
    from thads_desktop.ui.run import DeskWindow
    from thads_desktop.ui.worker import Worker


def test_two_pages_share_one_queue_and_nothing_is_printed_twice_or_lost(
    own_office: Bench, own_window: DeskWindow, qtbot: QtBot, to_files: Printers,
) -> None:  # fmt: skip
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.gui.test_pages import settled
    from thads_desktop.ui.pages.printing import open_queue

    wanted = papers_of(own_office)
    first = open_queue(own_window, wanted[:2])
    on_page(own_window, qtbot)
    own_window.open_matter(own_office.matters[3])
    settled(qtbot, own_window)
    second = open_queue(own_window, wanted[2:])
    assert on_page(own_window, qtbot) is second
    assert second.queue is first.queue
    assert [i.paper for i in second.queue.items()] == [i.paper for i in wanted]
    with qtbot.waitSignal(second.queue.ended, timeout=20_000):
        QTest.keyClick(own_window, Qt.Key.Key_F8)
    assert to_files.names() == [paper_name(i.name) for i in wanted]
    own_window.back()
    settled(qtbot, own_window)
    own_window.back()
    assert on_page(own_window, qtbot) is first
    assert first.model.rowCount() == 4
    assert [i.state for i in first.queue.items()] == ["printed"] * 4
    QTest.keyClick(own_window, Qt.Key.Key_F8)
    settled(qtbot, own_window)
    assert len(to_files.names()) == 4, "what was printed is not printed again by itself"


def test_a_paper_is_added_once_and_with_the_larger_number_of_copies(queue: PrintQueue) -> None:
    queue.add([Item("QĐ", "fee", "p1")])
    queue.add([Item("QĐ", "fee", "p1", copies=5), Item("QĐ khác", "fee", "p2")])
    assert [(i.paper, i.copies) for i in queue.items()] == [("p1", 5), ("p2", 1)]


def test_what_the_printer_cancelled_is_sent_again_by_a_key(own_office: Bench, own_window: DeskWindow, qtbot: QtBot, to_files: Printers) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    from tests.gui.test_pages import settled
    from thads_desktop.ui.pages.printing import open_queue

    wanted = papers_of(own_office)
    page = open_queue(own_window, wanted)
    on_page(own_window, qtbot)
    with qtbot.waitSignal(page.queue.ended, timeout=20_000):
        QTest.keyClick(own_window, Qt.Key.Key_F8)
    own_window.back()
    settled(qtbot, own_window)
    page = open_queue(own_window)
    on_page(own_window, qtbot)
    assert [i.state for i in page.queue.items()] == ["printed"] * 4, "closing the page forgets nothing"
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keySequence(own_window, QKeySequence("Ctrl+R"))
    assert [i.state for i in page.queue.items()] == ["printed", "waits", "waits", "printed"]
    with qtbot.waitSignal(page.queue.ended, timeout=20_000):
        QTest.keyClick(own_window, Qt.Key.Key_F8)
    assert to_files.names()[4:] == [paper_name(i.name) for i in wanted[1:3]]


def test_what_was_handed_over_is_known_after_the_program_ended(queue: PrintQueue, office: Bench, worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    wanted = papers_of(office)
    queue.add(wanted)
    run(queue, qtbot, Printers(tmp_path))
    qtbot.waitUntil(lambda: worker.busy == 0)
    after = PrintQueue(office.desk, worker)
    after.recall()
    assert [i.state for i in after.items()] == ["printed"] * 3
    after.again([i.serial for i in after.items()[:1]])
    assert [i.state for i in after.items()] == ["waits", "printed", "printed"]
    office.on(office.clock.day + timedelta(days=KEPT_DAYS + 1))
    qtbot.waitUntil(lambda: worker.busy == 0)
    later = PrintQueue(office.desk, worker)
    later.recall()
    assert [i.state for i in later.items()] == ["waits"], "what was printed long ago is not offered any more, what waits is"
    later.remove([i.serial for i in later.items()])
    qtbot.waitUntil(lambda: worker.busy == 0)


def test_all_chosen_rows_are_taken_out_but_the_one_that_is_being_printed(own_office: Bench, own_window: DeskWindow, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from thads_desktop.ui.pages.printing import open_queue

    wanted = papers_of(own_office)
    page = open_queue(own_window, wanted)
    on_page(own_window, qtbot)
    page.queue._put(page.queue.items()[0].serial, "printing")
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [i.paper for i in page.queue.items()] == [wanted[0].paper]


def test_taking_one_out_while_another_is_printed_moves_no_state(queue: PrintQueue, qtbot: QtBot, tmp_path: Path) -> None:
    queue.add(items(4))
    gone: list[int] = []

    def look() -> None:
        if not gone and queue.items()[1].state == "printing":
            gone.append(queue.items()[0].serial)
            queue.remove(gone)

    queue.changed.connect(look)
    outcome = run(queue, qtbot, Printers(tmp_path))
    assert [i.name for i in outcome.printed] == ["Văn bản 1", "Văn bản 2", "Văn bản 3", "Văn bản 4"]
    assert [(i.name, i.state) for i in queue.items()] == [(f"Văn bản {n}", "printed") for n in (2, 3, 4)]

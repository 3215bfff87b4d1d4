"""Many papers printed in order, stopped in the middle, gone on with; how a kind of paper is printed is remembered on this computer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tests.gui.print_queues import Printers, items, office, queue, run
from tests.gui.test_look import pdf
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.ui import print_choices, print_dialog
from thads_desktop.ui.app import WINDOW_FILE
from thads_desktop.ui.pages.printing import PrintingPage
from thads_desktop.ui.print_queue import Item, PrintQueue

__all__ = ["office", "queue"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.office import Bench
    from thads_desktop.ui.run import DeskWindow
    from thads_desktop.ui.worker import Worker


def test_papers_are_printed_one_after_the_other(queue: PrintQueue, qtbot: QtBot, tmp_path: Path) -> None:
    printers = Printers(tmp_path)
    queue.add(items(4))
    outcome = run(queue, qtbot, printers)
    assert [i.name for i in outcome.printed] == printers.names() == [f"Văn bản {n}" for n in range(1, 5)]
    assert not outcome.left
    assert outcome.said == "Đã in 4 văn bản, hết hàng chờ in."
    assert printers.asked == ["fee"], "a printer is asked for once for each kind"
    for n in range(1, 5):
        made = QPdfDocument()
        made.load(str(tmp_path / f"{n:03d}.pdf"))
        assert made.pageCount() == n


@pytest.mark.parametrize("stop_after", range(1, 6))
def test_a_queue_stopped_in_the_middle_goes_on_from_there(stop_after: int, queue: PrintQueue, qtbot: QtBot, tmp_path: Path) -> None:
    printers = Printers(tmp_path)
    queue.add(items(6))

    def look() -> None:
        if sum(i.state == "printed" for i in queue.items()) == stop_after:
            queue.stop()

    queue.changed.connect(look)
    first = run(queue, qtbot, printers)
    queue.changed.disconnect(look)
    assert [i.name for i in first.printed] == [f"Văn bản {n}" for n in range(1, stop_after + 1)]
    assert [i.name for i in first.left] == [f"Văn bản {n}" for n in range(stop_after + 1, 7)]
    assert f"Đã in {stop_after} văn bản, còn {6 - stop_after} chưa in, bắt đầu từ: Văn bản {stop_after + 1}." in first.said
    second = run(queue, qtbot, printers)
    assert not second.left
    assert printers.names() == [f"Văn bản {n}" for n in range(1, 7)], "each once, in order"


def test_a_paper_that_cannot_be_drawn_stops_the_ones_behind_it(queue: PrintQueue, qtbot: QtBot, tmp_path: Path) -> None:
    broken = [True]

    def draw() -> bytes:
        if broken:
            raise Refused(Refusal("text.missing"))
        return pdf()

    first, *rest = items(3)
    queue.add([first, Item("Văn bản hỏng", "fee", draw=draw), *rest])
    outcome = run(queue, qtbot, Printers(tmp_path))
    assert [i.name for i in outcome.printed] == ["Văn bản 1"]
    assert "Còn để trống" in outcome.said
    assert queue.items()[1].state == "failed"
    broken.clear()
    again = run(queue, qtbot, Printers(tmp_path))
    assert [i.name for i in again.printed] == ["Văn bản hỏng", "Văn bản 2", "Văn bản 3"]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_fails_loses_nothing(queue: PrintQueue, qtbot: QtBot, tmp_path: Path) -> None:
    queue.add(items(2))

    def gone(_kind: str) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "no such folder" / "in.pdf"))
        return printer

    outcome = run(queue, qtbot, gone)
    assert (len(outcome.printed), len(outcome.left)) == (0, 2)
    assert "Chưa in được" in outcome.said


def test_who_closes_the_dialog_prints_nothing(queue: PrintQueue, qtbot: QtBot) -> None:
    queue.add(items(2))
    outcome = run(queue, qtbot, lambda _kind: None)
    assert (len(outcome.printed), len(outcome.left), outcome.why) == (0, 2, "")


def test_what_was_left_is_there_after_the_program_died(queue: PrintQueue, office: Bench, worker: Worker, qtbot: QtBot) -> None:
    with office.desk.reading() as reader:
        papers = [e.body.paper for m in office.matters for e in reader.events_of(f"matter:{m}") if type(e.body).__name__ == "PaperNumbered"]
    queue.add([Item(f"QĐ {n}", "enforcement_cd", paper) for n, paper in enumerate(papers)])
    queue._put(queue.items()[0].serial, "printing")
    qtbot.waitUntil(lambda: worker.busy == 0)
    after = PrintQueue(office.desk, worker)
    assert after.recall() == 3
    assert [i.state for i in after.items()] == ["unsure", "waits", "waits"]
    after.add([Item("QĐ lần nữa", "enforcement_cd", papers[1])])
    assert len(after.items()) == 3, "a paper that waits is not printed twice"
    qtbot.waitUntil(lambda: worker.busy == 0)


def test_the_page_prints_issued_papers_by_keys(
    office: Bench, window: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from thads_desktop.services import queries

    printers = Printers(tmp_path)
    monkeypatch.setattr(print_dialog, "asked", lambda _parent, _name, _folder, kind, pages=0: printers(kind))
    views = [queries.matter(office.desk, m) for m in office.matters]
    rows = [(p.title, p.form, p.paper) for v in views for p in v.papers if p.has_file]
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = window.page()
    assert isinstance(page, PrintingPage)
    page.queue.add([Item(title, form, paper) for title, form, paper in rows])
    with qtbot.waitSignal(page.queue.ended, timeout=20_000):
        QTest.keyClick(window, Qt.Key.Key_F8)
    assert len(printers.names()) == len(rows) == 3
    assert [i.state for i in page.queue.items()] == ["printed"] * 3
    assert page.said.text() == "", "nothing is left to be told of"
    qtbot.waitUntil(lambda: window.worker.busy == 0)
    image = tmp_path / "page.png"
    window.resize(1366, 768)
    assert window.grab().save(str(image))


# --- what is remembered -----------------------------------------------------------------------------


class Machine(QPrinter):
    """As a printer of the system would answer (there is none where tests run)."""

    made: ClassVar[list[Machine]] = []

    def __init__(self, *_mode: Any) -> None:
        super().__init__()
        self.name, self.sides, self.tray = "Máy in mặc định", QPrinter.DuplexMode.DuplexNone, QPrinter.PaperSource.Auto
        Machine.made.append(self)

    def outputFormat(self) -> QPrinter.OutputFormat:
        return QPrinter.OutputFormat.NativeFormat

    def printerName(self) -> str:
        return self.name

    def setPrinterName(self, name: str) -> None:
        self.name = name

    def duplex(self) -> QPrinter.DuplexMode:
        return self.sides

    def setDuplex(self, sides: QPrinter.DuplexMode) -> None:
        self.sides = sides

    def paperSource(self) -> QPrinter.PaperSource:
        return self.tray

    def setPaperSource(self, tray: QPrinter.PaperSource) -> None:
        self.tray = tray


@pytest.fixture
def machine(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Machine]]:
    from PySide6 import QtPrintSupport

    monkeypatch.setattr(QtPrintSupport, "QPrinter", Machine)
    monkeypatch.setattr(QtPrintSupport.QPrinterInfo, "availablePrinterNames", lambda: ["Máy in mặc định", "Máy in phòng 2"])
    yield Machine
    Machine.made.clear()


def test_printer_duplex_and_tray_are_remembered_for_each_kind(
    machine: type[Machine], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from PySide6 import QtPrintSupport

    parent = QWidget()
    qtbot.addWidget(parent)
    answers = [int(QPrintDialog.DialogCode.Accepted), int(QPrintDialog.DialogCode.Rejected)]

    class Dialog:
        DialogCode, PrintDialogOption = QPrintDialog.DialogCode, QPrintDialog.PrintDialogOption

        def __init__(self, printer: Machine, _parent: QWidget) -> None:
            self.printer = printer

        def setWindowTitle(self, _title: str) -> None: ...

        def setOption(self, _option: Any, _on: bool) -> None: ...

        def setMinMax(self, _first: int, _last: int) -> None: ...

        def exec(self) -> int:
            self.printer.name, self.printer.sides, self.printer.tray = "Máy in phòng 2", QPrinter.DuplexMode.DuplexLongSide, QPrinter.PaperSource.Lower
            return answers.pop(0)

    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Dialog)
    assert print_dialog.asked(parent, "QĐ", tmp_path, "fee", 2) is not None
    assert print_dialog.asked(parent, "QĐ", tmp_path, "deferral", 2) is None
    kept = print_choices.chosen(tmp_path, "fee")
    assert kept == print_choices.Choice("Máy in phòng 2", "long", QPrinter.PaperSource.Lower.value)
    assert print_choices.chosen(tmp_path, "deferral") is None, "who changed their mind has chosen nothing"
    again = print_dialog.fresh("QĐ", tmp_path, "fee")
    assert (again.printerName(), again.duplex(), again.paperSource()) == ("Máy in phòng 2", QPrinter.DuplexMode.DuplexLongSide, QPrinter.PaperSource.Lower)
    other = print_dialog.fresh("QĐ", tmp_path, "deferral")
    assert (other.printerName(), other.duplex()) == ("Máy in mặc định", QPrinter.DuplexMode.DuplexNone)


def test_a_printer_that_is_gone_is_passed_over(machine: type[Machine]) -> None:
    printer = machine()
    assert not print_choices.put_on(printer, print_choices.Choice("Máy in phòng 3", "short", 999_999))
    assert (printer.name, printer.duplex()) == ("Máy in mặc định", QPrinter.DuplexMode.DuplexShortSide)
    assert print_choices.put_on(printer, print_choices.Choice("Máy in phòng 2", "none", 999_999)), "a tray of another system's is passed over"


def test_a_print_to_a_file_is_no_choice_of_paper(qapp: Any) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert print_choices.taken_from(printer) is None


@pytest.mark.parametrize("kept", ["no json", "[]", '{"printing": 3}', '{"printing": {"fee": {"printer": 1}}}',
                                  '{"printing": {"fee": {"printer": "", "duplex": "both", "tray": 1}}}'])  # fmt: skip
def test_settings_that_are_not_sound_are_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / WINDOW_FILE).write_text(kept)
    assert print_choices.chosen(tmp_path, "fee") is None


def test_settings_do_not_grow_for_ever(tmp_path: Path) -> None:
    for n in range(print_choices.MOST + 5):
        print_choices.keep(tmp_path, f"k{n}", print_choices.Choice())
    kept = json.loads((tmp_path / WINDOW_FILE).read_text())["printing"]
    assert len(kept) == print_choices.MOST
    assert f"k{print_choices.MOST + 4}" in kept

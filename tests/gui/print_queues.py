"""A queue of the printer at an office of its own: papers to print, printers that write files, the window on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.gui.test_look import pdf
from tests.office import bench
from tests.retold import founded
from thads_desktop.ui import print_dialog
from thads_desktop.ui.pages.printing import PrintingPage
from thads_desktop.ui.print_queue import Item, Outcome, PrintQueue

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.office import Bench
    from thads_desktop.ui.run import DeskWindow
    from thads_desktop.ui.worker import Worker


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """An office with three matters."""
    made = bench(tmp_path_factory.mktemp("office"))
    for n in range(3):
        made.decision(number=f"{20 + n}/2019/DS-ST", debtor=f"Nguyễn Văn {'ABC'[n]}")
    yield made
    made.desk.close()


@pytest.fixture
def queue(office: Bench, worker: Worker, qtbot: QtBot) -> Iterator[PrintQueue]:
    made = PrintQueue(office.desk, worker)
    yield made
    made.remove([i.serial for i in made.items()])
    qtbot.waitUntil(lambda: worker.busy == 0)


class Printers:
    """PDF printers that write each kind's jobs to a folder, and count what was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0
        self.asked: list[str] = []

    def __call__(self, kind: str) -> QPrinter | None:
        self.asked.append(kind)
        printer = Pages(self)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(72)
        return printer

    def names(self) -> list[str]:
        return [f.read_text() for f in sorted(self.folder.glob("*.name"))]


class Pages(QPrinter):
    """Each document a file of its own, in order."""

    def __init__(self, around: Printers) -> None:
        super().__init__()
        self.around = around

    def setDocName(self, name: str) -> None:
        super().setDocName(name)
        self.around.made += 1
        file = self.around.folder / f"{self.around.made:03d}"
        file.with_suffix(".name").write_text(name)
        self.setOutputFileName(str(file.with_suffix(".pdf")))


def items(count: int, kind: str = "fee") -> list[Item]:
    return [Item(f"Văn bản {n}", kind, draw=lambda n=n: pdf(n)) for n in range(1, count + 1)]


def run(queue: PrintQueue, qtbot: QtBot, printers: Any) -> Outcome:
    with qtbot.waitSignal(queue.ended, timeout=10_000) as ended:
        queue.start(printers)
    return ended.args[0]


def papers_of(office: Bench) -> list[Item]:
    from thads_desktop.services import queries

    views = [queries.matter(office.desk, m) for m in office.matters]
    return [Item(f"{p.title} {p.number_text}", p.form, p.paper) for v in views for p in v.papers if p.has_file]


def on_page(window: DeskWindow, qtbot: QtBot) -> PrintingPage:
    from tests.gui.test_pages import settled

    settled(qtbot, window)
    page = window.page()
    assert isinstance(page, PrintingPage)
    return page


@pytest.fixture
def to_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printers:
    printers = Printers(tmp_path)
    monkeypatch.setattr(print_dialog, "asked", lambda _parent, _name, _folder, kind, pages=0: printers(kind))
    return printers


@pytest.fixture
@founded
def own_office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "own")
    for n in range(4):
        made.decision(number=f"{20 + n}/2019/DS-ST", debtor=f"Nguyễn Văn {'ABCD'[n]}")
    yield made
    made.desk.close()


@pytest.fixture
def own_window(own_office: Bench, window_of: Any) -> DeskWindow:
    return window_of(own_office)

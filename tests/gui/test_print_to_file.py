"""Printing where the only printer is a file: each paper in its own, nothing written over; copies, pages, and how a page is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tests.gui.print_queues import items, office, on_page, papers_of, queue, run
from tests.gui.test_look import pdf
from tests.gui.test_pages import settled
from thads_desktop.services import papers
from thads_desktop.ui import leaving, print_dialog
from thads_desktop.ui.pages import printing
from thads_desktop.ui.pages.printing import open_queue
from thads_desktop.ui.preview import Paper, PaperPreview, paper_name
from thads_desktop.ui.print_job import file_of, free_name, inked, print_paper
from thads_desktop.ui.print_queue import Item, PrintQueue

__all__ = ["office", "queue"]

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.office import Bench
    from thads_desktop.ui.run import DeskWindow
    from thads_desktop.ui.worker import Worker


def to_file(file: Path) -> QPrinter:
    """As the system's dialog gives it where "print to a file" was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_each_paper_of_a_run_gets_its_own_file_with_its_very_bytes(queue: PrintQueue, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    given = [Item(i.name, i.kind, i.paper, copies=5) for i in papers_of(office)]
    (tmp_path / f"{paper_name(given[1].name)}.pdf").write_bytes(b"of somebody else")
    queue.add(given)
    outcome = run(queue, qtbot, lambda _kind: to_file(tmp_path / "out.pdf"))
    assert not outcome.left
    names = [f"{paper_name(given[0].name)}.pdf", f"{paper_name(given[1].name)} (2).pdf", f"{paper_name(given[2].name)}.pdf"]
    assert [i.file for i in queue.items()] == names, "and so does the queue say"
    for item, name in zip(given, names, strict=True):
        assert (tmp_path / name).read_bytes() == papers.stored(office.desk, item.paper)
    assert (tmp_path / f"{paper_name(given[1].name)}.pdf").read_bytes() == b"of somebody else", "nothing is written over"
    assert len(list(tmp_path.iterdir())) == 4, "once each, however many copies, and no out.pdf"
    assert outcome.said == f"Đã lưu 3 văn bản thành tệp PDF, mỗi văn bản một tệp, trong thư mục {tmp_path}, hết hàng chờ in."


def test_one_paper_alone_goes_into_the_file_that_was_named(queue: PrintQueue, qtbot: QtBot, tmp_path: Path) -> None:
    kept = pdf(1)
    queue.add([Item("Văn bản 1", draw=lambda: kept)])
    run(queue, qtbot, lambda _kind: to_file(tmp_path / "của tôi.pdf"))
    assert (tmp_path / "của tôi.pdf").read_bytes() == kept
    assert queue.items()[0].file == "của tôi.pdf"


def test_a_folder_that_takes_no_file_loses_nothing(queue: PrintQueue, qtbot: QtBot, tmp_path: Path) -> None:
    queue.add(items(2))
    outcome = run(queue, qtbot, lambda _kind: to_file(tmp_path / "không có" / "out.pdf"))
    assert (len(outcome.printed), len(outcome.left)) == (0, 2)
    assert "Chưa in được ra tệp Văn bản 1.pdf: hãy chọn thư mục khác ghi được" in outcome.said


def test_the_file_of_a_paper_is_still_told_after_the_program_ended(queue: PrintQueue, office: Bench, worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    queue.add(papers_of(office)[:2])
    run(queue, qtbot, lambda _kind: to_file(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: worker.busy == 0)
    after = PrintQueue(office.desk, worker)
    after.recall()
    assert [i.file for i in after.items()] == [i.file for i in queue.items()]
    assert all(i.file for i in after.items())


def test_the_page_asks_once_to_whom_the_files_go_and_for_what(
    office: Bench, window: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[str] = []
    said: list[str] = []
    answers = [False, True]

    def dialog(_parent: QWidget, name: str, _folder: Path, _kind: str, pages: int = 0) -> QPrinter:
        asked.append(name)
        return to_file(tmp_path / "out.pdf")

    def leaves(_desk: Any, _worker: Any, kind: str, what: str, _parent: QWidget) -> bool:
        said.append(f"{kind}: {what}")
        return answers.pop(0)

    monkeypatch.setattr(print_dialog, "asked", dialog)
    monkeypatch.setattr(printing, "may_leave", leaves)
    page = open_queue(window, [Item(i.name, f"kind{n}", i.paper) for n, i in enumerate(papers_of(office))])
    page.queue.remove([i.serial for i in page.queue.items() if i.state == "printed"])
    with qtbot.waitSignal(page.queue.ended, timeout=20_000):
        page.print_all()
    assert not list(tmp_path.iterdir()), "nothing leaves before it is said"
    assert window.notice.kind == "amber"
    assert "Hộp thoại in đã đóng mà chưa chọn in." in window.notice.text()
    page.print_all()
    assert window.notice.text() == "Đang in 3 văn bản; Ctrl+D để dừng sau văn bản đang in.", "what was said before is over"
    assert not page.said.text()
    qtbot.waitSignal(page.queue.ended, timeout=20_000).wait()
    assert len(asked) == 2
    assert said == ["paper: 3 văn bản từ hàng chờ in"] * 2, "asked once for three kinds"
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert page.model.data(page.model.index(0, 3)).startswith(f"Đã lưu tệp {page.queue.items()[0].file} ngày ")
    page.clear()
    settled(qtbot, window)
    assert on_page(window, qtbot) is page


def test_a_paper_printed_to_a_file_from_its_page_is_asked_for_as_a_saved_copy(
    office: Bench, worker: Worker, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answers = [False, True]
    monkeypatch.setattr(print_dialog, "asked", lambda *_given: to_file(tmp_path / "một.pdf"))
    monkeypatch.setattr(leaving, "may_leave", lambda *_given: answers.pop(0))
    preview = PaperPreview(worker, desk=office.desk)
    qtbot.addWidget(preview)
    kept = pdf(2)
    preview.show_pdf(kept)
    assert preview.prompt_print() == ""
    assert not (tmp_path / "một.pdf").exists()
    assert preview.prompt_print() == "Đã lưu một.pdf."
    assert (tmp_path / "một.pdf").read_bytes() == kept, "its very bytes, words and all"


@pytest.mark.parametrize(("pages", "offered"), [(0, False), (1, False), (3, True)])
def test_a_choice_of_pages_is_offered_for_one_paper_alone(
    pages: int, offered: bool, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """"2-2" chosen for a whole run printed nothing of a paper of one page."""
    found: list[bool] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    option = QPrintDialog.PrintDialogOption.PrintPageRange

    def opened(self: QPrintDialog) -> int:
        found.append(self.testOption(option))
        return int(QPrintDialog.DialogCode.Rejected)

    monkeypatch.setattr(QPrintDialog, "exec", opened)
    assert print_dialog.asked(parent, "Văn bản", tmp_path, "fee", pages) is None
    assert found == [offered]


def test_where_there_is_no_printer_the_file_has_a_name_to_begin_with(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: int(QPrintDialog.DialogCode.Accepted))
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    printer = print_dialog.asked(parent, "Hàng chờ in", tmp_path, "fee")
    assert printer is not None
    file = file_of(printer)
    assert file is not None
    assert file.name == "Hàng chờ in.pdf"
    assert file.parent.is_dir()


def test_where_a_folder_was_chosen_the_paper_names_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    printer = to_file(tmp_path)
    printer.setDocName("Quyết định 12")
    (tmp_path / "Quyết định 12.pdf").touch()
    assert file_of(printer) == tmp_path / "Quyết định 12 (2).pdf"


# --- copies and pages -------------------------------------------------------------------------------


class Machine(QPrinter):
    """A printer of paper: counts its jobs, and says whether it makes copies itself."""

    def __init__(self, folder: Path, itself: bool) -> None:
        super().__init__()
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(folder / "giấy.pdf"))
        self.setResolution(72)
        self.itself, self.jobs, self.counts = itself, 0, [1]

    def supportsMultipleCopies(self) -> bool:
        return self.itself

    def copyCount(self) -> int:
        return self.counts[-1]

    def setCopyCount(self, count: int) -> None:
        self.counts.append(count)

    def setFullPage(self, full: bool) -> None:
        self.jobs += 1
        super().setFullPage(full)


def test_copies_are_one_job_where_the_printer_makes_them(qtbot: QtBot, tmp_path: Path) -> None:
    printer = Machine(tmp_path, itself=True)
    assert print_paper(Paper(pdf(2)), printer, 5) == 2
    assert (printer.jobs, printer.counts) == (1, [1, 5, 1]), "and the next paper has its own number"
    printer.counts.append(2)
    print_paper(Paper(pdf(2)), printer, 5)
    assert printer.counts[-2:] == [10, 2], "two of all were wanted in the dialog"


def test_copies_are_a_job_each_where_it_does_not(qtbot: QtBot, tmp_path: Path) -> None:
    printer = Machine(tmp_path, itself=False)
    assert print_paper(Paper(pdf(2)), printer, 5) == 2
    assert (printer.jobs, printer.counts) == (5, [1])


def test_the_stripes_of_a_page_are_all_its_ink_and_little_else(qtbot: QtBot) -> None:
    image = QImage(QSize(200, 300), QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    drawn = [QRect(20, 10, 60, 12), QRect(40, 26, 100, 3), QRect(0, 150, 1, 1), QRect(199, 299, 1, 1)]
    for each in drawn:
        painter.fillRect(each, "navy")
    painter.end()
    found = list(inked(image))
    assert found == [QRect(20, 10, 120, 19), drawn[2], drawn[3]], "rows close together are one stripe"
    image.fill("white")
    assert not list(inked(image))


def test_a_page_in_stripes_is_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "giấy.pdf")
    printer.setResolution(144)
    kept = Paper(pdf(1))
    assert print_paper(kept, printer) == 1
    size = QSize(595, 842)
    printed, page = Paper((tmp_path / "giấy.pdf").read_bytes()).image(0, size), kept.image(0, size)
    inked_there, inked_here = list(inked(printed)), list(inked(page))
    assert len(inked_there) >= 1
    assert abs(inked_there[0].top() - inked_here[0].top()) <= 3
    assert abs(inked_there[-1].bottom() - inked_here[-1].bottom()) <= 3
    assert abs(min(r.left() for r in inked_there) - min(r.left() for r in inked_here)) <= 3
    assert abs(max(r.right() for r in inked_there) - max(r.right() for r in inked_here)) <= 3


def test_a_name_that_is_free(tmp_path: Path) -> None:
    assert free_name(tmp_path, "a") == tmp_path / "a.pdf"
    (tmp_path / "a.pdf").touch()
    (tmp_path / "a (2).pdf").touch()
    assert free_name(tmp_path, "a") == tmp_path / "a (3).pdf"


# --- envelopes --------------------------------------------------------------------------------------


def test_many_without_an_envelope_are_a_line_and_a_list(office: Bench, window: DeskWindow, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from thads_desktop.ui.pages.envelopes import EnvelopesPage, LeftOutPage

    page = EnvelopesPage(window, [i.paper for i in papers_of(office)])
    window.open_page(page)
    qtbot.waitUntil(lambda: bool(page.told.text()), timeout=10_000)
    said = [f"Nguyễn Văn {n} (01/QĐ-CCTHADS): chưa có địa chỉ" for n in range(50)]
    page._said = tuple(said)
    page.told.say(page._left_out())
    assert page.told.text().startswith("⚠ Không có phong bì của 50 nơi nhận: Nguyễn Văn 0 (01/QĐ-CCTHADS): chưa có địa chỉ; ")
    assert page.told.text().endswith("và 47 nơi nhận khác (Ctrl+D: cả danh sách).")
    assert "Nguyễn Văn 3" not in page.told.text()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    shown = window.page()
    assert isinstance(shown, LeftOutPage)
    assert shown.text.toPlainText().splitlines() == said

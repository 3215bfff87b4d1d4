"""The paper as it will be printed: pages as images, refreshed while one types, printed from the very same bytes.

``PaperPreview.draw(fn)`` runs fn() -> PDF bytes off the main thread after a short pause and shows the newest answer;
``show_pdf(bytes)`` shows a kept paper. Printing renders its pages at the printer's resolution: there is no second
layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from thads_desktop.domain.refusal import Refused
from thads_desktop.files import write_whole
from thads_desktop.ui import theme, wording
from thads_desktop.ui.alone import Alone
from thads_desktop.ui.print_job import file_of, print_paper, whole
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.wording import NotDone

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

#: Pause after the last letter before the paper is drawn anew: with composing, drawing and the image of the page under a tenth of a second.
PAUSE = 60
_ZOOM_LEAST, _ZOOM_MOST = 0.5, 4.0


class Paper:
    """PDF bytes opened; the buffer lives as long as the document."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    @property
    def sound(self) -> bool:
        """It could be read and has pages."""
        return self.document.status() == QPdfDocument.Status.Ready and self.document.pageCount() > 0

    @property
    def pages(self) -> int:
        return self.document.pageCount() if self.sound else 0

    def image(self, page: int, size: QSize) -> QImage:
        """A page on white (rendered pages are transparent)."""
        drawn = self.document.render(page, size)
        white = QImage(size, QImage.Format.Format_RGB32)
        white.fill(QColor("white"))
        painter = QPainter(white)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return white


class _Sheets(QWidget):
    """Pages one beneath the other; an image is made when its page is painted, and kept for its width."""

    def __init__(self) -> None:
        super().__init__()
        self.paper: Paper | None = None
        self._images: dict[int, QImage] = {}
        self._tops: list[int] = []
        self._width = 0

    def lay_out(self, paper: Paper | None, width: int) -> None:
        """Pages of this width."""
        if paper is not self.paper or width != self._width:
            self._images.clear()
        self.paper, self._width, self._tops = paper, width, []
        top = theme.space(2)
        for page in range(paper.pages if paper else 0):
            self._tops.append(top)
            top += self._height(page) + theme.space(2)
        self.setFixedSize(width + 2 * theme.space(2), top)
        self.update()

    def page_at(self, y: int) -> int:
        return max((i for i, top in enumerate(self._tops) if top <= y + 1), default=0)

    def _height(self, page: int) -> int:
        assert self.paper is not None
        size = self.paper.document.pagePointSize(page)
        return round(self._width * size.height() / size.width()) if size.width() else self._width

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for page, top in enumerate(self._tops):
            rect = QRect(theme.space(2), top, self._width, self._height(page))
            if rect.intersects(event.rect()):
                painter.drawImage(rect, self._image(page, rect.size()))
                painter.setPen(QColor(theme.current().border))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.end()

    def _image(self, page: int, size: QSize) -> QImage:
        if page not in self._images:
            assert self.paper is not None
            self._images[page] = self.paper.image(page, size * self.devicePixelRatioF())
        return self._images[page]


class PaperPreview(QWidget):
    """The paper, fit to the width or zoomed; a sentence instead when there is none."""

    #: A drawing came and is on the screen (pages), or could not be shown (0).
    shown = Signal(int)

    def __init__(self, worker: Worker, parent: QWidget | None = None, *, desk: Desk | None = None) -> None:
        """desk: whose log keeps what is printed and saved from here; None = it holds nothing of the office's."""
        super().__init__(parent)
        self._desk = desk
        self._worker, self._key = worker, f"preview-{id(self)}"
        self._paper: Paper | None = None
        #: What the paper is called, for the print queue and for files: "Quyết định hoãn thi hành án 12-QĐ-CCTHADS".
        self.name = ""
        #: What is said of bytes that are no readable PDF.
        self.broken = wording.PREVIEW_BROKEN
        #: The form of the paper, by which duplex and tray are remembered; "" = something else.
        self.kind = ""
        self._zoom = 1.0
        self._asked: Callable[[], bytes] | None = None
        #: Which paper was chosen last, by the key that ``draw`` was told.
        self._of = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._sheets = _Sheets()
        self._area = QScrollArea()
        self._area.setObjectName("paper")
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setWidget(self._sheets)
        self._area.verticalScrollBar().valueChanged.connect(self._say_page)
        self.state = QLabel(wording.PREVIEW_NONE)
        self.state.setWordWrap(True)
        self.state.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._area, 1)
        column.addWidget(self.state)
        self.alone = Alone(self, self._area)

    # --- showing ------------------------------------------------------------------------------------

    @property
    def paper(self) -> Paper | None:
        """The paper on the screen."""
        return self._paper

    def draw(self, fn: Callable[[], bytes], *, at_once: bool = False, of: str | None = None) -> None:
        """Ask for a drawing; a newer ask before the pause is over replaces it. Refusals are said beneath the paper.

        of: which paper it is, where one after the other is chosen: the one before leaves the screen at once, whatever becomes of this one.
        """
        if of is not None and of != self._of:
            self.clear(wording.PREVIEW_DRAWING)
            self._of = of
        self._asked = fn
        self._pause.start(0 if at_once else PAUSE)

    def show_pdf(self, pdf: bytes) -> None:
        """Show these bytes, the scroll place kept; a sentence instead when they are no readable PDF."""
        paper = Paper(pdf)
        if not paper.sound:
            self.say(self.broken)
            self.shown.emit(0)
            return
        place = self._area.verticalScrollBar().value()
        self._paper = paper
        self._lay_out()
        self._area.verticalScrollBar().setValue(place)
        self._say_page()
        self.shown.emit(paper.pages)

    def clear(self, said: str = wording.PREVIEW_NONE) -> None:
        """No paper; late drawings are dropped."""
        self._pause.stop()
        self._worker.forget(self._key)
        self._paper, self._of = None, ""
        self._lay_out()
        self.say(said)

    def say(self, text: str) -> None:
        """The line beneath the paper."""
        self.state.setText(text)

    def set_zoom(self, factor: float) -> None:
        """1.0 = fit to the width."""
        self._zoom = min(_ZOOM_MOST, max(_ZOOM_LEAST, factor))
        self._lay_out()

    def zoom(self) -> float:
        return self._zoom

    def _ask(self) -> None:
        fn = self._asked
        if fn is not None:
            if self._paper is None:
                self.say(wording.PREVIEW_DRAWING)
            self._worker.run_read(fn, self.show_pdf, key=self._key, owner=self, on_refused=self._refused)

    def _refused(self, refusals: tuple[Refusal, ...]) -> None:
        self.say("\n".join(f"⚠ {sentence(r)}" for r in refusals))
        self.shown.emit(0)

    def _say_page(self) -> None:
        if self._paper is not None and self._paper.pages:
            page = self._sheets.page_at(self._area.verticalScrollBar().value()) + 1
            self.say(f"{wording.page_of(page, self._paper.pages)}   ·   {wording.PREVIEW_WIDE}")

    def _lay_out(self) -> None:
        room = self._area.viewport().width() - 2 * theme.space(2)
        self._sheets.lay_out(self._paper, max(50, round(room * self._zoom)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.alone.action.setEnabled(True)
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # A key that would do nothing is not offered.
        self.alone.action.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.alone.on:
            self.alone.end()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
            return
        super().wheelEvent(event)

    # --- printing -----------------------------------------------------------------------------------

    def prompt_print(self) -> str:
        """Ask for a printer and print; the sentence of what happened, "" when the person changed their mind."""
        from thads_desktop.ui import print_dialog

        if self._paper is None:
            return NotDone(wording.PREVIEW_NONE)
        folder = self._desk.folder if self._desk is not None else None
        printer = print_dialog.asked(self, self.name, folder, self.kind, self._paper.pages)
        if printer is None:
            return ""
        if (file := file_of(printer)) is not None:
            if whole(printer):
                return self._leave(file)
            return self.print_to(printer) if self._may_leave() else ""
        said = self.print_to(printer)
        if self._desk is not None and not isinstance(said, NotDone):
            from thads_desktop.ui.leaving import note_print

            note_print(self._desk, self._worker, self.name, self.kind)
        return said

    def print_to(self, printer: QPrinter) -> str:
        """Print the paper on the screen; the sentence of what happened."""
        if self._paper is None:
            return NotDone(wording.PREVIEW_NONE)
        pages = print_paper(self._paper, printer)
        return wording.PRINTED.format(pages=pages) if pages else NotDone(wording.PRINT_FAILED)

    def prompt_copy(self) -> str:
        """Ask for a file and save the very bytes there; the sentence of what happened."""
        from PySide6.QtWidgets import QFileDialog

        if self._paper is None:
            return NotDone(wording.PREVIEW_NONE)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = str(Path(documents) / f"{self.name or wording.PAPER}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, wording.PRINT_COPY_TITLE, suggested, wording.PDF_FILES)
        return self._leave(Path(chosen)) if chosen else ""

    def _leave(self, file: Path) -> str:
        """The very bytes in a file, once it is said to whom and for what; the sentence of what happened."""
        paper = self._paper
        if paper is None:
            return NotDone(wording.PREVIEW_NONE)
        return save_copy(paper.pdf, file) if self._may_leave() else ""

    def _may_leave(self) -> bool:
        if self._desk is None:
            return True
        from thads_desktop.services import exports
        from thads_desktop.ui.leaving import may_leave

        return may_leave(self._desk, self._worker, "paper", exports.named(self.name, self.kind), self)


def paper_name(*parts: str) -> str:
    """Title and number as a name that every file system takes: no strokes, no dots (what follows one is no ending)."""
    said = " ".join(part.strip() for part in parts if part.strip())
    return re.sub(r"\s+", " ", re.sub(r'[\\/:*?"<>|.\x00-\x1f]', "-", said)).strip(" -")[:120]


def save_copy(pdf: bytes, file: Path) -> str:
    """Write the bytes; the sentence of what happened."""
    try:
        write_whole(file, pdf)
    except OSError:
        return NotDone(wording.COPY_FAILED.format(file=file.name))
    except Refused as refused:
        return NotDone(sentence(refused.refusals[0]))
    return wording.COPY_SAVED.format(file=file.name)

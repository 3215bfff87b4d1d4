"""One paper on a printer, or in the file that the system's dialog offers instead of one.

A printer gets the pages as images at its resolution, of each page only the stripes that bear ink: what is white costs no time. A file gets
the very bytes of the paper, under a name of its own: nothing that lies there is written over.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtPrintSupport import QPrinter

    from thads_desktop.ui.preview import Paper

#: Finer than this prints no better and takes long.
DPI_MOST = 600
#: Fewer white rows than this part no stripes.
_APART = 8
#: Bytes of a dot of the images that ``Paper.image`` makes.
_DOT = 4


def print_paper(paper: Paper, printer: QPrinter, copies: int = 1) -> int:
    """Render each page at the printer's resolution onto its own sheet; how many pages a copy has, 0 when it failed.

    A page of A4 lands on A4 in its true size: the whole sheet is used, the paper has its own margins. copies: one job where the printer
    makes them itself, else one job each, so that no copy begins on the back of another.
    """
    asked = printer.copyCount()
    itself = copies > 1 and printer.supportsMultipleCopies()
    if itself:
        printer.setCopyCount(asked * copies)
    try:
        done = 0
        for _ in range(1 if itself else max(1, copies)):
            done = _job(paper, printer)
            if not done:
                break
        return done
    finally:
        if itself:
            printer.setCopyCount(asked)


def _job(paper: Paper, printer: QPrinter) -> int:
    first, last = printer.fromPage() or 1, printer.toPage() or paper.pages
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    done = 0
    dpi = min(printer.resolution(), DPI_MOST)
    scale = printer.resolution() / dpi
    for page in range(first - 1, min(last, paper.pages)):
        if done and not printer.newPage():
            break
        points = paper.document.pagePointSize(page)
        image = paper.image(page, QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72)))
        for stripe in inked(image):
            left, top = round(stripe.x() * scale), round(stripe.y() * scale)
            right, bottom = round((stripe.x() + stripe.width()) * scale), round((stripe.y() + stripe.height()) * scale)
            painter.drawImage(QRect(left, top, right - left, bottom - top), image.copy(stripe))
        done += 1
    return done if painter.end() else 0


def inked(image: QImage) -> Iterator[QRect]:
    """The stripes of a page on white that bear ink, from the top, each as wide as its ink."""
    wide, step = image.width() * _DOT, image.bytesPerLine()
    bits, white = image.constBits(), b"\xff" * wide
    rows = [bytes(bits[at : at + wide]) for at in range(0, image.height() * step, step)]
    marked = [row != white for row in rows]
    at = 0
    while at < len(rows):
        if not marked[at]:
            at += 1
            continue
        end = at + 1
        while any(marked[end : end + _APART]):
            end += 1
        left = min(wide - len(row.lstrip(b"\xff")) for row in rows[at:end]) // _DOT
        right = -(-max(len(row.rstrip(b"\xff")) for row in rows[at:end]) // _DOT)
        yield QRect(left, at, right - left, end - at)
        at = end


def file_of(printer: QPrinter) -> Path | None:
    """The file that was chosen in the dialog instead of a printer; None of a printer. Where a folder was chosen, what is printed names it."""
    from PySide6.QtPrintSupport import QPrinter

    name = printer.outputFileName() if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat else ""
    if not name:
        return None
    return free_name(Path(name), printer.docName()) if Path(name).is_dir() else Path(name)


def whole(printer: QPrinter) -> bool:
    """All pages are wanted."""
    return not printer.fromPage() and not printer.toPage()


def free_name(folder: Path, name: str) -> Path:
    """A file of this name, without ending, that is not there yet."""
    names = (f"{name}.pdf" if n == 1 else f"{name} ({n}).pdf" for n in count(1))
    return next(folder / n for n in names if not (folder / n).exists())

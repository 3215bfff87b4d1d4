"""Pages as pictures: drawn small, kept in four greys, compared tile by tile."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

import thads_desktop.ui  # noqa: F401 - the guard that Qt needs on Python 3.11

#: Difference that another release of the libraries may make in a tile of the page.
TOLERANCE = 12.0
#: The sides of a page, in dots: about 50 an inch of A4.
SHORT, LONG = 413, 585


def in_four_greys(page: Image.Image) -> Image.Image:
    """A page as it is kept: a quarter of the bytes, and still to be read by a human."""
    found = page.point([min(3, (v + 42) // 85) for v in range(256)]).convert("P")
    found.putpalette([n * 85 for n in range(4) for _ in range(3)])
    return found


def unlike(page: Image.Image, expected: Image.Image) -> float:
    """The mean difference of a pixel (0-255) in the worst of the small tiles of a page."""
    assert page.size == expected.size
    tiles = ImageChops.difference(page, expected).resize((28, 40), Image.Resampling.BOX)
    return float(tiles.getextrema()[1])  # type: ignore[arg-type]  # an image in greys


def pages(pdf: bytes) -> list[Image.Image]:
    """Each page in grey at about 50 dots an inch."""
    return list(_drawn(pdf, range).values())


def ends(pdf: bytes) -> dict[int, Image.Image]:
    """As ``pages``, the first page and the last one, by number."""
    return _drawn(pdf, lambda count: sorted({0, count - 1}))


def _drawn(pdf: bytes, which: Callable[[int], Iterable[int]]) -> dict[int, Image.Image]:
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = {}
    for at in which(document.pageCount()):
        points = document.pagePointSize(at)
        size = QSize(SHORT, LONG) if points.width() < points.height() else QSize(LONG, SHORT)
        white = QImage(size, QImage.Format.Format_RGB32)
        white.fill(QColor("white"))
        painter = QPainter(white)
        painter.drawImage(0, 0, document.render(at, size))
        painter.end()
        raw = white.convertToFormat(QImage.Format.Format_Grayscale8)
        found[at + 1] = Image.frombytes("L", (size.width(), size.height()), bytes(raw.constBits()), "raw", "L", raw.bytesPerLine())
    return found

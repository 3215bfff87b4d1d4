"""Files that come in at a page of scans: dropped, pasted or chosen; read and looked at off the main thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QImage

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import scan_codes, scans
from thads_desktop.services.scan_codes import Grey, Seen
from thads_desktop.ui.preview import Paper

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.scans import Given

KINDS = "Bản quét (*.pdf *.jpg *.jpeg *.png *.tif *.tiff);;Mọi tệp (*)"
#: The longer side of a small picture of a PDF.
_THUMB = 220
#: A page is looked at for its code at so many dots an inch, its longer side at most so many dots.
_LOOKED, _LOOKED_MOST = 200, 5_000


def of_mime(data: QMimeData) -> list[Path]:
    """Files named by what was dropped or copied: addresses of files, or a path as text, one a line."""
    if data.hasUrls():
        return [Path(u.toLocalFile()) for u in data.urls() if u.isLocalFile()]
    lines = [line.strip().strip('"').removeprefix("file://") for line in data.text().splitlines()] if data.hasText() else []
    return [Path(line) for line in lines if line]


def pasted() -> list[Path]:
    """Files of the clipboard."""
    return of_mime(QGuiApplication.clipboard().mimeData())


def read(desk: Desk, file: Path) -> Given:
    """As ``scans.read``, with a small picture of a PDF, which nothing below the window can draw. Refused for one that cannot be drawn."""
    given = scans.read(desk, file)
    if given.kind != "pdf":
        return given
    thumb = _drawn(given.data)
    if not thumb:
        raise Refused(Refusal("scan.damaged", {"file": given.name}, "scan"))
    return replace(given, thumb=thumb)


def codes(given: Given) -> Seen:
    """The codes of papers on a file; pages of a PDF are drawn here, as many as are looked at."""
    return scan_codes.seen(given, _greys(given.data) if given.kind == "pdf" else ())


def _greys(pdf: bytes) -> Iterator[Grey]:
    paper = Paper(pdf)
    for page in range(paper.pages):
        points = paper.document.pagePointSize(page)
        scale = min(_LOOKED / 72, _LOOKED_MOST / max(points.width(), points.height(), 1.0))
        size = QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
        grey = paper.image(page, size).convertToFormat(QImage.Format.Format_Grayscale8)
        yield Grey((grey.width(), grey.height()), grey.bytesPerLine(), bytes(grey.constBits()))


def _drawn(pdf: bytes) -> bytes:
    """A JPEG of the first page; b"" where no reader opens the file, or one of its pages."""
    paper = Paper(pdf)
    if not paper.sound or any(paper.document.pagePointSize(n).isEmpty() for n in range(paper.pages)):
        return b""
    points = paper.document.pagePointSize(0)
    scale = _THUMB / max(points.width(), points.height(), 1.0)
    picture = paper.image(0, QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale))))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPG", 75)  # type: ignore[call-overload]  # its stub wants bytes, Qt takes either
    return bytes(data.data())

"""Make resources/icons/app.png and app.ico from app.svg; run after a change of the drawing."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"


def main() -> None:
    """Draw at 256 pixels for Linux, and at Windows' usual sizes into one file."""
    image = QImage(256, 256, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "app.svg")).render(painter)
    painter.end()
    if not image.save(str(ICONS / "app.png")):
        raise SystemExit("app.png could not be written")
    with Image.open(ICONS / "app.png") as png:
        png.save(ICONS / "app.ico", sizes=[(size, size) for size in (16, 24, 32, 48, 64, 128, 256)])


main()

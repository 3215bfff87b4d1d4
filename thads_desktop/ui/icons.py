"""The program's line icons, drawn in the colour of the text beside them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from thads_desktop.paths import resource
from thads_desktop.ui import theme

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, colour: str = "") -> QIcon:
    """The icon called ``name`` in a colour (empty: the text's). An unknown name gives an empty icon, never an error."""
    return _icon(name, colour or theme.current().text)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        drawn = pixmap(name, size, colour)
        if drawn.isNull():
            return made
        made.addPixmap(drawn)
    return made


@lru_cache(maxsize=512)
def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon as pixels, ``size`` logical pixels wide; a null pixmap when there is none of this name."""
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        return QPixmap()
    from PySide6.QtSvg import QSvgRenderer

    text = path.read_text(encoding="utf-8").replace(theme.STROKE, colour)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn

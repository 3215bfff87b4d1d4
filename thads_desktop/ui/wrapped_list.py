"""A list whose lines show all their words, however narrow it is: Qt's own cut the last line of a long one with "…"."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from thads_desktop.ui import theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class _Lines(QStyledItemDelegate):
    """Words wrapped to the width of the list."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now, ink = theme.current(), index.data(Qt.ItemDataRole.ForegroundRole)
        painter.save()
        colour = ink.color() if isinstance(ink, QBrush) else QColor(now.text)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.fillRect(option.rect, QColor(now.selection if focused else now.selection_quiet))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(theme.GRID - 1, option.rect.height())), QColor(now.blue))
            # What is dimmed stays readable on the ground of the selection.
            colour = QColor(now.text)
        painter.setFont(option.font)
        painter.setPen(colour)
        painter.drawText(_inner(option.rect), _WRAP, str(index.data() or ""))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        room = _inner(QRect(0, 0, max(4 * theme.GRID, width), 10_000))
        words = QFontMetrics(option.font).boundingRect(room, _WRAP, str(index.data() or ""))
        return QSize(width, words.height() + 2 * theme.GRID)


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(2 * theme.GRID, theme.GRID, -theme.GRID, 0)


class WrappedList(QListWidget):
    """Lines of words; never scrolled sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Lines(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its own bar would change the width for which the lines were measured.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

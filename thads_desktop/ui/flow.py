"""A row that goes on in the next line when there is no room: filters on a small screen or with large type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from thads_desktop.ui import theme
from thads_desktop.ui.wrapped_label import HeadingLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FlowRow(QLayout):
    """Widgets one after the other in their own width; the row is never wider than what it is given."""

    def __init__(self, *widgets: QWidget, gives: QWidget | None = None) -> None:
        """gives: is narrowed, down to its least width, before anything begins another line."""
        super().__init__()
        self._gives = gives
        self._items: list[QLayoutItem] = []
        self.setSpacing(theme.space(2))
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items]
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(sum(widths) + self.spacing() * max(0, len(widths) - 1), height)

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out from the left; the height used."""
        left, top = rect.left(), rect.top()
        given = self._given(rect.width())
        # A title too long for the row has a line of its own, as high as its words then are.
        long = {at: item.widget().heightForWidth(rect.width()) for at, item in enumerate(self._items) if _too_long(item, rect.width())}
        # One height for all others, so that words stand in one line with the fields beside them.
        line = max((item.sizeHint().height() for at, item in enumerate(self._items) if at not in long), default=0)
        deep = 0
        for at, item in enumerate(self._items):
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), item.minimumSize().width()), 1 << 20))
            if widget is not None and widget is self._gives and given:
                size.setWidth(min(size.width(), given))
            rest = rect.right() + 1 - left
            if widget is not None and widget is self._gives and size.width() > rest >= item.minimumSize().width():
                size.setWidth(rest)
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, deep = rect.left(), top + (deep or line) + self.spacing(), 0
            high = long.get(at, line)
            if move:
                item.setGeometry(QRect(QPoint(left, top), QSize(size.width(), high)))
            left, deep = left + size.width() + self.spacing(), max(deep, high)
        return top + (deep or line) - rect.top()

    def _given(self, width: int) -> int:
        """What the others leave to the one that gives, all in one line; 0 when that is too little."""
        if self._gives is None:
            return 0
        others = [
            item.sizeHint().width() for item in self._items
            if (widget := item.widget()) is not None and widget is not self._gives and not widget.isHidden()
        ]  # fmt: skip
        least = max(self._gives.minimumWidth(), self._gives.minimumSizeHint().width())
        room = width - sum(others) - self.spacing() * len(others)
        return room if room >= least else 0


def _too_long(item: QLayoutItem, width: int) -> bool:
    """A title that does not fit into a row of this width."""
    widget = item.widget()
    return isinstance(widget, HeadingLabel) and width > 0 and widget.sizeHint().width() > width

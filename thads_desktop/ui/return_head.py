"""The head of a return on the screen: bands of group headings over wrapped words, the printed number of each column beneath.

Each section paints its own part of a band, so that a band spans its columns however far the table is scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableWidget

from thads_desktop.ui import theme

#: Lines of words under the bands before a column is made wider (fewer in large type, which leaves few rows beneath),
#: and how wide it may become, in letters.
LINES, LINES_LARGE, WIDEST = 6, 4, 22
_WRAP = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_ONE_LINE = int(Qt.AlignmentFlag.AlignCenter)


class ColumnHead(Protocol):
    """What a regime says of a column: its key, its printed number, the words above it from the widest group down."""

    @property
    def key(self) -> str: ...
    @property
    def no(self) -> str: ...
    @property
    def path(self) -> tuple[str, ...]: ...
    @property
    def words(self) -> str: ...
    @property
    def says(self) -> str: ...


class ReturnHead(QHeaderView):
    """Bands, words and numbers of the columns; ``set_columns`` with one head per section, in their order."""

    #: The letters have another size: all widths are to be measured anew.
    resized = Signal()

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.columns: tuple[ColumnHead, ...] = ()
        #: Height that the words take in the columns as wide as they are; 0 = not known yet.
        self._tall = 0
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # The words of a band stand in the middle of what is seen of it: all of them move when the table is scrolled.
        table.horizontalScrollBar().valueChanged.connect(lambda _at: self.viewport().update())

    def set_columns(self, columns: Sequence[ColumnHead]) -> None:
        self.columns = tuple(columns)
        self._tall = 0
        self.updateGeometry()
        self.headerDataChanged(Qt.Orientation.Horizontal, 0, max(0, self.count() - 1))

    def width_for(self, at: int) -> int:
        """The least width in which the words of a column have room under the bands above it."""
        metrics, words = self._metrics(), self.columns[at].path[-1]
        room = self._most() - self._line() * len(self.columns[at].path)
        width = max(metrics.horizontalAdvance(w) for w in words.split()) + theme.GRID
        most = metrics.averageCharWidth() * WIDEST
        while width < most and self._wrapped(metrics, words, width - theme.GRID) > room:
            width += theme.GRID
        return max(width, metrics.horizontalAdvance("0000"))

    def with_bands(self, widths: Sequence[int]) -> list[int]:
        """The widths of all columns, made wider where the words of a band over some of them have no room."""
        made, metrics = list(widths), self._metrics()
        for at, column in enumerate(self.columns):
            for depth in range(len(column.path) - 1):
                first, last = self._span(at, depth)
                lacks = metrics.horizontalAdvance(column.path[depth]) + 2 * theme.GRID - sum(made[first : last + 1])
                if first == at and lacks > 0:
                    share, odd = divmod(lacks, last - first + 1)
                    for place in range(first, last + 1):
                        made[place] += share + (place - first < odd)
        return made

    def fit(self) -> None:
        """Be as high as the words need in the widths that the columns have now, and no higher."""
        metrics = self._metrics()
        needs = [
            len(c.path) * self._line() + self._wrapped(metrics, c.path[-1], self.sectionSize(at) - theme.GRID)
            for at, c in enumerate(self.columns)
        ]
        self._tall = min(max(needs, default=0) + theme.GRID, self._most()) if needs else 0
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tall or super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.resized.emit()

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        if not 0 <= at < len(self.columns) or not rect.isValid():
            super().paintSection(painter, rect, at)
            return
        now, line, path = theme.current(), self._line(), self.columns[at].path
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(now.window))
        painter.setFont(self._type())
        metrics = self._metrics()
        for depth in range(len(path) - 1):
            first, last = self._span(at, depth)
            whole = QRect(self._left(first), depth * line, self._left(last) + self.sectionSize(last) - self._left(first), line)
            seen = whole.intersected(self.viewport().rect()).adjusted(theme.GRID // 2, 0, -theme.GRID // 2, 0)
            painter.setPen(QColor(now.muted))
            said = metrics.elidedText(path[depth], Qt.TextElideMode.ElideRight, seen.width())
            painter.drawText(seen, _ONE_LINE, said)
            painter.setPen(QColor(now.hairline))
            painter.drawLine(whole.left(), whole.bottom(), whole.right(), whole.bottom())
            if last == at:
                painter.drawLine(rect.right(), whole.top(), rect.right(), whole.bottom())
        top = (len(path) - 1) * line
        own = QRect(rect.left(), top, rect.width(), rect.height() - top - line)
        painter.setPen(QColor(now.text if at == self._current() else now.muted))
        inner = own.adjusted(theme.GRID // 2, 0, -theme.GRID // 2, 0)
        # Words that do not fit begin at the top: their end is in the tip and in the line under the table.
        fits = self._wrapped(metrics, path[-1], inner.width()) <= own.height()
        painter.drawText(inner, _WRAP if fits else int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), path[-1])
        foot = QRect(rect.left(), rect.bottom() - line + 1, rect.width(), line)
        painter.fillRect(foot, QColor(now.neutral_tint))
        painter.drawText(foot, _ONE_LINE, self.columns[at].no)
        painter.setPen(QColor(now.hairline))
        painter.drawLine(rect.right(), top, rect.right(), rect.bottom())
        painter.setPen(QColor(now.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    # --- measures -----------------------------------------------------------------------------------

    def _type(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._type())

    def _line(self) -> int:
        return self._metrics().height() + theme.GRID // 2

    def _most(self) -> int:
        """Bands of the deepest column, as many lines of words as are allowed, the line of numbers."""
        deepest = max(len(c.path) for c in self.columns)
        return self._line() * (deepest - 1) + self._metrics().lineSpacing() * (LINES if theme.zoom() <= 120 else LINES_LARGE) + theme.GRID + self._line()

    @staticmethod
    def _wrapped(metrics: QFontMetrics, words: str, width: int) -> int:
        return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, words).height()

    def _span(self, at: int, depth: int) -> tuple[int, int]:
        """First and last column under the band of this depth."""
        shared = self.columns[at].path[: depth + 1]
        first = last = at
        while first > 0 and self._under(first - 1, shared):
            first -= 1
        while last + 1 < len(self.columns) and self._under(last + 1, shared):
            last += 1
        return first, last

    def _under(self, at: int, shared: tuple[str, ...]) -> bool:
        path = self.columns[at].path
        return len(path) > len(shared) and path[: len(shared)] == shared

    def _left(self, at: int) -> int:
        return self.sectionViewportPosition(at)

    def _current(self) -> int:
        table = self.parent()
        return table.currentColumn() if isinstance(table, QTableWidget) else -1

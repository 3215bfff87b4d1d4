"""A table whose rows take a second line where a name has no room in one: names that differ at their end alone must not look alike."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from thads_desktop.ui import theme
from thads_desktop.ui.table_view import RowDelegate, TableView

if TYPE_CHECKING:
    from thads_desktop.ui.tables import Painted, RowsModel

#: Of a longer list every row has one line: to measure all would keep the desk waiting.
_MOST_ROWS = 2_000


def lines_of(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """A text broken between its words into at most so many lines of this width; what has no room in them is cut in the middle, so that
    its beginning and its end are read; between its words, so that no amount reads as a smaller one."""
    words, found = text.split(), list[str]()
    while words:
        taken = 1
        while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
            taken += 1
        line = " ".join(words if len(found) == most - 1 else words[:taken])
        fits = metrics.horizontalAdvance(line) <= width
        found.append(line if fits else _without_middle(line.split(), metrics, width))
        words = words[taken:] if len(found) < most else []
    return found


def _without_middle(words: list[str], metrics: QFontMetrics, width: int) -> str:
    """The first and the last words that have room, in turn; where two have none, as many letters."""
    first, last = [words[0]], words[-1:] if len(words) > 1 else []

    def said() -> str:
        return " ".join((*first, "…", *last))

    if not last or metrics.horizontalAdvance(said()) > width:
        return metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideMiddle, width)
    grows = [True, True]
    while any(grows) and len(first) + len(last) < len(words):
        for at in (1, 0):
            if not grows[at] or len(first) + len(last) >= len(words):
                continue
            if at:
                last.insert(0, words[-len(last) - 1])
            else:
                first.append(words[len(first)])
            if metrics.horizontalAdvance(said()) > width:
                grows[at] = False
                last.pop(0) if at else first.pop()
    return said()


class _Lines(RowDelegate):
    """As every row, its wrapped columns on two lines where one is not enough."""

    def __init__(self, view: WrappedRows, model: RowsModel) -> None:
        super().__init__(view, model)
        self._of = view

    def write(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, cell: Painted, column: int) -> None:
        if column not in self._of.wrapped:
            super().write(painter, option, inner, cell, column)
            return
        said = lines_of(cell.text, option.fontMetrics, inner.width(), self._of.lines)
        spacing = option.fontMetrics.lineSpacing()
        top = inner.top() + (inner.height() - spacing * len(said)) // 2
        for at, line in enumerate(said):
            painter.drawText(QRect(inner.left(), top + at * spacing, inner.width(), spacing), cell.align, line)


class WrappedRows(TableView):
    """Of a short list held whole. wraps: headings of the columns that take further lines."""

    def __init__(self, model: RowsModel, parent: QWidget | None = None, empty: str = "", *, wraps: Collection[str], most: int = 2) -> None:
        """most: lines of a row at most."""
        self.wrapped = frozenset(at for at, column in enumerate(model.columns) if column.title in wraps)
        self._of_rows, self.most = model, most
        super().__init__(model, parent, empty)
        self.setItemDelegate(_Lines(self, model))
        model.modelReset.connect(self._raise_rows)

    @property
    def lines(self) -> int:
        """Lines of a row at most, as long as the list is."""
        return self.most if self._of_rows.rowCount() <= _MOST_ROWS else 1

    def _room(self, at: int) -> int:
        return self.columnWidth(at) - 4 * theme.GRID

    def _raise_rows(self) -> None:
        """Each row as high as its words want it."""
        header, one, metrics = self.verticalHeader(), self.row_height(), self.fontMetrics()
        count = self._of_rows.rowCount()
        columns = [at for at in self.wrapped if not self.isColumnHidden(at)] if count <= _MOST_ROWS else []
        for row in range(min(count, _MOST_ROWS)):
            said = max((len(lines_of(self._said(row, at), metrics, self._room(at), self.lines)) for at in columns), default=1)
            wanted = one + max(0, said - 1) * metrics.lineSpacing()
            if header.sectionSize(row) != wanted:
                header.resizeSection(row, wanted)

    def _said(self, row: int, at: int) -> str:
        return str(self._of_rows.index(row, at).data() or "")

    def _fill(self) -> None:
        super()._fill()
        self._raise_rows()

    def is_cut(self, at: int, text: str) -> bool:
        """As said, of a wrapped column only where two lines are not enough."""
        if at not in self.wrapped:
            return super().is_cut(at, text)
        return " ".join(lines_of(text, self.fontMetrics(), self._room(at), self.lines)) != " ".join(text.split())

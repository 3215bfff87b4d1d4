"""The table of the desk: rows of one height, hairlines, keys first, the selection kept by key through a refresh."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from thads_desktop.ui import theme, wording
from thads_desktop.ui.chips import chip_size, paint_chip
from thads_desktop.ui.page import Page
from thads_desktop.ui.tables import KEY_ROLE, PagedTableModel, Painted, RowsModel, TableModel
from thads_desktop.ui.wording import NotDone

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 28
#: Rows of a list that is looked through for columns in which nothing stands.
_LOOKED_THROUGH = 200
#: Characters that a column without a width keeps at least.
LEAST_WIDTH = 20
#: Copying more rows than this would freeze the desk for nothing.
_COPY_MOST = 5_000


class RowDelegate(QStyledItemDelegate):
    """A cell: its text or its chip, padded, with a hairline beneath and no box around one cell."""

    def __init__(self, view: TableView, model: TableModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Of Qt's own way each cell is asked for seven roles, one by one.
        cell, now = self._model.painted(index.row(), index.column()), theme.current()
        rect, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            active = bool(state & QStyle.StateFlag.State_Active) and self._view.hasFocus()
            painter.fillRect(rect, QColor(now.selection if active else now.selection_quiet))
        painter.setPen(QColor(now.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(2 * theme.GRID, 0, -2 * theme.GRID, -1)
        if cell.chip is not None:
            paint_chip(painter, inner, cell.chip, option.fontMetrics)
            return
        painter.setFont(option.font)
        painter.setPen(QColor(cell.ink) if cell.ink else option.palette.color(QPalette.ColorRole.Text))
        self.write(painter, option, inner, cell, index.column())

    def write(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, cell: Painted, _column: int) -> None:
        """The words of a cell, in the pen that is set."""
        text = option.fontMetrics.elidedText(cell.text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, cell.align, text)


class TableView(QTableView):
    """Enter opens the current row, Ctrl+C copies the selected rows as text, headings sort when the model can."""

    #: The key of the row on which Enter was pressed or that was clicked twice.
    opened = Signal(object)
    #: The key of the current row, None without one.
    chosen = Signal(object)
    #: The columns have other widths.
    laid_out = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None, empty: str = "") -> None:
        """empty: what the table says when it has no rows: what will be here and the key to begin."""
        super().__init__(parent)
        self._model, self._empty = model, empty
        self._filling, self._chosen = False, dict[int, int]()
        self._kept: tuple[list[Hashable], Hashable | None, int, int] | None = None
        self.setItemDelegate(RowDelegate(self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.sectionResized.connect(self._resized)
        model.modelAboutToBeReset.connect(self._keep)
        self.setModel(model)
        #: The first row is under the hand as soon as there is one.
        self.picks_first = False
        model.modelReset.connect(self._restore)
        model.loaded.connect(self.viewport().update)
        if isinstance(model, RowsModel) and any(c.spare for c in model.columns):
            model.loaded.connect(self._fill)
        if isinstance(model, PagedTableModel):
            header.sectionClicked.connect(self.sort_column)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(KEY_ROLE)))
        for at, column in enumerate(model.columns):
            if column.delegate is not None:
                self.setItemDelegateForColumn(at, column.delegate(self))
        self._measure()

    # --- keys ---------------------------------------------------------------------------------------

    def current_key(self) -> object | None:
        """Key of the current row."""
        index = self.currentIndex()
        return index.data(KEY_ROLE) if index.isValid() else None

    def current_row(self) -> Any:
        """What the current row shows; None where there is none, or it is not read yet."""
        key = self.current_key()
        return None if key is None else self._model.content(self._model.place(key))

    def selected_keys(self) -> list[object]:
        """Keys of the selected rows in their order on the screen."""
        return [self._model.key(row) for row in self._selected_rows()]

    def begin(self) -> None:
        """The focus, on the first row where none is chosen yet."""
        self.setFocus()
        if self.model().rowCount() and not self.currentIndex().isValid():
            self.selectRow(0)

    def select_key(self, key: Hashable) -> bool:
        """Make the row of this key the current one; False when it is not in the list."""
        row = self._model.place(key)
        if row < 0:
            return False
        self.selectRow(row)
        self.scrollTo(self._model.index(row, 0))
        return True

    def select_keys(self, keys: Collection[Hashable]) -> None:
        """Choose these rows and no others, the first of them under the hand; none: nothing is chosen any more."""
        flag, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        rows = sorted(at for at in (self._model.place(k) for k in keys) if at >= 0)
        chosen = QItemSelection()
        for at in rows:
            chosen.select(self._model.index(at, 0), self._model.index(at, len(self._model.columns) - 1))
        if rows:
            model.setCurrentIndex(self._model.index(rows[0], 0), flag.NoUpdate)
        model.select(chosen, flag.ClearAndSelect | flag.Rows)

    def selectRow(self, row: int) -> None:
        """This row and no other. Qt's own asks which keys are held down: with Ctrl it would take the row out again."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._model.index(row, 0), flag.ClearAndSelect | flag.Rows)

    def set_empty(self, text: str) -> None:
        self._empty = text
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.currentIndex().isValid():
                self.opened.emit(self.current_key())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and self.model().rowCount() and not self.horizontalScrollBar().maximum():
            # Whole rows are chosen: another column of the same row would be no move at all.
            row = 0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1
            self.selectRow(row)
            self.scrollTo(self._model.index(row, 0))
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters typed by mistake must not move the row that is about to be opened."""

    def copy_rows(self) -> None:
        """The selected rows as lines of tab-separated text on the clipboard; rows not here yet are fetched first."""
        selected = self._selected_rows()
        rows = selected[:_COPY_MOST]
        if rows and not self._model.with_rows(rows, lambda: self._copy(rows, len(selected))):
            self._tell(NotDone(wording.COPY_SCATTERED))

    def _copy(self, rows: list[int], selected: int) -> None:
        lines = []
        for row in rows:
            cells = (self._model.index(row, c).data() or "" for c in range(len(self._model.columns)))
            lines.append("\t".join(str(cell).replace("\t", " ").replace("\n", " ") for cell in cells))
        text = "\n".join(lines)
        if text:
            QGuiApplication.clipboard().setText(text)
        self._tell(wording.copied(len(rows), selected))

    def _tell(self, said: str) -> None:
        at: QWidget | None = self
        while at is not None and not isinstance(at, Page):
            at = at.parentWidget()
        if at is not None:
            at.shell.tell(said)

    # --- inside -------------------------------------------------------------------------------------

    def _selected_rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.data(KEY_ROLE) if current.isValid() else None)

    def sort_column(self, column: int) -> None:
        """By this column, upwards; the one that orders already turns round."""
        assert isinstance(self._model, PagedTableModel)
        was, descending = self._model.sorted_by()
        turned = was == column and not descending
        self._model.sort(column, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder)
        self._show_order()

    def _show_order(self) -> None:
        if isinstance(self._model, PagedTableModel):
            column, descending = self._model.sorted_by()
            self.horizontalHeader().setSortIndicatorShown(column >= 0)
            if column >= 0:
                order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
                self.horizontalHeader().setSortIndicator(column, order)

    def _keep(self) -> None:
        selected = [self._model.key(r) for r in self._selected_rows()[:_COPY_MOST]]
        at = self.currentIndex()
        current = self._model.key(at.row()) if at.isValid() else None
        self._kept = (selected, current, at.row(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        if kept is None or not self._model.rowCount():
            return
        selected, current, row, scroll = kept
        if current is None:
            if self.picks_first:
                self.selectRow(0)
            return
        chosen = QItemSelection()
        last = len(self._model.columns) - 1
        for key in selected:
            at = self._model.place(key)
            if at >= 0:
                chosen.select(self._model.index(at, 0), self._model.index(at, last))
        place = self._model.place(current)
        # The row itself is gone: stay at its place, so that the next one is under the hand.
        place = place if place >= 0 else min(row, self._model.rowCount() - 1)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._model.index(place, 0), flag.ClearAndSelect | flag.Rows)
        if len(selected) > 1 and not chosen.isEmpty():
            self.selectionModel().select(chosen, flag.ClearAndSelect | flag.Rows)
        self.verticalScrollBar().setValue(scroll)
        self.scrollTo(self._model.index(place, 0))

    def row_height(self) -> int:
        """Height of a row of one line."""
        return max(round(ROW_HEIGHT * theme.zoom() / 100), self.fontMetrics().height() + 2 * theme.GRID)

    def _measure(self) -> None:
        """Heights and widths from the type, so that they grow with the zoom."""
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height())
        header = self.horizontalHeader()
        for at in range(len(self._model.columns)):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
        self._chosen.clear()
        self._fill()
        self._show_order()

    def _wide(self, at: int, characters: int) -> int:
        """Width of a column for so many characters."""
        metrics, column = self.fontMetrics(), self._model.columns[at]
        # Figures are wider than the average letter, and no heading may be cut.
        titled = metrics.horizontalAdvance(column.title) + (7 if column.order else 4) * theme.GRID
        worded = max((chip_size(chip, metrics).width() + 4 * theme.GRID for chip in column.chips), default=0)
        return max(metrics.horizontalAdvance("0") * characters + 4 * theme.GRID, titled, worded)

    def _fill(self) -> None:
        """Columns without a width share what is left; where that is less than they need, those that may give way do."""
        header, columns = self.horizontalHeader(), self._model.columns
        letter, room = self.fontMetrics().averageCharWidth(), self.viewport().width()
        least = {at: letter * (c.least or LEAST_WIDTH) for at, c in enumerate(columns) if not c.width}
        # On a screen too small for all it is cut itself, but never below what a name needs.
        floor = {at: max(min(width, letter * LEAST_WIDTH), width * 2 // 3) for at, width in least.items()}
        wanted = {
            at: self._chosen.get(at) or self._wide(at, c.width) for at, c in enumerate(columns) if c.width
        }
        gives = {at: wanted[at] - self._wide(at, columns[at].least) for at in wanted if columns[at].least and at not in self._chosen}
        self._filling = True
        idle = self._idle()
        for at in sorted(wanted, key=lambda at: (at not in idle, -columns[at].spare)):
            # A column in which nothing stands yet gives way already where another would be cut.
            needed = sum(wanted.values()) + sum(least.values()) if at in idle else sum(wanted.values()) - sum(gives.values()) + sum(floor.values())
            hidden = needed > room and columns[at].spare > 0 and at not in self._chosen
            self.setColumnHidden(at, hidden)
            if hidden:
                del wanted[at]
                gives.pop(at, None)
        missing, given = sum(wanted.values()) + sum(least.values()) - room, sum(gives.values())
        if missing > 0 and given > 0:
            part = min(1.0, missing / given)
            for at, most in gives.items():
                wanted[at] -= math.ceil(most * part)
        for at, width in wanted.items():
            header.resizeSection(at, width)
        rest = room - sum(wanted.values()) - sum(least.values())
        for at, width in least.items():
            header.resizeSection(at, max(floor[at], width + rest // len(least)))
        self._filling = False
        self.laid_out.emit()

    def _idle(self) -> set[int]:
        """Columns that may be spared and in which no row of a short list has anything."""
        model = self._model
        rows = model.rowCount()
        if not isinstance(model, RowsModel) or not 0 < rows <= _LOOKED_THROUGH:
            return set()
        return {at for at, c in enumerate(model.columns) if c.spare and not any(model.painted(row, at).text for row in range(rows))}

    def _resized(self, at: int, _old: int, new: int) -> None:
        """A width that a person has chosen stays."""
        if not self._filling:
            self._chosen[at] = new
            self.laid_out.emit()

    def is_cut(self, at: int, text: str) -> bool:
        """Whether a cell of this column cannot show the text whole."""
        return bool(text) and self.fontMetrics().horizontalAdvance(text) > self.columnWidth(at) - 4 * theme.GRID

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._show_order()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange) and hasattr(self, "_model"):
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        waiting = isinstance(self._model, PagedTableModel) and not self._model.is_loaded
        if self._empty and not waiting and not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.current().muted))
            room = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()

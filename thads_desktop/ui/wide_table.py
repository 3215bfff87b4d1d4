"""A table of many columns: each as wide as its words, the first ones stay while the others are scrolled, ← and → go by columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from thads_desktop.ui import theme
from thads_desktop.ui.table_view import RowDelegate, TableView
from thads_desktop.ui.tables import KEY_ROLE, RowsModel, shown
from thads_desktop.ui.wrapped_rows import lines_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics

Index = QModelIndex | QPersistentModelIndex
#: Rows whose words are measured: the first ones, then as many spread over the rest.
_MEASURED = 150
#: Rows that are looked through for the longest figure.
_FIGURES = 50_000
#: Characters that a column is wide at most, however long its words.
_MOST = 34
#: Lines of a heading.
_HEADING = 2
#: What stays is never more than this part of the width.
_STAYS = 0.45


class WideModel(RowsModel):
    """Rows whose headings may stand on two lines."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.TextAlignmentRole and found is not None:
            return int(found.value | Qt.TextFlag.TextWordWrap.value)
        return found


class WideTable(TableView):
    """stays: how many of the first columns do not scroll, as far as there is room."""

    #: The columns that are seen are others.
    scrolled = Signal()

    def __init__(self, model: WideModel, parent: QWidget | None = None, empty: str = "", *, stays: int = 1) -> None:
        self._wanted_stay, self.stays = stays, 0
        self._over: QTableView | None = None
        #: Width of what each column says, measured once for these rows and this type.
        self._said_wide: list[int] = []
        super().__init__(model, parent, empty)
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideNone)
        over = QTableView(self)
        over.setModel(model)
        over.setSelectionModel(self.selectionModel())
        over.setItemDelegate(RowDelegate(self, model))
        over.setObjectName("stays")
        over.setFocusProxy(self)
        over.setSelectionBehavior(self.selectionBehavior())
        over.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        over.setShowGrid(False)
        over.verticalHeader().hide()
        over.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        over.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        over.horizontalHeader().setHighlightSections(False)
        over.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        over.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        over.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        over.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        over.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(over.verticalScrollBar().setValue)
        over.doubleClicked.connect(lambda index: self.opened.emit(index.data(KEY_ROLE)))
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())
        self._over = over
        # The view of the columns that stay forgets the row under the hand when the rows are others: it is put back after that, and after the widths.
        model.modelReset.disconnect(self._restore)
        model.modelReset.connect(self._anew)
        model.modelReset.connect(self._restore)
        self._measure()

    # --- sideways -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        bar = self.horizontalScrollBar()
        if plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            starts = self._starts()
            after, before = [x for x in starts if x > bar.value()], [x for x in starts if x < bar.value()]
            if event.key() == Qt.Key.Key_Right:
                bar.setValue(min(after, default=bar.maximum()))
            else:
                bar.setValue(max(before, default=0))
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def _starts(self) -> list[int]:
        """Where the bar must stand for each column that scrolls to be the first one seen."""
        found, at = [], 0
        for column in range(self.stays, self.model().columnCount()):
            found.append(at)
            at += self.columnWidth(column)
        return found

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Up and down alone: a row is chosen whole, and what was seen of it stays."""
        bar = self.horizontalScrollBar()
        was = bar.value()
        super().scrollTo(index, hint)
        bar.setValue(was)

    def seen(self) -> tuple[int, int, int]:
        """The first and the last column that are seen whole of those that scroll, and how many columns there are; counted from 1."""
        bar, count = self.horizontalScrollBar(), self.model().columnCount()
        left, right = self._frozen_width(), self.viewport().width()
        whole = [
            at for at in range(self.stays, count)
            if left <= self.columnViewportPosition(at) and self.columnViewportPosition(at) + self.columnWidth(at) <= right + 1
        ]  # fmt: skip
        if not bar.maximum() or not whole:
            return 1 if not bar.maximum() else self.stays + 1, count, count
        return whole[0] + 1, whole[-1] + 1, count

    # --- widths -------------------------------------------------------------------------------------

    def _measure(self) -> None:
        self._said_wide = []
        super()._measure()

    def _anew(self) -> None:
        """Other rows: measured anew; a width that a person chose stays."""
        self._said_wide = []
        self._fill()

    def _fill(self) -> None:
        if self._over is None:
            super()._fill()
            return
        header, metrics, room = self.horizontalHeader(), self.fontMetrics(), self.viewport().width()
        columns = self._model.columns
        natural = self._said_wide = self._said_wide or [self._natural(at, metrics) for at in range(len(columns))]
        most = metrics.horizontalAdvance("0") * _MOST
        widths = [self._chosen.get(at) or max(min(w, most), _heading(columns[at].title, metrics)) for at, w in enumerate(natural)]
        # What is left goes to those whose words are cut, then to the widest.
        rest = room - sum(widths)
        for at in sorted(range(len(columns)), key=lambda at: widths[at] - natural[at]):
            if rest > 0 and natural[at] > widths[at] and at not in self._chosen:
                more = min(rest, natural[at] - widths[at])
                widths[at] += more
                rest -= more
        if rest > 0 and widths:
            widths[max(range(len(widths)), key=lambda at: natural[at])] += rest
        self._filling = True
        for at, width in enumerate(widths):
            header.resizeSection(at, width)
        self._filling = False
        tall = metrics.lineSpacing() * max((len(lines_of(c.title, metrics, widths[at] - 4 * theme.GRID, 9)) for at, c in enumerate(columns)), default=1)
        header.setFixedHeight(max(self.row_height(), tall + 3 * theme.GRID))
        self._stay(widths, room)
        self.laid_out.emit()
        self.scrolled.emit()

    def _natural(self, at: int, metrics: QFontMetrics) -> int:
        """Width of what the column says, of as many rows as are quickly measured."""
        model, count = self._model, self._model.rowCount()
        step = max(1, count // _MEASURED)
        rows = sorted({*range(min(count, _MEASURED)), *range(0, count, step)})
        said = [str(model.index(row, at).data() or "").replace("\n", " ") for row in rows]
        if model.columns[at].align != "left" and count > _MEASURED:
            # A sum or a number is never cut: of figures the longest one of all rows is looked for.
            get = model.columns[at].get
            held = (model.content(row) for row in range(min(count, _FIGURES)))
            said.append(max((shown(get(row)) for row in held if row is not None), key=len, default=""))
        return max((metrics.horizontalAdvance(text) for text in said), default=0) + 4 * theme.GRID + 2

    def _stay(self, widths: list[int], room: int) -> None:
        """The first columns over the others, where not all have room."""
        over = self._over
        assert over is not None
        self.stays = 0
        if sum(widths) > room:
            while self.stays < self._wanted_stay and sum(widths[: self.stays + 1]) <= room * _STAYS:
                self.stays += 1
        over.setVisible(self.stays > 0)
        for at, width in enumerate(widths):
            over.setColumnHidden(at, at >= self.stays)
            if at < self.stays:
                over.setColumnWidth(at, width)
        over.verticalHeader().setDefaultSectionSize(self.verticalHeader().defaultSectionSize())
        over.horizontalHeader().setFixedHeight(self.horizontalHeader().height())
        over.setStyleSheet(f"QTableView#stays {{ border: none; border-right: 2px solid {theme.current().border}; }}")
        edge = self.frameWidth()
        over.setGeometry(edge, edge, self._frozen_width() + 2, self.viewport().height() + self.horizontalHeader().height())
        over.verticalScrollBar().setValue(self.verticalScrollBar().value())

    def _frozen_width(self) -> int:
        return sum(self.columnWidth(at) for at in range(self.stays))

    def _resized(self, at: int, old: int, new: int) -> None:
        super()._resized(at, old, new)
        if not self._filling and self._over is not None:
            self._stay([self.columnWidth(n) for n in range(self.model().columnCount())], self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrolled.emit()


def _heading(title: str, metrics: QFontMetrics) -> int:
    """The least width in which a heading stands on its lines, no word of it cut."""
    words = title.split()
    width = max((metrics.horizontalAdvance(word) for word in words), default=0)
    while width < metrics.horizontalAdvance(title) and len(lines_of(title, metrics, width, 9)) > _HEADING:
        width += theme.GRID
    return width + 4 * theme.GRID + 2

"""A return on the screen: the choice of its form, and the form's cells as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem

from thads_desktop.services.reporting import printed_order, shown
from thads_desktop.ui import theme
from thads_desktop.ui.return_head import ColumnHead, ReturnHead

if TYPE_CHECKING:
    from thads_desktop.services.reporting import Form, Row


#: How the key of a list begins among those of forms.
LIST = "list:"


class ListOffered(Protocol):
    """A list that goes with the return."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


class FormChoice(QComboBox):
    """The forms of a return by code and title, then its lists; ``currentData`` is the form's key, or ``LIST`` and the list's."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("forms")
        self.setAccessibleName("Biểu")
        self.setMinimumWidth(330)
        # Titles are read whole where the line has room for them.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(20)

    def set_forms(self, forms: Sequence[Form], lists: Sequence[ListOffered] = ()) -> None:
        """Offer these forms by their numbers, then the lists, and keep what was chosen; tells nobody, the caller shows it."""
        kept = self.currentData()
        self.blockSignals(True)
        self.clear()
        for form in sorted(forms, key=printed_order):
            self.addItem(f"{form.code}  {form.title}", form.form)
        for spec in lists:
            self.addItem(spec.title, LIST + spec.id)
        for at in range(self.count()):
            self.setItemData(at, self.itemText(at), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(0, self.findData(kept)) if self.count() else -1)
        self.blockSignals(False)


class CellTable(QTableWidget):
    """Rows by criteria; Enter or a double click on a cell asks for what is behind it."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cells")
        self.setAccessibleName("Số liệu của biểu")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.form: Form | None = None
        self.heads: tuple[ColumnHead, ...] = ()
        self._head = ReturnHead(self)
        self.setHorizontalHeader(self._head)
        # The head's letters change after the table's own.
        self._head.resized.connect(self._measure)
        self.currentCellChanged.connect(lambda *_at: self._head.viewport().update())
        self.cellDoubleClicked.connect(lambda _r, _c: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def show_form(
        self,
        form: Form,
        heads: Sequence[ColumnHead],
        value: Callable[[Row, str], Any] | None = None,
        broken: Collection[str] = (),
    ) -> None:
        """Fill in a form. ``heads`` say what the columns are, ``value`` replaces the form's own cells, rows in ``broken``
        are tinted."""
        self.form = form
        known = {head.key: head for head in heads}
        self.heads = tuple(known[key] for key in form.rows[0].cells) if form.rows else ()
        kept = (self.currentRow(), self.currentColumn())
        self.clear()
        self.setColumnCount(len(self.heads))
        self.setRowCount(len(form.rows))
        for at, head in enumerate(self.heads):
            item = QTableWidgetItem(f"{head.no}. {head.words}")
            item.setToolTip(head.says)
            self.setHorizontalHeaderItem(at, item)
        group = ""
        for down, row in enumerate(form.rows):
            group = row.label if not row.depth else group
            label = QTableWidgetItem(f"{'   ' * row.depth}{row.label.removeprefix(f'{group}: ')}")
            label.setToolTip(row.label)
            self.setVerticalHeaderItem(down, label)
            for across, head in enumerate(self.heads):
                cell = QTableWidgetItem(_words(value(row, head.key) if value else row.cells[head.key]))
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                cell.setToolTip(f"{head.says}\n{row.label}")
                if row.key in broken:
                    cell.setBackground(QColor(theme.current().tint("red")))
                self.setItem(down, across, cell)
        self._head.set_columns(self.heads)
        self._measure()
        if form.rows and self.heads:
            # The same place in another form or period, so that one can compare.
            self.setCurrentCell(min(max(0, kept[0]), len(form.rows) - 1), min(max(0, kept[1]), len(self.heads) - 1))

    def cell_words(self) -> str:
        """What the current cell counts: number and words of its column, its row."""
        head, row = self.current()
        return f"{head.says} · {row.label}" if head is not None and row is not None else ""

    def current(self) -> tuple[ColumnHead | None, Row | None]:
        """Column and row of the current cell."""
        across, down = self.currentColumn(), self.currentRow()
        if self.form is None or not (0 <= across < len(self.heads) and 0 <= down < len(self.form.rows)):
            return None, None
        return self.heads[across], self.form.rows[down]

    def show_nothing(self) -> None:
        self.form, self.heads = None, ()
        self._head.set_columns(())
        self.clear()
        self.setRowCount(0)
        self.setColumnCount(0)

    def _measure(self) -> None:
        """Columns as wide as their figures and the words above them need."""
        if self.heads:
            self.resizeColumnsToContents()
            wide = [max(self.sizeHintForColumn(at) + 2 * theme.GRID, self._head.width_for(at)) for at in range(len(self.heads))]
            for at, width in enumerate(self._head.with_bands(wide)):
                self.setColumnWidth(at, width)
            self._head.fit()
            self.resizeRowsToContents()


def _words(value: Any) -> str:
    return "" if value is None else shown(value)

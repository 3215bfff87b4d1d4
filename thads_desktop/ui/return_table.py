"""A return on the screen: the choice of its form, and the form's cells as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem

from thads_desktop.services.reporting import shown
from thads_desktop.ui import theme

if TYPE_CHECKING:
    from thads_desktop.services.reporting import Form, Row


class FormChoice(QComboBox):
    """The forms of a return by code and title; ``currentData`` is the form's key."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("forms")
        self.setAccessibleName("Biểu")
        self.setMinimumWidth(330)

    def set_forms(self, forms: Sequence[Form]) -> None:
        """Offer these forms and keep the place that was chosen; tells nobody, the caller shows the form."""
        kept = self.currentIndex()
        self.blockSignals(True)
        self.clear()
        for form in forms:
            self.addItem(f"{form.code}  {form.title}", form.form)
        self.setCurrentIndex(max(0, min(kept, self.count() - 1)))
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
        self.cellDoubleClicked.connect(lambda _r, _c: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def show_form(
        self,
        form: Form,
        labels: Mapping[str, str],
        value: Callable[[Row, str], Any] | None = None,
        broken: Collection[str] = (),
    ) -> None:
        """Fill in a form. ``labels`` say what a column counts, ``value`` replaces the form's own cells, rows in ``broken``
        are tinted."""
        keys = list(form.rows[0].cells) if form.rows else []
        self.clear()
        self.setColumnCount(len(keys))
        self.setRowCount(len(form.rows))
        for at, key in enumerate(keys):
            item = QTableWidgetItem(key)
            item.setToolTip(labels.get(key, key))
            self.setHorizontalHeaderItem(at, item)
        self.setVerticalHeaderLabels([f"{'   ' * row.depth}{row.label}" for row in form.rows])
        for down, row in enumerate(form.rows):
            for across, key in enumerate(keys):
                cell = QTableWidgetItem(_words(value(row, key) if value else row.cells[key]))
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                cell.setToolTip(labels.get(key, key))
                if row.key in broken:
                    cell.setBackground(QColor(theme.current().tint("red")))
                self.setItem(down, across, cell)
        self.resizeColumnsToContents()
        if form.rows and keys:
            self.setCurrentCell(0, 0)

    def show_nothing(self) -> None:
        self.clear()
        self.setRowCount(0)


def _words(value: Any) -> str:
    return "" if value is None else shown(value)

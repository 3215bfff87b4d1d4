"""Sorting a table by keyboard: F6 asks by which column, Shift+F6 turns the direction; Ctrl+K knows each column by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from thads_desktop.ui import wording
from thads_desktop.ui.tables import PagedTableModel

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from thads_desktop.ui.page import Page
    from thads_desktop.ui.table_view import TableView


def offer_sorting(page: Page, table: TableView) -> None:
    """Give the page the actions; the table's model is one that can sort."""
    page.action(wording.SORT_BY, "F6", lambda: ask(table))
    page.action(wording.SORT_TURN, "Shift+F6", lambda: turn(table))
    for at, column in enumerate(model_of(table).columns):
        if column.order:
            page.action(wording.SORT_COLUMN.format(column=column.title), "", partial(table.sort_column, at))


def model_of(table: TableView) -> PagedTableModel:
    model = table.model()
    assert isinstance(model, PagedTableModel)
    return model


def ask(table: TableView) -> QMenu:
    """A menu under the heading of the present order; its column is marked, and chosen once more it turns."""
    model = model_of(table)
    now, descending = model.sorted_by()
    current: QAction | None = None
    menu = QMenu(table)
    menu.setObjectName("sort-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for at, column in enumerate(model.columns):
        if not column.order:
            continue
        mark = "" if at != now else f"   {wording.SORT_DOWN if descending else wording.SORT_UP}"
        action = menu.addAction(column.title + mark)
        action.setProperty("choice", True)
        action.triggered.connect(partial(_chosen, table, at))
        if at == now:
            current = action
    header = table.horizontalHeader()
    left = min(max(0, header.sectionViewportPosition(max(0, now))), max(0, header.width() - menu.sizeHint().width()))
    menu.popup(header.mapToGlobal(QPoint(left, header.height())))
    if current is not None:
        menu.setActiveAction(current)
    return menu


def turn(table: TableView) -> None:
    """The same column, from the other end."""
    at, _ = model_of(table).sorted_by()
    if at >= 0:
        table.sort_column(at)


def _chosen(table: TableView, at: int, _checked: bool = False) -> None:
    table.sort_column(at)

"""Several tables of plain rows on one page: their names with how many rows at the left, the chosen one at the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel, shown

if TYPE_CHECKING:
    from thads_desktop.domain.listing import ListTable

#: Characters of a column by its cells, at most; and of the widest, at least.
_MOST, _LEAST = 22, 16
#: What a column of a few words keeps.
_WORDS = 16
#: Of what is never cut: "307/QĐ-CCTHADS ngày 28/02/2020"; a word or two.
_MOST_FIRM, _SHORT = 32, 12
_FIGURES = re.compile(r"[\d.,/ ]+|.* ngày \d\d/\d\d/\d{4}")


class ListingView(QSplitter):
    """``show_tables`` fills it; Enter on a name leads into its table, Esc there back to the names (``back``)."""

    #: Another table is shown.
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.names_model = RowsModel(
            [Column("Có gì", lambda t: t.title, width=0, least=18), Column("Dòng", lambda t: len(t.rows), "right", 6)], lambda t: t.title, self
        )
        self.names = TableView(self.names_model, self)
        self.names.setObjectName("kinds")
        self.names.picks_first = True
        self.names.chosen.connect(self._turn)
        self.names.opened.connect(lambda _key: self.enter())
        self.stack = QStackedWidget()
        self.addWidget(self.names)
        self.addWidget(self.stack)
        self.setStretchFactor(1, 1)
        self.setSizes([285, 875])

    def show_tables(self, tables: Sequence[ListTable]) -> None:
        """Replace all tables; the one that was looked at stays where it is."""
        chosen = self.names.current_key()
        while (old := self.stack.widget(0)) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        for table in tables:
            self.stack.addWidget(_one(table))
        self.names_model.set_rows(tables)
        self._turn(chosen or (tables[0].title if tables else None))

    def table(self) -> TableView | None:
        """The table on the screen."""
        here = self.stack.currentWidget()
        return here.findChild(TableView) if here is not None else None

    def enter(self) -> None:
        """Into the table."""
        if (table := self.table()) is not None:
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """From the table to the names; False where one is there already."""
        if self.names.hasFocus():
            return False
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _turn(self, key: object) -> None:
        at = self.names_model.place(key) if isinstance(key, str) else -1
        if at >= 0:
            self.stack.setCurrentIndex(at)
            self.turned.emit(at)


def _one(table: ListTable) -> QWidget:
    """A table of plain rows; the widest column takes what is left."""
    widest = max(range(len(table.columns)), key=lambda n: table.columns[n].share)
    columns = []
    for at, column in enumerate(table.columns):
        cells = [shown(row[at]) for row in table.rows]
        longest = max((len(cell) for cell in cells), default=0)
        # Words give way to what is first, to days, sums and numbers of papers, and to a word or two: those say nothing when they are cut.
        firm = at == 0 or any(isinstance(row[at], (int, date)) for row in table.rows) or _firm(cells)
        # On a small screen the last ones go first: their words stand beneath. What is long shares what is left with the widest.
        takes = at == widest or (longest > _MOST and not firm)
        width = 0 if takes else min(_MOST_FIRM if firm else _MOST, max(len(column.title), longest) + 1)
        least = _LEAST if takes else 0 if firm else min(width, _WORDS)
        columns.append(Column(column.title, _cell(at), column.align, width, least=least, spare=max(0, at - 1)))
    made = QWidget()
    model = RowsModel(columns, None, made)
    view = TableView(model, made, table.note)
    view.setAccessibleName(table.title)
    view.picks_first = True
    model.set_rows(table.rows)
    down = QVBoxLayout(made)
    down.setContentsMargins(0, 0, 0, 0)
    down.addWidget(view, 1)
    down.addWidget(RowWords(view))
    if table.note and table.rows:
        note = QLabel(table.note)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        note.setProperty("quiet", True)
        down.addWidget(note)
    return made


def _firm(cells: Sequence[str]) -> bool:
    """Figures, numbers of papers, alone or with their day, and words that are short."""
    said = [cell for cell in cells if cell]
    return bool(said) and all(" " not in cell or len(cell) <= _SHORT or _FIGURES.fullmatch(cell) for cell in said)


def _cell(at: int) -> Callable[[Any], Any]:
    return itemgetter(at)

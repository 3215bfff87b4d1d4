"""Under a table: the words of the current row that its columns cut, whole, for eyes and hands that use no mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import asset_facts
from thads_desktop.ui import theme
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.table_view import TableView

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.timeline import TimelineItem
    from thads_desktop.ui.chips import Chip


def struck_line(item: TimelineItem) -> QLabel:
    """Which line is struck: its day, kind and detail, whole however long."""
    made = QLabel("Dòng bị xóa: " + " · ".join(x for x in (short_date(item.day) if item.day else "", item.what, item.detail) if x))
    made.setObjectName("about")
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made


class RowWords(QLabel):
    """``heading: whole text`` of each cut cell. It keeps its lines also when it has nothing to say, so nothing moves."""

    def __init__(self, table: TableView, lines: int = 2, always: str = "") -> None:
        """always: heading of the column that is told whether it is cut or not."""
        super().__init__()
        self.setObjectName("row-words")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._table, self._lines, self._always = table, lines, always
        table.chosen.connect(lambda _key: self.say())
        table.laid_out.connect(self.say)
        model = table.model()
        model.dataChanged.connect(lambda *_at: self.say())
        model.modelReset.connect(self.say)
        self._measure()

    def say(self) -> None:
        """Look at the current row anew."""
        table, model = self._table, self._table.model()
        row, said = table.currentIndex().row(), []
        if 0 <= row < model.rowCount():
            for at in range(model.columnCount()):
                text = str(model.index(row, at).data() or "").replace("\n", " ")
                title = model.headerData(at, Qt.Orientation.Horizontal)
                if table.is_cut(at, text) or (text and title == self._always):
                    said.append(f"{title}: {text}" if title else text)
        whole = "   ·   ".join(said)
        room = max(1, self.width()) * self._lines - 8 * theme.GRID * self._lines
        self.setText(self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(whole)

    def _measure(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + theme.GRID // 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._measure()


def with_words(table: TableView, lines: int = 2, *below: QWidget, always: str = "") -> QWidget:
    """A table, beneath it what its columns cut, then ``below``."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(table, 1)
    for widget in (RowWords(table, lines, always), *below):
        column.addWidget(widget)
    return made


def reached(term: Any, today: date) -> Chip | str:
    """How far a term of a matter is: done, over of itself, or how many days are left. What only passes is never done by anybody."""
    if asset_facts.passed(term, today):
        return "đã hết"
    if term.discharged_on is None:
        return due_chip((term.due - today).days)
    return "đã hết" if asset_facts.passes(term) else "đã làm"

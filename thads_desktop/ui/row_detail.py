"""Under a table of many columns: the current row whole, every column with its heading; read, scrolled and copied by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from thads_desktop.ui import theme
from thads_desktop.ui.table_view import TableView

#: What stands between two columns.
_BETWEEN = "   ·   "
NOTHING = "Chọn một dòng: mọi cột của dòng ấy hiện ở đây."


class RowDetail(QTextEdit):
    """``heading: words`` of each column, in their order; the columns that are empty are named at the end."""

    def __init__(self, table: TableView, lines: int = 6) -> None:
        super().__init__()
        self.setObjectName("row-detail")
        self.setAccessibleName("Dòng đang chọn, mọi cột")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        self._table, self._lines = table, lines
        table.chosen.connect(lambda _key: self.say())
        model = table.model()
        model.dataChanged.connect(lambda *_at: self.say())
        model.modelReset.connect(self.say)
        self._measure()
        self.say()

    def say(self) -> None:
        """Look at the current row anew."""
        table, model = self._table, self._table.model()
        row = table.currentIndex().row()
        self.clear()
        quiet, plain = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(QColor(theme.current().muted))
        plain.setForeground(QColor(theme.current().text))
        cursor = self.textCursor()
        if not 0 <= row < model.rowCount():
            cursor.insertText(NOTHING, quiet)
            return
        empty, said = list[str](), False
        for at in range(model.columnCount()):
            title = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
            text = str(model.index(row, at).data() or "").replace("\n", " ").strip()
            if not text:
                empty.append(title)
                continue
            # As plain text with a format of its own: what people typed is never markup.
            cursor.insertText(f"{_BETWEEN if said else ''}{title}: ", quiet)
            cursor.insertText(text, plain)
            said = True
        if empty:
            cursor.insertText(f"{_BETWEEN if said else ''}Chưa ghi: {'; '.join(empty)}.", quiet)
        self.verticalScrollBar().setValue(0)

    def _measure(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 4 * theme.GRID)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._measure()

"""Words that wrap, as high as they need at their width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel


class WrappedLabel(QLabel):
    """Plain text in as many lines as it needs. A label that wraps of itself lets a page that scrolls give every form on it all its
    height; beside this one a form goes on to scroll within, and its buttons stay in sight."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        policy = self.sizePolicy()
        if policy.hasHeightForWidth():
            # QLabel says so again with every text.
            policy.setHeightForWidth(False)
            self.setSizePolicy(policy)
        # What was set before would count in the height that is asked for.
        self.setMinimumHeight(0)
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)


#: Letters of a title that stand on one line whatever stands beside it.
_TITLE_LEAST = 40


class HeadingLabel(WrappedLabel):
    """A title: on one line where it fits, else on as many as the page's width asks for."""

    def sizeHint(self) -> QSize:
        """On one line."""
        self.ensurePolished()
        return self._one_line(self.fontMetrics().horizontalAdvance(self.text()))

    def minimumSizeHint(self) -> QSize:
        """What a page that is too narrow leaves it."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        return self._one_line(min(metrics.horizontalAdvance(self.text()), metrics.averageCharWidth() * _TITLE_LEAST))

    def _one_line(self, width: int) -> QSize:
        # A line of just the words' width is broken by a fraction of a letter.
        return QSize(width + self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing())

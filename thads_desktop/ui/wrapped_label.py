"""Words that wrap, as high as they need at their width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
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

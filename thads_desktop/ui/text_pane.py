"""A long text to be read, scrolled and copied by keyboard; never markup."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit


class TextPane(QPlainTextEdit):
    """Read only; Tab goes on to the next part of the page."""

    def __init__(self, name: str, what: str, lines: int = 6, hint: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(what)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 12)

    def say(self, text: str) -> None:
        """Show another text from its beginning; the same one stays where it was read."""
        if text != self.toPlainText():
            self.setPlainText(text)

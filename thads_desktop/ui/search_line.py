"""The line in which one searches: Esc clears what was typed, a second Esc leaves it; Enter and the arrow down lead to the list.

The code of an issued paper, scanned into any of them, opens that paper.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class SearchLine(QLineEdit):
    """Named "search"."""

    #: Esc in the empty line.
    left = Signal()
    #: Enter, or the arrow down.
    down = Signal()

    def __init__(self, hint: str, name: str) -> None:
        """hint: shown while it is empty; name: read aloud."""
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.returnPressed.connect(self._entered)

    def _entered(self) -> None:
        from thads_desktop.ui.scanned import open_scanned

        if not open_scanned(self.window(), self.text()):
            self.down.emit()
            return
        self.clear()

    def take_up(self) -> None:
        """The caret, with what stands here ready to be typed over."""
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.down.emit()
            return
        super().keyPressEvent(event)

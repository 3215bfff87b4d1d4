"""A dialog with long work of its own: while it runs neither Esc nor the frame closes it, and in the end its worker goes with it."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog


class Closes(Protocol):
    """What ends with the dialog."""

    def close(self) -> Any: ...


class BusyDialog(QDialog):
    """Set ``_busy`` around the work; ``_ends`` is what is closed with the dialog."""

    _busy = False
    _ends: Closes

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            event.ignore()
            return
        super().closeEvent(event)

    def done(self, code: Any) -> None:
        self._ends.close()
        super().done(code)

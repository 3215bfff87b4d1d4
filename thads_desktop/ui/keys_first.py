"""A key of the page is the page's, wherever the caret stands: a field keeps the common keys of editing and gives up the rest.

A line of text takes keys for itself that the program uses otherwise: Ctrl+Shift+Z and Ctrl+Y are its "redo", on other systems Ctrl+K or
Ctrl+E are its too. Only the widget with the focus is watched.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from thads_desktop.ui.help import actions_of

_EDITORS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
#: What everybody knows as a key of editing, whatever the page has on it.
_THEIRS = tuple(getattr(QKeySequence.StandardKey, name) for name in ("Undo", "Cut", "Copy", "Paste", "SelectAll"))
#: Keys that move in a text or take letters away, with whatever is held beside them.
_MOVES = {
    getattr(Qt.Key, f"Key_{name}")
    for name in ("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown", "Backspace", "Delete", "Insert", "Tab", "Backtab", "Return",
                 "Enter", "Escape")
}  # fmt: skip
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeysFirst(QObject):
    """Watches the field with the focus, in whatever window it is."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if isinstance(now, _EDITORS) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or self._watched is None:
            return False
        if not event.modifiers() & _COMMAND or event.key() in _MOVES or any(event.matches(key) for key in _THEIRS):
            return False
        wanted = QKeySequence(event.keyCombination())
        if not any(_takes(action, wanted) for action in actions_of(self._watched.window())):
            return False
        # Not accepted: the key goes on to the actions.
        event.ignore()
        return True


def _takes(action: QAction, wanted: QKeySequence) -> bool:
    """It would be triggered by this key now."""
    owner = action.parent()
    return action.isEnabled() and wanted in action.shortcuts() and (not isinstance(owner, QWidget) or owner.isVisible())


def install(app: QApplication) -> None:
    """Once for the application."""
    if app.findChild(KeysFirst) is None:
        KeysFirst(app)

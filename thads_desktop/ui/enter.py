"""Enter goes to the next field: the one event filter of all forms."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget


class EnterMoves(QObject):
    """The one event filter for Enter: next field; on a button: press it. Modifiers and paragraphs are left alone."""

    def watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or not is_enter(event):
            return False
        if isinstance(watched, QPlainTextEdit):
            return False
        if isinstance(watched, QPushButton):
            if watched.isEnabled():
                watched.click()
            return True
        move_on(watched)
        return True


def is_enter(event: QEvent) -> bool:
    """Enter was pressed, of either kind, without modifiers."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def move_on(widget: QWidget) -> None:
    """Focus to the next widget that Tab would reach."""
    following: QWidget | None = widget.nextInFocusChain()
    while following is not None and following is not widget:
        usable = following.isVisible() and following.isEnabled() and following.focusProxy() is None
        if usable and following.focusPolicy() & Qt.FocusPolicy.TabFocus:
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return
        following = following.nextInFocusChain()

"""A question on the page that the same key answers: for what is wide and cannot be taken back with one key.

It stands for one thing and a few seconds. Esc, any other key, a click elsewhere, another page or tab end it.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from thads_desktop.ui import theme

#: Milliseconds for which a question stands.
STANDS = 15_000
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class AskTwice(QFrame):
    """Hidden until ``ask``; keys: the combination that asks and answers, as shown to the user; button: the same by mouse."""

    def __init__(self, keys: str, shown: str, button: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ask-twice")
        self._keys, self._shown, self.button = QKeySequence(keys), shown, button
        self._about: Hashable = None
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.space(2), theme.GRID, theme.space(2), theme.GRID)
        line.addWidget(self.label, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.drop)
        self.hide()

    @property
    def asked(self) -> bool:
        """The question stands."""
        return self._about is not None

    def answered(self, about: Hashable) -> bool:
        """The question about this very thing stands and is hereby answered."""
        return self._about is not None and self._about == about and self.ask(about, "")

    def ask(self, about: Hashable, question: str, how: str = "") -> bool:
        """True when the question about this very thing stands and is hereby answered; else it is asked now. how: what the keys do, "" = as usual."""
        if self._about is not None and self._about == about:
            self.drop()
            return True
        self._about = about
        self.label.setText(f"⚠ {question} {how or f'Nhấn {self._shown} lần nữa để làm, Esc để thôi.'}")
        self.setAccessibleName(self.label.text())
        now = theme.current()
        ink, tint = now.ink("amber"), now.tint("amber")
        self.setStyleSheet(
            f"#ask-twice {{ background: {tint}; border: 1px solid {ink}; border-radius: 4px; }} #ask-twice QLabel {{ color: {ink}; }}"
        )
        self.show()
        self._timer.start(STANDS)
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        return False

    def drop(self) -> None:
        """Nothing is asked any more."""
        self._about = None
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.asked:
            self.drop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anything else that is done ends the question; the event goes its way."""
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            own = QKeySequence(event.keyCombination()) == self._keys
            if event.key() not in _MODIFIERS and not own and not self._on_button(event):
                self.drop()
        elif kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and not self._ours(watched):
            self.drop()
        return False

    def _ours(self, widget: QWidget) -> bool:
        return widget in (self, self.button) or self.isAncestorOf(widget)

    def _on_button(self, event: QKeyEvent) -> bool:
        """Enter or space on the button answers as the key does."""
        return self.button.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)

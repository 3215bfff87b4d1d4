"""A form among others on one page: Ctrl+Enter and Esc belong to the one that has the focus, and only its buttons say so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from thads_desktop.ui.form import Form

#: The focus goes to a popup or another window and comes back: the form is still the one that is filled in.
_FOR_A_WHILE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class FormAmong(QObject):
    """Watches a form; it is shown whole, for the page around it scrolls. Lives as long as the form."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._words = {b: b.text().partition("  ")[::2] for b in (form.accept_button, form.leave_button)}
        form.show_whole()
        for widget in (*(f.editor for f in form.fields()), *self._words):
            widget.installEventFilter(self)
        self.mark(False)

    def mark(self, has_focus: bool) -> None:
        """Say the keys on the buttons, or keep their room: nothing moves when the focus does."""
        for button, (words, key) in self._words.items():
            button.setText(f"{words}  {key}")
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width())
            if not has_focus:
                button.setText(words)
        accept: QPushButton = self._form.accept_button
        if bool(accept.property("primary")) != has_focus:
            accept.setProperty("primary", has_focus)
            accept.style().unpolish(accept)
            accept.style().polish(accept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.reason() not in _FOR_A_WHILE:
            now = QApplication.focusWidget()
            self.mark(event.gotFocus() or (now is not None and self._form.isAncestorOf(now)))
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._into_sight(watched)
        return False

    def _into_sight(self, widget: QWidget) -> None:
        """The field, and where there is room the button that ends the form."""
        around = self._form.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self._form.accept_button)
            around.ensureWidgetVisible(widget)

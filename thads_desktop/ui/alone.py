"""One part of a page over the whole page for a while: the paper without its form, on a small screen or with large type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSplitter

from thads_desktop.ui import wording
from thads_desktop.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Alone:
    """Ctrl+E hides what stands beside the widget in the splitters around it; once more, or Esc, shows it again.

    Any other action of the page shows it again too: what is refused must be seen at its field.
    """

    def __init__(self, widget: QWidget, focus: QWidget) -> None:
        """focus: gets the caret while the widget is alone."""
        self._widget, self._focus = widget, focus
        self._hidden: list[QWidget] = []
        self._before: QWidget | None = None
        self._heard: set[QAction] = set()
        self.action = QAction(wording.PREVIEW_ALONE, widget)
        self.action.setShortcut(QKeySequence("Ctrl+E"))
        self.action.triggered.connect(lambda _checked=False: self.end() if self._hidden else self.begin())
        widget.addAction(self.action)

    @property
    def on(self) -> bool:
        return bool(self._hidden)

    def begin(self) -> None:
        at: QWidget = self._widget
        before = self._widget.window().focusWidget()
        while not isinstance(at, Page) and (around := at.parentWidget()) is not None:
            if isinstance(around, QSplitter):
                others = [w for n in range(around.count()) if (w := around.widget(n)) is not None]
                self._hidden += [w for w in others if w is not at and not w.isHidden()]
            at = around
        if not self._hidden:
            return
        for action in at.actions():
            if action not in self._heard:
                self._heard.add(action)
                action.triggered.connect(lambda _checked=False: self.end())
        self._before = before
        for widget in self._hidden:
            widget.hide()
        self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Everything as before; nothing when it was not alone."""
        hidden, self._hidden = self._hidden, []
        for widget in hidden:
            widget.show()
        if hidden and self._before is not None and self._focus.hasFocus():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

"""A field for a password: hidden until one asks to see it, saying when Caps Lock is on; never part of a draft."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout

from thads_desktop.ui import theme
from thads_desktop.ui.fields import MOST, Field

SHOW, HIDE = "Hiện", "Ẩn"
CAPS = "Phím Caps Lock đang bật: chữ gõ ra là chữ hoa."


class PasswordField(Field):
    """What is typed is taken as it stands, spaces and all."""

    editor: QLineEdit

    def __init__(self, name: str, label: str, *, required: bool = True, note: str = "") -> None:
        super().__init__(name, label, QLineEdit(), required=required, note=note)
        self._calm_note = note
        self.editor.setMaxLength(MOST)
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.editor.textEdited.connect(self._edited)
        self.editor.installEventFilter(self)
        self.eye = QToolButton()
        self.eye.setObjectName(f"show-{name}")
        self.eye.setProperty("eye", True)
        self.eye.setCheckable(True)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.toggled.connect(self._show)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.editor)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self.editor, 1)
        line.addWidget(self.eye)
        column.insertLayout(1, line)
        self._show(False)

    def value(self) -> str:
        return self.editor.text()

    def set_value(self, value: Any) -> None:
        self.editor.setText(value or "")

    def raw(self) -> str:
        return ""

    def set_raw(self, raw: Any) -> None:
        """A password is never put back."""

    def _show(self, shown: bool) -> None:
        self.editor.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setText(HIDE if shown else SHOW)
        self.eye.setAccessibleName(f"{HIDE if shown else SHOW} {self.label.lower()}")
        self.eye.setToolTip(self.eye.accessibleName())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt does not tell of Caps Lock: a capital without Shift, or a small letter with it, does."""
        if watched is self.editor and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_CapsLock and self.note() == CAPS:
                self.set_note(self._calm_note)
            elif len(text) == 1 and text.isalpha() and text.upper() != text.lower():
                self.set_note(CAPS if text.isupper() != shift else self._calm_note)
        return False

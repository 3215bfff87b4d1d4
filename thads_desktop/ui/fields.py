"""Form fields: the label above, the field, one quiet line beneath that becomes the refusal when there is one.

No field has a mask, a validator that rejects what is being typed, or inline completion: Vietnamese input methods send
Backspace and retype whole syllables. Text becomes NFC, and is judged, when the field is left.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.domain.text import clean, nfc
from thads_desktop.ui import theme, wording
from thads_desktop.ui.combo import ARROW, Combo

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

#: A text longer than this is a pasted document, not an entry.
TEXT_LIMIT, LONG_LIMIT = 500, 20_000
#: So many characters a line takes, and says that they are too many.
MOST = 10_000_000


def repolish(widget: QWidget) -> None:
    """Let the style see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Field(QWidget):
    """One named input. ``value()`` is what is meant, ``raw()`` what stands there (for drafts)."""

    #: What stands there changed, by hand or by ``set_raw``.
    changed = Signal()
    #: The field was left, and its value put in order.
    finished = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, *, required: bool = False, note: str = "") -> None:
        super().__init__()
        self.name, self.label, self.editor, self.required = name, label, editor, required
        self._note, self._refusal = note, ""
        #: What is said when nothing stands in a required field, where the page knows better.
        self.when_missing = ""
        self.setObjectName(f"field-{name}")
        editor.setObjectName(name)
        editor.setAccessibleName(label)
        self.caption = QLabel(label + (wording.REQUIRED_MARK if required else ""))
        self.caption.setBuddy(editor)
        self.beneath = QLabel(note)
        self.beneath.setTextFormat(Qt.TextFormat.PlainText)
        self.beneath.setWordWrap(True)
        self.beneath.setProperty("quiet", True)
        self.beneath.setMinimumHeight(self.beneath.fontMetrics().height())
        self.setFocusProxy(editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self.caption)
        column.addWidget(editor)
        column.addWidget(self.beneath)

    def set_caption(self, text: str) -> None:
        """Other words above the input; its name for those who hear the screen stays."""
        self.caption.setText(text)

    # --- what a field must say ----------------------------------------------------------------------

    @abstractmethod
    def value(self) -> Any:
        """The value meant; None (or "") for nothing, also while ``problem()`` says something."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Put a value in."""

    @abstractmethod
    def raw(self) -> Any:
        """What stands there, as typed; fit for JSON."""

    @abstractmethod
    def set_raw(self, raw: Any) -> None:
        """Put back what once stood there."""

    def own_problem(self) -> str:
        """What is wrong with what is typed, as a sentence; "" when nothing is."""
        return ""

    def settle(self) -> None:
        """Put what stands there in its written form, as leaving the field does."""

    # --- problems and refusals ----------------------------------------------------------------------

    def problem(self) -> str:
        """Why the form cannot be accepted because of this field; "" when it can."""
        if self.required and self.value() in (None, "") and not self.own_problem():
            return self.missing()
        return self.own_problem()

    def missing(self) -> str:
        return self.when_missing or wording.MISSING.format(label=self.label)

    def refusal(self) -> str:
        """The refusal on show."""
        return self._refusal

    def set_refusal(self, text: str, *, focus: bool = True) -> None:
        """Show a sentence beneath and go there; "" takes it away."""
        self._refusal = text
        self._show_beneath()
        if text and focus:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(self.editor, QLineEdit):
                self.editor.selectAll()

    def set_note(self, text: str) -> None:
        """The quiet line beneath (weekday, words of an amount, help)."""
        self._note = text
        self._show_beneath()

    def note(self) -> str:
        return self._note

    def _show_beneath(self) -> None:
        said = self._refusal or self._note
        # ⚠ keeps the refusal a refusal for those who see no red.
        self.beneath.setText(f"⚠ {said}" if self._refusal else said)
        for widget, prop in ((self.beneath, "refusal"), (self.editor, "refused")):
            if widget.property(prop) != bool(self._refusal):
                widget.setProperty(prop, bool(self._refusal))
                repolish(widget)
        self.editor.setAccessibleDescription(said)

    def _edited(self) -> None:
        """The hand changed it: an old refusal no longer speaks of what stands there."""
        if self._refusal:
            self.set_refusal("")
        self.changed.emit()

    def _left(self) -> None:
        problem = self.own_problem()
        if problem:
            self.set_refusal(problem, focus=False)
        self.finished.emit()


class LineField(Field):
    """A field of one line."""

    editor: QLineEdit

    def __init__(self, name: str, label: str, *, required: bool = False, note: str = "", hint: str = "") -> None:
        super().__init__(name, label, QLineEdit(), required=required, note=note)
        # Qt would cut what is pasted at 32,767 without a word; the field itself says what is too long.
        self.editor.setMaxLength(MOST)
        self.editor.setPlaceholderText(hint)
        self.editor.textEdited.connect(self._edited)
        self.editor.editingFinished.connect(self._finish)

    def raw(self) -> str:
        return self.editor.text()

    def set_raw(self, raw: Any) -> None:
        self.editor.setText(nfc(str(raw)))
        self.settle()
        self.changed.emit()

    def _finish(self) -> None:
        self.settle()
        self._left()

    def _replace(self, text: str) -> None:
        if text != self.editor.text():
            self.editor.setText(text)


class TextField(LineField):
    """Words: NFC, single spaces, at most ``limit`` characters."""

    def __init__(
        self, name: str, label: str, *, required: bool = False, note: str = "", hint: str = "", limit: int = TEXT_LIMIT
    ) -> None:
        super().__init__(name, label, required=required, note=note, hint=hint)
        self.limit = limit

    def value(self) -> str:
        return clean(self.editor.text())

    def set_value(self, value: Any) -> None:
        self.set_raw(value or "")

    def own_problem(self) -> str:
        length = len(self.value())
        return wording.TEXT_LONG.format(length=length, limit=self.limit) if length > self.limit else ""

    def settle(self) -> None:
        self._replace(clean(self.editor.text()))


class _Prose(QPlainTextEdit):
    """Plain text that says when it is left; Tab leaves it."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self._measure()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 5 * theme.GRID)


class LongTextField(Field):
    """Paragraphs. Enter is a new line here; Tab and Ctrl+Enter lead out."""

    editor: _Prose

    def __init__(
        self, name: str, label: str, *, required: bool = False, note: str = "", lines: int = 4, limit: int = LONG_LIMIT
    ) -> None:
        super().__init__(name, label, _Prose(lines), required=required, note=note)
        self.limit = limit
        self.editor.textChanged.connect(self._edited)
        self.editor.left.connect(self._finish)

    def value(self) -> str:
        lines = (" ".join(line.split()) for line in nfc(self.editor.toPlainText()).split("\n"))
        return "\n".join(lines).strip()

    def set_value(self, value: Any) -> None:
        self.set_raw(value or "")

    def raw(self) -> str:
        return self.editor.toPlainText()

    def set_raw(self, raw: Any) -> None:
        self.editor.setPlainText(nfc(str(raw)))

    def own_problem(self) -> str:
        length = len(self.value())
        return wording.TEXT_LONG.format(length=length, limit=self.limit) if length > self.limit else ""

    def _finish(self) -> None:
        text = self.editor.toPlainText()
        if nfc(text) != text:
            self.editor.setPlainText(nfc(text))
        self._left()


class ChoiceField(Field):
    """One of a short list: (value, words). Arrows and letters choose, Alt+Down opens the list."""

    editor: Combo

    def __init__(
        self, name: str, label: str, options: Sequence[tuple[Any, str]] = (), *, required: bool = False, note: str = "",
        empty: bool = True,
    ) -> None:  # fmt: skip
        """empty: there is a first entry for no choice."""
        super().__init__(name, label, Combo(), required=required, note=note)
        self._empty = empty
        self._values: list[Any] = []
        #: The words beneath, while they are those of the choice.
        self._whole = ""
        self.set_options(options)
        self.editor.currentIndexChanged.connect(self._chosen)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Replace the list; the value stays when the new list has it."""
        kept = self.value()
        self.editor.blockSignals(True)
        self.editor.clear()
        self._values = ([None] if self._empty else []) + [value for value, _ in options]
        self.editor.addItems(([wording.NO_CHOICE] if self._empty else []) + [nfc(words) for _, words in options])
        self.editor.setCurrentIndex(self._values.index(kept) if kept in self._values else 0)
        self.editor.blockSignals(False)
        self.say_whole()

    def value(self) -> Any:
        at = self.editor.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """A value that is not in the list chooses nothing."""
        self.editor.setCurrentIndex(self._values.index(value) if value in self._values else 0 if self._empty else -1)

    def words(self, value: Any) -> str:
        """How the list says a value; "" for one that it does not have."""
        return self.editor.itemText(self._values.index(value)) if value is not None and value in self._values else ""

    def raw(self) -> Any:
        return self.value()

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)

    def missing(self) -> str:
        return self.when_missing or wording.CHOOSE.format(label=self.label)

    def _chosen(self) -> None:
        self._edited()
        self.say_whole()
        self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.say_whole()

    def say_whole(self) -> None:
        """Words that the closed list cuts stand beneath it, unless a note of its own does."""
        words, room = self.editor.currentText(), self.editor.width() - ARROW
        if not self._note or self._note == self._whole:
            self._whole = words if 0 < room < self.editor.fontMetrics().horizontalAdvance(words) else ""
            if self._note != self._whole:
                self.set_note(self._whole)


class CheckField(Field):
    """Yes or no; the label stands beside the box, Space turns it."""

    editor: QCheckBox

    def __init__(self, name: str, label: str, *, note: str = "") -> None:
        super().__init__(name, label, QCheckBox(label), note=note)
        self.caption.setText("")
        self._close = False
        self.editor.toggled.connect(self._turned)

    def set_caption(self, text: str) -> None:
        super().set_caption(text)
        self.caption.setVisible(bool(text) or not self._close)

    def stand_close(self) -> None:
        """Take no room above the box, and beneath only for what is said."""
        self._close = True
        self.caption.hide()
        self._show_beneath()

    def _show_beneath(self) -> None:
        super()._show_beneath()
        self.beneath.setVisible(bool(self.beneath.text()) or not self._close)

    def value(self) -> bool:
        return self.editor.isChecked()

    def set_value(self, value: Any) -> None:
        self.editor.setChecked(bool(value))

    def raw(self) -> bool:
        return self.value()

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)

    def _turned(self) -> None:
        self._edited()
        self.finished.emit()

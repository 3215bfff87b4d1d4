"""Fields that read what is typed: days, amounts, names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QCompleter
from shiboken6 import isValid

from thads_desktop.domain import money
from thads_desktop.domain.dates import parse_typed, short_date, weekday
from thads_desktop.domain.text import clean, nfc
from thads_desktop.ui import wording
from thads_desktop.ui.enter import move_on
from thads_desktop.ui.fields import LineField

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock
    from thads_desktop.ui.worker import Worker

_SEPARATORS = str.maketrans("", "", "., \u00a0")
#: Pause after a letter before names are looked up.
_PAUSE = 150
NAME_FROM = 3


class DateField(LineField):
    """A day typed as digits (23112026, 2311, 23), with marks, or +5 working days from today; the weekday beneath."""

    def __init__(
        self, name: str, label: str, clock: Clock, *, working: Callable[[date, int], date] | None = None,
        required: bool = False, note: str = "",
    ) -> None:  # fmt: skip
        """working(day, n): the n-th working day after a day; without it +n counts every day."""
        super().__init__(name, label, required=required, note=note, hint="ngày/tháng/năm")
        self._clock, self._working, self._help = clock, working, note
        self.editor.setToolTip(wording.DATE_HINT)
        self.editor.setMinimumWidth(self.editor.fontMetrics().horizontalAdvance("0" * 14))

    def value(self) -> date | None:
        return parse_typed(nfc(self.editor.text()), self._clock.today(), self._working)

    def set_value(self, value: date | None) -> None:
        self.set_raw(short_date(value) if value else "")

    def own_problem(self) -> str:
        text = self.editor.text().strip()
        return wording.DATE_BAD.format(text=text[:30]) if text and self.value() is None else ""

    def settle(self) -> None:
        day = self.value()
        if day is not None:
            self._replace(short_date(day))
        self.set_note(f"{weekday(day)}" if day else self._help)


class MoneyField(LineField):
    """Whole đồng; separators come as one types at the end, the amount in words stands beneath.

    spelling: how the office of this window writes words of amounts, the same in every field.
    """

    spelling = money.USUAL

    def __init__(self, name: str, label: str, *, required: bool = False, note: str = "") -> None:
        super().__init__(name, label, required=required, note=note)
        self._help = note
        #: What stood there before this key.
        self._before = ""
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editor.textEdited.connect(self._separate)

    def value(self) -> int | None:
        return money.parse_dong(nfc(self.editor.text()))

    def set_value(self, value: int | None) -> None:
        self.set_raw("" if value is None else money.dong(value))

    def own_problem(self) -> str:
        text = self.editor.text().strip()
        return wording.MONEY_BAD.format(text=text[:30]) if text and self.value() is None else ""

    def settle(self) -> None:
        amount = self.value()
        if amount is not None:
            self._replace(money.dong(amount))
        self._say()

    def _separate(self) -> None:
        text, digits = self.editor.text(), self._figures()
        # Only at the end: anywhere else the caret must not jump.
        if digits and len(digits) <= 18 and self.editor.cursorPosition() == len(text):
            self._replace(money.dong(int(digits)))
            # Between the key and the separators it read as no amount ("20.0000"), and that was told already.
            self.changed.emit()
        self._say()

    def _figures(self) -> str:
        """Figures alone, or our own separators with one figure more or less; a mark set by hand (1.5, 15,00) is no thousand's."""
        text = self.editor.text()
        ours, self._before = self._before, text
        more = text[:-1] == ours and text[-1:].isdigit()
        less = ours[:-1] == text
        shown = text.translate(_SEPARATORS) if text and ours and (more or less) and money.parse_dong(ours) is not None else text
        return shown if shown.isascii() and shown.isdigit() else ""

    def _replace(self, text: str) -> None:
        super()._replace(text)
        self._before = self.editor.text()

    def _say(self) -> None:
        amount = self.value()
        sayable = amount is not None and amount < money.LIMIT
        self.set_note(money.words(amount, MoneyField.spelling) if sayable and amount is not None else self._help)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that is offered: the name, what tells it from another of the same name, what the page gets when chosen."""

    name: str
    detail: str = ""
    payload: Any = None

    def line(self) -> str:
        return f"{self.name}  ·  {self.detail}" if self.detail else self.name


Suggest = Callable[[str], Sequence[Suggestion]]


class NameField(LineField):
    """A name; from three letters on known names are offered in a list beneath, never written into the field unasked."""

    #: The Suggestion that was taken.
    chosen = Signal(object)

    def __init__(
        self, name: str, label: str, suggest: Suggest | None = None, worker: Worker | None = None, *,
        required: bool = False, note: str = "", limit: int = 300,
    ) -> None:  # fmt: skip
        """suggest(text) finds with or without marks; it runs off the main thread when a worker is given."""
        super().__init__(name, label, required=required, note=note)
        self._suggest, self._worker, self.limit = suggest, worker, limit
        self._offered: list[Suggestion] = []
        self._taken: Suggestion | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # The list that the completer made and destroys: one made here would be destroyed by both.
        self._popup = cast("QAbstractItemView", self._completer.popup())
        self._completer.setWidget(self.editor)
        # setWidget, not setCompleter: the field's text is never touched before a name is taken.
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # PySide's stubs know no overload
        self.editor.textEdited.connect(self._typed)
        self.editor.returnPressed.connect(self._returned)

    def value(self) -> str:
        return clean(self.editor.text())

    def set_value(self, value: str) -> None:
        self.set_raw(value or "")

    def taken(self) -> Suggestion | None:
        """The suggestion taken, while the name still reads as it was offered."""
        return self._taken if self._taken and clean(self._taken.name) == self.value() else None

    def own_problem(self) -> str:
        length = len(self.value())
        return wording.TEXT_LONG.format(length=length, limit=self.limit) if length > self.limit else ""

    def offered(self) -> list[Suggestion]:
        """What is on offer now."""
        return list(self._offered)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these beneath the field, if it still has the focus."""
        self._offered = list(suggestions)
        self._model.setStringList([s.line() for s in self._offered])
        if self._offered and self.editor.hasFocus():
            self._completer.complete()
            # Nothing is marked until the hand marks it: Enter means the name as typed.
            self._popup.setCurrentIndex(QModelIndex())
        else:
            self._popup.hide()

    def settle(self) -> None:
        self._replace(clean(self.editor.text()))

    def _finish(self) -> None:
        # The editor may lose the focus while the field is being destroyed.
        if isValid(self._popup) and self._popup.isVisible():
            return
        self._pause.stop()
        super()._finish()

    def _typed(self) -> None:
        self._taken = None
        if len(self.value()) >= NAME_FROM and self._suggest is not None:
            self._pause.start()
        else:
            self._pause.stop()
            self.offer([])

    def _look(self) -> None:
        text, suggest = self.value(), self._suggest
        if suggest is None or len(text) < NAME_FROM:
            return
        if self._worker is None:
            self.offer(suggest(text))
        else:
            key = f"name-{id(self)}"
            self._worker.run_read(lambda: list(suggest(text)), self.offer, key=key, owner=self)

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self._taken = self._offered[index.row()]
            self._popup.hide()
            self.editor.setText(nfc(self._taken.name))
            self._edited()
            self.chosen.emit(self._taken)

    def _returned(self) -> None:
        """Enter while the list is open and nothing in it is marked: the name typed is meant, go on."""
        if self._popup.isVisible() and not self._popup.currentIndex().isValid():
            self._popup.hide()
            # Later: the list still has this key press in its hands.
            QTimer.singleShot(0, self, lambda: move_on(self.editor))

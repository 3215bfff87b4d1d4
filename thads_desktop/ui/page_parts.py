"""Parts that pages are put together from: a row of buttons, boxes of filters, the line a list is searched by, labels of one kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from thads_desktop.ui.combo import Combo
from thads_desktop.ui.search_line import SearchLine

#: Pause after the last letter before a list is asked again.
PAUSE_MS = 120
Run = Callable[[], object]


def buttons(*of: tuple[str, Run] | tuple[str, Run, str]) -> list[QPushButton]:
    """(text, what it runs) or (text, what it runs, name of the widget)."""
    made = []
    for spec in of:
        button = QPushButton(spec[0])
        if len(spec) == 3:
            button.setObjectName(spec[2])
        button.clicked.connect(lambda _checked=False, run=spec[1]: run())
        made.append(button)
    return made


def choice(name: str, label: str, options: Sequence[tuple[Any, str]], least: int, chosen: Run | None = None) -> Combo:
    """A box of (value, words), so many letters wide at least; label: shown over it, and without its key read aloud. chosen: run at every other choice."""
    box = Combo()
    box.setObjectName(name)
    box.setAccessibleName(label.partition("   ")[0])
    box.setToolTip(label)
    box.setMinimumContentsLength(least)
    for value, words in options:
        box.addItem(words, value)
    if chosen is not None:
        box.currentIndexChanged.connect(lambda _at: chosen())
    return box


def quiet_label(text: str = "") -> QLabel:
    """A note, as many lines as it takes."""
    label = QLabel(text)
    label.setProperty("quiet", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def count_label() -> QLabel:
    """How many rows there are, quietly, on one line."""
    label = quiet_label()
    label.setObjectName("count")
    label.setWordWrap(False)
    return label


def state_label(text: str = "") -> QLabel:
    """A sentence on what is shown, as long as it takes."""
    label = QLabel(text)
    label.setObjectName("state")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class ListSearch(SearchLine):
    """Asks for the list anew once typing rests; Enter, the arrow down and Esc go down to it, asking first for what was typed last."""

    #: Down to the list, which is asked for what was typed.
    reached = Signal()

    def __init__(self, hint: str, name: str, ask: Run) -> None:
        super().__init__(hint, name)
        self._ask = ask
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(ask)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.down.connect(self._reach)
        self.left.connect(self._reach)

    def rest(self) -> bool:
        """What was typed last is not asked for by itself any more; whether it was still waiting."""
        waiting = self._pause.isActive()
        self._pause.stop()
        return waiting

    def _reach(self) -> None:
        if self.rest():
            self._ask()
        self.reached.emit()

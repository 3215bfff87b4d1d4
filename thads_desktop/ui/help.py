"""F1: every key in one table, made from the registered actions, above it what this page is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from thads_desktop.domain.text import bare
from thads_desktop.ui import theme, wording
from thads_desktop.ui.page import Page
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(frozen=True, slots=True)
class KeyRow:
    """where: page or frame; what: the action's words; keys: as typed, "" = through the palette only."""

    where: str
    what: str
    keys: str


#: Names of keys in Qt's words -> what stands on the key.
ON_THE_KEY = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Del": "Delete", "Space": "phím cách"}


def key_words(portable: str) -> str:
    """ "Alt+Left" -> "Alt+←": a combination as it is read on the keyboard."""
    return "+".join(ON_THE_KEY.get(part, part) for part in portable.split("+")) if not portable.endswith("+") else portable


def keys_text(action: QAction) -> str:
    """The keys of an action; several joined by " / ", each way of typing once."""
    shown = []
    for sequence in action.shortcuts():
        text = key_words(sequence.toString(QKeySequence.SequenceFormat.PortableText))
        if text not in shown:
            shown.append(text)
    return " / ".join(shown)


def actions_of(window: QWidget) -> list[QAction]:
    """Every registered action of a window with words, in the order they were made."""
    return [a for a in window.findChildren(QAction) if a.text() and not a.isSeparator() and not _of_menu(a)]


def key_rows(window: QWidget, page: Page | None) -> list[KeyRow]:
    """The table: this page first, then the frame and typing, then other pages that were visited."""
    rows: list[tuple[int, KeyRow]] = []
    for action in actions_of(window):
        owner = owner_of(action)
        where = owner.title if owner is not None else wording.FRAME_GROUP
        rank = 0 if owner is page and page is not None else 1 if owner is None else 3
        rows.append((rank, KeyRow(where, action.text(), keys_text(action) or "Ctrl+K")))
    rows += [(2, KeyRow(*row)) for row in wording.COMMON_KEYS]
    rows.sort(key=lambda r: r[0])
    return list(dict.fromkeys(row for _, row in rows))


def owner_of(action: QAction) -> Page | None:
    """The page to which an action belongs."""
    at: QObject | None = action.parent()
    while at is not None and not isinstance(at, Page):
        at = at.parent()
    return at


def _of_menu(action: QAction) -> bool:
    """Entries of the choice of person and the like are no commands."""
    return bool(action.property("choice"))


class KeysDialog(QDialog):
    """The table with a line to search in it; Esc closes, the focus returns to where it was."""

    def __init__(self, rows: Sequence[KeyRow], help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(wording.KEYS_TITLE)
        self.rows = list(rows)
        where, what, keys = wording.KEYS_COLUMNS
        self.model = RowsModel([
            Column(where, lambda r: r.where, width=24),
            Column(what, lambda r: r.what, width=0),
            Column(keys, lambda r: r.keys, width=26),
        ])  # fmt: skip
        self.search = QLineEdit()
        self.search.setPlaceholderText(wording.KEYS_SEARCH)
        self.search.textChanged.connect(self._filter)
        self.table = TableView(self.model, self, empty=wording.PALETTE_EMPTY)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(2))
        if help_text:
            label = QLabel(help_text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        self._filter("")
        # Wherever one stands, typing searches; the arrow down leads into the table.
        self.search.installEventFilter(self)
        self.table.installEventFilter(self)
        self.search.setFocus()
        self.resize(theme.space(200), theme.space(130))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            return True
        written = (event.text() != "" and event.text().isprintable()) or event.key() == Qt.Key.Key_Backspace
        if watched is self.table and written and not event.modifiers() & _COMMANDS:
            self.search.setFocus()
            self.search.end(False)
            QCoreApplication.sendEvent(self.search, event)
            return True
        return False

    def _filter(self, text: str) -> None:
        wanted = bare(text).split()
        self.model.set_rows([r for r in self.rows if all(w in bare(f"{r.where} {r.what} {r.keys}") for w in wanted)])

"""Ctrl+K: type a few letters of a command or of a matter, Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.domain.text import bare, nfc
from thads_desktop.ui import theme, wording
from thads_desktop.ui.icons import pixmap
from thads_desktop.ui.page import Entry

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from thads_desktop.ui.worker import Worker

Search = Callable[[str], Sequence[Entry]]
_SHOWN_MOST = 60
_MATTERS_FROM = 2
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


def matches(entry: Entry, text: str) -> bool:
    """Every word typed begins a word of the entry, with or without marks."""
    words = bare(f"{entry.title} {entry.detail} {entry.key} {entry.also}").split()
    return all(any(w.startswith(t) for w in words) for t in bare(text).split())


#: What makes a hit worse: it stands only beside the title, only begins a word, fits only without marks.
_BESIDE, _BEGINS, _UNMARKED = 3, 2, 1


def ranked(entries: Sequence[Entry], text: str) -> list[Entry]:
    """The entries that match, best first; of equal ones that whose title begins so, then in the order given."""
    typed, flat = nfc(text).casefold().split(), " ".join(bare(text).split())
    found = [e for e in entries if matches(e, text)]
    return sorted(found, key=lambda e: (_far(e, typed), not bare(e.title).startswith(flat))) if typed else found


def _far(entry: Entry, typed: Sequence[str]) -> int:
    """How far an entry is from what was typed, each word at its best place."""
    places = [(0, w) for w in _words(entry.title)] + [(_BESIDE, w) for w in _words(f"{entry.detail} {entry.key} {entry.also}")]
    far = 0
    for t in typed:
        flat = bare(t)
        fits = (
            beside + (0 if bare(w) == flat else _BEGINS) + (0 if w.startswith(t) else _UNMARKED) for beside, w in places if bare(w).startswith(flat)
        )
        far += min(fits, default=0)
    return far


def _words(text: str) -> list[str]:
    return [w.strip(",.;:()…") or w for w in nfc(text).casefold().split()]


def why_found(entry: Entry, text: str) -> str:
    """The detail of an entry, with the words by which alone it was found: they are not read in its title."""
    read = [bare(w) for w in _words(f"{entry.title} {entry.detail} {entry.key}")]
    beside = [t for t in bare(text).split() if not any(w.startswith(t) for w in read)]
    hits = dict.fromkeys(w for w in entry.also.split() if any(bare(w).startswith(t) for t in beside))
    return " · ".join(x for x in (entry.detail, f"có: {' '.join(hits)}" if hits else "") if x)


class _Line(QStyledItemDelegate):
    """Icon, title, quiet detail, and the key at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        now, rect, metrics = theme.current(), option.rect, option.fontMetrics
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(now.selection))
        side, left, right = metrics.height(), rect.left() + 2 * theme.GRID, rect.right() - 2 * theme.GRID
        if entry.icon:
            painter.drawPixmap(left, rect.center().y() - side // 2, pixmap(entry.icon, side, now.text))
        left += side + 2 * theme.GRID
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(now.muted))
        if entry.key:
            width = metrics.horizontalAdvance(entry.key)
            painter.drawText(right - width, rect.top(), width, rect.height(), middle, entry.key)
            right -= width + 4 * theme.GRID
        painter.setPen(QColor(now.text))
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(left, rect.top(), right - left, rect.height(), middle, title)
        left += metrics.horizontalAdvance(title) + 4 * theme.GRID
        if entry.detail and left < right:
            painter.setPen(QColor(now.muted))
            detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(left, rect.top(), right - left, rect.height(), middle, detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's own names
        return QSize(0, option.fontMetrics.height() + 3 * theme.GRID)


class Palette(QDialog):
    """Commands given, and matters asked for off the main thread while one types."""

    def __init__(
        self, commands: Sequence[Entry], worker: Worker, search: Search | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle(wording.PALETTE)
        self._commands, self._worker, self._search = list(commands), worker, search
        self._found: list[Entry] = []
        #: Matters are asked for; Enter was pressed before they came.
        self._asking = self._hurried = False
        self.line = QLineEdit()
        self.line.setPlaceholderText(wording.PALETTE_HINT)
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self.run_current())
        self.nothing = QLabel(wording.PALETTE_EMPTY)
        self.nothing.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        self.resize(theme.space(170), theme.space(100))
        self._show()

    def shown(self) -> list[Entry]:
        """The entries on the screen, in their order."""
        return [self.list.item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.list.count())]

    def run_current(self) -> None:
        """Close, then do what is marked: it may open a window of its own. Enter before the matters came waits for them."""
        self._hurried = self._asking and self.list.currentRow() < 0
        if self.list.currentRow() >= 0:
            entry: Entry = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
            self.accept()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk through the list while the caret stays in the line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(event.key())
            if step is not None:
                self.list.setCurrentRow(min(max(0, self.list.currentRow() + step), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run_current()
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._found, self._hurried = [], False
        search, asked = self._search, text.strip()
        self._asking = search is not None and len(asked) >= (1 if asked.isdigit() else _MATTERS_FROM)
        self._show()
        if search is not None and self._asking:
            self._worker.run_read(lambda: list(search(asked)), self._take, key="palette", owner=self)
        else:
            self._worker.forget("palette")

    def _take(self, found: list[Entry]) -> None:
        self._found, self._asking = found, False
        self._show()
        if self._hurried:
            self.run_current()

    def _show(self) -> None:
        text = self.line.text()
        at = max(0, self.list.currentRow())
        entries = ranked(self._commands, text) + self._found
        self.list.clear()
        for found in entries[:_SHOWN_MOST]:
            entry = replace(found, detail=why_found(found, text))
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title} {entry.detail} {entry.key}".strip())
            self.list.addItem(item)
        # Matters that come later stand below; what is marked does not move.
        self.list.setCurrentRow(min(at, self.list.count() - 1) if self._found else 0)
        self.nothing.setVisible(not entries and not self._asking)

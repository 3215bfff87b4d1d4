"""Parts of the frame: the list of places with its counters, the line of notices, labels that are cut with "…"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from thads_desktop.ui import theme, wording
from thads_desktop.ui.icons import pixmap

if TYPE_CHECKING:
    from thads_desktop.ui.page import Place
    from thads_desktop.ui.theme import Tone

_NAME, _COUNT, _ICON, _KEY, _APART = (Qt.ItemDataRole.UserRole + i for i in range(5))


class ElidedLabel(QLabel):
    """One line of plain text, cut with … when there is no room; the whole text as its tip."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(QColor(theme.current().muted if self.property("quiet") else theme.current().text))
        painter.drawText(rect, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()
        self.setToolTip(self.text() if text != self.text() else "")


class PageHolder(QScrollArea):
    """Holds one page; a page too big for the screen (large type) is scrolled and never makes the window grow."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(page)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)


class _PlaceLine(QStyledItemDelegate):
    """Icon, name, and at the right the counters: a red triangle for overdue, an amber disc for soon; else the key."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now, rect, metrics = theme.current(), option.rect, option.fontMetrics
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, QColor(now.selection))
            painter.fillRect(QRect(rect.left(), rect.top(), theme.GRID - 1, rect.height()), QColor(now.blue))
        if index.data(_APART):
            painter.setPen(QColor(now.border))
            painter.drawLine(rect.left() + 2 * theme.GRID, rect.top(), rect.right() - 2 * theme.GRID, rect.top())
        side, left = metrics.height(), rect.left() + 3 * theme.GRID
        painter.drawPixmap(left, rect.center().y() - side // 2 + 1, pixmap(index.data(_ICON), side, now.text))
        left += side + 2 * theme.GRID
        right = rect.right() - 2 * theme.GRID
        overdue, soon = index.data(_COUNT) or (0, 0)
        if soon:
            right = self._count(painter, rect, right, soon, "amber", option) - 2 * theme.GRID
        if overdue:
            right = self._count(painter, rect, right, overdue, "red", option) - 2 * theme.GRID
        if not overdue and not soon and index.data(_KEY):
            painter.setPen(QColor(now.muted))
            width = metrics.horizontalAdvance(index.data(_KEY))
            room = QRect(right - width, rect.top(), width + 1, rect.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, index.data(_KEY))
            right -= width + theme.GRID
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(now.blue), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(now.text))
        words = metrics.elidedText(index.data() or "", Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _count(
        self, painter: QPainter, rect: QRect, right: int, count: int, tone: Tone, option: QStyleOptionViewItem
    ) -> int:
        """Draw one counter, its right edge at ``right``; its left edge."""
        colour = QColor(theme.current().ink(tone))
        text = str(count) if count < 1000 else "999+"
        width, side = option.fontMetrics.horizontalAdvance(text), max(7, option.fontMetrics.height() // 2)
        painter.setPen(colour)
        room = QRect(right - width, rect.top(), width + 1, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        left, top = right - width - side - theme.GRID, rect.center().y() - side // 2 + 1
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        if tone == "red":
            painter.drawPolygon(
                QPolygon([QPoint(left + side // 2, top), QPoint(left + side, top + side), QPoint(left, top + side)])
            )
        else:
            painter.drawEllipse(left, top, side, side)
        return left

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - Qt's own names
        return QSize(0, option.fontMetrics.height() + 3 * theme.GRID)


class PlaceList(QListWidget):
    """The places; arrows walk, Enter or a click goes there."""

    #: Name of the place wanted.
    wanted = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("places")
        self.setItemDelegate(_PlaceLine(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, place in enumerate(places, 1):
            item = QListWidgetItem(place.title)
            key = place.key or (f"Alt+{number % 10}" if number <= 10 else "")
            for role, value in ((_NAME, place.name), (_ICON, place.icon), (_KEY, key), (_APART, place.apart)):
                item.setData(role, value)
            self.addItem(item)
        self.itemClicked.connect(lambda item: self.wanted.emit(item.data(_NAME)))
        self.measure()

    def measure(self) -> None:
        """As wide as its longest name with a counter or its key, not more than a fifth of a small screen."""
        wide = self.fontMetrics().horizontalAdvance
        items = [self.item(i) for i in range(self.count())]
        longest = max((wide(item.text()) + max(wide("▲ 999 "), wide(item.data(_KEY) or "")) for item in items), default=0)
        self.setFixedWidth(longest + self.fontMetrics().height() + 9 * theme.GRID)
        self.doItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.measure()

    def mark(self, name: str) -> None:
        """Show which place is open."""
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)

    def set_counter(self, name: str, overdue: int, soon: int) -> None:
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_NAME) == name:
                said = wording.counter(overdue, soon)
                item.setData(_COUNT, (overdue, soon))
                item.setToolTip(said)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}: {said}" if said else item.text())

    def counter(self, name: str) -> tuple[int, int]:
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                return tuple(self.item(row).data(_COUNT) or (0, 0))
        return (0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentItem() is not None:
            self.wanted.emit(self.currentItem().data(_NAME))
            return
        super().keyPressEvent(event)


class Notice(QFrame):
    """One sentence with a way out, over the office's name: nothing on the page moves or is hidden."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.kind: Tone = "neutral"
        self._way_out: Callable[[], object] | None = None
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.way_out = QPushButton()
        self.way_out.setObjectName("way-out")
        self.way_out.clicked.connect(self._go)
        self.close_button = QPushButton(wording.CLOSE)
        self.close_button.setToolTip(wording.CLOSE_NOTICE)
        self.close_button.clicked.connect(self.dismiss)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GRID * 2, 0, theme.GRID, 0)
        line.addWidget(self.label, 1)
        line.addWidget(self.way_out)
        line.addWidget(self.close_button)
        for button in (self.way_out, self.close_button):
            # It must never take the caret out of a field.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, text: str, tone: Tone, way_out: tuple[str, Callable[[], object]] | None = None) -> None:
        """tone: red for trouble, amber for a warning, green for done."""
        self.kind = tone
        mark = {"red": "⚠ ", "amber": "⚠ ", "green": "✓ "}.get(tone, "")
        self.label.setText(mark + text)
        self.label.setToolTip(text)
        self.setAccessibleName(text)
        self.way_out.setVisible(way_out is not None)
        if way_out is not None:
            self.way_out.setText(way_out[0])
        self._way_out = way_out[1] if way_out else None
        self.paint_tone()

    def text(self) -> str:
        return self.label.toolTip()

    def paint_tone(self) -> None:
        """Colours of the present theme."""
        now = theme.current()
        ink, tint = now.ink(self.kind), now.tint(self.kind)
        self.setStyleSheet(
            f"#notice {{ background: {tint}; border: 1px solid {ink}; border-radius: 4px; }}"
            f"#notice QLabel {{ color: {ink}; }}"
        )

    def dismiss(self) -> None:
        self.label.setText("")
        self.label.setToolTip("")
        self.closed.emit()

    def _go(self) -> None:
        run = self._way_out
        self.dismiss()
        if run is not None:
            run()


def stand_beside(other: QWidget, first: QWidget) -> None:
    """A second window, a little aside of the first and as large, but never beyond the screen."""
    if first.isMaximized():
        other.setWindowState(Qt.WindowState.WindowMaximized)
        return
    room, frame = first.screen().availableGeometry(), first.frameGeometry().size() - first.size()
    other.resize(first.size().boundedTo(room.size() - frame))
    whole, at = other.size() + frame, first.frameGeometry().topLeft() + QPoint(theme.space(8), theme.space(8))
    other.move(
        max(room.left(), min(at.x(), room.right() + 1 - whole.width())), max(room.top(), min(at.y(), room.bottom() + 1 - whole.height()))
    )

"""The chip of a state: word, colour and a small icon, the same everywhere.

``chip_of(status)`` gives the chip of a matter's state, ``CHIPS`` all of them; a table paints the Chip that a cell holds
under ``CHIP_ROLE`` (``table_view.RowDelegate``); ``ChipLabel`` is the widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from thads_desktop.ui import theme, wording
from thads_desktop.ui.icons import pixmap

if TYPE_CHECKING:
    from thads_desktop.ui.theme import Tone

CHIP_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Chip:
    """word as read aloud; tone its meaning; icon a name of ``resources/icons`` (shape, for those who see no colour)."""

    word: str
    tone: Tone = "neutral"
    icon: str = ""


#: State of a matter -> chip. Red is kept for overdue and refused, amber for waiting on a day, green for done.
CHIPS: dict[str, Chip] = {
    "received": Chip(wording.STATUS["received"], "amber", "inbox"),
    "issued": Chip(wording.STATUS["issued"], "blue", "paper"),
    "notified": Chip(wording.STATUS["notified"], "blue", "send"),
    "enforcing": Chip(wording.STATUS["enforcing"], "blue", "scales"),
    "deferral": Chip(wording.STATUS["deferral"], "amber", "pause"),
    "suspension": Chip(wording.STATUS["suspension"], "amber", "pause"),
    "lacks_means": Chip(wording.STATUS["lacks_means"], "neutral", "clock"),
    "separate_book": Chip(wording.STATUS["separate_book"], "neutral", "journal"),
    "done": Chip(wording.STATUS["done"], "green", "check"),
    "terminated": Chip(wording.STATUS["terminated"], "neutral", "close"),
    "delegated": Chip(wording.STATUS["delegated"], "neutral", "export"),
    "withdrawn": Chip(wording.STATUS["withdrawn"], "neutral", "back"),
    "cancelled": Chip(wording.STATUS["cancelled"], "neutral", "close"),
    "returned": Chip(wording.STATUS["returned"], "neutral", "undo"),
    "concluded": Chip(wording.STATUS["concluded"], "neutral", "check"),
    "taken_up": Chip(wording.STATUS["taken_up"], "neutral", "province"),
}


def chip_of(status: str) -> Chip:
    """The chip of a matter's state; an unknown state is shown by its own name."""
    return CHIPS.get(status) or Chip(status)


def due_chip(days_left: int) -> Chip:
    """A deadline so many days away: overdue, within 7 days, or later."""
    if days_left < 0:
        return Chip(wording.overdue(-days_left), "red", "warning")
    if days_left <= 7:
        return Chip(wording.days_left(days_left), "amber", "clock")
    return Chip(wording.days_left(days_left), "neutral", "calendar")


def chip_size(chip: Chip, metrics: QFontMetrics) -> QSize:
    """Space of a chip with its type: height of a line and a grid step."""
    side = metrics.height()
    width = metrics.horizontalAdvance(chip.word) + 4 * theme.GRID
    return QSize(width + (side + theme.GRID if chip.icon else 0), side + theme.GRID)


def paint_chip(painter: QPainter, rect: QRect, chip: Chip, metrics: QFontMetrics) -> None:
    """Draw at the left of ``rect``, centred in its height, the word cut with … when it does not fit."""
    now = theme.current()
    wanted = chip_size(chip, metrics)
    top, width = rect.center().y() - wanted.height() // 2 + 1, min(wanted.width(), rect.width())
    box = QRect(rect.left(), top, width, wanted.height())
    if box.width() <= 0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # The outline makes the chip a shape of its own in high contrast and on selected rows.
    painter.setPen(QPen(QColor(now.ink(chip.tone)), 1) if now.name.startswith("contrast") else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.tint(chip.tone)))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.GRID, theme.GRID)
    painter.setPen(QColor(now.ink(chip.tone)))
    left = box.left() + 2 * theme.GRID
    if chip.icon:
        side = metrics.height()
        device = painter.device()
        ratio = device.devicePixelRatioF()
        painter.drawPixmap(left, box.center().y() - side // 2 + 1, pixmap(chip.icon, side, now.ink(chip.tone), ratio))
        left += side + theme.GRID
    room = QRect(left, box.top(), box.right() - left - theme.GRID, box.height())
    word = metrics.elidedText(chip.word, Qt.TextElideMode.ElideRight, room.width() + theme.GRID)
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(room.adjusted(0, 0, theme.GRID, 0), align, word)
    painter.restore()


class ChipLabel(QWidget):
    """A chip that stands alone."""

    def __init__(self, chip: Chip | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._chip: Chip | None = None
        self.set_chip(chip)

    def chip(self) -> Chip | None:
        return self._chip

    def set_chip(self, chip: Chip | None) -> None:
        """None shows nothing."""
        self._chip = chip
        self.setVisible(chip is not None)
        self.setAccessibleName(chip.word if chip else "")
        self.setToolTip(chip.word if chip else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._chip, self.fontMetrics()) if self._chip else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        if self._chip:
            painter = QPainter(self)
            paint_chip(painter, self.rect(), self._chip, self.fontMetrics())
            painter.end()

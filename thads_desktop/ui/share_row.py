"""Fields beside each other, each with its part of the width; in lines beneath each other where that is too little for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from thads_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: What stands in one line: the item, and the width it gets.
_Line = list[tuple[QLayoutItem, int]]


class ShareRow(QLayout):
    """``add`` puts a widget in; none gets less than its least width."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._shares: list[int] = []
        self._share = 1
        #: Width -> height, until something in it changes.
        self._heights: dict[int, int] = {}
        self.setSpacing(theme.space(4))

    def add(self, widget: QWidget, share: int) -> None:
        """At the end of the row; share: its part of the width beside those of the others."""
        self._share = share
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        item.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._items.append(item)
        self._shares.append(self._share)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        del self._shares[index]
        return self._items.pop(index)

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item, _ in self._shown()]
        return QSize(sum(h.width() for h in hints) + self.spacing() * max(0, len(hints) - 1), max((h.height() for h in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item, _ in self._shown()]
        return QSize(max((s.width() for s in least), default=0), max((s.height() for s in least), default=0))

    # --- inside -------------------------------------------------------------------------------------

    def _shown(self) -> list[tuple[QLayoutItem, int]]:
        return [(item, share) for item, share in zip(self._items, self._shares, strict=True) if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out; the height used."""
        top = rect.top()
        for at, line in enumerate(self._lines(rect.width())):
            top += theme.space(1) if at else 0
            high = max(_height(item, width) for item, width in line)
            left = rect.left()
            for item, width in line:
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, high)))
                left += width + self.spacing()
            top += high
        return top - rect.top()

    def _lines(self, width: int) -> list[_Line]:
        shown = self._shown()
        if not shown:
            return []
        least = [item.minimumSize().width() for item, _ in shown]
        shares = [share for _, share in shown]
        gap, count = self.spacing(), len(shown)
        if sum(least) + gap * (count - 1) <= width:
            return [[(item, w) for (item, _), w in zip(shown, self._shared(width, least, shares), strict=True)]]
        if len(set(shares)) == 1:
            # Like parts stay beneath each other, as in a table.
            across = max(1, (width + gap) // (max(least) + gap))
            cells = self._shared(width, [0] * across, [1] * across)
            return [[(item, cells[i]) for i, (item, _) in enumerate(shown[at : at + across])] for at in range(0, count, across)]
        lines: list[_Line] = []
        first = 0
        for at in range(1, count + 1):
            if at == count or sum(least[first : at + 1]) + gap * (at - first) > width:
                widths = self._shared(width, least[first:at], shares[first:at])
                lines.append([(item, w) for (item, _), w in zip(shown[first:at], widths, strict=True)])
                first = at
        return lines

    def _shared(self, width: int, least: list[int], shares: list[int]) -> list[int]:
        """The width by parts; who would get less than its least gets that, the others share what is left."""
        room = max(0, width - self.spacing() * (len(least) - 1))
        firm: set[int] = set()
        while True:
            rest = room - sum(least[i] for i in firm)
            parts = sum(s for i, s in enumerate(shares) if i not in firm)
            short = {i for i, s in enumerate(shares) if i not in firm and rest * s < least[i] * parts}
            if not short:
                break
            firm |= short
        widths, given, taken = [], 0, 0
        for i, share in enumerate(shares):
            if i in firm:
                widths.append(least[i])
                continue
            # Whole pixels that add up to what is there.
            taken += share
            upto = rest * taken // parts
            widths.append(upto - given)
            given = upto
        return widths


def _height(item: QLayoutItem, width: int) -> int:
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(wanted, item.minimumSize().height())

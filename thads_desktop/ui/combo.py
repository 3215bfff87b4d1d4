"""The list of choices of a form: letters find with and without marks, the wheel changes nothing, no choice lies out of sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView

from thads_desktop.domain.text import bare
from thads_desktop.ui import theme

#: What the arrow and the edges of a closed list take of its width.
ARROW = 10 * theme.GRID


class _Choices(QListView):
    """Letters find a choice with or without marks, from the start of any of its words."""

    def keyboardSearch(self, search: str) -> None:
        wanted, model, at = bare(search), self.model(), self.currentIndex().row()
        count = model.rowCount()
        # One letter again and again walks through; a longer text starts at the present choice.
        first = at + 1 if len(search) == 1 else max(at, 0)
        for step in range(count):
            row = (first + step) % count
            text = bare(str(model.index(row, 0).data() or ""))
            if text.startswith(wanted) or any(word.startswith(wanted) for word in text.split()):
                self.setCurrentIndex(model.index(row, 0))
                return


class Combo(QComboBox):
    """A choice that the wheel cannot change by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setView(_Choices())
        # As high as the lines of text beside it.
        self.setMinimumHeight(QLineEdit().sizeHint().height())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        super().showPopup()
        # Qt makes the list a little lower than its lines are, and the last one would stand beneath its edge.
        view, room = self.view(), self.screen().availableGeometry()
        box = view.window()
        if (layout := box.layout()) is not None:
            layout.activate()
        lacks = sum(max(0, view.sizeHintForRow(n)) for n in range(self.count())) - view.viewport().height()
        if 0 < lacks <= room.height() - box.height():
            box.resize(box.width(), box.height() + lacks)
            box.move(box.x(), min(box.y(), room.bottom() + 1 - box.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumHeight(QLineEdit().sizeHint().height())

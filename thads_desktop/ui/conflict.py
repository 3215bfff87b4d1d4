"""Two wrote the same: what I typed and what stands now, side by side, with who wrote it; one of the two is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.ui import theme, wording

Choice = Literal["mine", "theirs", ""]


@dataclass(frozen=True, slots=True)
class Side:
    """One field both ways, in words: as I have it, as it stands now."""

    label: str
    mine: str
    theirs: str


class Conflict(QDialog):
    """Ask which version goes on. ``choice`` after ``exec``: "" = neither yet, everything stays as it is on the page."""

    def __init__(self, parent: QWidget, what: str, who: str, sides: Sequence[Side]) -> None:
        super().__init__(parent)
        self.setObjectName("conflict")
        self.setWindowTitle(wording.CONFLICT)
        self.choice: Choice = ""
        said = QLabel(wording.CONFLICT_SAYS.format(what=what, who=who or wording.SOMEBODY))
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self.table = QTableWidget(len(sides), 3)
        self.table.setObjectName("conflict-table")
        self.table.setAccessibleName(wording.CONFLICT)
        self.table.setHorizontalHeaderLabels([wording.CONFLICT_FIELD, wording.CONFLICT_MINE, wording.CONFLICT_THEIRS])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        for row, side in enumerate(sides):
            for column, text in enumerate((side.label, side.mine or wording.CONFLICT_NOTHING, side.theirs or wording.CONFLICT_NOTHING)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                item.setToolTip(text)
                if column and side.mine != side.theirs:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()
        self.mine = self._button(wording.CONFLICT_KEEP_MINE, "conflict-mine", "mine", "Ctrl+1")
        self.theirs = self._button(wording.CONFLICT_TAKE_THEIRS, "conflict-theirs", "theirs", "Ctrl+2")
        later = QPushButton(f"{wording.CONFLICT_LATER}   Esc")
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.mine)
        line.addWidget(self.theirs)
        line.addStretch(1)
        line.addWidget(later)
        column_ = QVBoxLayout(self)
        column_.setSpacing(theme.space(2))
        column_.addWidget(said)
        column_.addWidget(self.table, 1)
        column_.addLayout(line)
        self.resize(760, 360)
        self.mine.setFocus()

    def _button(self, text: str, name: str, choice: Choice, keys: str) -> QPushButton:
        made = QPushButton(f"{text}   {keys}")
        made.setObjectName(name)
        made.setShortcut(keys)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: self._choose(choice))
        return made

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


def asked(parent: QWidget, what: str, who: str, sides: Sequence[Side]) -> Choice:
    """Ask, and wait for the answer."""
    dialog = Conflict(parent, what, who, sides)
    dialog.exec()
    dialog.deleteLater()
    return dialog.choice

"""The head of one matter, which never scrolls: number, state, what is owed, officer always; the names of debtors as far as they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from thads_desktop.domain import archive
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.text import several
from thads_desktop.ui import theme
from thads_desktop.ui.chips import ChipLabel, chip_of
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.frame_parts import ElidedLabel

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.queries import MatterView

#: Letters of the debtors' names that are always seen.
_NAMES_LEAST = 14


class MatterHead(QWidget):
    """``show_matter`` fills it; ``as_of`` is the day as of which the matter is seen."""

    def __init__(self, number: QLabel, clock: Clock) -> None:
        """number: the heading."""
        super().__init__()
        self.number, self.chip, self.since = number, ChipLabel(), _label("since")
        self.debtors = ElidedLabel()
        self.debtors.setObjectName("debtors")
        self.owed, self.held, self.officer, self.decided, self.filed = (_label(n) for n in ("owed", "held", "officer-name", "decided", "filed"))
        self.as_of = DateField("as_of", "Xem tại ngày", clock)
        self.as_of.editor.setPlaceholderText("hiện nay")
        self.as_of.editor.setMaximumWidth(theme.space(34))
        label = QLabel("Tại ngày   Ctrl+D")
        label.setBuddy(self.as_of.editor)
        first = QHBoxLayout()
        first.addLayout(FlowRow(self.number, self.chip, self.since), 1)
        first.addWidget(label)
        first.addWidget(self.as_of.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addLayout(first)
        self.debtors.setText("…")
        column.addLayout(FlowRow(self.debtors, self.owed, self.held, self.officer, self.decided, self.filed, gives=self.debtors))

    def show_matter(self, view: MatterView) -> None:
        """Everything as of the day of the view."""
        state = view.state
        self.number.setText(view.number_text or "Chưa có số")
        self.chip.set_chip(chip_of(state.status))
        since = state.status_day
        self.since.setText(f"từ {short_date(since)}" if since else "")
        names = list(dict.fromkeys(view.parties[p] for p in view.debtors if p))
        self.debtors.setText((f"{dong(len(names))} người: " if len(names) > 2 else "") + several(names))
        self.debtors.setMinimumWidth(self.fontMetrics().averageCharWidth() * min(_NAMES_LEAST, len(self.debtors.text())))
        kept = state.held + view.held_before
        for label, words in (
            (self.owed, f"còn {dong(state.rest)} đồng" if state.due else ""),
            (self.held, f"đang giữ {dong(kept)} đồng" if kept else ""),
            (self.officer, view.officer or "chưa phân công"),
            (self.decided, f"quyết định ngày {short_date(state.opened)}" if state.opened else ""),
            (self.filed, archive.words(state.archive)),
        ):
            label.setText(f"·  {words}" if words else "")
            label.setVisible(bool(words))

    def text(self) -> str:
        """All it says beneath the number, whole."""
        return "   ".join(x.text() for x in (self.debtors, self.owed, self.held, self.officer, self.decided, self.filed) if x.text())


def _label(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made

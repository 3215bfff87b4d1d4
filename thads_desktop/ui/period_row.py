"""A period of days: the usual ones by name, or typed from and to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from thads_desktop.domain.dates import parse_typed, short_date
from thads_desktop.domain.text import nfc
from thads_desktop.services import inspection
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.stacked import captioned

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QLineEdit, QWidget

    from thads_desktop.domain.clock import Clock

OWN = "own"


class PeriodRow(QObject):
    """``widgets`` for a row of filters: the choice and the two days. The days follow the choice; typing makes it one's own."""

    #: Another period is meant; it may be one that cannot be read (``period`` is None then).
    changed = Signal()

    def __init__(self, clock: Clock, start: str = "month", *, days: bool = False) -> None:
        """days: the single days of today and yesterday are offered too."""
        from PySide6.QtWidgets import QLineEdit

        super().__init__()
        self._clock = clock
        offered = (*(_single(clock.today()) if days else ()), *inspection.presets(clock.today()))
        self._presets = {code: (first, last) for code, _words, first, last in offered}
        self.choice = Combo()
        self.choice.setObjectName("period")
        self.choice.setAccessibleName("Kỳ")
        for code, words, _first, _last in offered:
            self.choice.addItem(words, code)
        self.choice.addItem("Từ ngày … đến ngày …", OWN)
        self.since, self.until = QLineEdit(), QLineEdit()
        for name, label, field in (("since", "Từ ngày", self.since), ("until", "Đến ngày", self.until)):
            field.setObjectName(name)
            field.setAccessibleName(label)
            field.setMaxLength(20)
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("00/00/00000000"))
            field.textEdited.connect(lambda _text: self._own())
            field.editingFinished.connect(self._settle)
        self.choice.currentIndexChanged.connect(lambda _at: self._chosen())
        self.choice.setCurrentIndex(self.choice.findData(start))
        self._fill()

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.choice, captioned("từ", self.since), captioned("đến", self.until))

    def show(self, first: date, last: date) -> None:
        """Mean this period."""
        self._own()
        self.since.setText(short_date(first))
        self.until.setText(short_date(last))
        self.changed.emit()

    def period(self) -> tuple[date, date] | None:
        """(first, last) as they stand; None while one of them is no day."""
        first, last = self._day(self.since), self._day(self.until)
        return None if first is None or last is None else (first, last)

    def _day(self, field: QLineEdit) -> date | None:
        return parse_typed(nfc(field.text()), self._clock.today())

    def _chosen(self) -> None:
        if self.choice.currentData() == OWN:
            self.since.setFocus()
            self.since.selectAll()
            return
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        first, last = self._presets[self.choice.currentData()]
        self.since.setText(short_date(first))
        self.until.setText(short_date(last))

    def _own(self) -> None:
        self.choice.blockSignals(True)
        self.choice.setCurrentIndex(self.choice.findData(OWN))
        self.choice.blockSignals(False)

    def _settle(self) -> None:
        for field in (self.since, self.until):
            if (day := self._day(field)) is not None:
                field.setText(short_date(day))
        if self.choice.currentData() == OWN:
            self.changed.emit()


def _single(today: date) -> tuple[tuple[str, str, date, date], ...]:
    before = today - timedelta(days=1)
    return (("today", "Hôm nay", today, today), ("yesterday", "Hôm qua", before, before))

"""The period that packages are received for: that of most of them, or one that was received or lies in what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.services.receiving import Period

MOST = "Kỳ: theo đa số gói"


class PeriodChoice(QComboBox):
    """``currentData`` is the period, None = that of most packages. It is what is received for next."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("period")
        self.setAccessibleName("Kỳ nhận và tổng hợp")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(24)
        #: Period -> offices received; period -> packages in what is chosen.
        self.received: dict[Period, int] = {}
        self.here: dict[Period, int] = {}
        self._fill(None)

    def set_received(self, received: Mapping[Period, int]) -> None:
        self.received = dict(received)
        self._fill(self.currentData())

    def set_here(self, here: Mapping[Period, int]) -> None:
        self.here = dict(here)
        self._fill(self.currentData())

    def choose(self, period: Period | None) -> None:
        """Mark a period, also one that is nowhere yet."""
        self._fill(period)

    def _fill(self, chosen: Period | None) -> None:
        self.blockSignals(True)
        self.clear()
        self.addItem(MOST, None)
        known = {*self.received, *self.here, *([chosen] if chosen is not None else [])}
        for period in sorted(known, key=lambda p: (-p[1], -p[2], p[0])):
            _regime, year, months = period
            said = f"{months:02d} tháng năm {year}"
            if period in self.received:
                said += f" · đã nhận {self.received[period]}"
            if period in self.here:
                said += f" · {self.here[period]} gói ở đây"
            self.addItem(said, period)
        at = next((i for i in range(self.count()) if self.itemData(i) == chosen), 0)
        self.setCurrentIndex(at)
        self.blockSignals(False)

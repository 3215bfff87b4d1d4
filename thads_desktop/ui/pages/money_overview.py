"""The money of a period over the whole office: due, how it was solved, collected, paid; long work with progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.law import cash_law
from thads_desktop.services import money_overview
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.listing_view import ListingView
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label
from thads_desktop.ui.period_row import PeriodRow
from thads_desktop.ui.progress import ProgressPanel

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.money_overview import Overview


class MoneyOverviewPage(Page):
    """A period; F9 reckons."""

    name = "money-overview"
    title = "Tổng hợp thu, chi tiền thi hành án"
    belongs = "cash"

    def __init__(self, shell: Shell, period: tuple[date, date] | None = None) -> None:
        super().__init__(shell)
        self.made: Overview | None = None
        self.period = PeriodRow(self.clock)
        if period is not None:
            self.period.show(*period)
        acts = buttons(("Tính   F9", self.reckon), ("In   Ctrl+P", self.print_out), ("Lưu tệp   F8", self.save))
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addLayout(FlowRow(*self.period.widgets()))
        note = quiet_label(cash_law.law().said["overview"].words)
        self.body.addWidget(note)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.view = ListingView()
        self.body.addWidget(self.view, 1)
        self.action("Tính tổng hợp thu, chi", "F9", self.reckon)
        self.action("In tổng hợp thu, chi", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu tổng hợp thu, chi thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.reckon()

    def reckon(self) -> None:
        """Read every matter of the office for the period."""
        period = self.period.period()
        if period is None:
            self.shell.warn("Ngày đầu hoặc ngày cuối chưa đúng: hãy nhập ngày/tháng/năm.")
        elif not self.progress.running:
            self.progress.start("Đang tổng hợp", lambda progress, _cancelled: money_overview.make(self.desk, *period, progress), self._take)

    def _take(self, made: Overview) -> str:
        self.made = made
        self.view.show_tables(money_overview.tables(made))
        return ""

    def _name(self, made: Overview) -> str:
        return f"tong-hop-thu-chi-{made.start:%Y%m%d}-{made.end:%Y%m%d}"

    def print_out(self) -> None:
        """As it will be printed."""
        made = self.made
        if made is not None:
            show_print(self, self.title, lambda: money_overview.listing(self.desk, made), self._name(made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        made = self.made
        if made is not None:
            prompt_save(self, self.progress, "cash", "Lưu tổng hợp", lambda: money_overview.listing(self.desk, made), self._name(made))

    def first_focus(self) -> QWidget:
        return self.view.names

    def escape(self) -> bool:
        return self.view.back()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "tính lại"), ("Enter", "xem bảng"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Cả cơ quan trong một kỳ: phải thu, đã giải quyết bằng ủy thác, trả đơn, đình chỉ, miễn giảm; thực thu; đã nộp ngân sách và chi trả. "
            f"{cash_law.law().said['overview'].words} F9 tính lại khi đổi kỳ, Ctrl+P in, F8 lưu tệp."
        )

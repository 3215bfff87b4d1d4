"""Totals of the cashier's day by kind, the cash of the fund, and what is to be said of the numbers, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.law import cash_law
from thads_desktop.services import cash_files
from thads_desktop.ui.listing_view import ListingView
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import quiet_label

if TYPE_CHECKING:
    from thads_desktop.services.cashier import DayBook


class CashTotalsPage(Page):
    """Tables at the left by name, the chosen one at the right."""

    name = "cash-totals"
    title = "Cộng thu, chi"
    belongs = "cash"

    def __init__(self, shell: Shell, made: DayBook) -> None:
        super().__init__(shell)
        said = cash_files.span(made.wanted.since, made.wanted.until)
        self.body.addWidget(self.heading(f"{self.title}: {said[0].lower()}{said[1:]}"))
        note = quiet_label(f"{cash_law.law().said['fund'].words} {cash_law.law().said['receipts'].words}")
        self.body.addWidget(note)
        self.view = ListingView()
        self.view.show_tables(cash_files.tables(made))
        self.body.addWidget(self.view, 1)

    def first_focus(self) -> QWidget:
        return self.view.names

    def escape(self) -> bool:
        return self.view.back()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem bảng"), ("Esc", "trở về"))

    def help(self) -> str:
        return "Cộng thu, chi theo loại và hình thức; tồn quỹ đầu và cuối kỳ; số biên lai thiếu hoặc trùng của từng quyển. Enter xem bảng, Esc trở về."

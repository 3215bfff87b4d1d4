"""Advances for costs that are still to be given back; Enter opens the costs of the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.money import dong
from thads_desktop.law import cash_law
from thads_desktop.services import advances
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, count_label, quiet_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.advances import Open


class AdvancesPage(Page):
    """Those that go back at once first."""

    name = "advances"
    title = "Tạm ứng chi phí còn phải hoàn trả"
    belongs = "cash"
    topics = ("cash", "matters")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        acts = buttons(("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))
        self.count = count_label()
        self.body.addLayout(FlowRow(self.heading(), *acts, self.count))
        note = quiet_label(cash_law.law().give_back(self.clock.today()).words)
        self.body.addWidget(note)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Việc", lambda o: o.number, width=18, least=13),
                Column("Của ai", lambda o: o.who, width=0, least=24),
                Column("Đã tạm ứng", lambda o: o.taken, "right", 14),
                Column("Đã chi", lambda o: o.spent, "right", 14, spare=1),
                Column("Còn phải hoàn", lambda o: o.left, "right", 15),
                Column("Việc có tiền thu từ", lambda o: o.money_since, width=18, least=11, tone=lambda o: "red" if o.at_once else "neutral"),
            ],
            lambda o: o.key,
            self,
        )
        self.table = TableView(self.model, self, "Không còn tạm ứng nào phải hoàn trả.")
        self.table.setObjectName("advances-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.action("In danh sách tạm ứng còn phải hoàn", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách tạm ứng còn phải hoàn thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: advances.open_ones(self.desk), self._take, key="advances", owner=self)

    def _take(self, rows: list[Open]) -> None:
        self.model.set_rows(rows)
        self.count.setText(f"{len(rows)} khoản, {dong(sum(o.left for o in rows))} đồng" if rows else "")

    def _open(self, key: object) -> None:
        row: Open | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is not None:
            from thads_desktop.ui.pages.matter_costs import MatterCostsPage

            self.shell.open_page(MatterCostsPage(self.shell, row.matter, row.number))

    def print_out(self) -> None:
        """The list as it will be printed."""
        show_print(self, self.title, lambda: advances.listing(self.desk), "tam-ung-chua-hoan")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "costs", "Lưu danh sách tạm ứng", lambda: advances.listing(self.desk), "tam-ung-chua-hoan")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở chi phí của việc"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Tạm ứng chi phí của ngân sách và của đương sự chưa hoàn trả hết, của mọi việc. Tạm ứng ngân sách của việc đã có tiền thu đứng đầu, ngày "
            "màu đỏ: phải hoàn trả ngay. Enter mở chi phí của việc, ở đó Ctrl+R hoàn trả. Ctrl+P in."
        )

"""Scenarios that were kept: the list, and the latest side by side; each can be opened again, the comparison prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import staff_files, staff_proposal as sp
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.pages.staff import TOPICS
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.services.staff_proposal import Scenario

#: So many scenarios stand side by side.
BESIDE = 4


class ComparePage(Page):
    """The list above; beneath, the latest ones, a column each."""

    name = "staff_compare"
    title = "So sánh phương án"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Mở phương án   Ctrl+O", self.open_one), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))))  # fmt: skip
        self.body.addWidget(quiet_label(f"Bảng dưới đặt cạnh nhau {BESIDE} phương án lưu gần đây nhất, theo số thứ tự ở bảng trên."))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.scenarios: list[Scenario] = []
        self.list = RowsModel(
            [
                Column("Số", lambda x: x[0], "right", 6), Column("Phương án", lambda x: x[1].name, width=0, least=24),
                Column("Ngày lập", lambda x: x[1].day, width=12),
                Column("Kết quả", lambda x: sp.outcome(x[1].made), width=70, least=40),
            ],
            lambda x: x[1].key,
            self,
        )  # fmt: skip
        self.every = TableView(self.list, self, "Chưa lưu phương án nào: Ctrl+S ở trang đề xuất.")
        self.every.setObjectName("scenario-table")
        self.every.picks_first = True
        self.every.opened.connect(lambda _key: self.open_one())
        self.body.addWidget(with_words(self.every), 1)
        columns = [Column("", lambda r: short_name(r[0]), width=26, least=18)]
        columns += [Column(f"Phương án {at}", _at(at), width=0, least=22) for at in range(1, BESIDE + 1)]
        self.model = RowsModel(columns, lambda r: r[0], self)
        self.table = TableView(self.model, self, "Chưa lưu phương án nào: Ctrl+S ở trang đề xuất.")
        self.table.setObjectName("compare-table")
        self.table.opened.connect(lambda _key: self.open_one())
        self.body.addWidget(with_words(self.table, 3), 2)
        self.action("Mở phương án đang chọn", "Ctrl+O", self.open_one)
        self.action("In bảng so sánh phương án", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng so sánh phương án thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: sp.kept(self.desk), self._take, key="compare", owner=self)

    def _take(self, found: list[Scenario]) -> None:
        self.list.set_rows(list(enumerate(found, start=1)))
        self.scenarios = beside = found[:BESIDE]
        self.model.set_rows([("Tên", *(s.name for s in beside)), *sp.compared(beside)] if beside else [])

    def open_one(self) -> None:
        """The scenario that is chosen above, with its conditions and its answer."""
        from thads_desktop.ui.pages.staff_proposal import ProposalPage

        row: tuple[int, Scenario] | None = self.every.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một phương án ở bảng trên.")
            return
        self.shell.open_page(ProposalPage(self.shell, row[1]))

    def print_out(self) -> None:
        show_print(self, self.title, lambda: staff_files.comparison(self.desk, self.scenarios), "so-sanh-phuong-an")

    def save(self) -> None:
        prompt_save(self, self.progress, "staff", "Lưu bảng so sánh", lambda: staff_files.comparison(self.desk, self.scenarios), "so-sanh-phuong-an")

    def first_focus(self) -> QWidget:
        return self.every

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở phương án"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Bảng trên là mọi phương án đã lưu, Enter mở lại một phương án với điều kiện và lời giải của nó. Bảng dưới đặt cạnh nhau các phương án "
            "gần đây nhất: điều kiện, khối lượng mỗi người của đơn vị nặng nhất trước và sau, số người chuyển, từng đơn vị với dự báo riêng. "
            "Ctrl+P in, F8 lưu Excel hoặc PDF."
        )


def _at(at: int) -> Callable[[Any], Any]:
    """What a column shows of a row that may be shorter."""
    return lambda row: row[at] if at < len(row) else ""

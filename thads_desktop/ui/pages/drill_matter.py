"""One matter of a consolidated figure: what the office's package says of each obligation line, and of its records in other forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.services import department_lists, drill_cells
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.drill_cells import Behind
    from thads_desktop.services.receiving import Period


class DrillMatterPage(Page):
    """The evidence of one matter, or of one entry of a book."""

    name = "drill-matter"
    title = "Việc trong gói của đơn vị"
    belongs = "province"

    def __init__(self, shell: Shell, period: Period, office: str, matter: str) -> None:
        super().__init__(shell)
        self._period, self._office, self._matter = period, office, matter
        self.made: Behind | None = None
        self.body.addLayout(FlowRow(self.heading(f"{self.title}, {period[2]:02d} tháng năm {period[1]}"), *buttons(
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.lines = RowsModel(
            [
                Column("Khoản", lambda r: r.no, width=14, least=8), Column("Loại", lambda r: r.kind, width=0, least=18),
                Column("Trạng thái", lambda r: r.state, width=22, least=14), Column("Phải thi hành", lambda r: r.opening, "right", 18),
                Column("Đã thu", lambda r: r.collected, "right", 18), Column("Đình chỉ, giảm", lambda r: r.cut, "right", 18),
                Column("Còn lại", lambda r: r.rest, "right", 18),
            ],
            lambda r: r.no, self,
        )  # fmt: skip
        self.records = RowsModel(
            [Column("Được đếm ở các biểu khác", lambda r: r.kind, width=34, least=20), Column("Nội dung", lambda r: r.words, width=0, least=40)],
            lambda r: (r.kind, r.words), self,
        )  # fmt: skip
        self.table = TableView(self.lines, self, "Không có khoản phải thi hành: đây là mục của sổ.")
        self.table.setObjectName("evidence-lines")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 1)
        self.body.addWidget(with_words(TableView(self.records, self, "Không được đếm ở biểu nào khác.")), 1)
        self.body.addWidget(quiet_label("Theo bằng chứng trong gói của đơn vị, vào ngày cuối kỳ. Tiền là đồng; khoản không phải tiền ghi 0."))
        self.action("In việc này", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu việc này thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(
            lambda: drill_cells.behind(self.desk, self._period, self._office, self._matter), self._show, key="drill-matter", owner=self,
            on_refused=lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+P", "in"), ("F8", "lưu"), ("Ctrl+C", "chép"), ("Esc", "quay lại"))

    def _show(self, made: Behind) -> None:
        self.made = made
        self.lines.set_rows(made.lines)
        self.records.set_rows(made.records)
        self.state.setText(f"{made.number}, {short_name(made.office)}" + (f": {made.words}." if made.words else "."))

    def _listing(self) -> Listing:
        made = drill_cells.behind(self.desk, self._period, self._office, self._matter)
        return department_lists.evidence(self.desk, self._period, made)

    def print_out(self) -> None:
        """The matter as it will print."""
        show_print(self, self.title, self._listing, self._file())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "grid", "Lưu việc trong gói của đơn vị", self._listing, self._file())

    def _file(self) -> str:
        return f"viec-trong-goi-{self._period[1]}-{self._period[2]:02d}-thang"

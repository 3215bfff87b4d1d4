"""Reports beside the forms: credit institutions, State budget, coordination and guidance; Enter opens what stands behind a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from thads_desktop.services import special_reports
from thads_desktop.services.special_reports import REPORTS
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice, quiet_label, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel, shown

if TYPE_CHECKING:
    from thads_desktop.services.special_reports import Report, Row

NOT_YET = "Chọn báo cáo rồi Ctrl+Enter (hoặc F9) để lập."


class SpecialReportsPage(Page):
    """One report at a time, made when asked for."""

    name = "special-reports"
    title = "Báo cáo chuyên đề"
    belongs = "returns"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Report | None = None
        self.which = choice("which", "Báo cáo   Ctrl+G", list(REPORTS.items()), 34, self._forget)
        self.body.addLayout(FlowRow(self.heading(), self.which, *buttons(
            ("Lập   F9", self.make), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))))  # fmt: skip
        self.state = state_label(NOT_YET)
        self.note = quiet_label()
        self.body.addWidget(self.state)
        self.body.addWidget(self.note)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.place = QVBoxLayout()
        self.body.addLayout(self.place, 1)
        self._lay(None)
        self.action("Chọn báo cáo", "Ctrl+G", self.which.setFocus)
        self.action("Lập báo cáo chuyên đề", ("Ctrl+Return", "Ctrl+Enter", "F9"), self.make, icon="report")
        self.action("In báo cáo chuyên đề", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu báo cáo chuyên đề thành Excel hoặc PDF", "F8", self.save, icon="export")

    def _lay(self, made: Report | None) -> None:
        """The table, with the columns of what was made."""
        while (old := self.place.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        columns = [_column(n, c.title, right=c.align == "right") for n, c in enumerate(made.columns)] if made else [Column("", lambda _r: "", width=0)]
        self.model = RowsModel(columns, lambda r: r.opens, self)
        self.table = TableView(self.model, self, "Không có dòng nào." if made else NOT_YET)
        self.table.setObjectName("special-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda key: open_of(self.shell, str(key)))
        self.place.addWidget(with_words(self.table), 1)
        self.model.set_rows(made.rows if made else ())

    def _forget(self) -> None:
        self.made = None
        self.state.setText(NOT_YET)
        self.note.setText("")
        self._lay(None)

    def make(self) -> None:
        """Make the chosen one."""
        which = str(self.which.currentData())
        self.progress.start("Đang lập báo cáo", lambda progress, _cancelled: special_reports.make(self.desk, which, progress), self._take)

    def _take(self, made: Report) -> str:
        self.made = made
        self.state.setText(made.said)
        self.note.setText(made.note)
        self._lay(made)
        self.table.setFocus()
        return f"Đã lập: {REPORTS[made.which].lower()}."

    def _report(self) -> Report | None:
        if self.made is None:
            self.shell.warn(NOT_YET)
        return self.made

    def print_out(self) -> None:
        """As it will print."""
        made = self._report()
        if made is not None:
            show_print(self, REPORTS[made.which], lambda: special_reports.listing(self.desk, made), self._named(made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        made = self._report()
        if made is not None:
            prompt_save(self, self.progress, "special", "Lưu báo cáo chuyên đề", lambda: special_reports.listing(self.desk, made), self._named(made))

    @staticmethod
    def _named(made: Report) -> str:
        return {"credit": "to-chuc-tin-dung", "budget": "ngan-sach-nha-nuoc", "coordination": "phoi-hop-xin-y-kien"}[made.which]

    def first_focus(self) -> QWidget:
        return self.which

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "lập"), ("Enter", "mở"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Ba báo cáo ngoài biểu thống kê: việc thi hành án cho tổ chức tín dụng (nhận theo tên người được thi hành án), khoản thu cho ngân sách, "
            "tình hình văn bản phối hợp và xin ý kiến. Số tiền chỉ của khoản ấy. Ctrl+G chọn, F9 lập, Enter mở việc hoặc dòng sổ."
        )


def _column(at: int, title: str, *, right: bool) -> Column:
    def cell(row: Row) -> Any:
        return shown(row.cells[at])

    wide = at == 3
    width = 0 if wide else 16 if right else 14
    return Column(title, cell, "right" if right else "left", width, least=16 if wide else 10, spare=0 if wide or right else at)

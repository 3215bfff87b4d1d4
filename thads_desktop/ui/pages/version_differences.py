"""Two versions of one office's return: the cells that differ, as the form prints them, then the matters that make the difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.services import version_differences
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import state_label
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.department import Arrival


class DifferencesPage(Page):
    """Two versions: cells, then matters."""

    name = "version-differences"
    title = "Hai lần gửi khác nhau ở đâu"
    belongs = "province"

    def __init__(self, shell: Shell, before: Arrival, after: Arrival) -> None:
        super().__init__(shell)
        self._asked = (before.sha256, after.sha256)
        self.body.addWidget(self.heading(f"Lần {after.nth} so với lần {before.nth}"))
        self.state = state_label()
        self.body.addWidget(self.state)
        self.cells = RowsModel(
            [
                Column("Biểu", lambda r: r.code, width=12), Column("Dòng", lambda r: r.label, width=0, least=20), Column("Cột", lambda r: r.no, width=6),
                Column("Chỉ tiêu", lambda r: r.counts, width=30, least=14),
                Column("Lần trước", lambda r: r.before, "right", 17), Column("Lần này", lambda r: r.after, "right", 17),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.matters = RowsModel(
            [
                Column("Việc, mục sổ", lambda r: r.number, width=30, least=18), Column("", lambda r: r.what, width=8),
                Column("Khác ở", lambda r: r.words, width=0, least=40),
            ],
            lambda r: r.matter, self,
        )  # fmt: skip
        self.table = TableView(self.cells, self, "Không ô nào khác.")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 2)
        self.body.addWidget(with_words(TableView(self.matters, self, "Không việc nào khác.")), 1)

    def refresh(self) -> None:
        before, after = self._asked
        self.worker.run_read(lambda: version_differences.differences(self.desk, before, after), self._show, key="differences", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Tab", "sang danh sách việc"), ("Ctrl+C", "chép"), ("Esc", "quay lại"))

    def _show(self, found: version_differences.Differences) -> None:
        self.cells.set_rows(found.cells)
        self.matters.set_rows(found.matters)
        self.state.setText(f"{len(found.cells)} ô khác, do {len(found.matters)} việc, mục sổ.")

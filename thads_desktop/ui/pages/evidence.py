"""The matters and amounts behind one cell of a return; Enter opens the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import reporting
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.reporting import Made


class EvidencePage(Page):
    """The matters and amounts that make one cell."""

    name = "evidence"
    title = "Các việc trong ô"

    def __init__(self, shell: Shell, made: Made, form: str, row: str, cell: str, words: str) -> None:
        super().__init__(shell)
        self._asked = (made, form, row, cell)
        self.body.addWidget(self.heading(f"Biểu {form}: {words}"))
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.body.addWidget(self.count)
        self.model = RowsModel(
            [
                Column("Số QĐ", lambda r: r[1], width=18),
                Column("Người phải thi hành án", lambda r: r[2], width=0),
                Column("Số", lambda r: r[3], "right", 20),
            ],
            lambda r: r[0],
            self,
        )
        self.table = TableView(self.model, self, "Không có việc nào trong ô này.")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.action("Quay lại", "Esc", shell.back)

    def refresh(self) -> None:
        made, form, row, cell = self._asked
        self.worker.run_read(lambda: reporting.behind(self.desk, made, form, row, cell), self._take, owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Esc", "quay lại"), ("Ctrl+C", "chép"))

    def _take(self, rows: list[tuple[str, str, str, int]]) -> None:
        self.count.setText(f"{len(rows)} việc, cộng {dong(sum(r[3] for r in rows))}")
        self.model.set_rows(rows)

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, key))

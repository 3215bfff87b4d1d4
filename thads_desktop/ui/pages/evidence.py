"""The matters and amounts behind one cell of a return; Enter opens the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import reporting, return_lists
from thads_desktop.ui.chips import chip_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import count_label
from thads_desktop.ui.return_lists import open_key
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterRow
    from thads_desktop.services.reporting import Form, Made, Row
    from thads_desktop.services.return_lists import EntryBrief
    from thads_desktop.ui.return_head import ColumnHead


class EvidencePage(Page):
    """The matters and amounts that make one cell."""

    name = "evidence"
    title = "Các việc trong ô"

    def __init__(self, shell: Shell, made: Made, form: Form, row: Row, head: ColumnHead) -> None:
        super().__init__(shell)
        self._asked = (made, form.form, row.key, head.key)
        self._money = head.key in made.regime.money(form.measure)
        self._noun = noun(made, form)
        self.body.addWidget(self.heading(f"Biểu {form.code}, {made.period_words}"))
        self.cell = QLabel(f"{row.label} · {head.says}")
        self.cell.setTextFormat(Qt.TextFormat.PlainText)
        self.cell.setWordWrap(True)
        self.body.addWidget(self.cell)
        self.count = count_label()
        self.body.addWidget(self.count)
        self.model = RowsModel(
            [
                Column("Số", lambda r: r[1].number_text if r[1] else "", width=16),
                Column("Ngày", lambda r: r[1].decision_day if r[1] else None, width=10, spare=2),
                Column("Người phải thi hành án, liên quan", lambda r: r[1].debtor if r[1] else "", width=0, least=26),
                Column("Tính vào ô (đồng)" if self._money else "Tính vào ô", lambda r: r[2], "right", 16),
                Column("Chấp hành viên", lambda r: r[1].officer_name if r[1] else "", width=18, least=14, spare=1),
                Column("Trạng thái", lambda r: chip_of(r[1].status) if r[1] else "", width=20, least=11),
            ],
            lambda r: r[0],
            self,
        )
        self.table = TableView(self.model, self, "Không có việc nào trong ô này.")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        made, form, row, cell = self._asked
        self.worker.run_read(lambda: reporting.behind(self.desk, made, form, row, cell), self._take, owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Esc", "quay lại"), ("Ctrl+C", "chép"))

    def help(self) -> str:
        return (
            "Mỗi việc một dòng, kèm tổng của mọi khoản được tính vào ô. Trạng thái là trạng thái hôm nay, không phải cuối kỳ. "
            "Enter mở việc."
        )

    def _take(self, rows: list[tuple[str, MatterRow | EntryBrief | None, int]]) -> None:
        whole = dong(sum(r[2] for r in rows))
        self.count.setText(f"{dong(len(rows))} {self._noun}, cộng {whole}{' đồng' if self._money else ''}")
        self.model.set_rows(rows)

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            open_key(self.shell, key)


def noun(made: Made, form: Form) -> str:
    """What stands behind a cell of the form: matters, or entries of books."""
    return "việc" if return_lists.counts_matters(made, form.measure) else "việc, mục sổ"

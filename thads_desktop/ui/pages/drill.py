"""Behind a cell of the consolidated return: the offices that make it; Enter on one shows the matters it counts. And the delegations matched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import delegations_matched, department_lists, drill_cells
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, count_label, quiet_label
from thads_desktop.ui.pages.drill_matter import DrillMatterPage
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.consolidation import Consolidation
    from thads_desktop.services.drill_cells import OfOffice
    from thads_desktop.services.receiving import Period
    from thads_desktop.ui.return_table import CellTable


def open_cell(shell: Shell, made: Consolidation | None, cells: CellTable) -> None:
    """The offices behind the current cell; nothing where there is none."""
    head, row = cells.current()
    if made is not None and made.regime is not None and cells.form is not None and head is not None and row is not None:
        period = (made.regime.id, made.year, made.months)
        shell.open_page(DrillPage(shell, period, (cells.form.form, row.key, head.key), f"{row.label} · {head.says}", money=cells.form.measure == "tien"))


class DrillPage(Page):
    """Offices; the chosen one's matters below."""

    name = "drill"
    title = "Các đơn vị trong ô"
    belongs = "province"

    def __init__(self, shell: Shell, period: Period, asked: tuple[str, str, str], words: str, *, money: bool) -> None:
        super().__init__(shell)
        self._period, self._asked, self._words, self._money = period, asked, words, money
        self._rows: list[OfOffice] = []
        self.body.addLayout(FlowRow(self.heading(f"Biểu {asked[0]}, {period[2]:02d} tháng năm {period[1]}"), *buttons(
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )))  # fmt: skip
        self.body.addWidget(quiet_label(words))
        self.count = count_label()
        self.body.addWidget(self.count)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        unit = "Tính vào ô (đồng)" if money else "Tính vào ô (việc)"
        self.offices = RowsModel(
            [Column("Đơn vị", lambda r: short_name(r.name), width=0, least=24), Column("Số việc", lambda r: len(r.matters), "right", 12),
             Column(unit, lambda r: r.amount, "right", 22)],
            lambda r: r.office, self,
        )  # fmt: skip
        self.matters = RowsModel([Column("Việc", lambda r: r[1], width=0, least=24), Column(unit, lambda r: r[2], "right", 22)], lambda r: r[0], self)
        self.table = TableView(self.offices, self, "Không đơn vị nào có số trong ô này.")
        self.table.setObjectName("drill-table")
        self.table.picks_first = True
        self.table.chosen.connect(self._show_matters)
        self.body.addWidget(with_words(self.table), 1)
        self.below = TableView(self.matters, self, "Chọn một đơn vị ở trên.")
        self.table.opened.connect(lambda _key: self.below.setFocus())
        self.below.setObjectName("drill-matters")
        self.below.picks_first = True
        self.below.opened.connect(self.open_matter)
        self.body.addWidget(self.below, 1)
        self.action("In các việc của ô", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu các việc của ô thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        form, row, cell = self._asked
        self.worker.run_read(
            lambda: drill_cells.offices_of(self.desk, self._period, form, row, cell), self._show, key="drill", owner=self,
            on_refused=lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem việc, mở việc"), ("Ctrl+P", "in"), ("F8", "lưu"), ("Esc", "quay lại"))

    def help(self) -> str:
        return (
            "Enter ở một đơn vị xuống các việc của đơn vị ấy; Enter ở một việc mở từng khoản mà gói ghi của việc. "
            "Trên là phần của từng đơn vị trong ô, dưới là các việc của đơn vị đang chọn, theo bằng chứng trong gói của đơn vị ấy. Cộng lại đúng bằng ô; "
            "với ô tỷ lệ là tử số."
        )

    def _show(self, rows: list[OfOffice]) -> None:
        self._rows = rows
        self.offices.set_rows(rows)
        whole = dong(sum(r.amount for r in rows))
        self.count.setText(f"{len(rows)} đơn vị, cộng {whole}{' đồng' if self._money else ''}")

    def _show_matters(self, key: object) -> None:
        row = self.offices.content(self.offices.place(key)) if isinstance(key, str) else None
        self.matters.set_rows(row.matters if row is not None else ())


    def open_matter(self, matter: object) -> None:
        """What the office's package says of the chosen matter."""
        office = self.table.current_key()
        if isinstance(office, str) and isinstance(matter, str):
            self.shell.open_page(DrillMatterPage(self.shell, self._period, office, matter))

    def _listing(self) -> Listing:
        return department_lists.drilled(self.desk, self._period, f"Biểu {self._asked[0]}: {self._words}", self._rows, money=self._money)

    def print_out(self) -> None:
        """Offices and matters as they will print."""
        show_print(self, self.title, self._listing, self._file())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "grid", "Lưu các việc của ô", self._listing, self._file())

    def _file(self) -> str:
        return f"viec-trong-o-{self._period[1]}-{self._period[2]:02d}-thang"


class MatchedPage(Page):
    """Delegations between offices: who sent to whom, and what stands alone."""

    name = "delegations-matched"
    title = "Đối chiếu ủy thác giữa các đơn vị"
    belongs = "province"

    def __init__(self, shell: Shell, period: Period) -> None:
        super().__init__(shell)
        self._period = period
        self.body.addWidget(self.heading(f"{self.title}: {period[2]:02d} tháng năm {period[1]}"))
        self.count = count_label()
        self.body.addWidget(self.count)
        self.model = RowsModel(
            [
                Column("Kết quả", lambda r: delegations_matched.WORDS[r.state], width=30, least=16,
                       tone=lambda r: "red" if r.state in ("not_came", "not_sent") else "neutral"),
                Column("Nơi gửi", lambda r: short_name(r.sender), width=24, least=14),
                Column("Nơi nhận", lambda r: short_name(r.receiver), width=0, least=18),
                Column("Quyết định", lambda r: r.number, width=18, least=10), Column("Ngày", lambda r: r.day, width=12),
                Column("Việc nơi gửi", lambda r: r.sent, width=18, least=10, spare=2),
                Column("Việc nơi nhận", lambda r: r.came, width=18, least=10, spare=1),
            ],
            lambda r: (r.sender, r.receiver, r.number, r.sent, r.came), self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Báo cáo của kỳ này không nói đến ủy thác nào.")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 1)
        self.body.addWidget(quiet_label(
            f"Mốc {delegations_matched.LAG} ngày là cách hiểu của chương trình. Gói của chương trình cũ không kèm ủy thác nên không đối chiếu được."
        ))  # fmt: skip

    def refresh(self) -> None:
        self.worker.run_read(lambda: delegations_matched.matched(self.desk, self._period), self._show, key="matched", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+C", "chép"), ("Esc", "quay lại"))

    def _show(self, rows: list[delegations_matched.Pair]) -> None:
        alone = sum(r.state not in delegations_matched.QUIET for r in rows)
        self.count.setText(f"{len(rows)} ủy thác, {alone} chưa khớp")
        self.model.set_rows(rows)

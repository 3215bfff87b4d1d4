"""Money taken before any decision that still waits: into a matter, back to its payer; a list to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.law import cash_law
from thads_desktop.services import held_waiting
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, count_label, quiet_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.held_waiting import Waiting

NONE = "Không còn giữ khoản tiền nào thu trước khi có quyết định."


class HeldWaitingPage(Page):
    """Each payer of each judgment, the oldest first."""

    name = "held-waiting"
    title = "Tiền thu trước khi có quyết định, còn giữ"
    belongs = "cash"
    topics = ("cash", "intake", "matters")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        acts = buttons(
            ("Chuyển vào việc   Ctrl+T", self.apply), ("Hoàn trả   Ctrl+R", self.refund), ("In   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.count = count_label()
        self.body.addLayout(FlowRow(self.heading(), *acts, self.count))
        note = quiet_label(cash_law.law().said["refund"].words)
        self.body.addWidget(note)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        today = self.clock.today
        self.model = RowsModel(
            [
                Column("Thu ngày", lambda r: r.since, width=10),
                Column("Số ngày", lambda r: (today() - r.since).days, "right", 8),
                Column("Người nộp", lambda r: r.who, width=0, least=22),
                Column("Bản án, quyết định", lambda r: r.number, width=20, least=14),
                Column("Tòa án", lambda r: r.court, width=28, least=14, spare=1),
                Column("Còn giữ", lambda r: r.amount, "right", 14),
                Column("Việc có thể chuyển vào", lambda r: r.where, width=24, least=18),
            ],
            lambda r: r.key,
            self,
        )
        self.table = TableView(self.model, self, NONE)
        self.table.setObjectName("held-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self._open())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Chuyển vào việc", "Ctrl+T", self.apply)
        self.action("Hoàn trả người nộp", "Ctrl+R", self.refund)
        self.action("In danh sách tiền còn giữ", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách tiền còn giữ thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: held_waiting.waiting(self.desk), self._take, key="held-waiting", owner=self)

    def _take(self, rows: list[Waiting]) -> None:
        self.model.set_rows(rows)
        self.count.setText(f"{len(rows)} người nộp, {dong(sum(r.amount for r in rows))} đồng" if rows else "")

    def _current(self) -> Waiting | None:
        row: Waiting | None = self.table.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một dòng trong danh sách.")
        return row

    def _open(self) -> None:
        row = self._current()
        if row is not None:
            open_of(self.shell, f"matter:{row.matters[-1][0]}" if row.matters else f"judgment:{row.judgment}")

    def apply(self) -> None:
        """To the form that puts the money into a matter on its judgment."""
        from thads_desktop.ui.pages.cash_forms import HeldApplyPage

        row = self._current()
        if row is None:
            return
        if not row.matters:
            self.shell.warn(sentence(Refusal("held.no_matter")))
            return
        self.shell.open_page(HeldApplyPage(self.shell, row))

    def refund(self) -> None:
        """To the form that gives it back."""
        from thads_desktop.ui.pages.cash_forms import HeldRefundPage

        row = self._current()
        if row is not None:
            self.shell.open_page(HeldRefundPage(self.shell, row, row.matters[-1][0] if row.matters else ""))

    def print_out(self) -> None:
        """The list as it will be printed."""
        show_print(self, self.title, lambda: held_waiting.listing(self.desk), "tien-con-giu")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "cash", "Lưu danh sách tiền còn giữ", lambda: held_waiting.listing(self.desk), "tien-con-giu")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "chuyển vào việc"), ("Ctrl+R", "hoàn trả"), ("Enter", "mở"))

    def help(self) -> str:
        return (
            "Tiền thu (thường là tạm ứng án phí) khi chưa có quyết định thi hành án, theo bản án và người nộp, cũ nhất đứng đầu. Ctrl+T chuyển vào "
            "một khoản của việc đã có quyết định trên bản án ấy; Ctrl+R hoàn trả người nộp. Enter mở việc, hoặc mở bản án để ra quyết định. Ctrl+P in."
        )

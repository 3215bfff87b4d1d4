"""Self-inspection over an officer or the whole office: how much stands under each head, each finding, Enter opens its matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.law.self_check import heads
from thads_desktop.services import people, self_check
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.self_check import Checked, Finding

NOT_YET = "Chọn chấp hành viên và thời gian rồi Ctrl+Enter (hoặc F9) để soát."


class SelfCheckPage(Page):
    """Heads with their counts at the top, the findings of the chosen head beneath."""

    name = "self-check"
    title = "Tự kiểm tra toàn đơn vị"
    belongs = "inspection"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Checked | None = None
        with self.desk.reading() as reader:
            found = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
        start, end = self_check.usual(self.desk)
        self.officer = choice("officer", "Chấp hành viên   Ctrl+H", [("", "Mọi chấp hành viên"), *found], 18)
        self.start = DateField("start", "Thời hạn hết từ", self.clock)
        self.end = DateField("end", "đến", self.clock)
        self.start.set_value(start)
        self.end.set_value(end)
        self.group = choice("group", "Nội dung   Ctrl+G", [(g.id, g.says) for g in heads().every], 28, self._show)
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Soát   F9", self.look), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))))  # fmt: skip
        self.body.addLayout(FlowRow(self.officer, self.start, self.end, self.group))
        self.state = state_label(NOT_YET)
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Số", lambda f: f.number_text, width=30),
                Column("Người phải thi hành án", lambda f: f.debtor, width=20, least=12, spare=1),
                Column("Chấp hành viên", lambda f: f.officer_name, width=18, least=10, spare=2),
                Column("Nội dung", lambda f: f.what, width=0, least=34),
                Column("Hạn", lambda f: short_date(f.due) if f.due else "", width=12),
                Column("Đã làm ngày", lambda f: short_date(f.done) if f.done else ("chưa" if f.due else ""), width=13),
                Column("Chậm", self._late, "right", 10, tone=lambda f: "red" if f.due and f.done is None else "neutral"),
            ],
            None, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, NOT_YET)
        self.table.setObjectName("self-check-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self._open())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Soát toàn đơn vị theo quy tắc", ("Ctrl+Return", "Ctrl+Enter", "F9"), self.look, icon="check")
        self.action("Chọn chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("Chọn nội dung soát", "Ctrl+G", self.group.setFocus)
        self.action("In báo cáo tự kiểm tra", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu báo cáo tự kiểm tra thành Excel hoặc PDF", "F8", self.save, icon="export")

    def look(self) -> None:
        """Look through; a second time while it runs is passed over."""
        start, end, officer = self.start.value(), self.end.value(), str(self.officer.currentData() or "")
        self.progress.start("Đang tự kiểm tra", lambda progress, _cancelled: self_check.over(self.desk, start, end, officer, progress), self._take)

    def _take(self, made: Checked) -> str:
        self.made = made
        self.table.set_empty("Không có trường hợp nào.")
        counted = "; ".join(f"{g.says.lower()} {dong(made.counts.get(g.id, 0))}" for g in heads().every)
        self.state.setText(f"Soát {dong(made.looked)} việc, {self_check.days_words(made)}: {counted}.")
        for at, g in enumerate(heads().every):
            self.group.setItemText(at, f"{g.says} ({dong(made.counts.get(g.id, 0))})")
        first = next((n for n, g in enumerate(heads().every) if made.counts.get(g.id)), 0)
        if not made.counts.get(str(self.group.currentData())):
            self.group.setCurrentIndex(first)
        self._show()
        self.table.setFocus()
        return f"Đã tự kiểm tra: {dong(len(made.findings))} trường hợp."

    def _show(self) -> None:
        if self.made is not None:
            self.model.set_rows(self.made.of(str(self.group.currentData())))

    def _late(self, f: Finding) -> str:
        return f"{f.late(self.made.today)} ngày" if self.made is not None and f.due is not None else ""

    def _open(self) -> None:
        at = self.table.currentIndex().row()
        row: Finding | None = self.model.row(at) if 0 <= at < self.model.rowCount() else None
        if row is not None:
            open_of(self.shell, row.opens)

    def _checked(self) -> Checked | None:
        if self.made is None:
            self.shell.warn(NOT_YET)
        return self.made

    def print_out(self) -> None:
        """The report as it will print."""
        made = self._checked()
        if made is not None:
            show_print(self, "Báo cáo tự kiểm tra", lambda: self_check.listing(self.desk, made), self._named())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        made = self._checked()
        if made is not None:
            prompt_save(self, self.progress, "self_check", "Lưu báo cáo tự kiểm tra", lambda: self_check.listing(self.desk, made), self._named())

    def _named(self) -> str:
        return f"tu-kiem-tra-{self.clock.today():%Y%m%d}"

    def first_focus(self) -> QWidget:
        return self.officer

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "soát"), ("Ctrl+G", "nội dung"), ("Enter", "mở"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Soát việc, bản án nhận, tài sản, các sổ và báo cáo theo quy tắc: ra quyết định, xác minh, gửi và thông báo chậm (hạn hết trong thời gian đã "
            "chọn mà làm sau hạn; việc chưa làm thì dù hạn hết từ bao giờ), hồ sơ thiếu giấy tờ, phân loại trái với những gì đã ghi (chưa có điều kiện mà "
            "đang có tài sản kê biên hoặc lần xác minh cuối có điều kiện; đang thi hành mà lần xác minh cuối không có điều kiện). "
            "Ctrl+G đổi nội dung, Enter mở, Ctrl+P in báo cáo, F8 lưu Excel hoặc PDF. Không ghi gì vào sổ: lập lại lúc nào cũng được."
        )

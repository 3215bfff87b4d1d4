"""Which files lack what, over the matters of an officer or of the whole office; Enter opens a file, Ctrl+P prints, F8 keeps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import completeness
from thads_desktop.services.completeness import Overview
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wrapped_label import WrappedLabel

NOT_YET = "Chọn chấp hành viên rồi Ctrl+Enter (hoặc F9) để soát."


class CompletenessPage(Page):
    """Asked for by the person: over a whole office it takes a while, and may be stopped."""

    name = "completeness"
    title = "Soát hồ sơ: hồ sơ nào còn thiếu gì"
    belongs = "matters"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Overview | None = None
        self.officer = Combo()
        self.officer.setObjectName("officer")
        self.officer.setAccessibleName("Chấp hành viên")
        self.officer.addItem("Mọi chấp hành viên", "")
        for person, name in completeness.officers(self.desk):
            self.officer.addItem(name, person)
        found = self.officer.findData(self.desk.actor)
        self.officer.setCurrentIndex(max(0, found))
        self.body.addLayout(FlowRow(self.heading(), self.officer))
        self.said = WrappedLabel(NOT_YET)
        self.said.setProperty("quiet", True)
        self.body.addWidget(self.said)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Số", lambda r: r.number_text, width=30),
                Column("Người phải thi hành án", lambda r: r.debtor, width=22, least=14),
                Column("Chấp hành viên", lambda r: r.officer_name, width=18, least=12, spare=1),
                Column("Thiếu", lambda r: len(r.missing), "right", 7),
                Column("Nội dung thiếu", lambda r: r.words, width=0, least=36),
            ],
            lambda r: r.matter, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, NOT_YET)
        self.table.setObjectName("completeness-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Soát hồ sơ", ("Ctrl+Return", "Ctrl+Enter", "F9"), self.look, icon="check")
        self.action("Chọn chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("In danh sách hồ sơ còn thiếu", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách hồ sơ còn thiếu thành Excel hoặc PDF", "F8", self.save, icon="export")

    def look(self) -> None:
        """Look through; a second time while it runs is passed over."""
        officer = str(self.officer.currentData() or "")
        self.progress.start("Đang soát hồ sơ", lambda progress, _cancelled: completeness.over(self.desk, officer, progress), self._take)

    def _take(self, made: Overview) -> str:
        self.made = made
        self.table.set_empty("Không hồ sơ nào thiếu.")
        self.model.set_rows(made.rows)
        self.table.setFocus()
        self.said.hide()
        whose = made.officer_name or "mọi chấp hành viên"
        return f"Đã soát {dong(made.looked)} hồ sơ chưa lưu trữ của {whose}: {dong(len(made.rows))} hồ sơ thiếu."

    def _open(self, key: object) -> None:
        from thads_desktop.ui.pages.case_file import CaseFilePage

        row = self.model.content(self.model.place(str(key)))
        if row is not None:
            shown = CaseFilePage(self.shell, row.matter, row.number_text)
            self.shell.open_page(shown)
            shown.show_check()

    def _made(self) -> Overview | None:
        if self.made is None:
            self.shell.warn(NOT_YET)
        return self.made

    def print_out(self) -> None:
        """The list as it will print."""
        made = self._made()
        if made is not None:
            show_print(self, "Hồ sơ còn thiếu", lambda: completeness.listing(self.desk, made), self._named())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        made = self._made()
        if made is not None:
            prompt_save(self, self.progress, "archive", "Lưu danh sách hồ sơ còn thiếu", lambda: completeness.listing(self.desk, made), self._named())

    def _named(self) -> str:
        return f"ho-so-con-thieu-{self.clock.today():%Y%m%d}"

    def first_focus(self) -> QWidget:
        return self.officer

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "soát"), ("Enter", "mở hồ sơ"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Soát từng hồ sơ chưa lưu trữ: những gì Viện kiểm sát hỏi (biên lai, biên bản, thông báo) và quy tắc lập hồ sơ đòi hỏi. Chọn chấp hành viên "
            "(Ctrl+H), Ctrl+Enter soát; Enter trên một dòng mở hồ sơ ấy ở phần soát. Mỗi mục có căn cứ hoặc ghi rõ là thực tiễn. "
            "Ctrl+P in, F8 lưu thành Excel hoặc PDF."
        )

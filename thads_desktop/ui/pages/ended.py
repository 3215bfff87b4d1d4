"""The matters that ended in a month, to be printed for the procuracy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from thads_desktop.domain.listing import Listing
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import ended_list, inspection_files
from thads_desktop.ui.listing_view import ListingView
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.refusals import sentence


class EndedPage(Page):
    """A month at the top, the list beneath; Ctrl+P prints."""

    name = "ended"
    title = "Việc kết thúc trong tháng"
    belongs = "matters"
    topics = ("matters",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        today = self.clock.today()
        self.month = QLineEdit(f"{today:%m/%Y}")
        self.month.setObjectName("month")
        self.month.setAccessibleName("Tháng")
        self.month.setMaximumWidth(120)
        self.month.returnPressed.connect(self.refresh)
        label = QLabel("Tháng   Ctrl+M")
        label.setBuddy(self.month)
        head = QHBoxLayout()
        head.addWidget(self.heading())
        head.addStretch(1)
        head.addWidget(label)
        head.addWidget(self.month)
        self.body.addLayout(head)
        self.told = QLabel()
        self.told.setObjectName("told")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.told)
        self.view = ListingView()
        self.view.names.hide()
        self.body.addWidget(self.view, 1)
        self.made: Listing | None = None
        self.action("Chọn tháng", "Ctrl+M", self._to_month)
        self.action("In danh sách", "Ctrl+P", self._print, icon="print")

    def refresh(self) -> None:
        try:
            year, month = ended_list.month_of(self.month.text(), self.clock.today())
        except Refused as refused:
            self.told.setText(" ".join(sentence(r) for r in refused.refusals))
            return
        self.worker.run_read(lambda: ended_list.ended(self.desk, year, month), self._take, key=f"ended-{id(self)}", owner=self)

    def first_focus(self) -> QWidget:
        return self.month

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem tháng ấy"), ("Ctrl+P", "in"), ("Esc", "quay lại"))

    def help(self) -> str:
        return (
            "Các việc kết thúc trong tháng, kết thúc ngày nào và vì sao. Gõ tháng/năm rồi Enter; Ctrl+P xem bản in, in hoặc lưu PDF để gửi Viện "
            "kiểm sát."
        )

    def _to_month(self) -> None:
        self.month.setFocus()
        self.month.selectAll()

    def _take(self, made: Listing) -> None:
        self.made = made
        self.view.show_tables(made.tables)
        self.told.setText(f"{len(made.tables[0].rows)} việc. {' '.join(made.notes)}")

    def _print(self) -> None:
        from thads_desktop.ui.pages.printed import PrintedPage

        made = self.made
        if made is None:
            self.shell.warn("Danh sách đang được đọc: hãy chờ rồi in.")
            return
        self.shell.open_page(PrintedPage(self.shell, made.title, lambda: inspection_files.pdf(made), "viec-ket-thuc"))

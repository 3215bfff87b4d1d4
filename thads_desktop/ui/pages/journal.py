"""Who recorded what: the newest entries of the log, in the words of the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from thads_desktop.services import journal, upkeep
from thads_desktop.services.people import BEGINNING
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel


def _day(row: journal.JournalRow) -> date | str | None:
    """What holds from the beginning of the office has no day that anybody knows."""
    return "từ đầu" if row.day is not None and row.day <= BEGINNING else row.day


class JournalPage(Page):
    """The log, and the proof that nobody changed it."""

    name = "journal"
    title = "Nhật ký"
    topics = ("*",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        head = QHBoxLayout()
        head.addWidget(self.heading())
        check = QPushButton("Kiểm tra toàn vẹn   F9")
        check.setObjectName("verify")
        check.clicked.connect(self._verify)
        head.addStretch(1)
        head.addWidget(check)
        self.body.addLayout(head)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Số", lambda r: r.seq, "right", 8),
                Column("Ngày", _day, width=10),
                Column("Đã ghi", lambda r: r.what + (" (đã xóa)" if r.struck else ""), width=32, least=24),
                Column("Chi tiết", lambda r: r.detail, width=24, least=12, spare=2),
                Column("Của việc, hồ sơ", lambda r: r.about, width=0, least=46),
                Column("Người ghi", lambda r: r.actor, width=16, least=12, spare=1),
            ],
            lambda r: r.seq,
            self,
        )
        self.table = TableView(self.model, self, "Chưa có gì trong nhật ký.")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table))
        self.action("Kiểm tra toàn vẹn", "F9", self._verify)

    def refresh(self) -> None:
        self.worker.run_read(lambda: journal.journal(self.desk), self.model.set_rows, key="journal", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("F9", "kiểm tra"), ("Ctrl+C", "chép"))

    def help(self) -> str:
        return (
            "Năm trăm dòng ghi gần nhất, mới nhất ở trên. Enter mở việc, bản án, đương sự hoặc trang mà dòng ấy nói tới. "
            "Xem theo kỳ, theo người, và in: trang Kiểm tra (Shift+F11). F9 đọc lại toàn bộ nhật ký và chứng tỏ không ai sửa được gì về sau."
        )

    def _open(self, key: object) -> None:
        at = self.model.place(key) if isinstance(key, int) else -1
        open_of(self.shell, self.model.row(at).opens if at >= 0 else "")

    def _verify(self) -> None:
        def work(_progress: object, _cancelled: object) -> upkeep.Verified:
            return upkeep.verify(self.desk)

        self.progress.start("Đang kiểm tra từng sự kiện, dòng sổ, văn bản", work, self._said)

    def _said(self, found: upkeep.Verified) -> str:
        if found.findings:
            return "\n".join(found.findings[:10])
        whole = f"Nguyên vẹn: {found.events} sự kiện, {found.rows} dòng sổ, {found.papers} bản lưu, {found.returns} báo cáo đã chốt."
        return "\n".join((whole, *found.notes[:5]))

"""What the office must do and by when: today's list first; Enter opens the matter, F8 saves the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from thads_desktop.services import queries
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.queries import DeadlineRow

SPANS = (("today", "Đến hết hôm nay"), ("week", "Trong 7 ngày"), ("month", "Trong 30 ngày"), ("all", "Tất cả"))
DAYS = {"today": 0, "week": 7, "month": 30}
SHOWN = 5000


class DeadlinesPage(Page):
    """Open deadlines of the office, earliest first."""

    name = "deadlines"
    title = "Thời hạn của đơn vị"
    topics = ("deadlines", "matters", "intake")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        head = QHBoxLayout()
        head.addWidget(self.heading())
        self.span = QComboBox()
        self.span.setObjectName("span")
        self.span.setAccessibleName("Khoảng thời gian")
        for key, words in SPANS:
            self.span.addItem(words, key)
        self.span.setCurrentIndex(1)
        self.span.currentIndexChanged.connect(lambda _at: self.refresh())
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        head.addWidget(self.span)
        head.addWidget(self.count)
        head.addStretch(1)
        self.body.addLayout(head)
        today = self.clock.today
        self.model = RowsModel(
            [
                Column("Hạn", lambda r: r.due, width=10),
                Column("", lambda r: due_chip((r.due - today()).days), width=19, least=17),
                Column("Việc phải làm", lambda r: r.title, width=0, least=48),
                Column("Số", lambda r: r.number_text, width=16),
                Column("Đương sự / cơ quan", lambda r: r.debtor, width=26, least=17, spare=1),
                Column("Căn cứ", lambda r: r.cite, width=40, least=12, spare=2),
            ],
            None,
            self,
        )
        self.table = TableView(self.model, self, "Không có việc nào đến hạn trong khoảng này.")
        self.table.setObjectName("deadlines-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table))

    def refresh(self) -> None:
        days = DAYS.get(self.span.currentData())
        until = None if days is None else self.clock.today() + timedelta(days=days)
        self.worker.run_read(lambda: queries.deadlines(self.desk, until), self._take, key="deadlines-list", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Ctrl+C", "chép danh sách"), ("Ctrl+K", "lệnh"))

    def help(self) -> str:
        return "Mỗi dòng là một việc phải làm theo luật, kèm điều luật. Việc tự mất đi khi đã ghi nhận điều phải làm."

    def _take(self, rows: list[DeadlineRow]) -> None:
        late = sum(1 for r in rows if r.due < self.clock.today())
        self.count.setText(f"{len(rows)} việc, trong đó {late} quá hạn")
        self.model.set_rows(rows[:SHOWN])

    def _open(self, key: object) -> None:
        if not isinstance(key, int):
            return
        kind, _, subject = self.model.row(key).subject.partition(":")
        if kind == "matter":
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, subject))
        else:
            from thads_desktop.ui.pages.decision import DecisionPage

            self.shell.open_page(DecisionPage(self.shell, subject))

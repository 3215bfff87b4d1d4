"""What the office must do and by when: today's list first; Enter opens the matter, F8 saves the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.text import sort_key
from thads_desktop.services import people, queries, takeover_batches
from thads_desktop.ui import wording
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.narrowing import Narrowing, Searched, searched
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.queries import DeadlineRow

SPANS = (("today", "Đến hết hôm nay"), ("week", "Trong 7 ngày"), ("month", "Trong 30 ngày"), ("all", "Tất cả"))
DAYS = {"today": 0, "week": 7, "month": 30}
SHOWN = 5000
NO_OFFICERS = (("", "Mọi chấp hành viên"), ("-", "Chưa phân công"))


class DeadlinesPage(Page):
    """Open deadlines of the office, earliest first."""

    name = "deadlines"
    title = "Thời hạn của đơn vị"
    topics = ("deadlines", "matters", "intake", "books")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.span = QComboBox()
        self.span.setObjectName("span")
        self.span.setAccessibleName("Khoảng thời gian")
        for key, words in SPANS:
            self.span.addItem(words, key)
        self.span.setCurrentIndex(1)
        self.span.currentIndexChanged.connect(lambda _at: self.refresh())
        self.officer = QComboBox()
        self.officer.setObjectName("officer")
        self.officer.setAccessibleName("Chấp hành viên")
        self.officer.setToolTip("Chấp hành viên   Ctrl+H")
        self.officer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.officer.setMinimumContentsLength(18)
        for value, words in NO_OFFICERS:
            self.officer.addItem(words, value)
        self.officer.currentIndexChanged.connect(lambda _at: self._of_officer())
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self._rows: list[Searched] = []
        today = self.clock.today
        self.model = RowsModel(
            [
                Column("Hạn", lambda r: r.due, width=10),
                Column("", lambda r: due_chip((r.due - today()).days), width=19, least=17, chips=(due_chip(-999),)),
                Column("Việc phải làm", lambda r: r.title, width=0, least=48),
                Column("Số", lambda r: r.number_text, width=16),
                Column("Đương sự / cơ quan", lambda r: r.debtor, width=26, least=17, spare=1),
                Column("Căn cứ", lambda r: r.cite, width=40, least=12, spare=2),
            ],
            None,
            self,
        )
        empty = "Không có việc nào đến hạn trong khoảng này."
        self.table = TableView(self.model, self, empty)
        self.table.setObjectName("deadlines-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.search = Narrowing(self, "việc phải làm, số, đương sự", self.table, empty, self._show)
        head = QHBoxLayout()
        head.addWidget(self.heading())
        head.addWidget(self.search, 1)
        self.body.addLayout(head)
        self.body.addLayout(FlowRow(self.span, self.officer, self.count))
        self.carried = QLabel(wording.CARRIED_IN)
        self.carried.setObjectName("carried-in")
        self.carried.setProperty("quiet", True)
        self.carried.setWordWrap(True)
        self.carried.hide()
        self.body.addWidget(self.carried)
        self.body.addWidget(self.table, 1)
        self.action("Lọc theo chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.body.addWidget(RowWords(self.table))

    def refresh(self) -> None:
        days = DAYS.get(self.span.currentData())
        until = None if days is None else self.clock.today() + timedelta(days=days)

        def ask() -> tuple[list[Searched], list[tuple[str, str]], bool]:
            rows = queries.deadlines(self.desk, until)
            with self.desk.reading() as reader:
                names = {p.person: p.name for p in people.officers(reader, self.clock.today())}
                former = {row.officer for row in rows if row.officer} - set(names)
                names |= {key: str((reader.row("person", key) or {}).get("name", "")) for key in former}
            officers = sorted(names.items(), key=lambda x: sort_key(x[1]))
            listed = [searched(row, (row.title, row.number_text, row.debtor, short_date(row.due))) for row in rows]
            return listed, officers, takeover_batches.any_standing(self.desk)

        self.worker.run_read(ask, self._take, key="deadlines-list", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Ctrl+F", "tìm"), ("Ctrl+H", "lọc chấp hành viên"))

    def help(self) -> str:
        return (
            "Mỗi dòng là một việc phải làm theo luật, kèm điều luật. Việc tự mất đi khi đã ghi nhận điều phải làm. Ctrl+F tìm, có dấu hoặc "
            "không dấu; Ctrl+H chọn chấp hành viên bằng mũi tên hoặc chữ cái; Ctrl+C chép danh sách."
        )

    def _take(self, answer: tuple[list[Searched], list[tuple[str, str]], bool]) -> None:
        self._rows, officers, carried = answer
        self.carried.setVisible(carried)
        chosen = self.officer.currentData()
        self.officer.blockSignals(True)
        while self.officer.count() > len(NO_OFFICERS):
            self.officer.removeItem(len(NO_OFFICERS))
        for person, name in officers:
            self.officer.addItem(name, person)
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))
        self.officer.blockSignals(False)
        self._of_officer()

    def _of_officer(self) -> None:
        chosen = self.officer.currentData()
        wanted = "" if chosen == "-" else chosen
        self.search.take([row for row in self._rows if not chosen or row[0].officer == wanted])

    def _show(self, rows: list[DeadlineRow]) -> None:
        late = sum(1 for r in rows if r.due < self.clock.today())
        self.count.setText(f"{len(rows)} việc, trong đó {late} quá hạn")
        self.model.set_rows(rows[:SHOWN])

    def _open(self, key: object) -> None:
        if not isinstance(key, int):
            return
        kind, _, subject = self.model.row(key).subject.partition(":")
        if kind == "entry":
            open_of(self.shell, f"entry:{subject}")
        elif kind == "matter":
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, subject))
        else:
            from thads_desktop.ui.pages.decision import DecisionPage

            self.shell.open_page(DecisionPage(self.shell, subject))

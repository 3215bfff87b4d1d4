"""At the counter: type a name or a number, read the matter's state aloud; one key writes down the request for a confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSplitter, QWidget

from thads_desktop.services import book_rights, counter
from thads_desktop.ui.chips import CHIPS, chip_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.search_line import SearchLine
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.counter import Answer
    from thads_desktop.services.queries import MatterRow

PAUSE_MS = 120
NOTHING = "Gõ tên, số quyết định hoặc số giấy tờ của người hỏi."
NOBODY = "Không có việc nào như vậy. Thử gõ ngắn hơn, hoặc chỉ gõ số quyết định."
ASK_WHO = "Xem giấy tờ của người hỏi trước khi đọc."
#: The book of requests for a confirmation.
CONFIRMATIONS = "xac_nhan"
#: Letters of the answer are larger: it is read aloud, from where one sits.
_LARGER = 1.2


class CounterPage(Page):
    """Matters at the left, what is said of the chosen one at the right."""

    name = "counter"
    title = "Trả lời tại quầy: hồ sơ đến đâu"
    topics = ("matters", "deadlines")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.answer: Answer | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search = SearchLine("Tên, số quyết định, số giấy tờ …   Ctrl+F", "Tìm hồ sơ của người hỏi")
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.down.connect(self._down)
        self.search.left.connect(self.shell.back)
        self.model = RowsModel(
            [
                Column("Số QĐ", lambda r: r.number_text, width=16, least=12),
                Column("Người phải THA", lambda r: r.debtor, width=0, least=16),
                Column("Trạng thái", lambda r: chip_of(r.status), width=16, least=11, spare=1, chips=tuple(CHIPS.values())),
            ],
            lambda r: r.matter, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, NOTHING)
        self.table.setObjectName("counter-table")
        self.table.picks_first = True
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open)
        self.said = QPlainTextEdit()
        self.said.setObjectName("said")
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName("Trả lời")
        font = QFont(self.said.font())
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.said.setFont(font)
        reminder = QLabel(ASK_WHO)
        reminder.setProperty("quiet", True)
        head = QHBoxLayout()
        head.addWidget(self.heading())
        head.addStretch(1)
        head.addWidget(reminder)
        self.body.addLayout(head)
        self.body.addWidget(self.search)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.said)
        split.setSizes([470, 620])
        self.body.addWidget(split, 1)
        self.action("Tìm hồ sơ khác", "Ctrl+F", self.begin, icon="search")
        self.action("Ghi yêu cầu xác nhận kết quả thi hành án", "F9", self.confirm, icon="paper")

    def refresh(self) -> None:
        text = self.search.text()
        self.worker.run_read(lambda: counter.find(self.desk, text), self._take, key="counter", owner=self)

    def _take(self, rows: list[MatterRow]) -> None:
        self.table.set_empty(NOBODY if self.search.text().strip() else NOTHING)
        self.model.set_rows(rows)
        # What is found first is told at once: at the counter the hand stays in the line.
        self._chosen(rows[0].matter if rows else None)
        if rows:
            self.table.select_key(rows[0].matter)

    def _chosen(self, key: object) -> None:
        if not isinstance(key, str):
            self.answer = None
            self.said.clear()
            return
        self.worker.run_read(lambda: counter.answer(self.desk, key), self._say, key="counter-answer", owner=self)

    def _say(self, answer: Answer) -> None:
        self.answer = answer
        self.said.setPlainText("\n\n".join(answer.sentences))

    def _down(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.refresh()
        self.table.begin()

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, key))

    def confirm(self) -> None:
        """The form of a request for a confirmation, its matter filled in."""
        if self.answer is None:
            self.shell.warn("Hãy chọn hồ sơ của người hỏi trước.")
            return
        from thads_desktop.services import books
        from thads_desktop.ui.pages.entry import EntryPage

        book = book_rights.named(CONFIRMATIONS)
        with self.desk.reading() as reader:
            rowid = reader.projections.matter_id(self.answer.matter)
            rows = reader.projections.matter_rows([rowid]) if rowid is not None else []
        matter = books.spelled(rows[0]) if rows else ""
        today = self.clock.today().isoformat()
        self.shell.open_page(EntryPage(self.shell, book.key, matter=matter, given={book.day: today}))

    def first_focus(self) -> QWidget:
        return self.search

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("F9", "yêu cầu xác nhận"), ("Esc", "xong"))

    def help(self) -> str:
        return (
            "Shift+F2 từ bất cứ đâu: gõ tên, số quyết định hoặc số giấy tờ; hồ sơ đầu tiên được trả lời ngay bên phải bằng lời để đọc cho người "
            "hỏi nghe: tình trạng, tiền, những việc gần nhất, bước tiếp theo và ngày. Mũi tên xuống chọn hồ sơ khác, Enter mở việc. F9 ghi yêu "
            "cầu xác nhận kết quả vào sổ, có hạn phải cấp; giấy xác nhận lập ngoài chương trình."
        )

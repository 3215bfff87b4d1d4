"""Slips of the department about returns: opened from a file, kept; what was given back is a task until a corrected version leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from thads_desktop.services import slips
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

TOPICS = ("returns", "tasks", "deadlines")
OK, BACK, DONE = Chip("Chấp nhận", "green", "check"), Chip("Trả lại", "amber", "warning"), Chip("Đã lập lại", "blue", "check")
SETTLED = Chip("Đã chấp nhận sau", "blue", "check")
EMPTY = "Chọn tệp phiếu (Ctrl+O) rồi nhấn Enter để xem; chưa ghi gì cho đến khi nhấn F9."


class SlipsPage(Page):
    """The file above, what it says, the slips that came before below."""

    name = "slips"
    title = "Phiếu của cấp trên về báo cáo"
    belongs = "returns"
    topics = ("returns",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.found: slips.Received | None = None
        self.place = QLineEdit()
        self.place.setObjectName("place")
        self.place.setPlaceholderText("Tệp phiếu (.thads)")
        self.place.setAccessibleName("Tệp phiếu")
        self.place.returnPressed.connect(self.look)
        self.place.textEdited.connect(lambda _text: self._forget())
        self.body.addWidget(self.heading())
        self.body.addWidget(self.place)
        self.body.addLayout(FlowRow(*buttons(
            ("Tệp…   Ctrl+O", self.prompt_file), ("Xem   Enter", self.look), ("Nhận   F9", self.take), ("Mở việc phải làm   Ctrl+T", self.open_task),
            ("Cấp trên…   Ctrl+G", self.ask_superior),
        )))  # fmt: skip
        self.state = state_label(EMPTY)
        self.body.addWidget(self.state)
        self.model = RowsModel(
            [
                Column("Ngày phiếu", lambda r: r.made_on, width=12),
                Column("Kỳ", lambda r: f"{r.months:02d} tháng {r.year}", width=15),
                Column("", _state, width=20, chips=(OK, BACK, DONE, SETTLED)),
                Column("Hạn lập lại", lambda r: r.answer_by, width=12),
                Column("Ý kiến", _said, width=0, least=40),
                Column("Người ký", lambda r: r.signed_by, width=20, least=12, spare=1),
            ],
            lambda r: r.sha256,
            self,
        )
        self.table = TableView(self.model, self, "Chưa nhận phiếu nào.")
        self.table.setObjectName("slips-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.open_task())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Chọn tệp phiếu", "Ctrl+O", self.prompt_file)
        self.action("Nhận phiếu đang xem", "F9", self.take)
        self.action("Cơ quan cấp trên gửi phiếu", "Ctrl+G", self.ask_superior)
        self.action("Mở việc phải làm của phiếu đang chọn", "Ctrl+T", self.open_task)

    def refresh(self) -> None:
        self.worker.run_read(lambda: slips.listed(self.desk), self.model.set_rows, key="slips", owner=self)

    def first_focus(self) -> QWidget:
        return self.place

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn tệp"), ("Enter", "xem"), ("F9", "nhận"), ("Ctrl+T", "việc phải làm"))

    def help(self) -> str:
        return (
            "Cục trả báo cáo bằng một tệp phiếu có chữ ký. Xem trước (Enter), F9 mới ghi. Phiếu trả lại thành một việc phải làm ở trang Hạn; lập "
            "lại báo cáo, chốt và lưu gói (F8 ở trang Báo cáo), hoặc Cục chấp nhận chính gói ấy, thì việc ấy tự xong. Khóa của Cục phải được tin "
            "trước, ở trang Nhận gói, khóa (F10): chọn tệp phiếu, Ctrl+T xem dấu vân tay, gọi điện đối chiếu, đúng thì Ctrl+T lần nữa. Cục đã đổi "
            "tên, hay tên không nói rõ ai là cấp trên thì chọn một lần bằng Ctrl+G."
        )

    def prompt_file(self) -> None:
        """Ask for a file; no logic here."""
        name, _kind = QFileDialog.getOpenFileName(self, "Chọn phiếu", "", "Gói (*.thads);;Mọi tệp (*)")
        if name:
            self.place.setText(name)
            self.look()

    def look(self) -> None:
        """Open the file and say what it says."""
        typed = self.place.text().strip()
        self._forget()
        if not typed:
            self.shell.warn("Hãy chọn tệp phiếu (Ctrl+O).")
            return
        self.worker.run_read(lambda: slips.look(self.desk, Path(typed)), self._looked, key="slip", owner=self, on_refused=self._refused)

    def take(self) -> None:
        """A human says yes."""
        found = self.found
        if found is None:
            self.shell.warn("Hãy xem phiếu trước (Enter ở ô tệp).")
            return
        self.worker.run_write(lambda: (slips.take(self.desk, found.data), TOPICS), self._taken, self._refused, owner=self)

    def open_task(self) -> None:
        """The task that the chosen slip became."""
        key = self.table.current_key()
        row: slips.Received | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None or not row.task or row.answered or row.settled:
            self.shell.warn("Phiếu đang chọn không có việc phải làm." if row is not None else "Hãy chọn một phiếu trong danh sách.")
            return
        from thads_desktop.ui.pages.task import open_task

        open_task(self.shell, row.task)

    def ask_superior(self) -> None:
        """Which trusted office the slips are taken of."""
        from thads_desktop.ui.pages.superior import SuperiorPage

        self.shell.open_page(SuperiorPage(self.shell, self._look_again))

    def _look_again(self) -> None:
        if self.place.text().strip():
            self.look()

    def _forget(self) -> None:
        self.found = None
        self.state.setText(EMPTY)

    def _looked(self, found: slips.Received) -> None:
        self.found = found
        after = "Đã nhận trước đây." if found.written else "Nhấn F9 để nhận."
        self.state.setText("\n".join((found.words, *(r.words for r in found.remarks), after)))

    def _taken(self, found: slips.Received) -> None:
        self._forget()
        self.place.clear()
        self.shell.tell("Đã nhận phiếu." if found.accepted or not found.task else "Đã nhận phiếu trả lại; việc phải làm đã vào trang Hạn.")
        self.refresh()

    def _refused(self, refusals: Any) -> None:
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))


def _state(row: slips.Received) -> Chip:
    return OK if row.accepted else DONE if row.answered else SETTLED if row.settled else BACK


def _said(row: slips.Received) -> str:
    return "; ".join(x for x in (row.text, *(r.words for r in row.remarks)) if x)

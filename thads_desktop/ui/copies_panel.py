"""The copies of the store on the page of settings: which there are, where the second ones go, one now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from thads_desktop.services import copies
from thads_desktop.ui import copies_actions
from thads_desktop.ui.ask_place import ask_folder
from thads_desktop.ui.confirm_exchange import ConfirmExchange
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page


class CopiesPanel(QWidget):
    """List, state and buttons; ``look`` asks anew."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("copies")
        self.page = page
        self._heads: dict[Path, str] = {}
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.model = RowsModel(
            [
                Column("Lúc", lambda c: f"{c.made.astimezone():%d/%m/%Y %H:%M}", width=18),
                Column("Đến sự kiện", lambda c: c.seq, "right", 14),
                Column("Đầu chuỗi", lambda c: self._heads.get(c.file, "không mở được")[:16], width=20),
                Column("Tệp", lambda c: str(c.file), width=0, least=40),
            ],
            lambda c: str(c.file),
            self,
        )
        self.table = TableView(self.model, page, "Chưa có bản sao nào. Bản đầu tiên được làm khi có dữ liệu.")
        self.table.setObjectName("copies-table")
        self.now = QPushButton("Sao lưu ngay")
        self.now.setObjectName("backup")
        self.now.clicked.connect(lambda _checked=False: self.make())
        self.choose = QPushButton("Nơi cất bản thứ hai…")
        self.choose.setObjectName("second-place")
        self.choose.clicked.connect(lambda _checked=False: self._ask())
        self.drop = QPushButton("Thôi cất bản thứ hai")
        self.drop.setObjectName("no-second-place")
        self.drop.clicked.connect(lambda _checked=False: self.second(None))
        self.restore, self.take_back, self.drill = (QPushButton(text) for text in ("Phục hồi…", "Lấy lại một việc…", "Diễn tập…"))
        for button, name, run in (
            (self.restore, "restore", copies_actions.restore), (self.take_back, "take-back", copies_actions.take_back),
            (self.drill, "drill", copies_actions.drill),
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, run=run: run(page.window()))
        line = QHBoxLayout()
        for button in (self.now, self.choose, self.drop, self.restore, self.take_back, self.drill):
            line.addWidget(button)
        line.addStretch(1)
        self.exchange = ConfirmExchange(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.exchange)
        column.addWidget(self.said)
        column.addLayout(line)
        column.addWidget(self.table)

    def look(self) -> None:
        """Ask how far the copies are."""
        desk = self.page.desk

        def ask() -> tuple[copies.State, list[copies.Copy], dict[Path, str]]:
            found = copies.all_of(desk)
            return copies.state(desk), found, copies.heads(desk, found)

        self.exchange.look()
        self.page.worker.run_read(ask, self._take, key="copies", owner=self)

    def make(self) -> None:
        """A copy now."""
        self.page.worker.run_long(
            lambda _progress, _cancelled: copies.make(self.page.desk), self._made, on_refused=self._refused, owner=self
        )

    def second(self, place: Path | None) -> None:
        """From now on the second copies go there; None = nowhere."""

        def write() -> tuple[None, tuple[str, ...]]:
            copies.choose_second(self.page.desk, place)
            return None, ()

        self.page.worker.run_write(write, lambda _none: self.look(), self._refused, owner=self)

    def _ask(self) -> None:
        place = ask_folder(self, "Nơi cất bản sao thứ hai", self.page.desk.folder)
        if place is not None:
            self.second(place)

    def _made(self, made: copies.Made) -> None:
        tell = self.page.shell.warn if made.second_missing else self.page.shell.tell
        tell(f"Đã sao lưu: {copies.words(made.counted)}. {copies.SECOND_MISSING if made.second_missing else ''}".strip())
        self.look()

    def _take(self, answer: tuple[copies.State, list[copies.Copy], dict[Path, str]]) -> None:
        state, rows, self._heads = answer
        self.model.set_rows(list(reversed(rows)))
        self.drop.setVisible(state.second_place is not None)
        self.said.setText(" ".join(_told(state)))

    def _refused(self, refusals: Any) -> None:
        self.page.shell.warn(" ".join(sentence(r) for r in refusals))


def _told(state: copies.State) -> list[str]:
    told = ["Bản sao được làm khi dữ liệu thay đổi (cách nhau ít nhất 30 phút), trước việc khó đảo lại và khi đóng chương trình."]
    if state.changed:
        told.append(f"Từ bản sao cuối đã có thêm {state.changed} sự kiện.")
    if state.second_place is None:
        told.append("Chưa có nơi cất bản thứ hai: hãy chọn một ổ đĩa khác hoặc thư mục chung.")
    elif not state.second_there:
        told.append(f"Không thấy nơi cất bản thứ hai {state.second_place}: hãy cắm ổ đĩa ấy.")
    else:
        last = "chưa có bản nào" if state.second is None else f"bản cuối lúc {state.second.made.astimezone():%d/%m/%Y %H:%M}"
        told.append(f"Bản thứ hai cất ở {state.second_place}: {last}.")
    return told

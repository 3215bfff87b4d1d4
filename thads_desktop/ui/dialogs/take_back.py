"""One matter out of a copy: then and now side by side, and what of then is to be taken back."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.domain.dates import short_date
from thads_desktop.services import copies, taking_back
from thads_desktop.ui import theme
from thads_desktop.ui.dialogs.busy import BusyDialog
from thads_desktop.ui.refusals import sentence, trouble_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterRow
    from thads_desktop.ui.worker import Worker

_ROLE = Qt.ItemDataRole.UserRole


class TakeBackDialog(BusyDialog):
    """The copy is opened when a matter is first searched in it, and let go of when another is chosen or the dialog closes."""

    def __init__(self, desk: Desk, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("take-back")
        self.setWindowTitle("Lấy lại một việc từ bản sao")
        self.resize(1120, 660)
        self.desk, self.worker = desk, worker
        self._stack = self._ends = ExitStack()
        self._copy: Desk | None = None
        self._opened_file: Path | None = None
        self._seen: taking_back.Compared | None = None
        self._busy = False
        self.copies = QComboBox()
        self.copies.setObjectName("copies")
        self.line = QLineEdit()
        self.line.setObjectName("search")
        self.line.setPlaceholderText("Số quyết định, tên đương sự… rồi Enter")
        self.line.returnPressed.connect(self.search)
        self.found = QListWidget()
        self.found.setObjectName("found")
        self.found.currentItemChanged.connect(lambda _now, _before: self._compare())
        self.then, self.now = QPlainTextEdit(), QPlainTextEdit()
        self.offers = QListWidget()
        self.offers.setObjectName("offers")
        self.offers.setWordWrap(True)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.take = QPushButton("Lấy lại những mục đã đánh dấu")
        self.take.setObjectName("take")
        self.take.setAutoDefault(False)
        self.take.clicked.connect(lambda _checked=False: self.take_chosen())
        self.leave = QPushButton("Đóng")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(lambda _checked=False: self.reject())
        self._build()
        for copy in reversed(copies.all_of(desk)):
            self.copies.addItem(f"{copy.made.astimezone():%d/%m/%Y %H:%M}, đến sự kiện {copy.seq}: {copy.file}", copy.file)
        self.line.setFocus()
        if not self.copies.count():
            self._say("Chưa có bản sao nào.")

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(QLabel("Bản sao"))
        top.addWidget(self.copies, 1)
        search = QHBoxLayout()
        search.addWidget(QLabel("Tìm việc"))
        search.addWidget(self.line, 1)
        self.found.setMaximumHeight(theme.space(24))
        sides = QSplitter()
        for title, side in (("Trong bản sao", self.then), ("Hiện nay", self.now)):
            side.setReadOnly(True)
            side.setTabChangesFocus(True)
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(QLabel(title))
            column.addWidget(side)
            sides.addWidget(box)
        bottom = QHBoxLayout()
        bottom.addWidget(self.said, 1)
        bottom.addWidget(self.leave)
        bottom.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(4),) * 4)
        column.addLayout(top)
        column.addLayout(search)
        column.addWidget(self.found)
        column.addWidget(sides, 3)
        column.addWidget(QLabel("Có trong bản sao mà nay không còn như thế"))
        column.addWidget(self.offers, 2)
        column.addLayout(bottom)

    # --- asking -------------------------------------------------------------------------------------

    def search(self) -> None:
        """Search in the chosen copy; opening it may take a moment."""
        file, text = self.copies.currentData(), self.line.text().strip()
        if self._busy or file is None:
            return

        def ask() -> list[MatterRow]:
            return taking_back.found(self._open(file), text)

        self._work("Đang mở bản sao và tìm…", ask, self._listed)

    def _open(self, file: Path) -> Desk:
        """On the worker's thread: one copy is open at a time."""
        copy = self._copy
        if copy is None or self._opened_file != file:
            self._stack.close()
            self._copy = self._opened_file = None
            copy = self._copy = self._stack.enter_context(taking_back.opened_copy(self.desk, file))
            self._opened_file = file
        return copy

    def _listed(self, rows: list[MatterRow]) -> None:
        self.found.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.number_text}  {short_date(row.decision_day)}  {row.debtor}")
            item.setData(_ROLE, row.matter)
            self.found.addItem(item)
        self._say("" if rows else "Không tìm thấy việc nào trong bản sao này.")
        if rows:
            self.found.setCurrentRow(0)
            self.found.setFocus()

    def _compare(self) -> None:
        item: QListWidgetItem | None = self.found.currentItem()
        if item is None or self._copy is None or self._busy:
            return
        desk, copy, matter = self.desk, self._copy, item.data(_ROLE)
        self._work("Đang so sánh…", lambda: taking_back.compare(desk, copy, matter), self._compared)

    def _compared(self, seen: taking_back.Compared) -> None:
        self._seen = seen
        self.then.setPlainText("\n".join(seen.then))
        self.now.setPlainText("\n".join(seen.now) or "Không có việc này.")
        self.offers.clear()
        for offer in seen.offers:
            words = f"{offer.title}: {offer.then}   ⟵ nay: {offer.now}" + (f"   ({offer.refusal})" if offer.refusal else "")
            item = QListWidgetItem(words)
            item.setData(_ROLE, offer.id)
            if offer.refusal:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            else:
                item.setCheckState(Qt.CheckState.Unchecked)
            self.offers.addItem(item)
        self._say(" ".join(seen.told))

    # --- taking -------------------------------------------------------------------------------------

    def take_chosen(self) -> None:
        """Take back what is ticked."""
        seen, copy, desk = self._seen, self._copy, self.desk
        if self._busy or seen is None or copy is None:
            return
        items = [self.offers.item(at) for at in range(self.offers.count())]
        ids = [str(i.data(_ROLE)) for i in items if i.checkState() == Qt.CheckState.Checked]

        def write() -> tuple[tuple[taking_back.Taken, taking_back.Compared], tuple[str, ...]]:
            taken = taking_back.take(desk, copy, seen.matter, ids, seen)
            return (taken, taking_back.compare(desk, copy, seen.matter)), ("matters", "deadlines", "papers", "intake", "people")

        def done(answer: tuple[taking_back.Taken, taking_back.Compared]) -> None:
            self._free()
            self._compared(answer[1])
            self._say(answer[0].text())

        self._hold("Đang lấy lại…")
        self.worker.run_write(write, done, self._refused, self._troubled, owner=self)

    def _work(self, said: str, fn: Any, done: Any) -> None:
        def take(answer: Any) -> None:
            self._free()
            self._say("")
            done(answer)

        self._hold(said)
        self.worker.run_read(fn, take, owner=self, on_refused=self._refused, on_trouble=self._troubled)

    def _hold(self, said: str) -> None:
        self._busy = True
        self._say(said)
        self.take.setEnabled(False)

    def _free(self) -> None:
        self._busy = False
        self.take.setEnabled(True)

    def _say(self, text: str) -> None:
        self.said.setText(text)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self._free()
        self._say("⚠ " + " ".join(sentence(r) for r in refusals))

    def _troubled(self, trouble: Trouble) -> None:
        self._free()
        self._say("⚠ " + trouble_sentence(trouble))

"""Restoring in three steps: choose a copy, see what is in it and what is lost, do it. The old store stays under another name."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.files import STORE
from thads_desktop.services import copies, restoring, restoring_second, second, since_copy, upkeep
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.ui import theme
from thads_desktop.ui.dialogs.busy import BusyDialog
from thads_desktop.ui.dialogs.who import Who
from thads_desktop.ui.refusals import sentence, trouble_sentence
from thads_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.services.access import Account
    from thads_desktop.services.desk import Desk

STEPS = ("Bước 1/3: chọn bản sao", "Bước 2/3: xem bản sao có gì, sẽ mất gì", "Bước 3/3: phục hồi")
_COLUMNS = ("Lúc", "Nơi cất", "Đến sự kiện", "Đầu chuỗi", "Kho đang dùng có thêm")
_DOES = (
    "Kho đang dùng được giữ lại bên cạnh dưới một tên khác, không bị xóa. Bản sao vào thay chỗ của nó.\n"
    "Sau đó trao đổi dữ liệu (gói báo cáo, gói khóa, gửi văn bản) tắt cho đến khi có người xác nhận kho cũ không còn dùng ở đâu nữa."
)
_SECOND = "Phục hồi cần người thứ hai xác nhận. Đồng nghiệp gõ tài khoản của mình ở đây. Người xác nhận được: {who}."
_CLOSES = "\nChương trình đóng lại sau khi phục hồi; hãy mở lại và đăng nhập."


class RestoreDialog(BusyDialog):
    """desk: the open store, None where it does not open. release: lets go of the folder just before the third step."""

    def __init__(
        self, folder: Path, clock: Clock, desk: Desk | None = None, parent: QWidget | None = None,
        release: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("restore")
        self.setWindowTitle("Phục hồi dữ liệu từ bản sao")
        self.resize(1000, 620)
        self.folder, self.clock, self.desk, self._release = folder, clock, desk, release
        self.restored = False
        self._opened, self._two = restoring.Opened(None), False
        self.worker = self._ends = Worker(on_trouble=self._troubled)
        self.heading = QLabel()
        self.heading.setProperty("heading", True)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.pages = QStackedWidget()
        for page in (self._choosing(), self._seeing(), self._doing()):
            self.pages.addWidget(page)
        self.back, self.next, self.leave = QPushButton("Lùi"), QPushButton("Tiếp"), QPushButton("Thôi")
        self.next.setObjectName("next")
        self.next.setDefault(True)
        self.back.clicked.connect(lambda _checked=False: self._to(self.pages.currentIndex() - 1))
        self.next.clicked.connect(lambda _checked=False: self.go_on())
        self.leave.clicked.connect(lambda _checked=False: self.reject())
        line = QHBoxLayout()
        line.addWidget(self.said, 1)
        for button in (self.leave, self.back, self.next):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(5),) * 4)
        column.addWidget(self.heading)
        column.addWidget(self.pages, 1)
        column.addLayout(line)
        self._to(0)
        self._list()

    # --- the pages ----------------------------------------------------------------------------------

    def _choosing(self) -> QWidget:
        self.tree = QTreeWidget()
        self.tree.setObjectName("restore-copies")
        self.tree.setHeaderLabels(list(_COLUMNS))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._picked())
        self.tree.itemActivated.connect(lambda _item, _column: self.go_on())
        self.kinds = QLabel()
        self.kinds.setWordWrap(True)
        self.kinds.setTextFormat(Qt.TextFormat.PlainText)
        self.who = Who()
        self.who.hide()
        self.other = QPushButton("Tệp khác…")
        self.other.clicked.connect(lambda _checked=False: self._ask_file())
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree, 1)
        column.addWidget(self.kinds)
        column.addWidget(self.who)
        line = QHBoxLayout()
        line.addWidget(self.other)
        line.addStretch(1)
        column.addLayout(line)
        return page

    def _seeing(self) -> QWidget:
        self.loss = QPlainTextEdit()
        self.loss.setObjectName("loss")
        self.loss.setReadOnly(True)
        self.loss.setTabChangesFocus(True)
        return self.loss

    def _doing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        says = QLabel(_DOES + (_CLOSES if self.desk is not None else ""))
        says.setWordWrap(True)
        self.people = QLabel()
        self.people.setObjectName("since-copy")
        self.people.setWordWrap(True)
        self.people.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = QLineEdit()
        self.reason.setObjectName("restore-reason")
        # Judged before anything is let go of: there is nothing to go back to then.
        self.reason.setMaxLength(SENTENCE)
        self.reason.setPlaceholderText("ví dụ: ổ đĩa hỏng, nhập nhầm sổ; được ghi vào nhật ký")
        why = QFormLayout()
        why.addRow("Vì sao phục hồi", self.reason)
        self.asks_second = QLabel()
        self.asks_second.setObjectName("asks-second")
        self.asks_second.setWordWrap(True)
        self.asks_second.setTextFormat(Qt.TextFormat.PlainText)
        self.second = Who(sheet=False)
        self.sure = QCheckBox("Tôi đã xem những gì sẽ mất và muốn phục hồi")
        self.sure.setObjectName("sure")
        self.sure.toggled.connect(lambda _on: self._buttons())
        self.outcome = QPlainTextEdit()
        self.outcome.setObjectName("result")
        self.outcome.setReadOnly(True)
        self.outcome.setTabChangesFocus(True)
        self.outcome.hide()
        self.before = QWidget()
        asks = QVBoxLayout(self.before)
        asks.setContentsMargins(0, 0, 0, 0)
        for line in (self.people, self.asks_second, self.second):
            asks.addWidget(line)
        asks.insertLayout(1, why)
        asks.addWidget(self.sure)
        column.addWidget(says)
        column.addWidget(self.before)
        column.addWidget(self.outcome, 1)
        column.addStretch(1)
        for first, then in pairwise((self.reason, self.second.login, self.second.password, self.sure)):
            QWidget.setTabOrder(first, then)
        return page

    # --- going on -----------------------------------------------------------------------------------

    def go_on(self) -> None:
        """The next step, or the end."""
        if self._busy:
            return
        step = self.pages.currentIndex()
        if self.restored:
            self.accept()
        elif step == 0 and self.file() is not None:
            self._look()
        elif step == 1:
            self._to(2)
        elif step == 2 and self.sure.isChecked():
            self._restore()

    def file(self) -> Path | None:
        """The chosen copy."""
        item = self.tree.currentItem()
        found: Any = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return found.copy.file if found is not None else None

    def _to(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        self.heading.setText(STEPS[step])
        self.said.setText("")
        self._buttons()
        (self.tree, self.loss, self.reason)[step].setFocus()

    def _buttons(self) -> None:
        step = self.pages.currentIndex()
        self.back.setVisible(step > 0 and not self.restored)
        self.leave.setVisible(not self.restored)
        self.next.setText("Xong" if self.restored else "Phục hồi" if step == 2 else "Tiếp")
        ready = (self.file() is not None, True, self.sure.isChecked() or self.restored)[step]
        self.next.setEnabled(ready and not self._busy)
        for button in (self.back, self.leave):
            button.setEnabled(not self._busy)

    def _work(self, said: str, fn: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._busy = True
        self.said.setText(said)
        self._buttons()

        def take(answer: Any) -> None:
            self._busy = False
            self.said.setText("")
            done(answer)
            self._buttons()

        self.worker.run_long(lambda _progress, _cancelled: fn(), take, on_refused=self._refused, on_trouble=self._troubled, owner=self)

    # --- step 1 -------------------------------------------------------------------------------------

    def _list(self) -> None:
        folder = self.folder

        def ask() -> list[restoring.Choice]:
            return restoring.choices(folder, copies.second_folders(folder))

        self._work("Đang xem các bản sao…", ask, self._listed)

    def _listed(self, rows: list[restoring.Choice]) -> None:
        for row in rows:
            self.tree.addTopLevelItem(_item(row, self.folder))
        for at in range(len(_COLUMNS)):
            self.tree.resizeColumnToContents(at)
        if rows:
            self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        else:
            self.kinds.setText("Chưa có bản sao nào ở đây: chọn Tệp khác… nếu bản sao nằm nơi khác.")

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Chọn bản sao", str(self.folder), "Bản sao (*.db);;Mọi tệp (*)")
        if chosen:
            self.choose(Path(chosen))

    def choose(self, file: Path) -> None:
        """A copy that lies elsewhere."""
        item = _item(restoring.chosen(self.folder, file, None), self.folder)
        self.tree.insertTopLevelItem(0, item)
        self.tree.setCurrentItem(item)

    def _picked(self) -> None:
        item, file = self.tree.currentItem(), self.file()
        if item is None or file is None:
            return
        row: restoring.Choice = item.data(0, Qt.ItemDataRole.UserRole)
        kinds = restoring.kinds_words(row.kinds[:8])
        self.kinds.setText(f"Không có trong bản sao này: {kinds}." if kinds else "")
        self.who.setVisible(restoring.asks_for_password(self.folder, file))
        self._buttons()

    # --- steps 2 and 3 ------------------------------------------------------------------------------

    def _look(self) -> None:
        folder, file, asked, desk = self.folder, self.file(), self.who.isVisibleTo(self), self.desk
        assert file is not None
        login, password, words = self.who.given()

        def ask() -> tuple[restoring.Opened, restoring.Loss, list[Account]]:
            if not asked:
                if desk is not None:
                    desk.require("restore")
                opened = restoring.at_hand(folder, desk)
            elif words and not login:
                opened = restoring.Opened(restoring.key_by_sheet(folder, file, words))
            else:
                opened = restoring.opened(folder, file, login, password)
            return opened, restoring.loss(folder, file, opened.key), restoring_second.confirming(folder, opened)

        self._work("Đang mở và đọc lại bản sao…", ask, self._seen)

    def _seen(self, answer: tuple[restoring.Opened, restoring.Loss, list[Account]]) -> None:
        self._opened, found, may = answer
        self.loss.setPlainText("\n\n".join(restoring.told(found, had_store=(self.folder / STORE).exists())))
        self.people.setText("\n".join(since_copy.told(found.since)))
        self._two = bool(may)
        self.asks_second.setText(_SECOND.format(who=second.names(may)))
        for widget in (self.asks_second, self.second):
            widget.setVisible(self._two)
        self.sure.setChecked(False)
        self._to(1)

    def _restore(self) -> None:
        """First whoever confirms, while nothing is let go of; then the act."""
        folder, opened = self.folder, self._opened
        login, password, _words = self.second.given()
        if not self._two:
            self._act("")
            return

        def ask() -> Account:
            return restoring_second.confirmed(folder, opened, login, password)

        self._work("Đang xem người thứ hai…", ask, lambda colleague: self._act(colleague.key))

    def _act(self, colleague: str) -> None:
        folder, file, clock, opened, reason = self.folder, self.file(), self.clock, self._opened, self.reason.text()
        assert file is not None
        if self._release is not None:
            release, self._release = self._release, None
            release()

        def act() -> upkeep.Restored:
            return upkeep.restore(
                folder, file, clock, key=opened.key, account=opened.account, login=opened.login, second=colleague, reason=reason
            )

        self._work("Đang phục hồi…", act, self._restored)

    def _restored(self, done: upkeep.Restored) -> None:
        self.restored = True
        self.before.hide()
        self.outcome.setPlainText("\n\n".join([done.text(), *done.told]))
        self.outcome.show()

    # --- what goes wrong ----------------------------------------------------------------------------

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self._busy = False
        self.said.setText("⚠ " + " ".join(sentence(r) for r in refusals))
        self._buttons()

    def _troubled(self, trouble: Trouble) -> None:
        self._busy = False
        self.said.setText("⚠ " + trouble_sentence(trouble))
        self._buttons()


def _item(row: restoring.Choice, folder: Path) -> QTreeWidgetItem:
    own = folder in row.copy.file.parents
    missing = "không rõ" if row.missing is None else f"{row.missing} sự kiện" if row.missing else "không"
    item = QTreeWidgetItem([
        f"{row.copy.made.astimezone():%d/%m/%Y %H:%M}", "máy này" if own else str(row.copy.file.parent), str(row.copy.seq),
        row.head[: restoring.SHOWN] or "cần mật khẩu", missing + ("" if row.goes_on else " (nhật ký khác đường)"),
    ])  # fmt: skip
    item.setData(0, Qt.ItemDataRole.UserRole, row)
    item.setToolTip(0, str(row.copy.file))
    item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item

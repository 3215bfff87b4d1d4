"""On the page of settings, while exchange is off: a person says why the old store is used nowhere any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from thads_desktop.services import exchange_gate
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.told import Told

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page


class ConfirmExchange(QFrame):
    """Hidden while exchange is on."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("confirm-exchange")
        self.page = page
        #: The caret was asked to come here before it was known whether anything is asked.
        self._wanted = False
        self.told = Told(self, name="exchange-told")
        self.reason = QLineEdit()
        self.reason.setObjectName("exchange-reason")
        self.reason.setPlaceholderText("Vì sao biết chắc kho cũ không còn dùng, ví dụ: máy cũ đã hỏng, đã thu hồi")
        self.reason.returnPressed.connect(self.confirm)
        self.button = QPushButton("Xác nhận kho cũ không còn dùng")
        self.button.setObjectName("exchange-confirm")
        self.button.clicked.connect(lambda _checked=False: self.confirm())
        line = QHBoxLayout()
        line.addWidget(self.reason, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addLayout(line)
        self.hide()

    def look(self) -> None:
        """Ask whether exchange is off."""
        desk = self.page.desk
        self.page.worker.run_read(lambda: exchange_gate.of(desk), self._take, key="exchange", owner=self)

    def enter(self) -> None:
        """The caret to the reason, where one is asked for."""
        self._wanted = self.isHidden()
        if not self.isHidden():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Exchange goes on."""
        desk, reason = self.page.desk, self.reason.text()

        def write() -> tuple[None, tuple[str, ...]]:
            exchange_gate.confirm(desk, reason)
            return None, ("exchange",)

        self.page.worker.run_write(write, self._done, self._refused, owner=self)

    def _done(self, _none: object) -> None:
        self.reason.clear()
        self.page.shell.tell("Đã bật lại trao đổi dữ liệu.")
        self.look()

    def _take(self, off: exchange_gate.Off | None) -> None:
        self.setVisible(off is not None)
        if off is None:
            return
        lost = f", bỏ lại {off.lost} sự kiện của kho cũ" if off.lost else ""
        self.told.say(
            f"⚠ Kho này được phục hồi từ bản sao ngày {off.since.astimezone():%d/%m/%Y} (đến sự kiện {off.seq}{lost}). Gói báo cáo, gói khóa và "
            "việc gửi văn bản tắt cho đến khi có người xác nhận."
        )
        if self._wanted:
            self.enter()

    def _refused(self, refusals: Any) -> None:
        self.page.shell.warn(" ".join(sentence(r) for r in refusals))
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

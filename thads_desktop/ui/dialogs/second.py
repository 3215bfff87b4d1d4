"""A second person confirms an act with their own log-in and password, on the spot; then the very same act is done once more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from thads_desktop.services import second
from thads_desktop.ui.asking import Asking, AskingDialog
from thads_desktop.ui.dialogs.login import LOGIN, PASSWORD
from thads_desktop.ui.fields import TextField
from thads_desktop.ui.password_field import PasswordField
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.access import Account
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

Again = Callable[[Callable[[], AbstractContextManager[None]]], None]
SAID = "{sentence} Đồng nghiệp gõ tài khoản của mình ở đây; việc này và người xác nhận được ghi vào nhật ký."


class SecondDialog(AskingDialog):
    """``colleague`` is who confirmed, once it was accepted."""

    def __init__(self, desk: Desk, worker: Worker, refusal: Refusal, parent: QWidget | None = None) -> None:
        self.desk, self.act = desk, refusal.field
        self.colleague: Account | None = None
        fields = (TextField("login", f"{LOGIN} của người thứ hai", required=True), PasswordField("password", PASSWORD))
        asking = Asking(fields, "Xác nhận", "Thôi", worker=worker)
        super().__init__("second-dialog", "Người thứ hai xác nhận", SAID.format(sentence=sentence(refusal)), asking, parent)
        asking.accepted.connect(self._given)

    def _given(self) -> None:
        login, password = self.asking["login"], self.asking["password"]
        self.asking.ask(lambda _progress: second.confirmed(self.desk, self.act, login, password), self._confirmed)

    def _confirmed(self, colleague: Account) -> None:
        self.colleague = colleague
        self.accept()


def ask_second(window: QWidget, desk: Desk | None, worker: Worker, refusal: Refusal, again: Again, declined: Callable[[], None]) -> None:
    """Ask on top of whatever is open; again(around) does the act once more, declined() leaves it refused."""
    if desk is None or desk.access is None:
        declined()
        return
    dialog = SecondDialog(desk, worker, refusal, _on_top(window))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ended(_result: int) -> None:
        colleague = dialog.colleague
        if colleague is None:
            declined()
        else:
            again(lambda: second.standing_by(desk, colleague))

    dialog.finished.connect(ended)
    dialog.open()


def _on_top(window: QWidget) -> QWidget:
    modal: QWidget | None = QApplication.activeModalWidget()
    return modal if modal is not None and modal.objectName() != "lock-dialog" else window

"""What falls into a closed period is done once more as a late entry, when somebody has said why it comes late."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from thads_desktop.services import freezing
from thads_desktop.ui.asking import Asking, AskingDialog
from thads_desktop.ui.fields import TextField
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

Again = Callable[[Callable[[], AbstractContextManager[None]]], None]


class LateDialog(AskingDialog):
    """``reason`` is why, once it was accepted."""

    def __init__(self, worker: Worker, refusal: Refusal, parent: QWidget | None = None) -> None:
        self.reason = ""
        said = f"{sentence(refusal)} Lý do được ghi vào nhật ký, việc này hiện trong số “đã đổi từ khi gửi” của kỳ."
        asking = Asking((TextField("reason", "Lý do ghi muộn", required=True),), "Ghi muộn", "Thôi", worker=worker)
        super().__init__("late-dialog", "Ghi muộn vào kỳ đã chốt", said, asking, parent)
        asking.accepted.connect(self._given)

    def _given(self) -> None:
        self.reason = str(self.asking["reason"])
        self.accept()


def ask_late(window: QWidget, desk: Desk, worker: Worker, refusal: Refusal, again: Again, declined: Callable[[], None]) -> None:
    """Ask why; again(around) does the act once more as a late entry, declined() leaves it refused."""
    dialog = LateDialog(worker, refusal, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ended(_result: int) -> None:
        reason = dialog.reason
        if reason:
            again(lambda: freezing.entering_late(desk, reason))
        else:
            declined()

    dialog.finished.connect(ended)
    dialog.open()

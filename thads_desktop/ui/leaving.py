"""What leaves in the clear is asked for its recipient and purpose, and noted before it leaves (``services.exports``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import exports
from thads_desktop.ui.asking import Asking, AskingDialog
from thads_desktop.ui.fields import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

SAID = "Tệp lưu ra không còn được mã hóa. Nơi nhận và mục đích được ghi vào nhật ký của đơn vị."
#: Of a print nothing is asked: the paper itself names who gets it.
PRINT_TO, PRINT_FOR = "nơi nhận ghi trên văn bản", "in văn bản"
#: What was said last, offered again while the program runs.
_last = {"recipient": "", "purpose": ""}


class LeavingDialog(AskingDialog):
    """To whom, and for what; accepted once it stands in the log."""

    def __init__(self, desk: Desk, worker: Worker, kind: str, what: str, parent: QWidget | None = None) -> None:
        self.desk, self.kind, self.what = desk, kind, what
        fields = (TextField("recipient", "Nơi nhận", required=True), TextField("purpose", "Mục đích", required=True))
        asking = Asking(fields, "Lưu tệp", "Thôi", worker=worker)
        super().__init__("leaving-dialog", "Lưu ra ngoài chương trình", SAID, asking, parent)
        for name, said in _last.items():
            asking.fields[name].set_value(said)
        asking.accepted.connect(self._given)

    def _given(self) -> None:
        recipient, purpose = self.asking["recipient"], self.asking["purpose"]

        def noted(_none: object) -> None:
            _last.update(recipient=recipient, purpose=purpose)
            self.accept()

        self.asking.write(lambda: exports.note(self.desk, self.kind, self.what, recipient, purpose), noted)


def may_leave(desk: Desk, worker: Worker, kind: str, what: str, parent: QWidget) -> bool:
    """Asked and noted; False when the person changed their mind, or has not the right."""
    return bool(LeavingDialog(desk, worker, kind, what, parent).exec())


def note_print(desk: Desk, worker: Worker, what: str, form: str = "") -> None:
    """A print went out; whoever may not export is not kept from printing what they see, and it is noted in their name all the same."""

    def note() -> tuple[None, tuple[str, ...]]:
        exports.note_print(desk, exports.named(what, form), PRINT_TO, PRINT_FOR)
        return None, ()

    worker.run_write(note, lambda _none: None)

"""The line that reminds of the recovery sheet, until it was tried and its file is gone from the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from thads_desktop.services import accounts

if TYPE_CHECKING:
    from thads_desktop.ui.run import DeskWindow

DUE = "Tờ khôi phục chưa xong: còn {left}. Chưa xong thì quên mật khẩu là mất dữ liệu."
OPEN = "Mở tờ khôi phục"
_LEFT = ("thử chín từ", "xóa tệp PDF trên máy")


class SheetNotice(QObject):
    """``due`` is what is said, "" for nothing; closing the line puts it away until the next start."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self.due = ""
        window.top.notice.close_button.clicked.connect(lambda _checked=False: self._put_away())

    def look(self) -> None:
        """Ask whether the sheet was tried."""
        desk = self._window.desk
        if desk.access is None or desk.practice or not desk.may("accounts"):
            self._take("")
            return

        def ask() -> str:
            with desk.reading() as reader:
                open_ = (not accounts.sheet_tried(reader), accounts.sheet_file(desk) is not None)
            return " và ".join(words for words, left in zip(_LEFT, open_, strict=True) if left)

        self._window.worker.run_read(ask, self._take, key="sheet", owner=self)

    def say(self) -> None:
        """Say it where nothing else is said."""
        if self.due and self._window.notice.kind == "neutral":
            self._window.warn(self.due, (OPEN, self.open))

    def open(self) -> None:
        from thads_desktop.ui.dialogs.sheet import SheetDialog

        dialog = SheetDialog(self._window.desk, self._window.worker, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self.look())
        dialog.open()

    def _take(self, left: str) -> None:
        before, self.due = self.due, DUE.format(left=left) if left else ""
        if before and self._window.notice.text() == before and before != self.due:
            self._window.top.calm()
        self.say()

    def _put_away(self) -> None:
        self.due = ""

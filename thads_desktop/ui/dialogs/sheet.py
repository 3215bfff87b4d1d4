"""The recovery sheet: print it, try its words on the spot, take its file away. Until both are done the window reminds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from thads_desktop.services import accounts
from thads_desktop.ui.asking import Asking, AskingDialog
from thads_desktop.ui.dialogs.login import WORDS, WORDS_NOTE
from thads_desktop.ui.fields import TextField

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

SAID = (
    "Tờ này mở được dữ liệu khi mọi người quên mật khẩu. Hãy in ra, gõ lại chín từ ghi trên tờ giấy để thử, rồi xóa tệp PDF trên máy và cất "
    "tờ giấy trong két."
)
TRIED = "Đã thử: chín từ đúng, tờ khôi phục dùng được."
GONE = "Đã xóa tệp PDF trên máy."


class SheetDialog(AskingDialog):
    """Trying needs the words; the file goes by its own button. ``Để sau`` leaves both for later."""

    def __init__(self, desk: Desk, worker: Worker | None = None, parent: QWidget | None = None) -> None:
        self.desk = desk
        asking = Asking((TextField("words", WORDS, required=True, note=WORDS_NOTE),), "Thử chín từ", "Để sau", worker=worker)
        super().__init__("sheet-dialog", "Tờ khôi phục", SAID, asking, parent, above=self._file_line())
        self.state = QLabel()
        self.state.setObjectName("sheet-state")
        self.state.setWordWrap(True)
        self.column.insertWidget(self.column.count() - 1, self.state)
        asking.accepted.connect(self._try)
        self._show()

    def _file_line(self) -> QWidget:
        self.path = QLabel()
        self.path.setTextFormat(Qt.TextFormat.PlainText)
        self.path.setWordWrap(True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.print_button, self.open_button = QPushButton("In…"), QPushButton("Mở tệp PDF")
        self.drop_button = QPushButton("Xóa tệp PDF trên máy")
        for button, name, run in (
            (self.print_button, "print-sheet", self._print), (self.open_button, "open-sheet", self._open),
            (self.drop_button, "drop-sheet", self._drop),
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, run=run: run())
        line = QHBoxLayout()
        for button in (self.print_button, self.open_button, self.drop_button):
            line.addWidget(button)
        line.addStretch(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.path)
        column.addLayout(line)
        return whole

    def _show(self) -> None:
        """What is there and what is still to be done."""
        file = accounts.sheet_file(self.desk)
        with self.desk.reading() as reader:
            tried = accounts.sheet_tried(reader)
        self.path.setText(f"Tệp: {file}" if file is not None else "Tệp PDF không còn trên máy: từ nay chỉ tờ giấy có chín từ.")
        for button in (self.print_button, self.open_button, self.drop_button):
            button.setVisible(file is not None)
            self.asking.watch(button)
        done = [*([TRIED] if tried else []), *([GONE] if file is None else [])]
        left = [*([] if tried else ["thử chín từ"]), *([] if file is None else ["xóa tệp PDF"])]
        self.state.setText(" ".join([*(f"✓ {d}" for d in done), *([f"Còn lại: {', '.join(left)}."] if left else [])]))
        self.asking.leave_button.setText("Để sau" if left else "Xong")
        if tried:
            (self.drop_button if file is not None else self.asking.leave_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        words = self.asking["words"]
        self.asking.write(lambda: accounts.try_sheet(self.desk, words), lambda _none: self._tried(), ("settings",), "Đang thử…")

    def _tried(self) -> None:
        self.asking.fields["words"].set_value("")
        self._show()

    def _drop(self) -> None:
        accounts.drop_sheet_file(self.desk)
        self._show()

    def _open(self) -> None:
        file = accounts.sheet_file(self.desk)
        if file is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.asking.say("Chưa mở được tệp PDF: hãy mở tệp ấy từ thư mục dữ liệu.", refusal=True)

    def _print(self) -> None:
        from thads_desktop.ui.preview import PaperPreview

        file = accounts.sheet_file(self.desk)
        if file is None:
            self._show()
            return
        preview = PaperPreview(self.asking.worker)
        preview.name = "Tờ khôi phục"
        preview.show_pdf(file.read_bytes())
        self.asking.say(preview.prompt_print())
        preview.deleteLater()

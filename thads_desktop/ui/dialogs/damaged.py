"""A store that is damaged: what is wrong, repair it from what can be proved, or restore a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from thads_desktop.services import copies, repairing, restoring
from thads_desktop.ui import theme
from thads_desktop.ui.dialogs.busy import BusyDialog
from thads_desktop.ui.dialogs.who import Who
from thads_desktop.ui.refusals import sentence, trouble_sentence
from thads_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.services.desk import Desk

_SAYS = (
    "Sửa: chương trình lập lại tệp dữ liệu từ chính nhật ký, in lại văn bản nếu ra đúng từng byte, và lấy phần thiếu từ các bản sao. Chỉ lấy "
    "những gì chứng minh được là nguyên bản; không lấy lại được gì thì nói rõ. Tệp hỏng được giữ lại bên cạnh.\n"
    "Phục hồi: cả kho trở về một bản sao; những gì ghi sau bản sao ấy sẽ mất và được kể ra trước."
)


class DamagedDialog(BusyDialog):
    """said: what is known to be wrong. desk: the open store, None where it does not open; release lets go of it."""

    def __init__(
        self, folder: Path, clock: Clock, said: str = "", desk: Desk | None = None, parent: QWidget | None = None,
        release: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("damaged")
        self.setWindowTitle("Dữ liệu bị hỏng" if said else "Sửa dữ liệu")
        self.resize(860, 480)
        self.folder, self.clock, self.desk, self._release = folder, clock, desk, release
        #: Something was repaired or restored.
        self.done_something = False
        self.worker = self._ends = Worker(on_trouble=self._troubled)
        heading = QLabel(self.windowTitle())
        heading.setProperty("heading", True)
        known = QLabel("\n\n".join(x for x in (said, _SAYS) if x))
        known.setWordWrap(True)
        known.setTextFormat(Qt.TextFormat.PlainText)
        self.who = Who(sheet=False)
        self.who.setVisible(restoring.must_ask(folder))
        self.told = QPlainTextEdit()
        self.told.setObjectName("told")
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.hide()
        self.mend = QPushButton("Sửa")
        self.mend.setObjectName("mend")
        self.mend.setDefault(True)
        self.restore = QPushButton("Phục hồi từ bản sao…")
        self.restore.setObjectName("to-restore")
        self.leave = QPushButton("Đóng")
        self.mend.clicked.connect(lambda _checked=False: self.repair())
        self.restore.clicked.connect(lambda _checked=False: self._to_restore())
        self.leave.clicked.connect(lambda _checked=False: self.reject())
        line = QHBoxLayout()
        line.addStretch(1)
        for button in (self.leave, self.restore, self.mend):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(5),) * 4)
        for widget in (heading, known, self.who):
            column.addWidget(widget)
        column.addWidget(self.told, 1)
        column.addStretch()
        column.addLayout(line)
        (self.who.login if self.who.isVisibleTo(self) else self.mend).setFocus()

    def repair(self) -> None:
        """Repair what can be; off the main thread."""
        if self._busy:
            return
        folder, clock, desk = self.folder, self.clock, self.desk
        login, password, _words = self.who.given()
        asked = self.who.isVisibleTo(self)
        opened = restoring.at_hand(folder, desk)
        if desk is not None and not desk.may("restore"):
            self._say("Sửa dữ liệu cần quyền phục hồi: hãy nhờ thủ trưởng hoặc người quản trị.")
            return
        if self._release is not None:
            release, self._release = self._release, None
            release()

        def work(_progress: object, _cancelled: object) -> repairing.Done:
            key = restoring.key_of_store(folder, login, password) if asked else opened.key
            return repairing.repair(folder, clock, key=key, places=copies.second_folders(folder))

        self._set_busy(True)
        self._say("Đang đọc lại và sửa…")
        self.worker.run_long(work, self._mended, on_refused=self._refused, on_trouble=self._troubled, owner=self)

    def _mended(self, done: repairing.Done) -> None:
        self._set_busy(False)
        self.done_something = self.done_something or not done.left
        after = "" if self.desk is None else "\n\nChương trình đóng lại; hãy mở lại và đăng nhập."
        self._say(done.text() + after)
        self.leave.setFocus()

    def _to_restore(self) -> None:
        from thads_desktop.ui.dialogs.restore import RestoreDialog

        desk = self.desk if self.desk is not None and not self.desk.closed else None
        dialog = RestoreDialog(self.folder, self.clock, desk, self, release=self._release)
        dialog.exec()
        if dialog.restored:
            self.done_something = True
            self.accept()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for button in (self.mend, self.restore, self.leave):
            button.setEnabled(not busy)

    def _say(self, text: str) -> None:
        self.told.setPlainText(text)
        self.told.show()

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self._set_busy(False)
        self._say(" ".join(sentence(r) for r in refusals))

    def _troubled(self, trouble: Trouble) -> None:
        self._set_busy(False)
        self._say(trouble_sentence(trouble))

"""The office's own key on a page: its fingerprint, to be read to the department, and its export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from thads_desktop.services import consolidation, office_key
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page

#: What the command is called on every page that has it.
OWN_KEY = "Khóa của đơn vị: dấu vân tay, xuất khóa"
_NONE = "Khóa của đơn vị: chưa có, được lập khi xuất khóa hoặc lưu báo cáo lần đầu."
PACKAGES = "Gói (*.thads)"


class OwnKey(QFrame):
    """Fingerprint and button; ``look`` asks for the fingerprint anew."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("own-key")
        self.page = page
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton("Xuất khóa…")
        self.button.setObjectName("export-key")
        self.button.clicked.connect(lambda _checked=False: self.prompt())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.label, 1)
        line.addWidget(self.button)

    def look(self) -> None:
        """Ask for the fingerprint."""
        self.page.worker.run_read(lambda: office_key.fingerprint(self.page.desk), self._say, key=f"own-key-{self.page.name}", owner=self)

    def open(self) -> None:
        """Show what may be hidden, the focus on the button."""
        self.show()
        self.look()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def prompt(self) -> None:
        """Ask where the key goes."""
        target = ask_file(self, "Xuất khóa công khai của đơn vị", self.page.desk.folder, "khoa-cong-khai.thads", PACKAGES)
        if target is not None:
            self.export(target)

    def export(self, target: Path) -> None:
        """Write the public key as a package."""
        self.page.worker.run_write(
            lambda: (consolidation.key_package(self.page.desk, target), ()), self._made, self._refused, owner=self
        )

    def _made(self, key: consolidation.Key) -> None:
        self._say(key.fingerprint)
        self.page.shell.tell(f"{saved([Path(key.path)])}. Hãy gửi tệp này cho cấp trên và đọc dấu vân tay qua điện thoại.")

    def _say(self, fingerprint: str) -> None:
        told = f"Khóa của đơn vị, dấu vân tay: {fingerprint}. Cấp trên gọi điện thì đọc dãy này, thấy đúng mới tin khóa."
        self.label.setText(told if fingerprint else _NONE)

    def _refused(self, refusals: Any) -> None:
        self.page.shell.warn(" ".join(sentence(r) for r in refusals))

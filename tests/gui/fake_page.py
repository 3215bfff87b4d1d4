"""A page that counts what happens to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from thads_desktop.ui.page import Page

if TYPE_CHECKING:

    from thads_desktop.ui.page import Shell


class Fake(Page):
    """A page that counts."""

    name, title, topics = "fake", "Trang thử", ("matters",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.refreshed = 0
        self.pressed = 0
        self.closed = False
        self.first, self.second = QLineEdit(), QLineEdit()
        self.body.addWidget(self.first)
        self.body.addWidget(self.second)
        self.action("Nhận bản án", "Ctrl+N", self._press, icon="plus")
        self.action("Chỉ qua bảng lệnh", "", self._press)

    def _press(self) -> None:
        self.pressed += 1

    def refresh(self) -> None:
        self.refreshed += 1

    def first_focus(self) -> QWidget:
        return self.first

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", "mở"), ("F9", "ra quyết định"), ("F8", "in"), ("F7", "thừa"))

    def help(self) -> str:
        return "Trang này để thử."

    def closing(self) -> None:
        self.closed = True

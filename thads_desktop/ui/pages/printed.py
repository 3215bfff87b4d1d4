"""A print as it will lie on the table: looked at, printed, kept as PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.preview import PaperPreview, paper_name


class PrintedPage(Page):
    """draw() -> PDF bytes, run off the main thread."""

    name = "printed"
    title = "Bản in"

    def __init__(self, shell: Shell, title: str, draw: Callable[[], bytes], keep_name: str = "") -> None:
        """keep_name: what the file is called, by default as the title."""
        super().__init__(shell)
        self._draw = draw
        self.body.addWidget(self.heading(title))
        self.preview = PaperPreview(self.worker, desk=self.desk)
        self.preview.name = paper_name(keep_name or title)
        self.body.addWidget(self.preview, 1)
        self.action("In", ("F8", "Ctrl+P"), lambda: self.shell.tell(self.preview.prompt_print()), icon="print")
        self.action("Lưu thành tệp PDF", "Ctrl+S", lambda: self.shell.tell(self.preview.prompt_copy()))

    def refresh(self) -> None:
        self.preview.draw(self._draw, at_once=True)

    def first_focus(self) -> QWidget:
        return self.preview

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+P", "in"), ("Ctrl+S", "lưu PDF"), ("Esc", "quay lại"))

    def help(self) -> str:
        return "Bản in đúng như sẽ ra giấy. Ctrl+P in, Ctrl+S lưu thành tệp PDF, Esc quay lại."

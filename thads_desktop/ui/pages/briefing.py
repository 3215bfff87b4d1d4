"""The pack for the weekly or monthly meeting: made, looked at as it will lie on the table, printed, kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.services import briefing
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.progress import ProgressPanel

if TYPE_CHECKING:
    from thads_desktop.services.briefing import Pack


class BriefingPage(Page):
    """Made when the page is first seen, and anew with F9."""

    name = "briefing"
    title = "Tài liệu giao ban"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Pack | None = None
        rhythms = [(k, f"Giao ban {words}") for k, words in briefing.RHYTHMS.items()]
        self.rhythm = choice("rhythm", "Tuần hay tháng   Ctrl+B", rhythms, 18, self.refresh)
        run = (("Lập lại   F9", self.refresh), ("In   Ctrl+P", self.print_out), ("Lưu PDF   F8", self.save))
        self.body.addLayout(FlowRow(self.heading(), self.rhythm, *buttons(*run)))
        self.progress = ProgressPanel(self.worker, self)
        self.progress.ended.connect(self._again)
        self.body.addWidget(self.progress)
        self.preview = PaperPreview(self.worker, desk=self.desk)
        self.body.addWidget(self.preview, 1)
        self._asked = ""
        self.action("Chọn giao ban tuần hay tháng", "Ctrl+B", self.rhythm.setFocus)
        self.action("Lập lại tài liệu giao ban", "F9", self.refresh)
        self.action("In tài liệu giao ban", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu tài liệu giao ban thành PDF", ("F8", "Ctrl+S"), self.save, icon="export")

    def refresh(self) -> None:
        """Make the pack; the preview keeps the last one until it is there."""
        if self.progress.running:
            return
        rhythm = self._asked = self.rhythm.currentData()

        def make(progress: object, cancelled: object) -> tuple[Pack, bytes]:
            made = briefing.make(self.desk, rhythm, progress, cancelled)  # type: ignore[arg-type]  # as the panel hands them
            return made, briefing.pdf(made)

        self.progress.start("Đang lập tài liệu giao ban", make, self._take, on_refused=lambda _said: self.preview.clear())

    def _take(self, done: tuple[Pack, bytes]) -> str:
        self.made, data = done
        self.preview.name = paper_name(briefing.file_name(self.made))
        self.preview.show_pdf(data)
        return f"{self.made.words.capitalize()}; {self.made.sections[0].listing.said[1].lower()}."

    def _again(self) -> None:
        # Another rhythm may have been chosen while this one was made.
        if self.rhythm.currentData() != self._asked:
            self.refresh()

    def print_out(self) -> None:
        """To the printer."""
        if self._ready():
            self.shell.tell(self.preview.prompt_print())

    def save(self) -> None:
        """Ask for a file."""
        if self._ready():
            self.shell.tell(self.preview.prompt_copy())

    def _ready(self) -> bool:
        if self.made is None or self.progress.running:
            self.shell.warn("Chưa lập xong tài liệu giao ban: hãy đợi, hoặc nhấn F9 để lập lại.")
            return False
        return True

    def first_focus(self) -> QWidget:
        return self.preview

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+B", "tuần, tháng"), ("Ctrl+P", "in"), ("F8", "lưu PDF"), ("F9", "lập lại"))

    def help(self) -> str:
        return (
            "Tài liệu cho cuộc họp giao ban tuần hoặc tháng, đúng như sẽ ra giấy: kết quả so với chỉ tiêu, thụ lý và tồn, việc quá hạn, việc trọng điểm, "
            "việc được giao, thời gian thi hành. Biểu đồ đọc được khi in đen trắng. Ctrl+B chọn tuần hay tháng, Ctrl+P in, F8 lưu PDF, F9 lập lại với "
            "số liệu mới nhất. Tên người được che theo quyền của tài khoản đang dùng."
        )

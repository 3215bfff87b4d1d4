"""The files of ended matters on their way to the archive; Ctrl+Enter leads to the next step of the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import archiving
from thads_desktop.services.archiving import File
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.narrowing import Narrowing, searched
from thads_desktop.ui.rounds.archive_steps import BackPage, StepPage
from thads_desktop.ui.rounds.section import Section
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.listing import Listing
    from thads_desktop.ui.page import Page


EMPTY = "Không có hồ sơ nào chờ lưu trữ."


class ArchiveSection(Section):
    """One list, furthest on first."""

    title = "Lưu trữ"
    said = (
        "Lưu trữ: hồ sơ đã kết thúc chưa vào lưu trữ. Chọn các dòng cùng bước, Ctrl+Enter sang bước tiếp theo: chấp hành viên lập mục lục, "
        "thẩm tra viên, Thủ trưởng phê duyệt, bàn giao (in biên bản). Ctrl+Delete trả lại hồ sơ kèm lý do. Hồ sơ còn giữ tiền, còn biện pháp, "
        "còn mục theo dõi, còn đăng tải, chưa đánh bút lục hay chưa đếm tờ thì chưa đi được; lý do nói rõ số việc. Hồ sơ đã rút khỏi lưu trữ (ở trang "
        "của việc) đứng đầu danh sách: Ctrl+Enter trả lại lưu trữ. Enter mở việc, "
        "Ctrl+F tìm theo số, người, chấp hành viên, bước; Ctrl+P in danh sách đang hiện, F8 lưu."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.count = self.quiet()
        self.count.setWordWrap(False)
        self.body.addLayout(FlowRow(
            self.button("Bước tiếp theo   Ctrl+Enter", self.next_step), self.button("Trả lại   Ctrl+Delete", self.send_back),
            self.button("In danh sách   Ctrl+P", self.print_out), self.button("Lưu   F8", self.save), self.count,
        ))  # fmt: skip
        self.body.addWidget(self.progress)
        #: Files beyond those that are listed.
        self._more = 0
        self.model = RowsModel(
            [
                Column("Lưu trữ", lambda r: r.words, width=30, least=18, tone=lambda r: "red" if r.stage == "out" else "blue" if r.stage else "neutral"),
                Column("Số", lambda r: r.number_text, width=16, least=12),
                Column("Người phải thi hành án", lambda r: r.debtor, width=0, least=22),
                Column("Kết thúc", lambda r: r.ended, width=18, least=12),
                Column("Ngày", lambda r: r.ended_on, width=10, spare=2),
                Column("Chấp hành viên", lambda r: r.officer_name, width=20, least=12, spare=1),
            ],
            lambda r: r.matter, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, EMPTY)
        self.table.setObjectName("rounds-archive")
        self.table.picks_first = True
        self.table.opened.connect(lambda key: self.open_matter(str(key)))
        what = "số, người phải thi hành án, chấp hành viên, bước lưu trữ, ngày kết thúc"
        self.search = Narrowing(None, what, self.table, EMPTY, self._show)
        self.body.addWidget(self.search)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Tìm trong danh sách hồ sơ chờ lưu trữ", "Ctrl+F", self.search.take_up, icon="search")
        self.action("Bước tiếp theo của hồ sơ lưu trữ", "Ctrl+Return", self.next_step, icon="check")
        self.action("Trả lại hồ sơ lưu trữ để hoàn thiện", "Ctrl+Delete", self.send_back)
        self.action("Chọn tất cả", "Ctrl+A", self.table.selectAll)
        self.action("In danh sách hồ sơ chờ lưu trữ", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách hồ sơ chờ lưu trữ", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: archiving.waiting(self.desk), self._take, key="rounds-archive", owner=self)

    def _take(self, answer: tuple[list[File], int]) -> None:
        files, self._more = answer
        self.search.take([
            searched(f, (f.number_text, f.debtor, f.officer_name, f.words, f.ended, short_date(f.ended_on) if f.ended_on else "")) for f in files
        ])  # fmt: skip

    def _show(self, files: list[File]) -> None:
        self.model.set_rows(files)
        more = f"; còn {dong(self._more)} hồ sơ nữa sẽ hiện sau" if self._more else ""
        found = " khớp chữ đang tìm" if self.search.text().strip() else ""
        self.count.setText(f"{dong(len(files))} hồ sơ chờ lưu trữ{found}{more}")

    def chosen(self) -> list[File]:
        """The selected rows."""
        found = (self.model.content(self.model.place(key)) for key in self.table.selected_keys() if isinstance(key, str))
        return [f for f in found if f is not None]

    def next_step(self) -> None:
        """To the form of the step that the chosen files wait for."""
        files = self.chosen()
        if not files:
            self.shell.warn("Hãy chọn hồ sơ trong danh sách trước.")
        elif any(f.stage == "out" for f in files):
            self.shell.warn("Hồ sơ này đã rút khỏi lưu trữ vì việc mở lại: kết thúc việc rồi mới lập mục lục lại. Enter để mở việc.")
        elif len({f.stage for f in files}) > 1:
            self.shell.warn("Các dòng đã chọn đang ở những bước khác nhau: hãy chọn các dòng cùng một bước.")
        else:
            self.shell.open_page(StepPage(self.shell, files[0].stage, [f.matter for f in files], files[0].officer))

    def send_back(self) -> None:
        """To the form that says why."""
        files = self.chosen()
        if not files or any(f.stage in ("", "out", "withdrawn") for f in files):
            self.shell.warn("Hãy chọn hồ sơ đã lập mục lục, đã thẩm tra hoặc đã duyệt để trả lại.")
        else:
            self.shell.open_page(BackPage(self.shell, [f.matter for f in files]))

    def _listing(self) -> Callable[[], Listing]:
        """Of those that are seen now."""
        return partial(archiving.waiting_listing, self.desk, [self.model.row(at) for at in range(self.model.rowCount())])

    def _file(self) -> str:
        return f"cho-luu-tru-{self.clock.today():%Y%m%d}"

    def print_out(self) -> None:
        """The list as it will print."""
        show_print(self.page, "Hồ sơ chờ lưu trữ", self._listing(), self._file())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self.page, self.progress, "archive", "Lưu danh sách hồ sơ chờ lưu trữ", self._listing(), self._file())

    def first(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "bước tiếp theo"), ("Ctrl+Delete", "trả lại"), ("Enter", "mở việc"), ("Ctrl+F", "tìm"))

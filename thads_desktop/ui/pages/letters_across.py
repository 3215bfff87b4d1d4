"""At the department: how letters, questions and guidance stand in each office, as its last return says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import letters_across
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.letters_across import Office

NOTE = (
    "Số chờ, quá hạn, đã trả lời của sổ văn bản phối hợp và sổ xin ý kiến do từng đơn vị gửi trong báo cáo gần nhất; trả lời, hướng dẫn là việc loại "
    "“Trả lời xin ý kiến” đã gửi cho đơn vị ở trang Chỉ đạo."
)
_QUIET = Chip("chưa có số", "amber", "clock")


class LettersAcrossPage(Page):
    """One row for each office, what is late first."""

    name = "letters-across"
    title = letters_across.TITLE
    belongs = "province"
    topics = ("directions", "province")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Chỉ đạo, trả lời   Enter", self.open), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.body.addWidget(quiet_label(NOTE))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        counts = [
            Column(f"{book}: {words}", _count(field, n), "right", 12, least=9, spare=spare)
            for book, field in (("Phối hợp", "letters"), ("Xin ý kiến", "asked"))
            for n, (words, spare) in enumerate(zip(("chờ", "quá hạn", "đã trả lời"), (0, 0, 2), strict=True))
        ]
        self.model = RowsModel(
            [
                Column("Đơn vị", lambda o: short_name(o.name), width=0, least=14), *counts,
                Column("Đã hướng dẫn", lambda o: o.answers, "right", 12, least=9, spare=1),
                Column("Đã làm theo", lambda o: o.done, "right", 12, least=9, spare=1),
                Column("Theo báo cáo", lambda o: short_date(o.told) if o.told else _QUIET, width=13, chips=(_QUIET,)),
            ],
            lambda o: o.office, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa tin khóa của đơn vị nào: hãy tin khóa ở trang Cục tổng hợp (F10).")
        self.table.setObjectName("letters-across-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.open())
        self.body.addWidget(with_words(self.table), 1)
        self.action("In tình hình văn bản phối hợp, xin ý kiến", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu tình hình văn bản phối hợp, xin ý kiến thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: letters_across.offices(self.desk), self._take, key="letters-across", owner=self)

    def _take(self, rows: list[Office]) -> None:
        self.model.set_rows(rows)
        self.state.setText(letters_across.said(rows))

    def open(self) -> None:
        """To the directions, where answers are written and followed."""
        from thads_desktop.ui.pages.directions import DirectionsPage

        self.shell.open_page(DirectionsPage(self.shell))

    def print_out(self) -> None:
        """As it will print."""
        show_print(self, self.title, lambda: letters_across.listing(self.desk), "phoi-hop-xin-y-kien")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "special", "Lưu tình hình văn bản", lambda: letters_across.listing(self.desk), "phoi-hop-xin-y-kien")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "chỉ đạo, trả lời"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return f"{NOTE} Đơn vị có văn bản quá hạn đứng trước. Enter sang trang Chỉ đạo để gửi trả lời, hướng dẫn; Ctrl+P in, F8 lưu Excel hoặc PDF."


def _count(field: str, at: int) -> Callable[[Office], int]:
    return lambda office: int(getattr(office, field)[at])

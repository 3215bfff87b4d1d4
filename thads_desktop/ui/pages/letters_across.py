"""The state of coordination letters and of questions to the superior: of the department itself, and of each office as its last return said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.text import sort_key
from thads_desktop.services import letters_across
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
    from thads_desktop.services.letters_across import Line


def _late(line: Line) -> Any:
    return "red" if line.late else "neutral"


class LettersAcrossPage(Page):
    """A line for each office and book; what is late stands first."""

    name = "letters-across"
    title = "Văn bản phối hợp, xin ý kiến của các đơn vị"
    belongs = "province"
    topics = ("province", "directions", "books")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addLayout(FlowRow(self.heading(), *buttons(("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))))
        self.state = state_label()
        self.body.addWidget(self.state)
        self.body.addWidget(quiet_label(letters_across.NOTE))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Đơn vị", lambda x: short_name(x.office), width=0, least=20), Column("Sổ", lambda x: x.book, width=30, least=16),
                Column("Chờ trả lời", lambda x: x.waiting, "right", 13), Column("Quá hạn", lambda x: x.late, "right", 10, tone=_late),
                Column("Đã trả lời", lambda x: x.answered, "right", 12), Column("Theo báo cáo ngày", lambda x: x.day, width=18),
            ],
            lambda x: (x.office, x.book),
            self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa đơn vị nào báo: số này đi cùng gói báo cáo nhận ở Cục tổng hợp (F10).")
        self.table.setObjectName("letters-across-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.action("In tình hình văn bản phối hợp, xin ý kiến", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu tình hình văn bản phối hợp, xin ý kiến thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: letters_across.lines(self.desk), self._take, key="letters-across", owner=self)

    def _take(self, found: list[Line]) -> None:
        self.model.set_rows(sorted(found, key=lambda x: (-x.late, -x.waiting, sort_key(x.office), x.book)))
        self.state.setText(letters_across.said(found))

    def _open(self, _key: object) -> None:
        """One's own letters stand in the books; those of an office are read there."""
        line: Line | None = self.table.current_row()
        if line is not None and line.own:
            self.shell.go("books")
        elif line is not None:
            self.shell.tell("Gói báo cáo chỉ mang số đếm: từng văn bản xem tại đơn vị, hoặc giao đơn vị báo cáo (Ctrl+Shift+F2).")

    def print_out(self) -> None:
        show_print(self, self.title, lambda: letters_across.listing(self.desk), "van-ban-phoi-hop")

    def save(self) -> None:
        prompt_save(self, self.progress, "direction", "Lưu tình hình văn bản", lambda: letters_across.listing(self.desk), "van-ban-phoi-hop")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return "Mỗi đơn vị và sổ một dòng, quá hạn đứng đầu; số của đơn vị theo báo cáo gần nhất đã nhận. Ctrl+P in, F8 lưu Excel hoặc PDF."

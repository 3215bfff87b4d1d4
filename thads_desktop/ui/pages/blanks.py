"""Blank papers that citizens fill in by hand: chosen, looked at, printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter

from thads_desktop.documents.blanks import blanks
from thads_desktop.services import blank_papers
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.preview import PaperPreview
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: Opens this page from the lists of forms.
OFFERED, KEY = "Tờ trống phát cho người dân: đơn yêu cầu thi hành án, bản kê khai tài sản", "Ctrl+B"


class BlanksPage(Page):
    """The blanks at the left, the sheet at the right; F8 prints."""

    name = "blanks"
    title = "Tờ trống phát cho người dân"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addWidget(self.heading())
        columns = [Column("Số", lambda b: b.number, "right", 5), Column("Tờ trống", lambda b: b.name, width=0, least=44)]
        self.model = RowsModel(columns, lambda b: b.id, self)
        self.table = TableView(self.model, self, "Không có tờ trống nào.")
        self.table.setObjectName("blanks-table")
        self.table.picks_first = True
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _key: self._print())
        self.preview = PaperPreview(self.worker)
        split = QSplitter()
        split.addWidget(with_words(self.table))
        split.addWidget(self.preview)
        split.setSizes([560, 530])
        self.body.addWidget(split, 1)
        self.action("In tờ trống đang xem", "F8", self._print, icon="print")

    def refresh(self) -> None:
        self.model.set_rows(list(blanks()))
        if self.table.current_key() is None:
            self.table.select_key(blanks()[0].id)

    def _chosen(self, key: object) -> None:
        if isinstance(key, str):
            desk = self.desk
            self.preview.name = self.preview.kind = key
            self.preview.draw(lambda: blank_papers.drawn(desk, key))

    def _print(self) -> None:
        self.shell.tell(self.preview.prompt_print())

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", "chọn tờ"), ("F8", "in"), ("Esc", "quay lại"))

    def help(self) -> str:
        return (
            "Tờ trống có dòng kẻ để người dân điền tay: không số, không mã mẫu. Chọn một dòng để xem, F8 hoặc Enter in. Đơn, bản kê khai nộp lại thì "
            "vào sổ văn bản đến (Ctrl+F8); đơn yêu cầu thi hành án thì nhận ở trang Bản án đến (Ctrl+Y)."
        )

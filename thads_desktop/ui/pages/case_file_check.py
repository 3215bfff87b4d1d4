"""The part of a file's page that says what is there and what is missing, stage by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from thads_desktop.services import completeness
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from thads_desktop.services.completeness import Found
    from thads_desktop.ui.pages.case_file import CaseFilePage

CHIPS = {
    "has": Chip(completeness.STATES["has"], "green", "check"), "missing": Chip(completeness.STATES["missing"], "amber", "warning"),
    "none": Chip(completeness.STATES["none"], "neutral", "pause"),
}  # fmt: skip


class FileCheck(QWidget):
    """One line an item; what is missing stands with what of it."""

    def __init__(self, page: CaseFilePage) -> None:
        super().__init__()
        self._page = page
        self.model = RowsModel(
            [
                Column("Giai đoạn", lambda r: r.item.stage, width=22, least=14, spare=1),
                Column("Nội dung", lambda r: r.item.title, width=0, least=54),
                Column("Tình trạng", lambda r: CHIPS[r.state], width=14, chips=tuple(CHIPS.values())),
                Column("Ngày", lambda r: r.day, width=10),
                Column("Thiếu", lambda r: r.said if r.state == "missing" else "", width=16, least=8),
                Column("Căn cứ, nguồn", lambda r: r.basis, width=26, least=12, spare=2),
            ],
            lambda r: r.item.key, self,
        )  # fmt: skip
        wraps = ("Giai đoạn", "Nội dung", "Căn cứ, nguồn")
        self.table = WrappedRows(self.model, page, "Không có nội dung nào phải soát.", wraps=wraps, most=3)
        self.table.setObjectName("file-check")
        self.table.picks_first = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(RowWords(self.table))

    def refresh(self) -> None:
        """Ask again."""
        page = self._page
        page.worker.run_read(lambda: completeness.of_matter(page.desk, page.matter), self._take, key=f"file-check-{id(self)}", owner=self,
                             on_refused=lambda _said: self.model.set_rows([]))  # fmt: skip

    def _take(self, found: tuple[Found, ...]) -> None:
        self.model.set_rows(found)
        missing = sum(1 for f in found if f.state == "missing")
        self._page.panes.setTabText(1, f"Soát hồ sơ (thiếu {missing})" if missing else "Soát hồ sơ (đủ)")

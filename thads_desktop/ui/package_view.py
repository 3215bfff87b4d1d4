"""What a delegation package holds, in panes: obligations and money, papers (Enter opens the print), what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from thads_desktop.domain.money import dong
from thads_desktop.ui.page import Page
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

NONE = "Chưa mở gói ủy thác."


class PackageView(QTabWidget):
    """``show_content`` fills it. print_of(part) -> bytes of a paper, off the main thread."""

    def __init__(self, page: Page, print_of: Callable[[str], bytes]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page, self._print_of = page, print_of
        self.lines = RowsModel(_line_columns(), lambda r: r.line, self)
        self.papers = RowsModel(
            [Column("Số", lambda r: r.number, width=18), Column("Ngày", lambda r: r.day, width=10),
             Column("Văn bản", lambda r: r.title, width=0, least=30)],
            lambda r: r.part, self,
        )  # fmt: skip
        self.happened = RowsModel(
            [Column("Ngày", lambda r: r.day, width=10), Column("Diễn biến ở nơi gửi", lambda r: r.what, width=40, least=28),
             Column("Chi tiết", lambda r: r.detail, width=0, least=30)],
            None, self,
        )  # fmt: skip
        self.tables: list[TableView] = []
        for model, words in ((self.lines, "Nghĩa vụ và tiền"), (self.papers, "Văn bản kèm theo"), (self.happened, "Diễn biến")):
            self.add(model, words)
        self.tables[1].setObjectName("papers-table")
        self.tables[1].opened.connect(self._open)

    def add(self, model: RowsModel, words: str) -> TableView:
        """One more pane, reached by Ctrl and its place."""
        at = len(self.tables)
        table = TableView(model, self, NONE)
        table.picks_first = True
        self.tables.append(table)
        self.addTab(with_words(table), f"{words}   Ctrl+{at + 1}")
        self._page.action(words, f"Ctrl+{at + 1}", lambda: self.pane(at))
        return table

    def pane(self, at: int) -> None:
        """Show a pane and put the focus there."""
        self.setCurrentIndex(at)
        self.tables[at].setFocus()

    def show_content(self, content: Any) -> None:
        """A delegation's content; None empties the panes."""
        self.lines.set_rows(content.lines if content is not None else [])
        self.papers.set_rows(content.papers if content is not None else [])
        self.happened.set_rows(sorted(content.happened, key=lambda x: x.day, reverse=True) if content is not None else [])

    def _open(self, part: object) -> None:
        from thads_desktop.ui.pages.printed import PrintedPage

        if isinstance(part, str):
            row = self.papers.row(self.papers.place(part))
            draw, shell = self._print_of, self._page.shell
            shell.open_page(PrintedPage(shell, f"{row.title} {row.number}".strip(), lambda: draw(part)))


def _taken(row: Any) -> str:
    if not row.taken:
        return "không"
    return f"{dong(row.given)} đ" if row.due is not None and row.given != row.delegated else "trong gói"


def _line_columns() -> list[Column]:
    def amount(name: str) -> Any:
        return lambda r: getattr(r, name) or ""

    return [
        Column("Khoản", lambda r: str(r.line), width=5),
        Column("Nội dung", lambda r: r.text, width=0, least=24),
        Column("Ủy thác", _taken, width=11),
        Column("Phải thi hành", lambda r: r.due if r.due is not None else "không phải tiền", "right", 14, least=12),
        Column("Đã thu", amount("collected"), "right", 12, least=10),
        Column("Gửi lại", amount("given_back"), "right", 11, least=9, spare=2),
        Column("Đình chỉ", amount("terminated"), "right", 11, least=9, spare=1),
        Column("Đã ủy thác", amount("delegated"), "right", 13, least=11),
        Column("Kết thúc khác", amount("otherwise"), "right", 12, least=9, spare=3),
        Column("Còn ở nơi gửi", amount("rest"), "right", 13, least=11),
    ]

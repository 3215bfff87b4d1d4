"""A list that goes with a return, on the screen: each list has columns of its own; Enter opens the matter or the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import return_lists
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel, shown as shown_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.listing import Cell, ListColumn
    from thads_desktop.services.reporting import Made
    from thads_desktop.services.return_lists import Shown
    from thads_desktop.ui.page import Page, Shell
    from thads_desktop.ui.tables import Align

#: Of the share of a printed page: so many characters of a column.
_WIDE = 1.1
#: Columns whose cells are not cut, and the most characters that one of them takes.
_WHOLE, _MOST = ("Số", "Ngày"), 24


class ListPane(QWidget):
    """One list at a time; ``show_list`` replaces it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.table: TableView | None = None
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.count.setWordWrap(True)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.count)

    def show_list(self, made: Made, wanted: str) -> None:
        """Ask for a list of this return and show it."""
        self.count.setText("Đang đọc danh sách…")
        desk = self.page.desk
        self.page.worker.run_read(lambda: return_lists.show(desk, made, wanted), self._take, owner=self.page)

    def _take(self, shown: Shown) -> None:
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.deleteLater()
        columns = [_column(at, c, shown.rows) for at, c in enumerate(shown.columns)]
        model = RowsModel(columns, lambda row: row[0], self)
        self.table = TableView(model, self.page, "Không có việc nào trong danh sách này.")
        self.table.setObjectName("list")
        self.table.setAccessibleName(shown.spec.title)
        self.table.picks_first = True
        self.table.opened.connect(lambda key: open_key(self.page.shell, key))
        self._column.addWidget(self.table, 1)
        model.set_rows(shown.rows)
        said = f"{dong(len(shown.rows))} dòng"
        self.count.setText(f"{said}. {shown.spec.note}" if shown.spec.note else said)


def _column(at: int, c: ListColumn, rows: Sequence[tuple[str, tuple[Cell, ...]]]) -> Column:
    def get(row: Any) -> Any:
        return row[1][at]

    if c.title == "Nội dung":
        return Column(c.title, get, width=0, least=20, tip=lambda row: str(row[1][at] or ""))
    align: Align = "right" if c.align == "right" else "left"
    spare = {"Người được thi hành án": 3, "Chấp hành viên": 2, "Ngày": 1}.get(c.title, 0)
    width = max(5, round(c.share * _WIDE))
    longest = max((shown_cell(row[1][at]) for row in rows), key=len, default="")
    most = max(width, min(_MOST, round(len(longest) * 1.15) + 1))
    if c.title in _WHOLE or align == "right":
        # Numbers, days and sums are read whole or not at all: the column is as wide as they are, and gives way to none.
        return Column(c.title, get, align, most, spare=spare)
    return Column(c.title, get, align, most, least=min(width, 9), spare=spare, tip=lambda row: str(row[1][at] or ""))


def open_key(shell: Shell, key: object) -> None:
    """The page of a matter, or of an entry of a book, by the key that returns have for it."""
    if not isinstance(key, str):
        return
    if return_lists.is_entry(key):
        from thads_desktop.ui.pages.entry import EntryPage

        entry = return_lists.entry_of(key)
        shell.open_page(EntryPage(shell, entry.partition(".")[0], entry))
        return
    from thads_desktop.ui.pages.matter import MatterPage

    shell.open_page(MatterPage(shell, key))

"""The pane of a matter with what the books say of it; Enter opens an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from thads_desktop.services import book_queries, book_rights
from thads_desktop.services.book_queries import STATES
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from typing import Any

    from thads_desktop.services.book_queries import EntryLine
    from thads_desktop.ui.pages.matter import MatterPage

WORDS = "Sổ theo dõi"


class MatterEntries(QWidget):
    """Of one matter; its key is Ctrl+5."""

    def __init__(self, page: MatterPage) -> None:
        super().__init__()
        self._page = page
        today = page.clock.today

        def state(row: EntryLine) -> Any:
            return due_chip((row.next_due - today()).days) if row.next_due is not None else STATES[row.state]

        self.model = RowsModel(
            [
                Column("Sổ", lambda r: book_rights.named(r.book).short, width=20, least=14),
                Column("Số", lambda r: r.number_text, width=12),
                Column("Ngày", lambda r: r.day, width=10),
                Column("Người, cơ quan", lambda r: r.who, width=20, least=14, spare=1),
                Column("Nội dung", lambda r: r.what, width=0, least=20),
                Column("Tình trạng", state, width=19, least=16, chips=(due_chip(-999),)),
            ],
            lambda r: r.entry, self,
        )  # fmt: skip
        self.table = TableView(self.model, page, "Không sổ theo dõi nào ghi về việc này.")
        self.table.setObjectName("matter-entries")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(RowWords(self.table))
        page.panes.addTab(self, WORDS)
        page.action(WORDS, "Ctrl+5", self.show_pane)
        page.worker.subscribe(self, ("books",), lambda _changed: self.refresh())

    def refresh(self) -> None:
        """Ask again."""
        page = self._page
        page.worker.run_read(lambda: book_queries.of_matter(page.desk, page.key), self._take, key=f"entries-{id(page)}", owner=self)

    def show_pane(self) -> None:
        """To this pane."""
        self._page.panes.setCurrentWidget(self)
        self.table.setFocus()

    def _take(self, rows: list[EntryLine]) -> None:
        self.model.set_rows(rows)
        self._page.panes.setTabText(self._page.panes.indexOf(self), f"{WORDS} ({len(rows)})" if rows else WORDS)

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            from thads_desktop.ui.pages.entry import EntryPage

            self._page.shell.open_page(EntryPage(self._page.shell, key.partition(".")[0], key))

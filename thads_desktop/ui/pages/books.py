"""The books around the matters: choose one, find an entry, write a new one, print the book or save it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import book_files, book_queries, book_rights
from thads_desktop.services.book_queries import SHOWS, STATES
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.chips import Chip, due_chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import ListSearch, buttons, choice, count_label
from thads_desktop.ui.pages.entry import EntryPage
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.sorting import offer_sorting
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel

if TYPE_CHECKING:
    from thads_desktop.law.books import Book
    from thads_desktop.services.book_queries import EntryFilter, EntryLine

EMPTY = "Không có dòng nào như vậy. Nhấn Ctrl+Shift+N để ghi dòng mới."
CHIPS = {
    "open": Chip(STATES["open"], "blue", "clock"), "done": Chip(STATES["done"], "green", "check"),
    "closed": Chip(STATES["closed"], "neutral", "close"), "mistaken": Chip(STATES["mistaken"], "neutral", "close"),
}  # fmt: skip


class BooksPage(Page):
    """One book at a time; rows are read as they are painted."""

    name = "books"
    title = "Sổ theo dõi"
    topics = ("books",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.books: tuple[Book, ...] = book_rights.seen(self.desk)
        self.book = choice("book", "Chọn sổ   Ctrl+B", [(b.key, b.title) for b in self.books], 34, self._ask)
        self.shows = choice("shows", "Lọc   Ctrl+H", list(SHOWS), 20, self._ask)
        self.search = ListSearch("Tìm: số, tên, nội dung, việc …   Ctrl+F", "Tìm trong sổ", self._ask)
        self.count = count_label()
        self.body.addLayout(FlowRow(self.heading(), *self._buttons()))
        self.body.addLayout(FlowRow(self.book, self.shows, self.count))
        self.body.addWidget(self.search)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self._asked: EntryFilter | None = None
        self.model = PagedTableModel(self.worker, self._columns(), self._ids, self._rows, (), self, order="number", descending=True)
        self.model.counted.connect(lambda n: self.count.setText(f"{dong(n)} dòng"))
        self.table = TableView(self.model, self, EMPTY)
        self.search.reached.connect(self.table.begin)
        self.table.setObjectName("books-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table))
        self.action("Chọn sổ theo dõi", "Ctrl+B", self.book.setFocus)
        self.action("Lọc: đang theo dõi, quá hạn, đã xong", "Ctrl+H", self.shows.setFocus)
        self.action("Tìm trong sổ", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("Ghi dòng mới vào sổ", "Ctrl+Shift+N", self.new, icon="plus")
        self.action("In sổ đang xem", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu sổ đang xem thành Excel hoặc PDF", "F8", self.prompt_save, icon="export")
        offer_sorting(self, self.table)

    # --- building -----------------------------------------------------------------------------------

    def _buttons(self) -> list[QPushButton]:
        return buttons(
            ("Ghi mới   Ctrl+Shift+N", self.new, "new"), ("In   Ctrl+P", self.print_out, "print"), ("Lưu Excel, PDF   F8", self.prompt_save, "save"),
        )  # fmt: skip

    def _columns(self) -> list[Column]:
        today = self.clock.today

        def late(row: EntryLine) -> Any:
            return "red" if row.next_due is not None and row.next_due < today() else "neutral"

        def state(row: EntryLine) -> Chip:
            return due_chip((row.next_due - today()).days) if row.next_due is not None else CHIPS[row.state]

        return [
            Column("Số", lambda r: r.number_text, width=13, least=11, order="number"),
            Column("Ngày", lambda r: r.day, width=10, order="day"),
            Column("Người, cơ quan", lambda r: r.who, width=24, least=16),
            Column("Nội dung", lambda r: r.what, width=0, least=26),
            Column("Việc", lambda r: r.matter, width=15, least=10, spare=3),
            Column("Người theo dõi", lambda r: r.handler, width=18, least=12, spare=2),
            Column("Tình trạng", state, width=19, least=16, order="state", chips=(due_chip(-999), *CHIPS.values())),
            Column("Hạn", lambda r: r.next_due, width=10, order="next_due", tone=late, spare=1),
        ]

    # --- asking -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(lambda: book_queries.late(self.desk), self._tell_late, key="books-late", owner=self)
        self._ask()

    def _tell_late(self, late: dict[str, int]) -> None:
        """Beside each book how many of its entries are overdue."""
        for at, book in enumerate(self.books):
            n = late.get(book.key, 0)
            self.book.setItemText(at, f"{book.title}  ▲ {n} quá hạn" if n else book.title)

    def choose(self, key: str) -> None:
        """Show this book."""
        self.book.setCurrentIndex(max(0, self.book.findData(key)))

    def _ask(self) -> None:
        book = self.book.currentData()
        if book is None:
            self.table.set_empty("Tài khoản này không được xem sổ theo dõi nào.")
            return
        self._asked = book_queries.wanted(self.desk, book, text=self.search.text(), show=self.shows.currentData())
        self.model.reload()

    def _ids(self, order: str, descending: bool) -> Sequence[Hashable]:
        return book_queries.ids(self.desk, self._asked, order or "number", descending=descending) if self._asked is not None else []

    def _rows(self, keys: Sequence[Any]) -> Sequence[EntryLine | None]:
        return book_queries.rows_in_order(self.desk, keys)

    # --- acts ---------------------------------------------------------------------------------------

    def new(self) -> None:
        """The form of a new entry of the book on the screen."""
        if not self._may():
            return
        try:
            self.desk.require(book_rights.named(self.book.currentData()).write)
        except Refused as refused:
            self.shell.warn(" ".join(sentence(r) for r in refused.refusals))
        else:
            self.shell.open_page(EntryPage(self.shell, self.book.currentData()))

    def _open(self, key: object) -> None:
        row = self.model.content(self.model.place(key)) if isinstance(key, int) else None
        if row is not None:
            self.shell.open_page(EntryPage(self.shell, row.book, row.entry))

    def _may(self) -> bool:
        if self.book.currentData() is None:
            self.shell.warn("Tài khoản này không được xem sổ theo dõi nào.")
            return False
        return True

    def _listing(self) -> Callable[[], Any] | None:
        """What makes the listing of the view on the screen, run off the main thread."""
        asked = self._asked
        if not self._may() or asked is None:
            return None
        said = f"{self.shows.currentText()}{f', tìm: {self.search.text().strip()}' if self.search.text().strip() else ''}"
        return lambda: book_files.listing(self.desk, asked, said)

    def print_out(self) -> None:
        """The book on the screen as it will be printed."""
        make = self._listing()
        if make is not None:
            from thads_desktop.ui.pages.printed import PrintedPage

            self.shell.open_page(PrintedPage(self.shell, self._title(), lambda: book_files.pdf(make()), self._file_name()))

    def prompt_save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        make = self._listing()
        if make is None:
            return
        file = ask_file(self, "Lưu sổ theo dõi", self.desk.folder, f"{self._file_name()}.xlsx", "Excel (*.xlsx);;PDF (*.pdf)")
        if file is not None and may_leave(self.desk, self.worker, "book", self._title(), self):
            self.progress.start("Đang lập sổ", lambda _p, _c: book_files.write(file, make()), lambda written: saved([written]))

    def _title(self) -> str:
        return next((b.title for b in self.books if b.key == self.book.currentData()), "")

    def _file_name(self) -> str:
        return f"so-{str(self.book.currentData()).replace('_', '-')}-{self.clock.today():%Y%m%d}"

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+B", "chọn sổ"), ("Ctrl+Shift+N", "ghi mới"), ("Enter", "mở, sửa"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Ctrl+B chọn sổ bằng mũi tên hoặc chữ cái, Ctrl+H lọc, Ctrl+F tìm có dấu hoặc không dấu. Ctrl+Shift+N ghi dòng mới, Enter mở dòng "
            "đang chọn để xem hạn và sửa. Hạn đỏ là quá hạn. Ctrl+P in, F8 lưu Excel hoặc PDF. Sổ nào tài khoản không được xem thì không có ở đây."
        )

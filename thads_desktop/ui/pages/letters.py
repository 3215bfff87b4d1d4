"""The books of letters in and out: a year under a filter, typed into all day; passed on, answered, printed with the columns of the decree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import letters
from thads_desktop.services.letters import BOOKS, SHOWS
from thads_desktop.services.paper_place import on_entry, on_intake
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import ListSearch, buttons, choice, count_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.letters import LetterRow

_EMPTY = "Không có văn bản nào như vậy. Nhấn Ctrl+Shift+N để vào sổ."


class LettersPage(Page):
    """One book, one year; the latest line first."""

    name = "letters"
    title = "Văn bản đến, đi"
    topics = ("letters", "papers")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.book = choice("book", "Chọn sổ   Ctrl+B", [(way, title) for way, (title, _columns) in BOOKS.items()], 24, self._chosen)
        this = self.clock.today().year
        self.year = choice("year", "Năm   Ctrl+Y", [(y, f"Năm {y}") for y in range(this, this - 6, -1)], 10, self._chosen)
        self.shows = choice("shows", "Lọc   Ctrl+H", list(SHOWS.items()), 20, self._chosen)
        self.search = ListSearch("Tìm: số, tác giả, trích yếu, việc …   Ctrl+F", "Tìm trong sổ văn bản", self.refresh)
        self.count = count_label()
        self.body.addLayout(FlowRow(self.heading(), *self._buttons()))
        self.body.addLayout(FlowRow(self.book, self.year, self.shows, self.count))
        self.body.addWidget(self.search)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.models = {"in": self._model("in"), "out": self._model("out")}
        self.tables = {way: self._table(way) for way in self.models}
        for way, table in self.tables.items():
            wrapped = with_words(table)
            self.body.addWidget(wrapped, 1)
            setattr(self, f"_shown_{way}", wrapped)
        self.search.reached.connect(self._to_table)
        self._show_book()
        self._actions()

    def _actions(self) -> None:
        self.action("Chọn sổ văn bản đến hoặc đi", "Ctrl+B", self.book.setFocus)
        self.action("Chọn năm của sổ văn bản", "Ctrl+Y", self.year.setFocus)
        self.action("Lọc: chưa chuyển, chưa trả lời, gắn với việc", "Ctrl+H", self.shows.setFocus)
        self.action("Tìm trong sổ văn bản", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("Vào sổ văn bản đến, đi", "Ctrl+Shift+N", self.new, icon="plus")
        self.action("Chuyển các văn bản đã chọn", "Ctrl+D", self.pass_on)
        self.action("Ghi trả lời văn bản đang chọn", "Ctrl+E", self.answer)
        self.action("Mở việc của văn bản đang chọn", "Ctrl+Shift+M", self.open_matter)
        self.action("Mở bản chụp của văn bản đang chọn", "Ctrl+O", self.open_scan)
        self.action("In dấu ĐẾN cho các văn bản đã chọn", "Ctrl+T", self.stamp, icon="print")
        self.action("Xóa dòng ghi nhầm của sổ văn bản", "Ctrl+Delete", self.strike)
        self.action("In sổ văn bản đang xem", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu sổ văn bản đang xem thành Excel hoặc PDF", "F8", self.save, icon="export")

    # --- building -----------------------------------------------------------------------------------

    def _buttons(self) -> list[QPushButton]:
        return buttons(
            ("Vào sổ   Ctrl+Shift+N", self.new), ("Chuyển   Ctrl+D", self.pass_on), ("Trả lời   Ctrl+E", self.answer),
            ("Dấu ĐẾN   Ctrl+T", self.stamp), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip

    def _model(self, way: str) -> RowsModel:
        def state(r: LetterRow) -> str:
            if r.struck:
                return "số đã hủy" if r.paper else "ghi nhầm, bỏ"
            if r.answered is not None:
                return "đã trả lời"
            return "đã chuyển" if r.passed is not None else "chưa chuyển"

        came = [
            Column("Số đến", lambda r: str(r.number), "right", 8, least=7),
            Column("Ngày đến", lambda r: r.day, width=10),
            Column("Tác giả", lambda r: r.who, width=22, least=16),
            Column("Số, ký hiệu", lambda r: r.number_text, width=13, least=10),
            Column("Ngày văn bản", lambda r: r.written, width=12, spare=2),
            Column("Trích yếu", lambda r: r.title or r.said, width=0, least=30),
            Column("Chuyển cho", lambda r: r.to, width=18, least=12, spare=3),
        ]
        left = [
            Column("Số, ký hiệu", lambda r: r.number_text, width=18, least=13),
            Column("Ngày", lambda r: r.day, width=10),
            Column("Trích yếu", lambda r: r.title or r.said, width=0, least=30),
            Column("Nơi nhận", lambda r: r.who, width=28, least=16),
            Column("Người ký", lambda r: r.signer, width=18, least=12, spare=3),
        ]
        both = [
            Column("Việc", lambda r: r.matter_text or r.judgment_text or r.entry_text, width=16, least=11, spare=4),
            Column("Tình trạng", state, width=14, least=12, tone=lambda r: "neutral" if r.struck or r.passed else "amber"),
        ]
        return RowsModel([*(came if way == "in" else left), *both], lambda r: r.key or r.paper, self)

    def _table(self, way: str) -> TableView:
        table = TableView(self.models[way], self, _EMPTY)
        table.setObjectName(f"letters-{way}")
        table.picks_first = True
        table.opened.connect(lambda _key: self._open())
        return table

    # --- asking -------------------------------------------------------------------------------------

    @property
    def way(self) -> str:
        return str(self.book.currentData())

    @property
    def table(self) -> TableView:
        return self.tables[self.way]

    def refresh(self) -> None:
        way, year, text, show = self.way, int(self.year.currentData()), self.search.text(), str(self.shows.currentData())
        self.worker.run_read(lambda: letters.shown(self.desk, way, year, text, show), lambda rows: self._take(way, rows), key="letters", owner=self)

    def _take(self, way: str, rows: list[LetterRow]) -> None:
        self.models[way].set_rows(rows)
        waiting = sum(not r.struck and r.passed is None for r in rows)
        self.count.setText(f"{dong(len(rows))} dòng" + (f" · {dong(waiting)} chưa chuyển" if waiting else ""))

    def _chosen(self) -> None:
        self._show_book()
        self.refresh()

    def _show_book(self) -> None:
        for way in self.models:
            getattr(self, f"_shown_{way}").setVisible(way == self.way)
        self.shell.hints_changed()

    def _to_table(self) -> None:
        self.table.begin()

    def _current(self) -> LetterRow | None:
        row: LetterRow | None = self.table.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một văn bản trong danh sách, hoặc Ctrl+Shift+N để vào sổ.")
        return row

    def _entered(self) -> LetterRow | None:
        """The chosen line, where it was entered by hand; a paper of the program is told to go its own way."""
        row = self._current()
        if row is not None and row.paper:
            self.shell.warn("Văn bản này do chương trình lập: mở việc (Ctrl+Shift+M) để xem, gửi hoặc hủy số.")
            return None
        return row

    def _several(self) -> list[str]:
        found = [str(k) for k in self.table.selected_keys()] or [str(self.table.current_key() or "")]
        return [k for k in found if k.startswith(("in:", "out:"))]

    # --- acts ---------------------------------------------------------------------------------------

    def new(self) -> None:
        """The form of a new letter of the book on the screen."""
        from thads_desktop.ui.pages.letter import LetterInPage, LetterOutPage

        self.shell.open_page(LetterInPage(self.shell) if self.way == "in" else LetterOutPage(self.shell))

    def _open(self) -> None:
        from thads_desktop.ui.pages.letter import LetterInPage, LetterOutPage

        row = self._current()
        if row is None:
            return
        if row.paper:
            self.open_matter()
        elif row.struck:
            self.shell.warn("Dòng này đã xóa vì ghi nhầm, số giữ nguyên trong sổ.")
        else:
            self.shell.open_page(LetterInPage(self.shell, row) if row.way == "in" else LetterOutPage(self.shell, row))

    def pass_on(self) -> None:
        """To the form that passes the chosen letters on."""
        from thads_desktop.ui.pages.letter import PassOnPage

        keys = self._several()
        if keys:
            self.shell.open_page(PassOnPage(self.shell, keys))
        else:
            self._entered()

    def answer(self) -> None:
        """To the form of the answer."""
        from thads_desktop.ui.pages.letter import AnswerPage

        row = self._entered()
        if row is not None and row.way == "in":
            self.shell.open_page(AnswerPage(self.shell, row))
        elif row is not None:
            self.shell.warn("Đây là văn bản đi: chỉ văn bản đến mới ghi trả lời.")

    def strike(self) -> None:
        """To the form that strikes a typing error."""
        from thads_desktop.ui.pages.letter import StrikeLetterPage

        row = self._entered()
        if row is not None and not row.struck:
            self.shell.open_page(StrikeLetterPage(self.shell, row))

    def open_matter(self) -> None:
        """The matter of the chosen letter."""
        row = self._current()
        if row is None:
            return
        if row.paper and (row.judgment or row.entry):
            from thads_desktop.ui.pages.open_paper import open_place

            open_place(self.shell, on_intake(row.judgment) if row.judgment else on_entry(row.entry))
            return
        if not row.matter:
            self.shell.warn("Văn bản này không gắn với việc nào: Enter mở dòng ấy, ghi số việc rồi ghi lại.")
            return
        from thads_desktop.ui.pages.matter import MatterPage

        self.shell.open_page(MatterPage(self.shell, row.matter))

    def open_scan(self) -> None:
        """The kept copy, as a page."""
        row = self._entered()
        if row is None:
            return
        if not row.scan:
            self.shell.warn("Văn bản này chưa có bản chụp: Enter mở dòng ấy, chọn tệp PDF rồi ghi lại.")
            return
        from thads_desktop.ui.pages.printed import PrintedPage

        self.shell.open_page(PrintedPage(self.shell, f"Bản chụp: văn bản {row.code}", lambda: letters.scan(self.desk, row.key), "ban-chup"))

    def stamp(self) -> None:
        """The stamps ĐẾN of the chosen letters."""
        from thads_desktop.ui.pages.letter import StampPage

        keys = [k for k in self._several() if k.startswith("in:")]
        if keys:
            self.shell.open_page(StampPage(self.shell, keys))
        else:
            self.shell.warn("Hãy chọn văn bản đến trong danh sách để in dấu ĐẾN.")

    def _listing(self) -> Callable[[], Any]:
        way, year, text, show = self.way, int(self.year.currentData()), self.search.text(), str(self.shows.currentData())
        return lambda: letters.listing(self.desk, way, year, text, show)

    def print_out(self) -> None:
        """The book on the screen as it will print."""
        show_print(self, BOOKS[self.way][0], self._listing(), self._file_name())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "letters", "Lưu sổ văn bản", self._listing(), self._file_name())

    def _file_name(self) -> str:
        return f"van-ban-{'den' if self.way == 'in' else 'di'}-{self.year.currentData()}"

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Shift+N", "vào sổ"), ("Enter", "mở, sửa"), ("Ctrl+D", "chuyển"), ("Ctrl+E", "trả lời"), ("Ctrl+B", "sổ đến, đi"))

    def help(self) -> str:
        return (
            "Ctrl+B chọn sổ đến hoặc sổ đi, Ctrl+Y năm, Ctrl+H lọc, Ctrl+F tìm có dấu hoặc không dấu. Ctrl+Shift+N vào sổ: ghi xong có số ngay và nhập "
            "tiếp văn bản sau. Chọn nhiều dòng (Shift+mũi tên) rồi Ctrl+D chuyển cùng lúc. Ctrl+E ghi trả lời, Ctrl+T in dấu ĐẾN 35 × 50 mm, Ctrl+O mở "
            "bản chụp, Ctrl+Shift+M mở việc. Ghi nhầm: Enter sửa; Ctrl+Delete xóa bước cuối hoặc cả dòng (số giữ nguyên). Sổ đi có cả văn bản do "
            "chương trình cho số. Ctrl+P in, F8 lưu Excel hoặc PDF theo cột của Nghị định 30."
        )

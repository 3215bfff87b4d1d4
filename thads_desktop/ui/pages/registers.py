"""The registers the office prints: choose one at the left, its lines of a year at the right; print on A3, save, close a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from thads_desktop.documents.register import NOT_COMPARED
from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.money import dong
from thads_desktop.services import people, register_closings, register_counts, register_files, register_view, registers
from thads_desktop.services.register_words import SPAN_WORDS, capital
from thads_desktop.ui import theme
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages import register_columns
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_detail import RowDetail
from thads_desktop.ui.search_line import SearchLine
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wide_table import WideModel, WideTable
from thads_desktop.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from thads_desktop.documents.register import Register, RegisterColumn
    from thads_desktop.services.register_counts import Listed
    from thads_desktop.services.register_view import Line, Opened

PAUSE_MS = 150
#: Years offered behind the present one.
YEARS_BACK = 12
EMPTY = "Sổ này chưa có dòng nào trong năm và kỳ đang chọn."


class RegistersPage(Page):
    """A register of a year at a time; the whole year is read once, filters only choose among its lines."""

    name = "registers"
    title = "Sổ"
    topics = ("registers", "matters", "intake", "papers", "books", "cash", "store", "assets", "settings")

    model: WideModel
    table: WideTable

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.view: Opened | None = None
        self.code = "TT04-03"
        self._listed: list[Listed] = []
        self._counted = 0
        self._asked = 0
        self._folded: list[str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._choose)
        self._head()
        self._list = RowsModel(register_columns.of_list(), lambda r: r.register.code, self)
        self.list = WrappedRows(self._list, self, "Chưa có sổ nào tài khoản này được xem.", wraps=("Tên sổ",), most=3)
        self.list.setObjectName("registers-list")
        self.list.setAccessibleName("Danh sách sổ")
        self.list.setMinimumWidth(theme.space(30))
        self.list.setMaximumWidth(theme.space(72))
        self.list.picks_first = True
        self.list.chosen.connect(self._take)
        self.list.opened.connect(lambda _key: self.table.begin())
        self.right = QVBoxLayout()
        self.full = self.heading("")
        self.full.setObjectName("register-name")
        self.full.setWordWrap(True)
        self.seen = QLabel()
        self.seen.setObjectName("register-columns")
        self.seen.setProperty("quiet", True)
        self.seen.setWordWrap(True)
        self.right.addWidget(self.full)
        self.right.addWidget(self.seen)
        self.notes = QLabel()
        self.notes.setObjectName("register-notes")
        self.notes.setProperty("quiet", True)
        self.notes.setWordWrap(True)
        both = QHBoxLayout()
        both.addWidget(self.list, 3)
        both.addLayout(self.right, 8)
        self.body.addLayout(both, 1)
        self.body.addWidget(self.notes)
        self._holder: QWidget | None = None
        self._columns: tuple[RegisterColumn, ...] = ()
        self._show_table((), None)
        self._actions()

    # --- building -----------------------------------------------------------------------------------

    def _head(self) -> None:
        last = statistical_year(self.clock.today())
        self.year = self._combo("register-year", "Năm   Ctrl+B", [(y, f"Năm {y}") for y in range(last, last - YEARS_BACK, -1)], 10, self._ask)
        self.span = self._combo("register-span", "Kỳ   Ctrl+H", [("", "Cả năm"), *((k, capital(w)) for k, w in SPAN_WORDS.items() if k != "year")], 9,
                                self._choose)  # fmt: skip
        self.officer = self._combo("register-officer", "Chấp hành viên", [("", "Mọi chấp hành viên")], 22, self._choose)
        self.search = SearchLine("Tìm trong sổ   Ctrl+F", "Tìm trong sổ đang xem")
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.down.connect(self._to_table)
        self.search.left.connect(self._to_table)
        self.count = QLabel()
        self.count.setObjectName("count")
        self.count.setProperty("quiet", True)
        self.count.setWordWrap(True)
        self.body.addLayout(FlowRow(self.heading(), self.year, self.span, self.officer))
        self.body.addWidget(self.search)
        self.body.addWidget(self.count)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)

    def _combo(self, name: str, label: str, options: Sequence[tuple[Any, str]], least: int, asked: Any) -> Combo:
        box = Combo()
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setToolTip(label)
        box.setMinimumContentsLength(least)
        for value, words in options:
            box.addItem(words, value)
        box.currentIndexChanged.connect(lambda _at: asked())
        return box

    def _actions(self) -> None:
        self.action("Chọn sổ trong danh sách", "Ctrl+J", self._to_list)
        self.action("Ẩn, hiện danh sách sổ để xem rộng các dòng", "Ctrl+D", self.fold_list)
        self.action("Chọn năm của sổ", "Ctrl+B", self.year.setFocus)
        self.action("Chọn kỳ của sổ: quý, 6 tháng, cả năm", "Ctrl+H", self.span.setFocus)
        self.action("Tìm trong sổ", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("In sổ khổ A3", "F8", self.print_out, icon="print")
        self.action("Lưu sổ thành Excel hoặc PDF", "Ctrl+S", self.save, icon="export")
        self.action("Kết sổ một kỳ", "F9", self.close_period, icon="check")
        self.action("Các lần kết sổ, sửa đổi sau kết sổ", "Ctrl+T", self.closings)
        self.action("Sửa bố cục sổ: cột, tiêu đề, độ rộng", "Ctrl+E", self.edit, icon="pen")
        self.action("Lập sổ riêng của đơn vị", "Ctrl+Shift+N", self.make_own, icon="plus")
        self.action("Đối chiếu dãy số: thiếu, hủy, trùng, sai thứ tự", "Ctrl+G", self.gaps)

    def _show_table(self, columns: tuple[RegisterColumn, ...], register: Register | None) -> None:
        """A table with these columns in the place of the one before."""
        if self._holder is not None:
            self.right.removeWidget(self._holder)
            self._holder.deleteLater()
        self._columns = columns
        made = [register_columns.column(c) for c in columns] if register is not None else [Column("Dòng", lambda _r: "", width=0)]
        self.model = WideModel(made, lambda line: line.key, self)
        self.table = WideTable(self.model, self, EMPTY, stays=register_columns.stays(columns))
        self.table.setObjectName("registers-table")
        self.table.setAccessibleName("Các dòng của sổ")
        self.table.scrolled.connect(self._say_columns)
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        self.detail = RowDetail(self.table)
        column.addWidget(self.detail)
        self.right.addWidget(self._holder, 1)

    # --- asking -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        if self.officer.count() == 1:
            self.worker.run_read(self._officers, self._take_officers, key="registers-officers", owner=self)
        self._ask()

    def _officers(self) -> list[tuple[str, str]]:
        with self.desk.reading() as reader:
            return [(p.person, p.name) for p in people.officers(reader, self.clock.today())]

    def _take_officers(self, found: list[tuple[str, str]]) -> None:
        self.officer.blockSignals(True)
        for person, name in found:
            self.officer.addItem(name, person)
        self.officer.blockSignals(False)

    def choose_year(self, year: int) -> None:
        """Show this year."""
        self.year.setCurrentIndex(max(0, self.year.findData(year)))

    def _ask(self) -> None:
        year = int(self.year.currentData())
        self.worker.run_read(lambda: register_counts.of_year(self.desk, year), self._take_list, key="registers-list", owner=self)

    def _take_list(self, found: list[Listed]) -> None:
        # What was counted stays until it is counted anew.
        known = {r.register.code: r.lines for r in self._listed} if self._counted == int(self.year.currentData()) else {}
        self._listed = [replace(r, lines=known.get(r.register.code)) for r in found]
        codes = [r.register.code for r in found]
        if self.code not in codes and codes:
            self.code = codes[0]
        self._fill()
        year = int(self.year.currentData())
        self._read()
        self._asked += 1
        asked = self._asked

        def count() -> dict[str, int]:
            return register_counts.counted(self.desk, year, found, lambda: self._asked != asked)

        self.worker.run_read(count, self._take_counts, key="registers-counts", owner=self)

    def _take_counts(self, counts: dict[str, int]) -> None:
        self._listed, self._counted = [replace(r, lines=counts.get(r.register.code, r.lines)) for r in self._listed], int(self.year.currentData())
        self._fill()

    def _fill(self) -> None:
        """The list anew, the register on the screen under the hand; nothing is asked because of it."""
        self.list.blockSignals(True)
        self._list.set_rows(self._listed)
        self.list.select_key(self.code)
        self.list.blockSignals(False)

    def _take(self, key: object) -> None:
        if isinstance(key, str) and key != self.code:
            self.code = key
            self._read()

    def show_register(self, code: str) -> None:
        """Show this register."""
        self.code = code
        self._ask()

    def _read(self) -> None:
        code, year = self.code, int(self.year.currentData())
        register = next((r.register for r in self._listed if r.register.code == code), None)
        if register is not None:
            # From October on the statistical year is the next one, which a register by the calendar year has not begun.
            year = min(year, registers.year_of(register, self.clock.today()))
        self.count.setText("đang đọc sổ …")
        self.worker.run_read(lambda: register_view.opened(self.desk, code, year), self._take_view, key="registers-view", owner=self)

    def _take_view(self, view: Opened) -> None:
        self.view, self._folded = view, None
        if view.register.columns != self._columns:
            self._show_table(view.register.columns, view.register)
        self.full.setText(register_columns.full_name(view.register, changed=any(r.changed for r in self._listed if r.register.code == view.register.code)))
        self._choose()

    def _wanted(self) -> register_view.Wanted:
        view, span = self.view, self.span.currentData()
        start = end = None
        if view is not None and span:
            _key, start, end = next(x for x in register_closings.spans(view.register, view.year) if x[0] == span)
        return register_view.Wanted(start, end, self.officer.currentData() or "", self.search.text().strip())

    def _choose(self) -> None:
        """Ten thousand lines are searched off the main thread; what is searched of them is folded once."""
        view, wanted = self.view, self._wanted()
        if view is None:
            return

        def look() -> tuple[Opened, list[str] | None, list[Line]]:
            said = self._folded
            if wanted.text and said is None:
                said = register_view.folded(view)
            return view, said, register_view.chosen(view, wanted, said)

        self.worker.run_read(look, self._show, key="registers-chosen", owner=self)

    def _show(self, found: tuple[Opened, list[str] | None, list[Line]]) -> None:
        view, said, lines = found
        if view is not self.view:
            return
        self._folded = said
        self.model.set_rows(lines)
        sums = register_view.sums(view.register, lines)
        words = {c.field: c.heading for c in view.register.columns}
        totals = "; ".join(f"{words[name].lower()}: {dong(total)}" for name, total in sums.items() if total)
        self.count.setText(f"Năm {view.year}: {dong(len(lines))} dòng" + (f"; cộng {totals}" if totals else ""))
        told = [NOT_COMPARED] if view.register.status == "reconstructed" else []
        told += [n for n in view.notes if n not in told]
        if view.changes:
            told.append(f"{len(view.changes)} chỗ sửa đổi, bổ sung sau kết sổ: Ctrl+T xem.")
        self.notes.setText(" ".join(told))

    def _say_columns(self) -> None:
        """Which columns are seen, where not all have room."""
        first, last, count = self.table.seen()
        every = last - first + 1 >= count or not self._columns
        self.seen.setText("" if every else f"Đang thấy cột {first} đến {last} trong {count} cột; ← → cuộn ngang, mọi cột của dòng đang chọn ở dưới bảng.")

    def _to_list(self) -> None:
        if self.list.isHidden():
            self.fold_list()
        self.list.begin()

    def fold_list(self) -> None:
        """The list of registers makes room for the lines, or comes back."""
        hidden = not self.list.isHidden()
        if hidden and self.list.hasFocus():
            self.table.begin()
        self.list.setHidden(hidden)

    def _to_table(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._choose()
        self.table.begin()

    # --- acts ---------------------------------------------------------------------------------------

    def _open(self, key: object) -> None:
        line: Line | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if line is not None:
            open_of(self.shell, line.opens)

    def current(self) -> Opened | None:
        """The register on the screen; a word to the person while there is none."""
        if self.view is None:
            self.shell.warn("Sổ chưa đọc xong: hãy chờ một chút.")
        return self.view

    def _said(self) -> str:
        parts = [self.span.currentText()] if self.span.currentData() else []
        parts += [f"chấp hành viên {self.officer.currentText()}"] if self.officer.currentData() else []
        parts += [f"tìm: {self.search.text().strip()}"] if self.search.text().strip() else []
        return f"Chỉ in các dòng đã lọc: {'; '.join(parts)}" if parts else ""

    def print_out(self) -> None:
        """The register as it will lie on the table."""
        view, wanted, said = self.current(), self._wanted(), self._said()
        if view is not None:
            from thads_desktop.ui.pages.printed import PrintedPage

            def draw() -> bytes:
                return register_files.pdf(register_files.printed(self.desk, view, wanted, said))

            self.shell.open_page(PrintedPage(self.shell, f"{view.register.name}, năm {view.year}", draw, register_files.file_name(view)))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf, and for whom and what."""
        view, wanted, said = self.current(), self._wanted(), self._said()
        if view is None:
            return
        name = register_files.file_name(view)
        file = ask_file(self, "Lưu sổ", self.desk.folder, f"{name}.xlsx", "Excel (*.xlsx);;PDF (*.pdf)")
        if file is not None and may_leave(self.desk, self.worker, "register", f"{view.register.name}, năm {view.year}", self):
            self.progress.start("Đang lập sổ", lambda _p, _c: register_files.write(self.desk, file, view, wanted, said), lambda written: saved([written]))

    def close_period(self) -> None:
        """To the page that shows what a closing fixes."""
        view = self.current()
        if view is not None:
            from thads_desktop.ui.pages.register_closing import ClosingPage

            self.shell.open_page(ClosingPage(self.shell, view.register.code, view.year))

    def closings(self) -> None:
        """To the closings of the year and what changed since."""
        view = self.current()
        if view is not None:
            from thads_desktop.ui.pages.register_closing import ClosingsPage

            self.shell.open_page(ClosingsPage(self.shell, view.register.code, view.year))

    def edit(self) -> None:
        """To the layout of the register."""
        view = self.current()
        if view is not None:
            from thads_desktop.ui.pages.register_layout import LayoutPage

            self.shell.open_page(LayoutPage(self.shell, view.register.code))

    def make_own(self) -> None:
        """To the form of a register of the office's own."""
        from thads_desktop.ui.pages.register_layout import OwnPage

        self.shell.open_page(OwnPage(self.shell, self.show_register))

    def gaps(self) -> None:
        """To the report on the numbers of papers."""
        from thads_desktop.ui.pages.register_gaps import GapsPage

        self.shell.open_page(GapsPage(self.shell, int(self.year.currentData())))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table if self.list.isHidden() else self.list

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("← →", "cuộn cột"), ("Ctrl+D", "ẩn danh sách sổ"), ("F8", "in A3"), ("F9", "kết sổ"))

    def help(self) -> str:
        return (
            "Bên trái là các sổ của năm, bên phải là các dòng. Mũi tên chọn sổ, Enter vào các dòng, Enter nữa mở việc. "
            "Sổ nhiều cột hơn màn hình: ← → cuộn ngang từng cột, Home và End về cột đầu, cột cuối, các cột nhận biết đầu dòng đứng yên; mọi cột của dòng "
            "đang chọn ghi đủ ở dưới bảng. Ctrl+D ẩn danh sách sổ cho rộng, Ctrl+J trở lại chọn sổ. Ctrl+B chọn năm, Ctrl+H chọn kỳ, "
            "Ctrl+F tìm. F8 in khổ A3, Ctrl+S lưu Excel hoặc PDF, F9 kết sổ một kỳ, Ctrl+T xem các lần kết sổ và chỗ sửa đổi sau đó. Ctrl+E sửa bố cục, "
            "Ctrl+Shift+N lập sổ riêng, Ctrl+G đối chiếu dãy số. Sổ nào tài khoản không được xem thì không có ở đây."
        )

"""The file of a matter: documents with their bút lục at the left, what is printed and scanned of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.services import case_file, exports, file_passing, file_print, papers, scan_codes, scans
from thads_desktop.services.case_file import Row, Shown
from thads_desktop.services.paper_place import entry_of
from thads_desktop.ui import icons, scan_files, theme
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages import case_file_columns, case_file_forms
from thads_desktop.ui.pages.case_file_check import FileCheck
from thads_desktop.ui.pages.case_file_forms import CodePage, DocumentPage, PassPage, SheetsPage, WhyPage, topics
from thads_desktop.ui.pages.case_file_scans import Taking
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.tables import RowsModel
from thads_desktop.ui.wrapped_label import WrappedLabel
from thads_desktop.ui.wrapped_rows import WrappedRows

PRINT = "print"


class CaseFilePage(Page):
    """Enter puts a document right; keys do the rest. item: the document that is chosen at first."""

    name = "case-file"
    title = "Hồ sơ"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, number: str, item: str = "") -> None:
        self.topics = ("files", f"matter:{matter}")
        if entry_of(matter):
            self.belongs = "books"
        super().__init__(shell)
        self.matter, self.number, self._wanted = matter, number, item
        self.view: Shown | None = None
        self._thumbs: dict[str, bytes] = {}
        self.taking = Taking(self, matter)
        self.head = self.heading(f"{self.title} {number}")
        self.body.addWidget(self.head)
        self.said = WrappedLabel("")
        self.said.setProperty("quiet", True)
        self.body.addWidget(self.said)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.ask_number = AskTwice("Ctrl+B", "Ctrl+B", self.head, self)
        self.body.addWidget(self.ask_number)
        self.model = RowsModel(case_file_columns.documents(), lambda r: r.key, self)
        self.table = WrappedRows(self.model, self, "Hồ sơ chưa có tài liệu nào.", wraps=("Tài liệu", "Cơ quan, người lập"), most=3)
        self.table.setObjectName("file-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.change())
        self.table.chosen.connect(lambda _key: self._show_row())
        self.strip = self._strip()
        self.preview = PaperPreview(self.worker, desk=self.desk)
        self.preview.broken = case_file_columns.BROKEN
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        column.addWidget(self.preview, 1)
        self.check = FileCheck(self)
        self.panes = QTabWidget()
        self.panes.setObjectName("file-panes")
        # Its bar is the stop of Tab; of its own it would send Tab from the table back to the bar for ever.
        self.panes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panes.addTab(with_words(self.table), "Danh mục")
        self.panes.addTab(self.check, "Soát hồ sơ")
        split = QSplitter()
        split.addWidget(self.panes)
        split.addWidget(side)
        split.setSizes([720, 400])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.body.addWidget(split, 1)
        for before, after in pairwise((self.panes.tabBar(), self.table, self.check.table, self.strip)):
            QWidget.setTabOrder(before, after)
        self.setAcceptDrops(True)
        self._actions()

    def _strip(self) -> QListWidget:
        """The scans of a document, side by side."""
        strip = QListWidget()
        strip.setObjectName("file-scans")
        strip.setAccessibleName("Bản in, bản quét của tài liệu")
        strip.setViewMode(QListView.ViewMode.IconMode)
        strip.setFlow(QListView.Flow.LeftToRight)
        strip.setWrapping(False)
        strip.setMovement(QListView.Movement.Static)
        strip.setIconSize(QSize(theme.space(16), theme.space(16)))
        strip.setGridSize(QSize(theme.space(24), theme.space(26)))
        strip.setFixedHeight(theme.space(28))
        strip.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        strip.setWordWrap(True)
        strip.currentItemChanged.connect(lambda item, _before: self._show_scan(item))
        return strip

    def _actions(self) -> None:
        self.action("Đánh số bút lục cho tài liệu chưa có số", "Ctrl+B", self.number_sheets, icon="check")
        self.action("Ghi số bút lục đầu tiên còn trống của hồ sơ tiếp nhận từ sổ cũ", "Ctrl+Shift+N", self.begin_numbers)
        self.action("Thêm tài liệu vào hồ sơ", "Ctrl+T", self.add, icon="plus")
        self.action("Ghi số tờ của tài liệu đang chọn", "Ctrl+G", self.count)
        self.action("Bỏ tài liệu khỏi danh mục; ở dải bản quét: gỡ bản quét", "Ctrl+Delete", self.take)
        self.action("Đính kèm bản quét vào tài liệu đang chọn", "Ctrl+O", self.prompt_scan)
        self.action("Dán đường dẫn, tệp đã chép làm bản quét", "Ctrl+V", lambda: self.attach(scan_files.pasted()))
        self.action("Danh mục tài liệu", "Ctrl+1", partial(self._pane, 0))
        self.action("Soát hồ sơ: có gì, thiếu gì", "Ctrl+2", partial(self._pane, 1))
        self.action("Tới bản in, bản quét của tài liệu", "Ctrl+J", self._to_strip)
        self.action("In danh mục tài liệu", "Ctrl+P", self.print_list, icon="print")
        self.action("Lưu danh mục tài liệu thành Excel hoặc PDF", "F8", self.save_list, icon="export")
        self.action("In bìa hồ sơ", "Ctrl+I", partial(self.print_cover, again=False), icon="print")
        self.action("In bìa thay thế bìa đã hỏng", "Ctrl+Shift+I", partial(self.print_cover, again=True))
        self.action("Bàn giao hồ sơ cho người khác: lập biên bản", "Ctrl+Shift+B", self.pass_on)
        self.action("Rút hồ sơ khỏi lưu trữ (Thủ trưởng đồng ý), trả hồ sơ về lưu trữ", "Ctrl+Shift+K", self.lend)
        self.action("In lại biên bản bàn giao hồ sơ gần nhất", "Ctrl+Shift+L", self.print_minutes)
        self.action("Xuất hồ sơ thành thư mục mã hóa, mở không cần mạng", "Ctrl+Shift+O", self.leave, icon="lock")
        self.action("Lưu bản đang xem thành tệp PDF", "Ctrl+S", lambda: self.shell.tell(self.preview.prompt_copy()))
        self.action("Tìm văn bản theo mã QR trên giấy", "Ctrl+F", lambda: self.shell.open_page(CodePage(self.shell)))

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        def ask() -> tuple[Shown, dict[str, bytes]]:
            return case_file.shown(self.desk, self.matter), scans.thumbs(self.desk, self.matter)

        self.worker.run_read(ask, self._take, key=f"case-file-{id(self)}", owner=self, on_refused=self._refused)
        self.check.refresh()

    def show_check(self) -> None:
        """What is there and what is missing, first."""
        self._pane(1)

    def _pane(self, at: int) -> None:
        self.panes.setCurrentIndex(at)
        (self.table, self.check.table)[at].setFocus()

    def _take(self, answer: tuple[Shown, dict[str, bytes]]) -> None:
        self.view, self._thumbs = answer
        view = self.view
        self.number = view.number_text
        self.head.setText(f"{self.title} {view.number_text}")
        self.about = f"{self.title} {view.number_text}"
        self.shell.hints_changed()
        self.said.setText(case_file_columns.summary(view))
        loose = sum(1 for s in view.scans if not s.item and not s.gone)
        whole = Row("", "", "", scan_codes.WHOLE, "", "", self.clock.today(), None, 0, True, loose, "", "", False)
        self.model.set_rows([*view.rows, whole])
        if self._wanted:
            self.table.select_key(self._wanted)
            self._wanted = ""
        self._show_row()

    def _refused(self, refusals: Sequence[object]) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))  # type: ignore[arg-type]  # refusals, as every reader gets them

    def current(self) -> Row | None:
        """The chosen line."""
        key = self.table.current_key()
        return self.model.content(self.model.place(key)) if isinstance(key, str) else None

    def _document(self) -> Row | None:
        """The chosen document; a word where there is none."""
        row = self.current()
        if row is None or not row.key:
            self.shell.warn("Hãy chọn một tài liệu trong danh mục trước.")
            return None
        return row

    def _show_row(self) -> None:
        row = self.current()
        before = self.strip.currentItem().data(Qt.ItemDataRole.UserRole) if self.strip.currentItem() is not None else None
        self.strip.blockSignals(True)  # one choice at the end instead of one for each line
        self.strip.clear()
        found = [s for s in self.view.scans if row is not None and s.item == row.key and not s.gone] if self.view is not None else []
        if row is not None and row.printed and not any(s.by_record for s in found):
            self._put(PRINT, "Bản in", b"")
        for n, scan in enumerate(found, 1):
            thumb = self._thumbs.get(scan.scan, b"")
            self._put(scan.scan, case_file_columns.scan_words(n, scan, thumb), thumb, "warning" if case_file_columns.unseen(scan, thumb) else "paper")
        kept = next((n for n in range(self.strip.count()) if self.strip.item(n).data(Qt.ItemDataRole.UserRole) == before), 0)
        self.strip.setCurrentRow(kept if self.strip.count() else -1)
        self.strip.blockSignals(False)
        self._show_scan(self.strip.currentItem())

    def _put(self, key: str, words: str, thumb: bytes, icon: str = "print") -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, key)
        picture = QPixmap()
        item.setIcon(QIcon(picture) if thumb and picture.loadFromData(thumb) else icons.icon(icon))
        self.strip.addItem(item)

    def _show_scan(self, item: QListWidgetItem | None) -> None:
        row = self.current()
        if item is None or row is None:
            self.preview.clear("Chưa có bản quét. Thả tệp vào trang, Ctrl+V dán đường dẫn hoặc Ctrl+O chọn tệp.")
            return
        key, matter = str(item.data(Qt.ItemDataRole.UserRole)), self.matter
        # Of an entry of a book the log of what was printed names no document.
        self.preview.name = exports.APART if entry_of(matter) else paper_name(row.title, row.number_text)
        paper = row.paper
        if key == PRINT:
            self.preview.draw(lambda: papers.stored(self.desk, paper), at_once=True, of=f"{matter}.{row.key}.{key}")
        else:
            self.preview.draw(lambda: scans.as_pdf(self.desk, matter, key), at_once=True, of=key)

    def _to_strip(self) -> None:
        if self.strip.count():
            self.strip.setFocus()
        else:
            self.shell.warn("Tài liệu này chưa có bản in hay bản quét nào: Ctrl+O để đính kèm.")

    # --- what is done -------------------------------------------------------------------------------

    def add(self) -> None:
        """To the form of a new document."""
        self.shell.open_page(DocumentPage(self.shell, self.matter, self.number))

    def change(self) -> None:
        """A document put in by hand is put right; of any other the sheets are counted."""
        row = self._document()
        if row is None:
            return
        if not row.key.startswith("doc:") or row.gone:
            self.count()
            return
        key = row.key
        self.worker.run_read(
            lambda: case_file.known(self.desk, self.matter, key),
            lambda known: self.shell.open_page(DocumentPage(self.shell, self.matter, self.number, key, known)), key="file-known", owner=self,
        )  # fmt: skip

    def count(self) -> None:
        """To the form of the sheets."""
        row = self._document()
        if row is not None and not row.gone:
            self.shell.open_page(SheetsPage(self.shell, self.matter, row))
        elif row is not None:
            self.shell.warn("Tài liệu này đã bỏ khỏi danh mục.")

    def take(self) -> None:
        """The scan under the hand is taken away, or the chosen document leaves the list: why is asked."""
        row = self.current()
        if self.strip.hasFocus() and self.strip.currentRow() >= 0 and row is not None:
            scan = str(self.strip.currentItem().data(Qt.ItemDataRole.UserRole))
            if scan == PRINT:
                self.shell.warn("Bản in của chương trình đi cùng văn bản: không gỡ được ở đây.")
                return
            act = partial(scans.take_away, self.desk, self.matter, scan)
            self.shell.open_page(WhyPage(self.shell, self.matter, f"Gỡ bản quét: {row.title}", "Đã gỡ bản quét; tệp vẫn được giữ trong kho.", act))
            return
        row = self._document()
        if row is not None and row.gone:
            self.shell.warn("Tài liệu này đã bỏ khỏi danh mục.")
        elif row is not None:
            note = f"; bút lục {row.numbers} vẫn tính là đã dùng" if row.numbers else ""
            leaving = partial(case_file.take, self.desk, self.matter, row.key)
            self.shell.open_page(WhyPage(self.shell, self.matter, f"Bỏ khỏi danh mục: {row.title}{note}", "Đã bỏ tài liệu khỏi danh mục.", leaving))

    def number_sheets(self) -> None:
        """Bút lục for all that has none; asked first where nobody has counted the sheets of some, for a number that was given stays."""
        open_ones = tuple(r.key for r in self.view.rows if case_file_columns.is_open(r)) if self.view is not None else ()
        if open_ones and not self.ask_number.ask(open_ones, case_file_columns.uncounted(len(open_ones))):
            return

        def write() -> tuple[str, tuple[str, ...]]:
            first, last, count = case_file.number(self.desk, self.matter)
            return f"Đã đánh bút lục {first} đến {last} cho {count} tài liệu: đóng đúng các số ấy ở góc trên bên phải từng tờ.", topics(self.matter)

        self.worker.run_write(write, self.shell.tell, self._refused, owner=self)

    def begin_numbers(self) -> None:
        """To the form of the first free number."""
        if self.view is not None:
            self.shell.open_page(case_file_forms.FirstNumberPage(self.shell, self.matter, self.view.number_text, self.view.last + 1))

    def prompt_scan(self) -> None:
        """Choose files."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, "Chọn bản quét", "", scan_files.KINDS)
        self.attach([Path(name) for name in chosen], silent=True)

    def attach(self, files: Sequence[Path], *, silent: bool = False) -> None:
        """Each of these files to the chosen document, or where the code on it belongs."""
        row = self.current()
        if files and row is not None and not row.gone:
            self.taking.take(files, row)
        elif not silent:
            self.shell.warn("Chưa có tệp nào: thả tệp vào trang, dán đường dẫn hoặc Ctrl+O để chọn.")

    def print_list(self) -> None:
        """The list as it will print."""
        show_print(self, "Danh mục tài liệu", lambda: file_print.document_list(self.desk, self.matter), self._named("danh-muc"))

    def save_list(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        made = partial(file_print.document_list, self.desk, self.matter)
        prompt_save(self, self.progress, "archive", "Lưu danh mục tài liệu", made, self._named("danh-muc"))

    def print_cover(self, *, again: bool) -> None:
        """The cover as it will print."""
        from thads_desktop.ui.pages.printed import PrintedPage

        draw = partial(file_print.cover_pdf, self.desk, self.matter, again=again)
        self.shell.open_page(PrintedPage(self.shell, f"Bìa hồ sơ {self.number}", draw, self._named("bia-ho-so")))
        self.shell.tell(file_print.note(self.matter))

    def pass_on(self) -> None:
        """To the form of the hand-over."""
        self.shell.open_page(PassPage(self.shell, self.matter, self.number))

    def lend(self) -> None:
        """To the form by which the file leaves the archive, or comes back to it."""
        from thads_desktop.ui.rounds.archive_steps import StepPage, WithdrawPage

        if self.view is not None and self.view.archived:
            self.shell.open_page(WithdrawPage(self.shell, [self.matter]))
        elif self.view is not None and self.view.withdrawn:
            self.shell.open_page(StepPage(self.shell, "withdrawn", [self.matter]))
        else:
            self.shell.warn("Hồ sơ chưa bàn giao vào lưu trữ: không có gì để rút hay trả lại.")

    def print_minutes(self) -> None:
        """The minutes of the last hand-over, as they were printed."""
        from thads_desktop.ui.pages.printed import PrintedPage

        self.worker.run_read(
            lambda: file_passing.minutes_of(self.desk, self.matter),
            lambda data: self.shell.open_page(PrintedPage(self.shell, "Biên bản bàn giao hồ sơ", lambda: data, self._named("ban-giao-ho-so"))),
            key="file-minutes", owner=self, on_refused=self._refused,
        )  # fmt: skip

    def leave(self) -> None:
        """To the form of the folder in which it leaves."""
        from thads_desktop.ui.pages.case_file_folder import FolderPage

        self.shell.open_page(FolderPage(self.shell, self.matter, self.number))

    def _named(self, what: str) -> str:
        return paper_name(what, exports.APART if entry_of(self.matter) else self.number)

    # --- files that are dropped ---------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if scan_files.of_mime(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """On a line: to that document; elsewhere to the chosen one."""
        at = self.table.viewport().mapFrom(self, event.position().toPoint())
        index = self.table.indexAt(at)
        if index.isValid() and self.table.viewport().rect().contains(at):
            self.table.selectRow(index.row())
        event.acceptProposedAction()
        self.attach(scan_files.of_mime(event.mimeData()))

    # --- of the page --------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+B", "đánh bút lục"), ("Ctrl+O", "đính kèm"), ("Ctrl+T", "thêm tài liệu"), ("Ctrl+P", "danh mục"), ("Ctrl+I", "bìa"))

    def help(self) -> str:
        return (
            "Danh mục lập sẵn từ việc đã ghi; Ctrl+T thêm tài liệu nhận từ ngoài. Ctrl+B đánh bút lục cho tài liệu chưa có số, mỗi tờ một số, quyết "
            "định thi hành án và mỗi bản án một số; số đã đánh không đổi. Dấu ? cạnh số tờ: chưa ai đếm, "
            "Ctrl+G (hoặc Enter) để ghi, còn dấu ấy thì Ctrl+B hỏi lại trước; hồ sơ từ sổ cũ: Ctrl+Shift+N ghi số bắt đầu. Bản quét: thả tệp "
            "vào dòng, Ctrl+V dán đường dẫn, Ctrl+O chọn tệp; Ctrl+J tới dải bản quét, Ctrl+Delete ở đó gỡ, ở danh mục thì bỏ tài liệu. Ctrl+P in danh "
            "mục, Ctrl+I in bìa, Ctrl+Shift+I bìa thay thế, Ctrl+Shift+B bàn giao, Ctrl+Shift+K rút khỏi lưu trữ, trả lại, "
            "Ctrl+F tìm theo mã QR trên giấy. Ctrl+2 soát hồ sơ, Ctrl+Shift+O xuất "
            "trọn hồ sơ thành thư mục mã hóa."
        )

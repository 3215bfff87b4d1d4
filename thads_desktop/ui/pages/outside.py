"""What goes to others: the workbook for the procuracy, the ended matters, the publication list; looked at, held against what was sent, recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QTabBar, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import outside, outside_files, outside_lists
from thads_desktop.services.letter_words import LISTS
from thads_desktop.services.outside_files import HOW
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.stacked import captioned
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from thads_desktop.services.outside import Changes, Sending, Sheet

_VIEWS = ("Danh sách", "Thay đổi so với lần gửi trước", "Các lần đã gửi")
#: Of each list the columns that a screen has room for: (heading, key, least width).
_SHOWN = {
    "procuracy": (("Thụ lý", "accepted", 16), ("Người phải thi hành án", "debtors", 22), ("QĐ thi hành án", "decision", 22),
                  ("Nội dung thi hành", "obligations", 22), ("Thời hạn gửi", "check_time", 24), ("Nội dung khác", "check_other", 20)),
    "ended": (("Quyết định", "number", 14), ("Ngày", "decided", 10), ("Người phải thi hành án", "debtor", 22), ("Kết thúc ngày", "ended", 12),
              ("Vì", "why", 30)),
    "publication": (("Tên", "name", 22), ("Địa chỉ", "address", 22), ("Quyết định", "decision", 18), ("Nghĩa vụ", "obligation", 24),
                    ("Lý do", "reason", 22)),
}  # fmt: skip


class OutsidePage(Page):
    """Three lists as tabs; a period above, beneath it the list, what changed, or what was sent."""

    name = "outside"
    title = "Gửi nơi khác"
    topics = ("outside",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.sheet: Sheet | None = None
        self.found: Changes | None = None
        self._again = self._quiet = False
        self.tabs = QTabBar()
        self.tabs.setObjectName("lists")
        for what, words in LISTS.items():
            self.tabs.setTabData(self.tabs.addTab(words), what)
        self.tabs.currentChanged.connect(lambda _at: self._turned())
        start, _end = outside_lists.month_before(self.clock.today())
        self.month = QLineEdit(f"{start:%m/%Y}")
        self.month.setObjectName("month")
        self.month.setAccessibleName("Kỳ")
        self.month.setMaxLength(40)
        self.month.setMinimumWidth(230)
        self.month.returnPressed.connect(self.look)
        acts = buttons(
            ("Xem   Ctrl+R", self.look), ("Thay đổi, đã gửi   Ctrl+B", self.turn), ("Ghi đã gửi   Ctrl+Shift+N", self.record),
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save), ("Biểu 24.1   Ctrl+T", self.figures),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addWidget(self.tabs)
        self.body.addLayout(FlowRow(captioned("Kỳ   Ctrl+M", self.month)))
        self.told = QLabel()
        self.told.setObjectName("told")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.told)
        self.progress = ProgressPanel(self.worker, self)
        self.progress.ended.connect(self._ended)
        self.body.addWidget(self.progress)
        self._build()
        self._actions()

    def _build(self) -> None:
        self.views = QStackedWidget()
        self.tables: dict[str, TableView] = {}
        self.models: dict[str, RowsModel] = {}
        for what, columns in _SHOWN.items():
            made = [Column(w, _cell(key), width=0 if n == len(columns) - 1 else least, least=least) for n, (w, key, least) in enumerate(columns)]
            self._add(what, made, lambda r: r[0], "Trong kỳ không có dòng nào.")
            self.tables[what].opened.connect(lambda key: self._open(str(key)))
        self._add("changes", [
            Column("Dòng", lambda c: c.name, width=34, least=24), Column("Thay đổi", lambda c: HOW[c.how], width=11),
            Column("Cột", lambda c: c.column, width=26, least=16), Column("Đã gửi", lambda c: _one_line(c.old), width=30, least=20),
            Column("Nay là", lambda c: _one_line(c.new), width=0, least=24),
        ], None, "Không có thay đổi, hoặc chưa gửi danh sách nào như vậy.")  # fmt: skip
        self._add("sent", [
            Column("Ngày gửi", lambda s: s.day, width=11), Column("Kỳ", lambda s: f"{short_date(s.start)} - {short_date(s.end)}", width=25, least=23),
            Column("Nơi nhận", lambda s: s.recipient, width=0, least=26), Column("Cách gửi", lambda s: outside.WAYS.get(s.way, ""), width=24, least=14),
            Column("Số, ghi chú", lambda s: s.note, width=18, least=12), Column("Dòng", lambda s: s.count, "right", 7),
            Column("Tệp", lambda s: s.ending.upper() if s.file else "in lại", width=9),
        ], lambda s: s.key, "Chưa ghi lần gửi nào.")  # fmt: skip
        self.tables["sent"].opened.connect(lambda _key: self.reopen())
        self.body.addWidget(self.views, 1)

    def _add(self, name: str, columns: list[Column], key_of: Callable[[Any], Any] | None, empty: str) -> None:
        model = RowsModel(columns, key_of, self)
        table = WrappedRows(model, self, empty, wraps=[c.title for c in columns], most=3)
        table.setObjectName(f"outside-{name}")
        table.picks_first = True
        self.models[name], self.tables[name] = model, table
        self.views.addWidget(with_words(table))

    def _actions(self) -> None:
        for n, (_what, words) in enumerate(LISTS.items()):
            self.action(words, f"Ctrl+{n + 1}", partial(self.tabs.setCurrentIndex, n))
        self.action("Chọn kỳ của danh sách gửi nơi khác", "Ctrl+M", self._to_month)
        self.action("Lập lại danh sách đang xem", "Ctrl+R", self.look)
        self.action("Danh sách, thay đổi, các lần đã gửi", "Ctrl+B", self.turn)
        self.action("Ghi đã gửi danh sách đang xem", "Ctrl+Shift+N", self.record, icon="plus")
        self.action("Mở lại tệp của lần gửi đang chọn", "Ctrl+O", self.reopen)
        self.action("In danh sách gửi nơi khác (A3 với sổ thụ lý kiểm sát)", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách gửi nơi khác thành Excel, PDF, JSON", "F8", self.save, icon="export")
        self.action("Đối chiếu biểu 24.1 của Viện kiểm sát", "Ctrl+T", self.figures)

    # --- asking -------------------------------------------------------------------------------------

    @property
    def what(self) -> str:
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def refresh(self) -> None:
        what = self.what
        self.worker.run_read(lambda: outside_lists.history(self.desk, what), self._take_sent, key="outside-sent", owner=self)
        if self.sheet is None and not self.progress.running:
            self.look()
        elif self.sheet is not None:
            sheet = self.sheet
            self.worker.run_read(lambda: outside_lists.changes(self.desk, sheet), self._take_changes, key="outside-changes", owner=self)

    def look(self) -> None:
        """Make the list of the period that is typed."""
        if self.progress.running:
            self._again = True
            self.progress.cancel()
            return
        desk, what, today = self.desk, self.what, self.clock.today()
        try:
            start, end = outside_lists.span_for(what, "" if what == "publication" else self.month.text(), today)
        except Refused as refused:
            self.told.setText(" ".join(sentence(r) for r in refused.refusals))
            self._to_month()
            return

        def work(progress: Callable[..., None], _cancelled: object) -> tuple[Sheet, Changes]:
            made = outside_lists.make(desk, what, start, end, progress)
            return made, outside_lists.changes(desk, made)

        self.progress.start("Đang lập danh sách", work, self._take, on_refused=self._refused)

    def _refused(self, refusals: Sequence[Any]) -> None:
        self.told.setText(" ".join(sentence(r) for r in refusals))

    def _take(self, found: tuple[Sheet, Changes]) -> str:
        self.sheet, self.found = found
        self.models[self.sheet.what].set_rows(list(self.sheet.rows.items()))
        self._take_changes(self.found)
        self._show(0)
        self._quiet = True
        return ""

    def _take_changes(self, found: Changes) -> None:
        self.found = found
        self.models["changes"].set_rows(found.rows)
        sheet = self.sheet
        if sheet is None:
            return
        since = found.since
        said = [f"{sheet.words[:1].upper()}{sheet.words[1:]}: {dong(len(sheet.rows))} dòng."]
        said.append(
            f"Lần gửi trước ngày {short_date(since.day)} cho {since.recipient}; từ đó: {found.count('new')} dòng mới, {found.count('changed')} dòng đổi, "
            f"{found.count('gone')} dòng không còn." if since is not None else "Chưa gửi danh sách nào như vậy."
        )  # fmt: skip
        gone = found.count("gone") if since is None else 0
        said += [f"{gone} dòng đã gửi ở danh sách khác nay không còn đúng: Ctrl+B xem lý do."] if gone else []
        said += list(sheet.notes)
        said += [f"{len(sheet.look)} dòng phải có người xem lại trước khi gửi."] if sheet.look else []
        self.told.setText(" ".join(said))

    def _take_sent(self, found: list[Sending]) -> None:
        self.models["sent"].set_rows(found)

    def _ended(self) -> None:
        if self._quiet:
            # The list itself says that it is there.
            self._quiet = False
            self.progress.clear()
        if self._again:
            self._again = False
            self.look()

    def _turned(self) -> None:
        # Who is published is known of today alone.
        self.month.setEnabled(self.what != "publication")
        self.sheet = self.found = None
        self.told.setText("")
        self.models["changes"].set_rows([])
        self._show(0)
        self.refresh()
        if self.progress.running:
            self.look()

    def turn(self) -> None:
        """From the list to what changed, to what was sent, and back."""
        names = [self.what, "changes", "sent"]
        self._show((names.index(self._current_name()) + 1) % 3)

    def _current_name(self) -> str:
        shown = list(self.tables)[self.views.currentIndex()]
        return shown if shown in ("changes", "sent") else self.what

    def _show(self, view: int) -> None:
        name = (self.what, "changes", "sent")[view]
        self.views.setCurrentIndex(list(self.tables).index(name))
        self.tables[name].begin()
        self.shell.tell(f"{_VIEWS[view]}: {dong(self.models[name].rowCount())} dòng.") if view else None
        self.shell.hints_changed()

    def _to_month(self) -> None:
        self.month.setFocus()
        self.month.selectAll()

    # --- acts ---------------------------------------------------------------------------------------

    def _made(self) -> Sheet | None:
        if self.sheet is None:
            self.shell.warn("Danh sách đang được lập: hãy chờ, hoặc Ctrl+R để lập.")
        return self.sheet

    def _open(self, key: str) -> None:
        from thads_desktop.ui.pages.matter import MatterPage

        self.shell.open_page(MatterPage(self.shell, key.partition("|")[0]))

    def record(self) -> None:
        """To the form: to whom it went, when, how."""
        from thads_desktop.ui.pages.outside_send import OutsideSendPage

        sheet = self._made()
        if sheet is not None:
            last = self.models["sent"].row(0) if self.models["sent"].rowCount() else None
            self.shell.open_page(OutsideSendPage(self.shell, sheet, last.recipient if last is not None else ""))

    def reopen(self) -> None:
        """The file of the chosen sending, as it went: saved where it is asked for."""
        self.views.setCurrentIndex(list(self.tables).index("sent"))
        key = self.tables["sent"].current_key()
        model = self.models["sent"]
        row: Sending | None = model.content(model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một lần gửi trong danh sách (Ctrl+B đến “Các lần đã gửi”).")
            return
        if row.ending == "pdf":
            from thads_desktop.ui.pages.printed import PrintedPage

            draw = outside_lists.reopened
            self.shell.open_page(PrintedPage(self.shell, f"Đã gửi ngày {short_date(row.day)}", lambda: draw(self.desk, row)[1], "da-gui"))
            return
        name = f"{outside.file_name(row.what, row.start, row.end)}-gui-{row.day:%Y%m%d}.{row.ending}"
        file = ask_file(self, "Lưu tệp đã gửi", self.desk.folder, name, f"Tệp đã gửi (*.{row.ending})")
        if file is not None and may_leave(self.desk, self.worker, "outside", name, self):
            self.progress.start("Đang mở tệp đã gửi", lambda _p, _c: outside_lists.save_again(self.desk, row, file), lambda written: saved([written]))

    def print_out(self) -> None:
        """The list, or what changed, as it will print."""
        from thads_desktop.services import inspection_files
        from thads_desktop.ui.pages.printed import PrintedPage

        sheet, found = self._made(), self.found
        if sheet is None:
            return
        name = outside.file_name(sheet.what, sheet.start, sheet.end)
        if self._current_name() == "changes" and found is not None:
            made = outside_files.changes_listing
            self.shell.open_page(PrintedPage(self.shell, "Thay đổi", lambda: inspection_files.pdf(made(self.desk, sheet, found)), f"{name}-thay-doi"))
        else:
            self.shell.open_page(PrintedPage(self.shell, sheet.title, lambda: outside_files.data(self.desk, sheet, "pdf"), name))

    def save(self) -> None:
        """Ask for a file: the list, or what changed."""
        from thads_desktop.services import inspection_files

        sheet, found = self._made(), self.found
        if sheet is None:
            return
        changed = self._current_name() == "changes" and found is not None
        name = outside.file_name(sheet.what, sheet.start, sheet.end) + ("-thay-doi" if changed else "")
        kinds = "Excel (*.xlsx);;PDF (*.pdf)" + ("" if changed else ";;JSON (*.json)")
        file = ask_file(self, "Lưu danh sách", self.desk.folder, f"{name}.xlsx", kinds)
        if file is None or not may_leave(self.desk, self.worker, "outside", name, self):
            return
        if changed and found is not None:
            self.progress.start(
                "Đang ghi tệp", lambda _p, _c: inspection_files.write(file, outside_files.changes_listing(self.desk, sheet, found)),
                lambda written: saved([written]),
            )  # fmt: skip
        else:
            self.progress.start("Đang ghi tệp", lambda _p, _c: outside_files.write_one(self.desk, file, sheet), lambda written: saved([written]))

    def figures(self) -> None:
        """To form 24.1 beside the office's own figures."""
        from thads_desktop.ui.pages.figures_24 import Figures24Page

        self.shell.open_page(Figures24Page(self.shell))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.tables[self.what]

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+1, 2, 3", "danh sách"), ("Ctrl+M", "kỳ"), ("Ctrl+B", "thay đổi, đã gửi"), ("Ctrl+Shift+N", "ghi đã gửi"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Ctrl+1 sổ thụ lý kiểm sát 24 cột, Ctrl+2 việc kết thúc trong tháng, Ctrl+3 danh sách đăng tải. Ctrl+M gõ kỳ: tháng 10/2026, năm thống kê "
            "2026, từ ngày 05/10/2026 đến nay, hoặc 05/10/2026 - 20/10/2026, rồi Enter. Ctrl+B chuyển giữa danh sách, thay đổi so với lần gửi trước và "
            "các lần đã gửi; Enter hoặc Ctrl+O ở các lần đã gửi mở lại đúng tệp đã gửi. Ctrl+Shift+N ghi đã gửi cho ai, ngày nào, cách nào: danh sách và "
            "tệp được giữ. Ctrl+P in (sổ thụ lý kiểm sát khổ A3), F8 lưu tệp, Ctrl+T đối chiếu biểu 24.1."
        )


def _cell(key: str) -> Callable[[Any], str]:
    return lambda row: _one_line(row[1].get(key, ""))


def _one_line(text: str) -> str:
    return " / ".join(text.split("\n"))

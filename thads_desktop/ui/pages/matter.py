"""One matter: its header, what happened, obligations and money, papers with preview, deadlines; what may be done now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidgetItem, QSplitter, QTabWidget, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import drafts, offers, papers, queries
from thads_desktop.ui import opens, wording
from thads_desktop.ui.matter_head import MatterHead
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages import matter_columns, matter_papers
from thads_desktop.ui.pages.begin import RECORDS_ITSELF, barred_words, page_of, recordable
from thads_desktop.ui.pages.matter_entries import MatterEntries
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import RowsModel
from thads_desktop.ui.wrapped_list import WrappedList
from thads_desktop.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.offers import Offer
    from thads_desktop.services.queries import MatterView

#: Beside an act of which the texts say nothing.
LEFT_OPEN = "Luật không quy định lúc này: Thủ trưởng quyết định."
NO_PAPER = "Dòng này không kèm văn bản nào của việc; tài liệu, bản quét xem ở Hồ sơ (Ctrl+Shift+E)."
PANES = ("Diễn biến", "Nghĩa vụ và tiền", "Văn bản", "Hạn")


class MatterPage(Page):
    """Panes by Ctrl+1..5; acts on the right, Enter begins one."""

    name = "matter"
    title = "Việc thi hành án"
    belongs = "matters"
    #: The timeline without the steps of papers; kept from matter to matter.
    short = False

    def __init__(self, shell: Shell, key: str) -> None:
        self.topics = (f"matter:{key}",)
        super().__init__(shell)
        self.key = key
        self.view: MatterView | None = None
        #: The day as of which it is shown; None = now.
        self._day: date | None = None
        self.summary = MatterHead(self.heading("…"), self.clock)
        self.as_of = self.summary.as_of
        self.as_of.finished.connect(self._look)
        self.body.addWidget(self.summary)
        self.panes = QTabWidget()
        self.panes.setObjectName("panes")
        # Its bar is the stop of Tab; of its own it would send Tab from the table back to the bar for ever.
        self.panes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build_panes()
        self.panes.currentChanged.connect(lambda _at: self.shell.hints_changed())
        self.acts = WrappedList()
        self.acts.setObjectName("acts")
        self.acts.setAccessibleName("Việc có thể làm")
        self.acts.itemActivated.connect(self._begin)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        label = QLabel("Làm gì tiếp   Ctrl+J")
        label.setBuddy(self.acts)
        column.addWidget(label)
        column.addWidget(self.acts, 1)
        split = QSplitter()
        split.addWidget(self.panes)
        split.addWidget(side)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 1)
        split.setSizes([862, 234])
        self.body.addWidget(split, 1)
        # From what can be done on to what is seen; the frame comes after.
        chain = (self.acts, self.as_of.editor, self.panes.tabBar(), self.timeline_table, self.lines_table, self.papers_table,
                 self.deadlines_table, self.entries.table)  # fmt: skip
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.action("Diễn biến: gọn hay đầy đủ", "Ctrl+Shift+G", self._shorten)
        self.action(wording.OTHER_WINDOW, ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), self._open_beside, icon="list")
        self.action("Trở về hôm nay", "Ctrl+Shift+D", self._today)
        for at, words in enumerate(PANES):
            self.action(words, f"Ctrl+{at + 1}", partial(self._pane, at))
        self.action("Xem việc tại một ngày", "Ctrl+D", self.as_of.editor.setFocus)
        self.action("Chọn việc cần làm", "Ctrl+J", self.acts.setFocus)
        self.action("Bước tiếp theo của văn bản mới nhất (ký, vào số, gửi)", "Ctrl+G", self._onwards)
        self.action("In văn bản đang chọn", "F8", self._print, icon="print")
        self.action("Lưu văn bản đang chọn thành tệp PDF", "Ctrl+S", self._save_copy)
        self.action("Xóa dòng ghi nhầm; ở phần Văn bản: bỏ dự thảo", "Ctrl+Delete", self._strike)
        self.action("Đương sự của việc", "Ctrl+P", self._persons)
        matter_papers.actions(self)
        self.action("Văn bản khác: mọi mẫu trong danh mục", "Ctrl+Shift+W", self._pick_form)
        self.action("Thu tiền", "Ctrl+T", lambda: self._start("collect"))
        self.action("Ghi nhận văn bản đã ban hành nơi khác: việc đang chọn ở Làm gì tiếp, kể cả việc mờ", "Ctrl+R", self._record)
        opens.actions_beside(self)

    def _look(self) -> None:
        problem = self.as_of.own_problem()
        if problem:
            self.shell.warn(problem)
        else:
            self.refresh()

    def escape(self) -> bool:
        """In the field of the day: back to today."""
        if not (self.as_of.editor.hasFocus() and self.as_of.editor.text()):
            return False
        self._today()
        return True

    def _today(self) -> None:
        self.as_of.set_value(None)
        self.as_of.set_refusal("")
        self.refresh()

    def _open_beside(self) -> None:
        key = self.key
        self.shell.open_window(lambda shell: MatterPage(shell, key))

    def _shorten(self) -> None:
        """Between the whole timeline and the one without the steps of papers."""
        MatterPage.short = not MatterPage.short
        self._show_timeline()
        self._pane(0)

    def _show_timeline(self) -> None:
        items = self.view.timeline if self.view is not None else ()
        self.timeline.set_rows([item for item in items if not (self.short and item.minor)])
        self.panes.setTabText(0, f"{PANES[0]} (gọn)" if self.short else PANES[0])

    def on_papers(self) -> bool:
        """The papers are seen."""
        return self.panes.currentIndex() == PANES.index("Văn bản")

    def past(self) -> bool:
        """What was is seen: nothing is done to it, and that is said."""
        day = self.as_of.value() or self._day
        if day is not None:
            self.shell.warn(
                f"Đang xem việc tại ngày {short_date(day)}: chỉ xem, không ghi được. Nhấn Ctrl+Shift+D để trở về hôm nay rồi làm tiếp."
            )
        return day is not None

    def _persons(self) -> None:
        from thads_desktop.ui.pages.persons import PersonsPage

        if self.view is not None:
            lines = [s.line for s in self.view.state.lines.values()]
            ids = tuple(dict.fromkeys(p for x in lines for p in (*x.debtors, *x.creditors)))
            self.shell.open_page(PersonsPage(self.shell, ids))

    def _build_panes(self) -> None:
        self.timeline = RowsModel(matter_columns.timeline(), lambda r: r.seq, self)
        self.timeline_table = WrappedRows(self.timeline, self, "Chưa có diễn biến.", wraps=("Diễn biến", "Chi tiết"))
        self.timeline_table.opened.connect(self._open_event)
        self.lines = RowsModel(matter_columns.lines(), lambda r: r.line, self)
        self.lines_table = TableView(self.lines, self, "Chưa có khoản phải thi hành.")
        self.papers = RowsModel(matter_columns.papers(), lambda r: r.paper, self)
        self.papers_table = WrappedRows(self.papers, self, "Chưa có văn bản. Chọn một văn bản ở danh sách bên phải để soạn.", wraps=("Văn bản",), most=3)
        self.papers_table.chosen.connect(self._show_paper)
        self.papers_table.opened.connect(self._open_paper)
        self.preview = PaperPreview(self.worker, desk=self.desk)
        paper_pane = QSplitter()
        paper_pane.addWidget(with_words(self.papers_table))
        paper_pane.addWidget(self.preview)
        paper_pane.setSizes([540, 330])
        self.deadlines = RowsModel(matter_columns.deadlines(self.clock.today), None, self)
        self.deadlines_table = TableView(self.deadlines, self, "Không có thời hạn nào đang chạy.")
        self.deadlines_table.chosen.connect(self._show_steps)
        self.steps = QLabel()
        self.steps.setWordWrap(True)
        self.steps.setTextFormat(Qt.TextFormat.PlainText)
        self.steps.setProperty("quiet", True)
        self.carried = QLabel(wording.CARRIED_IN)
        self.carried.setObjectName("carried-in")
        self.carried.setWordWrap(True)
        self.carried.setProperty("quiet", True)
        deadline_pane = with_words(self.deadlines_table, 3, self.steps, self.carried)
        for table in (self.timeline_table, self.lines_table, self.papers_table, self.deadlines_table):
            table.picks_first = True
        shown = (with_words(self.timeline_table), with_words(self.lines_table), paper_pane, deadline_pane)
        for widget, words in zip(shown, PANES, strict=True):
            self.panes.addTab(widget, words)
        self.entries = MatterEntries(self)

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        # Of this page: the same matter may be open in a second window.
        self.worker.run_read(self._ask, self._take, key=f"matter-{id(self)}", owner=self)
        self.entries.refresh()

    def first_focus(self) -> QWidget:
        return self.acts

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.on_papers():
            return matter_papers.HINTS
        return (("Enter", "làm"), ("Ctrl+R", "ghi nhận"), ("Ctrl+1…5", "các phần"), ("Ctrl+G", "gửi văn bản"), ("Ctrl+S", "lưu PDF"))

    def help(self) -> str:
        return (
            "Danh sách bên phải có những việc luật cho phép làm lúc này; việc mờ kèm lý do vì sao chưa được; "
            "nơi khác đã ban hành thì Ctrl+R để ghi nhận. "
            "Ctrl+1 đến Ctrl+5 chuyển giữa diễn biến, nghĩa vụ, văn bản, thời hạn và sổ theo dõi. Ở Diễn biến, Enter mở văn bản "
            f"của dòng. {matter_papers.HELP}Ctrl+Shift+W: mọi mẫu văn bản của danh mục. "
            "Ctrl+D xem việc như tại một ngày đã qua, Ctrl+Shift+D trở về hôm nay. Ctrl+Shift+G xem diễn biến gọn hay đầy đủ; "
            "Ctrl+Shift+Enter mở việc trong cửa sổ khác."
        )

    def _ask(self) -> tuple[MatterView, date | None]:
        day = self.as_of.value()
        return queries.matter(self.desk, self.key, day), day

    def _take(self, answer: tuple[MatterView, date | None]) -> None:
        stood = {p.paper: p.stage for p in self.view.papers} if self.view is not None else {}
        self.view, self._day = answer
        self.summary.show_matter(self.view)
        self.about = self.view.number_text
        self.shell.hints_changed()
        self._show_timeline()
        self.lines.set_rows(self.view.lines, list(self.view.state.lines))
        self.papers.set_rows(self.view.papers)
        if stood and len(moved := [p.paper for p in self.view.papers if stood.get(p.paper) != p.stage]) == 1:
            self.papers_table.select_key(moved[0])  # what was just made or moved on stands under the hand
        open_first = sorted(self.view.deadlines, key=lambda d: (d.discharged_on is not None, d.due))
        self.deadlines.set_rows(open_first)
        self.carried.setVisible(self.view.state.origin == "carried")
        if self._day is not None:
            # What was may be looked at, not acted on.
            said = f"Đang xem việc tại ngày {short_date(self._day)}. Ctrl+Shift+D: trở về hôm nay để làm tiếp."
            self._fill_acts([offers.Offer("", "Chỉ xem", "act", said)])
            return
        # After the matter itself: of one with very many obligations it takes longer.
        state, today = self.view.state, self.clock.today()
        self.worker.run_read(lambda: offers.offers(self.desk, state, today, self.key), self._offered, key=f"offers-{id(self)}", owner=self)

    def _offered(self, found: list[Offer]) -> None:
        # Between the question and the answer another day may have been chosen.
        if self._day is None:
            self._fill_acts(found)

    def _fill_acts(self, offered: list[Offer]) -> None:
        kept = self.acts.currentRow()
        self.acts.clear()
        for offer in offered:
            beside = offer.why or (offers.NOT_SEEN.get(offer.code, LEFT_OPEN) if offer.note else "")
            item = QListWidgetItem(f"{offer.title}\n{beside}" if beside else offer.title)
            item.setData(Qt.ItemDataRole.UserRole, offer.key)
            item.setData(Qt.ItemDataRole.UserRole + 1, offer.why)
            item.setToolTip(offer.why or offer.note)
            if offer.why:
                item.setForeground(self.palette().placeholderText())
            self.acts.addItem(item)
        self.acts.setCurrentRow(max(0, min(kept, self.acts.count() - 1)))

    def _show_paper(self, key: object) -> None:
        if not isinstance(key, str) or self.view is None:
            return
        paper = next((p for p in self.view.papers if p.paper == key), None)
        if paper is None:
            return
        self.preview.name, self.preview.kind = paper_name(paper.title, paper.number_text), paper.form
        if paper.has_file:
            self.preview.draw(lambda: papers.stored(self.desk, key), at_once=True, of=key)
        elif paper.stage == "recorded":
            self.preview.clear("Văn bản này được ghi nhận từ bản giấy, không kèm tệp quét. Bản quét đính kèm sau xem ở Hồ sơ (Ctrl+Shift+E).")
        else:
            self.preview.draw(lambda: papers.preview_pdf(self.desk, key, self.clock.today()), at_once=True, of=key)

    def _show_steps(self, key: object) -> None:
        at = self.deadlines.place(key) if isinstance(key, int) else -1
        if at < 0:
            return
        deadline = self.deadlines.row(at)

        def ask() -> tuple[str, ...]:
            with self.desk.reading() as reader:
                return tuple(deadline.steps(self.desk.rules_for(reader), self.desk.calendar(reader)))

        self.worker.run_read(ask, lambda steps: self.steps.setText("\n".join(steps[-8:])), key=f"steps-{id(self)}", owner=self)

    # --- what is done -------------------------------------------------------------------------------

    def _pane(self, at: int) -> None:
        self.panes.setCurrentIndex(at)
        (self.timeline_table, self.lines_table, self.papers_table, self.deadlines_table)[at].setFocus()

    def _begin(self, item: QListWidgetItem) -> None:
        if self.past():
            return
        key, why = item.data(Qt.ItemDataRole.UserRole), item.data(Qt.ItemDataRole.UserRole + 1)
        if why:
            self.shell.warn(barred_words(key, why))
        else:
            self._start(key)

    def _start(self, key: str, barred: str = "") -> None:
        """barred: why it may not be done here, only recorded."""
        if self.view is not None and not self.past():
            self.shell.open_page(page_of(self.shell, self.key, key, self.view, barred))

    def _pick_form(self) -> None:
        """Any form of the catalogue."""
        if self.view is not None and not self.past():
            from thads_desktop.ui.pages.form_picker import FormPickerPage

            self.shell.open_page(FormPickerPage(self.shell, self.key, self.view))

    def _record(self) -> None:
        """What another place did, though it is grey here; the form of what is lawful records as well."""
        if self.acts.currentRow() < 0 or self.past():
            return
        item = self.acts.currentItem()
        key, why = item.data(Qt.ItemDataRole.UserRole), item.data(Qt.ItemDataRole.UserRole + 1)
        if recordable(key):
            self._start(key, why)
        else:
            self.shell.warn(why or RECORDS_ITSELF)

    def _open_event(self, key: object) -> None:
        at = self.timeline.place(key) if isinstance(key, int) else -1
        paper = self.timeline.row(at).paper if at >= 0 else ""
        if not paper or self.papers.place(paper) < 0:
            self.shell.tell(NO_PAPER)
            return
        self.papers_table.select_key(paper)
        if self._day is None:
            self._open_paper(paper)
        else:
            self._pane(2)

    def _open_paper(self, key: object) -> None:
        if not isinstance(key, str) or self.view is None or self.past():
            return
        from thads_desktop.ui.pages.paper import PaperPage
        from thads_desktop.ui.pages.way import WayPage

        paper = next(p for p in self.view.papers if p.paper == key)
        if paper.stage == "draft":
            with self.desk.reading() as reader:
                self.shell.open_page(PaperPage(self.shell, paper.form, self.view, papers.load(reader, key)))
            return
        self.shell.open_page(WayPage(self.shell, paper, self.view))

    def _onwards(self) -> None:
        """The page of the latest paper that has a step before it."""
        going = [p for p in self.view.papers if p.stage not in ("draft", "void", "recorded")] if self.view is not None else []
        if going:
            self._open_paper(going[-1].paper)
        else:
            self.shell.warn("Việc chưa có văn bản nào để ký, vào số hay gửi.")

    def _print(self) -> None:
        """Print the paper that is shown; says so when none is."""
        self.shell.tell(self.preview.prompt_print())

    def _save_copy(self) -> None:
        self.shell.tell(self.preview.prompt_copy())

    def _throw_away(self) -> None:
        """The draft under the hand; what was submitted stays."""
        key = self.papers_table.current_key()
        paper = next((p for p in self.view.papers if p.paper == key), None) if self.view is not None else None
        if paper is None or paper.stage != "draft":
            self.shell.warn("Chỉ bỏ được dự thảo chưa trình ký." if paper is not None else "Chưa chọn dự thảo nào.")
            return

        def write() -> tuple[str, tuple[str, ...]]:
            drafts.throw_away(self.desk, paper.paper)
            return f"Đã bỏ dự thảo: {paper.title}.", ("papers", f"matter:{self.key}")

        self.worker.run_write(write, self.shell.tell, owner=self)

    def _strike(self) -> None:
        if self.on_papers():
            self._throw_away()
            return
        key = self.timeline_table.current_key()
        if isinstance(key, int) and self.view is not None and not self.past():
            from thads_desktop.ui.pages.act import ActPage

            self.shell.open_page(ActPage(self.shell, self.key, "strike", self.view, subject=key))

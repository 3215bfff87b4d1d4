"""Inspections by keyboard: plans at the left, sample and findings of the chosen one at the right; drawn, noted, mended, closed, printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import check_plan_files, check_plans, people
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.pages.check_plan_forms import TOPICS, ClosePage, DrawPage, MendPage, NotePage, PlanPage
from thads_desktop.ui.pages.printed import PrintedPage
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.check_plans import Check, Found



class CheckPlansPage(Page):
    """Open inspections first."""

    name = "check-plans"
    title = "Kế hoạch và kết quả kiểm tra"
    belongs = "inspection"
    topics = ("checks", "tasks")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        with self.desk.reading() as reader:
            # A department has no matters of its own to draw from: what it finds is of the office it inspects.
            self._department = people.office(reader).level == "province"
        drawing = () if self._department else (("Chọn mẫu   Ctrl+R", self.draw),)
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Lập kế hoạch   Ctrl+T", self.plan), *drawing, ("Ghi phát hiện   Ctrl+D", self.note),
            ("Ghi khắc phục   Ctrl+B", self.mend), ("Xem tệp chứng minh   Ctrl+O", self.proof),
            ("Kết thúc   Ctrl+Delete", self.close_check), ("In   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
        )))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        today = self.clock.today()
        self.plans = RowsModel(
            [
                Column("Cuộc kiểm tra", _named, width=0, least=44),
                Column("Từ", lambda c: short_date(c.start), width=11, spare=1),
                Column("", _left, width=19),
            ],
            lambda c: c.check, self,
        )  # fmt: skip
        self.table = TableView(self.plans, self, "Chưa có cuộc kiểm tra nào. Ctrl+T để lập kế hoạch.")
        self.table.setObjectName("checks-table")
        self.table.picks_first = True
        self.table.chosen.connect(lambda _key: self._show())
        self.table.opened.connect(lambda _key: self._edit())
        self.sample = RowsModel(
            [
                Column("Số", lambda s: s.number_text, width=30),
                Column("Người phải thi hành án", lambda s: s.debtor, width=0, least=18),
                Column("Chấp hành viên", lambda s: s.officer_name, width=18, least=10, spare=1),
                Column("Trọng số", lambda s: s.points, "right", 9),
            ],
            lambda s: s.matter, self,
        )  # fmt: skip
        self.findings = RowsModel(
            [
                Column("Việc", lambda f: f.number_text, width=30, spare=2),
                Column("Phát hiện", lambda f: f.text, width=0, least=20),
                Column("Phải khắc phục", lambda f: f.remedy, width=22, least=12, spare=1),
                Column("Người làm", lambda f: f.person, width=16, least=10),
                Column("Hạn", lambda f: short_date(f.due), width=12, tone=lambda f: "red" if f.late(today) else "neutral"),
                Column("Khắc phục", lambda f: short_date(f.mended) if f.mended else "chưa", width=12),
                Column("Bằng chứng", lambda f: "; ".join(x for x in (f.proof, f.file) if x), width=16, least=8, spare=3),
            ],
            lambda f: f.finding, self,
        )  # fmt: skip
        self.sample_table = TableView(self.sample, self, "Chưa chọn mẫu. Ctrl+R để chọn.")
        self.sample_table.opened.connect(lambda key: open_of(self.shell, f"matter:{key}"))
        self.finding_table = TableView(self.findings, self, "Chưa ghi phát hiện nào. Ctrl+D để ghi.")
        self.finding_table.opened.connect(lambda _key: self.mend())
        self.tabs = QTabWidget()
        tabs = ((self.finding_table, "Phát hiện"), (self.sample_table, "Mẫu hồ sơ"))
        self.sample_table.setVisible(not self._department)
        for n, (table, words) in enumerate(tabs[: 1 if self._department else 2], 1):
            table.picks_first = True
            self.tabs.addTab(with_words(table), words)
            self.action(f"Tới {words.lower()}", f"Ctrl+{n}", partial(self._turn, n - 1))
        both = QSplitter()
        both.addWidget(with_words(self.table))
        both.addWidget(self.tabs)
        both.setStretchFactor(1, 1)
        both.setSizes([410, 750])
        self.body.addWidget(both, 1)
        self.action("Lập kế hoạch kiểm tra", "Ctrl+T", self.plan, icon="plus")
        if not self._department:
            self.action("Chọn mẫu hồ sơ theo rủi ro", "Ctrl+R", self.draw)
            self.action("Rút lại mẫu để đối chiếu", "", self.again)
        self.action("Ghi một phát hiện", "Ctrl+D", self.note)
        self.action("Ghi khắc phục phát hiện đang chọn", "Ctrl+B", self.mend)
        self.action("Xem tệp chứng minh của phát hiện đang chọn", "Ctrl+O", self.proof)
        self.action("Kết thúc cuộc kiểm tra", "Ctrl+Delete", self.close_check)
        self.action("In kế hoạch và kết quả kiểm tra", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu kế hoạch và kết quả kiểm tra thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: check_plans.listed(self.desk), self._take, key="checks", owner=self)

    def _take(self, found: list[Check]) -> None:
        self.plans.set_rows(found)
        late = sum(f.late(self.clock.today()) for c in found for f in c.findings)
        running = sum(c.closed is None for c in found)
        self.state.setText(f"{running} cuộc đang làm; {sum(c.open for c in found)} phát hiện chưa khắc phục, {late} quá hạn.")
        self._show()

    def _show(self) -> None:
        row = self._chosen()
        self.sample.set_rows(row.sample if row else ())
        self.findings.set_rows(row.findings if row else ())

    def _chosen(self) -> Check | None:
        key = self.table.current_key()
        row: Check | None = self.plans.content(self.plans.place(key)) if isinstance(key, str) else None
        return row

    def _current(self) -> Check | None:
        row = self._chosen()
        if row is None:
            self.shell.warn("Hãy chọn một cuộc kiểm tra, hoặc Ctrl+T để lập kế hoạch.")
        return row

    def _turn(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        (self.finding_table, self.sample_table)[at].setFocus()

    def plan(self) -> None:
        """To the form of a new one."""
        self.shell.open_page(PlanPage(self.shell))

    def _edit(self) -> None:
        if (row := self._current()) is not None:
            self.shell.open_page(PlanPage(self.shell, row))

    def draw(self) -> None:
        """To the form that draws the sample."""
        if (row := self._current()) is not None:
            self.shell.open_page(DrawPage(self.shell, row, self._draw))

    def _draw(self, row: Check, size: int, officer: str, since: date) -> None:
        def work(progress: Any, _cancelled: Any) -> tuple[int, tuple[str, ...]]:
            return check_plans.draw(self.desk, row.check, size, officer, progress, since), TOPICS

        self.progress.start("Đang chọn mẫu", work, self._drawn, writes=True)

    def _drawn(self, count: int) -> str:
        self._turn(1)
        return f"Đã chọn {count} hồ sơ theo rủi ro; hạt giống in kèm, đủ trọng số để rút lại ở tệp Excel (F8)."

    def again(self) -> None:
        """Draw the sample again from what was kept, and say whether it is the same."""
        if (row := self._current()) is not None:
            self.worker.run_read(
                lambda: check_plans.drawn_again(self.desk, row.check),
                lambda same: self.shell.tell("Rút lại cho đúng mẫu đã ghi." if same else "Rút lại KHÁC mẫu đã ghi: hãy kiểm tra dữ liệu."),
                key="again", owner=self, on_refused=self._refused,
            )  # fmt: skip

    def note(self) -> None:
        """To the form of a finding; about the matter chosen in the sample."""
        if (row := self._current()) is not None:
            key = self.sample_table.current_key() if self.tabs.currentIndex() == 1 else None
            number = next((s.number_text for s in row.sample if s.matter == key), "")
            self.shell.open_page(NotePage(self.shell, row, key if number and isinstance(key, str) else "", number))

    def _finding(self) -> tuple[Check, Found] | None:
        row, key = self._current(), self.finding_table.current_key()
        if row is None:
            return None
        found = next((f for f in row.findings if f.finding == key), None)
        if found is None:
            self.shell.warn("Hãy chọn một phát hiện (Ctrl+1).")
            return None
        return row, found

    def mend(self) -> None:
        """To the form that says how the chosen finding was put right."""
        if (both := self._finding()) is None:
            return
        row, found = both
        if found.mended is not None:
            self.shell.warn(f"Phát hiện này đã ghi khắc phục ngày {short_date(found.mended)}; Ctrl+O xem tệp chứng minh.")
        else:
            self.shell.open_page(MendPage(self.shell, row, found))

    def proof(self) -> None:
        """The attached document that proves how the chosen finding was put right."""
        if (both := self._finding()) is None:
            return
        row, found = both
        if not found.file:
            self.shell.warn("Phát hiện này không có tệp chứng minh đính kèm.")
        else:
            draw = partial(check_plans.proof_as_pdf, self.desk, row.check, found.finding)
            self.shell.open_page(PrintedPage(self.shell, "Tệp chứng minh khắc phục", draw, "chung-minh-khac-phuc"))

    def close_check(self) -> None:
        """To the form of the conclusion."""
        if (row := self._current()) is not None:
            self.shell.open_page(ClosePage(self.shell, row))

    def print_out(self) -> None:
        """As it will print."""
        if (row := self._current()) is not None:
            show_print(self, "Kế hoạch và kết quả kiểm tra", lambda: check_plan_files.listing(self.desk, row.check), "kiem-tra")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        if (row := self._current()) is not None:
            prompt_save(
                self, self.progress, "self_check", "Lưu kết quả kiểm tra", lambda: check_plan_files.listing(self.desk, row.check), "kiem-tra",
                lambda: check_plan_files.listing(self.desk, row.check, weights=True),
            )  # fmt: skip

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        draw = () if self._department else (("Ctrl+R", "chọn mẫu"),)
        return (("Ctrl+T", "lập kế hoạch"), *draw, ("Ctrl+D", "phát hiện"), ("Ctrl+B", "khắc phục"))

    def help(self) -> str:
        sample = "" if self._department else "chọn mẫu hồ sơ theo rủi ro từ tự kiểm tra (Ctrl+R; chọn một lần, ai cũng rút lại được), "
        plan = "nêu đơn vị được kiểm tra, " if self._department else ""
        return (
            f"Kiểm tra toàn diện, chuyên đề, đột xuất, tự kiểm tra: lập kế hoạch (Ctrl+T, {plan}Enter để sửa), {sample}ghi phát hiện kèm cách khắc "
            "phục, người làm, hạn (Ctrl+D; của người trong cơ quan thì thành việc được giao), ghi khắc phục kèm số văn bản hoặc tệp đính kèm "
            "(Ctrl+B; Ctrl+O xem lại tệp), kết thúc khi mọi phát hiện đã khắc phục (Ctrl+Delete). Ctrl+1 phát hiện"
            + ("." if self._department else ", Ctrl+2 mẫu.")
        )


def _named(c: Check) -> str:
    return f"{c.office}: {c.title}" if c.office else c.title


def _left(c: Check) -> Chip:
    """What is still to be done; nothing to be put right is no reason to wait."""
    if c.closed is not None:
        return Chip("Đã xong", "neutral", "check")
    if not c.findings:
        return Chip("Đang làm", "neutral", "search")
    return Chip(f"Còn {c.open}", "amber", "clock") if c.open else Chip("Khắc phục xong", "green", "check")

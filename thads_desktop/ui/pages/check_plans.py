"""Inspections by keyboard: plans at the left, sample and findings of the chosen one at the right; drawn, noted, mended, closed, printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.law.self_check import heads
from thads_desktop.services import books, check_plans, people
from thads_desktop.services.check_plans import KINDS
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.check_plans import Check, Found

TOPICS = ("checks", "tasks", "deadlines")
#: Usual size of a sample.
USUAL = 20


class CheckPlansPage(Page):
    """Open inspections first."""

    name = "check-plans"
    title = "Kế hoạch và kết quả kiểm tra"
    belongs = "inspection"
    topics = ("checks", "tasks")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Lập kế hoạch   Ctrl+T", self.plan), ("Chọn mẫu   Ctrl+R", self.draw), ("Ghi phát hiện   Ctrl+D", self.note),
            ("Ghi khắc phục   Ctrl+B", self.mend), ("Kết thúc   Ctrl+Delete", self.close_check), ("In   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
        )))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        today = self.clock.today()
        self.plans = RowsModel(
            [
                Column("Cuộc kiểm tra", lambda c: c.title, width=0, least=18),
                Column("Từ", lambda c: short_date(c.start), width=11, spare=1),
                Column("", lambda c: Chip("Đã xong", "neutral", "check") if c.closed else Chip(f"Còn {c.open}", "amber", "clock"), width=12),
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
                Column("Số", lambda s: s.number_text, width=18, least=10),
                Column("Người phải thi hành án", lambda s: s.debtor, width=0, least=18),
                Column("Chấp hành viên", lambda s: s.officer_name, width=18, least=10, spare=1),
                Column("Trọng số", lambda s: s.points, "right", 9),
            ],
            lambda s: s.matter, self,
        )  # fmt: skip
        self.findings = RowsModel(
            [
                Column("Việc", lambda f: f.number_text, width=18, least=15, spare=2),
                Column("Phát hiện", lambda f: f.text, width=0, least=20),
                Column("Phải khắc phục", lambda f: f.remedy, width=22, least=12, spare=1),
                Column("Người làm", lambda f: f.person, width=16, least=10),
                Column("Hạn", lambda f: short_date(f.due), width=12, tone=lambda f: "red" if f.late(today) else "neutral"),
                Column("Khắc phục", lambda f: short_date(f.mended) if f.mended else "chưa", width=12),
                Column("Bằng chứng", lambda f: f.proof or f.file, width=16, least=8, spare=3),
            ],
            lambda f: f.finding, self,
        )  # fmt: skip
        self.sample_table = TableView(self.sample, self, "Chưa chọn mẫu. Ctrl+R để chọn.")
        self.sample_table.opened.connect(lambda key: open_of(self.shell, f"matter:{key}"))
        self.finding_table = TableView(self.findings, self, "Chưa ghi phát hiện nào. Ctrl+D để ghi.")
        self.finding_table.opened.connect(lambda _key: self.mend())
        self.tabs = QTabWidget()
        for n, (table, words) in enumerate(((self.finding_table, "Phát hiện"), (self.sample_table, "Mẫu hồ sơ")), 1):
            table.picks_first = True
            self.tabs.addTab(with_words(table), words)
            self.action(f"Tới {words.lower()}", f"Ctrl+{n}", partial(self._turn, n - 1))
        both = QSplitter()
        both.addWidget(with_words(self.table))
        both.addWidget(self.tabs)
        both.setStretchFactor(1, 1)
        both.setSizes([330, 830])
        self.body.addWidget(both, 1)
        self.action("Lập kế hoạch kiểm tra", "Ctrl+T", self.plan, icon="plus")
        self.action("Chọn mẫu hồ sơ theo rủi ro", "Ctrl+R", self.draw)
        self.action("Ghi một phát hiện", "Ctrl+D", self.note)
        self.action("Ghi khắc phục phát hiện đang chọn", "Ctrl+B", self.mend)
        self.action("Kết thúc cuộc kiểm tra", "Ctrl+Delete", self.close_check)
        self.action("Rút lại mẫu để đối chiếu", "", self.again)
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

    def _draw(self, row: Check, size: int, officer: str) -> None:
        def work(progress: Any, _cancelled: Any) -> tuple[int, tuple[str, ...]]:
            return check_plans.draw(self.desk, row.check, size, officer, progress), TOPICS

        self.progress.start("Đang chọn mẫu", work, self._drawn, writes=True)

    def _drawn(self, count: int) -> str:
        self._turn(1)
        return f"Đã chọn {count} hồ sơ theo rủi ro; cách chọn và hạt giống in kèm để rút lại đối chiếu."

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
            self.shell.open_page(NotePage(self.shell, row, number))

    def mend(self) -> None:
        """To the form that says how the chosen finding was put right."""
        row, key = self._current(), self.finding_table.current_key()
        if row is None:
            return
        found = next((f for f in row.findings if f.finding == key), None)
        if found is None:
            self.shell.warn("Hãy chọn một phát hiện (Ctrl+1).")
        elif found.mended is not None:
            self.shell.warn(f"Phát hiện này đã ghi khắc phục ngày {short_date(found.mended)}.")
        else:
            self.shell.open_page(MendPage(self.shell, row, found))

    def close_check(self) -> None:
        """To the form of the conclusion."""
        if (row := self._current()) is not None:
            self.shell.open_page(ClosePage(self.shell, row))

    def print_out(self) -> None:
        """As it will print."""
        if (row := self._current()) is not None:
            show_print(self, "Kế hoạch và kết quả kiểm tra", lambda: check_plans.listing(self.desk, row.check), "kiem-tra")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        if (row := self._current()) is not None:
            prompt_save(self, self.progress, "self_check", "Lưu kết quả kiểm tra", lambda: check_plans.listing(self.desk, row.check), "kiem-tra")

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "lập kế hoạch"), ("Ctrl+R", "chọn mẫu"), ("Ctrl+D", "phát hiện"), ("Ctrl+B", "khắc phục"))

    def help(self) -> str:
        return (
            "Kiểm tra toàn diện, chuyên đề, đột xuất, tự kiểm tra: lập kế hoạch (Ctrl+T, Enter để sửa), chọn mẫu hồ sơ theo rủi ro từ tự kiểm tra "
            "(Ctrl+R; chọn một lần, ai cũng rút lại được), ghi phát hiện kèm cách khắc phục, người làm, hạn (Ctrl+D; thành việc được giao), ghi khắc phục "
            "kèm số văn bản hoặc tệp đính kèm (Ctrl+B), kết thúc khi mọi phát hiện đã khắc phục (Ctrl+Delete). Ctrl+1 phát hiện, Ctrl+2 mẫu."
        )


class _Form(FormPage):
    """One form over the inspections."""

    belongs = "inspection"
    check: Check

    def subject(self) -> str:
        return self.check.check if hasattr(self, "check") else ""

    def run(self, act: Callable[[], object], said: str) -> None:
        """Carry it out, then back."""

        def write() -> tuple[str, tuple[str, ...]]:
            act()
            return said, TOPICS

        self.carry(write, self.back_saying)


class PlanPage(_Form):
    """Kind, days, what is looked at, who leads."""

    name = "check-plan"
    title = "Kế hoạch kiểm tra"

    def __init__(self, shell: Shell, held: Check | None = None) -> None:
        super().__init__(shell)
        if held is not None:
            self.check = held
        themes = [("", "không"), *((g.id, g.says) for g in heads().every)]
        self.lay_out(
            (
                Spec("kind", "Loại kiểm tra", "choice", required=True, options=list(KINDS.items()), value=held.kind if held else "full"),
                Spec("theme", "Chuyên đề", "choice", beside=True, options=themes, value=held.theme if held else ""),
                Spec("title", "Tên cuộc kiểm tra", required=True, value=held.title if held else None),
                Spec("leader", "Trưởng đoàn", beside=True, value=held.leader if held else None),
                Spec("start", "Từ ngày", "date", required=True, value=held.start if held else self.clock.today()),
                Spec("end", "Đến ngày", "date", required=True, beside=True, value=held.end if held else None, note="ngày, hoặc +15"),
                Spec("scope", "Phạm vi, nội dung", "long", value=held.scope if held else None, limit=2_000),
            ),
            self.title, "Ghi kế hoạch",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        key = self.subject()
        self.run(
            lambda: check_plans.plan(
                self.desk, v["kind"], v["title"], v["start"], v["end"], v["scope"] or "", v["leader"] or "", v["theme"] or "", key
            ),
            "Đã ghi kế hoạch kiểm tra.",
        )  # fmt: skip


class DrawPage(_Form):
    """How many, of whose matters; the draw itself runs on the page beneath."""

    name = "check-draw"
    title = "Chọn mẫu hồ sơ theo rủi ro"

    def __init__(self, shell: Shell, held: Check, run: Callable[[Check, int, str], None]) -> None:
        super().__init__(shell)
        self.check, self._run = held, run
        with self.desk.reading() as reader:
            officers = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
        self.lay_out(
            (
                Spec("size", "Số hồ sơ", required=True, limit=4, value=str(USUAL), note=f"từ 1 đến {check_plans.MOST}"),
                Spec("officer", "Của chấp hành viên", "choice", beside=True, options=[("", "mọi chấp hành viên"), *officers], value=""),
            ),
            f"{self.title}: {held.title}", "Chọn mẫu",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        typed = str(v["size"]).strip()
        size = int(typed) if typed.isascii() and typed.isdigit() else 0
        if not 1 <= size <= check_plans.MOST:
            from thads_desktop.domain.refusal import Refusal

            self.refused([Refusal("check.bad_size", {"most": str(check_plans.MOST)}, "size")])
            return
        self.kept.done()
        self.shell.back()
        self._run(self.check, size, str(v["officer"] or ""))


class NotePage(_Form):
    """What is wrong, what is to be done, by whom, until when."""

    name = "check-note"
    title = "Ghi phát hiện"

    def __init__(self, shell: Shell, held: Check, number: str) -> None:
        super().__init__(shell)
        self.check = held
        with self.desk.reading() as reader:
            today = self.clock.today()
            names = dict.fromkeys((p.person, p.name) for p in people.posts(reader) if p.on(today))
        self.lay_out(
            (
                Spec("matter", "Việc thi hành án số", value=number or None, note="để trống nếu không về một việc"),
                Spec("text", "Phát hiện gì", "long", required=True, limit=2_000, lines=3),
                Spec("remedy", "Phải khắc phục thế nào", "long", required=True, limit=2_000, lines=3),
                Spec("person", "Người khắc phục", "choice", options=[("", "người khác (ghi ở ô bên)"), *names], value=""),
                Spec("who", "Người khác, đơn vị khác", beside=True),
                Spec("due", "Hạn", "date", required=True, beside=True, note="ngày, hoặc +15"),
            ),
            f"{self.title}: {held.title}", "Ghi phát hiện",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def act() -> None:
            matter = books.matter_named(self.desk, v["matter"], "matter.unknown") if v["matter"] else ""
            check_plans.note(self.desk, self.check.check, v["text"], v["remedy"], v["person"] or "", v["due"], matter, v["who"] or "")

        self.run(act, "Đã ghi phát hiện.")


class MendPage(_Form):
    """How it was put right, and what proves it."""

    name = "check-mend"
    title = "Ghi khắc phục"

    def __init__(self, shell: Shell, held: Check, found: Found) -> None:
        super().__init__(shell)
        self.check, self.found = held, found
        self.lay_out(
            (
                Spec("how", "Đã khắc phục thế nào", "long", required=True, limit=2_000),
                Spec("proof", "Số văn bản chứng minh"),
                Spec("scan", "Tệp chứng minh (PDF, ảnh)", beside=True, note="đường dẫn tệp; cần một trong hai"),
            ),
            f"{self.title}: {found.text}", "Ghi khắc phục",
        )  # fmt: skip

    def subject(self) -> str:
        return f"{self.check.check}:{self.found.finding}"

    def take(self, v: dict[str, Any]) -> None:
        file = Path(v["scan"].strip()) if v["scan"] and v["scan"].strip() else None
        self.run(
            lambda: check_plans.mend(self.desk, self.check.check, self.found.finding, v["how"], v["proof"] or "", file), "Đã ghi khắc phục."
        )


class ClosePage(_Form):
    """The conclusion."""

    name = "check-close"
    title = "Kết thúc cuộc kiểm tra"

    def __init__(self, shell: Shell, held: Check) -> None:
        super().__init__(shell)
        self.check = held
        self.lay_out((Spec("conclusion", "Kết luận", "long", required=True, limit=20_000),), f"{self.title}: {held.title}", "Kết thúc")

    def take(self, v: dict[str, Any]) -> None:
        self.run(lambda: check_plans.close(self.desk, self.check.check, v["conclusion"]), "Đã kết thúc cuộc kiểm tra.")

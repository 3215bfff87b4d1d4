"""What was given for good work, and violations with their handling: two lists of one kind. The second opens only for who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import awards, emulation, emulation_files
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label
from thads_desktop.ui.pages.emulation import TOPICS
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.awards import Award, Violation


class AwardsPage(Page):
    """Every award that stands."""

    name = "awards"
    title = "Khen thưởng"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        acts = buttons(
            ("Ghi khen thưởng   Ctrl+T", self.add), ("Hủy ghi   Ctrl+D", self.undo), ("Hồ sơ   Ctrl+I", self.record), ("In   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addWidget(quiet_label(emulation_files.NOTE))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Ngày", lambda a: a.day, width=12), Column("Ai", lambda a: short_name(a.name), width=28, least=18),
                Column("Danh hiệu, hình thức", lambda a: a.what, width=0, least=26), Column("Số quyết định", lambda a: a.number, width=20, least=12),
                Column("Phong trào", lambda a: a.campaign, width=26, least=12, spare=1), Column("Nội dung", lambda a: a.said, width=26, least=12, spare=2),
            ],
            lambda a: a.key,
            self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa ghi khen thưởng nào. Ctrl+T để ghi.")
        self.table.setObjectName("awards-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.record())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Ghi một quyết định khen thưởng", "Ctrl+T", self.add, icon="plus")
        self.action("Hủy lần ghi khen thưởng đang chọn", "Ctrl+D", self.undo)
        self.action("Hồ sơ thi đua, khen thưởng của người, đơn vị đang chọn", "Ctrl+I", self.record)
        self.action("In danh sách khen thưởng", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách khen thưởng thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: awards.awards(self.desk), self.model.set_rows, key="awards", owner=self)

    def add(self) -> None:
        """To the form."""
        self.worker.run_read(
            lambda: (emulation.choices(self.desk, ""), emulation.campaigns(self.desk)),
            lambda f: self.shell.open_page(AwardPage(self.shell, *f)), owner=self,
        )  # fmt: skip

    def undo(self) -> None:
        """The chosen one was a mistake."""
        row: Award | None = self.table.current_row()
        if row is None:
            return
        award = row

        def write() -> tuple[str, tuple[str, ...]]:
            awards.undo_award(self.desk, award.key)
            return f"Đã hủy ghi {award.what} của {award.name}.", TOPICS

        self.worker.run_write(write, self.shell.tell, lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self)

    def record(self) -> None:
        """All there is of the chosen one; violations only for who may see them."""
        row: Award | None = self.table.current_row()
        if row is not None:
            show_record(self, row.who)

    def print_out(self) -> None:
        show_print(self, "Khen thưởng", lambda: emulation_files.all_awards(self.desk), "khen-thuong")

    def save(self) -> None:
        prompt_save(self, self.progress, "emulation", "Lưu danh sách khen thưởng", lambda: emulation_files.all_awards(self.desk), "khen-thuong")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "hồ sơ"), ("Ctrl+T", "ghi"), ("Ctrl+D", "hủy ghi"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return "Danh hiệu và hình thức khen thưởng đã quyết định. Ctrl+T ghi, Ctrl+D hủy lần ghi nhầm, Enter xem hồ sơ của người, đơn vị ấy."


def show_record(page: Page, who: str) -> None:
    """The record of a person or unit as it prints."""
    with_violations = page.desk.may("violation_see")
    show_print(page, "Hồ sơ thi đua, khen thưởng", lambda: emulation_files.record(page.desk, who, with_violations=with_violations), "ho-so-thi-dua")


class AwardPage(FormPage):
    """A decision on a title or commendation."""

    name = "award"
    title = "Ghi khen thưởng"
    belongs = "settings"

    def __init__(self, shell: Shell, names: Sequence[tuple[str, str]], campaigns: Sequence[Any]) -> None:
        super().__init__(shell)
        today = self.clock.today()
        kinds = [(a["code"], f"{a['name']} ({a['kind']}{'; ' + a['note'] if a['note'] else ''})") for a in emulation.offered("award", today)]
        self.lay_out((
            Spec("who", "Ai", "choice", required=True, options=list(names), value=names[0][0] if names else None),
            Spec("kind", "Danh hiệu, hình thức", "choice", required=True, options=kinds, value=kinds[0][0]),
            Spec("day", "Ngày quyết định", "date", required=True, value=today), Spec("number", "Số quyết định", required=True, limit=60, beside=True),
            Spec("campaign", "Thuộc phong trào", "choice", options=[("", "không"), *((c.key, c.name) for c in campaigns)], value=""),
            Spec("said", "Nội dung", "long", lines=2),
        ))  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            awards.award(self.desk, v["who"] or "", v["kind"], v["day"], v["number"], v["said"] or "", v["campaign"] or "")
            return "Đã ghi khen thưởng.", TOPICS

        self.carry(write, self.back_saying)


class ViolationsPage(Page):
    """Every violation and how it was handled."""

    name = "violations"
    title = "Vi phạm và xử lý"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        acts = buttons(("Ghi nhận vi phạm   Ctrl+T", self.add), ("Hồ sơ   Ctrl+I", self.record))
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addWidget(quiet_label("Chỉ thủ trưởng, phó thủ trưởng và thanh tra, kiểm tra xem được trang này."))
        self.model = RowsModel(
            [
                Column("Ngày", lambda v: v.day, width=12), Column("Ai", lambda v: short_name(v.name), width=24, least=16),
                Column("Vi phạm", lambda v: v.said, width=0, least=40),
                Column("Xử lý", lambda v: v.handled or "chưa xử lý", width=22, least=14, tone=lambda v: "neutral" if v.handled else "red"),
                Column("Ngày xử lý", lambda v: v.handled_day, width=12), Column("Nội dung xử lý", lambda v: v.handled_said, width=26, least=12, spare=1),
            ],
            lambda v: v.key,
            self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa ghi nhận vi phạm nào. Ctrl+T để ghi.")
        self.table.setObjectName("violations-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.handle())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Ghi nhận một vi phạm", "Ctrl+T", self.add, icon="plus")
        self.action("Hồ sơ của người, đơn vị đang chọn", "Ctrl+I", self.record)

    def refresh(self) -> None:
        self.worker.run_read(
            lambda: awards.violations(self.desk), self.model.set_rows, key="violations", owner=self,
            on_refused=lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def add(self) -> None:
        """To the form."""
        self.worker.run_read(lambda: emulation.choices(self.desk, ""), lambda names: self.shell.open_page(NotePage(self.shell, names)), owner=self)

    def handle(self) -> None:
        """To how the chosen one was handled."""
        row: Violation | None = self.table.current_row()
        if row is not None:
            self.shell.open_page(HandlePage(self.shell, row))

    def record(self) -> None:
        row: Violation | None = self.table.current_row()
        if row is not None:
            show_record(self, row.who)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xử lý"), ("Ctrl+T", "ghi nhận"), ("Ctrl+I", "hồ sơ"))

    def help(self) -> str:
        return (
            "Ctrl+T ghi nhận vi phạm, Enter ghi xử lý của dòng đang chọn, Ctrl+I xem hồ sơ. Hình thức nào áp dụng cho vi phạm nào là việc của luật "
            "cán bộ, công chức."
        )


class NotePage(FormPage):
    """A violation that became known."""

    name = "violation"
    title = "Ghi nhận vi phạm"
    belongs = "settings"

    def __init__(self, shell: Shell, names: Sequence[tuple[str, str]]) -> None:
        super().__init__(shell)
        self.lay_out((
            Spec("who", "Ai", "choice", required=True, options=list(names), value=names[0][0] if names else None),
            Spec("day", "Ngày", "date", required=True, value=self.clock.today(), beside=True), Spec("said", "Vi phạm", "long", required=True, lines=3),
        ))  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            awards.note_violation(self.desk, v["who"] or "", v["day"], v["said"])
            return "Đã ghi nhận vi phạm.", TOPICS

        self.carry(write, self.back_saying)


class HandlePage(FormPage):
    """How a violation was handled."""

    name = "violation_handle"
    title = "Xử lý vi phạm"
    belongs = "settings"

    def __init__(self, shell: Shell, violation: Violation) -> None:
        super().__init__(shell)
        self.violation = violation
        today = self.clock.today()
        kinds = [(h["code"], h["name"] + (f" ({h['note']})" if h["note"] else "")) for h in emulation.offered("handling", today)]
        self.lay_out((
            Spec("handling", "Hình thức", "choice", required=True, options=kinds, value=kinds[0][0]),
            Spec("day", "Ngày xử lý", "date", required=True, value=today, beside=True), Spec("said", "Nội dung xử lý", "long", lines=3),
        ), f"Xử lý vi phạm: {violation.name}")  # fmt: skip

    def subject(self) -> str:
        return self.violation.key

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            awards.handle_violation(self.desk, self.violation.key, v["handling"], v["day"], v["said"] or "")
            return "Đã ghi xử lý.", TOPICS

        self.carry(write, self.back_saying)

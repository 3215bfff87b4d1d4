"""What was recorded of one person of the staff register; a wrong entry is taken back with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import staff_entries
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label
from thads_desktop.ui.pages.staff import TOPICS
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.staff import Member
    from thads_desktop.services.staff_entries import Line


class EntriesPage(Page):
    """The latest recorded first."""

    name = "staff_entries"
    title = "Các lần ghi"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell, member: Member) -> None:
        super().__init__(shell)
        self.member = member
        self.body.addLayout(FlowRow(self.heading(f"Các lần ghi: {member.name}"), *buttons(("Hủy lần ghi   Ctrl+D", self.strike))))
        self.body.addWidget(quiet_label(
            "Hủy một lần ghi sai, hoặc một lần nghỉ, biệt phái đã định mà không thực hiện, rồi ghi lại cho đúng; nhật ký giữ lần đã hủy."
        ))  # fmt: skip
        self.model = RowsModel(
            [
                Column("Việc ghi", lambda x: x.what, width=24, least=16), Column("Nội dung", lambda x: x.said, width=0, least=30),
                Column("Từ ngày", lambda x: x.since, width=12), Column("Đến hết ngày", lambda x: x.until, width=13),
                Column("", lambda x: "đã định" if x.planned else "", width=10),
            ],
            lambda x: x.seq,
            self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Không còn lần ghi nào của người này.")
        self.table.setObjectName("staff-entries-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.strike())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Hủy lần ghi đang chọn", "Ctrl+D", self.strike)

    def refresh(self) -> None:
        self.worker.run_read(lambda: staff_entries.lines(self.desk, self.member.key), self.model.set_rows, key="staff-entries", owner=self)

    def strike(self) -> None:
        """To the reason."""
        row: Line | None = self.table.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một lần ghi trong danh sách.")
            return
        self.shell.open_page(StrikePage(self.shell, self.member, row))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+D", "hủy lần ghi"), ("Esc", "về"))

    def help(self) -> str:
        return (
            "Mọi lần ghi còn hiệu lực của một người, lần ghi sau cùng đứng đầu. Ctrl+D (hoặc Enter) hủy lần đang chọn, có lý do: lần nghỉ ghi nhầm ngày, "
            "biệt phái đã định mà không đi, ngày thôi việc sai. Lần biệt phái chỉ thủ trưởng hủy được."
        )


class StrikePage(FormPage):
    """Why an entry is taken back."""

    name = "staff_strike"
    title = "Hủy lần ghi"
    belongs = "settings"

    def __init__(self, shell: Shell, member: Member, line: Line) -> None:
        super().__init__(shell)
        self.member, self.line = member, line
        until = f" đến {short_date(line.until)}" if line.until is not None else ""
        said = f"Hủy lần ghi của {member.name}: {line.what}, {line.said}, từ {short_date(line.since)}{until}"
        self.lay_out((Spec("reason", "Lý do hủy", "long", required=True, lines=3),), said)

    def subject(self) -> str:
        return f"{self.member.key}:{self.line.seq}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            staff_entries.strike(self.desk, self.member.key, self.line.seq, v["reason"])
            return "Đã hủy lần ghi.", TOPICS

        self.carry(write, self.back_saying)

"""The log of outages of the Ministry's platform: written down, ended, printed; a term may refer to one (Enter, when it asks)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.office_time import minute_words
from thads_desktop.services import outages
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.outages import Outage
    from thads_desktop.services.queries import DeadlineRow

TOPICS = ("outages", "deadlines")


class OutagesPage(Page):
    """All of them; for a term, Enter makes it refer to the chosen one."""

    name = "outages"
    title = "Sự cố hệ thống của Bộ"
    belongs = "deadlines"
    topics = ("outages",)

    def __init__(self, shell: Shell, term: DeadlineRow | None = None) -> None:
        super().__init__(shell)
        self.term = term
        acts = buttons(
            ("Ghi sự cố   Ctrl+T", self.add), ("Đã dùng lại được   Ctrl+D", self.over), ("In bản ghi   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        said = outages.NO_RULE
        if term is not None:
            said = f"Enter: dẫn sự cố đang chọn cho thời hạn {short_date(term.due)}, {term.title} ({term.number_text}). {said}"
        note = quiet_label(said)
        self.body.addWidget(note)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Bắt đầu", lambda r: minute_words(r.start), width=24),
                Column("Dùng lại được", lambda r: minute_words(r.end) if r.end else "chưa", width=24, tone=lambda r: "neutral" if r.end else "red"),
                Column("Không làm được", lambda r: r.could_not, width=0, least=36),
                Column("Người phát hiện", lambda r: r.noticed, width=20, least=12, spare=1),
                Column("Thời hạn dẫn", lambda r: sum(c.fits for c in r.cited), "right", 12),
            ],
            lambda r: r.outage,
            self,
        )
        self.table = TableView(self.model, self, "Chưa ghi sự cố nào. Ctrl+T để ghi một sự cố.")
        self.table.setObjectName("outages-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Ghi một sự cố", "Ctrl+T", self.add, icon="plus")
        self.action("Hệ thống đã dùng lại được", "Ctrl+D", self.over)
        self.action("In bản ghi nhận sự cố đang chọn", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bản ghi nhận sự cố thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: outages.listed(self.desk), self.model.set_rows, key="outages", owner=self)

    def _current(self) -> Outage | None:
        row: Outage | None = self.table.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một sự cố trong danh sách, hoặc Ctrl+T để ghi.")
        return row

    def add(self) -> None:
        """To the form of a new one."""
        self.shell.open_page(OutagePage(self.shell))

    def over(self) -> None:
        """To the form that ends the chosen one."""
        row = self._current()
        if row is not None:
            self.shell.open_page(OutagePage(self.shell, row, ends=True))

    def _open(self, _key: object) -> None:
        row, term = self._current(), self.term
        if row is None:
            return
        if term is None:
            self.shell.open_page(OutagePage(self.shell, row))
            return

        def write() -> tuple[str, tuple[str, ...]]:
            outages.cite(self.desk, row.outage, term.subject, term.rule, term.due)
            return f"Đã dẫn sự cố {minute_words(row.start)} cho thời hạn {short_date(term.due)}; thời hạn vẫn giữ nguyên.", TOPICS

        self.worker.run_write(write, self._cited, lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self)

    def _cited(self, said: str) -> None:
        self.back_saying(said)

    def print_out(self) -> None:
        """The record as it will print."""
        row = self._current()
        if row is not None:
            show_print(self, "Bản ghi nhận sự cố", lambda: outages.record(self.desk, row.outage), f"su-co-{row.start[:10]}")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        row = self._current()
        if row is not None:
            prompt_save(self, self.progress, "outage", "Lưu bản ghi nhận sự cố", lambda: outages.record(self.desk, row.outage), f"su-co-{row.start[:10]}")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "dẫn cho thời hạn" if self.term is not None else "sửa"), ("Ctrl+T", "ghi sự cố"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Ghi lúc hệ thống của Bộ không dùng được: từ bao giờ đến bao giờ, không làm được gì, ai phát hiện. Ctrl+T ghi, Ctrl+D khi dùng lại được, "
            "Enter sửa. Từ trang Hạn, Ctrl+G trên một dòng rồi Enter ở đây dẫn sự cố cho thời hạn ấy; thời hạn không đổi. Ctrl+P in bản ghi nhận kèm "
            "các thời hạn đã dẫn, F8 lưu thành tệp."
        )


class OutagePage(FormPage):
    """One outage: new, put right, or ended."""

    name = "outage"
    title = "Ghi sự cố hệ thống của Bộ"
    belongs = "deadlines"

    def __init__(self, shell: Shell, outage: Outage | None = None, *, ends: bool = False) -> None:
        super().__init__(shell)
        self.outage, self.ends = outage, ends
        first = self.clock.today() if ends else _day(outage, "start")
        day = Spec("day", "Ngày dùng lại được" if ends else "Ngày bắt đầu", "date", required=True, value=first)
        hour = Spec("hour", "Giờ", required=True, beside=True, limit=10, note="ví dụ 8:15", value=None if ends or outage is None else outage.start[11:])
        if ends:
            self.lay_out((day, hour), f"Hệ thống đã dùng lại được: sự cố {outage.words if outage else ''}")
            return
        self.lay_out((
            day, hour,
            Spec("end_day", "Ngày dùng lại được", "date", note="để trống nếu chưa", value=_day(outage, "end")),
            Spec("end_hour", "Giờ", beside=True, limit=10, value=outage.end[11:] if outage is not None else None),
            Spec("could_not", "Không làm được gì", "long", required=True, lines=3, value=outage.could_not if outage is not None else None),
            Spec("noticed", "Người phát hiện", note="để trống: người đang ghi", value=outage.noticed if outage is not None else None),
        ))  # fmt: skip

    def subject(self) -> str:
        return self.outage.outage if self.outage is not None else ""

    def take(self, v: dict[str, Any]) -> None:
        outage = self.outage
        write: Callable[[], tuple[str, tuple[str, ...]]]
        if self.ends and outage is not None:

            def write() -> tuple[str, tuple[str, ...]]:
                outages.end(self.desk, outage.outage, v["day"], v["hour"])
                return "Đã ghi hệ thống dùng lại được.", TOPICS
        else:

            def write() -> tuple[str, tuple[str, ...]]:
                known = outage.outage if outage is not None else ""
                outages.note(self.desk, v["day"], v["hour"], v["could_not"], v["noticed"] or "", v["end_day"], v["end_hour"] or "", known)
                return "Đã ghi sự cố.", TOPICS

        self.carry(write, self.back_saying)


def _day(outage: Outage | None, which: str) -> date | None:
    said = getattr(outage, which, "") if outage is not None else ""
    return date.fromisoformat(said[:10]) if said else None

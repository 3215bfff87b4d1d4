"""Matters that several offices report: which, by whom, on paper and in a file; and the reason for closing all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import consolidation, department_lists
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.consolidated import Claimed, Consolidation

TOPICS = ("province",)
#: Matters named above the reason; the list has all.
NAMED = 8


class ClaimedPage(Page):
    """Every matter that stands in the sums more than once."""

    name = "claimed"
    title = "Việc do nhiều đơn vị cùng báo cáo"
    belongs = "province"

    def __init__(self, shell: Shell, made: Consolidation) -> None:
        super().__init__(shell)
        self.made = made
        period = f"{made.months:02d} tháng năm {made.year}"
        self.body.addLayout(FlowRow(self.heading(f"{self.title}: {period}"), *buttons(
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )))  # fmt: skip
        self.state = state_label(f"{len(made.claimed)} việc bị tính nhiều lần trong số tổng hợp.")
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Việc", lambda c: c.number, width=30, least=18), Column("Số đơn vị", lambda c: len(c.by), "right", 11),
                Column("Đơn vị cùng báo cáo", _offices, width=0, least=40),
            ],
            lambda c: c.matter, self,
        )  # fmt: skip
        self.model.set_rows(made.claimed)
        self.table = TableView(self.model, self, "Không việc nào do nhiều đơn vị cùng báo cáo.")
        self.table.setObjectName("claimed-table")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 1)
        self.body.addWidget(quiet_label(
            "Hỏi lại các đơn vị: đơn vị không quản lý việc thì sửa, gửi lại; Cục trả lại báo cáo của đơn vị ấy ở trang Theo dõi (Ctrl+B)."
        ))  # fmt: skip
        self.action("In danh sách", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách thành Excel hoặc PDF", "F8", self.save, icon="export")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+P", "in"), ("F8", "lưu"), ("Ctrl+C", "chép"), ("Esc", "quay lại"))

    def _listing(self) -> Listing:
        return department_lists.claimed(self.desk, self.made)

    def print_out(self) -> None:
        """The list as it will print."""
        show_print(self, self.title, self._listing, self._file())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "grid", "Lưu danh sách việc do nhiều đơn vị cùng báo cáo", self._listing, self._file())

    def _file(self) -> str:
        return f"viec-trung-{self.made.year}-{self.made.months:02d}-thang"


class CloseClaimedPage(FormPage):
    """A return with such matters is closed only for a reason."""

    name = "close-claimed"
    title = "Chốt khi có việc do nhiều đơn vị cùng báo cáo"
    belongs = "province"

    def __init__(self, shell: Shell, made: Consolidation, done: Callable[[Consolidation], None]) -> None:
        super().__init__(shell)
        self.made, self._closed = made, done
        self.lay_out((Spec("reason", "Lý do vẫn chốt", "long", required=True, lines=4),), f"{self.title}: {made.months:02d} tháng năm {made.year}")
        said = [f"{c.number}: {_offices(c)}" for c in made.claimed[:NAMED]]
        more = len(made.claimed) - NAMED
        said += [f"và {more} việc nữa: xem đủ ở danh sách (Ctrl+D trên trang Cục)."] if more > 0 else []
        lacks = waiting(made)
        said += [f"Ngoài ra {lacks}."] if lacks else []
        self.claimed_words = quiet_label("\n".join(said))
        self.body.insertWidget(1, self.claimed_words)

    def subject(self) -> str:
        return f"{self.made.regime.id if self.made.regime else ''}-{self.made.year}-{self.made.months}"

    def take(self, v: dict[str, Any]) -> None:
        self.carry(lambda: (consolidation.close_joined(self.desk, self.made, v["reason"]), TOPICS), self._done)

    def _done(self, made: Consolidation) -> None:
        self.shell.back()
        self._closed(made)


def waiting(made: Consolidation) -> str:
    """What else is not whole: "còn thiếu báo cáo của 2 đơn vị: A, B; bản chưa chốt của C"; "" when nothing is."""
    parts = [f"còn thiếu báo cáo của {len(made.missing)} đơn vị: {', '.join(made.missing)}"] if made.missing else []
    parts += [f"báo cáo của {len(made.drafts)} đơn vị là bản chưa chốt: {', '.join(made.drafts)}"] if made.drafts else []
    return "; ".join(parts)


def _offices(row: Claimed) -> str:
    """Who reports it, and under which number where the numbers differ."""
    same = len({n for _key, _name, n in row.by}) == 1
    return "; ".join(short_name(name) if same or not n else f"{short_name(name)} ({n})" for _key, name, n in row.by)

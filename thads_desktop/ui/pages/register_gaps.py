"""The numbers of papers of a year: what is missing, void, there twice or out of the order of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import statistical_year
from thads_desktop.services import register_gaps
from thads_desktop.services.register_words import capital
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import count_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.register_gaps import SeriesReport

YEARS_BACK = 12


def _counted(kind: str) -> Callable[[SeriesReport], int | None]:
    return lambda r: r.count(kind) or None


class GapsPage(Page):
    """Each series with its counts above, what is to be looked at beneath; Enter opens the matter of a paper."""

    name = "register-gaps"
    title = "Đối chiếu dãy số văn bản"
    belongs = "registers"
    topics = ("papers", "matters", "settings")

    def __init__(self, shell: Shell, year: int) -> None:
        super().__init__(shell)
        self.year = Combo()
        self.year.setObjectName("gaps-year")
        self.year.setAccessibleName("Năm của dãy số   Ctrl+B")
        self.year.setMinimumContentsLength(10)
        last = statistical_year(self.clock.today())
        for y in range(last, last - YEARS_BACK, -1):
            self.year.addItem(f"Năm {y}", y)
        self.year.setCurrentIndex(max(0, self.year.findData(year)))
        self.year.currentIndexChanged.connect(lambda _at: self.refresh())
        self.count = count_label()
        self.body.addLayout(FlowRow(self.heading(), self.year, self.count))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.series = RowsModel([
            Column("Dãy số", lambda r: r.words, width=0, least=24), Column("Từ số", lambda r: r.first, "right", 8),
            Column("Đến số", lambda r: r.last, "right", 8), Column("Văn bản", lambda r: r.papers, "right", 9),
            *(Column(capital(words), _counted(kind), "right", 16, least=10) for kind, words in register_gaps.KINDS.items()),
        ], lambda r: r.series, self)  # fmt: skip
        self.table = TableView(self.series, self, register_gaps.NOTHING)
        self.table.setObjectName("series-table")
        self.table.picks_first = True
        self.body.addWidget(self.table, 2)
        self.model = RowsModel([
            Column("Dãy số", lambda g: self._words.get(g.series, g.series), width=28, least=16),
            Column("Điều cần xem", lambda g: register_gaps.KINDS[g.kind], width=18, least=14),
            Column("Số", lambda g: g.numbers, width=14), Column("Số lượng", lambda g: g.count, "right", 9), Column("Ngày", lambda g: g.day, width=10),
            Column("Lý do, chi tiết", lambda g: g.why, width=0, least=24),
        ], None, self)  # fmt: skip
        self.below = TableView(self.model, self, register_gaps.CLEAN)
        self.below.setObjectName("gaps-table")
        self.below.opened.connect(self._open)
        self.body.addWidget(with_words(self.below), 3)
        self._words: dict[str, str] = {}
        self.action("Chọn năm của dãy số", "Ctrl+B", self.year.setFocus)
        self.action("In bảng đối chiếu dãy số", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng đối chiếu dãy số thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        year = int(self.year.currentData())
        self.worker.run_read(lambda: register_gaps.report(self.desk, year), self._take, key="register-gaps", owner=self)

    def _take(self, found: list[SeriesReport]) -> None:
        self._words = {r.series: r.words for r in found}
        self.series.set_rows(found)
        gaps = [g for r in found for g in r.gaps]
        self.model.set_rows(gaps)
        self.count.setText(f"{len(found)} dãy, {len(gaps)} điều cần xem")

    def _open(self, key: object) -> None:
        gap = self.model.content(key) if isinstance(key, int) else None
        if gap is not None and gap.matter:
            open_of(self.shell, f"matter:{gap.matter}")
        elif gap is not None:
            self.shell.warn("Số này không thuộc một việc nào mở được.")

    def print_out(self) -> None:
        """The report as it will print."""
        year = int(self.year.currentData())
        show_print(self, self.title, lambda: register_gaps.listing(self.desk, year), f"day-so-{year}")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        year = int(self.year.currentData())
        prompt_save(self, self.progress, "register", "Lưu bảng đối chiếu dãy số", lambda: register_gaps.listing(self.desk, year), f"day-so-{year}")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+B", "chọn năm"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Bảng trên là các dãy số của năm, bảng dưới là những số cần xem: thiếu, hủy (kèm lý do), ghi hai lần, sai thứ tự ngày. Enter mở việc của "
            "văn bản. Ctrl+P in, F8 lưu Excel hoặc PDF."
        )

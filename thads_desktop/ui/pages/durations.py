"""How long matters take: what is measured, by what, commercial matters apart; Enter shows the matters behind a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain import durations as d
from thads_desktop.domain.money import dong
from thads_desktop.services import durations, durations_files
from thads_desktop.ui.chips import chip_of
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice, quiet_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.durations import Behind, Row, Study

EMPTY = "Không có việc nào để đo như vậy."


class DurationsPage(Page):
    """One measure at a time, told apart by one thing."""

    name = "durations"
    title = "Thời gian thi hành án"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.study: Study | None = None
        self.measure = choice("measure", "Đo   Ctrl+B", [(m, durations_files.measure_words(m)) for m in d.MEASURES], 38)
        self.measure.setCurrentIndex(d.MEASURES.index("decision_end"))
        self.by = choice("by", "Xếp theo   Ctrl+H", [("year", durations.GROUP_WORDS["year"])], 14)
        self.scope = choice("scope", "Loại án   Ctrl+T", list(durations.SCOPE_WORDS.items()), 22)
        self.asked = choice("year", "Số liệu đến   Ctrl+Y", self._years(), 16)
        self.asked.currentIndexChanged.connect(lambda _at: self.refresh())
        for box in (self.measure, self.by, self.scope):
            box.currentIndexChanged.connect(lambda _at: self._show())
        self.body.addLayout(FlowRow(self.heading(), self.asked, *buttons(("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))))
        self.body.addLayout(FlowRow(self.measure, self.by, self.scope))
        self.state = quiet_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Nhóm", lambda r: r.words, width=0, least=20),
                Column("Số việc", lambda r: r.figures.n, "right", 10),
                Column("Đã xong", lambda r: r.figures.over, "right", 10),
                Column("Còn dở dang", lambda r: r.figures.open_, "right", 12),
                Column("¼ xong trong (ngày)", lambda r: durations_files.said(r.figures.q1, r.figures.n), "right", 18),
                Column("Trung vị (ngày)", lambda r: durations_files.said(r.figures.median, r.figures.n), "right", 15),
                Column("¾ xong trong (ngày)", lambda r: durations_files.said(r.figures.q3, r.figures.n), "right", 18),
            ],
            lambda r: r.key,
            self,
        )
        self.table = TableView(self.model, self, EMPTY)
        self.table.setObjectName("durations-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.body.addWidget(quiet_label(durations_files.METHOD))
        self.action("Chọn khoảng thời gian để đo", "Ctrl+B", self.measure.setFocus)
        self.action("Xếp theo năm, loại việc, loại án, chấp hành viên", "Ctrl+H", self.by.setFocus)
        self.action("Tách án kinh doanh thương mại", "Ctrl+T", self.scope.setFocus)
        self.action("Số liệu đến hết năm nào", "Ctrl+Y", self.asked.setFocus)
        self.action("Tính lại", "F9", self.refresh)
        self.action("In bảng thời gian thi hành án", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng thời gian thi hành án thành Excel hoặc PDF", "F8", self.save, icon="export")

    def _years(self) -> list[tuple[object, str]]:
        from thads_desktop.domain.dates import statistical_year

        now = statistical_year(self.clock.today())
        return [(None, "Đến hôm nay"), *((y, f"Hết năm {y}") for y in range(now - 1, now - 6, -1))]

    # --- asking -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """One sweep of the log; what is chosen afterwards is counted from it."""
        year = self.asked.currentData()
        day = durations.last_day(year, self.clock.today()) if year is not None else None
        self.progress.start(
            "Đang đọc từng việc", lambda progress, cancelled: durations.make(self.desk, day, progress=progress, cancelled=cancelled), self._take,
        )  # fmt: skip

    def _take(self, study: Study) -> str:
        self.study = study
        chosen = self.by.currentData()
        self.by.blockSignals(True)
        self.by.clear()
        for key in durations.groups(study):
            self.by.addItem(durations.GROUP_WORDS[key], key)
        self.by.setCurrentIndex(max(0, self.by.findData(chosen)))
        self.by.blockSignals(False)
        self._show()
        return f"{study.as_of[:1].upper()}{study.as_of[1:]}."

    def _show(self) -> None:
        study = self.study
        if study is None:
            return
        chosen = (self.by.currentData(), self.measure.currentData(), self.scope.currentData())
        self.worker.run_read(lambda: durations.rows(study, *chosen), self.model.set_rows, key="durations-rows", owner=self)
        told = [durations_files.HOLD_NOTE if "/" in chosen[1] else durations_files.LIMITS, *durations_files.missing_words(study)]
        self.state.setText(" ".join(told))

    def _open(self, key: object) -> None:
        study = self.study
        row: Row | None = self.model.content(self.model.place(key)) if isinstance(key, (str, int)) else None
        if row is None or study is None:
            return
        if not study.cases:
            self.shell.warn("Gói báo cáo của đơn vị chỉ mang số đếm: danh sách việc xem ở đơn vị ấy.")
            return
        asked = (self.by.currentData(), row.key, self.measure.currentData(), self.scope.currentData())
        words = f"{self.measure.currentText()}: {row.words}"
        self.shell.open_page(DurationMattersPage(self.shell, words, lambda: durations.behind(self.desk, study, *asked)))

    # --- acts ---------------------------------------------------------------------------------------

    def print_out(self) -> None:
        """As it will print."""
        if (study := self._ready()) is not None:
            show_print(self, self.title, lambda: durations_files.listing(self.desk, study), durations_files.file_name(study.day))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        if (study := self._ready()) is not None:
            make = lambda: durations_files.listing(self.desk, study)  # noqa: E731 - handed on
            prompt_save(self, self.progress, "durations", "Lưu bảng thời gian thi hành án", make, durations_files.file_name(study.day))

    def _ready(self) -> Study | None:
        if self.study is None or self.progress.running:
            self.shell.warn("Chưa tính xong: hãy đợi, hoặc nhấn F9 để tính lại.")
            return None
        return self.study

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem các việc"), ("Ctrl+B", "đo gì"), ("Ctrl+H", "xếp theo"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Bao lâu thì được chi trả, bao lâu thì xong. Ctrl+B chọn khoảng thời gian (có cả phần không kể hoãn, tạm đình chỉ, chưa có điều kiện, và "
            "riêng từng loại tạm dừng), Ctrl+H xếp theo năm, loại việc, loại án, chấp hành viên, Ctrl+T tách án kinh doanh thương mại, Ctrl+Y số liệu "
            "đến hết năm nào. Việc còn dở dang cũng được tính: “ít nhất chừng ấy ngày”. Enter xem các việc của dòng đang chọn. Ctrl+P in, F8 lưu "
            "Excel hoặc PDF, F9 tính lại."
        )


class DurationMattersPage(Page):
    """The matters behind a line, the longest first."""

    name = "duration-matters"
    title = "Các việc của dòng này"

    def __init__(self, shell: Shell, words: str, ask: Callable[[], list[Behind]]) -> None:
        super().__init__(shell)
        self._ask = ask
        self.body.addWidget(self.heading(words))
        self.count = quiet_label()
        self.body.addWidget(self.count)
        self.model = RowsModel(
            [
                Column("Số QĐ", lambda r: r.row.number_text if r.row else "", width=16),
                Column("Tính từ ngày", lambda r: r.since, width=12),
                Column("Người phải thi hành án", lambda r: r.row.debtor if r.row else "", width=0, least=24),
                Column("Số ngày", lambda r: r.seen.days, "right", 9),
                Column("Tạm dừng", lambda r: r.held, "right", 10),
                Column("Tính là", lambda r: "đã xong" if r.seen.over else "còn dở dang", width=13),
                Column("Chấp hành viên", lambda r: r.row.officer_name if r.row else "", width=18, least=12, spare=1),
                Column("Trạng thái", lambda r: chip_of(r.row.status) if r.row else "", width=20, least=11, spare=2),
            ],
            lambda r: r.matter,
            self,
        )
        self.table = TableView(self.model, self, EMPTY)
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)

    def refresh(self) -> None:
        self.worker.run_read(self._ask, self._take, owner=self)

    def _take(self, rows: list[Behind]) -> None:
        # A matter may have been on hold more than once: each time is a line of its own, the matter opens from any of them.
        self.model.set_rows(list({r.matter: r for r in reversed(rows)}.values())[::-1])
        over = sum(r.seen.over for r in rows)
        self.count.setText(f"{dong(len(rows))} lần đo, {dong(over)} đã xong, {dong(len(rows) - over)} còn dở dang. Trạng thái là của hôm nay.")

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, key))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Esc", "quay lại"))

    def help(self) -> str:
        return "Mỗi việc một dòng, lâu nhất trước; “tạm dừng” là số ngày trong đó việc ở tình trạng hoãn, tạm đình chỉ, chưa có điều kiện. Enter mở việc."

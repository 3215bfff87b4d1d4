"""Open matters without a next step: each with what could be next; Enter opens it, Ctrl+T gives a task with a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import agenda, next_steps
from thads_desktop.ui.chips import chip_of
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import count_label
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel

if TYPE_CHECKING:
    from thads_desktop.services.agenda import Load
    from thads_desktop.services.next_steps import Missed

NONE = "Mọi việc đang thi hành đều có bước tiếp theo: một thời hạn, một việc được giao, hoặc đang tạm dừng đúng luật."


class MissedPage(Page):
    """What nobody would miss."""

    name = "missed"
    title = "Việc chưa có bước tiếp theo"
    belongs = "deadlines"
    topics = ("matters", "deadlines", "tasks")

    def __init__(self, shell: Shell, officer: str = "") -> None:
        super().__init__(shell)
        self._wanted = officer
        self.officer = QComboBox()
        self.officer.setObjectName("officer")
        self.officer.setAccessibleName("Chấp hành viên")
        self.officer.setToolTip("Chấp hành viên   Ctrl+H")
        self.officer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.officer.setMinimumContentsLength(24)
        self.officer.currentIndexChanged.connect(lambda _at: self._asked())
        self.count = count_label()
        give = QPushButton("Giao một việc có ngày   Ctrl+T")
        give.clicked.connect(lambda _checked=False: self._give_task())
        self.body.addLayout(FlowRow(self.heading(), self.officer, give, self.count))
        self.model = PagedTableModel(
            self.worker,
            [
                Column("Số QĐ", lambda r: r.number_text, width=30),
                Column("Người phải thi hành án", lambda r: r.debtor, width=26, least=18),
                Column("Trạng thái", lambda r: chip_of(r.status), width=18, least=11),
                Column("Từ ngày", lambda r: r.since, width=10, spare=2),
                Column("Còn phải thu", lambda r: r.rest, "right", 14, least=12, spare=3),
                Column("Chấp hành viên", lambda r: r.officer_name or "chưa phân công", width=18, least=12, spare=1),
                Column("Có thể làm tiếp", lambda r: r.hint, width=0, least=40),
            ],
            self._ids, self._rows, (), self, whole=True,
        )  # fmt: skip
        self.table = TableView(self.model, self, NONE)
        self.table.setObjectName("missed-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.model.counted.connect(lambda n: self.count.setText(f"{dong(n)} việc"))
        self.body.addWidget(with_words(self.table), 1)
        self.action("Lọc theo chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("Giao một việc có ngày cho việc đang chọn", "Ctrl+T", self._give_task, icon="plus")

    def refresh(self) -> None:
        self._asked()
        self.worker.run_read(lambda: agenda.loads(self.desk), self._take, key="missed-loads", owner=self)

    def _asked(self) -> None:
        self.model.reload()

    def _ids(self, _order: str, _descending: bool) -> Sequence[str]:
        chosen = self.officer.currentData()
        return next_steps.keys(self.desk, self._wanted if chosen is None else chosen)

    def _rows(self, keys: Sequence[Any]) -> Sequence[Any]:
        return next_steps.rows(self.desk, keys)

    def _take(self, loads: list[Load]) -> None:
        chosen = self.officer.currentData()
        chosen = self._wanted if chosen is None else chosen
        self.officer.blockSignals(True)
        self.officer.clear()
        for load in loads:
            if load.without_step or load.officer in ("", chosen):
                self.officer.addItem(f"{load.name} ({dong(load.without_step)})", load.officer)
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))
        self.officer.blockSignals(False)

    def _current(self) -> Missed | None:
        row: Missed | None = self.table.current_row()
        return row

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, key))

    def _give_task(self) -> None:
        row = self._current()
        if row is None:
            self.shell.warn("Hãy chọn một việc trong danh sách trước.")
            return
        from thads_desktop.ui.pages.task import TaskPage

        self.shell.open_page(TaskPage(self.shell, matter=row.matter, about=row.number_text))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Ctrl+T", "giao việc có ngày"), ("Ctrl+H", "lọc chấp hành viên"))

    def help(self) -> str:
        return (
            "Việc đang thi hành mà phía trước không có gì: không thời hạn nào đang chạy, không việc được giao nào có ngày, cũng không tạm dừng "
            "đúng luật (hoãn có thời hạn, tạm đình chỉ, sổ theo dõi riêng). Cột cuối là gợi ý của chương trình, không phải quy định. Enter mở "
            "việc để làm bước tiếp; Ctrl+T giao một việc có ngày để không ai quên. Ở mọi trang, Shift+F4 mở danh sách này."
        )

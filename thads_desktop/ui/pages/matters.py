"""The list of matters: search as it is typed, filters, totals; Enter opens a matter."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import people, queries
from thads_desktop.services.queries import CASE_WORDS, KIND_WORDS, STATUS_WORDS, MatterFilter
from thads_desktop.ui import theme, wording
from thads_desktop.ui.chips import chip_of
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.frame_parts import ElidedLabel
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import ListSearch
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.sorting import offer_sorting
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterRow

#: Matches shown while one types; more are asked for by typing on.
MOST = 1000


EMPTY = "Chưa có việc nào. Nhấn Ctrl+N để nhận bản án, hoặc vào trang Tiếp nhận sổ."
NO_MATCH = "Không có việc nào khớp với điều đang tìm và lọc. Nhấn Ctrl+Shift+F để bỏ tìm và mọi bộ lọc."


class _Totals(ElidedLabel):
    """Of one width whatever it says, so that nothing moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("quiet", True)
        self.setObjectName("totals")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("100.000 việc · còn 99.999.999.999.999 đồng"), super().sizeHint().height())


class MattersPage(Page):
    """Work begins here."""

    name = "matters"
    title = "Việc thi hành án"
    topics = ("matters",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.search = ListSearch("Tìm: số quyết định, tên, số giấy tờ, bản án …   Ctrl+F", "Tìm việc", self.refresh)
        self.officer = self._filter("officer", "Chấp hành viên", [("", "Mọi chấp hành viên"), ("-", "Chưa phân công")])
        self.status = self._filter("status", "Trạng thái", [("", "Mọi trạng thái"), *STATUS_WORDS.items()])
        self.kind = self._filter("kind", "Loại", [("", "Chủ động, yêu cầu"), *KIND_WORDS.items()])
        self.case = self._filter("case", "Loại án", [("", "Mọi loại án"), *CASE_WORDS.items()])
        due = [("", "Mọi thời hạn"), ("late", "Quá hạn"), ("soon", "Trong 7 ngày")]
        self.due = self._filter("due", "Thời hạn", due)
        self.totals = _Totals()
        new = QPushButton("Nhận bản án")
        new.setObjectName("new")
        new.clicked.connect(self.receive)
        self.body.addLayout(_row(self.search, new, stretch=0))
        self.body.addLayout(FlowRow(self.officer, self.status, self.kind, self.case, self.due))
        self.model = PagedTableModel(
            self.worker, self._columns(), self._ids, self._rows, (), self, order="decision_day", descending=True
        )
        self.model.counted.connect(lambda _n: self._ask_totals())
        self.model.loaded.connect(self._loaded)
        self.table = TableView(self.model, self, EMPTY)
        self.search.reached.connect(self.table.begin)
        self.table.setObjectName("matters-table")
        self.table.opened.connect(self.open_matter)
        self.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(RowWords(self.table, 1), 1)
        foot.addWidget(self.totals)
        self.body.addLayout(foot)
        self._wanted = MatterFilter()
        #: Rows before others were written elsewhere; None = nothing new is looked for.
        self._known: set[Hashable] | None = None
        self._written_elsewhere = self._entering = False
        self._officers: list[tuple[str, str]] = []
        self.action("Tìm việc", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("Bỏ tìm và mọi bộ lọc", "Ctrl+Shift+F", self._clear, name="clear")
        self.action(wording.OTHER_WINDOW, ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), self._open_beside, icon="list")
        self.action("Đương sự: tìm, sửa, gộp", "Ctrl+P", self._persons, name="persons")
        self.action("Việc kết thúc trong tháng (gửi Viện kiểm sát)", "Ctrl+Shift+V", self._ended)
        offer_sorting(self, self.table)

    def refresh(self) -> None:
        """Ask the list again under the filters as they stand."""
        self.worker.run_read(lambda: _officers(self.desk), self._take_officers, key="matters-officers", owner=self)
        before, self._wanted = self._wanted, self._filter_now()
        self._known = set(self.model.keys()) if self._written_elsewhere and before == self._wanted else None
        self._written_elsewhere = False
        self.table.set_empty(NO_MATCH if self._narrowed() else EMPTY)
        self.model.reload()

    def _told(self, changed: frozenset[str]) -> None:
        # Under the eyes of the person the selection stays where it is; who comes back from issuing is told in the same breath.
        self._written_elsewhere = self._entering or not self.isVisible()
        super()._told(changed)

    def enter(self) -> None:
        self._entering = True
        QTimer.singleShot(0, self._entered)
        super().enter()

    def _entered(self) -> None:
        self._entering = False

    def _loaded(self) -> None:
        """A decision that was issued meanwhile is under the hand."""
        known, self._known = self._known, None
        keys = self.model.keys()
        new = [key for key in keys if key not in known] if known is not None else []
        if len(new) == 1:
            self.table.select_key(new[0])

    def _narrowed(self) -> bool:
        boxes = (self.officer, self.status, self.kind, self.case, self.due)
        return bool(self.search.text().strip()) or any(box.currentIndex() > 0 for box in boxes)

    def _clear(self) -> None:
        """Every matter of the office again."""
        for box in (self.officer, self.status, self.kind, self.case, self.due):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.search.clear()
        self.search.rest()
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.search

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở"), ("Ctrl+N", "nhận bản án"), ("Ctrl+K", "lệnh"))

    def help(self) -> str:
        return (
            "Gõ số quyết định, tên, số giấy tờ hoặc số bản án, có dấu hoặc không dấu. Enter chuyển xuống danh sách, "
            "Enter lần nữa mở việc; Ctrl+Shift+Enter mở việc trong cửa sổ khác. F6 chọn cột để sắp xếp, Shift+F6 đảo chiều "
            "(hoặc bấm tiêu đề cột). Ctrl+Shift+F bỏ tìm và lọc. Ctrl+Shift+V lập danh sách việc kết thúc trong tháng."
        )

    def open_matter(self, key: object) -> None:
        """Open the matter of a row id."""
        matter = self._matter_of(key)
        if matter:
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, matter))

    def _open_beside(self) -> None:
        matter = self._matter_of(self.table.current_key())
        if not matter:
            self.shell.warn("Hãy chọn một việc trong danh sách trước.")
            return
        from thads_desktop.ui.pages.matter import MatterPage

        self.shell.open_window(lambda shell: MatterPage(shell, matter))

    def _matter_of(self, key: object) -> str:
        row = self.model.content(self.model.place(key)) if isinstance(key, int) else None
        return str(row.matter) if row is not None else ""

    def receive(self) -> None:
        """Enter a received judgment."""
        from thads_desktop.ui.pages.receive import ReceivePage

        self.shell.open_page(ReceivePage(self.shell))

    def _ended(self) -> None:
        from thads_desktop.ui.pages.ended import EndedPage

        self.shell.open_page(EndedPage(self.shell))

    def _persons(self) -> None:
        from thads_desktop.ui.pages.persons import PersonsPage

        self.shell.open_page(PersonsPage(self.shell))

    # --- asking ------------------------------------------------------------------------------------

    def _filter_now(self) -> MatterFilter:
        from datetime import timedelta

        today = self.clock.today()
        due = {"late": today - timedelta(days=1), "soon": today + timedelta(days=7)}.get(self.due.currentData())
        return MatterFilter(
            text=self.search.text(), officer=self.officer.currentData() or "", status=self.status.currentData() or "",
            kind=self.kind.currentData() or "", case_type=self.case.currentData() or "", due_before=due, most=MOST,
        )  # fmt: skip

    def _ids(self, order: str, descending: bool) -> Sequence[int]:
        from dataclasses import replace

        return queries.matter_ids(self.desk, replace(self._wanted, order_by=order or "decision_day", descending=descending))

    def _rows(self, ids: Sequence[Any]) -> Sequence[Any]:
        return queries.matter_rows_in_order(self.desk, ids)

    def _ask_totals(self) -> None:
        wanted = self._wanted
        self.worker.run_read(
            lambda: queries.matter_totals(self.desk, wanted), self._take_totals, key="matters-totals", owner=self
        )

    def _take_totals(self, totals: tuple[int, int]) -> None:
        if self._wanted.text.strip() and totals[0] >= MOST:
            self.totals.setText(f"{dong(MOST)} việc mới nhất; gõ thêm để tìm hẹp lại")
            return
        self.totals.setText(f"{dong(totals[0])} việc · còn {dong(totals[1])} đồng")

    def _take_officers(self, found: list[tuple[str, str]]) -> None:
        if found == self._officers:
            return
        self._officers = found
        kept = self.officer.currentData()
        self.officer.blockSignals(True)
        while self.officer.count() > 2:
            self.officer.removeItem(2)
        for person, name in found:
            self.officer.addItem(name, person)
        self.officer.setCurrentIndex(max(0, self.officer.findData(kept)))
        self.officer.blockSignals(False)

    # --- small -------------------------------------------------------------------------------------

    def _filter(self, name: str, label: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setToolTip(label)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for value, words in options:
            box.addItem(words, value)
        box.currentIndexChanged.connect(lambda _at: self.refresh())
        return box

    def _columns(self) -> list[Column]:
        today = self.clock.today

        def late(row: MatterRow) -> Any:
            return "red" if row.next_due is not None and row.next_due < today() else "neutral"

        return [
            Column("Số QĐ", lambda r: r.number_text, width=16, least=12, order="number"),
            Column("Ngày", lambda r: r.decision_day, width=10, order="decision_day", spare=3),
            Column("Người phải thi hành án", lambda r: r.debtor, width=0, least=22, order="debtor"),
            Column("Còn phải thu", lambda r: r.rest, "right", 15, "rest", least=12, spare=1),
            Column("Chấp hành viên", lambda r: r.officer_name or "chưa phân công", width=18, least=10, order="officer", spare=2),
            Column("Trạng thái", lambda r: chip_of(r.status), width=18, least=11, order="status"),
            Column("Hạn", lambda r: r.next_due, width=10, order="next_due", tone=late),
        ]


def _officers(desk: Any) -> list[tuple[str, str]]:
    with desk.reading() as reader:
        return [(p.person, p.name) for p in people.officers(reader, desk.clock.today())]


def _row(*widgets: QWidget, stretch: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.space(2))
    for at, widget in enumerate(widgets):
        line.addWidget(widget, 1 if at == stretch else 0)
    return line

"""Who is to be gone and seen: communes at the left, their debtors at the right; Ctrl+P prints the bundle of what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSplitter, QWidget

from thads_desktop.domain.dates import add_months
from thads_desktop.domain.money import dong
from thads_desktop.services import trips
from thads_desktop.services.trips import Place, Visit
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.rounds.section import TOPICS, Section, officer_options
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page

#: Days ahead -> words; None = to the end of the next quarter.
SPANS: tuple[tuple[str, int | None], ...] = (
    ("Quá hạn", -1), ("Đến hôm nay", 0), ("Đến 7 ngày", 7), ("Đến 30 ngày", 30), ("Đến 90 ngày", 90), ("Đến hết quý sau", None),
)  # fmt: skip
#: In the place of a commune: all of them.
ALL = "*"


class DueSection(Section):
    """Enter at the left leads to the debtors, Esc back; what is chosen on the side that has the focus is printed."""

    title = "Chuyến đi"
    said = (
        "Chuyến đi: những người phải xác minh (lần đầu, xác minh lại, thông tin mới, kết quả khác nhau) đến hạn trong khoảng đã chọn, xếp theo "
        "xã, phường hiện nay; chưa rõ xã đứng cuối. Chọn một hay nhiều xã (Shift+↓), hoặc Enter rồi chọn từng người; Ctrl+P in một tệp gồm danh "
        "sách đi và mỗi người một biên bản xác minh, chỗ ghi tại chỗ để dòng chấm. Chuyến được giữ lại để nhập kết quả (Ctrl+2)."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.span = self.choice("span", "Khoảng thời gian   Ctrl+M", [(words, days) for words, days in SPANS])
        self.span.blockSignals(True)
        self.span.setCurrentIndex(3)
        self.span.blockSignals(False)
        self.officer = self.choice("officer", "Chấp hành viên   Ctrl+H", officer_options(self), 20)
        self._of: str | None = None
        self.count = self.quiet()
        self.count.setWordWrap(False)
        self.body.addLayout(FlowRow(self.span, self.officer, self.button("In chuyến   Ctrl+P", self.print_out), self.count))
        self.body.addWidget(self.progress)
        self.places_model = RowsModel(
            [
                Column("Xã, phường", lambda r: r.name, width=0, least=20),
                Column("Người", lambda r: r.count, "right", 7),
                Column("Quá hạn", lambda r: r.late or None, "right", 8, tone=lambda _r: "red"),
            ],
            lambda r: r.commune, self,
        )  # fmt: skip
        self.table: TableView
        self.places = TableView(self.places_model, self, "Không có ai phải đi xác minh trong khoảng này.")
        self.places.setObjectName("rounds-places")
        self.places.picks_first = True
        self.places.chosen.connect(lambda _key: self._turn())
        self.places.opened.connect(lambda _key: self.table.begin())
        today = self.clock.today
        self.model = RowsModel(
            [
                Column("Người phải thi hành án", lambda r: r.name, width=0, least=18),
                Column("Địa chỉ", lambda r: r.address, width=26, least=14),
                Column("Hạn", lambda r: r.due, width=10),
                Column("", lambda r: due_chip((r.due - today()).days), width=19, least=15, chips=(due_chip(-999),), spare=2),
                Column("Phải làm", lambda r: r.what, width=22, least=10, spare=1),
                Column("Số", lambda r: r.number_text, width=15, least=11),
                Column("Còn phải thi hành", lambda r: r.rest or None, "right", 15, least=13, spare=3),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Không có ai ở nơi này.")
        self.table.setObjectName("rounds-visits")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        split = QSplitter()
        split.addWidget(self.places)
        split.addWidget(with_words(self.table))
        split.setStretchFactor(1, 1)
        split.setSizes([360, 800])
        self.body.addWidget(split, 1)
        self.action("Chọn khoảng thời gian của chuyến", "Ctrl+M", self.span.setFocus)
        self.action("Lọc theo chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("Chọn tất cả", "Ctrl+A", lambda: self._side().selectAll())
        self.action("In chuyến xác minh của những gì đã chọn", "Ctrl+P", self.print_out, icon="print")
        self.action("Mở việc đang chọn", "Ctrl+G", lambda: self._open(self.table.current_key()))

    # --- what is shown ------------------------------------------------------------------------------

    def until(self) -> date:
        """The last day of the span."""
        today, days = self.clock.today(), self.span.currentData()
        if days is None:
            return add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 6) - timedelta(days=1)
        return today + timedelta(days=days)

    def refresh(self) -> None:
        until, officer = self.until(), self.officer.currentData()
        self._of = None
        self.worker.run_read(lambda: trips.places(self.desk, until, officer), self._take, key="rounds-places", owner=self)

    def _take(self, found: list[Place]) -> None:
        count, late = sum(p.count for p in found), sum(p.late for p in found)
        rows = [*found, Place(ALL, "Tất cả các nơi", count, late)] if len(found) > 1 else found
        self.places_model.set_rows(rows)
        self.count.setText(f"{dong(count)} người, {dong(len(found))} nơi" + (f", {dong(late)} đã quá hạn" if late else ""))
        self._turn()

    def _turn(self) -> None:
        """Ask for who is to be seen in the commune under the hand."""
        key = self.places.current_key()
        if not isinstance(key, str):
            self.model.set_rows(())
        elif key != self._of:
            self._of, make = key, self._visits([key])
            self.worker.run_read(make, self.model.set_rows, key="rounds-due", owner=self)

    def _visits(self, communes: Sequence[str]) -> Callable[[], list[Visit]]:
        """What asks for who is to be seen in these communes."""
        until, officer = self.until(), self.officer.currentData()
        there = None if ALL in communes else tuple(communes)
        return lambda: trips.due(self.desk, until, officer, there)

    def _side(self) -> TableView:
        return self.table if self.table.hasFocus() else self.places

    def chosen(self) -> Callable[[], list[Visit]]:
        """What says who is chosen, of the side that has the focus: the debtors that are selected, or all of the communes that are."""
        if self._side() is self.table:
            keys = set(self.table.selected_keys())
            found = [v for v in (self.model.content(n) for n in range(self.model.rowCount())) if v is not None and v.key in keys]
            return lambda: found
        return self._visits([str(k) for k in self.places.selected_keys()])

    # --- what is done -------------------------------------------------------------------------------

    def print_out(self) -> None:
        """Draw the bundle, keep the trip, show it as it will lie on the table."""
        chosen = self.chosen()

        def work(progress: Any, _cancelled: object) -> tuple[tuple[str, bytes], tuple[str, ...]]:
            return trips.make(self.desk, [(v.matter, v.party) for v in chosen()], progress), TOPICS

        self.progress.start("Đang lập biên bản xác minh", work, self._printed, writes=True)

    def _printed(self, made: tuple[str, bytes]) -> str:
        from thads_desktop.ui.pages.printed import PrintedPage

        _trip, data = made
        self.shell.open_page(PrintedPage(self.shell, "Chuyến xác minh", lambda: data, f"xac-minh-{self.clock.today():%Y%m%d}"))
        return "Đã lập chuyến xác minh; sau chuyến đi nhập kết quả ở phần Kết quả (Ctrl+2)."

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            self.open_matter(key.partition("|")[0])

    # --- the section --------------------------------------------------------------------------------

    def first(self) -> QWidget:
        return self.places

    def escape(self) -> bool:
        if self.table.hasFocus():
            self.places.setFocus()
            return True
        return False

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+P", "in chuyến"), ("Enter", "xem từng người"), ("Ctrl+1…5", "các phần"))

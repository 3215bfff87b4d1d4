"""The verifications of the next quarter in numbers: officers at the left, communes at the right, Enter shows who stands behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import forecast
from thads_desktop.services.forecast import Forecast
from thads_desktop.services.trips import Visit
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.rounds.section import Section
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.ui.page import Page

#: In the place of an officer: all of them.
WHOLE = "*"
Row = tuple[str, str, int]


class ForecastSection(Section):
    """Esc leads from the matters to the communes, from these to the officers."""

    title = "Dự báo"
    said = (
        "Dự báo: số lượt xác minh đến hạn trong quý tới hoặc 3 tháng tới, theo chấp hành viên và xã, phường; những gì giả định được nói ở dưới. "
        "Chọn chấp hành viên, Enter sang các xã, Enter lần nữa xem từng người, Enter mở việc. Ctrl+M đổi kỳ, Ctrl+P in, F8 lưu Excel hoặc PDF."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.made: Forecast | None = None
        self.span = self.choice("forecast-span", "Kỳ   Ctrl+M", [(words, key) for key, words in forecast.SPANS.items()])
        self.count = self.quiet()
        self.count.setWordWrap(False)
        self.body.addLayout(FlowRow(self.span, self.button("In   Ctrl+P", self.print_out), self.button("Lưu Excel, PDF   F8", self.save), self.count))
        self.body.addWidget(self.progress)
        self.officers_model, self.officers = self._counted("Chấp hành viên", "Không có xác minh nào đến hạn trong kỳ.")
        self.officers.setObjectName("forecast-officers")
        self.places_model, self.places = self._counted("Xã, phường", "Không có xác minh nào.")
        self.places.setObjectName("forecast-places")
        self.visits_model = RowsModel(
            [
                Column("Người phải thi hành án", lambda r: r.name, width=0, least=18),
                Column("Nơi", lambda r: r.place, width=26, least=14),
                Column("Hạn", lambda r: r.due, width=10),
                Column("Phải làm", lambda r: r.what, width=24, least=12, spare=1),
                Column("Số", lambda r: r.number_text, width=15, least=11),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.visits = TableView(self.visits_model, self, "Không có ai.")
        self.visits.setObjectName("forecast-visits")
        self.visits.picks_first = True
        self.officers.chosen.connect(lambda _key: self._turn())
        self.officers.opened.connect(lambda _key: self.places.begin())
        self.places.opened.connect(self._behind)
        self.visits.opened.connect(lambda key: self.open_matter(str(key).partition("|")[0]))
        self.right = QStackedWidget()
        self.right.addWidget(self.places)
        self.right.addWidget(with_words(self.visits))
        split = QSplitter()
        split.addWidget(self.officers)
        split.addWidget(self.right)
        split.setStretchFactor(1, 1)
        split.setSizes([380, 780])
        self.body.addWidget(split, 1)
        self.assumed = self.quiet()
        self.body.addWidget(self.assumed)
        self.action("Chọn kỳ dự báo", "Ctrl+M", self.span.setFocus)
        self.action("In dự báo xác minh", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu dự báo xác minh thành Excel hoặc PDF", "F8", self.save, icon="export")

    def _counted(self, title: str, empty: str) -> tuple[RowsModel, TableView]:
        model = RowsModel([Column(title, lambda r: r[1], width=0, least=20), Column("Lượt", lambda r: r[2], "right", 9)], lambda r: r[0], self)
        table = TableView(model, self, empty)
        table.picks_first = True
        return model, table

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        which = self.span.currentData()
        self.worker.run_read(lambda: forecast.look(self.desk, which), self._take, key="rounds-forecast", owner=self)

    def _take(self, made: Forecast) -> None:
        self.made = made
        self.right.setCurrentIndex(0)
        rows: list[Row] = [(f"o{key}", name, made.of_officer(key)) for key, name in made.officers]
        if len(rows) > 1:
            rows.insert(0, (WHOLE, "Cả đơn vị", made.total))
        self.officers_model.set_rows(rows)
        self.count.setText(f"Từ {short_date(made.start)} đến {short_date(made.end)}: {dong(made.total)} lượt")
        self.assumed.setText(" ".join(forecast.assumed(made)))
        self._turn()

    def _officer(self) -> str | None:
        """The chosen one; None = all of them."""
        key = self.officers.current_key()
        return key[1:] if isinstance(key, str) and key != WHOLE else None

    def _turn(self) -> None:
        made, officer = self.made, self._officer()
        self.right.setCurrentIndex(0)
        if made is None:
            return
        rows: list[Row] = [
            (f"c{code}", label, made.of_commune(code) if officer is None else made.counts.get((officer, code), 0)) for code, label in made.communes
        ]
        self.places_model.set_rows([r for r in rows if r[2]])

    def _behind(self, key: object) -> None:
        made, officer = self.made, self._officer()
        if made is None or not isinstance(key, str):
            return
        commune = key[1:]
        self.worker.run_read(lambda: forecast.behind(self.desk, made, officer, commune), self._shown, key="rounds-behind", owner=self)

    def _shown(self, found: list[Visit]) -> None:
        self.visits_model.set_rows(found)
        self.right.setCurrentIndex(1)
        self.visits.begin()

    # --- what is done -------------------------------------------------------------------------------

    def _listing(self) -> Listing:
        return forecast.listing(self.desk, forecast.look(self.desk, self.span.currentData()))

    def _file(self) -> str:
        return f"du-bao-xac-minh-{self.clock.today():%Y%m%d}"

    def print_out(self) -> None:
        """The table as it will print."""
        show_print(self.page, "Dự báo khối lượng xác minh", self._listing, self._file())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self.page, self.progress, "forecast", "Lưu dự báo xác minh", self._listing, self._file())

    # --- the section --------------------------------------------------------------------------------

    def first(self) -> QWidget:
        return self.officers

    def escape(self) -> bool:
        if self.right.currentIndex():
            self.right.setCurrentIndex(0)
            self.places.setFocus()
            return True
        if self.places.hasFocus():
            self.officers.setFocus()
            return True
        return False

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem những gì ở sau con số"), ("Ctrl+M", "đổi kỳ"), ("Ctrl+P", "in"))

"""What came back of the trips: one table, a figure for each finding, Ctrl+Enter records all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import trips
from thads_desktop.services.event_words import RESULT_WORDS
from thads_desktop.services.trips import Found, Outcome, Trip
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.rounds.section import TOPICS, Section
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.theme import Tone

NO_TRIP, NOBODY_LEFT = "Chưa in chuyến nào: in ở phần Chuyến đi (Ctrl+1), rồi ghi kết quả ở đây.", "Chuyến này không còn ai."
#: The figure that is pressed -> the finding.
KEYS = {"1": "none", "2": "means", "3": "partial"}


@dataclass(frozen=True, slots=True)
class Row:
    """A visit and what is typed of it; wrong: why it was refused."""

    outcome: Outcome
    result: str = ""
    day: date | None = None
    address_unknown: bool = False
    prisoner: bool = False
    ground: bool = False
    wrong: str = ""

    @property
    def key(self) -> str:
        return self.outcome.visit.key

    @property
    def words(self) -> str:
        """What stands in the log, or what is typed."""
        found = self.outcome.found
        return RESULT_WORDS[found.result] if found is not None else RESULT_WORDS[self.result]


class ResultsSection(Section):
    """Trips at the left, what each brought at the right."""

    title = "Kết quả"
    said = (
        "Kết quả: các chuyến đã in, mỗi chuyến còn bao nhiêu người chưa có kết quả. Enter vào bảng, gõ số trên từng dòng: 1 chưa có điều kiện, 2 "
        "có điều kiện, 3 một phần, 4 chưa rõ địa chỉ, 5 đang chấp hành án phạt tù từ 02 năm, 6 kèm căn cứ chưa có điều kiện (để chạy hạn ra "
        "quyết định), 0 bỏ. Ctrl+D đổi ngày xác minh của những dòng gõ tiếp theo. "
        "Ctrl+Enter ghi tất cả trong một lần; dòng nào vướng thì nói ngay trên dòng ấy và chưa dòng nào được ghi. Ctrl+P in lại biên bản cho người chưa "
        "có kết quả, Ctrl+E khép chuyến."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.day = DateField("day", "Ngày xác minh", self.clock)
        self.day.set_value(self.clock.today())
        self.count = self.quiet()
        self.body.addLayout(FlowRow(
            self.day, self.button("Ghi kết quả   Ctrl+Enter", self.write), self.button("In lại   Ctrl+P", self.print_out),
            self.button("Khép chuyến   Ctrl+E", self.close_trip),
        ))  # fmt: skip
        self.body.addWidget(self.quiet(
            "Gõ trên dòng: 1 chưa có · 2 có · 3 một phần · 4 chưa rõ địa chỉ · 5 đang ở tù · 6 kèm căn cứ · 0 bỏ"
        ))  # fmt: skip
        self.body.addWidget(self.count)
        self.body.addWidget(self.progress)
        self.trips_model = RowsModel(
            [
                Column("Ngày in", lambda r: r.printed, width=10),
                Column("Nơi đến", lambda r: r.places, width=0, least=16),
                Column("Còn", lambda r: None if r.closed else r.count - r.back, "right", 5, tone=lambda r: "amber" if r.count > r.back else "green"),
                Column("Người", lambda r: r.count, "right", 7, spare=1),
            ],
            lambda r: r.trip, self,
        )  # fmt: skip
        self.table: TableView
        self.trips = TableView(self.trips_model, self, NO_TRIP)
        self.trips.setObjectName("rounds-trips")
        self.trips.picks_first = True
        self.trips.chosen.connect(lambda _key: self._ask())
        self.trips.opened.connect(lambda _key: self.table.begin())
        self.model = RowsModel(
            [
                Column("Người phải thi hành án", lambda r: r.outcome.visit.name, width=0, least=18),
                Column("Kết quả", lambda r: r.words, width=20, least=17, tone=_tone),
                Column("Ngày", lambda r: r.outcome.day or r.day, width=10),
                Column("Ghi thêm", _flags, width=16, least=8),
                Column("Vướng", lambda r: r.wrong, width=20, least=8, tone=lambda _r: "red"),
                Column("Địa chỉ", lambda r: r.outcome.visit.address, width=22, least=10, spare=1),
                Column("Số", lambda r: r.outcome.visit.number_text, width=14, least=11),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, NOBODY_LEFT)
        self.table.setObjectName("rounds-results")
        self.table.picks_first = True
        self.table.installEventFilter(self)
        self.table.opened.connect(lambda key: self.open_matter(str(key).partition("|")[0]))
        split = QSplitter()
        split.addWidget(self.trips)
        split.addWidget(with_words(self.table))
        split.setStretchFactor(1, 1)
        split.setSizes([330, 830])
        self.body.addWidget(split, 1)
        self._rows: list[Row] = []
        self._of = ""
        #: What is typed and not recorded, by trip: it stays while another trip is looked at, and when the lists are asked anew.
        self._kept: dict[str, dict[str, Row]] = {}
        self.action("Ngày xác minh của những dòng gõ tiếp theo", "Ctrl+D", self.day.editor.setFocus)
        self.action("Ghi mọi kết quả đã gõ", "Ctrl+Return", self.write, icon="save")
        self.action("In lại biên bản cho người chưa có kết quả", "Ctrl+P", self.print_out, icon="print")
        self.action("Khép chuyến xác minh", "Ctrl+E", self.close_trip)

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(lambda: trips.listed(self.desk), self._take, key="rounds-trips", owner=self)

    def _take(self, found: list[Trip]) -> None:
        self.trips_model.set_rows(found)
        self._of = ""
        self._ask()

    def _trip(self) -> Trip | None:
        key = self.trips.current_key()
        found: Trip | None = self.trips_model.content(self.trips_model.place(key)) if isinstance(key, str) else None
        return found

    def _ask(self) -> None:
        at = self._trip()
        if at is None:
            self._rows = []
            self.model.set_rows(())
            self.table.set_empty(NO_TRIP)
            self.count.setText("")
        elif at.trip != self._of:
            key = at.trip

            def look() -> tuple[str, list[Row]]:
                found = trips.opened(self.desk, key)
                known = trips.why_long(self.desk, [o.visit for o in found if o.found is None])
                long = {k: (("address_unknown" in why), ("prisoner" in why)) for k, why in known.items()}
                rows = [(o, *long.get(o.visit.key, (False, False))) for o in found]
                return key, [Row(o, address_unknown=unknown, prisoner=prisoner) for o, unknown, prisoner in rows]

            self.worker.run_read(look, self._shown, key="rounds-trip", owner=self)

    def _shown(self, answer: tuple[str, list[Row]]) -> None:
        key, rows = answer
        self.table.set_empty(NOBODY_LEFT)
        typed = self._kept.get(key, {})
        self._of = key
        self._put([typed.get(r.key, r) if r.outcome.found is None else r for r in rows])

    def _put(self, rows: list[Row]) -> None:
        self._rows = rows
        self.model.set_rows(rows)
        if self._of:
            self._kept[self._of] = {r.key: r for r in rows if r.outcome.found is None and (r.result or r.wrong)}
        left, typed = sum(r.outcome.found is None for r in rows), sum(bool(r.result) for r in rows)
        self.count.setText(f"{len(rows)} người, {left} chưa có kết quả" + (f", đã gõ {typed}, chưa ghi." if typed else "."))

    # --- typing -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            # What the figures do is said only where they do it.
            QTimer.singleShot(0, self, self.shell.hints_changed)
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.text() in ("0", "1", "2", "3", "4", "5", "6"):
                self.press(event.text())
                return True
        return super().eventFilter(watched, event)

    def press(self, figure: str) -> None:
        """A figure on the chosen rows; a finding goes on to the next row."""
        keys = {k for k in self.table.selected_keys() if isinstance(k, str)}
        day = self.day.value()
        if figure in KEYS and (problem := self.day.own_problem() or ("" if day is not None else "Hãy nhập ngày xác minh (Ctrl+D).")):
            self.shell.warn(problem)
            return
        if any(r.key in keys and r.outcome.found is not None for r in self._rows):
            self.shell.warn("Dòng này đã có kết quả trong hồ sơ: muốn sửa, mở việc (Enter) và xóa dòng ghi nhầm.")
        if figure == "6" and any(r.key in keys and r.outcome.found is None and r.result != "none" for r in self._rows):
            self.shell.warn("Căn cứ chưa có điều kiện chỉ kèm kết quả chưa có điều kiện: hãy bấm 1 trên dòng ấy trước.")
        rows = [self._typed(r, figure, day) if r.key in keys and r.outcome.found is None else r for r in self._rows]
        at = self.table.currentIndex().row()
        self._put(rows)
        if figure in KEYS and len(keys) == 1 and at + 1 < len(rows):
            self.table.selectRow(at + 1)

    def _typed(self, row: Row, figure: str, day: date | None) -> Row:
        if figure in KEYS:
            return replace(row, result=KEYS[figure], day=day, ground=row.ground and KEYS[figure] == "none", wrong="")
        if figure == "4":
            return replace(row, address_unknown=not row.address_unknown, wrong="")
        if figure == "5":
            return replace(row, prisoner=not row.prisoner, wrong="")
        if figure == "6":
            return replace(row, ground=row.result == "none" and not row.ground, wrong="")
        return replace(row, result="", day=None, ground=False, wrong="")

    # --- what is done -------------------------------------------------------------------------------

    def write(self) -> None:
        """Record everything that is typed, or nothing."""
        at = self._trip()
        if at is None:
            self.shell.warn(NO_TRIP)
            return
        typed = [r for r in self._rows if r.result and r.day is not None]
        rows = [
            Found(r.outcome.visit.matter, r.outcome.visit.party, r.day, r.result, r.address_unknown, r.prisoner, r.ground)
            for r in typed
            if r.day is not None
        ]
        trip = at.trip

        def write() -> tuple[int, tuple[str, ...]]:
            return trips.enter(self.desk, rows, trip), (*TOPICS, *(f"matter:{f.matter}" for f in rows))

        self.worker.run_write(write, self._written, self._refused, owner=self)

    def _written(self, count: int) -> None:
        self.shell.tell(f"Đã ghi {count} kết quả xác minh.")

    def _refused(self, refusals: tuple[Refusal, ...]) -> None:
        wrong: dict[str, str] = {}
        for r in refusals:
            wrong[r.field] = " ".join(x for x in (wrong.get(r.field, ""), sentence(r)) if x)
        self._put([replace(row, wrong=wrong.get(row.key, "")) for row in self._rows])
        first = next((row.key for row in self._rows if row.wrong), None)
        if first is None:
            self.warn(refusals)
            return
        self.table.select_key(first)
        self.table.setFocus()
        self.shell.warn(f"{sum(bool(r.wrong) for r in self._rows)} dòng chưa ghi được, xem cột Vướng; chưa dòng nào được ghi.")

    def close_trip(self) -> None:
        """Nothing more is expected of the chosen trip."""
        at = self._trip()
        if at is None:
            self.shell.warn("Hãy chọn một chuyến trong danh sách.")
            return

        def write() -> tuple[str, tuple[str, ...]]:
            trips.close(self.desk, at.trip)
            return f"Đã khép chuyến in ngày {short_date(at.printed)}.", TOPICS

        self.worker.run_write(write, self.shell.tell, self.warn, owner=self)

    def print_out(self) -> None:
        """The records of those of whom nothing came back."""
        at = self._trip()
        if at is not None:
            trip = at.trip
            self.progress.start("Đang lập biên bản xác minh", lambda progress, _c: trips.again(self.desk, trip, progress), self._printed)
        else:
            self.shell.warn(NO_TRIP)

    def _printed(self, data: bytes) -> str:
        from thads_desktop.ui.pages.printed import PrintedPage

        self.shell.open_page(PrintedPage(self.shell, "Chuyến xác minh", lambda: data, f"xac-minh-{self.clock.today():%Y%m%d}"))
        return "Đã lập lại biên bản."

    # --- the section --------------------------------------------------------------------------------

    def first(self) -> QWidget:
        return self.trips

    def escape(self) -> bool:
        if self.table.hasFocus() or self.day.editor.hasFocus():
            (self.trips if self.table.hasFocus() else self.table).setFocus()
            return True
        return False

    def hints(self) -> Sequence[tuple[str, str]]:
        first = ("1…6", "kết quả") if self.table.hasFocus() else ("Enter", "gõ kết quả của chuyến")
        return (first, ("Ctrl+Enter", "ghi tất cả"), ("Ctrl+P", "in lại"))


def _flags(row: Row) -> str:
    """What lengthens the terms, in words."""
    said = row.outcome.found if row.outcome.found is not None else row
    flags = (("address_unknown", "chưa rõ địa chỉ"), ("prisoner", "ở tù"), ("ground", "kèm căn cứ"))
    return ", ".join(words for name, words in flags if getattr(said, name, False))


def _tone(row: Row) -> Tone:
    if row.outcome.found is not None:
        return "green"
    return "blue" if row.result else "neutral"

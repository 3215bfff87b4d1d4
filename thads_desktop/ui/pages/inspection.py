"""The inspector's page: who did what in a period, what deserves a look first, every line of it; printed so that it can be proven."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import inspection, inspection_files
from thads_desktop.services.inspection import GROUPS, Overview, PersonCount, Point, Wanted
from thads_desktop.services.inspection_lines import Act, acts
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.period_row import PeriodRow
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.search_line import SearchLine
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.theme import Tone

NOTHING = "Không có dòng nào trong kỳ này dưới các bộ lọc đang chọn."


def _count(code: str) -> Callable[[PersonCount], int | None]:
    return lambda person: person.counts.get(code)


class InspectionPage(Page):
    """Short: points and people; long (Ctrl+B, or Enter on a line of the short view): every act."""

    name = "inspection"
    title = "Kiểm tra nhật ký: ai đã làm gì"
    topics = ("*",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Overview | None = None
        #: The acts of the long view; which they are, in words; and what was picked of the short one: ("point" | "person", key).
        self._shown: array[int] = array("q")
        self._about = ""
        self._picked = ("", "")
        self.period = PeriodRow(self.clock)
        self.person = self._filter("recorder", "Người ghi", [("", "Mọi người ghi")])
        self.group = self._filter("group", "Loại việc", [("", "Mọi loại việc"), *((code, words) for code, words, _short in GROUPS)])
        self.number = SearchLine("Số quyết định của việc   Ctrl+F", "Số quyết định của việc")
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance("0" * 30))
        self.number.down.connect(self._asked)
        self.number.left.connect(lambda: self._table().setFocus())
        self.number.textChanged.connect(lambda text: None if text else self._asked())
        self.period.changed.connect(self.refresh)
        self.body.addLayout(FlowRow(self.heading(), *self._buttons()))
        self.body.addLayout(FlowRow(*self.period.widgets(), self.person, self.group, self.number))
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.views = QStackedWidget()
        self.views.addWidget(self._short())
        self.views.addWidget(self._long())
        self.body.addWidget(self.views, 1)
        self.action("Tìm việc theo số quyết định", "Ctrl+F", self.number.take_up, icon="search")
        self.person.setToolTip("Người ghi   Ctrl+H")
        self.action("Lọc theo người ghi", "Ctrl+H", self.person.setFocus)
        self.action("Tóm tắt, từng dòng", "Ctrl+B", self.turn)
        self.action("In bảng đang xem", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng đang xem thành Excel hoặc PDF", "F8", self.prompt_save, icon="export")
        self.action("Bỏ mọi bộ lọc", "Ctrl+Shift+F", self._clear)

    # --- building -----------------------------------------------------------------------------------

    def _buttons(self) -> list[QPushButton]:
        made = buttons(
            ("Từng dòng   Ctrl+B", self.turn, "turn"), ("In   Ctrl+P", self.print_out, "print"), ("Lưu Excel, PDF   F8", self.prompt_save, "save"),
        )  # fmt: skip
        self.turner = made[0]
        return made

    def _filter(self, name: str, label: str, options: list[tuple[str, str]]) -> Combo:
        made = Combo()
        made.setObjectName(name)
        made.setAccessibleName(label)
        for value, words in options:
            made.addItem(words, value)
        made.currentIndexChanged.connect(lambda _at: self.refresh())
        return made

    def _short(self) -> QWidget:
        def tone(point: Point) -> Tone:
            return "amber" if point.seqs else "neutral"

        self.points_model = RowsModel(
            [
                Column("Cần xem trước", lambda p: p.title, width=40, tone=tone, least=34),
                Column("Số dòng", lambda p: len(p.seqs), "right", 9, tone=tone),
                Column("Cách chọn", lambda p: p.why, width=0, least=30),
            ],
            lambda p: p.code,
            self,
        )
        self.points = TableView(self.points_model, self)
        self.points.setObjectName("points")
        self.points.picks_first = True
        self.points.opened.connect(self._open_point)
        kinds = [Column(short, _count(code), "right", 9) for code, _words, short in GROUPS]
        self.people_model = RowsModel(
            [Column("Người ghi", lambda p: p.name, width=0, least=20), *kinds, Column("Cộng", lambda p: p.total, "right", 9)],
            lambda p: p.person,
            self,
        )
        self.people = TableView(self.people_model, self, NOTHING)
        self.people.setObjectName("people")
        self.people.picks_first = True
        self.people.opened.connect(self._open_person)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.points, 5)
        column.addWidget(self.people, 4)
        return made

    def _long(self) -> QWidget:
        self.model = PagedTableModel(
            self.worker,
            [
                Column("Số", lambda a: a.seq, "right", 7),
                Column("Ghi lúc", lambda a: f"{a.recorded:%d/%m/%Y %H:%M}", width=15),
                Column("Ngày pháp lý", lambda a: a.day, width=11, spare=2),
                Column("Người ghi", lambda a: a.who, width=17, least=15),
                Column("Chức vụ", lambda a: a.role, width=15, least=9, spare=3),
                Column("Đã làm", lambda a: a.what + (" (về sau bị xóa)" if a.struck else ""), width=26, least=20),
                Column("Chi tiết", lambda a: a.detail, width=24, least=12),
                Column("Của việc, hồ sơ", lambda a: a.about, width=0, least=22),
                Column("Lý do", lambda a: a.reason, width=18, least=10, spare=1),
            ],
            self._ids, self._rows, (), self,
        )  # fmt: skip
        self.table = TableView(self.model, self, NOTHING)
        self.table.setObjectName("acts")
        self.table.picks_first = True
        self.table.opened.connect(self._open_act)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(RowWords(self.table))
        return made

    # --- asking -------------------------------------------------------------------------------------

    def wanted(self) -> Wanted | None:
        """What the filters say; None while a day cannot be read."""
        period = self.period.period()
        if period is None:
            return None
        return Wanted(*period, self.person.currentData() or "", self.group.currentData() or "", self.number.text())

    def refresh(self) -> None:
        self.worker.run_read(lambda: inspection.recorders(self.desk), self._take_people, key="inspection-people", owner=self)
        self._asked()

    def _asked(self) -> None:
        wanted = self.wanted()
        if wanted is None:
            self.state.setText("⚠ Ngày đầu hoặc ngày cuối kỳ chưa đúng: hãy nhập ngày/tháng/năm.")
            return
        if self.made is None or self.made.wanted != wanted:
            self.state.setText("Đang đọc nhật ký …")
        self.worker.run_read(
            lambda: inspection.overview(self.desk, wanted), self._take, key="inspection", owner=self, on_refused=self._refused
        )

    def _take_people(self, people: list[tuple[str, str]]) -> None:
        chosen = self.person.currentData()
        wanted = [("", "Mọi người ghi"), *people]
        if [self.person.itemData(i) for i in range(self.person.count())] == [key for key, _name in wanted]:
            return
        self.person.blockSignals(True)
        self.person.clear()
        for key, name in wanted:
            self.person.addItem(name, key)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(False)

    def _take(self, made: Overview) -> None:
        self.made = made
        self.points_model.set_rows(made.points)
        self.people_model.set_rows(self._summed(made))
        self._pick(*self._picked)

    def _pick(self, kind: str, key: str) -> None:
        """The long view holds what was picked of the short one, also after something was written meanwhile."""
        self._picked, made = (kind, key), self.made
        if made is None:
            return
        if kind == "point":
            point = next(p for p in made.points if p.code == key)
            self._show(point.seqs, f"Chỉ kê: {point.title.lower()} ({point.why}).")
        elif kind == "person":
            name = next((p.name for p in made.people if p.person == key), "")
            self.worker.run_read(
                lambda: inspection.narrowed(self.desk, made, person=key), lambda seqs: self._show(seqs, f"Chỉ kê người ghi: {name}."),
                key="inspection-person", owner=self,
            )  # fmt: skip
        else:
            self._show(made.seqs, "")

    def _say(self) -> None:
        made = self.made
        if made is None:
            return
        seq, hash_ = made.head
        of = f" Việc {', '.join(made.matters[:5])}." if made.matters else ""
        only = f" {self._about} {dong(len(self._shown))} dòng." if self._about and self.views.currentIndex() else ""
        self.state.setText(
            f"Ghi {inspection.said(made.wanted)}: {dong(len(made.seqs))} dòng, kèm {dong(made.beside)} dòng nội dung.{of}{only} "
            f"Nhật ký đến dòng {dong(seq)}, mã chuỗi {hash_[:16]}."
        )

    def _summed(self, made: Overview) -> list[PersonCount]:
        """Everybody, and all of them together."""
        if len(made.people) < 2:
            return list(made.people)
        counts = {code: sum(p.counts.get(code, 0) for p in made.people) for code, _words, _short in GROUPS}
        return [*made.people, PersonCount("", "Cộng", {k: n for k, n in counts.items() if n}, len(made.seqs))]

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.made = None
        self.points_model.set_rows(())
        self.people_model.set_rows(())
        self._show(array("q"), "")
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))

    def _clear(self) -> None:
        for box in (self.person, self.group):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.number.blockSignals(True)
        self.number.clear()
        self.number.blockSignals(False)
        self.refresh()

    # --- the long view ------------------------------------------------------------------------------

    def turn(self) -> None:
        """Between the short view and every line of it."""
        if self.views.currentIndex():
            self._to_short()
        elif self.made is not None:
            self._pick("", "")
            self._to_long()

    def _to_short(self) -> None:
        self.views.setCurrentIndex(0)
        self.turner.setText("Từng dòng   Ctrl+B")
        self._say()
        (self.people if self._picked[0] == "person" else self.points).setFocus()

    def _to_long(self) -> None:
        self.views.setCurrentIndex(1)
        self.turner.setText("Tóm tắt   Ctrl+B")
        self._say()
        self.table.setFocus()

    def _open_point(self, key: object) -> None:
        point = next((p for p in self.made.points if p.code == key), None) if self.made is not None else None
        if point is None or not point.seqs:
            self.shell.warn("Điểm này không có dòng nào trong kỳ.")
            return
        self._pick("point", point.code)
        self._to_long()

    def _open_person(self, key: object) -> None:
        if self.made is not None and isinstance(key, str):
            self._pick("person" if key else "", key)
            self._to_long()

    def _show(self, seqs: array[int], about: str) -> None:
        self._shown, self._about = seqs, about
        self.table.setAccessibleName(about or "Từng dòng")
        self._say()
        self.model.reload()

    def _ids(self, _order: str, _descending: bool) -> list[Hashable]:
        return list(self._shown)

    def _rows(self, keys: Sequence[Any]) -> list[Act | None]:
        return acts(self.desk, [int(k) for k in keys])

    def _open_act(self, key: object) -> None:
        row = self.model.content(self.model.place(key)) if isinstance(key, int) else None
        if row is not None:
            open_of(self.shell, row.opens)

    # --- printing -----------------------------------------------------------------------------------

    def _listing(self) -> Any:
        """What makes the listing of the view on the screen, run off the main thread; None when nothing was asked yet."""
        made, long, seqs, about = self.made, bool(self.views.currentIndex()), self._shown, self._about
        if made is None:
            self.shell.warn("Hãy chọn kỳ kiểm tra trước.")
            return None
        return lambda: inspection_files.listing(self.desk, made, long=long, seqs=seqs, about=about)

    def print_out(self) -> None:
        """The view on the screen as it will be printed."""
        make = self._listing()
        if make is not None:
            from thads_desktop.ui.pages.printed import PrintedPage

            self.shell.open_page(PrintedPage(self.shell, "Bản in kiểm tra", lambda: inspection_files.pdf(make()), self._file_name()))

    def prompt_save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        make = self._listing()
        if make is None:
            return
        file = ask_file(self, "Lưu bảng kiểm tra", self.desk.folder, f"{self._file_name()}.xlsx", "Excel (*.xlsx);;PDF (*.pdf)")
        if file is not None and may_leave(self.desk, self.worker, "inspection", self._file_name(), self):
            self.progress.start(
                "Đang lập bảng", lambda _progress, _cancelled: inspection_files.write(file, make()), lambda written: saved([written])
            )

    def _file_name(self) -> str:
        wanted = self.made.wanted if self.made is not None else replace(Wanted(self.clock.today(), self.clock.today()))
        return f"kiem-tra-{wanted.start:%Y%m%d}-{wanted.end:%Y%m%d}"

    # --- the page -----------------------------------------------------------------------------------

    def _table(self) -> TableView:
        return self.table if self.views.currentIndex() else self.points

    def first_focus(self) -> QWidget:
        return self.points

    def escape(self) -> bool:
        if self.views.currentIndex():
            self._to_short()
            return True
        return False

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở"), ("Ctrl+B", "tóm tắt, từng dòng"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Kỳ tính theo ngày ghi vào nhật ký, giờ của đơn vị. Trên: những điểm nên xem trước, Enter mở các dòng ấy; ngưỡng chọn là của "
            "chương trình, không phải của luật. Dưới: mỗi người đã ghi bao nhiêu dòng mỗi loại, Enter mở các dòng của người ấy. Ctrl+B xem "
            "từng dòng, Enter mở việc. Ctrl+F tìm theo số quyết định, Ctrl+H chọn người ghi, Ctrl+Shift+F bỏ lọc. Ctrl+P in bảng đang xem, "
            "F8 lưu Excel hoặc PDF; chân trang in có mã chuỗi để đối chiếu với nhật ký. Sao lưu không ghi vào nhật ký: xem trang Thiết lập. "
            "Đoàn kiểm tra, phát hiện, khắc phục: Ctrl+Shift+F7. Tự soát việc chậm, thiếu: Ctrl+Shift+F6."
        )

"""The department's table of a year: offices down, periods across; one office's return of a period with its versions, verdict and slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import latest_period, short_date
from thads_desktop.services import department, slips
from thads_desktop.ui.ask_place import ask_folder, saved
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.number_box import NumberBox
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.pages.chain import CalendarPage
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.pages.return_remarks import AcceptPage, RemarksPage
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.stacked import captioned
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.department import Arrival, Cell, Grid, GridRow
    from thads_desktop.ui.theme import Tone

TOPICS = ("province",)
TONES: dict[str, Tone] = {
    "late": "red", "missing": "red", "draft_late": "red", "given_back": "amber", "waiting": "amber", "draft": "amber", "in_time": "green",
}  # fmt: skip
SHORT = {
    "ahead": "", "gone": "—", "waiting": "chưa có", "missing": "thiếu", "in_time": "đúng hạn", "came": "đã có", "given_back": "trả lại",
    "draft": "nháp", "draft_late": "nháp",
}  # fmt: skip
#: What stands in the cells, in words.
LEGEND = (
    "thiếu: quá hạn, chưa có · chậm 5: nhận sau hạn 5 ngày · ×2: lần gửi thứ hai · bs: báo cáo bổ sung · nháp: đơn vị chưa chốt · "
    "trả lại: chờ đơn vị gửi lại · —: không có đơn vị · để trống: kỳ chưa kết thúc"
)


class DepartmentPage(Page):
    """The table; Enter on an office opens its return of the period chosen above."""

    name = "department"
    title = "Theo dõi báo cáo của các đơn vị"
    belongs = "province"
    topics = ("province", "returns")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Grid | None = None
        today = self.clock.today()
        year, months = latest_period(today)
        self.year = NumberBox("year", "Năm", 2010, 2100, year)
        self.months = NumberBox("months", "Kỳ (số tháng)", 1, 12, months)
        self.year.valueChanged.connect(lambda _value: self.refresh())
        self.months.valueChanged.connect(lambda _value: self._say())
        self.body.addLayout(FlowRow(
            self.heading(), captioned("Năm", self.year), captioned("Kỳ", self.months),
            *buttons(
                ("Mở   Enter", self.open_row), ("Đối chiếu ủy thác   Ctrl+G", self.open_matched), ("Cây tổ chức   Ctrl+D", self.open_tree),
                ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
            ),
        ))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        periods = [_period(at) for at in range(12)]
        self.model = RowsModel([Column("Đơn vị", lambda r: short_name(r.name), width=0, least=18), *periods], lambda r: r.office, self)
        self.table = TableView(self.model, self, "Chưa tin khóa của đơn vị nào: hãy tin khóa ở trang Cục tổng hợp.")
        self.table.setObjectName("grid-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.open_row())
        self.body.addWidget(with_words(self.table), 1)
        self.body.addWidget(quiet_label(LEGEND))
        self.note = quiet_label()
        self.body.addWidget(self.note)
        self.action("Mở báo cáo của đơn vị đang chọn, kỳ ở trên", "Ctrl+Return", self.open_row)
        self.action("Kỳ sau", "Ctrl+Right", lambda: self.months.setValue(self.months.value() + 1))
        self.action("Kỳ trước", "Ctrl+Left", lambda: self.months.setValue(self.months.value() - 1))
        self.action("In bảng theo dõi", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng theo dõi thành Excel hoặc PDF", "F8", self.save, icon="export")
        self.action("Mở lịch báo cáo của năm: hạn gửi từng kỳ", "Ctrl+H", lambda: shell.open_page(CalendarPage(shell, self.year.value())))
        self.action("Đối chiếu ủy thác giữa các đơn vị, kỳ ở trên", "Ctrl+G", self.open_matched)
        self.action("Cây tổ chức: sáp nhập, chia, số liệu theo cơ quan hôm nay", "Ctrl+D", self.open_tree)

    def refresh(self) -> None:
        year = self.year.value()
        self.worker.run_read(lambda: department.grid(self.desk, year), self._show, key="grid", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở"), ("Ctrl+←/→", "đổi kỳ"), ("Ctrl+G", "đối chiếu ủy thác"), ("Ctrl+D", "cây tổ chức"))

    def help(self) -> str:
        return (
            "Mỗi đơn vị một dòng, mỗi kỳ một cột: thiếu, đúng hạn, chậm mấy ngày, đã trả lại, lần gửi thứ mấy (×2), bổ sung (bs), nháp (mới có bản đơn vị "
            "chưa chốt, chưa tính là đã gửi). Ngày tính là ngày nhận gói vào chương trình, trừ khi đã ghi ngày thực nhận. Ctrl+mũi tên phải, trái "
            "đổi kỳ đang xem; Enter mở các lần gửi của đơn vị trong kỳ ấy để chấp nhận, trả lại, so sánh. Ctrl+G đối chiếu ủy thác đi và đến giữa "
            "các đơn vị trong kỳ ấy; Ctrl+D cây tổ chức: sáp nhập, chia đơn vị; Ctrl+H mở lịch báo cáo của năm."
        )

    def _show(self, made: Grid) -> None:
        self.made = made
        self.model.set_rows(made.rows)
        self.note.setText(made.note)
        self.note.setVisible(bool(made.note))
        self._say()

    def _say(self) -> None:
        if self.made is None:
            return
        at = self.months.value() - 1
        _of, end, due = self.made.periods[at]
        until = f"hạn gửi {short_date(due)}" if due is not None else "chưa xác lập hạn gửi"
        own = f" {self.made.own[at]}." if self.made.own[at] else ""
        self.state.setText(f"Kỳ {at + 1:02d} tháng (hết ngày {short_date(end)}, {until}): {self.made.counts(at)}.{own}")

    def open_row(self) -> None:
        """The versions of the chosen office and period."""
        key = self.table.current_key()
        row: GridRow | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một đơn vị trong bảng.")
            return
        self.shell.open_page(VersionsPage(self.shell, row, self.months.value()))

    def open_matched(self) -> None:
        """Delegations between the offices in the period chosen above."""
        from thads_desktop.ui.pages.drill import MatchedPage

        if self.made is not None:
            self.shell.open_page(MatchedPage(self.shell, self.made.periods[self.months.value() - 1][0]))

    def open_tree(self) -> None:
        """The dated tree of offices."""
        from thads_desktop.ui.pages.org_tree import OrgTreePage

        self.shell.open_page(OrgTreePage(self.shell))

    def _listing(self) -> Any:
        return department.listing(self.desk, department.grid(self.desk, self.year.value()))

    def print_out(self) -> None:
        """The table as it will print."""
        show_print(self, "Bảng theo dõi báo cáo", self._listing, f"theo-doi-bao-cao-{self.year.value()}")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "grid", "Lưu bảng theo dõi báo cáo", self._listing, f"theo-doi-bao-cao-{self.year.value()}")


class VersionsPage(Page):
    """What one office sent for one period, and what was said of it."""

    name = "versions"
    title = "Các lần gửi báo cáo"
    belongs = "province"
    topics = ("province",)

    def __init__(self, shell: Shell, row: GridRow, months: int) -> None:
        super().__init__(shell)
        self.office, self.months, self.year = row.office, months, row.cells[months - 1].period[1]
        self.cell: Cell = row.cells[months - 1]
        self.body.addLayout(FlowRow(self.heading(f"{short_name(row.name)}: {months:02d} tháng năm {self.year}"), *buttons(
            ("Chấp nhận   F9", self.accept), ("Chấp nhận từ ngày…   Ctrl+T", self.accept_of), ("Trả lại…   Ctrl+D", self.give_back),
            ("Lưu phiếu…   F8", self.prompt_slip),
            ("So với lần trước   Ctrl+B", self.compare),
        )))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.model = RowsModel(
            [
                Column("Lần", lambda r: r.nth, "right", 6),
                Column("Ngày nhận", lambda r: r.arrived, width=12),
                Column("Phiên bản", _version, width=17, tone=lambda r: "amber" if r.unclosed else "neutral"),
                Column("", _verdict, width=16, chips=(ACCEPTED, GIVEN_BACK)),
                Column("Hạn lập lại", lambda r: r.answer_by, width=12),
                Column("Ý kiến", lambda r: "; ".join(x for x in (r.text, *(m.words for m in r.remarks)) if x), width=0, least=40),
            ],
            lambda r: r.sha256,
            self,
        )
        self.table = TableView(self.model, self, "Đơn vị chưa gửi gói nào cho kỳ này.")
        self.table.setObjectName("versions-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.compare())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Chấp nhận lần gửi đang chọn", "F9", self.accept)
        self.action("Chấp nhận, ghi ngày thực nhận gói", "Ctrl+T", self.accept_of)
        self.action("Trả lại lần gửi đang chọn, có ý kiến", "Ctrl+D", self.give_back)
        self.action("Lưu phiếu có chữ ký gửi đơn vị", "F8", self.prompt_slip, icon="export")
        self.action("So lần gửi đang chọn với lần trước", "Ctrl+B", self.compare)

    def refresh(self) -> None:
        year = self.year
        self.worker.run_read(lambda: department.grid(self.desk, year), self._show, key="versions", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "chấp nhận"), ("Ctrl+D", "trả lại"), ("F8", "lưu phiếu"), ("Enter", "so lần trước"))

    def help(self) -> str:
        return (
            "F9 chấp nhận; Ctrl+T chấp nhận và ghi ngày gói thật sự đến (cũng để sửa ngày ấy); Ctrl+D trả lại kèm ý kiến và hạn lập lại; báo cáo "
            "trả lại không tính vào số tổng hợp cho đến khi có lần gửi mới. F8 lưu phiếu có chữ ký: gửi tệp ấy cho đơn vị, đơn vị mở ở trang "
            "Báo cáo. Enter so với lần gửi trước: ô nào, việc nào khác."
        )

    def _show(self, made: Grid) -> None:
        row = next((r for r in made.rows if r.office == self.office), None)
        if row is None:
            return
        self.cell = row.cells[self.months - 1]
        self.model.set_rows(self.cell.came)
        due = f"Hạn gửi {short_date(self.cell.due)}; " if self.cell.due is not None else ""
        self.state.setText(f"{due}{self.cell.words or 'chưa đến hạn'}.")

    def _current(self) -> Arrival | None:
        key = self.table.current_key()
        row: Arrival | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Đơn vị chưa gửi gói nào cho kỳ này.")
        return row

    def accept(self) -> None:
        """This one is taken."""
        row = self._current()
        if row is None:
            return
        if row.judged == "accepted":
            self.shell.warn("Lần gửi này đã chấp nhận: Ctrl+T để sửa ngày thực nhận, Ctrl+D để trả lại.")
            return

        def write() -> tuple[None, tuple[str, ...]]:
            slips.judge(self.desk, row.sha256, accepted=True)
            return None, TOPICS

        self.worker.run_write(write, lambda _none: self.shell.tell("Đã chấp nhận báo cáo. F8 lưu phiếu gửi đơn vị."), self._refused, owner=self)

    def accept_of(self) -> None:
        """To the day that it really came."""
        row = self._current()
        if row is not None:
            self.shell.open_page(AcceptPage(self.shell, row))

    def give_back(self) -> None:
        """To the remarks."""
        row = self._current()
        if row is not None:
            self.shell.open_page(RemarksPage(self.shell, row))

    def prompt_slip(self) -> None:
        """Ask for the folder of the slip."""
        row = self._current()
        if row is None:
            return
        if not row.judged:
            self.shell.warn("Chưa xét lần gửi này: F9 chấp nhận hoặc Ctrl+D trả lại trước.")
            return
        folder = ask_folder(self, "Chọn thư mục lưu phiếu", self.desk.folder)
        if folder is not None:
            self.worker.run_write(
                lambda: (slips.write(self.desk, row.sha256, folder), ()), lambda file: self.shell.tell(saved([file])), self._refused, owner=self
            )

    def compare(self) -> None:
        """What differs from the version before."""
        row = self._current()
        if row is None:
            return
        if row.nth < 2:
            self.shell.warn("Đây là lần gửi đầu: chưa có lần trước để so.")
            return
        from thads_desktop.ui.pages.version_differences import DifferencesPage

        self.shell.open_page(DifferencesPage(self.shell, self.cell.came[row.nth - 2], row))

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))




ACCEPTED, GIVEN_BACK = Chip("Đã chấp nhận", "green", "check"), Chip("Đã trả lại", "amber", "warning")


def _version(row: Arrival) -> str:
    """Which it is; a draft is none that was sent."""
    if row.unclosed:
        return "bản chưa chốt"
    return f"bổ sung {row.version - 1}" if row.version > 1 else "lần đầu"


def _verdict(row: Arrival) -> Chip | str:
    return {"accepted": ACCEPTED, "given_back": GIVEN_BACK}.get(row.judged, "chưa xét")


def _period(at: int) -> Column:
    """The column of one period."""

    def cell(row: GridRow) -> Cell:
        return row.cells[at]

    return Column(
        f"{at + 1:02d}", lambda r: _short(cell(r)), width=9, least=8, tone=lambda r: TONES.get(cell(r).state, "neutral"), tip=lambda r: _tip(cell(r)),
    )  # fmt: skip


def _short(cell: Cell) -> str:
    """So few letters that twelve stand beside each other; the whole stands beneath the table and in the tip."""
    said = f"chậm {cell.late}" if cell.state == "late" else SHORT[cell.state]
    last = cell.last
    if last is None:
        return said
    return said + (f" ×{last.nth}" if last.nth > 1 else "") + (" bs" if last.version > 1 else "")


def _tip(cell: Cell) -> str:
    return "\n".join(a.words for a in cell.came)

"""Reports beside the forms: credit institutions, State budget, coordination and guidance; Enter opens what stands behind a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from thads_desktop.services import credit_names, special_reports
from thads_desktop.services.special_reports import REPORTS
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice, quiet_label, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel, shown

if TYPE_CHECKING:
    from thads_desktop.services.special_reports import Report, Row

NOT_YET = "Chọn báo cáo và kỳ rồi Ctrl+Enter (hoặc F9) để lập."


class SpecialReportsPage(Page):
    """One report at a time, made when asked for."""

    name = "special-reports"
    title = "Báo cáo chuyên đề"
    belongs = "returns"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Report | None = None
        self.which = choice("which", "Báo cáo   Ctrl+G", list(REPORTS.items()), 34, self._forget)
        self.start = DateField("start", "Từ ngày (để trống: từ đầu)", self.clock)
        self.end = DateField("end", "đến hết ngày", self.clock)
        for field, day in zip((self.start, self.end), special_reports.usual(self.desk), strict=True):
            field.set_value(day)
            field.editor.textChanged.connect(lambda _text: self._other_days())
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Lập   F9", self.make), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
            ("Tên tổ chức tín dụng   Ctrl+T", self.words))))  # fmt: skip
        self.body.addLayout(FlowRow(self.which, self.start, self.end))
        self.state = state_label(NOT_YET)
        self.note = quiet_label()
        self.body.addWidget(self.state)
        self.body.addWidget(self.note)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self._shown: QWidget | None = None
        self.place = QVBoxLayout()
        self.body.addLayout(self.place, 1)
        self._lay(None)
        self.action("Chọn báo cáo", "Ctrl+G", self.which.setFocus)
        self.action("Lập báo cáo chuyên đề", ("Ctrl+Return", "Ctrl+Enter", "F9"), self.make, icon="report")
        self.action("Sửa tên nhận ra tổ chức tín dụng", "Ctrl+T", self.words)
        self.action("In báo cáo chuyên đề", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu báo cáo chuyên đề thành Excel hoặc PDF", "F8", self.save, icon="export")

    def _lay(self, made: Report | None) -> None:
        """The table, with the columns of what was made."""
        if self._shown is not None:
            # It goes at once: until Qt takes it away, it would be painted under the new one.
            self.place.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        columns = [_column(n, c.title) for n, c in enumerate(made.columns)] if made else [Column("", lambda _r: "", width=0)]
        self.model = RowsModel(columns, lambda r: r.opens, self)
        self.table = TableView(self.model, self, "Không có dòng nào." if made else NOT_YET)
        self.table.setObjectName("special-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda key: open_of(self.shell, str(key)))
        self._shown = with_words(self.table)
        self.place.addWidget(self._shown, 1)
        self.model.set_rows(made.rows if made else ())

    def _other_days(self) -> None:
        if self.made is not None:
            self._forget()

    def _forget(self) -> None:
        self.made = None
        self.state.setText(NOT_YET)
        self.note.setText("")
        self._lay(None)

    def make(self) -> None:
        """Make the chosen one."""
        bad = next((f for f in (self.start, self.end) if f.own_problem()), None)
        if bad is not None:
            self.shell.warn(bad.own_problem())
            bad.setFocus()
            return
        which, start, end = str(self.which.currentData()), self.start.value(), self.end.value()
        self.progress.start(
            "Đang lập báo cáo", lambda progress, _cancelled: special_reports.make(self.desk, which, progress, start, end), self._take
        )

    def words(self) -> None:
        """To the form of the office's own words."""
        self.worker.run_read(self._own, lambda own: self.shell.open_page(CreditWordsPage(self.shell, own)), key="credit-words", owner=self)

    def _own(self) -> credit_names.Own:
        with self.desk.reading() as reader:
            return credit_names.own(self.desk, reader)

    def _take(self, made: Report) -> str:
        self.made = made
        self.state.setText(f"{made.days}: {made.said}")
        self.note.setText(made.note)
        self._lay(made)
        self.table.setFocus()
        return f"Đã lập: {REPORTS[made.which].lower()}."

    def _report(self) -> Report | None:
        if self.made is None:
            self.shell.warn(NOT_YET)
        return self.made

    def print_out(self) -> None:
        """As it will print."""
        made = self._report()
        if made is not None:
            show_print(self, REPORTS[made.which], lambda: special_reports.listing(self.desk, made), self._named(made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        made = self._report()
        if made is not None:
            prompt_save(self, self.progress, "special", "Lưu báo cáo chuyên đề", lambda: special_reports.listing(self.desk, made), self._named(made))

    @staticmethod
    def _named(made: Report) -> str:
        return {"credit": "to-chuc-tin-dung", "budget": "ngan-sach-nha-nuoc", "coordination": "phoi-hop-xin-y-kien"}[made.which]

    def first_focus(self) -> QWidget:
        return self.which

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "lập"), ("Enter", "mở"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Ba báo cáo ngoài biểu thống kê, theo kỳ đã chọn: việc thi hành án cho tổ chức tín dụng (nhận theo tên; Ctrl+T thêm tên còn thiếu, bỏ tên "
            "nhận nhầm), khoản thu cho ngân sách, tình hình văn bản phối hợp và xin ý kiến. Số tiền chỉ của khoản ấy; phải thi hành bằng đã thi hành cộng "
            "đình chỉ, miễn giảm, ủy thác, gửi lại, khác và còn lại. Ctrl+G chọn, F9 lập, Enter mở việc hoặc dòng sổ."
        )


class CreditWordsPage(FormPage):
    """The office's own names of credit institutions, and what is none."""

    name = "credit-words"
    title = "Tên nhận ra tổ chức tín dụng"
    belongs = "returns"

    def __init__(self, shell: Shell, own: credit_names.Own) -> None:
        super().__init__(shell)
        note = "mỗi dòng một tên hoặc phần của tên, không cần dấu"
        self.lay_out(
            (
                Spec("add", "Thêm: tên có chữ này là tổ chức tín dụng", "long", value="\n".join(own.add) or None, limit=20_000, lines=6, note=note),
                Spec("leave", "Bỏ ra: tên có chữ này không phải tổ chức tín dụng", "long", value="\n".join(own.leave) or None, limit=20_000, lines=6,
                     note="như trên; bỏ ra thắng mọi cách nhận khác"),
            ),
            self.title, "Ghi",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            credit_names.set_own(self.desk, v["add"] or "", v["leave"] or "")
            return "Đã ghi; lập lại báo cáo (F9) để tính theo tên mới.", ("settings",)

        self.carry(write, self.back_saying)


#: Heading -> (width, least, how soon it is hidden); what is not named here has a sum.
_WIDTHS = {
    "Số": (18, 15, 0), "Ngày": (12, 11, 5), "Người phải thi hành án": (20, 12, 2), "Tổ chức tín dụng": (0, 24, 0), "Khoản": (0, 20, 0),
    "Chấp hành viên": (16, 10, 6), "Tình trạng": (18, 10, 4), "Sổ": (18, 12, 4), "Ngày gửi": (12, 11, 3), "Nơi nhận": (20, 12, 0),
    "Nội dung": (0, 20, 0), "Việc": (18, 15, 5), "Người theo dõi": (16, 10, 6), "Hạn trả lời": (12, 11, 0),
}  # fmt: skip
_SUM = (15, 14)


def _column(at: int, title: str) -> Column:
    def cell(row: Row) -> Any:
        return shown(row.cells[at])

    if title not in _WIDTHS:
        width, least = _SUM
        # What went otherwise stands in the sentence above, too.
        return Column(title, cell, "right", width, least=least, spare=3 if title.startswith("Ủy thác") else 1 if title.startswith("Đình chỉ") else 0)
    width, least, spare = _WIDTHS[title]
    return Column(title, cell, "left", width, least=least, spare=spare)

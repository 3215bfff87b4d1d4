"""The statistical return: as printed, cells live; Enter opens the matters behind a cell; closing is one deliberate act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QWidget,
)

from thads_desktop.domain.dates import short_date, statistical_year
from thads_desktop.services import line_kinds, reporting, return_compare
from thads_desktop.ui.ask_place import ask_folder, saved
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.frame_parts import ElidedLabel
from thads_desktop.ui.number_box import NumberBox
from thads_desktop.ui.own_key import OWN_KEY, OwnKey
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.return_lists import ListPane
from thads_desktop.ui.return_table import LIST, CellTable, FormChoice
from thads_desktop.ui.return_ways import Ways
from thads_desktop.ui.stacked import captioned

if TYPE_CHECKING:
    from thads_desktop.services.reporting import Form, Made, Row


#: Before anything is computed, and when another period is meant.
BEFORE = "Nhấn Ctrl+Enter để lập kỳ này."


class ReturnsPage(Page):
    """Period and regime above, the form below."""

    name = "returns"
    title = "Báo cáo thống kê"
    topics = ("returns", "matters")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        #: The period asked for, and the one it is compared with.
        self.made: Made | None = None
        self.other: Made | None = None
        self.form: Form | None = None
        today = self.clock.today()
        # The last month that is over: a period that has just begun has nothing to report yet.
        last = today.replace(day=1) - timedelta(days=1)
        self.year = NumberBox("year", "Năm", 2010, 2100, statistical_year(last))
        self.months = NumberBox("months", "Số tháng", 1, 12, (last.month - 10) % 12 + 1)
        self.regime = QComboBox()
        self.regime.setObjectName("regime")
        self.regime.addItem("Theo ngày kết thúc kỳ", None)
        for regime in reporting.regimes():
            self.regime.addItem(regime.circular, regime.id)
        self.forms = FormChoice()
        self.forms.currentIndexChanged.connect(lambda _at: self._show_form())
        fields: list[QWidget] = [self.heading()]
        for label, widget in (("Năm", self.year), ("Số tháng", self.months), ("Chế độ", self.regime)):
            fields.append(captioned(label, widget))
        self.view = choice("view", "Xem số liệu", _views(self.year.value(), self.months.value()), 30, self._look)
        self.body.addLayout(FlowRow(*fields, self.view))
        for changed in (self.year.valueChanged, self.months.valueChanged, self.regime.currentIndexChanged):
            changed.connect(lambda _value: self._forget())
        self.ways = Ways(self)
        self.own_key = OwnKey(self)
        self.own_key.hide()
        self.body.addLayout(FlowRow(*self._buttons(), self.forms, gives=self.forms))
        self.body.addLayout(FlowRow(*self.ways.buttons()))
        self.body.addWidget(self.own_key)
        self.state = QLabel(BEFORE)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.state)
        self.findings = _findings()
        self.body.addWidget(self.findings)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.cells = CellTable()
        self.cells.opened.connect(self.open_cell)
        self.cells.currentCellChanged.connect(lambda *_at: self._say_cell())
        self.body.addWidget(self.cells, 1)
        self.lists = ListPane(self)
        self.lists.hide()
        self.body.addWidget(self.lists, 1)
        self.cell_words = ElidedLabel()
        self.cell_words.setObjectName("cell-words")
        self.body.addWidget(self.cell_words)
        self.action("Lập báo cáo", "Ctrl+Return", self.compute, icon="report")
        self.action("Chốt báo cáo", "F9", self.close_period)
        self.action("Lưu Excel, PDF và gói có chữ ký", "F8", self.prompt_export)
        self.action(OWN_KEY, "", self.own_key.open)
        self.action("Biểu sau, danh sách sau", "Ctrl+Shift+Right", lambda: self._step(1))
        self.action("Biểu trước, danh sách trước", "Ctrl+Shift+Left", lambda: self._step(-1))
        self.action("Ghi loại khoản của mọi việc theo lời của khoản (biểu 03, danh sách tín dụng)", "", self.say_kinds)
        self.action("Kỳ này, kỳ trước, cùng kỳ, chênh lệch", "Ctrl+D", self._next_view)

    def _buttons(self) -> list[QPushButton]:
        return buttons(
            ("Lập   Ctrl+Enter", self.compute, "compute"), ("Chốt   F9", self.close_period, "close"),
            ("Lưu Excel, PDF, gói…   F8", self.prompt_export, "export"), ("Khóa của đơn vị", self.own_key.open, "key"),
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        return self.year

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "lập"), ("Enter", "việc trong ô"), ("Ctrl+Shift+→", "biểu sau"), ("Ctrl+D", "so kỳ"), ("F9", "chốt"))

    def help(self) -> str:
        return (
            "Kỳ báo cáo tính lũy kế từ 01/10. Enter trên một ô mở danh sách việc làm nên con số ấy. Chốt giữ nguyên số liệu: "
            "những gì ghi thêm sau đó chỉ vào báo cáo bổ sung. Ctrl+B báo cáo của từng Chấp hành viên: ký, Thủ trưởng xác nhận rồi mới chốt. "
            "Ctrl+O nhận phiếu của Cục nhận hay trả lại báo cáo. Ctrl+D xem kỳ trước, cùng kỳ năm trước và chênh lệch. F8 hỏi thư mục "
            "rồi lưu Excel, PDF và gói gửi Cục; ở tháng 3, 6, 10 và 12 kèm các danh sách, chọn được cạnh các biểu "
            "(Ctrl+Shift+mũi tên). Trước gói đầu tiên Cục cần khóa của đơn vị: nút Khóa của đơn vị cho dấu vân tay để đọc "
            "qua điện thoại, và xuất khóa. Ctrl+Shift+D so với kỳ trước, cùng kỳ, khoảng thường thấy và ghi lời giải thích; Ctrl+Shift+E đặt hai "
            "chế độ cạnh nhau; Ctrl+Shift+L các kỳ đã chốt, việc đã đổi từ khi gửi; Ctrl+Shift+O thủ trưởng mở lại kỳ đã chốt. Lịch năm: "
            "hạn gửi từng kỳ vào trang Hạn."
        )

    def refresh(self) -> None:
        self.ways.count()

    # --- computing ----------------------------------------------------------------------------------

    def compute(self) -> None:
        """Compute the period as recorded now."""
        year, months, regime = self.year.value(), self.months.value(), self.regime.currentData()

        def work(progress: Any, cancelled: Any) -> Made:
            return reporting.make(
                self.desk, year, months, regime=regime, progress=lambda n: progress(n, 0, "Đang đọc các việc"), cancelled=cancelled
            )

        self.progress.start("Đang lập báo cáo", work, self._take)

    def close_period(self) -> None:
        """Close what is shown."""
        made = self.made
        if made is None:
            self.shell.warn("Hãy lập báo cáo (Ctrl+Enter) trước khi chốt.")
            return

        def write() -> tuple[Made, tuple[str, ...]]:
            return reporting.close(self.desk, made), ()

        self.worker.run_write(write, self._closed, self._refused, owner=self)

    def prompt_export(self) -> None:
        """Ask for the folder of the files."""
        if self.made is None:
            self.shell.warn("Hãy lập báo cáo (Ctrl+Enter) trước khi lưu.")
            return
        folder = ask_folder(self, "Chọn thư mục lưu báo cáo", self.desk.folder)
        if folder is not None:
            self.export(folder)

    def export(self, folder: Path) -> None:
        """Write workbook, print and package of what is shown into a folder."""
        made = self.made
        assert made is not None

        def write() -> tuple[list[Path], tuple[str, ...]]:
            return reporting.write(self.desk, made, folder), ()

        self.worker.run_write(write, lambda paths: self.shell.tell(saved(paths)), self._refused, owner=self)

    # --- other periods ------------------------------------------------------------------------------

    def say_kinds(self) -> None:
        """What the obligations of registers taken over are, as their words suggest; what was said stays."""

        def write() -> tuple[int, tuple[str, ...]]:
            return line_kinds.say_all(self.desk), ("matters", "returns")

        def said(count: int) -> None:
            self.shell.tell(f"Đã ghi loại khoản của {count} việc; Ctrl+Enter lập lại báo cáo." if count else "Không có khoản nào biết thêm được theo lời.")

        self.worker.run_write(write, said, self._refused, owner=self)

    def _step(self, by: int) -> None:
        """The next form or list, the one before."""
        if self.forms.count():
            self.forms.setCurrentIndex((self.forms.currentIndex() + by) % self.forms.count())

    def _next_view(self) -> None:
        self.view.setCurrentIndex((self.view.currentIndex() + 1) % self.view.count())

    def _look(self) -> None:
        """Fetch the period that the chosen view compares with, then show."""
        made, wanted = self.made, self.view.currentData()
        self.other = None
        if made is None or not wanted:
            self._say()
            self._show_form()
            return
        other = return_compare.period_before(made.year, made.months) if wanted == "before" else (made.year - 1, made.months)
        assert other is not None, "the first period offers no earlier one"
        year, months = other

        def work(progress: Any, cancelled: Any) -> Made:
            return reporting.make(
                self.desk, year, months, regime=made.regime.id, progress=lambda n: progress(n, 0, "Đang đọc các việc"),
                cancelled=cancelled,
            )  # fmt: skip

        self.progress.start("Đang lập kỳ so sánh", work, self._take_other, on_refused=lambda _r: self.view.setCurrentIndex(0))

    def _take_other(self, other: Made) -> str:
        self.other = other
        self._say()
        self._show_form()
        return f"Đã lập {other.period_words} để so sánh."

    def _value(self, row: Row, key: str) -> Any:
        """A cell as the chosen view shows it; None where the other period has no such row."""
        own, wanted = row.cells[key], self.view.currentData()
        if self.other is None or not wanted or self.form is None:
            return own
        form = next((f for f in self.other.all_forms if f.form == self.form.form), None)
        theirs = next((r.cells.get(key) for r in form.rows if r.key == row.key), None) if form else None
        if wanted != "difference":
            return theirs
        return None if own is None or theirs is None else own - theirs

    def _forget(self) -> None:
        """Another period is meant: what stands below is no longer it."""
        self._offer_views()
        if self.made is not None:
            self.made = self.other = self.form = None
            self.forms.set_forms(())
            self.cells.show_nothing()
            self._show_pane(lists=False)
            self.findings.hide()
            self.state.setText(BEFORE)

    def _take(self, made: Made) -> str:
        self.made = made
        self.other = None
        self._offer_views()
        self.forms.set_forms(made.all_forms, made.regime.lists)
        self._say()
        self._show_form()
        if self.cells.isVisible():
            self.cells.setFocus()
        return f"Đã lập báo cáo {made.period_words} theo {made.regime.circular}."

    def _offer_views(self) -> None:
        """What the period can be seen beside, named; the period itself first."""
        self.view.blockSignals(True)
        self.view.clear()
        for key, words in _views(self.year.value(), self.months.value()):
            self.view.addItem(words, key)
        self.view.blockSignals(False)

    def _closed(self, made: Made) -> None:
        self.made = made
        self._say()
        said = "Đã chốt báo cáo bổ sung." if made.supplementary else "Đã chốt báo cáo."
        if made.changed:
            more = "…" if len(made.changed) > 5 else ""
            said += f" Thay đổi ở {len(made.changed)} việc: {', '.join(made.changed[:5])}{more}"
        self.shell.tell(said)

    def _say(self) -> None:
        made = self.made
        if made is None:
            return
        said = [made.period_words, f"số liệu đến sự kiện {made.seq}"]
        if made.closed_on is not None and (made.closed or made.late):
            # What it is stands before the figures it has.
            kind = "đã chốt bổ sung" if made.supplementary else "đã chốt"
            since = ", có biểu thêm từ khi chốt" if made.further else ", số liệu nay đã khác" if made.late else ""
            said.insert(1, f"{kind} ngày {short_date(made.closed_on)}{since}")
        if self.other is not None and self.view.currentData():
            said[0] = f"Đang xem {self.view.currentText()}; chốt và lưu vẫn là {made.period_words}"
        if made.regime.taken_over:
            said.append(f"chỉ tiêu tạm lấy theo chế độ {made.regime.taken_over}, chờ phụ lục thông tư")
        elif made.regime.status == "reconstructed":
            said.append("biểu dựng lại, chưa đối chiếu mẫu in")
        self.state.setText(" · ".join(said))
        other = reporting.other_regime(made.regime, made.end)
        ordered = sorted(made.violations, key=lambda v: v.soft)
        first = sentence(other) if other is not None else ""
        told = [x for x in (first, made.kept, made.late, made.inexact_words, *(v.says for v in ordered[:3])) if x]
        told += [f"Và {len(ordered) - 3} điều nữa." for _ in ordered[3:4]]
        self.findings.setText("\n".join(told))
        self.findings.setVisible(bool(told))

    def _show_form(self) -> None:
        if self.made is None or self.forms.currentData() is None:
            return
        wanted = str(self.forms.currentData())
        self._show_pane(lists=wanted.startswith(LIST))
        if wanted.startswith(LIST):
            self.form = None
            self.cell_words.setText("")
            self.lists.show_list(self.made, wanted.removeprefix(LIST))
            return
        form = next(f for f in self.made.all_forms if f.form == self.forms.currentData())
        self.form = form
        broken = {v.row for v in self.made.violations if not v.soft and v.form == form.form}
        self.cells.show_form(form, self.made.regime.headings(form.measure), self._value, broken)
        self._say_cell()

    def _show_pane(self, *, lists: bool) -> None:
        """Either the cells of a form or a list."""
        self.cells.setVisible(not lists)
        self.cell_words.setVisible(not lists)
        self.lists.setVisible(lists)

    def open_cell(self) -> None:
        """The matters behind the current cell, of the period that is shown."""
        if self.made is None or self.form is None:
            return
        from thads_desktop.ui.pages.evidence import EvidencePage

        head, row = self.cells.current()
        if head is None or row is None:
            return
        made = self.other if self.other is not None and self.view.currentData() in ("before", "year") else self.made
        self.shell.open_page(EvidencePage(self.shell, made, self.form, row, head))

    def _say_cell(self) -> None:
        """What the current cell counts, in words."""
        head, _row = self.cells.current()
        said = self.cells.cell_words() if self.made is not None else ""
        if not said or self.made is None or self.form is None or head is None:
            self.cell_words.setText("")
            return
        spec = self.made.regime.form(self.form.form)
        unit = "đồng" if head.key in self.made.regime.money(self.form.measure) else spec.unit.partition(";")[0].lower()
        note = f" · {spec.note}" if spec.note else ""
        self.cell_words.setText(f"{said} · đơn vị tính trên màn hình: {unit}{note}")

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))


def _findings() -> QLabel:
    """What does not tie or wants a word of explanation; takes no room when there is nothing."""
    made = QLabel()
    made.setObjectName("findings")
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.hide()
    return made


def _views(year: int, months: int) -> list[tuple[str, str]]:
    """(key, words) of what a period is seen beside; an earlier one of its year only where there is one."""
    earlier, last = return_compare.period_before(year, months), f"{months:02d} tháng năm {year - 1}"
    before = [("before", f"Kỳ trước: {earlier[1]:02d} tháng năm {earlier[0]}")] if earlier is not None else []
    return [("", "Kỳ này"), *before, ("year", f"Cùng kỳ: {last}"), ("difference", f"Chênh lệch với {last}")]

"""The statistical return: as printed, cells live; Enter opens the matters behind a cell; closing is one deliberate act."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.money import dong
from thads_desktop.services import reporting
from thads_desktop.ui import theme
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.reporting import Form, Made


class CellTable(QTableWidget):
    """Rows by criteria; Enter on a cell asks for what is behind it."""

    def __init__(self, page: ReturnsPage) -> None:
        super().__init__()
        self._page = page
        self.setObjectName("cells")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.cellDoubleClicked.connect(lambda _r, _c: page.open_cell())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.open_cell()
            return
        super().keyPressEvent(event)


class ReturnsPage(Page):
    """Period and regime above, the form below."""

    name = "returns"
    title = "Báo cáo thống kê"
    topics = ("returns", "matters")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Made | None = None
        self.form: Form | None = None
        today = self.clock.today()
        line = QHBoxLayout()
        line.addWidget(self.heading())
        self.year = QSpinBox()
        self.year.setRange(2010, 2100)
        self.year.setValue(statistical_year(today))
        self.months = QSpinBox()
        self.months.setRange(1, 12)
        self.months.setValue(max(1, (today.month - 10) % 12 or 12))
        self.regime = QComboBox()
        self.regime.addItem("Theo ngày kết thúc kỳ", None)
        for regime in reporting.regimes():
            self.regime.addItem(regime.circular, regime.id)
        self.forms = QComboBox()
        self.forms.setObjectName("forms")
        self.forms.setMinimumWidth(330)
        self.forms.currentIndexChanged.connect(lambda _at: self._show_form())
        for name, label, widget in (
            ("year", "Năm", self.year), ("months", "Số tháng", self.months), ("regime", "Chế độ", self.regime),
        ):  # fmt: skip
            widget.setObjectName(name)
            caption = QLabel(label)
            caption.setBuddy(widget)
            line.addWidget(caption)
            line.addWidget(widget)
        line.addWidget(self.forms, 1)
        self.body.addLayout(line)
        buttons = QHBoxLayout()
        for text, name, run in (
            ("Lập   Ctrl+Enter", "compute", self.compute), ("Chốt   F9", "close", self.close_period),
            ("Lưu Excel, PDF, gói   F8", "export", self.export),
        ):  # fmt: skip
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(run)
            buttons.addWidget(button)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        buttons.addWidget(self.state, 1)
        self.body.addLayout(buttons)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.cells = CellTable(self)
        self.body.addWidget(self.cells, 1)
        self.action("Lập báo cáo", "Ctrl+Return", self.compute, icon="report")
        self.action("Chốt báo cáo", "F9", self.close_period)
        self.action("Lưu Excel, PDF và gói có chữ ký", "F8", self.export)

    def first_focus(self) -> QWidget:
        return self.year

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "lập"), ("Enter", "việc trong ô"), ("F9", "chốt"))

    def help(self) -> str:
        return (
            "Kỳ báo cáo tính lũy kế từ 01/10. Enter trên một ô mở danh sách việc làm nên con số ấy. Chốt giữ nguyên số liệu: "
            "những gì ghi thêm sau đó chỉ vào báo cáo bổ sung."
        )

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
            self.shell.tell("Hãy lập báo cáo trước khi chốt.")
            return

        def write() -> tuple[Made, tuple[str, ...]]:
            return reporting.close(self.desk, made), ()

        self.worker.run_write(write, self._closed, self._refused, owner=self)

    def export(self) -> None:
        """Write workbook, print and package beside the data."""
        made = self.made
        if made is None:
            self.shell.tell("Hãy lập báo cáo trước khi lưu.")
            return
        folder = self.desk.folder / "bao-cao" / f"{made.year}-{made.months:02d}"

        def write() -> tuple[list[Path], tuple[str, ...]]:
            return reporting.write(self.desk, made, folder), ()

        self.worker.run_write(write, lambda paths: self.shell.tell(f"Đã lưu {len(paths)} tệp vào {folder}"), self._refused, owner=self)

    def _take(self, made: Made) -> str:
        self.made = made
        kept = self.forms.currentIndex()
        self.forms.blockSignals(True)
        self.forms.clear()
        for form in made.all_forms:
            self.forms.addItem(f"{form.code}  {form.title}", form.form)
        self.forms.setCurrentIndex(max(0, min(kept, self.forms.count() - 1)))
        self.forms.blockSignals(False)
        self._say()
        self._show_form()
        return f"Đã lập báo cáo {made.period_words} theo {made.regime.circular}."

    def _closed(self, made: Made) -> None:
        self.made = made
        self._say()
        self.shell.tell("Đã chốt báo cáo bổ sung." if made.supplementary else "Đã chốt báo cáo.")

    def _say(self) -> None:
        made = self.made
        if made is None:
            return
        said = [f"{made.period_words} · số liệu đến sự kiện {made.seq}"]
        if made.closed:
            said.append("đã chốt (bổ sung)" if made.supplementary else "đã chốt")
        if made.regime.status == "reconstructed":
            said.append("biểu dựng lại, chưa đối chiếu mẫu in")
        said += [v.says for v in made.violations[:3]]
        self.state.setText(" · ".join(said))

    def _show_form(self) -> None:
        if self.made is None or self.forms.currentData() is None:
            return
        form = next(f for f in self.made.all_forms if f.form == self.forms.currentData())
        self.form = form
        labels = {c.key: c.label for c in self.made.regime.of_measure(form.measure)}
        keys = list(form.rows[0].cells) if form.rows else []
        broken = {(v.form, v.row) for v in self.made.violations if not v.soft}
        self.cells.clear()
        self.cells.setColumnCount(len(keys))
        self.cells.setRowCount(len(form.rows))
        for at, key in enumerate(keys):
            item = QTableWidgetItem(key)
            item.setToolTip(labels.get(key, key))
            self.cells.setHorizontalHeaderItem(at, item)
        self.cells.setVerticalHeaderLabels([f"{'   ' * row.depth}{row.label}" for row in form.rows])
        for down, row in enumerate(form.rows):
            for across, key in enumerate(keys):
                cell = QTableWidgetItem(_shown(row.cells[key]))
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                cell.setToolTip(labels.get(key, key))
                if (form.form, row.key) in broken:
                    from PySide6.QtGui import QColor

                    cell.setBackground(QColor(theme.current().tint("red")))
                self.cells.setItem(down, across, cell)
        self.cells.resizeColumnsToContents()
        if form.rows and keys:
            self.cells.setCurrentCell(0, 0)

    def open_cell(self) -> None:
        """The matters behind the current cell."""
        if self.made is None or self.form is None or self.cells.currentRow() < 0:
            return
        row = self.form.rows[self.cells.currentRow()]
        key = list(row.cells)[self.cells.currentColumn()]
        self.shell.open_page(EvidencePage(self.shell, self.made, self.form.form, row.key, key, f"{row.label}, {key}"))

    def _refused(self, refusals: Any) -> None:
        from thads_desktop.ui.refusals import sentence

        self.shell.warn(" ".join(sentence(r) for r in refusals))


class EvidencePage(Page):
    """The matters and amounts that make one cell."""

    name = "evidence"
    title = "Các việc trong ô"

    def __init__(self, shell: Shell, made: Made, form: str, row: str, cell: str, words: str) -> None:
        super().__init__(shell)
        self._asked = (made, form, row, cell)
        self.body.addWidget(self.heading(f"Biểu {form}: {words}"))
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.body.addWidget(self.count)
        self.model = RowsModel(
            [
                Column("Số QĐ", lambda r: r[1], width=18),
                Column("Người phải thi hành án", lambda r: r[2], width=0),
                Column("Số", lambda r: r[3], "right", 20),
            ],
            lambda r: r[0],
            self,
        )
        self.table = TableView(self.model, self, "Không có việc nào trong ô này.")
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.action("Quay lại", "Esc", shell.back)

    def refresh(self) -> None:
        made, form, row, cell = self._asked
        self.worker.run_read(lambda: reporting.behind(self.desk, made, form, row, cell), self._take, owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Esc", "quay lại"), ("Ctrl+C", "chép"))

    def _take(self, rows: list[tuple[str, str, str, int]]) -> None:
        self.count.setText(f"{len(rows)} việc, cộng {dong(sum(r[3] for r in rows))}")
        self.model.set_rows(rows)

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, key))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, Decimal) else dong(value)

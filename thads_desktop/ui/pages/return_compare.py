"""A return beside other periods of its office, with a remark for each figure; and beside itself by another circular."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from thads_desktop.services import reporting, return_compare, two_regimes
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import choice
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.reporting import Made
    from thads_desktop.services.return_compare import Compared, Line
    from thads_desktop.services.two_regimes import Beside

TOPICS = ("returns",)


class ComparePage(Page):
    """Each figure of the totals beside the period before, last year's and what is usual; Enter writes a remark."""

    name = "return-compare"
    title = "So sánh số liệu báo cáo"
    belongs = "returns"
    topics = ("returns",)

    def __init__(self, shell: Shell, made: Made) -> None:
        super().__init__(shell)
        self.made = made
        self.compared: Compared | None = None
        buttons = []
        for words, run in (
            ("Giải thích   Enter", self.remark), ("In bảng so sánh   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        ):  # fmt: skip
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, run=run: run())
            buttons.append(button)
        self.body.addLayout(FlowRow(self.heading(f"{self.title}: {made.period_words}"), *buttons))
        self.said = _words()
        self.body.addWidget(self.said)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        shown = reporting.shown
        self.model = RowsModel([
            Column("Biểu", lambda r: r.code, width=11), Column("Cột", lambda r: r.no, "centre", 5),
            Column("Chỉ tiêu", lambda r: "  " * r.level + r.label, width=30, least=20), Column("Kỳ này", lambda r: shown(r.now), "right", 15),
            Column("Kỳ trước", lambda r: shown(r.before), "right", 15, spare=2),
            Column("So kỳ trước", lambda r: return_compare.change(r.now, r.before), "right", 12),
            Column("Cùng kỳ", lambda r: shown(r.last_year), "right", 15, spare=3),
            Column("So cùng kỳ", lambda r: return_compare.change(r.now, r.last_year), "right", 12),
            Column("Thường thấy", return_compare.range_words, "right", 22, least=12, tone=lambda r: "red" if r.outside else "neutral"),
            Column("Giải thích", lambda r: r.remark or ("chưa giải thích" if r.outside else ""), width=0, least=22),
        ], lambda r: r.key, self)  # fmt: skip
        self.table = TableView(self.model, self, "Đang so các kỳ.")
        self.table.setObjectName("return-compare-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.remark())
        self.body.addWidget(with_words(self.table), 1)
        self.action("In bảng so sánh số liệu", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng so sánh số liệu thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        made = self.made

        def work(progress: Any, cancelled: Any) -> Compared:
            return return_compare.compare(self.desk, made, lambda n: progress(n, 0, "Đang đọc các kỳ"), cancelled)

        self.progress.start("Đang so các kỳ", work, self._take)

    def _take(self, found: Compared) -> str:
        self.compared = found
        left = f" {found.unexplained} số ngoài khoảng chưa giải thích." if found.unexplained else ""
        self.said.setText(f"Kỳ trước: {found.before_words}. Cùng kỳ năm trước: {found.year_words}. {found.rule}{left}")
        self.model.set_rows(list(found.lines))
        return f"Đã so {found.period_words} với các kỳ của đơn vị."

    def remark(self) -> None:
        """To the box of the chosen figure."""
        key = self.table.current_key()
        row: Line | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một số liệu trong bảng.")
            return
        assert self.compared is not None
        self.shell.open_page(RemarkPage(self.shell, self.made, row, self.compared))

    def print_out(self) -> None:
        """The sheet as it will print."""
        found = self.compared
        if found is not None:
            show_print(self, "Bảng so sánh số liệu", lambda: return_compare.listing(self.desk, found), _name("so-sanh", self.made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        found = self.compared
        if found is not None:
            listing = lambda: return_compare.listing(self.desk, found)  # noqa: E731 - handed on twice
            prompt_save(self, self.progress, "return", "Lưu bảng so sánh số liệu", listing, _name("so-sanh", self.made))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "giải thích"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Mỗi số của dòng tổng số bên cạnh kỳ trước, cùng kỳ năm trước và khoảng thường thấy của chính đơn vị (thấp nhất và cao nhất của cùng kỳ "
            "các năm trước, nới mỗi phía). Số ngoài khoảng nên có lời giải thích: Enter để ghi. Lời giải thích được in trên bảng so sánh và gửi "
            "kèm gói báo cáo."
        )


class RemarkPage(FormPage):
    """The remark beside one figure, under what it is held against."""

    name = "return-remark"
    title = "Giải thích số liệu"
    belongs = "returns"

    def __init__(self, shell: Shell, made: Made, line: Line, compared: Compared) -> None:
        super().__init__(shell)
        self.made, self.line = made, line
        beside = _words()
        beside.setText(_held_against(line, compared))
        about = f"{line.code} cột {line.no}, {line.label}: {reporting.shown(line.now)}"
        spec = Spec("remark", "Giải thích", "long", lines=5, note="để trống: bỏ lời đã ghi", value=line.remark or None)
        self.lay_out((spec,), about)
        self.body.insertWidget(1, beside)

    def subject(self) -> str:
        return f"{self.made.regime.id}-{self.made.year}-{self.made.months:02d}-{self.line.key}"

    def take(self, v: dict[str, Any]) -> None:
        made, line = self.made, self.line

        def write() -> tuple[str, tuple[str, ...]]:
            return_compare.remark(self.desk, made, line.form, line.cell, v["remark"] or "")
            return f"Đã ghi lời giải thích cho {line.code} cột {line.no}.", TOPICS

        self.carry(write, self.back_saying)


class TwoRegimesPage(Page):
    """The period counted by another circular, beside the one on the page of returns."""

    name = "two-regimes"
    title = "Hai chế độ trên cùng số liệu"
    belongs = "returns"

    def __init__(self, shell: Shell, made: Made) -> None:
        super().__init__(shell)
        self.made = made
        self.beside: Beside | None = None
        others = [(r.id, r.circular) for r in reporting.regimes() if r.id != made.regime.id]
        self.other = choice("other-regime", "Chế độ bên cạnh   Ctrl+H", others, 22, self.refresh)
        buttons = []
        for words, run in (("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save)):
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, run=run: run())
            buttons.append(button)
        self.body.addLayout(FlowRow(self.heading(f"{self.title}: {made.period_words}"), self.other, *buttons))
        self.said = _words()
        self.body.addWidget(self.said)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(_both(made.regime.id, str(self.other.currentData())), lambda r: f"{r.measure}|{r.key}", self)
        self.table = TableView(self.model, self, "Đang tính theo hai chế độ.")
        self.table.setObjectName("two-regimes-table")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 1)
        self.action("Chọn chế độ bên cạnh", "Ctrl+H", self.other.setFocus)
        self.action("In hai chế độ cạnh nhau", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu hai chế độ cạnh nhau thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        made, other = self.made, self.other.currentData()
        if other is None:
            return

        def work(progress: Any, cancelled: Any) -> Beside:
            return two_regimes.beside(
                self.desk, made.year, made.months, made.regime.id, str(other), progress=lambda n: progress(n, 0, "Đang đọc các việc"),
                cancelled=cancelled,
            )  # fmt: skip

        self.progress.start("Đang tính theo hai chế độ", work, self._take)

    def _take(self, found: Beside) -> str:
        self.beside = found
        one, other = found.one.regime, found.other.regime
        self.said.setText("\n".join((f"{one.circular} và {other.circular}, cùng dữ liệu đến sự kiện {found.one.seq}.", *found.settings)))
        self.model.columns = tuple(_both(one.id, other.id))
        self.model.set_rows(list(found.pairs))
        return f"Đã tính {found.period_words} theo chế độ {one.id} và {other.id}."

    def print_out(self) -> None:
        """Both on one sheet as it will print."""
        found = self.beside
        if found is not None:
            show_print(self, self.title, lambda: two_regimes.listing(self.desk, found), _name("hai-che-do", self.made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        found = self.beside
        if found is not None:
            listing = lambda: two_regimes.listing(self.desk, found)  # noqa: E731 - handed on
            prompt_save(self, self.progress, "return", "Lưu hai chế độ cạnh nhau", listing, _name("hai-che-do", self.made))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+H", "chế độ bên"), ("Ctrl+P", "in"), ("F8", "lưu"))

    def help(self) -> str:
        return (
            "Cùng một kỳ, cùng dữ liệu, tính theo hai thông tư: số của mỗi bên, chênh lệch, và chỗ định nghĩa khác nhau. Chỉ để xem và đối chiếu: kỳ "
            "báo cáo vẫn chốt theo chế độ của ngày cuối kỳ."
        )


def _both(one: str, other: str) -> list[Column]:
    """Columns that name the two: form and column have another number in each."""
    shown, where = reporting.shown, (lambda r, at: f"{r.code[at].partition('/')[0]}, cột {r.no[at]}" if r.no[at] else "")
    return [
        Column("Tính bằng", lambda r: "tiền (đồng)" if r.measure == "tien" else "việc", width=11),
        Column(f"Biểu {one}", lambda r: where(r, 0), width=11), Column(f"Biểu {other}", lambda r: where(r, 1), width=11),
        Column("Chỉ tiêu", lambda r: r.label[0] or r.label[1], width=30, least=18),
        Column(f"Chế độ {one}", lambda r: shown(r.values[0]), "right", 15), Column(f"Chế độ {other}", lambda r: shown(r.values[1]), "right", 15),
        Column("Chênh lệch", lambda r: r.difference_words, "right", 15, tone=lambda r: "red" if r.difference else "neutral"),
        Column("Định nghĩa khác nhau", lambda r: r.says, width=0, least=24),
    ]  # fmt: skip


def _held_against(line: Line, compared: Compared) -> str:
    shown = reporting.shown
    said = [f"Kỳ này ({compared.period_words}) {shown(line.now)}"]
    said.append(f"kỳ trước ({compared.before_words}) {shown(line.before)}" if line.before is not None else compared.before_words)
    said.append(f"cùng kỳ ({compared.year_words}) {shown(line.last_year)}" if line.last_year is not None else compared.year_words)
    usual = return_compare.range_words(line)
    said.append(f"thường thấy {usual}{', số này ngoài khoảng' if line.outside else ''}" if usual else "chưa có khoảng thường thấy")
    return "; ".join(said) + "."


def _words() -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    made.setProperty("quiet", True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _name(what: str, made: Made) -> str:
    return f"{what}-{made.year}-{made.months:02d}-thang"

"""A proposal for posts or secondments: conditions to be seen and changed, the answer with its reasons, scenarios side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import staff, staff_files, staff_proposal as sp
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.pages.staff import TOPICS
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.staff_proposal import Line, Made, Question, Scenario

class ProposalPage(Page):
    """What is asked, unit by unit, and what came of it."""

    name = "staff_proposal"
    title = "Đề xuất biên chế, biệt phái"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell, kept: Scenario | None = None) -> None:
        """kept: a scenario to be looked at again, with the conditions it was made of."""
        super().__init__(shell)
        self.question: Question = kept.made.question if kept is not None else sp.Question()
        self.made: Made | None = kept.made if kept is not None else None
        acts = buttons(
            ("Tính   Ctrl+R", self.run), ("Điều kiện chung   Ctrl+D", self.conditions), ("Lấy dự báo   Ctrl+Y", self.forecast),
            ("Lưu phương án   Ctrl+S", self.keep),
            ("So sánh phương án   Ctrl+G", self.compare), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(f"Phương án: {kept.name}" if kept is not None else ""), *acts))
        self.body.addWidget(quiet_label(sp.AIMS))
        self.asked = state_label()
        self.body.addWidget(self.asked)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Đơn vị", lambda x: short_name(x.name), width=0, least=18),
                Column("Tối thiểu", lambda x: x.asked.least, "right", 10),
                Column("Tối đa", lambda x: "không giới hạn" if x.asked.most is None else x.asked.most, "right", 15, least=10),
                Column("Được điều", lambda x: x.movable, "right", 10),
                Column("Thụ lý dự báo", lambda x: sp.growth_words(x.asked) or "chung", width=19),
                Column("Hiện có", lambda x: x.heads, "right", 9),
                Column("Đề xuất", lambda x: "" if x.after is None else x.after, "right", 9, tone=_tone),
                Column("Mỗi người", lambda x: x.before_figure, "right", 11),
                Column("Sau đó", lambda x: x.after_figure, "right", 9, tone=_tone),
            ],
            lambda x: x.key,
            self,
        )
        self.table = TableView(self.model, self, "Chưa có đơn vị nào đã kê khối lượng: mở danh sách đơn vị, Ctrl+D để kê.")
        self.table.setObjectName("proposal-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.of_unit())
        self.body.addWidget(with_words(self.table), 1)
        self.told = RowsModel([Column("Lý do", lambda x: x[1], width=0, least=60)], lambda x: x[0], self)
        self.reasons = TableView(self.told, self, "Ctrl+R để tính; mỗi lần chuyển được giải thích ở đây.")
        self.reasons.picks_first = True
        self.reasons.setObjectName("proposal-reasons")
        self.body.addWidget(with_words(self.reasons, 3), 1)
        self.action("Tính đề xuất", "Ctrl+R", self.run)
        self.action("Điều kiện chung của đề xuất", "Ctrl+D", self.conditions)
        self.action("Lấy dự báo thụ lý của trang Chỉ tiêu", "Ctrl+Y", self.forecast)
        self.action("Lưu phương án để so sánh", "Ctrl+S", self.keep, icon="plus")
        self.action("So sánh các phương án đã lưu", "Ctrl+G", self.compare)
        self.action("In đề xuất", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu đề xuất thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        question, made = self.question, self.made
        if made is not None and made.question == question:
            self._show(made)
            return
        self.worker.run_read(lambda: sp.lines(self.desk, question), self._unsolved, key="proposal", owner=self)

    def ask(self, question: Question) -> None:
        """Other conditions: the answer to the ones before goes."""
        self.question, self.made = question, None
        self.told.set_rows([])

    def _unsolved(self, found: tuple[tuple[Line, ...], tuple[str, ...]]) -> None:
        lines, left_out = found
        self.model.set_rows(list(lines))
        self.asked.setText(sp.question_words(self.question, left_out))

    def _show(self, made: Made) -> None:
        self.model.set_rows(list(made.lines))
        self.asked.setText(sp.question_words(made.question, made.not_counted))
        self.told.set_rows(list(enumerate(made.clashes or made.moves or ("Không phải chuyển ai: đã là tốt nhất.",))))

    def run(self) -> None:
        """Solve; it can be stopped."""
        question = self.question

        def solve(_progress: Any, cancelled: Any) -> Made:
            return sp.propose(self.desk, question, cancelled)

        def done(made: Made) -> str:
            if question == self.question:
                self.made = made
                self._show(made)
            return sp.outcome(made)

        self.progress.start("Đang tìm phương án tốt nhất", solve, done)

    def forecast(self) -> None:
        """Each unit grows as the forecast of its own intake says, where there is one."""
        question = self.question

        def done(found: tuple[Question, tuple[str, ...]]) -> str:
            self.ask(found[0])
            self.refresh()
            rest = f" Chưa có dự báo, dùng mức chung: {', '.join(short_name(name) for name in found[1])}." if found[1] else ""
            return f"Đã lấy dự báo thụ lý; Ctrl+R để tính lại.{rest}"

        self.progress.start("Đang lấy dự báo thụ lý", lambda _progress, _cancelled: sp.with_forecast(self.desk, question), done)

    def conditions(self) -> None:
        self.shell.open_page(ConditionsPage(self.shell, self))

    def of_unit(self) -> None:
        row: Line | None = self.table.current_row()
        if row is not None:
            self.shell.open_page(UnitConditionsPage(self.shell, self, row))

    def keep(self) -> None:
        """To the name under which it is kept."""
        if self.made is None:
            self.shell.warn("Chưa có đề xuất: Ctrl+R để tính trước khi lưu.")
            return
        self.shell.open_page(KeepPage(self.shell, self.made))

    def compare(self) -> None:
        """To the scenarios that were kept."""
        from thads_desktop.ui.pages.staff_compare import ComparePage

        self.shell.open_page(ComparePage(self.shell))

    def print_out(self) -> None:
        if (made := self._answer()) is not None:
            show_print(self, "Đề xuất biên chế, biệt phái", lambda: staff_files.proposal(self.desk, made), "de-xuat-bien-che")

    def save(self) -> None:
        if (made := self._answer()) is not None:
            prompt_save(self, self.progress, "staff", "Lưu đề xuất", lambda: staff_files.proposal(self.desk, made), "de-xuat-bien-che")

    def _answer(self) -> Made | None:
        if self.made is None:
            self.shell.warn("Chưa có đề xuất: Ctrl+R để tính trước.")
        return self.made

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+R", "tính"), ("Enter", "điều kiện của đơn vị"), ("Ctrl+D", "điều kiện chung"), ("Ctrl+S", "lưu"), ("Ctrl+G", "so sánh"))

    def help(self) -> str:
        return (
            "Enter sửa số tối thiểu, tối đa, số người được điều đi của đơn vị đang chọn; Ctrl+D sửa điều kiện chung và mức tăng thụ lý, "
            "Ctrl+Y lấy dự báo của trang Chỉ tiêu cho từng đơn vị. Ctrl+R tính: bảng "
            "dưới giải thích từng lần chuyển, hoặc nói điều kiện nào không thể cùng có. Ctrl+S lưu phương án, Ctrl+G đặt các phương án cạnh nhau. "
            "Không gì tự áp dụng: biệt phái do thủ trưởng ghi ở Sổ cán bộ."
        )


class ConditionsPage(FormPage):
    """What holds for all units."""

    name = "staff_conditions"
    title = "Điều kiện chung của đề xuất"
    belongs = "settings"

    def __init__(self, shell: Shell, of: ProposalPage) -> None:
        super().__init__(shell)
        self.of = of
        q = of.question
        self.lay_out((
            Spec("base", "Chia", "choice", required=True, options=list(sp.BASES), value=q.base),
            Spec("total", "Tổng số sau khi chia", limit=6, note="để trống: như hiện có", value=_text(q.total)),
            Spec("most_moves", "Chuyển không quá, người", limit=6, beside=True, note="để trống: không giới hạn", value=_text(q.most_moves)),
            Spec("keep_heads", "Giữ người đứng đầu ở lại đơn vị", "check", value=q.keep_heads),
            Spec("most_km", "Không đi xa quá, km", limit=5, note="để trống: không xét; cặp đơn vị chưa ghi khoảng cách không bị giới hạn",
                 value=_text(q.most_km or None)),
            Spec("matters", "Thụ lý năm tới tăng, % số việc", limit=8, note="giảm: số âm; ví dụ 7,5 hoặc -5", value=staff.decimal_text(q.matters_growth)),
            Spec("money", "Thụ lý năm tới tăng, % số tiền", limit=8, beside=True, value=staff.decimal_text(q.money_growth)),
            Spec("seconds", "Thời gian tính nhiều nhất, giây", limit=4, value=str(q.seconds)),
        ))  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        units = self.of.question.units

        def write() -> tuple[Question, tuple[str, ...]]:
            most_km, matters, money, seconds = (str(v[name] or "") for name in ("most_km", "matters", "money", "seconds"))
            made = sp.asked(v["base"], v["total"] or "", v["most_moves"] or "", bool(v["keep_heads"]), most_km, matters, money, seconds, units)
            return made, TOPICS

        def done(question: Question) -> None:
            self.of.ask(question)
            self.back_saying("Đã đổi điều kiện; Ctrl+R để tính lại.")

        self.carry(write, done)


class UnitConditionsPage(FormPage):
    """What holds for one unit."""

    name = "staff_unit_conditions"
    title = "Điều kiện của đơn vị"
    belongs = "settings"

    def __init__(self, shell: Shell, of: ProposalPage, line: Line) -> None:
        super().__init__(shell)
        self.of, self.line = of, line
        a = line.asked
        self.lay_out((
            Spec("least", "Ít nhất, người", limit=5, value=str(a.least)),
            Spec("most", "Nhiều nhất, người", limit=5, beside=True, note="để trống: không giới hạn", value=_text(a.most)),
            Spec("movable", "Được điều đi nhiều nhất, người", limit=5, note="để trống: theo sổ cán bộ", value=_text(a.movable)),
        ), f"Điều kiện của đơn vị: {line.name}")  # fmt: skip

    def subject(self) -> str:
        return self.line.key

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[sp.UnitAsked, tuple[str, ...]]:
            return sp.asked_of_unit(self.line.name, v["least"] or "", v["most"] or "", v["movable"] or ""), TOPICS

        def done(asked: sp.UnitAsked) -> None:
            question = self.of.question
            kept = replace(asked, growth=question.of(self.line.key).growth)
            self.of.ask(replace(question, units={**question.units, self.line.key: kept}))
            self.back_saying("Đã đổi điều kiện; Ctrl+R để tính lại.")

        self.carry(write, done)


class KeepPage(FormPage):
    """The name of a scenario."""

    name = "staff_keep"
    title = "Lưu phương án"
    belongs = "settings"

    def __init__(self, shell: Shell, made: Made) -> None:
        super().__init__(shell)
        self.made = made
        self.lay_out((Spec("name", "Tên phương án", required=True, limit=100),))

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            sp.keep(self.desk, v["name"], self.made)
            return f"Đã lưu phương án {v['name']}.", TOPICS

        self.carry(write, self.back_saying)


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _tone(line: Line) -> Any:
    changed = line.after is not None and line.after != line.heads
    return "amber" if changed else "neutral"

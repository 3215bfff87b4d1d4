"""When a term ends: the rules at the left, the day and the case at the right, beneath them the answer as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from thads_desktop.law.absent import Absent
from thads_desktop.services import inputs, rule_table, tools
from thads_desktop.services.worked import Worked
from thads_desktop.ui import theme
from thads_desktop.ui.calculators.base import AnswerBox, Calculator
from thads_desktop.ui.fields import ChoiceField
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.narrowing import Narrowing, Searched, searched
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.law.ruleset import Rules
    from thads_desktop.ui.page import Page

LAWS = (("", "luật của ngày ấy"), ("2008", "Luật 2008"), ("2025", "Luật 106/2025"))
#: Why there is no number, in the room of a column.
_SHORT = {"none": "không có", "unset": "không định số", "unknown": "chưa xác lập"}
#: Pause after a change before the answer is computed anew.
_PAUSE = 150


class _Line(NamedTuple):
    """A rule in the list; old, new: how long under each law; cases: (value, words); usual: the case meant when none is named."""

    rule: str
    title: str
    old: str
    new: str
    cases: tuple[tuple[str, str], ...]
    usual: str
    #: One of its values is counted by the hour.
    hours: bool = False


class TermTab(Calculator):
    """Nothing needs to be pressed: the answer follows the rule, the day, the case and the law."""

    title = "Thời hạn"
    help = (
        "Thời hạn: Ctrl+F tìm, mũi tên chọn thời hạn, Enter sang ô ngày; kết quả hiện ngay khi gõ, kèm cách đếm từng ngày và điều luật. "
        "Thời hạn vắt qua 01/7/2026 hiện ngày theo cả hai luật; lấy ngày nào là thiết lập của đơn vị (Thiết lập, Lịch và cách tính)."
    )

    form: Form

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.model = RowsModel(
            [
                Column("Mã", lambda r: r.rule, width=5),
                Column("Thời hạn", lambda r: r.title, width=0, least=26),
                Column("Luật 2008", lambda r: r.old, width=17, least=11),
                Column("Luật 106/2025", lambda r: r.new, width=17, least=11),
            ],
            lambda r: r.rule,
            self,
        )
        self.table = TableView(self.model, self)
        self.table.setObjectName("rules")
        self.table.setAccessibleName("Các thời hạn")
        self.table.picks_first = True
        self.table.chosen.connect(self._picked)
        self.table.opened.connect(lambda _key: self.form["from"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.search = Narrowing(None, "mã, tên thời hạn", self.table, "", self.model.set_rows)
        self.form = self._form()
        self.answer = AnswerBox()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.count)
        self.form.changed.connect(self._pause.start)
        self._rule = ""
        parts = QSplitter()
        parts.setObjectName("term-parts")
        parts.setChildrenCollapsible(False)
        parts.addWidget(_column(self.search, self.table, RowWords(self.table)))
        parts.addWidget(_column(self.form, self.answer))
        parts.setStretchFactor(0, 6)
        parts.setStretchFactor(1, 5)
        parts.setSizes([660, 520])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.space(2), 0, 0)
        whole.addWidget(parts)

    def _form(self) -> Form:
        form = build(
            (
                Spec("from", "Tính từ ngày", "date", required=True, value=self.page.clock.today()),
                Spec("law", "Theo luật", "choice", options=LAWS, value="", beside=True),
                Spec("hour", "Từ giờ", beside=True, note="Thời hạn tính bằng giờ, ví dụ 08:30"),
                Spec("case", "Trường hợp", "choice", options=(("", "chỉ có một"),), value=""),
            ),
            self.page.clock, worker=self.page.worker, accept="Tính", leave="Về danh sách", buttons=False,
        )  # fmt: skip
        form.accepted.connect(lambda _values: self.count())
        form.left.connect(lambda _draft: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        return form

    def first(self) -> QWidget:
        return self.table

    def to_search(self) -> None:
        self.search.take_up()

    def look(self) -> None:
        self.page.worker.run_read(self._ask, self._take, key="term-rules", owner=self)

    def open_rule(self, rule: str) -> None:
        """Show a rule's term, as from the table of all rules."""
        self.search.clear()
        self.search.narrow()
        self.table.select_key(rule)
        self.form["from"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- the list -----------------------------------------------------------------------------------

    def _ask(self) -> list[Searched]:
        with self.page.desk.reading() as reader:
            rules = self.page.desk.rules_for(reader)
        lines = [_line(rules, rule) for rule in rules.rules()]
        return [searched(line, (line.rule, line.title, *(words for _case, words in line.cases))) for line in lines]

    def _take(self, rows: list[Searched]) -> None:
        self.search.take(rows)
        self.count()

    def _picked(self, key: object) -> None:
        at = self.model.place(key) if isinstance(key, str) else -1
        if at < 0 or key == self._rule:
            return
        line: _Line = self.model.row(at)
        self._rule = line.rule
        field = self.form["case"]
        assert isinstance(field, ChoiceField)
        field.set_options(line.cases or (("", "chỉ có một"),))
        field.set_value(line.usual)
        field.setVisible(bool(line.cases))
        self.form["hour"].setVisible(line.hours)
        if not line.hours:
            self.form["hour"].set_value("")
        self.count()

    # --- the answer ---------------------------------------------------------------------------------

    def count(self) -> None:
        """The answer for what stands in the form."""
        self._pause.stop()
        values, rule = self.form.values(), self._rule
        if not rule:
            self.answer.clear("Chọn một thời hạn ở danh sách bên trái.")
            return
        if values["from"] is None:
            self.answer.clear("Nhập ngày bắt đầu, ví dụ 23/11/2020.")
            return

        def work() -> Worked:
            with self.page.desk.reading() as reader:
                rules, calendar = self.page.desk.rules_for(reader), self.page.desk.calendar(reader)
            law, case, hour = values["law"] or None, values["case"] or None, inputs.hour(values["hour"] or "")
            found = tools.due(rule, values["from"], law=law, case=case, calendar=calendar, rules=rules, hour=hour)
            return tools.worked(found)

        self.page.worker.run_read(work, self.answer.show_worked, key="term-due", owner=self, on_refused=self._refused)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.answer.clear(" ".join(sentence(r) for r in refusals))


def _line(rules: Rules, rule: str) -> _Line:
    values = rule_table.values_of(rules, rule)
    cases = rules.cases(rule)
    usual = next((t.case for t in rules.terms[rule] if t.default), cases[0][0] if cases else "")
    long = {}
    for law in ("2008", "2025"):
        # Of several wordings the one that held last.
        told = {v.case: v for v in values if v.law == law}
        words = {_SHORT.get(v.why, "") if isinstance(v, Absent) else rule_table.length(v) for v in told.values()}
        long[law] = words.pop() if len(words) == 1 else "theo trường hợp"
    return _Line(rule, rules.titles[rule], long["2008"], long["2025"], cases, usual, any(t.unit == "h" for t in rules.terms[rule]))


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    down = QVBoxLayout(made)
    down.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
    for widget in widgets:
        down.addWidget(widget, 1 if isinstance(widget, (TableView, AnswerBox)) else 0)
    return made

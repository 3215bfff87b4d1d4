"""The money of one matter: fee, late interest and order of payment proposed from its log with the arithmetic, and its ledger."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import matter_claims, matter_money, money_forms
from thads_desktop.ui import theme
from thads_desktop.ui.calculators.base import AnswerBox
from thads_desktop.ui.calculators.interest import InterestTab
from thads_desktop.ui.calculators.order import OrderTab
from thads_desktop.ui.fields import ChoiceField
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages import ledger_pane
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.stacked import stacked
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.matter_claims import Claims
    from thads_desktop.services.matter_money import FeeProposal, LineMoney

PANES = ("Phí thi hành án", "Lãi chậm thi hành án", "Thứ tự thanh toán", ledger_pane.TITLE)
#: What is set holds for every sum, or for the one that is chosen.
EVERY = ((0, "Mọi lần thu"),)
NO_START = "Chưa ghi ngày yêu cầu thi hành án: hãy điền ngày bắt đầu tính lãi theo bản án."
FILLED = "Nợ gốc, ngày, tiền đã trả và các khoảng không tính lãi lấy từ hồ sơ; bản án nêu khác thì sửa lại rồi nhấn Ctrl+Enter."


class MatterMoneyPage(Page):
    """Four panes by Ctrl+1 to Ctrl+4; only from the ledger something is recorded."""

    name = "matter-money"
    title = "Tiền của việc"
    belongs = "matters"

    def __init__(self, shell: Shell, key: str, number: str) -> None:
        self.topics = (f"matter:{key}", "settings")
        super().__init__(shell)
        self.key, self.about = key, number
        self.found: FeeProposal | None = None
        #: By sum (0: every one) what the human set, and what was set before the last time.
        self._set: dict[int, dict[str, Any]] = {}
        self._before: dict[int, dict[str, Any]] = {}
        self._lines: dict[int, LineMoney] = {}
        self.body.addWidget(self.heading(f"{self.title}: {number}"))
        self.panes = QTabWidget()
        self.panes.setObjectName("money-panes")
        self.panes.addTab(self._fee_pane(), PANES[0])
        self.panes.addTab(self._interest_pane(), PANES[1])
        self.order = OrderTab(self)
        self._ordered = False
        self.panes.addTab(self.order, PANES[2])
        self.ledger = ledger_pane.LedgerPane(self)
        self.panes.addTab(self.ledger, PANES[3])
        self.body.addWidget(self.panes, 1)
        for at, words in enumerate(PANES[:3]):
            self.action(words, f"Ctrl+{at + 1}", partial(self._pane, at))
        self.action("Lấy lại các khoản từ hồ sơ", "Ctrl+Shift+L", self._claims_again)

    def _fee_pane(self) -> QWidget:
        lists = money_forms.offered()
        how = (("", "Theo hồ sơ: trong hạn tự nguyện hay sau đó"), *lists.how)
        reliefs = (("", "Theo nội dung khoản"), (matter_money.CHARGED, "Thu phí như khoản thường"), *lists.reliefs)
        specs = (
            Spec("sum", "Áp dụng cho", "choice", options=EVERY, value=0),
            Spec("how", "Cách thu", "choice", options=how, value="", beside=True, share=2),
            Spec("relief", "Không thu, miễn, giảm", "choice", options=reliefs, value="", beside=True, share=2),
            Spec("percent", "Giảm (%)", note="Để trống: mức cao nhất", beside=True),
        )
        self.fee_form = build(specs, self.clock, worker=self.worker, accept="Tính lại", leave="Như hồ sơ")
        self._as_recorded = self.fee_form.draft()
        self.fee_form.accepted.connect(lambda _values: self._accept())
        self.fee_form.left.connect(lambda _draft: self._reset())
        FormAmong(self.fee_form)
        self.rows = RowsModel(
            [
                Column("Ngày thu", lambda r: r.day, width=10),
                Column("Khoản", lambda r: str(r.line), width=6),
                Column("Người được thi hành án", lambda r: r.creditor, width=0, least=22),
                Column("Biên lai", lambda r: r.receipt, width=12, spare=1),
                Column("Số tiền", lambda r: r.amount, "right", 16),
                Column("Cách thu", lambda r: r.how, width=34, least=14),
                Column("Phí", lambda r: r.fee, "right", 14),
            ],
            lambda r: r.key,
            self,
        )
        self.table = TableView(self.rows, self, "Chưa thu khoản tiền nào.")
        self.table.picks_first = True
        self.table.setAccessibleName("Phí từng lần thu")
        self.table.chosen.connect(self._why)
        self.why = AnswerBox()
        around = stacked(self.table, self.fee_form, self.why)
        self.table.setMinimumHeight(theme.space(34))
        return around

    def _interest_pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, theme.space(2), 0, 0)
        self.line = ChoiceField("line", "Khoản phải thi hành", (), empty=False)
        self.line.finished.connect(self._fill)
        self.interest = InterestTab(self)
        column.addWidget(self.line)
        column.addWidget(self.interest, 1)
        QWidget.setTabOrder(self.line.editor, self.interest.first())
        return pane

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._ask_fees()
        self.worker.run_read(lambda: matter_money.lines(self.desk, self.key), self._take_lines, key=f"lines-{id(self)}", owner=self)
        if not self._ordered:
            self._ask_claims()
        self.ledger.refresh()

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+1", "phí"), ("Ctrl+4", "sổ thu, chi"), ("Ctrl+Shift+C", "chi trả"))

    def help(self) -> str:
        return (
            "Đề xuất phí cho từng lần thu và lãi chậm thi hành án của từng khoản, lấy từ diễn biến của việc; chọn một dòng để đọc vì sao, theo "
            "điều nào. Phần Thứ tự thanh toán có sẵn mọi khoản tiền còn phải thi hành của những người phải thi hành án này trong đơn vị (Ctrl+Shift+L "
            "lấy lại từ hồ sơ): điền số tiền rồi Ctrl+Enter để chia. " + ledger_pane.HELP
        )

    def _ask_fees(self) -> None:
        values = {**self._set.get(0, {}), "each": {k: v for k, v in self._set.items() if k}}
        self.worker.run_read(
            lambda: matter_money.fees(self.desk, self.key, values), self._take_fees, key=f"fees-{id(self)}", owner=self, on_refused=self._refused
        )

    def _accept(self) -> None:
        """Hold what the form says, for every sum (0: single ones no longer count) or for the chosen one, and reckon."""
        typed = self.fee_form.values()
        key = typed.pop("sum", None) or 0
        self._before = self._set
        self._set = {**self._set, key: typed} if key else {0: typed}
        self._ask_fees()

    def _take_fees(self, found: FeeProposal) -> None:
        self.found = found
        self.rows.set_rows(found.rows)
        single = [(r.key, f"Lần {short_date(r.day)}, khoản {r.line}, {dong(r.amount)}") for r in found.rows]
        which = self.fee_form["sum"]
        assert isinstance(which, ChoiceField)
        which.set_options([*EVERY, *single])
        self.table.set_empty(found.why_none)
        self.panes.setTabText(0, PANES[0])
        if not found.rows:
            self.why.clear(found.why_none)
        else:
            self.panes.setTabText(0, f"{PANES[0]}: {dong(found.total)} đồng")
            self._why(self.table.current_key())

    def _why(self, key: object) -> None:
        row = next((r for r in self.found.rows if r.key == key), None) if self.found is not None else None
        if row is not None and self.found is not None:
            self.why.show_worked(self.found.worked[row.group])

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self._set = self._before
        self.why.clear(" ".join(sentence(r) for r in refusals))
        self.fee_form.show_refusals(refusals)

    def _reset(self) -> None:
        """Esc in the form: as the file has it; once more, back."""
        if self.fee_form.draft() == self._as_recorded and not any(self._set):
            self.shell.back()
            return
        self._set, self._before = {}, {}
        self.fee_form.set_draft(self._as_recorded)
        self.fee_form.clear_refusals()
        self._ask_fees()

    def _take_lines(self, lines: tuple[LineMoney, ...]) -> None:
        first = not self._lines
        self._lines = {x.line: x for x in lines}
        self.line.set_options([(x.line, f"Khoản {x.line}: {x.text or 'không có nội dung'}, {dong(x.due)} đồng, còn {dong(x.rest)}") for x in lines])
        if first:
            self._fill()

    def _fill(self) -> None:
        chosen = self._lines.get(self.line.value() or 0)
        if chosen is None:
            self.interest.answer.clear("Việc này không có khoản tiền nào.")
            return
        values: dict[str, Any] = chosen.typed()
        self.interest.form.set_values(values)
        self.interest.answer.clear(" ".join((FILLED if chosen.start is not None else NO_START, *chosen.notes)))

    def _pane(self, at: int) -> None:
        self.panes.setCurrentIndex(at)
        (self.table, self.line.editor, self.order.claims)[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- the order of payment -----------------------------------------------------------------------

    def _claims_again(self) -> None:
        """The claims as the office has them now, in the place of what was changed by hand."""
        self._ordered = False
        self._pane(2)
        self._ask_claims()

    def _ask_claims(self) -> None:
        self.worker.run_read(
            lambda: matter_claims.claims_of(self.desk, self.key), self._take_claims, key=f"claims-{id(self)}", owner=self,
            on_refused=lambda refusals: self.order.answer.clear(" ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def _take_claims(self, found: Claims) -> None:
        if not self._ordered:
            self._ordered = True
            self.order.fill(found.values, found.said, found.costs)

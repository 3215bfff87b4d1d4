"""The order of payment: claims are added one by one, a source of money is shared among them, the plan is shown line by line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import money_forms, money_order
from thads_desktop.ui import theme
from thads_desktop.ui.calculators.base import AnswerBox, Calculator
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.stacked import stacked
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.law.payment_order import Line
    from thads_desktop.services.money_order import Shared, Typed
    from thads_desktop.ui.page import Page

EMPTY = "Chưa có khoản nào: điền ô bên trên rồi nhấn Ctrl+Enter để thêm."
BEFORE = "Thêm các khoản, điền số tiền rồi nhấn Ctrl+Enter ở phần Số tiền."


class OrderTab(Calculator):
    """Two forms and two tables: who asks, how much there is, who gets what."""

    title = "Thứ tự thanh toán"
    help = (
        "Thứ tự thanh toán: thêm từng khoản (Ctrl+Enter), Enter trên một khoản để sửa, Delete để bỏ; rồi điền số tiền và Ctrl+Enter để chia."
        " Bảng dưới nói mỗi khoản được bao nhiêu và vì sao."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._claims: dict[str, Typed] = {}
        self._typed: dict[str, dict[str, Any]] = {}
        self._next, self._editing = 1, ""
        self.claim_form = self._form(self._claim_specs(), "Thêm khoản", "Xóa trắng", self._add)
        self._empty_claim = self.claim_form.draft()
        self.source_form = self._form(self._source_specs(), "Chia tiền", "Xóa trắng", self._share)
        self.claims, self.claims_model = _table(_CLAIM_COLUMNS, EMPTY, "claims")
        self.claims.opened.connect(self._edit)
        self.lines, self.lines_model = _table(_LINE_COLUMNS, "", "lines")
        remove = QAction("Bỏ khoản đang chọn", self.claims)
        remove.setShortcut(QKeySequence("Delete"))
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(lambda _checked=False: self._remove())
        self.claims.addAction(remove)
        self.answer = AnswerBox()
        self.answer.clear(BEFORE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.around = stacked(self.claim_form, self.claims, self.source_form, self.lines, self.answer)
        for table in (self.claims, self.lines):
            table.setMinimumHeight(theme.space(26))
        self.lines.hide()
        column.addWidget(self.around)
        chain = (self.claim_form.leave_button, self.claims, self.source_form.fields()[0].editor)
        last = (self.source_form.leave_button, self.lines, self.answer.steps)
        for before, after in (*pairwise(chain), *pairwise(last)):
            QWidget.setTabOrder(before, after)

    def first(self) -> QWidget:
        return self.claim_form.fields()[0].editor

    # --- what is asked --------------------------------------------------------------------------------

    def _claim_specs(self) -> Sequence[Spec]:
        return (
            Spec("creditor", "Người được thi hành án", required=True, share=2),
            Spec("kind", "Loại khoản", "choice", options=money_forms.offered().claims, required=True, beside=True, share=2),
            Spec("awarded", "Được thi hành theo bản án (đồng)", "money", required=True, beside=True, share=2),
            Spec("principal", "Gốc còn phải trả", "money", note="Để trống: như bản án"),
            Spec("interest", "Lãi còn phải trả", "money", note="Để trống: không có", beside=True),
            Spec("decided", "Ngày quyết định thi hành án", "date", beside=True),
            Spec("stands", "Yêu cầu thi hành án", "choice", options=money_order.STANDS, value="asked"),
            Spec("judgment", "Bản án số", note="Cần khi có tài sản bảo đảm", beside=True),
            Spec("secured", "Tài sản bảo đảm hoặc kê biên cho khoản này", "check", beside=True),
        )

    def _source_specs(self) -> Sequence[Spec]:
        return (
            Spec("amount", "Số tiền thu được (đồng)", "money", required=True),
            Spec("day", "Ngày thanh toán", "date", required=True, value=self.page.clock.today(), beside=True),
            Spec("coerced", "Ngày quyết định cưỡng chế", "date", note="Để trống: không do cưỡng chế", beside=True),
            Spec("costs", "Chi phí thi hành án", "money"),
            Spec("rent", "Tiền thuê nhà một năm (chỉ có một nhà ở)", "money", beside=True),
            Spec("taxes", "Thuế, lệ phí chuyển quyền", "money", beside=True),
            Spec("interest_first", "Các bên thỏa thuận trả lãi trước gốc", "check"),
        )

    def _form(self, specs: Sequence[Spec], accept: str, leave: str, carry: Any) -> Form:
        form = build(specs, self.page.clock, worker=self.page.worker, accept=accept, leave=leave)
        empty = form.draft()
        form.accepted.connect(carry)
        form.left.connect(lambda _draft: self._emptied(form, empty))
        FormAmong(form)
        return form

    def fill(self, claims: Sequence[dict[str, Any]], said: str, costs: int = 0) -> None:
        """Claims in the place of those there, as if typed one by one; costs: proposed to be kept back first."""
        if costs:
            self.source_form.set_values({"costs": costs})
        self._claims, self._typed = {}, {}
        for values in claims:
            key = str(self._next)
            self._next += 1
            self.claim_form.set_values(values)
            self._claims[key], self._typed[key] = money_order.claim(key, values), self.claim_form.draft()
        self.claim_form.set_draft(self._empty_claim)
        self._editing = ""
        self._show_claims("")
        self.lines.hide()
        self.answer.clear(said)

    # --- claims ---------------------------------------------------------------------------------------

    def _add(self, values: dict[str, Any]) -> None:
        key = self._editing or str(self._next)
        try:
            made = money_order.claim(key, values)
        except Refused as refused:
            self.claim_form.show_refusals(refused.refusals)
            return
        self._claims[key], self._typed[key] = made, self.claim_form.draft()
        if not self._editing:
            self._next += 1
        self.claim_form.leave()
        self._show_claims(key)
        self._again()

    def _edit(self, key: object) -> None:
        """A claim back into its form."""
        self._editing = str(key)
        self.claim_form.set_draft(self._typed[self._editing])
        self.claim_form.accept_button.setText("Ghi lại khoản")
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        for key in self.claims.selected_keys():
            self._claims.pop(str(key), None)
            self._typed.pop(str(key), None)
        self._show_claims("")
        self.claims.begin()
        self._again()

    def _show_claims(self, key: str) -> None:
        self.claims_model.set_rows(list(self._claims.values()))
        if key:
            self.claims.select_key(key)

    def _emptied(self, form: Form, empty: dict[str, Any]) -> None:
        form.set_draft(empty)
        form.clear_refusals()
        if form is self.claim_form:
            self._editing = ""
        form.fields()[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the plan -------------------------------------------------------------------------------------

    def _again(self) -> None:
        """Claims have changed: an old plan does not stand beside them."""
        if self.answer.worked is not None:
            self.lines.hide()
            self.answer.clear("Các khoản đã thay đổi: nhấn Ctrl+Enter ở phần Số tiền để chia lại.")

    def _share(self, values: dict[str, Any]) -> None:
        claims = tuple(self._claims.values())
        desk = self.page.desk
        self.page.worker.run_read(
            lambda: money_order.plan(desk, values, claims), self._show_plan, key=self.objectName(), owner=self, on_refused=self._refused
        )

    def _show_plan(self, found: Shared) -> None:
        self.answer.show_worked(found.worked)
        self.lines_model.set_rows(found.plan.lines)
        self.lines.setVisible(bool(found.plan.lines))
        if found.plan.lines:
            # The caret goes where the answer is: arrows walk it, Shift+Tab leads back to the sum.
            self.lines.begin()
        QTimer.singleShot(0, self, lambda: self.around.ensureWidgetVisible(self.answer))

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.lines.hide()
        self.answer.clear(" ".join(sentence(r) for r in refusals))
        self.source_form.show_refusals(refusals)


def _table(columns: Sequence[Column], empty: str, name: str) -> tuple[TableView, RowsModel]:
    model = RowsModel(columns, key_of=(lambda t: t.claim.key) if name == "claims" else None)
    view = TableView(model, empty=empty)
    view.setObjectName(name)
    view.setAccessibleName("Các khoản" if name == "claims" else "Kết quả chia tiền")
    return view, model


def _kind(code: str) -> str:
    return dict(money_forms.offered().claims).get(code, code)


def _marks(t: Typed) -> str:
    said = ["được bảo đảm"] if t.secured else []
    if not t.claim.requested:
        said.append("hết thời hiệu" if t.claim.late else "chưa yêu cầu")
    return ", ".join(said)


_CLAIM_COLUMNS = (
    Column("Người được thi hành án", lambda t: t.claim.creditor, width=0, least=30),
    Column("Loại khoản", lambda t: _kind(t.claim.kind), width=24, least=14),
    Column("Theo bản án", lambda t: t.claim.awarded, "right", 16),
    Column("Gốc còn", lambda t: t.claim.principal, "right", 16),
    Column("Lãi còn", lambda t: t.claim.interest or None, "right", 14, spare=2),
    Column("Ngày quyết định", lambda t: t.claim.decided, width=14, spare=1),
    Column("Ghi chú", _marks, width=16, least=10),
)


def _how(line: Line) -> str:
    return "giữ lại" if line.how == "kept" else "chi trả"


_LINE_COLUMNS = (
    Column("Người được thi hành án", lambda x: x.creditor, width=26, least=20),
    Column("Thứ tự", money_order.place, width=20, least=8),
    Column("Được nhận", lambda x: x.amount, "right", 16),
    Column("Gốc", lambda x: x.principal, "right", 16, spare=2),
    Column("Lãi", lambda x: x.interest or None, "right", 14, spare=3),
    Column("Cách", _how, width=8),
    Column("Vì sao", lambda x: x.why, width=0, least=44),
)

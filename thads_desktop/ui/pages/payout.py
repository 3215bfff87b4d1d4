"""Paying out the money of a matter: the proposal with its arithmetic, each payment as it may be put right, and the booking by F9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.money import dong
from thads_desktop.services import costs, ledger_words, money_forms, money_way, payouts
from thads_desktop.ui import theme
from thads_desktop.ui.calculators.base import AnswerBox
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.stacked import stacked
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.payouts import Booked, Pay, Proposal

EMPTY = "Không có tiền nào đang giữ để chi trả."


class PayoutPage(Page):
    """Source above, payments in the middle with the form of one, the booking, the arithmetic beneath."""

    name = "payout"
    title = "Chi trả tiền thi hành án"
    belongs = "matters"

    def __init__(self, shell: Shell, key: str, number: str) -> None:
        self.topics = (f"matter:{key}", "settings")
        super().__init__(shell)
        self.key, self.about = key, number
        self.found: Proposal | None = None
        #: What a human typed over the proposal: (line, party) -> (amount, fee).
        self._typed: dict[tuple[int, str], tuple[int, int]] = {}
        self._kinds: dict[int, str] = {}
        self._secured: set[int] = set()
        self._editing: tuple[int, str] | None = None
        self._asked: dict[str, Any] = {"day": self.clock.today()}
        self._costs, self._costs_first = costs.proposal(self.desk, key)[0], True
        self.body.addWidget(self.heading(f"{self.title}: {number}"))
        self.source_form = build(self._source(), self.clock, worker=self.worker, accept="Tính lại", leave="Như hồ sơ")
        self._first = self.source_form.draft()
        self.source_form.accepted.connect(self._ask_with)
        self.source_form.left.connect(lambda _draft: self._reset())
        self.model = RowsModel(_COLUMNS, lambda r: r.key, self)
        self.table = TableView(self.model, self, EMPTY)
        self.table.setObjectName("payout-table")
        self.table.setAccessibleName("Từng người được chi trả")
        self.table.picks_first = True
        self.table.opened.connect(self._edit)
        self.total = QLabel()
        self.total.setObjectName("payout-total")
        self.total.setTextFormat(Qt.TextFormat.PlainText)
        self.total.setWordWrap(True)
        self.row_form = build(self._row(), self.clock, worker=self.worker, accept="Sửa dòng", leave="Thôi")
        self._no_row = self.row_form.draft()
        self.row_form.accepted.connect(self._put)
        self.row_form.left.connect(lambda _draft: self._leave_row())
        self.book_form = build(self._book(), self.clock, worker=self.worker, accept="Ghi chi trả", leave="Trở lại bảng")
        self.book_form.accepted.connect(lambda _values: self.book())
        self.book_form.left.connect(lambda _draft: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.why = AnswerBox()
        for form in (self.source_form, self.row_form, self.book_form):
            FormAmong(form)
        self.row_place = QWidget()
        inner = QVBoxLayout(self.row_place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.row_form)
        self.row_place.hide()
        self.around = stacked(self.source_form, self.table, self.total, self.row_place, self.book_form, self.why)
        self.table.setMinimumHeight(theme.space(34))
        self.body.addWidget(self.around, 1)
        self.action("Ghi chi trả", "F9", self.book, icon="sign", name="pay")
        self.action("Tính lại từ hồ sơ", "Ctrl+Shift+L", self._reset)
        self.action("Không chi cho dòng đang chọn", "Ctrl+Delete", self._leave_out)

    # --- fields -------------------------------------------------------------------------------------

    def _source(self) -> Sequence[Spec]:
        return (
            Spec("day", "Ngày chi trả", "date", required=True, value=self.clock.today()),
            Spec("use", "Phân bổ từ tiền chưa phân bổ (đồng)", "money", note="Để trống: tiền thu không cho khoản nào", beside=True, share=2),
            Spec("coerced", "Ngày quyết định cưỡng chế", "date", note="Để trống: không do cưỡng chế", beside=True),
            Spec("costs", "Trừ chi phí thi hành án", "money", note=f"Đã duyệt, còn phải trừ: {dong(self._costs)}" if self._costs else ""),
            Spec("rent", "Trừ tiền thuê nhà", "money", beside=True),
            Spec("taxes", "Trừ thuế, lệ phí chuyển quyền", "money", beside=True),
        )

    def _row(self) -> Sequence[Spec]:
        return (
            Spec("amount", "Số tiền vào tay (đồng)", "money"),
            Spec("fee", "Phí giữ lại (đồng)", "money", beside=True),
            Spec("kind", "Loại khoản", "choice", options=money_forms.offered().claims),
            Spec("secured", "Tài sản bảo đảm hoặc kê biên cho khoản này", "check", beside=True),
        )

    def _book(self) -> Sequence[Spec]:
        ways = [(k, w[:1].upper() + w[1:]) for k, w in ledger_words.WAYS.items()]
        return (
            Spec("way", "Cách chi trả", "choice", options=ways, value="bank", note="Phần của ngân sách luôn nộp Kho bạc"),
            Spec("voucher", "Số chứng từ (phiếu chi, ủy nhiệm chi)", beside=True, share=2),
            Spec("cut_way", "Phần trừ trước", "choice", options=[("", "Để tại cơ quan"), *money_way.WAYS.items()], value="", beside=True),
        )

    # --- the proposal -------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._ask()

    def _ask_with(self, values: dict[str, Any]) -> None:
        self._asked = {k: v for k, v in values.items() if v is not None}
        self._typed = {}
        self._ask()

    def _ask(self) -> None:
        asked = {**self._asked, "kinds": dict(self._kinds), "secured": tuple(self._secured)}
        self.worker.run_read(
            lambda: payouts.propose(self.desk, self.key, asked), self._take, key=f"payout-{id(self)}", owner=self, on_refused=self._refused
        )

    def _take(self, found: Proposal) -> None:
        self.found = found
        self.source_form.clear_refusals()
        # Approved costs go first, out of all that would be paid; once: what the human then types stands.
        there = sum({r.line: r.there + r.allotted for r in found.rows}.values())
        cut, self._costs_first = min(self._costs, there) if self._costs_first else 0, False
        if cut and not found.cuts:
            self.source_form.set_values({"costs": cut})
            self._first = self.source_form.draft()
            self._asked = {**self._asked, "costs": cut}
            self._ask()
        self._show()
        self.why.show_worked(found.worked)

    def rows(self) -> list[Pay]:
        """The payments as proposed, with what was typed over them."""
        if self.found is None:
            return []
        return [replace(r, amount=self._typed[r.key][0], fee=self._typed[r.key][1]) if r.key in self._typed else r for r in self.found.rows]

    def _show(self) -> None:
        rows = self.rows()
        self.model.set_rows(rows)
        paid, fee = sum(r.amount for r in rows), sum(r.fee for r in rows)
        cut = sum(amount for _, amount in self.found.cuts) if self.found is not None else 0
        said = f"Cộng: chi trả {dong(paid)} đồng, phí giữ lại {dong(fee)} đồng{f', trừ trước {dong(cut)} đồng' if cut else ''}."
        self.total.setText(f"{said} F9 ghi chi trả." if rows or cut else EMPTY)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.why.clear(" ".join(sentence(r) for r in refusals))
        self.source_form.show_refusals(refusals)

    def _reset(self) -> None:
        """Esc in the form of the source: as the file has it; once more, back."""
        if self.source_form.draft() == self._first and not (self._typed or self._kinds or self._secured):
            self.shell.back()
            return
        self._typed, self._kinds, self._secured = {}, {}, set()
        self._asked, self._costs_first = {"day": self.clock.today()}, True
        self.source_form.set_draft(self._first)
        self.source_form.clear_refusals()
        self._ask()

    # --- one payment --------------------------------------------------------------------------------

    def _current(self) -> Pay | None:
        key = self.table.current_key()
        return next((r for r in self.rows() if r.key == key), None)

    def _edit(self, _key: object) -> None:
        row = self._current()
        if row is None:
            return
        self._editing = row.key
        self.row_form.set_draft(self._no_row)
        self.row_form.set_values(
            {"amount": row.amount, "fee": row.fee, "kind": self._kinds.get(row.line), "secured": row.line in self._secured}
        )
        self.row_place.show()
        self.row_form.fields()[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, values: dict[str, Any]) -> None:
        row = next((r for r in self.rows() if r.key == self._editing), None)
        if row is None:
            return
        kind, secured = values["kind"] or "", bool(values["secured"])
        again = kind != self._kinds.get(row.line, "") or secured != (row.line in self._secured)
        typed = (values["amount"] or 0, values["fee"] or 0)
        if again:
            self._kinds = {n: k for n, k in {**self._kinds, row.line: kind}.items() if k}
            self._secured = self._secured | {row.line} if secured else self._secured - {row.line}
        if typed != (row.amount, row.fee):
            self._typed[row.key] = typed
        self._leave_row()
        if again:
            self._ask()
        else:
            self._show()

    def _leave_row(self) -> None:
        self._editing = None
        self.row_place.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_out(self) -> None:
        row = self._current()
        if row is not None:
            self._typed[row.key] = (0, 0)
            self._show()

    # --- booking ------------------------------------------------------------------------------------

    def book(self) -> None:
        """Carry it out, as it stands on the page."""
        found = self.found
        if found is None:
            return
        v = self.book_form.values()
        payments = tuple(le.Payment(r.line, r.party, r.amount, r.fee) for r in self.rows())
        order = payouts.Order(self._asked["day"], payments, v["way"] or "bank", v["voucher"] or "", found.allots, found.cuts, v["cut_way"] or "")

        def write() -> tuple[Booked, tuple[str, ...]]:
            return payouts.pay(self.desk, self.key, order, found.seen), ("matters", f"matter:{self.key}", "deadlines")

        self.worker.run_write(write, self._done, self._not_booked, owner=self)

    def _not_booked(self, refusals: Sequence[Refusal]) -> None:
        self.book_form.show_refusals(refusals)
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    def _done(self, done: Booked) -> None:
        self.shell.back()
        said = f"Đã ghi chi trả {dong(done.amount)} đồng cho {done.people} lượt người nhận"
        fee = f", giữ lại phí {dong(done.fee)} đồng" if done.fee else ""
        self.shell.tell(" ".join((f"{said}{fee}; còn giữ {dong(done.left)} đồng.", *done.warnings)))

    # --- help ---------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "sửa dòng"), ("F9", "ghi chi trả"), ("Esc", "trở về"))

    def help(self) -> str:
        return (
            "Đề xuất chi trả tiền đang giữ: trừ trước, thứ tự thanh toán theo luật của ngày chi, rồi trừ phí của từng người; cách tính ở cuối trang. "
            "Enter trên một dòng để sửa số tiền, phí, loại khoản hoặc ghi khoản được bảo đảm; Ctrl+Delete không chi dòng ấy lần này. Chọn cách chi, "
            "số chứng từ rồi F9 ghi; chưa nhấn F9 thì chưa ghi gì. Ghi nhầm thì xóa ở Sổ thu, chi (Ctrl+Delete)."
        )


_COLUMNS = [
    Column("Khoản", lambda r: f"{r.line}. {r.text}" if r.text else str(r.line), width=26, least=14),
    Column("Người nhận", lambda r: r.name, width=0, least=22),
    Column("Đang giữ", lambda r: r.there, "right", 14, spare=2),
    Column("Phân bổ thêm", lambda r: r.allotted or None, "right", 14, spare=1),
    Column("Chi trả", lambda r: r.amount, "right", 15),
    Column("Phí giữ lại", lambda r: r.fee or None, "right", 13),
    Column("Cách tính", lambda r: r.why, width=44, least=20, spare=3),
]

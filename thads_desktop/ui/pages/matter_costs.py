"""The costs of one matter: what was spent, approved and advanced, who owes it; each recorded by a short form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.law import cash_law
from thads_desktop.services import costs, people
from thads_desktop.services.cash_words import BEARERS, FORMS
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.listing_view import ListingView
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.progress import ProgressPanel

if TYPE_CHECKING:
    from thads_desktop.services.costs import View

BUDGET = "budget"
WAYS = (("", FORMS[""]), ("cash", FORMS["cash"]), ("bank", FORMS["bank"]))
BY_LAW = "Theo quy định"


class MatterCostsPage(Page):
    """Tables at the left by name, the chosen one at the right; what must be looked at above."""

    name = "matter-costs"
    title = "Chi phí thi hành án"
    belongs = "matters"

    def __init__(self, shell: Shell, key: str, number: str) -> None:
        self.topics = (f"matter:{key}", "cash")
        super().__init__(shell)
        self.key, self.about = key, number
        self.made: View | None = None
        acts = buttons(
            ("Ghi chi phí   Ctrl+T", self.spend), ("Duyệt   Ctrl+Y", self.approve), ("Nhận tạm ứng   Ctrl+U", self.advance),
            ("Hoàn tạm ứng   Ctrl+R", self.repay), ("Thu chi phí   Ctrl+M", self.collect), ("In   Ctrl+P", self.print_out),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(f"{self.title}: {number}"), *acts))
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.view = ListingView()
        self.body.addWidget(self.view, 1)
        self.action("Ghi một khoản chi phí", "Ctrl+T", self.spend, icon="plus")
        self.action("Ghi việc thủ trưởng duyệt chi phí", "Ctrl+Y", self.approve)
        self.action("Ghi nhận tạm ứng chi phí", "Ctrl+U", self.advance)
        self.action("Hoàn trả tạm ứng chi phí", "Ctrl+R", self.repay)
        self.action("Thu tiền chi phí của người phải chịu", "Ctrl+M", self.collect)
        self.action("In bảng kê chi phí", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng kê chi phí thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: costs.view(self.desk, self.key), self._take, key=f"costs-{id(self)}", owner=self)

    def _take(self, made: View) -> None:
        self.made = made
        said = [f"Đã chi {dong(made.spent)} đồng" + (f", {dong(made.unapproved)} đồng chưa duyệt" if made.unapproved else "") + "."]
        said += [f"{who}: còn phải trả {dong(left)} đồng." for who, _borne, _met, left in made.owed if left]
        said += [f"{source[0].upper()}{source[1:]}: còn phải hoàn {dong(left)} đồng." for _s, source, *_sums, left in made.advances if left]
        said += [f"▲ {note}" for note in made.notes]
        self.state.setText(" ".join(said))
        self.view.show_tables(costs.tables(made))

    def _open(self, make: Callable[[View], FormPage]) -> None:
        if self.made is not None:
            self.shell.open_page(make(self.made))

    def spend(self) -> None:
        """To the form of a cost."""
        self._open(lambda made: SpendPage(self.shell, made))

    def approve(self) -> None:
        """To the form of the head's approval; a word where nothing waits."""
        if self.made is not None and not any(r.approved is None for r in self.made.rows):
            self.shell.warn("Không còn khoản chi phí nào chờ duyệt.")
            return
        self._open(lambda made: ApprovePage(self.shell, made))

    def advance(self) -> None:
        """To the form of an advance."""
        self._open(lambda made: AdvancePage(self.shell, made))

    def repay(self) -> None:
        """To the form that gives an advance back; a word where none is open."""
        if self.made is not None and not any(a[5] > 0 for a in self.made.advances):
            self.shell.warn("Không còn tạm ứng nào phải hoàn trả.")
            return
        self._open(lambda made: RepayPage(self.shell, made))

    def collect(self) -> None:
        """To the form of a payment of costs by who bears them; a word where nobody owes any."""
        if self.made is not None and not any(left for *_x, left in self.made.owed):
            self.shell.warn("Không ai còn phải trả chi phí đã duyệt. Chi phí chưa duyệt thì ghi việc duyệt trước (Ctrl+Y).")
            return
        self._open(lambda made: CostCollectPage(self.shell, made))

    def _file_name(self) -> str:
        return f"chi-phi-{self.about.partition('/')[0]}"

    def print_out(self) -> None:
        """The sheet as it will be printed."""
        show_print(self, "Bảng kê chi phí", lambda: costs.listing(self.desk, self.key), self._file_name())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "costs", "Lưu bảng kê chi phí", lambda: costs.listing(self.desk, self.key), self._file_name())

    def first_focus(self) -> QWidget:
        return self.view.names

    def escape(self) -> bool:
        return self.view.back()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "ghi chi phí"), ("Ctrl+Y", "duyệt"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Chi phí của việc: Ctrl+T ghi khoản đã chi (ai chịu theo loại và luật của ngày chi), Ctrl+Y ghi việc thủ trưởng duyệt, Ctrl+U ghi tạm ứng "
            "của ngân sách hoặc của đương sự, Ctrl+R hoàn trả tạm ứng, Ctrl+M thu chi phí của người phải chịu. Chi phí đã duyệt người phải thi hành án "
            "chịu được đưa sẵn vào phần trừ trước của thứ tự thanh toán (Ctrl+Shift+M ở trang của việc). Xóa dòng ghi nhầm ở Diễn biến của việc."
        )


class _CostForm(FormPage):
    belongs = "matters"

    def __init__(self, shell: Shell, made: View) -> None:
        super().__init__(shell)
        self.made = made
        self.lay_out(self.specs(), f"{self.title}: {made.number}")

    def specs(self) -> Sequence[Spec]:
        """The fields."""
        raise NotImplementedError

    def act(self, v: dict[str, Any]) -> str:
        """Carry it out; what is said then."""
        raise NotImplementedError

    def subject(self) -> str:
        return self.made.key

    def take(self, v: dict[str, Any]) -> None:
        self.carry(lambda: (self.act(v), ("cash", "matters", f"matter:{self.made.key}")), self.back_saying)

    def _day(self, label: str = "Ngày") -> Spec:
        return Spec("day", label, "date", required=True, value=self.clock.today())

    def _form(self) -> Spec:
        return Spec("form", "Hình thức", "choice", options=WAYS, value="", beside=True)


class SpendPage(_CostForm):
    """A cost that was paid."""

    name = "cost-spend"
    title = "Ghi chi phí"

    def specs(self) -> Sequence[Spec]:
        made = self.made
        kinds = [(k.kind, k.title + (f" ({BEARERS[k.bearer].lower()} chịu)" if k.bearer else "")) for k in cash_law.law().kinds(self.clock.today())]
        sources = [("", "Không từ tạm ứng"), *((s, f"{words}, còn phải hoàn {dong(left)} đồng") for s, words, _t, _n, _b, left in made.advances)]
        bearers = [("", BY_LAW), *((b, BEARERS[b]) for b in cash_law.BEARERS)]
        return (
            self._day("Ngày chi"),
            Spec("kind", "Loại chi phí", "choice", required=True, options=kinds, value=kinds[0][0], beside=True, share=3),
            Spec("amount", "Số tiền (đồng)", "money", required=True),
            Spec("voucher", "Số chứng từ", beside=True, limit=40),
            self._form(),
            Spec("from", "Nguồn chi", "choice", options=sources, value=BUDGET if any(s == BUDGET for s, _w in sources) else "", share=2),
            Spec("bearer", "Ai chịu", "choice", options=bearers, value="", beside=True),
            Spec("party", "Người được thi hành án chịu", "choice", options=[("", "Không riêng ai"), *made.creditors], value="", beside=True),
        )

    def act(self, v: dict[str, Any]) -> str:
        costs.incur(
            self.desk, self.made.key, v["day"], v["kind"], v["amount"], bearer=v["bearer"] or "", from_=v["from"] or "", party=v["party"] or "",
            voucher=v["voucher"] or "", form=v["form"] or "",
        )  # fmt: skip
        return f"Đã ghi chi phí {dong(v['amount'])} đồng."


class ApprovePage(_CostForm):
    """The head approved."""

    name = "cost-approve"
    title = "Thủ trưởng duyệt chi phí"

    def specs(self) -> Sequence[Spec]:
        today = self.clock.today()
        with self.desk.reading() as reader:
            heads = [(p.person, p.name) for p in people.posts(reader) if p.post in costs.HEADS and p.on(today)]
        waits = [r for r in self.made.rows if r.approved is None]
        each = [(r.seq, f"{short_date(r.day)}, {r.title}: {dong(r.amount)} đồng") for r in waits]
        every = [(0, f"Mọi khoản chờ duyệt: {dong(sum(r.amount for r in waits))} đồng")]
        return (
            self._day("Ngày duyệt"),
            Spec("by", "Người duyệt", "choice", required=True, options=heads, value=heads[0][0] if heads else None, beside=True, share=2),
            Spec("cost", "Khoản chi phí", "choice", required=True, options=[*every, *each], value=0, share=3),
            Spec("amount", "Số được duyệt (đồng)", "money", note="Để trống: cả số đã chi", beside=True),
        )

    def act(self, v: dict[str, Any]) -> str:
        count = costs.approve(self.desk, self.made.key, v["day"], v["by"], v["cost"], v["amount"])
        return f"Đã ghi duyệt {count} khoản chi phí."


class AdvancePage(_CostForm):
    """Money was advanced."""

    name = "cost-advance"
    title = "Nhận tạm ứng chi phí"

    def specs(self) -> Sequence[Spec]:
        sources = [(BUDGET, "Ngân sách nhà nước"), *dict.fromkeys((*self.made.creditors, *self.made.debtors))]
        return (
            self._day(),
            Spec("from", "Của ai", "choice", required=True, options=sources, value=BUDGET, beside=True, share=2),
            Spec("amount", "Số tiền (đồng)", "money", required=True),
            Spec("voucher", "Số chứng từ", beside=True, limit=40),
            self._form(),
        )

    def act(self, v: dict[str, Any]) -> str:
        costs.advance(self.desk, self.made.key, v["day"], v["from"], v["amount"], voucher=v["voucher"] or "", form=v["form"] or "")
        return f"Đã ghi tạm ứng {dong(v['amount'])} đồng."


class RepayPage(_CostForm):
    """An advance went back."""

    name = "cost-repay"
    title = "Hoàn trả tạm ứng chi phí"

    def specs(self) -> Sequence[Spec]:
        still = [(s, f"{words}: còn phải hoàn {dong(left)} đồng", left) for s, words, _t, _n, _b, left in self.made.advances if left > 0]
        return (
            self._day("Ngày trả"),
            Spec("to", "Hoàn trả", "choice", required=True, options=[x[:2] for x in still], value=still[0][0], beside=True, share=2),
            Spec("amount", "Số tiền (đồng)", "money", required=True, value=still[0][2]),
            Spec("voucher", "Số chứng từ", beside=True, limit=40),
            self._form(),
        )

    def act(self, v: dict[str, Any]) -> str:
        costs.repay(self.desk, self.made.key, v["day"], v["to"], v["amount"], voucher=v["voucher"] or "", form=v["form"] or "")
        return f"Đã ghi hoàn trả tạm ứng {dong(v['amount'])} đồng."


class CostCollectPage(_CostForm):
    """Who bears costs paid them."""

    name = "cost-collect"
    title = "Thu tiền chi phí"

    def specs(self) -> Sequence[Spec]:
        owing = [(b, f"{BEARERS[b]}: còn {dong(left)} đồng", left) for b in ("debtor", "creditor") for w, _x, _y, left in self.made.owed
                 if w == BEARERS[b] and left]  # fmt: skip
        payers = [("", "Không ghi tên"), *dict.fromkeys((*self.made.debtors, *self.made.creditors))]
        return (
            self._day("Ngày thu"),
            Spec("bearer", "Người chịu", "choice", required=True, options=[x[:2] for x in owing], value=owing[0][0], beside=True, share=2),
            Spec("amount", "Số tiền (đồng)", "money", required=True, value=owing[0][2]),
            Spec("receipt", "Số biên lai", beside=True, limit=40),
            self._form(),
            Spec("party", "Người nộp", "choice", options=payers, value=""),
        )

    def act(self, v: dict[str, Any]) -> str:
        costs.collect(
            self.desk, self.made.key, v["day"], v["bearer"], v["amount"], party=v["party"] or "", receipt=v["receipt"] or "", form=v["form"] or "",
        )  # fmt: skip
        return f"Đã thu chi phí {dong(v['amount'])} đồng."

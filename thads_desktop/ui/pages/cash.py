"""The cashier's day: every movement of money, totals, the fund, numbers; from here to the money that waits and to the accountant."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.domain.movements import UNTOLD
from thads_desktop.services import cash_files, cashier, people
from thads_desktop.services.cash_words import FORMS, KINDS
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice, state_label
from thads_desktop.ui.period_row import PeriodRow
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.cashier import DayBook, Line, MoneyFilter

EMPTY = "Không có khoản thu, chi nào trong những ngày này."
NO_DAYS = "⚠ Ngày đầu hoặc ngày cuối chưa đúng: hãy nhập ngày/tháng/năm."
#: Of the sentences on numbers so many are said here; all of them stand in the totals.
SAID = 2


class CashPage(Page):
    """Filters above, the movements as they are painted, what they come to between."""

    name = "cash"
    title = "Thu, chi tiền"
    topics = ("cash", "matters", "intake")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: DayBook | None = None
        self._asked: MoneyFilter | None = None
        with self.desk.reading() as reader:
            officers = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
        self.period = PeriodRow(self.clock, "today", days=True)
        self.period.changed.connect(self._ask)
        self.officer = choice("officer", "Chấp hành viên   Ctrl+H", [("", "Mọi chấp hành viên"), *officers, ("-", "Chưa phân công")], 15, self._ask)
        kinds = [("", "Mọi loại"), *((k, w) for k, w in KINDS.items() if k not in ("counted", "prison_waits")), ("!", "Chưa ghi số biên lai")]
        self.kind = choice("kind", "Loại thu, chi   Ctrl+B", kinds, 15, self._ask)
        forms = [("", "Mọi hình thức"), ("cash", FORMS["cash"]), ("bank", FORMS["bank"]), ("?", FORMS[""])]
        self.form = choice("form", "Hình thức   Ctrl+Y", forms, 11, self._ask)
        self.body.addLayout(FlowRow(self.heading(), *self._buttons()))
        self.body.addLayout(FlowRow(*self.period.widgets(), self.officer, self.kind, self.form))
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = PagedTableModel(self.worker, self._columns(), self._ids, self._rows, (), self)
        self.table = TableView(self.model, self, EMPTY)
        self.table.setObjectName("cash-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table))
        self._actions()

    # --- building -----------------------------------------------------------------------------------

    def _buttons(self) -> list[QPushButton]:
        return buttons(
            ("Cộng theo loại   Ctrl+I", self.totals), ("Kiểm kê quỹ   Ctrl+T", self.count), ("Tiền chờ xử lý   Ctrl+G", self.waiting),
            ("Đối chiếu kế toán   Ctrl+J", self.reconcile), ("Trại giam   Ctrl+U", self.prison), ("In   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip

    def _actions(self) -> None:
        self.action("Ngày trước", "Ctrl+Up", lambda: self._turn(-1))
        self.action("Ngày sau", "Ctrl+Down", lambda: self._turn(1))
        self.action("Lọc theo chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("Lọc theo loại thu, chi", "Ctrl+B", self.kind.setFocus)
        self.action("Lọc theo hình thức", "Ctrl+Y", self.form.setFocus)
        self.action("Bỏ mọi bộ lọc", "Ctrl+Shift+F", self._clear)
        self.action("Cộng theo loại, tồn quỹ, số biên lai", "Ctrl+I", self.totals)
        self.action("Ghi kiểm kê quỹ tiền mặt", "Ctrl+T", self.count, icon="plus")
        self.action("Ghi tiền mặt nộp vào, rút khỏi tài khoản", "Ctrl+M", self.carry)
        self.action("Ghi hình thức của dòng đang chọn: tiền mặt, chuyển khoản", "Ctrl+Shift+X", self.way)
        self.action("Xóa dòng quỹ ghi nhầm", "Ctrl+Delete", self.strike)
        self.action("Tiền thu trước khi có quyết định, còn giữ", "Ctrl+G", self.waiting)
        self.action("Tạm ứng chi phí còn phải hoàn trả", "Ctrl+R", self.advances)
        self.action("Tiền trại giam thu", "Ctrl+U", self.prison)
        self.action("Đối chiếu với kế toán", "Ctrl+J", self.reconcile)
        self.action("In bảng kê thu, chi", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng kê thu, chi thành Excel hoặc PDF", "F8", self.save, icon="export")

    def _columns(self) -> list[Column]:
        def receipt(row: Line) -> str:
            return row.receipt or (cash_files.MISSING if row.missing else "")

        return [
            Column("Ngày", lambda r: r.day, width=10),
            Column("Biên lai, chứng từ", receipt, width=17, least=12, tone=lambda r: "red" if r.missing else "neutral"),
            Column("Nội dung", lambda r: r.words, width=27, least=18),
            Column("Việc, bản án", lambda r: r.about, width=18, least=13),
            Column("Người nộp, người nhận", lambda r: r.who, width=0, least=24),
            Column("Hình thức", lambda r: r.form, width=16, least=12, spare=2, tone=lambda r: "amber" if r.form == FORMS[""] else "neutral"),
            Column("Thu", lambda r: r.income, "right", 14),
            Column("Chi", lambda r: r.spent, "right", 14),
            Column("Nội bộ", lambda r: r.within, "right", 14, spare=1),
        ]

    # --- asking -------------------------------------------------------------------------------------

    def wanted(self) -> MoneyFilter | None:
        """What the filters say; None while a day cannot be read."""
        period = self.period.period()
        if period is None:
            return None
        kind = self.kind.currentData() or ""
        bare = kind == "!"
        return cashier.wanted(*period, self.officer.currentData() or "", "" if bare else kind, self.form.currentData() or "", unnumbered=bare)

    def refresh(self) -> None:
        self._ask()

    def _ask(self) -> None:
        from thads_desktop.domain.refusal import Refused

        try:
            asked = self.wanted()
        except Refused as refused:
            self._refused(refused.refusals)
            return
        if asked is None:
            self.state.setText(NO_DAYS)
            return
        self._asked = asked
        self.model.reload()
        self.worker.run_read(lambda: cashier.book(self.desk, asked), self._take, key="cash", owner=self, on_refused=self._refused)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))

    def _take(self, made: DayBook) -> None:
        self.made = made
        said = [
            f"Thu {dong(made.sum('in'))}, chi {dong(made.sum('out'))} đồng.",
            f"Quỹ tiền mặt: đầu kỳ {cash_files.signed(made.opening)}, cuối kỳ {cash_files.signed(made.closing)} đồng. {made.base}",
        ]
        if made.counted is not None and made.counted[2]:
            said.append(f"▲ Kiểm kê lệch {cash_files.signed(made.counted[2])} đồng so với sổ.")
        if negative := cashier.negative(made):
            said.append(f"▲ {negative}")
        if made.unnumbered:
            said.append(f"▲ {dong(made.unnumbered)} khoản thu chưa ghi số biên lai.")
        if made.unsaid:
            said.append(f"{dong(made.unsaid)} đồng chưa ghi tiền mặt hay chuyển khoản, không tính vào quỹ.")
        said += [f"▲ {x}" for x in made.numbers[:SAID]]
        if len(made.numbers) > SAID:
            said.append(f"Còn {len(made.numbers) - SAID} điều nữa về số biên lai: Ctrl+I.")
        self.state.setText(" ".join(said))

    def _ids(self, _order: str, _descending: bool) -> Sequence[Hashable]:
        return cashier.ids(self.desk, self._asked) if self._asked is not None else []

    def _rows(self, keys: Sequence[Any]) -> Sequence[Line | None]:
        return cashier.lines(self.desk, keys)

    def _turn(self, days: int) -> None:
        period = self.period.period()
        if period is not None:
            first, last = period
            # A single day turns to the next one, a span to the span beside it.
            step = timedelta(days=days * ((last - first).days + 1))
            self.period.show(first + step, last + step)

    def _clear(self) -> None:
        for box in (self.officer, self.kind, self.form):
            box.setCurrentIndex(0)

    # --- acts ---------------------------------------------------------------------------------------

    def _current(self) -> Line | None:
        row: Line | None = self.table.current_row()
        return row

    def _open(self, _key: object) -> None:
        row = self._current()
        if row is not None and row.opens:
            open_of(self.shell, row.opens)
        elif row is not None:
            self.shell.warn("Dòng của quỹ, không thuộc việc nào. Ctrl+Delete để xóa nếu ghi nhầm.")

    def totals(self) -> None:
        """Totals by kind, the fund, numbers, as tables."""
        from thads_desktop.ui.pages.cash_totals import CashTotalsPage

        if self.made is not None:
            self.shell.open_page(CashTotalsPage(self.shell, self.made))

    def count(self) -> None:
        """To the form of a counting."""
        from thads_desktop.ui.pages.cash_forms import CountPage

        self.shell.open_page(CountPage(self.shell))

    def carry(self) -> None:
        """To the form of cash carried to the account, or from it."""
        from thads_desktop.ui.pages.cash_forms import FundMovePage

        self.shell.open_page(FundMovePage(self.shell))

    def way(self) -> None:
        """To the form that tells whether the chosen line was cash."""
        from thads_desktop.ui.pages.cash_forms import WayPage

        row = self._current()
        if row is None or row.kind not in UNTOLD:
            self.shell.warn("Chọn một lần hoàn trả, trả lại, trừ trước, sung quỹ hoặc bị trả về. Tiền thu thì ghi ở biên lai, trong việc ấy.")
            return
        self.shell.open_page(WayPage(self.shell, row))

    def strike(self) -> None:
        """To the form that strikes the chosen line of the fund."""
        from thads_desktop.ui.pages.cash_forms import FundStrikePage

        row = self._current()
        if row is None or row.opens:
            self.shell.warn("Chỉ xóa ở đây dòng nộp, rút tiền của quỹ. Khoản thu, chi của một việc thì xóa trong việc ấy (Enter để mở).")
            return
        self.shell.open_page(FundStrikePage(self.shell, row))

    def waiting(self) -> None:
        """To the money that was taken before a decision and still waits."""
        from thads_desktop.ui.pages.held_waiting import HeldWaitingPage

        self.shell.open_page(HeldWaitingPage(self.shell))

    def advances(self) -> None:
        """To the advances that are still to be given back."""
        from thads_desktop.ui.pages.advances import AdvancesPage

        self.shell.open_page(AdvancesPage(self.shell))

    def prison(self) -> None:
        """To the money that prisons collected."""
        from thads_desktop.ui.pages.prison import PrisonPage

        self.shell.open_page(PrisonPage(self.shell))

    def reconcile(self) -> None:
        """To the accountant's figures."""
        from thads_desktop.ui.pages.reconcile import ReconcilePage

        self.shell.open_page(ReconcilePage(self.shell))

    def _listing(self) -> Callable[[], Any] | None:
        asked = self._asked
        return None if asked is None else lambda: cash_files.listing(self.desk, asked)

    def print_out(self) -> None:
        """The list as it will be printed."""
        make = self._listing()
        if make is not None and self._asked is not None:
            show_print(self, "Bảng kê thu, chi tiền", make, cash_files.file_name(self._asked))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        make = self._listing()
        if make is not None and self._asked is not None:
            prompt_save(self, self.progress, "cash", "Lưu bảng kê thu, chi", make, cash_files.file_name(self._asked))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Ctrl+↓", "ngày sau"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Mọi khoản thu, chi của một ngày hoặc một kỳ, của mọi việc. Ctrl+↑ Ctrl+↓ đổi ngày; Ctrl+H lọc theo chấp hành viên, Ctrl+B theo loại, "
            "Ctrl+Y theo hình thức (Ctrl+Shift+X ghi hình thức còn thiếu), "
            "Ctrl+Shift+F bỏ lọc. Enter mở việc của dòng đang chọn. Ctrl+I xem cộng theo loại, tồn quỹ, số biên lai thiếu "
            "hoặc trùng. Ctrl+T ghi kiểm kê quỹ, Ctrl+M ghi tiền mặt nộp vào hoặc rút khỏi tài khoản, Ctrl+Delete xóa dòng quỹ ghi nhầm. Ctrl+G mở "
            "tiền thu trước khi có quyết định còn giữ, Ctrl+J đối chiếu với kế toán, Ctrl+U tiền trại giam thu, Ctrl+R tạm ứng chi phí chưa hoàn. "
            "Ctrl+P in, F8 lưu Excel hoặc PDF có chỗ thủ quỹ và kế toán ký."
        )

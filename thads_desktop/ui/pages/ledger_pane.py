"""The ledger of a matter within its page of money: every movement, sums by obligation and by person, and what is done from there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import inspection_files, ledger_view, money_way, queries
from thads_desktop.ui import theme
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.ledger_view import LedgerView, LineSum, Movement, PersonSum
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.pages.matter_money import MatterMoneyPage

TITLE = "Sổ thu, chi"
EMPTY = "Chưa có khoản thu, chi nào: Ctrl+T ở trang của việc để ghi một lần thu."
TABS = ("Từng lần thu, chi", "Theo khoản", "Theo người")
HELP = (
    "Sổ thu, chi: từng lần thu, chi với biên lai, số còn giữ sau mỗi dòng (Ctrl+4); theo khoản, theo người ở hai bảng bên (Ctrl+5, Ctrl+6). "
    "Ctrl+Shift+C chi trả; Ctrl+R biên lai của dòng đang chọn; Ctrl+Shift+B báo người nhận; Ctrl+Shift+N ghi người được thi hành án; "
    "Ctrl+Shift+K gửi tiền; Ctrl+Shift+I nộp quỹ; Ctrl+Shift+R tiền bị trả về, Ctrl+Shift+X hình thức; Ctrl+Shift+Y sung quỹ; "
    "Ctrl+Shift+Q quyết định thu phí; Ctrl+Delete xóa dòng ghi nhầm; Ctrl+P in, F8 lưu. Alt+Enter: vì sao."
)


class LedgerPane(QWidget):
    """Three tables; the acts are the page's, so that F1 and Ctrl+K know them."""

    def __init__(self, page: MatterMoneyPage) -> None:
        super().__init__(page)
        self.page = page
        self.found: LedgerView | None = None
        self.view: MatterView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2), 0, 0)
        self.sums, self.warnings, self.decisions = _words("ledger-sums"), _words("ledger-warnings"), _words("ledger-decisions")
        self.sums.setProperty("heading", True)
        self.decisions.setProperty("quiet", True)
        self.progress = ProgressPanel(page.worker, self)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("ledger-tabs")
        # As of the page of a matter: its bar is the stop of Tab.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.moves, self.move_table = _table(self, _MOVES, "ledger-moves", TABS[0], EMPTY)
        self.lines, self.line_table = _table(self, _LINES, "ledger-lines", TABS[1], "Việc này không có khoản tiền nào.")
        self.persons, self.person_table = _table(self, _PERSONS, "ledger-persons", TABS[2], "Chưa ghi đương sự của khoản tiền nào.")
        self.tables = (self.move_table, self.line_table, self.person_table)
        for words, table in zip(TABS, self.tables, strict=True):
            self.tabs.addTab(with_words(table), words)
        for widget in (self.sums, self.warnings, self.decisions, self.progress):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        self._actions()

    def _actions(self) -> None:
        page = self.page
        for at, words in enumerate(TABS):
            page.action(f"{TITLE}: {words.lower()}", f"Ctrl+{at + 4}", partial(self.show_tab, at))
        page.action("Chi trả tiền thi hành án", "Ctrl+Shift+C", self.pay_out)
        page.action("Ghi, bổ sung biên lai của lần thu đang chọn", "Ctrl+R", lambda: self._at("receipt", "Collected"))
        page.action("Thông báo người được nhận tiền", "Ctrl+Shift+B", lambda: self._act("payee"))
        page.action("Ghi người được thi hành án của khoản chưa ghi", "Ctrl+Shift+N", lambda: self._act("named"))
        page.action("Gửi tiền chưa trả được (tiết kiệm, Kho bạc)", "Ctrl+Shift+K", lambda: self._act("deposit"))
        page.action("Nộp tiền mặt vào quỹ", "Ctrl+Shift+I", lambda: self._act("fund"))
        page.action("Tiền của lần chi đang chọn bị trả về", "Ctrl+Shift+R", lambda: self._at("back", "PaidOut"))
        page.action("Ghi hình thức trả tiền (tiền mặt, chuyển khoản) của dòng đang chọn", "Ctrl+Shift+X", self._way)
        page.action("Sung quỹ tiền không ai nhận", "Ctrl+Shift+Y", lambda: self._act("forfeit"))
        page.action("Ra quyết định thu phí cho phí đã trừ", "Ctrl+Shift+Q", self.fee_decision)
        page.action("Xóa dòng ghi nhầm của sổ thu, chi", "Ctrl+Delete", self._strike)
        page.action("In sổ thu, chi", "Ctrl+P", self.print_out, icon="print")
        page.action("Lưu sổ thu, chi thành Excel hoặc PDF", "F8", self.save, icon="export")

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the ledger, and for the matter on which acts are begun."""
        desk, key = self.page.desk, self.page.key
        self.page.worker.run_read(
            lambda: (ledger_view.of(desk, key), queries.matter(desk, key)), self._take, key=f"ledger-{id(self)}", owner=self, on_refused=self._refused
        )

    def _take(self, answer: tuple[LedgerView, MatterView]) -> None:
        self.found, self.view = answer
        self.sums.setText(self.found.sums)
        self.warnings.setText("\n".join(f"⚠ {w}" for w in self.found.warnings))
        self.warnings.setVisible(bool(self.found.warnings))
        said = "; ".join(f"số {number or '…'} ngày {short_date(day)}: {dong(amount)} đồng" for day, number, amount in self.found.decisions)
        self.decisions.setText(f"Quyết định thu phí {said}." if said else "")
        self.decisions.setVisible(bool(said))
        self.moves.set_rows(self.found.rows)
        self.lines.set_rows(self.found.lines)
        self.persons.set_rows(self.found.persons)
        self.page.panes.setTabText(3, f"{TITLE}: giữ {dong(self.found.held)} đồng" if self.found.rows else TITLE)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.sums.setText(" ".join(sentence(r) for r in refusals))

    def show_tab(self, at: int) -> None:
        """To one of the tables."""
        self.page.panes.setCurrentIndex(3)
        self.tabs.setCurrentIndex(at)
        self.tables[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def movement(self) -> Movement | None:
        """The line of the ledger under the hand."""
        key = self.move_table.current_key()
        row: Movement | None = self.moves.content(self.moves.place(key)) if isinstance(key, int) else None
        return row

    def line(self) -> LineSum | None:
        """The obligation under the hand."""
        key = self.line_table.current_key()
        row: LineSum | None = self.lines.content(self.lines.place(key)) if isinstance(key, int) else None
        return row

    def person(self) -> PersonSum | None:
        """The person under the hand."""
        key = self.person_table.current_key()
        row: PersonSum | None = self.persons.content(self.persons.place(key)) if key is not None else None
        return row

    # --- what is done -------------------------------------------------------------------------------

    def pay_out(self) -> None:
        """To the page that proposes who gets what."""
        from thads_desktop.ui.pages.payout import PayoutPage

        if self.view is not None:
            self.page.shell.open_page(PayoutPage(self.page.shell, self.page.key, self.page.about))

    def _act(self, key: str, subject: int = 0) -> None:
        from thads_desktop.ui.pages.act import ActPage
        from thads_desktop.ui.pages.money_specs import act_of

        if self.view is None:
            return
        at = self.tabs.currentIndex()
        move, line, person = self.movement(), self.line(), self.person()
        which = max(0, line.line) if at == 1 and line is not None else move.line if at == 0 and move is not None else 0
        who = person.party if at == 2 and person is not None else move.party if at == 0 and move is not None else ""
        page = ActPage(self.page.shell, self.page.key, key, self.view, subject, act_of(key, subject, which, who))
        self.page.shell.open_page(page)

    def _at(self, key: str, event: str) -> None:
        """An act about the chosen movement, which must be of that kind."""
        row = self.movement()
        if row is None or row.event != event:
            what = "một lần thu tiền" if event == "Collected" else "một lần chi trả"
            self.page.shell.warn(f"Hãy chọn {what} trong bảng Từng lần thu, chi (Ctrl+4).")
            return
        self._act(key, row.seq)

    def _way(self) -> None:
        row = self.movement()
        if row is None or row.event not in {t.__name__ for t in money_way.MOVED}:
            self.page.shell.warn("Hãy chọn một lần trả lại, trừ trước, sung quỹ hoặc bị trả về trong bảng Từng lần thu, chi (Ctrl+4).")
            return
        self._act("way", row.seq)

    def _strike(self) -> None:
        row = self.movement()
        if row is None or self.view is None or self.page.panes.currentIndex() != 3:
            self.page.shell.warn("Hãy chọn một dòng trong bảng Từng lần thu, chi (Ctrl+4).")
            return
        from thads_desktop.ui.pages.act import ActPage

        self.page.shell.open_page(ActPage(self.page.shell, self.page.key, "strike", self.view, subject=row.seq))

    def fee_decision(self) -> None:
        """To a decision on the fee, filled with the oldest collection that was kept back of and is not decided yet."""
        from thads_desktop.services import fee_decisions
        from thads_desktop.ui.pages.paper import PaperPage

        if self.view is None:
            return
        desk, view = self.page.desk, self.view

        def opened(drafts: Any) -> None:
            self.page.shell.open_page(PaperPage(self.page.shell, drafts[0].form, view, drafts[0]))
            if len(drafts) > 1:
                self.page.shell.tell(f"Mỗi lần thu một quyết định: đang mở lần thu cũ nhất, còn {len(drafts) - 1} lần nữa; ban hành rồi làm tiếp.")

        self.page.worker.run_read(
            lambda: fee_decisions.drafts(desk, self.page.key), opened, key=f"fee-{id(self)}", owner=self,
            on_refused=lambda refusals: self.page.shell.warn(" ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def print_out(self) -> None:
        """The ledger as it will print."""
        found = self.found
        if found is not None:
            made = partial(ledger_view.listing, self.page.desk, found, inspection_files.MOST)
            show_print(self.page, f"{TITLE}: {found.number_text}", made, _file(found))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        found = self.found
        if found is not None:
            prompt_save(self.page, self.progress, "ledger", "Lưu sổ thu, chi", lambda: ledger_view.listing(self.page.desk, found), _file(found))


def _file(found: LedgerView) -> str:
    return f"so-thu-chi-{found.number_text.replace('/', '-')}"


def _table(parent: QWidget, columns: list[Column], name: str, words: str, empty: str) -> tuple[RowsModel, TableView]:
    keys = {"ledger-moves": lambda r: r.key, "ledger-lines": lambda r: r.line, "ledger-persons": lambda r: (r.side, r.party)}
    model = RowsModel(columns, keys[name], parent)
    table = TableView(model, parent, empty)
    table.setObjectName(name)
    table.setAccessibleName(words)
    table.picks_first = True
    return model, table


def _words(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made


_MOVES = [
    Column("Ngày", lambda r: r.day, width=10),
    Column("Diễn biến", lambda r: r.what, width=17),
    Column("Khoản", lambda r: r.account, width=12),
    Column("Người", lambda r: r.who, width=0, least=16),
    Column("Biên lai, chứng từ", lambda r: r.receipt, width=30, least=18, tone=lambda r: "red" if r.missing else "neutral"),
    Column("Thu", lambda r: r.into or None, "right", 13),
    Column("Chi", lambda r: r.out or None, "right", 13),
    Column("Trong đó phí", lambda r: r.fee or None, "right", 11, spare=1),
    Column("Khoản còn giữ", lambda r: r.balance, "right", 13, spare=2),
    Column("Cả việc còn giữ", lambda r: r.whole, "right", 13),
]
_LINES = [
    Column("Khoản", lambda r: r.text, width=0, least=22),
    Column("Người được thi hành án", lambda r: r.creditors, width=24, least=16, spare=2),
    Column("Phải thi hành", lambda r: r.due, "right", 14),
    Column("Đã thu", lambda r: r.came, "right", 14),
    Column("Đã chi trả", lambda r: r.paid, "right", 14),
    Column("Phí", lambda r: r.fee or None, "right", 12),
    Column("Trừ, trả lại, ngoài sổ", lambda r: r.other or None, "right", 18, spare=3),
    Column("Còn giữ", lambda r: r.held, "right", 14),
    Column("Đang gửi", lambda r: r.deposited or None, "right", 14, spare=1),
    Column("Còn phải thi hành", lambda r: r.rest, "right", 16),
]
_PERSONS = [
    Column("Người", lambda r: r.name, width=0, least=22),
    Column("Bên", lambda r: ledger_view.SIDES[r.side] + (f" ({ledger_view.SEVERAL})" if r.shared else ""), width=22, least=16),
    Column("Phải thi hành, được hưởng", lambda r: r.due, "right", 22),
    Column("Đã thu", lambda r: r.came, "right", 14),
    Column("Đã chi trả", lambda r: r.paid if r.side == "creditor" else None, "right", 14),
    Column("Phí", lambda r: r.fee or None, "right", 12),
    Column("Còn giữ", lambda r: r.held if r.side == "creditor" else None, "right", 14),
    Column("Còn lại", lambda r: r.rest, "right", 14),
]

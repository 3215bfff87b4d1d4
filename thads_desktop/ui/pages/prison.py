"""Money collected in prisons: what has not reached the office yet, with its term; noted one by one or as a prison's list; arrived."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import cash_law
from thads_desktop.services import masking, prison_money, queries
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label
from thads_desktop.ui.period_row import PeriodRow
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.prison_money import Waiting

TOPICS = ("cash", "matters", "deadlines")
NONE = "Không có khoản nào trại giam đã thu mà chưa về cơ quan. Ctrl+T ghi một khoản, Ctrl+O lấy cả danh sách của trại giam."


class PrisonPage(Page):
    """What waits; for the print, a period of what came."""

    name = "prison"
    title = "Tiền trại giam thu"
    belongs = "cash"
    topics = ("cash", "matters")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        acts = buttons(
            ("Ghi một khoản   Ctrl+T", self.note), ("Tiền đã về   Ctrl+D", self.arrive), ("Danh sách của trại giam   Ctrl+O", self.batch),
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.period = PeriodRow(self.clock)
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addLayout(FlowRow(QLabel("In khoản đã về trong kỳ:"), *self.period.widgets()))
        self.state = QLabel()
        self.state.setObjectName("state")
        self.body.addWidget(self.state)
        note = quiet_label(cash_law.law().said["prison"].words)
        self.body.addWidget(note)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        today = self.clock.today

        def late(row: Waiting) -> Any:
            return "red" if row.due is not None and row.due < today() else "neutral"

        self.model = RowsModel(
            [
                Column("Trại giam thu ngày", lambda r: r.day, width=17, least=11),
                Column("Trại giam", lambda r: r.prison, width=24, least=16),
                Column("Phạm nhân", lambda r: r.who, width=0, least=20),
                Column("Việc", lambda r: r.number, width=17, least=13),
                Column("Chứng từ", lambda r: r.voucher, width=12, spare=2),
                Column("Số tiền", lambda r: r.amount, "right", 14),
                Column("Hạn chuyển tiền", lambda r: prison_money.due_words(r, today()), width=25, least=18, tone=late),
                Column("Căn cứ, lưu ý", lambda r: "; ".join(x for x in (r.cite, r.note) if x), width=24, least=12, spare=1),
            ],
            lambda r: r.key,
            self,
        )
        self.table = TableView(self.model, self, NONE)
        self.table.setObjectName("prison-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self._open())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Ghi một khoản trại giam đã thu", "Ctrl+T", self.note, icon="plus")
        self.action("Ghi tiền đã về cơ quan", "Ctrl+D", self.arrive)
        self.action("Lấy danh sách của trại giam: tệp hoặc dán", "Ctrl+O", self.batch, icon="import")
        self.action("In danh sách tiền trại giam thu", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách tiền trại giam thu thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: prison_money.waiting(self.desk), self._take, key="prison", owner=self)

    def _take(self, rows: list[Waiting]) -> None:
        self.model.set_rows(rows)
        self.state.setText(prison_money.total(rows))

    def _current(self) -> Waiting | None:
        row: Waiting | None = self.table.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một dòng trong danh sách.")
        return row

    def _open(self) -> None:
        row = self._current()
        if row is not None:
            open_of(self.shell, f"matter:{row.matter}")

    def note(self) -> None:
        """To the form of one sum."""
        self.shell.open_page(PrisonFindPage(self.shell))

    def arrive(self) -> None:
        """To the form that says that the chosen sum is here."""
        row = self._current()
        if row is not None:
            self.shell.open_page(PrisonArrivePage(self.shell, row))

    def batch(self) -> None:
        """To a prison's list."""
        from thads_desktop.ui.pages.prison_batch import PrisonBatchPage

        self.shell.open_page(PrisonBatchPage(self.shell))

    def _listing(self) -> Listing:
        period = self.period.period()
        if period is None:
            raise Refused(Refusal("date.bad", {"text": self.period.since.text()}))
        return prison_money.listing(self.desk, *period)

    def print_out(self) -> None:
        """The list as it will be printed."""
        show_print(self, self.title, self._listing, "tien-trai-giam")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "prison", "Lưu danh sách tiền trại giam thu", self._listing, "tien-trai-giam")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "ghi một khoản"), ("Ctrl+D", "tiền đã về"), ("Ctrl+O", "danh sách"))

    def help(self) -> str:
        return (
            "Khoản tiền trại giam đã thu của phạm nhân phải thi hành án mà chưa về cơ quan, cũ nhất đứng đầu; quá hạn chuyển thì đỏ. Ctrl+T ghi một "
            "khoản theo số quyết định, Ctrl+O lấy cả danh sách của trại giam (tệp hoặc dán). Ctrl+D khi tiền đã về: từ lúc ấy mới là tiền của việc. "
            "Ctrl+P in kèm các khoản đã về trong kỳ và phần phí của trại giam."
        )


class _Back(FormPage):
    belongs = "cash"


class PrisonFindPage(_Back):
    """Which matter: by its number."""

    name = "prison-find"
    title = "Ghi khoản trại giam đã thu: của việc nào"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lay_out((Spec("number", "Số quyết định thi hành án", required=True, limit=60, note="ví dụ 12 hoặc 12/QĐ-CCTHADS"),), accept="Tiếp")

    def take(self, v: dict[str, Any]) -> None:
        with self.desk.reading() as reader:
            found = reader.projections.matters_numbered(v["number"])
        if len(found) == 1:
            self.carry(lambda: (found[0].matter, ()), self._go)
        elif found:
            self.refused((Refusal("prison.many_matters", {"count": str(len(found)), "number": v["number"]}, "number"),))
        else:
            self.refused((Refusal("prison.no_matter", {"number": v["number"]}, "number"),))

    def _go(self, matter: str) -> None:
        self.shell.back()
        self.shell.open_page(PrisonNotePage(self.shell, matter))


class PrisonNotePage(_Back):
    """One sum."""

    name = "prison-note"
    title = "Ghi khoản trại giam đã thu"

    def __init__(self, shell: Shell, matter: str) -> None:
        super().__init__(shell)
        self.matter = matter
        view = queries.matter(self.desk, matter)
        lines = [(x.line, f"{x.line}. {x.text or 'Khoản phải thi hành'}: còn {dong(x.rest)} đồng") for x in view.lines if x.due is not None]
        known = prison_money.prisons(self.desk)
        with self.desk.reading() as reader:
            debtors = [p for s in view.state.lines.values() for p in s.line.debtors]
            names = masking.names(self.desk, reader)
            who = [(p, names.name("party", p)) for p in dict.fromkeys(debtors)]
        self.lay_out(
            (
                Spec("prison", "Trại giam", required=True, limit=200, value=known[0][1] if len(known) == 1 else None, share=2,
                     note=f"đã có: {', '.join(n for _k, n in known[:4])}" if known else ""),
                Spec("party", "Phạm nhân", "choice", options=who, value=who[0][0] if who else None, beside=True, share=2),
                Spec("day", "Trại giam thu ngày", "date", required=True),
                Spec("line", "Khoản", "choice", required=True, options=lines, value=lines[0][0] if lines else None, beside=True, share=2),
                Spec("amount", "Số tiền (đồng)", "money", required=True),
                Spec("voucher", "Số chứng từ của trại giam", beside=True, limit=40),
                Spec("arrived", "Ngày tiền về cơ quan", "date", note="để trống nếu chưa về"),
                Spec("receipt", "Số biên lai của cơ quan", beside=True, limit=40, note="khi tiền đã về"),
            ),
            f"{self.title}: {view.number_text}",
        )  # fmt: skip

    def subject(self) -> str:
        return self.matter

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            prison_money.collect(
                self.desk, self.matter, v["day"], v["line"], v["amount"], v["prison"], party=v["party"] or "", voucher=v["voucher"] or "",
                arrived=v["arrived"], receipt=v["receipt"] or "",
            )  # fmt: skip
            return f"Đã ghi khoản trại giam thu {dong(v['amount'])} đồng.", (*TOPICS, f"matter:{self.matter}")

        self.carry(write, self.back_saying)


class PrisonArrivePage(_Back):
    """A sum reached the office."""

    name = "prison-arrive"
    title = "Tiền trại giam thu đã về"

    def __init__(self, shell: Shell, row: Waiting) -> None:
        super().__init__(shell)
        self.row = row
        self.lay_out(
            (
                Spec("arrived", "Ngày tiền về", "date", required=True, value=self.clock.today()),
                Spec("receipt", "Số biên lai", beside=True, limit=40, note="để trống nếu chưa viết"),
            ),
            f"{self.title}: {row.who}, việc {row.number}, {dong(row.amount)} đồng", "Ghi tiền đã về",
        )  # fmt: skip

    def subject(self) -> str:
        return self.row.key

    def take(self, v: dict[str, Any]) -> None:
        row = self.row

        def write() -> tuple[str, tuple[str, ...]]:
            held = prison_money.arrive(self.desk, row.matter, row.seq, v["arrived"], v["receipt"] or "")
            more = f"; việc đang giữ {dong(held)} đồng cho người nộp" if held else ""
            return f"Đã ghi {dong(row.amount)} đồng về cơ quan{more}.", (*TOPICS, f"matter:{row.matter}")

        self.carry(write, self.back_saying)

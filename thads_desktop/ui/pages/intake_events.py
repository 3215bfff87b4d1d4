"""What happened to one received judgment; a typing error is struck with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.standing import in_force
from thads_desktop.services import acts, queries, receipts
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.receipt_fields import number_spec, official, receipt_specs
from thads_desktop.ui.row_words import struck_line
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.timeline import TimelineItem


class IntakeEventsPage(Page):
    """The events of a judgment, newest first."""

    name = "intake-events"
    title = "Diễn biến của bản án"
    topics = ("intake",)

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment, self.number = judgment, number
        self.body.addWidget(self.heading(f"{self.title}: {number}"))
        self.model = RowsModel(
            [
                Column("Ngày", lambda r: r.day, width=10),
                Column("Diễn biến", lambda r: r.what + (" (đã xóa)" if r.struck else ""), width=40),
                Column("Chi tiết", lambda r: r.detail, width=0),
                Column("Người ghi", lambda r: r.actor, width=18),
            ],
            lambda r: r.seq,
            self,
        )
        self.table = TableView(self.model, self, "Chưa có diễn biến.")
        self.table.setObjectName("intake-events-table")
        self.table.picks_first = True
        self.body.addWidget(self.table, 1)
        self.action("Xóa dòng ghi nhầm", "Ctrl+Delete", self._strike)
        self.action("Ghi, bổ sung biên lai của khoản tiền đang chọn", "Ctrl+R", self._receipt)
        self.action("Nộp vào quỹ tiền mặt của dòng đang chọn", "Ctrl+Shift+I", self._fund)

    def refresh(self) -> None:
        self.worker.run_read(
            lambda: queries.received(self.desk, self.judgment), self.model.set_rows, key=f"received-{self.judgment}", owner=self
        )

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Delete", "xóa dòng ghi nhầm"), ("Ctrl+R", "biên lai"), ("Esc", "trở lại"))

    def help(self) -> str:
        return (
            "Dòng ghi nhầm (yêu cầu ghi hai lần, số tiền gõ sai, bản án nhận nhầm) được xóa khi chưa có quyết định dựa vào nó; "
            "dòng vẫn còn trong nhật ký, được ghi là đã xóa."
        )

    def _sum(self) -> tuple[int, le.ReceiptGiven | None] | None:
        """The sum under the hand and its receipt; the line of the receipt stands for its sum."""
        key = self.table.current_key()
        with self.desk.reading() as reader:
            standing = in_force(reader.events_of(f"intake:{self.judgment}"))
        seq = next((e.body.of for e in standing if e.seq == key and isinstance(e.body, le.ReceiptGiven)), key)
        if not isinstance(seq, int) or not any(e.seq == seq and isinstance(e.body, ev.MoneyHeld) for e in standing):
            self.shell.warn("Hãy chọn dòng thu tiền hoặc biên lai của nó.")
            return None
        return seq, receipts.of_events(standing).get(seq)

    def _receipt(self) -> None:
        found = self._sum()
        if found is not None:
            self.shell.open_page(IntakeReceiptPage(self.shell, self.judgment, self.number, *found))

    def _fund(self) -> None:
        found = self._sum()
        if found is not None:
            self.shell.open_page(IntakeFundPage(self.shell, self.judgment, self.number, found[0]))

    def _strike(self) -> None:
        key = self.table.current_key()
        if isinstance(key, int):
            line = self.model.row(self.model.place(key))
            self.shell.open_page(IntakeStrikePage(self.shell, self.judgment, self.number, line))


class IntakeReceiptPage(FormPage):
    """The official receipt of money that was taken before any decision."""

    name = "intake-receipt"
    title = "Biên lai của khoản tiền đã thu"

    def __init__(self, shell: Shell, judgment: str, number: str, seq: int, given: le.ReceiptGiven | None) -> None:
        super().__init__(shell)
        self.judgment, self.seq = judgment, seq
        first, *others = receipt_specs("advance", (), given)
        self.lay_out((first, number_spec(given.number if given is not None else None), *others), f"{self.title}: {number}")

    def subject(self) -> str:
        return f"{self.judgment}:{self.seq}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            receipts.amend(self.desk, f"intake:{self.judgment}", self.seq, official(v))
            return None, ("intake",)

        self.carry(write, lambda _none: self.back_saying("Đã ghi biên lai."))


class IntakeFundPage(FormPage):
    """Cash of a sum went into the office's fund."""

    name = "intake-fund"
    title = "Nộp tiền mặt vào quỹ"

    def __init__(self, shell: Shell, judgment: str, number: str, seq: int) -> None:
        super().__init__(shell)
        self.judgment, self.seq = judgment, seq
        day = Spec("day", "Ngày nộp quỹ", "date", required=True, value=self.clock.today())
        self.lay_out((day, Spec("voucher", "Số phiếu thu", beside=True)), f"{self.title}: {number}")

    def subject(self) -> str:
        return f"{self.judgment}:{self.seq}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            receipts.to_fund(self.desk, f"intake:{self.judgment}", (self.seq,), v["day"], v["voucher"] or "")
            return None, ("intake", "deadlines")

        self.carry(write, lambda _none: self.back_saying("Đã ghi nộp quỹ."))


class IntakeStrikePage(FormPage):
    """Why the line is struck."""

    name = "intake-strike"
    title = "Xóa dòng ghi nhầm"

    def __init__(self, shell: Shell, judgment: str, number: str, line: TimelineItem) -> None:
        super().__init__(shell)
        self.judgment, self.seq = judgment, line.seq
        note = "Dòng vẫn còn trong nhật ký, được ghi là đã xóa."
        self.lay_out((Spec("reason", "Lý do", required=True, note=note),), f"{self.title}: {number}")
        self.body.insertWidget(1, struck_line(line))

    def subject(self) -> str:
        return f"{self.judgment}:{self.seq}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            acts.strike(self.desk, f"intake:{self.judgment}", self.seq, v["reason"])
            return None, ("intake", "deadlines")

        self.carry(write, lambda _none: self.back_saying("Đã xóa dòng ghi nhầm."))

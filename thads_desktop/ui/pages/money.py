"""Money that came in before any enforcement decision: booked in full, held for the payer."""

from __future__ import annotations

from typing import Any

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import intake
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.known_person import KnownPerson
from thads_desktop.ui.page import Shell
from thads_desktop.ui.receipt_fields import number_spec, official, receipt_specs, told


class MoneyPage(FormPage):
    """Who paid what on a judgment that has no decision yet."""

    name = "money"
    title = "Thu tiền khi chưa có quyết định"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        self.who = KnownPerson(self)
        with self.desk.reading() as reader:
            decided = intake.decided(reader, judgment)
        apart = Spec("apart", "Là tiền của khoản chưa có quyết định", "check", note="Tiền của khoản đã có quyết định thì thu trong việc ấy")
        specs = (
            *self.who.specs("Người nộp"),
            Spec("amount", "Số tiền (đồng)", "money", required=True),
            number_spec(),
            Spec("day", "Ngày thu", "date", required=True, value=self.clock.today(), beside=True),
            *receipt_specs("advance"),
            *((apart,) if decided else ()),
        )
        self.lay_out(specs, f"{self.title}: {number}")
        self.who.watch()

    def help(self) -> str:
        return "Tiền nộp khi bản án chưa có quyết định thi hành án được ghi đủ và giữ cho người nộp."

    def take(self, v: dict[str, Any]) -> None:
        try:
            payer = self.who.given()
        except Refused as refused:
            self.refused(refused.refusals)
            return
        apart = bool(v.get("apart"))

        def write() -> tuple[tuple[int, int, str], tuple[str, ...]]:
            held = intake.take_money(self.desk, self.judgment, payer, v["amount"], v["day"], apart=apart, official=official(v))
            return (v["amount"], held, told(self.desk, v, v["day"])), ("intake",)

        self.carry(write, self._done)

    def _done(self, answer: tuple[int, int, str]) -> None:
        taken, held, missing = answer
        self.back_saying(f"Đã thu {dong(taken)} đồng; tổng số đang giữ cho bản án này: {dong(held)} đồng. {missing}".strip())

"""Money that came in before any enforcement decision: booked in full, held for the payer."""

from __future__ import annotations

from typing import Any

from thads_desktop.domain.money import dong
from thads_desktop.services import intake, parties
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Shell

KINDS = (("person", "Cá nhân"), ("org", "Tổ chức"))


class MoneyPage(FormPage):
    """Who paid what on a judgment that has no decision yet."""

    name = "money"
    title = "Thu tiền khi chưa có quyết định"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        specs = (
            Spec("name", "Người nộp", required=True, share=2),
            Spec("kind", "Loại", "choice", options=KINDS, value="person", beside=True),
            Spec("ids", "Số giấy tờ"),
            Spec("address", "Địa chỉ", beside=True, share=2),
            Spec("amount", "Số tiền (đồng)", "money", required=True),
            Spec("receipt", "Số biên lai", beside=True),
            Spec("day", "Ngày thu", "date", required=True, value=self.clock.today(), beside=True),
        )
        self.lay_out(specs, f"{self.title}: {number}")

    def help(self) -> str:
        return "Tiền nộp khi bản án chưa có quyết định thi hành án được ghi đủ và giữ cho người nộp."

    def take(self, v: dict[str, Any]) -> None:
        payer = parties.PartyInput(v["name"], v["kind"], None, tuple(v["ids"].split()), v["address"])
        self.worker.run_write(
            lambda: (
                intake.take_money(self.desk, self.judgment, payer, v["amount"], v["day"], v["receipt"]), ("intake",),
            ),
            self._done, self.refused, owner=self,
        )  # fmt: skip

    def _done(self, held: int) -> None:
        self.shell.back()
        self.shell.tell(f"Đã thu; đang giữ {dong(held)} đồng cho người nộp.")

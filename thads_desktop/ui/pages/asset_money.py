"""What a buyer paid for an asset, entered as money of a matter: the form of money that came in, filled from the asset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.services import acts, asset_proceeds, queries
from thads_desktop.ui.pages.act import ActPage
from thads_desktop.ui.pages.act_specs import ACTS, Act
from thads_desktop.ui.receipt_fields import official, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.services.asset_proceeds import Booking
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.form import Spec
    from thads_desktop.ui.page import Page

#: Of none: it is shared by the order of payment, costs first.
SHARED = (0, "Chưa cho khoản nào: chia theo thứ tự thanh toán khi chi trả")


def collect(page: Page, asset: str, matter: str = "") -> None:
    """The form over the page; a word to the person where there is nothing to book."""

    def ask() -> tuple[Booking, MatterView]:
        found = asset_proceeds.booking(page.desk, asset, matter)
        return found, queries.matter(page.desk, found.matter)

    def show(answer: tuple[Booking, MatterView]) -> None:
        found, view = answer
        page.shell.open_page(ActPage(page.shell, found.matter, f"asset-{asset}", view, act=_act(found)))

    page.worker.run_read(ask, show, key=f"proceeds-{id(page)}", owner=page)


def _act(found: Booking) -> Act:
    return Act(f"Thu tiền bán tài sản ({found.said})", lambda desk, view: _fields(desk, view, found), lambda *given: _carry(found, *given))


def _fields(desk: Desk, view: MatterView, found: Booking) -> Sequence[Spec]:
    """Those of money that came in, with what is known of the sale."""
    filled: dict[str, Any] = {"day": found.day, "amount": found.amount, "line": 0, "come": "bank", "paid_by": found.payer, "receipt_kind": "enforcement"}
    made = []
    for spec in ACTS["collect"].fields(desk, view):
        spec = replace(spec, value=filled.get(spec.name, spec.value))
        if spec.name == "line":
            spec = replace(spec, options=(SHARED, *(x for x in spec.options if x[0])))
        if spec.name == "paid_by" and found.payer and all(x[0] != found.payer for x in spec.options):
            spec = replace(spec, options=(*spec.options, (found.payer, found.payer_name)))
        made.append(spec)
    return made


def _carry(found: Booking, desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _subject: int) -> object:
    acts.collect(desk, matter, v["day"], v["line"] or 0, v["amount"], official=replace(official(v), asset=found.asset), seen=seen)
    said = f"Đã ghi thu tiền bán tài sản {dong(v['amount'])} đồng; chi trả ở trang của việc (Ctrl+Shift+C), hạn tính từ ngày giao tài sản."
    return f"{said} {told(desk, v, v['day'])}".strip()

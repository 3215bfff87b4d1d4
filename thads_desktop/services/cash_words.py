"""Movements of money, the fund and reconciliations in the words of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import cash_events as cash, cost_events as co, prison_events as pr
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.law import cash_law

if TYPE_CHECKING:
    from thads_desktop.domain import events as ev
    from thads_desktop.services.projecting import Names

#: Kind of a movement -> its words, in the order in which totals are shown.
KINDS: dict[str, str] = {
    "held": "Thu trước khi có quyết định", "collected": "Thu tiền thi hành án", "prison_in": "Tiền trại giam chuyển về",
    "came_back": "Tiền chi trả bị trả về",
    "advance": "Nhận tạm ứng chi phí", "cost_collected": "Thu tiền chi phí",
    "paid": "Chi trả người được thi hành án", "held_back": "Hoàn trả tiền thu trước quyết định", "surplus_back": "Trả lại tiền thu thừa",
    "deducted_out": "Trừ trước khi thanh toán", "forfeited": "Sung quỹ Nhà nước", "asset_sent": "Chuyển tiền tài sản cho nơi ủy thác",
    "cost": "Chi phí thi hành án", "advance_back": "Hoàn trả tạm ứng chi phí",
    "applied": "Chuyển tiền thu trước vào việc", "carried": "Đã thu theo sổ cũ", "fee": "Khấu trừ phí thi hành án",
    "deducted": "Trừ chi phí, để tại cơ quan", "deposited": "Gửi tiền chưa trả được", "to_fund": "Nhập quỹ tiền mặt đã thu",
    "to_bank": "Nộp tiền mặt vào tài khoản", "from_bank": "Rút tiền về quỹ", "counted": "Kiểm kê quỹ", "prison_waits": "Trại giam đã thu, chưa về",
}  # fmt: skip
FORMS = {"cash": "Tiền mặt", "bank": "Chuyển khoản", "": "Chưa ghi hình thức"}
BEARERS = {"debtor": "Người phải thi hành án", "creditor": "Người được thi hành án", "budget": "Ngân sách nhà nước", "": "Chưa xác lập"}
WAYS = {"in": "Thu", "out": "Chi", "within": "Nội bộ"}
#: Type of event -> what happened.
WORDS: dict[str, str] = {
    "CostIncurred": "Chi phí thi hành án", "CostApproved": "Duyệt chi phí", "AdvanceTaken": "Nhận tạm ứng chi phí",
    "AdvanceRepaid": "Hoàn trả tạm ứng chi phí", "CostCollected": "Thu tiền chi phí", "PrisonCollected": "Trại giam thu tiền",
    "PrisonArrived": "Tiền trại giam thu đã về cơ quan", "FundCounted": "Kiểm kê quỹ tiền mặt",
    "FundMoved": "Chuyển tiền giữa quỹ và tài khoản", "Reconciled": "Đối chiếu với kế toán",
}  # fmt: skip


def detail(body: ev.Body, names: Names) -> str:
    """An event of the costs or the fund, or a reconciliation, in a few words."""
    match body:
        case cash.FundCounted():
            return f"{dong(body.amount)} đồng"
        case co.CostIncurred():
            return _said(cash_law.law().title(body.kind), f"{dong(body.amount)} đồng", f"{BEARERS[body.bearer].lower()} chịu", body.voucher)
        case co.CostApproved():
            return _said(f"{dong(body.amount)} đồng", names.name("person", body.by))
        case co.AdvanceTaken() | co.AdvanceRepaid():
            return _said(f"{dong(body.amount)} đồng", source(body.source, names), body.voucher)
        case co.CostCollected():
            return _said(f"{dong(body.amount)} đồng", names.name("party", body.party) or BEARERS[body.bearer].lower(), body.receipt)
        case cash.FundMoved():
            return f"{KINDS['to_bank' if body.to_bank else 'from_bank'].lower()}, {dong(body.amount)} đồng"
        case pr.PrisonCollected():
            return _said(f"{dong(body.amount)} đồng", str(names.row("prison", body.prison).get("name", "")), body.voucher)
        case cash.Reconciled():
            told = f"{body.matters} việc, {body.differ} việc lệch" if body.differ else f"{body.matters} việc, khớp"
            return f"từ {short_date(body.start)} đến {short_date(body.end)}: {told}"
        case _:
            return ""


def source(key: str, names: Names) -> str:
    """Whose advance it is."""
    return "tạm ứng của ngân sách" if key == co.BUDGET else f"tạm ứng của {names.name('party', key)}" if key else "không từ tạm ứng"


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)

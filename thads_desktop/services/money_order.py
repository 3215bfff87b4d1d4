"""The order of payment as typed: claims one by one, one source of money, the plan line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import payment_order
from thads_desktop.law.payment_order import Claim, Deduction, Line, Plan, Source
from thads_desktop.services import money_tools
from thads_desktop.services.worked import Worked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.services.desk import Desk

STANDS = (("asked", "Đã yêu cầu thi hành án"), ("silent", "Chưa yêu cầu, còn thời hiệu"), ("late", "Chưa yêu cầu, hết thời hiệu"))
PLACES = {"s0": "Án phí của bản án đó", "s": "Được bảo đảm"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A claim as the hand gave it. secured: the asset was pledged or seized for it."""

    claim: Claim
    secured: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """A plan and its words."""

    plan: Plan
    worked: Worked


def claim(key: str, v: Mapping[str, Any]) -> Typed:
    """A claim of a form. Refused("order.*") at its field."""
    creditor, awarded = v["creditor"], v["awarded"]
    principal = awarded if v.get("principal") is None else v["principal"]
    if not awarded:
        raise Refused(Refusal("order.no_awarded", {"creditor": creditor}, "awarded"))
    if principal > awarded:
        raise Refused(Refusal("order.less_awarded", {"creditor": creditor}, "principal"))
    stands = v.get("stands") or "asked"
    made = Claim(
        key, creditor, v["kind"], awarded, principal, v.get("interest") or 0, v.get("decided"), (v.get("judgment") or "").strip(),
        stands == "asked", stands == "late",
    )  # fmt: skip
    return Typed(made, bool(v.get("secured")))


def plan(desk: Desk, v: Mapping[str, Any], claims: Sequence[Typed]) -> Shared:
    """The plan of a source of money among claims. Refused("money.*" | "order.*")."""
    if not claims:
        raise Refused(Refusal("order.no_claims", field="creditor"))
    if len(claims) > money_tools.MOST:
        raise Refused(Refusal("money.too_many", {"most": str(money_tools.MOST)}, "creditor"))
    money_tools.in_range(v["day"], "day")
    cuts = tuple(Deduction(kind, v[kind]) for kind in ("costs", "rent", "taxes") if v.get(kind))
    source = Source(
        v["amount"], v["day"], cuts, v.get("coerced"), tuple(t.claim.key for t in claims if t.secured), interest_first=bool(v.get("interest_first"))
    )
    found = payment_order.plan(money_tools.asked(desk).law, source, [t.claim for t in claims])
    paid = sum(line.amount for line in found.lines)
    about = f"Trừ trước {dong(sum(a for _, a in found.deductions))}; thanh toán {dong(paid)}; trả người phải thi hành án {dong(found.rest)} đồng"
    head = f"{dong(v['amount'])} đồng chia cho {len({line.claim for line in found.lines})} trong {len(claims)} khoản"
    return Shared(found, Worked(head, about, found.cite, money_tools.numbered(found.steps), found.notes))


def place(line: Line) -> str:
    """Where a line stands, in words."""
    if line.place in PLACES:
        return PLACES[line.place]
    circle, rank = line.place[0], line.place[1:]
    return f"Hàng {rank}" if circle == "1" else f"Hàng {rank}, quyết định khác"

"""How money is shared by the order of payment of the day: what a pay-out is proposed by and held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.law import payment_order
from thads_desktop.law.payment_order import Claim, Deduction, Source
from thads_desktop.services import matter_claims, money_tools

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Share:
    """Of one matter. payees: obligation -> who gets it, in words; v: what the human chose."""

    desk: Desk
    state: MatterState
    texts: Mapping[str, Any]
    judgment: str
    v: Mapping[str, Any]
    payees: Mapping[int, str]

    def of(
        self, there: Mapping[int, int], use: int, cuts: tuple[tuple[str, int], ...], day: date, entered: Mapping[int, int]
    ) -> tuple[payment_order.Plan | None, dict[int, int], list[str]]:
        """(the plan, line -> what it gets of the money held for none, what is told beside).

        First all that is held is shared as if nothing had been entered for an obligation yet; where an obligation was entered more than that,
        what was entered stays, that is told, and only the rest is shared. entered: there before anything was deducted."""
        whole = self.plan(use + sum(entered.values()), cuts, day, entered)
        if whole is None:
            return None, {}, []
        share = by_line(whole)
        over = [n for n, amount in there.items() if share.get(n, 0) < amount]
        if not over:
            return whole, {n: share.get(n, 0) - there[n] for n in there if share.get(n, 0) > there[n]}, []
        said = [
            f"Khoản {n}: theo thứ tự thanh toán được {dong(share.get(n, 0))} trong số tiền đang giữ, sổ đã ghi thu cho khoản này"
            f" {dong(there[n])} đồng. Vẫn chi theo sổ; nếu ghi thu nhầm khoản thì xóa lần thu rồi ghi lại."
            for n in over
        ]  # fmt: skip
        rest = self.plan(use, cuts, day, {}) if use and there == entered else None
        return rest or whole, by_line(rest) if rest is not None else {}, said

    def plan(self, amount: int, cuts: tuple[tuple[str, int], ...], day: date, there: Mapping[int, int]) -> payment_order.Plan | None:
        """So much shared by the order of payment; None where there is nothing to share. there: held already, of each obligation."""
        claims = []
        for n, s in self.state.lines.items():
            owed = s.rest + there.get(n, 0)
            if s.line.due and owed:
                kind = (self.v.get("kinds") or {}).get(n) or matter_claims.kind(str(self.texts.get(str(n), "")))
                claims.append(Claim(str(n), f"Khoản {n}, {self.payees[n]}", kind, s.line.due, owed, decided=self.state.opened, judgment=self.judgment))
        if not claims or not amount:
            return None
        keys = {c.key for c in claims}
        secured = tuple(str(n) for n in self.v.get("secured") or () if str(n) in keys)
        source = Source(
            amount, day, tuple(Deduction(k, a) for k, a in cuts), self.v.get("coerced"), secured, interest_first=bool(self.v.get("interest_first"))
        )
        return payment_order.plan(money_tools.asked(self.desk).law, source, claims)


def by_line(plan: payment_order.Plan) -> dict[int, int]:
    """Obligation -> đồng."""
    found: dict[int, int] = {}
    for line in plan.lines:
        found[int(line.claim)] = found.get(int(line.claim), 0) + line.amount
    return found

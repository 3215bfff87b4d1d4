"""How money is shared by the order of payment of the day, and the fee of each obligation's sums: what a pay-out is proposed by and held
against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.law import payment_order
from thads_desktop.law.payment_order import Claim, Deduction, Source
from thads_desktop.services import ledger_check, matter_claims, matter_money, money_tools

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.matter_money import FeeProposal

_NUMBER = re.compile(r"^\d+\. ", re.ASCII)
#: Creditors whose fee is told line by line.
TOLD = 40


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


@dataclass(frozen=True, slots=True)
class Fees:
    """By obligation, the sums in the order they are paid out: (đồng, fee)."""

    of: Mapping[int, Sequence[tuple[int, int]]]
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def until(self, line: int, amount: int) -> int:
        """The fee of the first so many đồng of an obligation; of a part of a sum, its part, rounded down until the sum is whole."""
        total = 0
        for each, fee in self.of.get(line, ()):
            part = min(each, amount)
            total += fee * part // each
            amount -= part
            if not amount:
                break
        return total


def fees(
    desk: Desk, key: str, v: Mapping[str, Any], stored: list[ev.Event], day: date, parts: tuple[le.Part, ...], cuts: tuple[tuple[str, int], ...],
    book: Ledger,
) -> Fees:  # fmt: skip
    """Of the sums that are followed: of the others the fee was settled where they were paid out."""
    bodies: list[ev.Body] = [*(le.Deducted(kind, amount) for kind, amount in cuts), *([le.Allotted(parts)] if parts else [])]
    try:
        found: FeeProposal = matter_money.fees(desk, key, v.get("fee") or {}, ledger_check.ahead(stored, day, bodies))
    except Refused as refused:
        from thads_desktop.domain.sentences import say

        return Fees({}, (), (f"Chưa tính được phí nên chưa trừ phí: {say(refused.refusals[0])}",))
    of: dict[int, list[tuple[int, int]]] = {}
    for row in found.rows:
        if row.seq not in book.sums or row.seq in book.followed:
            of.setdefault(row.line, []).append((row.amount, row.fee))
    steps: list[str] = []
    notes: list[str] = [found.why_none] if found.why_none and not found.rows and v.get("say_none") else []
    for worked in [w for group, w in found.worked.items() if group][:TOLD]:
        steps += [f"{worked.headline}.", *(f"– {_NUMBER.sub('', step)}" for step in worked.steps)]
        notes += [n for n in worked.notes if n != matter_money.ON_COLLECTED]
    return Fees(of, tuple(steps), tuple(notes))

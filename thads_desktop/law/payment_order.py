"""In which order one source of money is paid out: what is deducted first, ranks, pro rata within a rank, what is left to the debtor.

The law is that of the day of the pay-out. The money of a pledged asset, or of one seized for a named duty, first goes its own way. Money from
a decision of coercion is for those of that day first, what is left for the others: two circles, each with its ranks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.money_law import on
from thads_desktop.law.reckon import Reckoned, joined
from thads_desktop.law.sharing import pro_rata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.law.money_law import MoneyLaw, PaymentLaw

COURT_FEES = "court_fees"
PAID, KEPT = "paid", "kept"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one creditor asks. awarded: by the judgment, the weight of sharing; principal, interest: still owed; decided: day of the
    enforcement decision; requested False: a co-creditor who has not asked, whose share is kept; late: the time to ask is over."""

    key: str
    creditor: str
    kind: str
    awarded: int
    principal: int
    interest: int = 0
    decided: date | None = None
    judgment: str = ""
    requested: bool = True
    late: bool = False

    @property
    def owed(self) -> int:
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Deduction:
    """kind: costs | rent | taxes."""

    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class Source:
    """One source of money. coerced: day of the decision of coercion it came by (None = by none); secured: keys of the claims that the asset
    was pledged or seized for; interest_first: the parties agreed that interest is paid before principal."""

    amount: int
    day: date
    deductions: tuple[Deduction, ...] = ()
    coerced: date | None = None
    secured: tuple[str, ...] = ()
    bad_debt: bool = False
    interest_first: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What a claim gets: place ("1a" circle and rank, "s" secured, "s0" court fees of that judgment), principal and interest of it; how:
    paid, or kept for a co-creditor who has not asked; why: the arithmetic."""

    place: str
    claim: str
    creditor: str
    kind: str
    principal: int
    interest: int
    how: str
    why: str

    @property
    def amount(self) -> int:
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Plan(Reckoned):
    """deductions: (kind, what of it could be taken); lines in the order of payment; rest: to the debtor; law, due: of the pay-out."""

    law: str
    deductions: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    rest: int
    due_days: int
    due_cite: str


def plan(law: MoneyLaw, source: Source, claims: Sequence[Claim]) -> Plan:
    """The plan; deductions, lines and rest add up to the source. Refused("order.*" | "money.no_law"); ValueError for figures below zero."""
    _sound(law, source, claims)
    run = _Run(law, on(law.payments, source.day, "thứ tự thanh toán"), source)
    run.deduct()
    run.secured(claims)
    run.circles(claims)
    return run.answer()


def _sound(law: MoneyLaw, source: Source, claims: Sequence[Claim]) -> None:
    keys = [c.key for c in claims]
    if len(set(keys)) != len(keys) or set(source.secured) - set(keys):
        raise ValueError("keys of claims")
    figures = [source.amount, *(d.amount for d in source.deductions), *(x for c in claims for x in (c.awarded, c.principal, c.interest))]
    if min(figures) < 0 or any(c.owed and not c.awarded for c in claims):
        raise ValueError("figures")
    for c in claims:
        if c.kind not in law.claim_kinds:
            raise Refused(Refusal("order.kind", {"kind": c.kind[:40]}, "kind"))
    if source.bad_debt:
        raise Refused(Refusal("order.bad_debt", field="secured", cite=on(law.payments, source.day, "thứ tự thanh toán").secured_cite))
    if source.coerced is not None and source.coerced > source.day:
        facts = {"coerced": short_date(source.coerced), "day": short_date(source.day)}
        raise Refused(Refusal("order.coerced_later", facts, "coerced"))


class _Run:
    def __init__(self, law: MoneyLaw, rules: PaymentLaw, source: Source) -> None:
        self.law, self.rules, self.source = law, rules, source
        self.left = source.amount
        self.taken: list[tuple[str, int]] = []
        self.lines: list[Line] = []
        self.paid: dict[str, tuple[int, int]] = {}
        self.steps = [f"Số tiền {dong(source.amount)} đồng, thanh toán ngày {short_date(source.day)} theo {rules.cite}."]
        self.cites = [rules.cite]
        self.notes: list[str] = list(rules.notes())
        self.principle = law.rule("principal", source.day)
        self.said_principle = False

    def deduct(self) -> None:
        """What is taken off before anybody is paid, in the law's order."""
        for kind, words in self.law.deduction_kinds.items():
            wanted = sum(d.amount for d in self.source.deductions if d.kind == kind)
            if not wanted:
                continue
            if kind in self.rules.silent:
                self.notes.append(self.rules.silent[kind])
            if kind == "rent" and self.rules.rent_note:
                self.notes.append(self.rules.rent_note)
            cited = self.rules.deductions.get(kind, "")
            got = min(wanted, self.left)
            self.left -= got
            self.taken.append((kind, got))
            short = f", chỉ đủ {dong(got)}" if got < wanted else ""
            self.steps.append(f"Trừ trước {words.lower()}: {dong(wanted)}{short}. Còn {dong(self.left)} đồng{f' ({cited})' if cited else ''}.")
            if got < wanted:
                self.notes.append(f"Không đủ tiền để trừ {words.lower()}: thiếu {dong(wanted - got)} đồng.")
            self.cites.append(cited)

    def secured(self, claims: Sequence[Claim]) -> None:
        """The money of an asset with its own way: court fees of that judgment, then the named claims."""
        keys = set(self.source.secured)
        named = [c for c in claims if c.key in keys]
        if not named:
            return
        cite = self.rules.secured_cite
        self.cites.append(cite)
        self.notes += [self.rules.bad_debt_note] if self.rules.bad_debt_note else []
        judgments = {c.judgment for c in named if c.judgment}
        fees = [c for c in claims if c.kind == COURT_FEES and c.judgment in judgments and c.key not in keys]
        if not judgments:
            self.notes.append("Chưa biết bản án của khoản được bảo đảm nên chưa trừ án phí của bản án đó.")
        self.steps.append(f"Tài sản cầm cố, thế chấp hoặc kê biên cho một nghĩa vụ cụ thể thanh toán theo lối riêng ({cite}).")
        self._share("s0", "án phí của bản án đó", fees, cite)
        self._share("s", "khoản được bảo đảm", named, cite)
        if self.left:
            self.steps.append(f"Còn {dong(self.left)} đồng, chia tiếp theo thứ tự chung.")
            self.notes.append("Phần còn lại của tài sản bảo đảm chia theo thứ tự chung (suy ra từ luật, hãy đối chiếu).")

    def circles(self, claims: Sequence[Claim]) -> None:
        """Those of the day of the coercion, then the others that have a decision by the day of the pay-out."""
        now = [c for c in claims if c.decided is None or c.decided <= self.source.day]
        for c in claims:
            if c.decided is not None and c.decided > self.source.day:
                self.steps.append(f"{c.creditor}: quyết định thi hành án sau ngày thanh toán, không được chia.")
        coerced = self.source.coerced
        if coerced is None:
            self._ranks("1", now)
            return
        first = [c for c in now if c.decided is None or c.decided <= coerced]
        others = [c for c in now if c.decided is not None and c.decided > coerced]
        self.cites.append(self.rules.circles_cite)
        self.steps.append(
            f"Tiền thu theo quyết định cưỡng chế ngày {short_date(coerced)}: trước hết cho {len(first)} khoản có yêu cầu, quyết định đến ngày đó"
            f" ({self.rules.circles_cite})."
        )
        self._ranks("1", first)
        if others and self.left:
            self.steps.append(
                f"Còn {dong(self.left)} đồng, chia cho {len(others)} khoản theo quyết định thi hành án khác đến ngày thanh toán"
                f" ({self.rules.circles_cite})."
            )
            self._ranks("2", others)
        elif others:
            self.steps.append(f"Không còn tiền cho {len(others)} khoản có quyết định sau ngày cưỡng chế.")

    def _ranks(self, circle: str, claims: Sequence[Claim]) -> None:
        for kinds, name in zip(self.rules.ranks, self.rules.names, strict=True):
            self._share(f"{circle}{name}", f"hàng {name}", [c for c in claims if c.kind in kinds], self.rules.pro_rata_cite)

    def _share(self, place: str, words: str, claims: Iterable[Claim], cite: str) -> None:
        """One rank: all of it when the money reaches, else pro rata to what was awarded."""
        asked = [c for c in (self._rest(c) for c in claims) if c.owed]
        for c in [c for c in asked if c.late and not c.requested]:
            self.steps.append(f"{c.creditor}: đã hết thời hiệu mà không yêu cầu, phần này chia cho người khác ({self.rules.share_kept_cite}).")
            self.cites.append(self.rules.share_kept_cite)
        asked = [c for c in asked if c.requested or not c.late]
        total = sum(c.owed for c in asked)
        if not asked:
            return
        if not self.left:
            self.steps.append(f"{words[0].upper()}{words[1:]}: không còn tiền, {len(asked)} khoản còn {dong(total)} đồng chưa được thanh toán.")
            return
        whole = self.left >= total
        money, weights = self.left, [c.awarded for c in asked]
        got = pro_rata(money, weights, [c.owed for c in asked])
        self.left -= sum(got)
        said = f"{words[0].upper()}{words[1:]}: {len(asked)} khoản, cộng {dong(total)} đồng"
        if whole:
            said += f", đủ tiền. Còn {dong(self.left)} đồng."
        elif len(asked) == 1:
            said += f", chỉ còn {dong(money)} đồng nên thanh toán một phần."
        else:
            said += f", chỉ có {dong(money)} đồng: chia theo tỷ lệ số tiền được thi hành, đồng lẻ cho phần dư lớn nhất ({cite})."
            self.cites.append(cite)
        self.steps.append(said)
        every, alone = sum(weights), len(asked) == 1
        for c, amount in zip(asked, got, strict=True):
            self._pay(place, c, amount, self._why(c, amount, money, every, whole=whole, alone=alone))

    @staticmethod
    def _why(c: Claim, amount: int, money: int, weights: int, *, whole: bool, alone: bool) -> str:
        if whole:
            return f"trả đủ {dong(amount)}"
        if alone:
            return f"được {dong(amount)} trong {dong(c.owed)} còn phải trả"
        if amount == c.owed:
            return f"phần được chia đủ trả hết {dong(amount)}"
        exact, rest = divmod(money * c.awarded, weights)
        share = f"{dong(money)} × {dong(c.awarded)} / {dong(weights)}"
        if amount in (exact, exact + bool(rest)):
            return f"{share} = {dong(amount)}"
        return f"{share} = {dong(exact)}, cộng phần người khác không cần đến: {dong(amount)}"

    def _rest(self, c: Claim) -> Claim:
        """The claim with what it got before taken off."""
        principal, interest = self.paid.get(c.key, (0, 0))
        return replace(c, principal=c.principal - principal, interest=c.interest - interest)

    def _pay(self, place: str, c: Claim, amount: int, why: str) -> None:
        first, second = (c.interest, c.principal) if self.source.interest_first else (c.principal, c.interest)
        a = min(amount, first)
        b = min(amount - a, second)
        principal, interest = (b, a) if self.source.interest_first else (a, b)
        before = self.paid.get(c.key, (0, 0))
        self.paid[c.key] = (before[0] + principal, before[1] + interest)
        how = PAID if c.requested else KEPT
        if c.interest and amount < c.owed:
            why += f"; gốc {dong(principal)}, lãi {dong(interest)}"
            self._principal_cite()
        if how == KEPT:
            why += "; giữ lại vì người này chưa yêu cầu thi hành án"
            self.cites.append(self.rules.share_kept_cite)
        self.lines.append(Line(place, c.key, c.creditor, c.kind, principal, interest, how, why))
        self.steps.append(f"– {c.creditor} ({self.law.claim_kinds[c.kind].lower()}): {why}.")

    def _principal_cite(self) -> None:
        if self.source.interest_first:
            self.notes.append("Trả lãi trước nợ gốc theo thỏa thuận của các bên: thỏa thuận phải có trong hồ sơ.")
        elif self.principle:
            if not self.said_principle:
                self.steps.append(f"{self.principle.text} ({self.principle.cite}).")
                self.cites.append(self.principle.cite)
            self.said_principle = True
        else:
            self.notes.append("Trước 30/9/2016 thứ tự trả nợ gốc và lãi chưa xác lập: đang trả nợ gốc trước.")

    def answer(self) -> Plan:
        """What is left goes to the debtor; the whole is held against the source once more."""
        if self.left:
            self.steps.append(f"Còn {dong(self.left)} đồng trả cho người phải thi hành án ({self.rules.rest_cite}).")
            self.cites.append(self.rules.rest_cite)
        parts = [*(got for _, got in self.taken), *(line.amount for line in self.lines), self.left]
        assert sum(parts) == self.source.amount, "the plan adds up"
        self.steps.append(f"Thanh toán trong {self.rules.due_days} ngày từ ngày nhận tiền hoặc giao tài sản ({self.rules.due_cite}).")
        self.cites.append(self.rules.due_cite)
        return Plan(
            tuple(self.steps), joined(self.cites), tuple(dict.fromkeys(self.notes)), self.rules.law, tuple(self.taken), tuple(self.lines),
            self.left, self.rules.due_days, self.rules.due_cite,
        )  # fmt: skip

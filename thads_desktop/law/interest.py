"""Late interest: simple, by the law of each day, without the time that does not count; payments reduce the principal first.

Counted as terms are: the first day is not counted, the last one is, so that adjoining spans add up. A pause is told by its first and its last
day and takes off both. Everything is exact until the one rounding at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.reckon import WHOLE, Reckoned, joined, percent, rounded, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.law.money_law import Choices, MoneyLaw, Rate

#: Whose rate: the law's, one the parties agreed (up to the cap), that of a credit contract.
LEGAL, AGREED, CONTRACT = "legal", "agreed", "contract"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Debt:
    """What interest is asked of. payments: (day, amount); pauses: (first, last), both of the pause, over each other as they like; rate: an agreed rate in
    ten-thousandths, whose it is."""

    principal: int
    start: date
    end: date
    pauses: tuple[tuple[date, date], ...] = ()
    payments: tuple[tuple[date, int], ...] = ()
    rate: int | None = None
    whose: str = LEGAL


@dataclass(frozen=True, slots=True)
class Interest(Reckoned):
    """interest: all that arose; exact: before rounding; paid: of it, by payments beyond the principal; principal_left, over: what is still
    owed of the principal, and what was paid beyond everything."""

    interest: int
    exact: Fraction
    paid: int
    principal_left: int
    over: int

    @property
    def left(self) -> int:
        """The interest still owed."""
        return self.interest - self.paid


def interest(law: MoneyLaw, choices: Choices, debt: Debt) -> Interest:
    """The interest of a debt. Refused("interest.reversed" | "interest.bad_pause" | "money.no_law"); ValueError below zero."""
    if debt.principal < 0 or any(amount < 0 for _, amount in debt.payments) or (debt.rate is not None and debt.rate < 0):
        raise ValueError("below zero")
    if debt.end < debt.start:
        raise Refused(Refusal("interest.reversed", {"start": short_date(debt.start), "end": short_date(debt.end)}, "to"))
    for first, last in debt.pauses:
        if last < first:
            raise Refused(Refusal("interest.bad_pause", {"start": short_date(first), "end": short_date(last)}, "pause"))
    if not any(r.on(debt.start + DAY) for r in law.rates):
        first_day = min(r.start for r in law.rates)
        raise Refused(Refusal("money.no_law", {"what": "lãi chậm thi hành án", "first": short_date(first_day)}, "from"))
    run = _Run(law, choices, debt)
    run.all()
    return run.answer()


def merged(pauses: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans whose first day is not counted: those that touch or lie over each other as one, in order; those of no day left out."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(p for p in pauses if p[0] < p[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


class _Run:
    def __init__(self, law: MoneyLaw, choices: Choices, debt: Debt) -> None:
        self.law, self.choices, self.debt = law, choices, debt
        self.principal, self.sum = debt.principal, Fraction(0)
        self.days_of_year = int(choices.value("day_count"))
        self.steps: list[str] = []
        self.cites: list[str] = []
        self.notes: list[str] = []
        self.interest_paid = 0

    def all(self) -> None:
        """Every stretch in its order: cut where the law, a pause or a payment changes something."""
        debt = self.debt
        self.steps.append(
            f"Lãi đơn trên nợ gốc {dong(debt.principal)} đồng từ {short_date(debt.start)} (không tính ngày này) đến hết {short_date(debt.end)}: "
            f"{(debt.end - debt.start).days} ngày, một năm {self.days_of_year} ngày."
        )
        if span := self.law.rule("span", debt.end):
            self.steps.append(f"{span.text} ({span.cite}).")
            self.cites.append(span.cite)
        pauses = self._pauses()
        payments = self._payments()
        cuts = {debt.start, debt.end, *(d for p in pauses for d in p), *payments}
        cuts |= {r.until for r in self.law.rates if r.until is not None}
        inside = sorted(c for c in cuts if debt.start <= c <= debt.end)
        for start, end in pairwise(inside):
            if start in payments:
                self._pay(start, payments[start])
            if any(first <= start and end <= last for first, last in pauses):
                continue
            self._stretch(start, end)
        if debt.end in payments:
            self._pay(debt.end, payments[debt.end])

    def _pauses(self) -> list[tuple[date, date]]:
        """The pauses inside, put together, each from the day before it; each is told, also one that lies outside."""
        debt, inside = self.debt, []
        for first, last in debt.pauses:
            cut = max(first - DAY, debt.start), min(last, debt.end)
            if cut[0] >= cut[1]:
                self.steps.append(f"Khoảng từ {short_date(first)} đến {short_date(last)} không có ngày nào trong kỳ tính lãi: không trừ.")
                continue
            inside.append(cut)
        found = merged(inside)
        for first, last in found:
            self.steps.append(f"Không tính lãi từ {short_date(first + DAY)} đến hết {short_date(last)}: {(last - first).days} ngày.")
        if found:
            for rule in dict.fromkeys(self.law.rule("pauses", day) for day in (found[0][0] + DAY, found[-1][1])):
                if rule is None:
                    self.notes.append("Các khoảng không tính lãi trước 01/7/2009 chưa xác lập: hãy đối chiếu văn bản.")
                else:
                    self.steps.append(f"{rule.text} ({rule.cite}).")
                    self.cites.append(rule.cite)
                    self.notes += rule.notes()
        if (last_rule := self.law.rule("pauses", debt.end)) is not None:
            # told without a pause too: what is not established may be why there is none
            self.notes += last_rule.notes()
        if len(found) < len(inside):
            self.steps.append("Các khoảng chồng hoặc liền nhau được gộp, mỗi ngày chỉ trừ một lần.")
        return found

    def _payments(self) -> dict[date, int]:
        """Day -> what was paid on it; what was paid before the span came off the principal already, what comes after is not looked at."""
        found: dict[date, int] = {}
        for day, amount in sorted(self.debt.payments):
            if not self.debt.start <= day <= self.debt.end:
                self.steps.append(f"Khoản trả {dong(amount)} đồng ngày {short_date(day)} nằm ngoài kỳ tính lãi: không xét.")
                continue
            found[day] = found.get(day, 0) + amount
        return found

    def _pay(self, day: date, amount: int) -> None:
        off = min(amount, self.principal)
        self.principal -= off
        self.interest_paid += amount - off
        rule = self.law.rule("principal", day)
        self.steps.append(
            f"Ngày {short_date(day)} trả {dong(amount)} đồng: trừ nợ gốc {dong(off)}, còn nợ gốc {dong(self.principal)}"
            + (", từ đây không phát sinh lãi" if not self.principal and off else "")
            + (f"; {dong(amount - off)} trả vào lãi." if amount > off else ".")
            + (f" {rule.text} ({rule.cite})." if rule else "")
        )
        if rule:
            self.cites.append(rule.cite)
        else:
            self.notes.append("Trước 30/9/2016 thứ tự trả nợ gốc và lãi chưa xác lập: đang trừ nợ gốc trước.")

    def _stretch(self, start: date, end: date) -> None:
        if not self.principal:
            return
        days = (end - start).days
        rate = next(r for r in self.law.rates if r.on(end))
        figure, words = self._figure(rate)
        made = Fraction(self.principal * figure * days, WHOLE * self.days_of_year)
        self.sum += made
        self.cites.append(rate.cite)
        self.notes += [*rate.notes(), self.choices.note("day_count")]
        self.steps.append(
            f"Từ {short_date(start)} đến {short_date(end)}, {days} ngày, {words}: "
            f"{dong(self.principal)} × {percent(figure)} × {days} / {self.days_of_year} = {shown(made)}."
        )

    def _figure(self, rate: Rate) -> tuple[int, str]:
        """The rate of a stretch and what it is called."""
        agreed = self.debt.rate
        if agreed is None or self.debt.whose == LEGAL:
            return rate.rate, f"{rate.words} ({rate.cite})"
        if self.debt.whose == CONTRACT:
            rule = self.law.rule("contract", self.debt.end)
            assert rule is not None, "the file has the rule of contracts"
            self.cites.append(rule.cite)
            self.notes += rule.notes()
            return agreed, f"lãi hợp đồng {percent(agreed)}/năm ({rule.cite})"
        if rate.agreed_cap is None:
            self.notes.append(rate.agreed_note)
            return agreed, f"lãi thỏa thuận {percent(agreed)}/năm"
        if agreed <= rate.agreed_cap:
            return agreed, f"lãi thỏa thuận {percent(agreed)}/năm ({rate.agreed_cite})"
        words = f"lãi thỏa thuận {percent(agreed)} vượt mức trần nên lấy {percent(rate.agreed_cap)}/năm ({rate.agreed_cite})"
        return rate.agreed_cap, words

    def answer(self) -> Interest:
        """Rounded once."""
        whole = rounded(self.sum, self.choices.value("rounding"))
        paid = min(self.interest_paid, whole)
        if self.sum.denominator != 1:
            self.steps.append(f"Cộng {shown(self.sum)}, làm tròn một lần: {dong(whole)} đồng.")
            self.notes.append(self.choices.note("rounding"))
        else:
            self.steps.append(f"Cộng: {dong(whole)} đồng.")
        if self.debt.payments:
            self.steps.append(f"Còn nợ gốc {dong(self.principal)} đồng, còn lãi {dong(whole)} − {dong(paid)} = {dong(whole - paid)} đồng.")
        if over := self.interest_paid - paid:
            self.steps.append(f"Đã trả vượt {dong(over)} đồng.")
        notes = tuple(dict.fromkeys(self.notes))
        return Interest(tuple(self.steps), joined(self.cites), notes, whole, self.sum, paid, self.principal, over)

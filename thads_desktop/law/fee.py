"""The enforcement fee of what one creditor receives under one request, instalment by instalment.

The fee of an instalment is the fee of everything received so far less that of everything before it, times the factor and the relief of the
instalment. Where the base salary or the tariff changes between instalments the fee of everything so far is taken with that of the day; what
was covered once is not charged again and not given back. Rounding is done on the running total, so that the parts add up to the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.reckon import WHOLE, Reckoned, joined, percent, rounded, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.law.money_law import Choices, MoneyLaw, Relief, Tariff

COLLECTED, SETTLED, VOLUNTARY = "collected", "settled", "voluntary"
FACTOR_WORDS = {
    COLLECTED: "cơ quan thi hành án thu hoặc đã cưỡng chế",
    SETTLED: "đã có quyết định, chưa cưỡng chế, các bên tự giao nhận",
    VOLUNTARY: "thi hành trong thời hạn tự nguyện",
}


@dataclass(frozen=True, slots=True)
class Instalment:
    """Money or the value of an asset received on a day.

    pays: what the receiver of an asset pays to the others, so that the net value counts; factor: how it came; relief: code of an exemption
    or reduction, percent the office's own where the law says "up to"; fee_day, decision_day: the other days whose base salary the office may
    have chosen.
    """

    amount: int
    day: date
    factor: str = COLLECTED
    pays: int = 0
    relief: str = ""
    percent: int | None = None
    fee_day: date | None = None
    decision_day: date | None = None

    @property
    def net(self) -> int:
        """What counts for the fee."""
        return self.amount - self.pays


@dataclass(frozen=True, slots=True)
class Told:
    """The fee of one instalment, as a decision on it says it. bands: (part of everything received so far, rate), none where nothing is
    charged of it; before: what of the fee was covered by the instalments before; factor, kept: what of the difference is charged (n, of) and
    how many per cent of it the relief leaves; why: in words, where it is not all of it."""

    tariff: Tariff
    received: int
    bands: tuple[tuple[int, int], ...]
    before: Fraction
    factor: tuple[int, int]
    kept: int
    why: tuple[str, ...]

    @staticmethod
    def fee_of(part: int, rate: int) -> Fraction:
        """The fee of one band."""
        return Fraction(part * rate, WHOLE)


@dataclass(frozen=True, slots=True)
class Fees(Reckoned):
    """The fee of each instalment, in order, and of all; each: of every one, by which bands."""

    fees: tuple[int, ...]
    each: tuple[Told, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.fees)


def fees(law: MoneyLaw, choices: Choices, instalments: Sequence[Instalment]) -> Fees:
    """The fees of instalments in the order they were received.

    Refused("fee.*" | "money.no_law") for a day without a tariff, a factor or a relief the day does not know. ValueError for amounts below
    zero and for net values below zero.
    """
    run = _Run(law, choices)
    for n, part in enumerate(instalments, 1):
        run.take(n, part)
    if len(instalments) > 1:
        run.steps.append(f"Cộng: {' + '.join(dong(f) for f in run.fees)} = {dong(sum(run.fees))} đồng.")
    return Fees(tuple(run.steps), joined(run.cites), tuple(dict.fromkeys(run.notes)), tuple(run.fees), tuple(run.told))


def of_whole(tariff: Tariff, free: int, amount: int) -> Fraction:
    """The fee of everything received so far: brackets one on the other; up to the free amount nothing, above it from the first đồng."""
    if amount <= free:
        return Fraction(0)
    total = sum((Fraction(part * rate, WHOLE) for part, rate in _pieces(tariff, amount)), Fraction(0))
    return min(total, Fraction(tariff.cap)) if tariff.cap else total


def _pieces(tariff: Tariff, amount: int) -> list[tuple[int, int]]:
    """(part of the amount, rate) by bracket."""
    found, start = [], 0
    for end, rate in tariff.brackets:
        part = (amount if end is None else min(amount, end)) - start
        if part > 0:
            found.append((part, rate))
        start = end or 0
    return found


class _Run:
    """The running totals over the instalments."""

    def __init__(self, law: MoneyLaw, choices: Choices) -> None:
        self.law, self.choices = law, choices
        self.received, self.covered, self.owed = 0, Fraction(0), Fraction(0)
        self.fees: list[int] = []
        self.told: list[Told] = []
        self.steps: list[str] = []
        self.cites: list[str] = []
        self.notes: list[str] = []
        self.last: tuple[str, int] | None = None
        self.mixed = False

    def take(self, n: int, part: Instalment) -> None:
        """Add an instalment."""
        if part.amount < 0 or part.net < 0 or part.pays < 0:
            raise ValueError(str(part.amount))
        tariff = self.law.tariff(part.day)
        factor = tariff.factors.get(part.factor)
        if factor is None:
            facts = {"how": FACTOR_WORDS.get(part.factor, part.factor), "day": short_date(part.day)}
            raise Refused(Refusal("fee.no_factor", facts, "factor", tariff.cite))
        if tariff.setting and factor.n and self.choices.value(tariff.setting) == "none":
            raise Refused(Refusal("fee.not_established", {"day": short_date(part.day)}, "on"))
        relief = self._relief(part, tariff)
        free = self._open(tariff, part)
        self.received += part.net
        whole = of_whole(tariff, free, self.received)
        before, self.covered = self.covered, max(self.covered, whole)
        kept = 100 - (0 if relief is None else part.percent if part.percent is not None else relief.percent)
        due = (self.covered - before) * Fraction(factor.n, factor.of) * Fraction(kept, 100)
        rounds = self.choices.value("rounding")
        charged = rounded(self.owed, rounds)
        self.owed += due
        fee = rounded(self.owed, rounds) - charged
        self.fees.append(fee)
        self.cites += [tariff.cite, tariff.instalments_cite if n > 1 else "", factor.cite, relief.cite if relief else "", tariff.payer_cite]
        if due.denominator != 1:
            self.notes.append(self.choices.note("rounding"))
        step = _Step(tariff, free, before, whole, due, fee, relief, kept)
        bands = tuple(_pieces(tariff, self.received)) if self.received > free else ()
        self.told.append(Told(tariff, self.received, bands, before, (factor.n, factor.of), kept, tuple(_less(part, step))))
        self._told(n, part, step)

    def _relief(self, part: Instalment, tariff: Tariff) -> Relief | None:
        if not part.relief:
            return None
        found = self.law.relief(part.relief, part.day)
        if found is None:
            raise Refused(Refusal("fee.no_relief", {"day": short_date(part.day)}, "relief", tariff.cite))
        if part.percent is not None and not (found.at_most and 0 < part.percent <= found.percent):
            raise Refused(Refusal("fee.bad_percent", {"most": str(found.percent)}, "percent", found.cite))
        return found

    def _open(self, tariff: Tariff, part: Instalment) -> int:
        """Say what the tariff of the day is; the amount up to which nothing is charged."""
        self.notes += [self.choices.note(tariff.setting)] if tariff.setting else tariff.notes()
        if not tariff.free_wages:
            free, words = 0, f"Biểu phí ngày {short_date(part.day)}: {_tariff_words(tariff)} ({tariff.cite})."
        else:
            wage = self.law.base_salary(self._wage_day(part))
            assert wage.amount is not None, "a base salary has its amount"
            free = tariff.free_wages * wage.amount
            # Beyond the highest of them every base salary leads to the same fee.
            if self.received + part.net <= tariff.free_wages * max(w.amount or 0 for w in self.law.base_salaries):
                self.notes += [self.choices.note("fee_base_day"), *wage.notes()]
            self.cites.append(tariff.free_cite)
            words = (
                f"Nhận ngày {short_date(part.day)}: không thu phí khi tổng số nhận không quá {tariff.free_wages} × {dong(wage.amount)} = "
                f"{dong(free)} đồng ({wage.cite}; {tariff.free_cite})."
            )
        if self.last != (tariff.code, free):
            if self.last is None:
                self.steps.append(f"{tariff.payer.rstrip('.')} ({tariff.payer_cite}).")
            else:
                self.notes.append(
                    "Mức không thu phí hoặc biểu phí thay đổi giữa các lần nhận: phí của tổng số tính theo ngày nhận sau cùng, phần đã tính"
                    " không tính lại, không trả lại (cách tính suy ra từ công thức, hãy đối chiếu)."
                )
            self.steps.append(words)
            self.last = (tariff.code, free)
        return free

    def _wage_day(self, part: Instalment) -> date:
        wanted = {"fee_decision": part.fee_day, "enforcement_decision": part.decision_day}.get(self.choices.value("fee_base_day"), part.day)
        if wanted is None:
            self.notes.append("Chưa có ngày của quyết định để lấy mức lương cơ sở theo thiết lập: đang lấy theo ngày nhận tiền.")
        return wanted or part.day

    def _told(self, n: int, part: Instalment, s: _Step) -> None:
        got = f"{dong(part.amount)} − {dong(part.pays)} trả cho người khác = {dong(part.net)}" if part.pays else dong(part.net)
        said = f"Lần {n}: nhận {got} đồng"
        said += f", cộng các lần trước là {dong(self.received)} đồng." if n > 1 else "."
        if self.received <= s.free:
            said += f" Không quá {dong(s.free)} đồng nên không thu phí."
        else:
            said += f" Phí của {dong(self.received)} = {_sum_words(s.tariff, self.received)} = {shown(s.whole)}"
            said += f" (mức tối đa {dong(s.tariff.cap)})." if s.tariff.cap and s.whole == s.tariff.cap else "."
        if s.before and s.whole > s.before:
            said += f" Trừ phí của số đã nhận trước: {shown(s.whole)} − {shown(s.before)} = {shown(s.whole - s.before)}."
        elif s.before:
            said += " Số này đã tính đủ ở các lần trước."
        factor = s.tariff.factors[part.factor]
        gained = self.covered - s.before
        less = _less(part, s)
        if (factor.n, factor.of) != (1, 1) and gained:
            said += f" {less[0]}: {shown(gained * Fraction(factor.n, factor.of))}."
        if s.relief is not None:
            said += f" {less[-1]}: còn {shown(s.due)}."
        self.steps.append(f"{said} Phí lần {n}: {dong(s.fee)} đồng.")
        zero = part.factor == VOLUNTARY or (s.relief is not None and s.relief.kind == "not_charged")
        self.mixed = self.mixed or zero
        if self.mixed and n > 1:
            self.notes.append("Khoản không thu phí vẫn cộng vào số lũy kế của các lần sau (suy ra từ công thức, hãy đối chiếu).")


@dataclass(frozen=True, slots=True)
class _Step:
    tariff: Tariff
    free: int
    before: Fraction
    whole: Fraction
    due: Fraction
    fee: int
    relief: Relief | None
    kept: int


def _less(part: Instalment, s: _Step) -> list[str]:
    """Why not all of the fee is charged: the factor, the relief."""
    factor, found = s.tariff.factors[part.factor], []
    if (factor.n, factor.of) != (1, 1):
        of = f"{factor.n}/{factor.of}" if factor.n else "0"
        found.append(f"Nhân {of} ({FACTOR_WORDS[part.factor]}, {factor.cite})")
    if s.relief is not None:
        what = {"not_charged": "Không thu phí", "exempt": "Miễn phí", "reduced": f"Giảm {100 - s.kept} %"}[s.relief.kind]
        found.append(f"{what} ({s.relief.text}, {s.relief.cite})")
    return found


def _sum_words(tariff: Tariff, amount: int) -> str:
    return " + ".join(f"{percent(rate)} × {dong(part)}" for part, rate in _pieces(tariff, amount))


def _tariff_words(tariff: Tariff) -> str:
    rates = ", ".join(percent(rate) for _, rate in tariff.brackets)
    return f"{rates} trên số thực nhận" + (f", tối đa {dong(tariff.cap)} đồng" if tariff.cap else "")

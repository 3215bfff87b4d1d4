"""The law of money as dated data (``resources/law/money.toml``): tariffs, wages, rates, ranks, thresholds. No figure stands in code.

What no text establishes is an entry marked "unknown" or a setting; both carry a note, which every computation that uses them shows.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from thads_desktop import dated
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.ruleset import LawDataError, cite as article

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "money.toml"
CERTAINTIES = ("H", "M", "L", "unknown")
UNSURE = "Mức độ chắc chắn của quy định này chưa cao, cần đối chiếu văn bản."


@dataclass(frozen=True, slots=True)
class Span:
    """An entry: the days on which it holds, its citation ready to print, how certain it is and what is to be said with it."""

    start: date
    until: date | None
    cite: str
    certainty: str
    note: str

    def on(self, day: date) -> bool:
        """It holds on a day."""
        return self.start <= day and (self.until is None or day <= self.until)

    def notes(self) -> tuple[str, ...]:
        """What the user is told whenever a figure rests on this entry."""
        if self.note:
            return (self.note,)
        return () if self.certainty == "H" else (UNSURE,)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the texts leave open: (value, words) with the default first, and the note shown with every figure that rests on it."""

    code: str
    title: str
    choices: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Factor:
    """The part n / of of the fee that is charged."""

    n: int
    of: int
    cite: str


@dataclass(frozen=True, slots=True)
class Tariff(Span):
    """A fee. brackets: (upper end or None, rate in ten-thousandths); free_wages: nothing up to so many base salaries (0 = no such
    limit); cap 0 = none; setting: the choice on which its use hangs ("" = none)."""

    code: str
    brackets: tuple[tuple[int | None, int], ...]
    free_wages: int
    free_cite: str
    cap: int
    instalments_cite: str
    payer: str
    payer_cite: str
    factors: Mapping[str, Factor]
    setting: str


@dataclass(frozen=True, slots=True)
class Relief(Span):
    """kind: not_charged | exempt | reduced; percent off; at_most: the office sets the percentage up to it."""

    code: str
    kind: str
    text: str
    percent: int
    at_most: bool


@dataclass(frozen=True, slots=True)
class Wage(Span):
    """A monthly wage; amount None = not established. region "" = the base salary."""

    region: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Rate(Span):
    """Late interest: ten-thousandths a year; agreed_cap of an agreed rate, None = no cap is established (agreed_note says so)."""

    rate: int
    words: str
    agreed_cap: int | None
    agreed_cite: str
    agreed_note: str


@dataclass(frozen=True, slots=True)
class Said(Span):
    """A rule that is words: code pauses | principal | span | contract | taken_before; years where it is a term; deferrals, suspensions:
    codes of the grounds under which interest does not run, open_deferrals: under which that is not established."""

    code: str
    text: str
    years: int = 0
    deferrals: tuple[str, ...] = ()
    suspensions: tuple[str, ...] = ()
    open_deferrals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentLaw(Span):
    """The order of payment: ranks (kinds of claims) with their names, deductions and what each special way cites."""

    law: str
    ranks: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    deductions: Mapping[str, str]
    silent: Mapping[str, str]
    pro_rata_cite: str
    circles_cite: str
    rest_cite: str
    secured_cite: str
    share_kept_cite: str
    due_days: int
    due_cite: str
    rent_note: str
    bad_debt_note: str


@dataclass(frozen=True, slots=True)
class Band:
    """What may be remitted when more than so many years are over and the rest lies in [least, below), or up to ``up_to`` included."""

    gives: str
    years: int
    least: int
    most_rest: int | None
    paid: str
    n: int
    d: int
    most: int | None


@dataclass(frozen=True, slots=True)
class RemissionLaw(Span):
    """Remission: bands in the law's order; least_paid n: a part counts as paid from the n-th part on (0 = no such limit)."""

    law: str
    bands: tuple[Band, ...]
    least_paid: int
    least_paid_cite: str
    special: str
    special_cite: str
    interest_text: str
    interest_cite: str
    interest_note: str
    minutes_months: int
    minutes_cite: str
    edge: int
    edge_note: str


@dataclass(frozen=True, slots=True)
class HeldLaw(Span):
    """Money nobody fetches. small: base_salary | regional_wage, below which it may go by post."""

    law: str
    notice_days: int
    notice_cite: str
    small: str
    small_cite: str
    deposit: str
    deposit_cite: str
    public_years: int
    late_years: int
    public_cite: str


_S = TypeVar("_S", bound=Span)


@dataclass(frozen=True, slots=True)
class MoneyLaw:
    """Every dated entry. ``load`` reads and checks the file in force once."""

    settings: Mapping[str, Setting]
    tariffs: tuple[Tariff, ...]
    reliefs: tuple[Relief, ...]
    base_salaries: tuple[Wage, ...]
    regional: tuple[Wage, ...]
    communes: Mapping[str, str]
    communes_note: str
    rates: tuple[Rate, ...]
    said: tuple[Said, ...]
    payments: tuple[PaymentLaw, ...]
    claim_kinds: Mapping[str, str]
    deduction_kinds: Mapping[str, str]
    remissions: tuple[RemissionLaw, ...]
    held: tuple[HeldLaw, ...]

    @staticmethod
    def load() -> MoneyLaw:
        """What is in force. LawDataError when the file is not sound."""
        return MoneyLaw.of(dated.in_force())

    @staticmethod
    def of(overlay: dated.Overlay) -> MoneyLaw:
        """What holds under these packs."""
        return _under(overlay)

    def tariff(self, day: date) -> Tariff:
        """The fee of a day. Refused("money.no_law") before the first one that is established."""
        return on(self.tariffs, day, "phí thi hành án")

    def relief(self, code: str, day: date) -> Relief | None:
        """An exemption or reduction of a day."""
        return next((r for r in self.reliefs if r.code == code and r.on(day)), None)

    def base_salary(self, day: date) -> Wage:
        """The base salary of a day: the last one that began."""
        return on(self.base_salaries, day, "mức lương cơ sở", last=True)

    def regional_wage(self, region: str, day: date) -> Wage:
        """The regional minimum wage of a day; its amount is None where none is established."""
        return on(tuple(w for w in self.regional if w.region == region), day, f"lương tối thiểu vùng {region}", last=True)

    def rule(self, code: str, day: date) -> Said | None:
        """A rule in words; None on a day for which none is established."""
        return next((s for s in self.said if s.code == code and s.on(day)), None)


def on(entries: tuple[_S, ...], day: date, what: str, *, last: bool = False) -> _S:
    """The entry of a day. Refused("money.no_law") where there is none. last: of several the one that began last."""
    found = [e for e in entries if e.on(day)]
    if not found:
        first = min((e.start for e in entries), default=day)
        raise Refused(Refusal("money.no_law", {"what": what, "first": short_date(first)}, "on"))
    return max(found, key=lambda e: e.start) if last else found[0]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the office chose of the settings; what is not named, or is a choice no more, is the default."""

    law: MoneyLaw
    chosen: Mapping[str, str] = field(default_factory=dict)

    def value(self, code: str) -> str:
        """The value of a setting."""
        setting = self.law.settings[code]
        wanted = self.chosen.get(code) or setting.choices[0][0]
        return wanted if wanted in dict(setting.choices) else setting.choices[0][0]

    def note(self, code: str) -> str:
        """The note with what is chosen."""
        setting = self.law.settings[code]
        return f"{setting.note} Đang chọn: {dict(setting.choices)[self.value(code)]}."


@cache
def _under(overlay: dated.Overlay) -> MoneyLaw:
    return read(overlay.of("law")[FILE])


@cache
def read(raw: bytes) -> MoneyLaw:
    """The entries of a file. LawDataError for what is not sound: unknown keys, no citation, an unknown without its note."""
    from thads_desktop.law.money_read import made

    try:
        return made(tomllib.loads(raw.decode("utf-8")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LawDataError(f"{FILE}: {error}") from error


def citing(short: str, documents: Mapping[str, str]) -> str:
    """As ``ruleset.cite``; a document without an article is cited by its name alone."""
    if short in documents:
        return documents[short]
    return article(short, dict(documents))



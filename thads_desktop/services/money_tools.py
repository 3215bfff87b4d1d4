"""Reckoning of money for the command line and the calculators: checks what was typed, asks the law of the day, gives the whole arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import LIMIT, dong, parse_dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import fee as fee_law, interest as interest_law, remission as remission_law
from thads_desktop.law.money_law import Choices, MoneyLaw
from thads_desktop.law.reckon import percent
from thads_desktop.services import inputs
from thads_desktop.services.worked import Worked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.law.fee import Fees, Instalment
    from thads_desktop.law.interest import Debt, Interest
    from thads_desktop.law.remission import Item, Remission
    from thads_desktop.services.desk import Desk

#: Lines that one reckoning takes.
MOST = 500
#: The days that are taken; beyond, no law is meant.
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
#: Names of the office's settings in the log, and what the law calls them.
SETTINGS = {
    "money.fee_base_day": "fee_base_day", "money.rounding": "rounding", "money.fee_new_law": "fee_new_law", "money.day_count": "day_count",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The law of money in force and what the office chose of it."""

    law: MoneyLaw
    choices: Choices


def asked(desk: Desk | None = None) -> Asked:
    """As an office reckons; without one the defaults."""
    law = MoneyLaw.load()
    if desk is None:
        return Asked(law, Choices(law))
    with desk.reading() as reader:
        said = desk.settings(reader)
    return Asked(law, Choices(law, {code: str(said[name]) for name, code in SETTINGS.items() if said.get(name)}))


# ------------------------------------------------------------------------------------------------------------------ typed


def amount(text: str, field: str = "amount") -> int:
    """A typed amount from 0 to below 10^15. Refused("money.bad_amount")."""
    found = parse_dong(text)
    if found is None or found > LIMIT // 1000:
        raise Refused(Refusal("money.bad_amount", {"text": text[:40]}, field))
    return found


def day(text: str, today: date, field: str) -> date:
    """A typed day. Refused("date.bad")."""
    return in_range(inputs.day(text, today, field), field)


def in_range(day: date, field: str) -> date:
    """The day itself. Refused("date.out_of_range")."""
    if not FIRST <= day <= LAST:
        raise Refused(Refusal("date.out_of_range", {"first": f"{FIRST.year}", "last": f"{LAST.year}"}, field))
    return day


def span(text: str, today: date, field: str = "pause") -> tuple[date, date]:
    """ "01/02/2020:31/03/2020". Refused("interest.bad_span" | "date.bad")."""
    parts = text.split(":")
    if len(parts) != 2 or not all(p.strip() for p in parts):
        raise Refused(Refusal("interest.bad_span", {"text": text[:60]}, field))
    return day(parts[0].strip(), today, field), day(parts[1].strip(), today, field)


def paid(text: str, today: date, field: str = "paid") -> tuple[date, int]:
    """ "01/02/2020:1.000.000", what was paid on a day."""
    when, _, much = text.partition(":")
    if not when.strip() or not much.strip():
        raise Refused(Refusal("money.bad_line", {"text": text[:60], "form": "NGÀY:SỐ_TIỀN"}, field))
    return day(when.strip(), today, field), amount(much.strip(), field)


def rate(text: str, field: str = "rate") -> int:
    """A rate in per cent a year, "9,5" -> 950 ten-thousandths. Refused("interest.bad_rate")."""
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", text.strip(), re.ASCII)
    value = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else -1
    if not 0 <= value <= 10_000:
        raise Refused(Refusal("interest.bad_rate", {"text": text[:20]}, field))
    return value


# ---------------------------------------------------------------------------------------------------------------- reckoned


def fees(instalments: Sequence[Instalment], by: Asked | None = None) -> Fees:
    """The fees of what one creditor received. Refused("money.*" | "fee.*")."""
    if not instalments:
        raise Refused(Refusal("money.no_amount", field="amount"))
    _not_too_many(instalments, "amount")
    for part in instalments:
        in_range(part.day, "on")
        if part.pays > part.amount:
            raise Refused(Refusal("fee.pays_more", field="pays"))
    _not_too_much((p.amount for p in instalments), "amount")
    by = by or asked()
    return fee_law.fees(by.law, by.choices, instalments)


def interest(debt: Debt, by: Asked | None = None) -> Interest:
    """The late interest of a debt. Refused("money.*" | "interest.*")."""
    _not_too_many(debt.pauses, "pause")
    _not_too_many(debt.payments, "paid")
    _not_too_much((debt.principal, *(much for _, much in debt.payments)), "principal")
    in_range(debt.start, "from")
    in_range(debt.end, "to")
    by = by or asked()
    return interest_law.interest(by.law, by.choices, debt)


def remission(item: Item, on: date, by: Asked | None = None) -> Remission:
    """What may be remitted of an item for the State budget. Refused("money.*" | "remission.*")."""
    in_range(on, "day")
    if item.rest <= 0:
        raise Refused(Refusal("remission.nothing_left", field="rest"))
    if on < item.first_decision:
        raise Refused(Refusal("remission.before", field="day"))
    return remission_law.remission((by or asked()).law, item, on)


def _not_too_many(lines: Sequence[object], field: str) -> None:
    if len(lines) > MOST:
        raise Refused(Refusal("money.too_many", {"most": str(MOST)}, field))


def _not_too_much(amounts: object, field: str) -> None:
    total = sum(amounts)  # type: ignore[call-overload]  # any iterable of int
    if total > LIMIT // 1000:
        raise Refused(Refusal("money.too_much", field=field))


# ------------------------------------------------------------------------------------------------------------------- shown


def worked_fees(found: Fees) -> Worked:
    """Fees as a calculator shows them."""
    each = "" if len(found.fees) == 1 else "Từng lần: " + "; ".join(dong(f) for f in found.fees)
    return Worked(f"Phí thi hành án: {dong(found.total)} đồng", each, found.cite, numbered(found.steps), found.notes)


def worked_interest(found: Interest) -> Worked:
    """An interest as a calculator shows it."""
    about = f"Còn nợ gốc {dong(found.principal_left)} đồng, còn lãi {dong(found.left)} đồng" if found.paid or found.principal_left else ""
    return Worked(f"Lãi chậm thi hành án: {dong(found.interest)} đồng", about, found.cite, numbered(found.steps), found.notes)


def worked_remission(found: Remission) -> Worked:
    """A remission as a calculator shows it."""
    said = {
        remission_law.ALL: f"Đủ điều kiện xét miễn {dong(found.most)} đồng",
        remission_law.SHARE: f"Đủ điều kiện xét giảm, tối đa {dong(found.most)} đồng",
        remission_law.NOTHING: "Chưa đủ điều kiện xét miễn, giảm",
    }[found.gives]
    missing = f"Còn thiếu: {' '.join(found.missing)}" if found.missing else ""
    if found.earliest is not None and not missing:
        missing = f"Sớm nhất ngày {short_date(found.earliest)}"
    return Worked(said, missing, found.cite, numbered(found.steps), found.notes)


def numbered(steps: Sequence[str]) -> tuple[str, ...]:
    """Steps with their numbers; a line of a step ("– …") stays beneath it."""
    made, n = [], 0
    for step in steps:
        if step.startswith("–"):
            made.append(f"    {step}")
        else:
            n += 1
            made.append(f"{n}. {step}")
    return tuple(made)


def options(choices: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A table of words as the options of a field."""
    return tuple(choices.items())


__all__ = [
    "Asked", "amount", "asked", "day", "fees", "interest", "numbered", "options", "paid", "percent", "rate", "remission", "span", "worked_fees",
    "worked_interest", "worked_remission",
]  # fmt: skip

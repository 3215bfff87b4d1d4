"""What is typed into the calculators of money, read and answered: by the law in force and the office's settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import held_money
from thads_desktop.law.fee import COLLECTED, FACTOR_WORDS, Instalment
from thads_desktop.law.interest import AGREED, CONTRACT, LEGAL, Debt
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.law.remission import Item
from thads_desktop.services import money_tools
from thads_desktop.services.worked import Worked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.services.desk import Desk

#: Who agreed the rate, as a field offers it.
WHOSE = ((LEGAL, "theo luật"), (AGREED, "đã thỏa thuận (có mức trần)"), (CONTRACT, "hợp đồng tín dụng"))
REGIONS = (("I", "Vùng I"), ("II", "Vùng II"), ("III", "Vùng III"), ("IV", "Vùng IV"))


@dataclass(frozen=True, slots=True)
class Offered:
    """What the choice fields of the calculators offer."""

    how: tuple[tuple[str, str], ...]
    reliefs: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]


def offered() -> Offered:
    """By the law in force."""
    law = MoneyLaw.load()
    reliefs = tuple((r.code, r.text) for r in law.reliefs)
    how = tuple((code, f"{words[0].upper()}{words[1:]}") for code, words in FACTOR_WORDS.items())
    return Offered(how, reliefs, tuple(law.claim_kinds.items()))


def fee(desk: Desk, v: Mapping[str, Any]) -> Worked:
    """The fee of what stands in ``received``: an amount a line, with its own day before it where that is another."""
    today, day = desk.clock.today(), v["on"]
    received = [_received(line, today, day) for line in _lines(v["received"])]
    pays = v.get("pays") or 0
    if pays and len(received) != 1:
        raise Refused(Refusal("fee.pays_one", field="pays"))
    off = percent(v.get("percent") or "")
    other = v.get("wage_day")
    parts = [
        Instalment(amount, when, v.get("how") or COLLECTED, pays, v.get("relief") or "", off, other, other)
        for when, amount in sorted(received, key=lambda r: r[0])
    ]
    return money_tools.worked_fees(money_tools.fees(parts, money_tools.asked(desk)))


def interest(desk: Desk, v: Mapping[str, Any]) -> Worked:
    """Late interest; pauses and payments stand one a line."""
    today = desk.clock.today()
    pauses = tuple(_span(line, today) for line in _lines(v.get("pause")))
    paid = tuple(money_tools.paid(_two(line, "paid", "NGÀY SỐ_TIỀN"), today, "paid") for line in _lines(v.get("paid")))
    whose = v.get("whose") or LEGAL
    typed = (v.get("rate") or "").strip()
    if whose != LEGAL and not typed:
        raise Refused(Refusal("interest.no_rate", field="rate"))
    if typed and whose == LEGAL:
        raise Refused(Refusal("interest.whose_rate", field="whose"))
    rate = money_tools.rate(typed) if typed else None
    debt = Debt(v["principal"], v["from"], v["to"], pauses, paid, rate, whose)
    return money_tools.worked_interest(money_tools.interest(debt, money_tools.asked(desk)))


def remission(desk: Desk, v: Mapping[str, Any]) -> Worked:
    """May an item for the State budget be remitted?"""
    item = Item(v["first"], v.get("paid") or 0, v["rest"], v.get("last"), v.get("minutes"), bool(v.get("hardship")))
    return money_tools.worked_remission(money_tools.remission(item, v["day"], money_tools.asked(desk)))


def unfetched(desk: Desk, v: Mapping[str, Any]) -> Worked:
    """Until when money nobody fetches is held, and where it goes."""
    if not v["amount"]:
        raise Refused(Refusal("money.no_amount", field="amount"))
    for name in ("told", "effect", "collected"):
        if v.get(name) is not None:
            money_tools.in_range(v[name], name)
    with desk.reading() as reader:
        calendar = desk.calendar(reader)
    money = held_money.Unfetched(
        v["amount"], v["told"], v["effect"], v.get("collected") or v["told"], v.get("address") != "unknown", v.get("region") or ""
    )
    found = held_money.unfetched(money_tools.asked(desk).law, calendar, money)
    by_wage = "gửi bưu điện hoặc gửi tiết kiệm hoặc Kho bạc, tùy mức lương tối thiểu vùng"
    way = {held_money.POST: "gửi bưu điện", held_money.DEPOSIT: "gửi tiết kiệm hoặc Kho bạc", held_money.UNKNOWN: by_wage}[found.way]
    about = f"{dong(v['amount'])} đồng: từ ngày {short_date(found.from_)} {way}"
    return Worked(f"Sung quỹ từ ngày {short_date(found.to_state)}", about, found.cite, money_tools.numbered(found.steps), found.notes)


def taken_before(desk: Desk, taken: date) -> Worked:
    """Until when money taken before a judgment is held."""
    found = held_money.taken_before(money_tools.asked(desk).law, taken, desk.clock.today())
    said = f"Sung công từ ngày {short_date(found.to_state)}" if found.to_state else "Chưa có hạn sung công"
    return Worked(said, "", found.cite, money_tools.numbered(found.steps), found.notes)


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _received(line: str, today: date, day: date) -> tuple[date, int]:
    """ "3.000.000", or "01/02/2020 3.000.000"."""
    if re.fullmatch(r"[0-9., ]+", line) and "/" not in line:
        return day, money_tools.amount(line, "received")
    when, much = money_tools.paid(_two(line, "received", "SỐ_TIỀN hoặc NGÀY SỐ_TIỀN"), today, "received")
    return when, much


def _two(line: str, field: str, form: str) -> str:
    """A day and an amount as "day:amount"."""
    parts = line.replace(":", " ").split(None, 1)
    if len(parts) != 2 or not parts[0][0].isdigit():
        raise Refused(Refusal("money.bad_line", {"text": line[:60], "form": form}, field))
    return f"{parts[0]}:{parts[1]}"


def _span(line: str, today: date) -> tuple[date, date]:
    parts = [p for p in re.split(r"\s*(?::|đến|–)\s*|\s+", line) if p]
    return money_tools.span(":".join(parts), today) if len(parts) == 2 else money_tools.span(line, today)


def percent(text: str) -> int | None:
    """A typed percentage off a fee; None for nothing. Refused("fee.bad_percent")."""
    typed = text.strip().rstrip("%").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3):
        raise Refused(Refusal("fee.bad_percent", {"most": "100"}, "percent"))
    return int(typed)

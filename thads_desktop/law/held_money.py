"""Money that nobody fetches: when it may go by post, when it is put into a deposit, when it goes to the State; and money taken too early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import add_months, short_date
from thads_desktop.domain.money import dong
from thads_desktop.law.money_law import on
from thads_desktop.law.reckon import Reckoned, joined

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.law.money_law import MoneyLaw

POST, DEPOSIT, UNKNOWN = "post", "deposit", "unknown"


@dataclass(frozen=True, slots=True)
class Unfetched:
    """amount, told: the valid notice to come and fetch; effect: the judgment took effect; collected: the money came; address_known; region:
    wage region of the place."""

    amount: int
    told: date
    effect: date
    collected: date
    address_known: bool = True
    region: str = ""


@dataclass(frozen=True, slots=True)
class HeldMoney(Reckoned):
    """from_: from this day on the money goes by the way (post | deposit | unknown); to_state: the day from which it may go to the State."""

    way: str
    from_: date
    to_state: date


def unfetched(law: MoneyLaw, calendar: WorkingCalendar, money: Unfetched) -> HeldMoney:
    """The days of money that was not fetched, by the law of the notice. Refused("money.no_law"); ValueError for an amount below one."""
    if money.amount < 1:
        raise ValueError("amount")
    rules = on(law.held, money.told, "tiền chưa nhận")
    notes, cites = list(rules.notes()), [rules.notice_cite, rules.small_cite]
    counted = calendar.count(money.told, rules.notice_days, "d", rolls=True)
    from_ = counted.due + timedelta(days=1)
    steps = [
        f"Báo người nhận hợp lệ ngày {short_date(money.told)}; hết {rules.notice_days} ngày là ngày {short_date(counted.due)} ({rules.notice_cite})."
    ]
    small = law.base_salary(money.told) if rules.small == "base_salary" else law.regional_wage(money.region, money.told) if money.region else None
    what = "lương cơ sở" if rules.small == "base_salary" else "lương tối thiểu vùng"
    way = DEPOSIT
    if small is None or small.amount is None:
        notes += small.notes() if small is not None else [law.communes_note]
        way = UNKNOWN if money.address_known else DEPOSIT
    else:
        notes += small.notes()
        below = money.amount < small.amount
        sign = "<" if below else "≥"
        steps.append(f"So với một tháng {what}: {dong(money.amount)} {sign} {dong(small.amount)} ({small.cite}).")
        way = POST if below and money.address_known else DEPOSIT
    goes = {
        POST: f"gửi bưu điện đến địa chỉ đã biết ({rules.small_cite})",
        DEPOSIT: f"{rules.deposit} ({rules.deposit_cite})",
        UNKNOWN: f"dưới một tháng {what} thì gửi bưu điện, không thì {rules.deposit}",
    }[way]
    steps.append(f"Từ ngày {short_date(from_)}: {goes}.")
    cites.append(rules.deposit_cite if way == DEPOSIT else "")
    end = add_months(money.effect, 12 * rules.public_years)
    if money.collected <= end:
        since = f"từ ngày bản án có hiệu lực {short_date(money.effect)}"
        steps.append(f"Hết {rules.public_years} năm {since} là ngày {short_date(end)} ({rules.public_cite}).")
    else:
        late = add_months(money.told, 12 * rules.late_years)
        steps.append(
            f"Tiền thu ngày {short_date(money.collected)}, sau khi hết {rules.public_years} năm (ngày {short_date(end)}): tính {rules.late_years}"
            f" năm từ ngày báo, hết ngày {short_date(late)} ({rules.public_cite})."
        )
        end = late
    if end < from_:
        notes.append("Hạn sung quỹ đến trước khi hết thời gian báo nhận: chỉ ra quyết định sau khi người được báo đã có đủ thời gian ấy.")
    to_state = max(end + timedelta(days=1), from_)
    steps.append(f"Không ai nhận thì từ ngày {short_date(to_state)} ra quyết định sung quỹ nhà nước.")
    cites.append(rules.public_cite)
    return HeldMoney(tuple(steps), joined(cites), tuple(dict.fromkeys(notes)), way, from_, to_state)


@dataclass(frozen=True, slots=True)
class TakenBefore(Reckoned):
    """to_state: the day from which money taken before a judgment goes to the State; None where the law of the day names no term."""

    to_state: date | None


def taken_before(law: MoneyLaw, taken: date, day: date) -> TakenBefore:
    """What holds on a day for money that was taken and for which no judgment came."""
    rule = law.rule("taken_before", day)
    if rule is None:
        return TakenBefore(("Luật của ngày này không đặt thời hạn cho tiền tạm thu chưa có bản án: tiếp tục theo dõi.",), "", (), None)
    end = add_months(taken, 12 * rule.years)
    said = f"Tạm thu ngày {short_date(taken)}, hết {rule.years} năm là ngày {short_date(end)} ({rule.cite})."
    return TakenBefore((said, f"{rule.text}."), rule.cite, rule.notes(), end + timedelta(days=1))

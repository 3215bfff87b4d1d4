"""Terms of an asset, from the day of its seizure to the pay-out or the release, each born and discharged by a step of its chain.

The time of somebody else (a party may ask for a re-valuation, a co-owner may buy, the debtor may redeem) is a term that only passes: its rule
bears ``due.WAITS``. A term that the law data of the day do not know is not born.

A step that tells the parties something, and was recorded by issuing its paper, is told to each of them on the day of its service: their time
runs from that, and the office's duty to tell ends when the paper has gone to all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.asset import AssetState, MatterFacts, Proceeds
from thads_desktop.domain.dates import short_date
from thads_desktop.law.asset_walk import NOTHING_HOLDS, RELEASED_PARTLY, later_of, noticed, steps_of
from thads_desktop.law.due import WAITS, Deadline, known, some
from thads_desktop.law.due_release import RELEASES, of_ended

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from thads_desktop.domain.asset import Noticed
    from thads_desktop.domain.events import Event
    from thads_desktop.law.due import Counter

#: Rules of this module that only pass.
WAITING = tuple(f"{rule}{WAITS}" for rule in ("R35", "R36", "R37", "R38", "R39"))
#: The seizure is over.
_OVER = ("seizure_released", "given_back", "asset_redeemed", NOTHING_HOLDS)
#: The asset went another way than the sale that a term leads to.
_AWAY = (*_OVER, "taking_agreed", "creditor_takes_asset", "asset_sold", "asset_bought", "auction_held")
_AGAIN = ("revaluation_requested", "revaluation_ground")
#: Steps that tell the parties something from which a time of theirs runs.
_TELLS = ("valuation_told", "failed_auction_told")
#: Another price takes the place of this one.
_PRICES = ("valuation_contract", "valuation_received", "asset_priced")


@dataclass(frozen=True, slots=True)
class _At:
    """A step, the asset as it was before it and after it, and the steps that came later (rest: by what they did, see ``asset_walk``)."""

    desk: Counter
    step: str
    body: ae.AssetStep
    day: date
    before: AssetState
    state: AssetState
    rest: tuple[tuple[str, ae.AssetStep, date], ...]
    #: The last day to pay that was agreed after this step, before another sale.
    agreed: date | None = None
    #: Who was told by the paper of this step, and of the next one that tells something; None = by no paper, on its own day.
    noticed: Noticed | None = None
    told_next: Noticed | None = None

    @property
    def law(self) -> str:
        return self.desk.rules.law_on(self.day)

    def done(self, *codes: str) -> date | None:
        """The day of the first of these steps after this one."""
        return next((day for code, _body, day in self.rest if code in codes), None)

    def again(self, *until: str) -> bool:
        """The same step is done anew before any of ``until``: what it set holds no more."""
        first = next((code for code, _body, _day in self.rest if code in (self.step, *until)), "")
        return first == self.step

    def made(
        self, rule: str, born: date, why: str, done: date | None, case: str = "", *, waits: bool = False, new_from: date | None = None
    ) -> Iterator[Deadline]:  # fmt: skip
        """The term, where the law of its first day has one."""
        if known(self.desk, rule, case, born):
            made = self.desk.made(rule, born, why, done, case=case, new_from=new_from)
            case_title = next((t.case_title for t in self.desk.rules.terms[rule] if t.case == case and t.law == made.law and not t.default), "")
            made = replace(made, title=f"{made.title}: {case_title}") if case_title else made
            yield replace(made, rule=f"{rule}{WAITS}") if waits else made


def of_asset(desk: Counter, standing: list[Event], matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """Every term of an asset. matters: of those it is seized for, when they ended and whether something goes to the State."""
    steps = steps_of(standing)
    later, papers = later_of(steps, matters), noticed(matters)
    told = {n: papers[step.at] for n, step in enumerate(steps) if step.body.step in _TELLS and step.at in papers}
    for n, (body, day, before, state, _place) in enumerate(steps):
        rest = tuple(x for at, code, b, d in later if at > n for x in _as_told(code, b, d, told.get(int(at)) if at == int(at) else None))
        made = _BY.get(body.step)
        if made is not None:
            after = next((told.get(m) for m in range(n + 1, len(steps)) if steps[m].body.step in _TELLS), None)
            yield from made(_At(desk, body.step, body, day, before, state, rest, _agreed_until(rest), told.get(n), after), matters)
    yield from of_ended(desk, steps, matters)


def _as_told(code: str, body: ae.AssetStep, day: date, by: Noticed | None) -> tuple[tuple[str, ae.AssetStep, date], ...]:
    """A step that tells something by its paper is done once that has gone to everybody it is for."""
    if by is None:
        return ((code, body, day),)
    return () if by.all_sent is None else ((code, body, max(day, by.all_sent)),)


def _windows(at: _At, rule: str, case: str, says: str, done: date | None) -> Iterator[Deadline]:
    """The time of the parties since they were told: of all from one day, or of each group from the day of its service."""
    if at.noticed is None:
        yield from at.made(rule, at.day, f"{says} ngày {short_date(at.day)}.", done, case, waits=True)
        return
    groups: dict[date, list[str]] = {}
    for party, day in at.noticed.valid:
        if party in at.noticed.parties:
            groups.setdefault(day, []).append(party)
    for day, group in sorted(groups.items()):
        for made in at.made(rule, day, f"{says}, tống đạt ngày {short_date(day)}.", done, case, waits=True):
            yield replace(made, parties=some(tuple(group), at.noticed.parties))


def _agreed_until(rest: tuple[tuple[str, ae.AssetStep, date], ...]) -> date | None:
    agreed = None
    for code, body, _day in rest:
        if code == "payment_extended":
            agreed = body.on
        elif code in ("sale_annulled", "asset_seized"):
            break
    return agreed


# --- the seizure ------------------------------------------------------------------------------------


def _planned(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """What is told before the day of the seizure; a day that was set anew takes the place of the one before."""
    if at.body.on is None or at.again("asset_seized"):
        return
    why = f"Định ngày cưỡng chế, kê biên {short_date(at.body.on)}."
    yield from at.made("R57", at.body.on, why, at.before.days.get("cost_told") or at.done("cost_told", "asset_seized"))
    if at.state.immovable:
        yield from at.made("R58", at.body.on, why, at.before.days.get("seizure_told") or at.done("seizure_told", "asset_seized"))


def _seized(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    yield from at.made("R34", at.day, f"Kê biên ngày {short_date(at.day)}.", at.done("valuation_contract", "asset_priced", *_AWAY))


# --- valuation --------------------------------------------------------------------------------------


def _priced(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """There is a price: by a valuer (told, may be asked for anew), by agreement or by the officer."""
    by_valuer = at.step == "valuation_received"
    why = f"{'Nhận kết quả thẩm định giá' if by_valuer else 'Có giá tài sản'} ngày {short_date(at.day)}."
    if by_valuer:
        yield from at.made("R35", at.day, why, at.done("valuation_told", "valuation_contract", *_AWAY), "thong_bao")
    if at.state.co_owners:
        yield from at.made("R36", at.day, why, at.done("co_owner_notice", *_AGAIN, *_AWAY), "thong_bao")
    if _without_auction(at):
        seized = at.state.days.get("asset_seized")
        # Of a price that takes the place of another one the seizure lies long ago.
        born = seized if at.law == "2008" and seized is not None and at.before.price is None else at.day
        said = f"Kê biên ngày {short_date(born)}; tài sản bán không qua đấu giá." if born == seized else why
        yield from at.made("R38", born, said, at.done("auction_contract", *_AGAIN, *_AWAY), "khong_dau_gia", new_from=at.day if at.law == "2008" else None)
        return
    done = at.done("auction_contract", *_AGAIN, *_AWAY)
    if at.law == "2008" or not by_valuer:
        said = why if at.law == "2008" else f"{why} Giá không do tổ chức thẩm định giá: không có thời hạn yêu cầu định giá lại phải chờ."
        new_from = (_window_end(at) if by_valuer else at.day) if at.law == "2008" else None
        yield from at.made("R37", at.day, said, done, "hop_dong", new_from=new_from)
    yield from at.made("R37", at.day, why, at.done("auctioneer_chosen", "auction_contract", *_AGAIN, *_AWAY), "thoa_thuan", waits=True)


def _window_end(at: _At) -> date | None:
    """Until when this valuation may be asked for anew; None while the parties were not told of it."""
    code, day = next(((c, d) for c, _body, d in at.rest if c in ("valuation_told", *_AGAIN, *_PRICES)), ("", at.day))
    if code == "valuation_told" and at.told_next is not None:
        if at.told_next.all_told is None:
            return None
        day = at.told_next.all_told
    return at.desk.made("R35", day, "", case="de_nghi").due if code == "valuation_told" and known(at.desk, "R35", "de_nghi", day) else None


def _without_auction(at: _At) -> bool:
    """Perishable, or so little worth that it is not auctioned; where that hangs on a wage, as the officer said."""
    if at.body.why == "perishable":
        return True
    limit = at.desk.rules.limits.on("no_auction_below", at.day)
    if limit is None or limit.value is None or limit.unit != "vnd":
        return at.body.why == "small"
    return at.state.price is not None and at.state.price < limit.value


def _told(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """The parties have their days to ask for another valuation; under the 2025 law the contract of auction follows these."""
    windows = list(_windows(at, "R35", "de_nghi", "Thông báo kết quả thẩm định giá", at.done(*_AGAIN, "auction_contract", *_AWAY)))
    yield from windows
    valued = at.state.days.get("valuation_received")
    everybody = at.noticed is None or at.noticed.all_told is not None
    if windows and everybody and valued is not None and at.desk.rules.law_on(valued) == "2025" and not _small(at):
        over = max(w.due for w in windows)
        said = f"Hết thời hạn yêu cầu định giá lại ngày {short_date(over)}."
        yield from at.made("R37", over, said, at.done("auction_contract", *_AGAIN, *_AWAY), "hop_dong")


def _small(at: _At) -> bool:
    limit = at.desk.rules.limits.on("no_auction_below", at.day)
    return limit is not None and limit.unit == "vnd" and limit.value is not None and (at.state.price or 0) < limit.value


def _revalued(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    why = f"{'Đương sự yêu cầu' if at.step == 'revaluation_requested' else 'Có căn cứ'} định giá lại ngày {short_date(at.day)}."
    yield from at.made("R35", at.day, why, at.done("valuation_contract", "asset_priced", *_AWAY), "dinh_gia_lai")


# --- co-owners --------------------------------------------------------------------------------------


def _noticed(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """The time of the co-owners: at the first sale by the kind of asset, later a shorter one."""
    case = ("bat_dong_san" if at.state.immovable else "dong_san") if not at.state.rounds else "lan_sau"
    if case == "lan_sau" and at.law == "2025":
        return  # until days before the auction, once that has its day
    why = f"Thông báo quyền ưu tiên mua ngày {short_date(at.day)}."
    yield from at.made("R36", at.day, why, _everybody_answered(at), case, waits=True)


def _everybody_answered(at: _At, *ends: str) -> date | None:
    """The day on which the last co-owner had answered, or the asset went another way (ends: or one of these was done)."""
    answers = set(at.state.answers)
    for code, body, day in at.rest:
        if code in (*_AWAY, *ends):
            return day
        if code == "co_owner_notice":
            return None
        if code == "co_owner_answered" and (who := at.state.co_owner(body.party)):
            answers.add(who)
            if answers >= set(at.state.co_owners):
                return day
    return None


def _answered(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """Who wants to buy pays within days: of the 2008 law after the time of priority is over."""
    noticed = at.state.days.get("co_owner_notice")
    if at.body.why != "buys" or noticed is None:
        return
    born, why, new_from = at.day, f"Chủ sở hữu chung nhận mua ngày {short_date(at.day)}.", None
    if at.law == "2008":
        case = ("bat_dong_san" if at.state.immovable else "dong_san") if not at.state.rounds else "lan_sau"
        if not known(at.desk, "R36", case, noticed):
            return
        born, new_from = max(at.day, at.desk.made("R36", noticed, "", case=case).due), at.day
        why = f"Hết thời hạn ưu tiên mua ngày {short_date(born)}."
    who = at.state.co_owner(at.body.party)
    other = next((day for code, body, day in at.rest if code == "co_owner_answered" and at.state.co_owner(body.party) == who), None)
    days = [d for d in (other, at.done(*_AWAY)) if d is not None]
    yield from at.made("R36", born, why, min(days, default=None), "mua", waits=True, new_from=new_from)


# --- the auction ------------------------------------------------------------------------------------


def _no_contract(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    why = f"Không ký được hợp đồng ngày {short_date(at.day)}."
    yield from at.made("R37", at.day, why, at.done("auction_contract", *_AGAIN, *_AWAY), "trung_tam")


def _contract(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    why = f"{'Chấp hành viên tự bán đấu giá, quyết định' if at.body.why == 'own' else 'Ký hợp đồng đấu giá'} ngày {short_date(at.day)}."
    case = "bat_dong_san" if at.state.immovable else "dong_san"
    yield from at.made("R38", at.day, why, at.done("auction_failed", *_AGAIN, *_AWAY), case)


def _auction_day(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """Until when the debtor may redeem, and of a later sale the co-owners may buy."""
    if at.body.on is None or at.again("auction_held", "auction_failed"):
        return
    why = f"Ngày đấu giá {short_date(at.body.on)}."
    over = at.done("auction_day", "auction_failed", *_AWAY)
    yield from at.made("R38", at.body.on, why, over, "nhan_lai", waits=True)
    noticed = at.state.days.get("co_owner_notice")
    if at.state.co_owners and at.state.rounds and noticed is not None and at.desk.rules.law_on(noticed) == "2025":
        yield from at.made("R36", at.body.on, why, _everybody_answered(at, "auction_failed"), "lan_sau", waits=True)


def _failed(at: _At, matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    why = f"Đấu giá không thành ngày {short_date(at.day)}."
    yield from at.made("R39", at.day, why, at.done("failed_auction_told", *_AWAY), "thong_bao")
    state = any(f.state for m, f in matters.items() if m in {s.matter for s in at.state.seizures})
    if at.law == "2025" or state:
        yield from at.made("R39", at.day, why, at.done("price_cut", *_AGAIN, *_AWAY), "giam_gia")


def _failed_told(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    yield from _windows(at, "R39", "thoa_thuan", "Thông báo đấu giá không thành", at.done("price_cut", *_AGAIN, *_AWAY))


def _sale_day(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    if at.body.on is None or at.again("asset_sold"):
        return
    why = f"Ngày bán không qua đấu giá {short_date(at.body.on)}."
    yield from at.made("R38", at.body.on, why, at.before.days.get("sale_told") or at.done("sale_told", *_AWAY), "thong_bao_ban")


# --- who gets it ------------------------------------------------------------------------------------


def _taken(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    why = f"Người được thi hành án nhận tài sản ngày {short_date(at.day)}."
    yield from at.made("R39", at.day, why, at.done("debtor_told_of_taking", "asset_handed_over", *_OVER), "bao_nguoi_phai")


def _taking_told(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    why = f"Thông báo người phải thi hành án việc nhận tài sản ngày {short_date(at.day)}."
    for window in at.made("R39", at.day, why, at.done("asset_handed_over", *_OVER), "nop_tien", waits=True):
        yield window
        said = f"Hết thời hạn người phải thi hành án nộp tiền ngày {short_date(window.due)}; có chênh lệch thì người nhận phải trả."
        yield from at.made("R39", window.due, said, at.done("balance_paid", "asset_handed_over", *_OVER), "chenh_lech")


def _agreed(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    why = f"Đương sự thỏa thuận nhận tài sản ngày {short_date(at.day)}."
    yield from at.made("R41", at.day, why, at.done("asset_handed_over", *_OVER), "nhan_tai_san")


def _sold(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """The buyer's days; where they were agreed to be longer, to the day agreed and never beyond the law's own."""
    why, done = f"Đấu giá thành ngày {short_date(at.day)}.", at.done("buyer_paid", "sale_annulled", *_OVER)
    agreed = at.agreed
    if agreed is not None and known(at.desk, "R40", "thoa_thuan", at.day):
        made = at.desk.made("R40", at.day, f"{why} Thỏa thuận nộp đến {short_date(agreed)}.", done, case="thoa_thuan")
        yield replace(made, due=min(agreed, made.due))
        return
    yield from at.made("R40", at.day, why, done, "thuong")


def _paid(at: _At, matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    case = {"auction": "dau_gia", "direct": "khong_dau_gia"}.get(at.state.how)
    if case is not None:
        why = f"Người mua nộp đủ tiền ngày {short_date(at.day)}."
        yield from at.made("R41", at.day, why, at.done("asset_handed_over", "sale_annulled", *_OVER), case)
    booked = _booked(at, matters)
    if booked:
        # While the asset is not handed over its money lies in a deposit.
        laid = [p.settled for p in booked if p.settled is not None]
        days = [at.done("asset_handed_over", "sale_annulled", *_OVER), max(laid) if len(laid) == len(booked) else None]
        said = f"Người mua nộp đủ tiền ngày {short_date(at.day)}; tài sản chưa giao."
        yield from at.made("R42", at.day, said, min((d for d in days if d is not None), default=None), "gui_ky_han")


def _handed(at: _At, matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    if at.state.how in ("auction", "direct", "co_owner"):
        done = [d for d in (at.done("paid_out"), _paid_out(at, matters)) if d is not None]
        yield from at.made("R42", at.day, f"Giao tài sản ngày {short_date(at.day)}.", min(done, default=None), "ban_tai_san")


def _booked(at: _At, matters: Mapping[str, MatterFacts]) -> list[Proceeds]:
    """The sums booked as money of this sale, none of one that was annulled before."""
    since = at.state.sold_on
    return [p for facts in matters.values() for p in facts.proceeds if since is not None and p.day >= since]


def _paid_out(at: _At, matters: Mapping[str, MatterFacts]) -> date | None:
    """Since when the ledgers of its matters have paid out what it was sold for: the sums booked as its money, where they were; else as
    much as that, since it was sold."""
    booked, left = _booked(at, matters), at.state.sold
    if left is None:
        return None
    if booked:
        gone = [p.gone for p in booked if p.gone is not None]
        whole = len(gone) == len(booked) and sum(p.amount for p in booked) >= left
        return max(at.day, *gone) if whole else None
    for day, amount in sorted(x for facts in matters.values() for x in facts.out):
        if at.state.sold_on is not None and day >= at.state.sold_on:
            left -= amount
            if left <= 0:
                return max(at.day, day)
    return None


# --- the release ------------------------------------------------------------------------------------


def _release(at: _At, _matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """A ground to release, of one matter or of all it is seized for."""
    says = "Người phải thi hành án nộp tiền nhận lại tài sản" if at.step == "asset_redeemed" else "Có căn cứ giải tỏa kê biên"
    if at.before.grounded(at.body.matter):
        return
    done = next((day for code, body, day in at.rest if code in RELEASES or (code == RELEASED_PARTLY and body.matter == at.body.matter)), None)
    yield from at.made("R43", at.day, f"{says} ngày {short_date(at.day)}.", done)


_BY = {
    "seizure_day": _planned, "asset_seized": _seized, "valuation_received": _priced, "asset_priced": _priced, "valuation_told": _told,
    "revaluation_requested": _revalued, "revaluation_ground": _revalued, "co_owner_notice": _noticed, "co_owner_answered": _answered,
    "auction_contract_failed": _no_contract, "auction_contract": _contract, "auction_day": _auction_day, "auction_failed": _failed,
    "failed_auction_told": _failed_told, "sale_day": _sale_day, "creditor_takes_asset": _taken, "debtor_told_of_taking": _taking_told,
    "taking_agreed": _agreed, "auction_held": _sold, "buyer_paid": _paid, "asset_handed_over": _handed, "release_ground": _release,
    "asset_redeemed": _release,
}  # fmt: skip

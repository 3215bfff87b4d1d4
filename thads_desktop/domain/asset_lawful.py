"""What stands against a step of an asset: refused with the article, or told to the head where the text leaves it open. Pure: figures of the
law, and last days of terms, are handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.asset import AssetState

#: The step is not one of this state; no text has it in this state; this law has it not at all.
ORDER, SILENT, NONE = "asset.order", "asset.silent", "asset.none"
#: Conditions without which even a record of what was done elsewhere would say nothing true.
UNTRUE = ("has_co_owners", "is_co_owner", "whole_price")


@dataclass(frozen=True, slots=True)
class Typed:
    """What of a step the conditions look at; None where it is not (yet) typed: what cannot be judged stands not against it."""

    day: date
    amount: int | None = None
    on: date | None = None
    why: str = ""
    #: Who; None = not (yet) said.
    party: str | None = None
    #: Of a release the matter it is for; "" = the only one, or not (yet) said.
    matter: str = ""


class Waited(NamedTuple):
    """The time of somebody else. first: no act before it is over; last: the longer time of the other law; said: both days in words; note: what is
    to be checked of the one that stands; unsure: of the last one ("" = nothing)."""

    first: date
    last: date
    said: str
    note: str = ""
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the day's law and last days of the asset's terms; None = none is known, or none runs.

    off: the day that matters is a day off; tet: it lies in the days around Tết; cut: percent; cuts: before the creditor may take it;
    asked: re-valuations that may be asked for; small, no_auction: đồng up to which (below which); own: from and to of an own auction;
    told: the notice of the seizure that was planned lasts to here; window, priority, buying, agree, redeem, pay, extension, taking: last days;
    owed: đồng known to be owed of all it is seized for;
    ended: the matter of which it is to be released ended, or (not said which) one it is seized for; untold: steps that tell the parties
    something, by a paper that was not served on all of them yet.
    """

    off: bool = False
    tet: bool = False
    cut: int | None = None
    cuts: int | None = None
    asked: int | None = None
    small: int | None = None
    no_auction: int | None = None
    own: tuple[int | None, int | None] = (None, None)
    window: date | None = None
    buying: date | None = None
    priority: Waited | None = None
    agree: date | None = None
    redeem: date | None = None
    pay: date | None = None
    extension: date | None = None
    taking: Waited | None = None
    told_by: date | None = None
    state: bool = False
    ended: bool = False
    owed: int | None = None
    untold: frozenset[str] = frozenset()


class NeedLike(Protocol):
    """A condition under one law."""

    @property
    def code(self) -> str: ...
    @property
    def hard(self) -> bool: ...
    @property
    def cite(self) -> str: ...


class WayLike(Protocol):
    """A step under one law (``law.asset_ways.AssetWay``)."""

    @property
    def mark(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def cite(self) -> str: ...
    @property
    def start(self) -> tuple[str, ...]: ...
    @property
    def open(self) -> tuple[str, ...]: ...
    @property
    def absent(self) -> str: ...
    @property
    def needs(self) -> Sequence[NeedLike]: ...


class Judged(NamedTuple):
    """against: the step is refused; told: said, and the head may decide all the same."""

    against: tuple[Refusal, ...]
    told: tuple[Refusal, ...]


def judged(state: AssetState, way: WayLike, typed: Typed, by: Figures, words: dict[str, str]) -> Judged:
    """Everything that stands against a step. words: state -> as people read it."""
    here = words.get(state.stage, state.stage)
    facts = {"says": way.says, "state": here}
    if way.mark == "-":
        return Judged((Refusal(NONE, {"says": way.absent}, cite=way.cite),), ())
    if state.stage not in way.start and state.stage not in way.open:
        cases = "; ".join(words.get(s, s) for s in way.start)
        untrue = [x for x in (_said(state, typed, by, need) for need in way.needs if need.code in UNTRUE) if x is not None]
        return Judged((Refusal(ORDER, {**facts, "cases": cases}, cite=way.cite), *(r for r, _hard in untrue)), ())
    against: list[Refusal] = []
    told: list[Refusal] = []
    if state.stage in way.open:
        told.append(Refusal(SILENT, facts, "confirmed", way.cite))
    for need in way.needs:
        if (said := _said(state, typed, by, need)) is not None:
            (against if said[1] else told).append(said[0])
    return Judged(tuple(against), tuple(told))


def _said(state: AssetState, typed: Typed, by: Figures, need: NeedLike) -> tuple[Refusal, bool] | None:
    """(what a condition says, it is refused)."""
    said = NEEDS[need.code](state, typed, by)
    if said is None:
        return None
    if isinstance(said, Open):
        code = f"asset.{need.code}_{said.how}"
        return Refusal(code, said.facts, "confirmed", need.cite), False
    field, more = said
    code = f"asset.{need.code}"
    return Refusal(code, more, field if need.hard else "confirmed", need.cite), need.hard


class Open(NamedTuple):
    """Told where it would be refused, with a sentence of its own: the figure is not known, or the laws differ on it."""

    how: str
    facts: dict[str, str]


#: What a condition says: nothing, or (field, facts of the sentence), or what is open.
Said = tuple[str, dict[str, str]] | Open | None
_UNKNOWN = Open("unknown", {})


def _working_day(_state: AssetState, typed: Typed, by: Figures) -> Said:
    return ("on" if typed.on else "day", {"day": short_date(typed.on or typed.day)}) if by.off else None


def _tet(_state: AssetState, typed: Typed, by: Figures) -> Said:
    return ("on", {"day": short_date(typed.on or typed.day)}) if by.tet else None


def _told_before(state: AssetState, typed: Typed, by: Figures) -> Said:
    if not state.immovable:
        return None
    told = state.days.get("seizure_told")
    if told is not None and (by.told_by is None or told <= by.told_by):
        return None
    return "day", {"day": short_date(typed.day)}


def _small_price(_state: AssetState, typed: Typed, by: Figures) -> Said:
    if typed.why != "small" or typed.amount is None:
        return None
    if by.small is None:
        return _UNKNOWN
    return ("amount", {"limit": dong(by.small)}) if typed.amount > by.small else None


def _agreed_at_seizure(state: AssetState, typed: Typed, _by: Figures) -> Said:
    return ("why", {}) if typed.why == "agreed" and state.stage != "seized" else None


def _revalued_once(state: AssetState, _typed: Typed, by: Figures) -> Said:
    return ("", {"times": f"{by.asked:02d}"}) if by.asked is not None and state.asked >= by.asked else None


def _revaluation_window(_state: AssetState, typed: Typed, by: Figures) -> Said:
    return ("day", {"due": short_date(by.window)}) if by.window is not None and typed.day > by.window else None


def _has_co_owners(state: AssetState, _typed: Typed, _by: Figures) -> Said:
    return None if state.co_owners else ("", {})


def _is_co_owner(state: AssetState, typed: Typed, _by: Figures) -> Said:
    if typed.party is None or not state.co_owners:
        return None
    return None if state.co_owner(typed.party) else ("party", {})


def _co_owner_asked(state: AssetState, _typed: Typed, _by: Figures) -> Said:
    return None if "co_owner_notice" in state.days else ("", {})


def _priority_over(state: AssetState, typed: Typed, by: Figures) -> Said:
    """Everybody who owns it too is asked first, and has their time; who wants to buy, the time to pay."""
    if not state.co_owners:
        return None
    if not state.since("auction_failed", "co_owner_notice"):
        return "day", {"due": "chưa thông báo cho lần bán này"}
    if "buys" in state.answers.values() and (by.buying is None or typed.day <= by.buying):
        return "day", {"due": f"đã nhận mua, trả tiền đến {short_date(by.buying)}" if by.buying is not None else "đã nhận mua"}
    if all(p in state.answers for p in state.co_owners):
        return None
    return _waited(by.priority, typed.day)


def _waited(time: Waited | None, day: date) -> Said:
    """Refused while it runs by both laws, told while it does by one, or where its length is not sure."""
    if time is None:
        return None
    if day <= time.last:
        facts = {"due": time.said, "says": f"; số ngày chưa chắc chắn: {time.note}" if time.note else ""}
        return ("day", facts) if day <= time.first else Open("between", facts)
    return Open("unsure", {"due": short_date(time.last), "says": time.unsure}) if time.unsure else None


def _price_at_least(state: AssetState, typed: Typed, _by: Figures) -> Said:
    low = typed.amount is not None and state.price is not None and typed.amount < state.price
    return ("amount", {"price": dong(state.price or 0)}) if low else None


def _result_told(state: AssetState, _typed: Typed, by: Figures) -> Said:
    if state.priced_by != "valuation_received":
        return None
    return None if state.since("valuation_received", "valuation_told") and "valuation_told" not in by.untold else ("", {})


def _window_over(_state: AssetState, typed: Typed, by: Figures) -> Said:
    return ("day", {"due": short_date(by.window)}) if by.window is not None and typed.day <= by.window else None


def _own_auction(state: AssetState, typed: Typed, by: Figures) -> Said:
    if typed.why not in ("own", "own_none"):
        return None
    low, high = by.own
    if low is None or high is None or state.price is None:
        return _UNKNOWN
    if typed.why == "own_none" or state.since(state.priced_by, "auction_contract_failed"):
        return None  # no auctioneer is to be had: whatever the price
    return None if low <= state.price <= high else ("why", {"low": dong(low), "high": dong(high)})


def _contract(state: AssetState, _typed: Typed, _by: Figures) -> Said:
    return None if "auction_contract" in state.days else ("", {})


def least_price(previous: int, percent: int) -> int:
    """The lowest start price after a cut of at most so many percent: no đồng is lost by rounding."""
    return -(-previous * (100 - percent) // 100)


def _cut_limit(state: AssetState, typed: Typed, by: Figures) -> Said:
    if typed.amount is None or state.price is None or by.cut is None:
        return None
    least = least_price(state.price, by.cut)
    if least <= typed.amount < state.price:
        return None
    return "amount", {"percent": f"{by.cut}", "price": dong(state.price), "least": dong(least)}


def _price_drop(state: AssetState, typed: Typed, by: Figures) -> Said:
    """A price that no valuer found is no cut beyond its limit."""
    if not state.rounds or typed.amount is None or state.price is None:
        return None
    least = least_price(state.price, by.cut or 0)
    return ("amount", {"percent": f"{by.cut or 0}", "price": dong(state.price), "least": dong(least)}) if typed.amount < least else None


def _auction_day_come(state: AssetState, typed: Typed, _by: Figures) -> Said:
    fixed = state.on.get("auction_day")
    return ("day", {"day": short_date(typed.day), "due": short_date(fixed)}) if fixed is not None and typed.day < fixed else None


def _redeem_whole(_state: AssetState, typed: Typed, by: Figures) -> Said:
    if typed.amount is None or by.owed is None or typed.amount >= by.owed:
        return None
    return "amount", {"owed": dong(by.owed)}


def _parties_may_agree(state: AssetState, typed: Typed, by: Figures) -> Said:
    if typed.why == "agreed" or by.state:
        return None
    if not state.since("auction_failed", "failed_auction_told"):
        return "day", {"due": "chưa thông báo đấu giá không thành"}
    if "failed_auction_told" in by.untold:
        return "day", {"due": "chưa tống đạt đủ thông báo đấu giá không thành"}
    return ("day", {"due": f"đến {short_date(by.agree)}"}) if by.agree is not None and typed.day <= by.agree else None


def _second_cut(state: AssetState, _typed: Typed, by: Figures) -> Said:
    return ("", {"cuts": f"{state.cuts:02d}", "times": f"{by.cuts:02d}"}) if by.cuts is not None and state.cuts < by.cuts else None


def _failed_after_cut(state: AssetState, _typed: Typed, _by: Figures) -> Said:
    return None if state.stage == "failed" else ("", {})


def _no_auction(state: AssetState, _typed: Typed, by: Figures) -> Said:
    if state.whys.get("asset_priced") == "perishable" or state.price is None:
        return None
    if by.no_auction is None:
        return _UNKNOWN
    return ("", {"limit": dong(by.no_auction), "price": dong(state.price)}) if state.price >= by.no_auction else None


def _redeem_until(_state: AssetState, typed: Typed, by: Figures) -> Said:
    return ("day", {"due": short_date(by.redeem)}) if by.redeem is not None and typed.day > by.redeem else None


def _extension_limit(_state: AssetState, typed: Typed, by: Figures) -> Said:
    if typed.on is None or by.extension is None or typed.on <= by.extension:
        return None
    return "on", {"due": short_date(by.extension)}


def _whole_price(state: AssetState, typed: Typed, _by: Figures) -> Said:
    if typed.amount is None or state.sold is None or typed.amount == state.sold:
        return None
    return "amount", {"price": dong(state.sold)}


def _pay_until(_state: AssetState, typed: Typed, by: Figures) -> Said:
    return ("day", {"due": short_date(by.pay)}) if by.pay is not None and typed.day > by.pay else None


def _taking_window(state: AssetState, typed: Typed, by: Figures) -> Said:
    """Before it goes to the creditor the debtor is told, and has their time to pay."""
    if state.how != "creditor":
        return None
    if not state.since("creditor_takes_asset", "debtor_told_of_taking"):
        return "day", {"due": "chưa thông báo"}
    return _waited(by.taking, typed.day)


def _release_known(state: AssetState, typed: Typed, by: Figures) -> Said:
    return None if by.ended or state.stage == "redeemed" or state.grounded(typed.matter) else ("", {})


def _within_costs(state: AssetState, typed: Typed, _by: Figures) -> Said:
    if typed.amount is None or state.price is None or state.price <= typed.amount:
        return None
    return "amount", {"price": dong(state.price), "costs": dong(typed.amount)}


#: Condition of the file -> what judges it.
NEEDS: dict[str, Callable[[AssetState, Typed, Figures], Said]] = {
    "working_day": _working_day, "tet": _tet, "told_before": _told_before, "small_price": _small_price,
    "agreed_at_seizure": _agreed_at_seizure, "revalued_once": _revalued_once, "revaluation_window": _revaluation_window,
    "has_co_owners": _has_co_owners, "is_co_owner": _is_co_owner, "co_owner_asked": _co_owner_asked, "priority_over": _priority_over,
    "priority_over_told": _priority_over, "price_at_least": _price_at_least, "result_told": _result_told, "window_over": _window_over,
    "own_auction": _own_auction, "contract": _contract, "cut_limit": _cut_limit, "parties_may_agree": _parties_may_agree,
    "second_cut": _second_cut, "failed_after_cut": _failed_after_cut, "no_auction": _no_auction, "redeem_until": _redeem_until,
    "extension_limit": _extension_limit, "whole_price": _whole_price, "pay_until": _pay_until, "taking_window": _taking_window,
    "release_known": _release_known, "within_costs": _within_costs, "price_drop": _price_drop, "auction_day_come": _auction_day_come,
    "redeem_whole": _redeem_whole,
}  # fmt: skip

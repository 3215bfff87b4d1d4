"""An asset as its events have it: for whom it is seized, what it is worth, how far its sale is. Pure; total on any order of events."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.standing import standing

if TYPE_CHECKING:
    from thads_desktop.domain.events import Event

#: Step -> the state it leads to; "" = the state stays. ``law/asset_ways.py`` holds the file of lawful ways against it.
LEADS: dict[str, str] = {
    "seizure_day": "", "cost_told": "", "seizure_told": "", "asset_seized": "seized", "seized_again": "",
    "valuation_contract": "valuing", "valuation_received": "valued", "asset_priced": "valued", "valuation_told": "",
    "revaluation_requested": "revaluing", "revaluation_ground": "revaluing", "co_owner_notice": "", "co_owner_answered": "",
    "asset_bought": "paid", "auctioneer_chosen": "", "auction_contract_failed": "", "auction_contract": "auction", "auction_day": "auction",
    "auction_held": "sold", "auction_failed": "failed", "failed_auction_told": "", "price_cut": "cut", "creditor_takes_asset": "taking",
    "taking_agreed": "taking", "debtor_told_of_taking": "", "balance_paid": "", "sale_day": "", "sale_told": "", "asset_sold": "sold",
    "asset_redeemed": "redeemed", "payment_extended": "", "buyer_paid": "paid", "sale_annulled": "valued", "asset_handed_over": "handed",
    "paid_out": "done", "release_ground": "", "seizure_released": "released", "given_back": "returned",
}  # fmt: skip
#: States in which nobody holds the asset for a matter: it may be seized (again).
FREE = ("card", "released", "returned")
#: States after which nothing more is owed.
ENDED = ("card", "done", "released", "returned")
#: States in which it stands seized and its money has not come yet: what ends a matter ends the seizure.
HELD = ("seized", "valuing", "valued", "revaluing", "auction", "failed", "cut", "taking", "redeemed")
#: Steps after which another auction needs another day.
_ROUND_OVER = ("auction_failed", "revaluation_requested", "revaluation_ground", "sale_annulled")
#: Steps that fix a price.
_PRICES = ("valuation_received", "asset_priced")
_SOLD = {"auction_held": "auction", "asset_sold": "direct", "asset_bought": "co_owner", "creditor_takes_asset": "creditor",
         "taking_agreed": "agreed"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A matter the asset stands for; how as of ``AssetLinked``, "seized" where only a step named it; lines () = all."""

    matter: str
    how: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Seizure:
    """For which matter and obligations it is seized since when; paper: the decision of coercion."""

    matter: str
    lines: tuple[int, ...]
    day: date
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Proceeds:
    """A sum that came in for the asset on a day. settled: since when nothing of it is loose (paid out or laid in a deposit); gone: since when
    all of it is paid out; None = something is not."""

    day: date
    amount: int
    settled: date | None
    gone: date | None


@dataclass(frozen=True, slots=True)
class Noticed:
    """A step that tells the parties something, recorded by issuing its paper: whom it is for, and party -> the day it was sent to it, the day
    it was validly told. at: the place of the step in the log."""

    at: int
    step: str
    parties: tuple[str, ...]
    sent: tuple[tuple[str, date], ...] = ()
    valid: tuple[tuple[str, date], ...] = ()

    @property
    def all_sent(self) -> date | None:
        """The day by which it had gone to everybody; None while somebody waits."""
        return _by_all(self.parties, self.sent)

    @property
    def all_told(self) -> date | None:
        """The day by which everybody was validly told; None while somebody is not."""
        return _by_all(self.parties, self.valid)


def _by_all(parties: tuple[str, ...], days: tuple[tuple[str, date], ...]) -> date | None:
    known = dict(days)
    return max(known[p] for p in parties) if parties and all(p in known for p in parties) else None


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What terms of an asset need of a matter it is seized for. ended: the day it ended; state: something of it goes to the State; lifted:
    decisions of coercion that were ended, with the day; proceeds: the sums booked as what the asset was sold for; out: what went out of
    the money of the matter that is followed, day by day; rests: (obligation, đồng still to be enforced); noticed: steps of the asset that are
    papers of the matter, and who was told by them."""

    ended: date | None = None
    state: bool = False
    lifted: tuple[tuple[str, date], ...] = ()
    proceeds: tuple[Proceeds, ...] = ()
    out: tuple[tuple[date, int], ...] = ()
    rests: tuple[tuple[int, int], ...] = ()
    noticed: tuple[Noticed, ...] = ()

    def owed(self, seizure: Seizure) -> int:
        """Đồng still to be enforced of what it is seized for."""
        return sum(rest for line, rest in self.rests if not seizure.lines or line in seizure.lines)

    def over(self, seizure: Seizure) -> date | None:
        """Since when nothing holds the seizure any more; None = something does."""
        days = [d for d in (self.ended, dict(self.lifted).get(seizure.paper) if seizure.paper else None) if d is not None]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class AssetState:
    """stage: a state of the file of lawful ways; the rest is of the present seizure (nothing of an earlier one).

    price: what the asset is worth now, the start price of the next round; start: the price before the first cut; cuts: how many;
    asked: re-valuations that were asked for; how: of ``_SOLD``; sold: what it went for; days: step -> the last day it was done;
    answers: co-owner -> the answer to the last notice; grounds: matters of which a ground to release is on record ("" = every one);
    past: every matter it was ever seized for.
    """

    exists: bool = False
    kind: str = ""
    immovable: bool = False
    owners: tuple[str, ...] = ()
    co_owners: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    stage: str = "card"
    seizures: tuple[Seizure, ...] = ()
    price: int | None = None
    start: int | None = None
    priced_by: str = ""
    cuts: int = 0
    asked: int = 0
    rounds: int = 0
    how: str = ""
    sold: int | None = None
    on: dict[str, date] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    whys: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    grounds: frozenset[str] = frozenset()
    past: tuple[str, ...] = ()
    last: tuple[str, date] | None = None
    last_seq: int = 0

    def co_owner(self, party: str) -> str:
        """The co-owner who is meant: of one alone it need not be said; "" for nobody who is one."""
        if not party and len(self.co_owners) == 1:
            return self.co_owners[0]
        return party if party in self.co_owners else ""

    def grounded(self, matter: str) -> bool:
        """A ground to release it for this matter is on record; "" = for all it is seized for."""
        return "" in self.grounds or (matter in self.grounds if matter else bool(self.seizures) and {s.matter for s in self.seizures} <= self.grounds)

    def partly(self, body: ae.AssetStep) -> bool:
        """It is released for one matter, and stands seized for others."""
        return body.step == "seizure_released" and bool(body.matter) and any(s.matter != body.matter for s in self.seizures)

    @property
    def sold_on(self) -> date | None:
        """The day of the last sale."""
        return max((self.days[s] for s in _SOLD if s in self.days), default=None)

    @property
    def seized(self) -> bool:
        """It stands seized: nobody else seizes it without a word."""
        return self.stage not in FREE and self.stage not in ("handed", "done")

    @property
    def matters(self) -> tuple[str, ...]:
        """The matters it stands for or once stood for, those it is seized for first."""
        return tuple(dict.fromkeys((*(s.matter for s in self.seizures if s.matter), *(x.matter for x in self.links), *self.past)))

    def since(self, first: str, then: str) -> bool:
        """``then`` was done, and not before the last ``first``."""
        return then in self.days and (first not in self.days or self.days[then] >= self.days[first])


def fold_asset(events: list[Event], day: date | None = None, seq: int | None = None) -> AssetState:
    """The asset as of (day, seq); None = now."""
    state = begun(standing(events, None, seq))
    for e in holding(events, day, seq):
        state = after(state, e)
    return state


def holding(events: list[Event], day: date | None = None, seq: int | None = None) -> list[Event]:
    """``standing``, without the steps whose paper was withdrawn or cancelled by then."""
    kept = standing(events, day, seq)
    undone = {e.body.at for e in kept if isinstance(e.body, ae.StepUndone)}
    return [e for e in kept if e.seq not in undone]


def begun(events: list[Event]) -> AssetState:
    """The asset before its first step, by its card as it was written last: knowledge of the asset, no event of the day it was typed on, so
    that it holds for earlier steps, too."""
    cards = [e for e in events if isinstance(e.body, (ae.AssetNoted, ae.AssetChanged))]
    if not cards:
        return AssetState()
    body = max(cards, key=lambda e: e.seq).body
    assert isinstance(body, (ae.AssetNoted, ae.AssetChanged))
    return AssetState(kind=body.kind, immovable=body.immovable, owners=body.owners, co_owners=body.co_owners)


def after(state: AssetState, event: Event) -> AssetState:
    """The asset once this has happened, too; what its card says is ``begun``'s."""
    body = event.body
    state = replace(state, last_seq=max(state.last_seq, event.seq))
    match body:
        case ae.AssetNoted() | ae.AssetChanged():
            return replace(state, exists=True)
        case ae.AssetLinked():
            return replace(state, links=(*(x for x in state.links if x.matter != body.matter), Link(body.matter, body.how, body.lines)))
        case ae.AssetUnlinked():
            return replace(state, links=tuple(x for x in state.links if x.matter != body.matter))
        case ae.AssetStep():
            return _step(state, body, event.day)
        case _:
            return state


def _step(state: AssetState, body: ae.AssetStep, day: date | None) -> AssetState:
    if day is None or body.step not in LEADS:
        return state
    if body.step == "asset_seized":
        # Whatever was before is over; what was told of this seizure beforehand stays.
        told = {k: v for k, v in state.days.items() if k in ("seizure_day", "cost_told", "seizure_told")} if state.stage in FREE else {}
        state = AssetState(
            state.exists, state.kind, state.immovable, state.owners, state.co_owners, state.links, days=told, past=state.past,
            last_seq=state.last_seq,
        )
    stage = state.stage if state.partly(body) else LEADS[body.step] or state.stage
    # The day of an auction is of one round.
    kept = {k: v for k, v in state.on.items() if k != "auction_day"} if body.step in _ROUND_OVER else state.on
    on = {**kept, body.step: body.on} if body.on is not None else kept
    whys = {**state.whys, body.step: body.why} if body.why else state.whys
    state = replace(state, stage=stage, on=on, whys=whys, days={**state.days, body.step: day}, last=(body.step, day))
    if body.step == "co_owner_notice":
        state = replace(state, answers={})
    if body.step == "co_owner_answered" and (who := state.co_owner(body.party)):
        state = replace(state, answers={**state.answers, who: body.why})
    return _money(_holding(state, body, day), body)


def _holding(state: AssetState, body: ae.AssetStep, day: date) -> AssetState:
    """For whom it is seized."""
    if body.step in ("asset_seized", "seized_again") and body.matter:
        others = tuple(s for s in state.seizures if s.matter != body.matter)
        seizures = (*others, Seizure(body.matter, body.lines, day, body.paper))
        state = replace(state, seizures=seizures, past=tuple(dict.fromkeys((*state.past, body.matter))))
    if body.step in ("release_ground", "asset_redeemed"):
        return replace(state, grounds=state.grounds | {body.matter if body.step == "release_ground" else ""})
    if state.partly(body):
        left = tuple(s for s in state.seizures if s.matter != body.matter)
        return replace(state, seizures=left, grounds=state.grounds - {body.matter})
    if body.step in ("seizure_released", "given_back"):
        # A planned day, a price and a round belong to the seizure that is over.
        return replace(state, seizures=(), days={body.step: day}, on={}, whys={}, answers={}, grounds=frozenset())
    return state


def _money(state: AssetState, body: ae.AssetStep) -> AssetState:
    """What it is worth, what it went for."""
    if body.step in _PRICES and body.amount is not None:
        return replace(state, price=body.amount, start=body.amount, cuts=0, priced_by=body.step)
    if body.step == "price_cut" and body.amount is not None:
        return replace(state, price=body.amount, cuts=state.cuts + 1)
    if body.step == "revaluation_requested":
        return replace(state, asked=state.asked + 1)
    if body.step in ("auction_held", "auction_failed"):
        state = replace(state, rounds=state.rounds + 1)
    if body.step in _SOLD:
        return replace(state, how=_SOLD[body.step], sold=body.amount if body.amount is not None else state.price)
    if body.step == "sale_annulled":
        return replace(state, how="", sold=None)
    return state

"""What is known of the assets of a matter, for its papers: description, price, valuer, rounds, cuts, buyer, contracts.

A paper is about the asset whose stage calls for it (``_STAGES``), of several the one something was done with last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.asset import holding
from thads_desktop.domain.money import dong
from thads_desktop.law.reckon import WHOLE, percent
from thads_desktop.services import asset_facts, asset_queries, masking
from thads_desktop.services.beginnings.asked import Begin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.services.asset_facts import AssetNow
    from thads_desktop.services.beginnings.asked import Asked, Value
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names

_NAMES = frozenset({
    # What it is: each asset on a line; its place, owners and papers.
    "asset", "asset_lines", "assets", "asset_place", "asset_area", "asset_paper", "asset_owners", "co_owners", "asset_state",
    "certificate", "land_place", "land_parcel", "land_area",
    # What it is worth.
    "valuer", "valuation_number", "price",
    # The auction.
    "auctioneer", "auction_round", "failed_day",
    # A cut: which one, of what, by how much, to what.
    "cut_round", "old_price", "new_price", "cut_percent",
    # Who has it now, for how much, and what of it is set off.
    "buyer", "sale_contract", "sold_price", "paid_day", "set_off", "difference", "taker", "receiver", "giver",
})  # fmt: skip
#: Form -> the stages in which an asset calls for it; of any other form every asset of the matter may be meant.
_STAGES: dict[str, tuple[str, ...]] = {
    "valuation_result": ("valued", "revaluing"), "price_cut": ("failed", "cut"), "auction_failed": ("failed", "cut"),
    "asset_to_creditor": ("taking", "handed"), "asset_to_buyer": ("paid", "sold", "handed"), "buyer_coercion": ("paid", "sold", "handed"),
    "asset_handover": ("paid", "handed", "taking", "done"), "registration_request": ("paid", "handed", "taking", "done"),
    "release": ("seized", "valuing", "valued", "revaluing", "auction", "failed", "cut", "redeemed", "released", "returned"),
}  # fmt: skip
#: Papers about land and houses alone.
_LAND = ("return_house", "transfer_land")
#: Papers whose "asset" may be an account, an income, a thing of the store.
_OF_ANYTHING = ("coercion", "security", "exit_ban", "give_back", "to_budget", "destruction", "asset_handling", "asset_delegation")
_OF_MONEY = ("deduct", "income", "freeze")
#: Steps that name who bought, the last first.
_BOUGHT = ("buyer_paid", "asset_bought", "asset_sold", "auction_held")


@dataclass(slots=True)
class Walked:
    """An asset step by step since it was seized last. done: step -> (day, what was recorded, its words)."""

    now: AssetNow
    done: dict[str, tuple[date | None, ae.AssetStep, dict[str, Any]]] = field(default_factory=dict)
    prices: list[int] = field(default_factory=list)

    def word(self, step: str, name: str) -> str:
        """A word of a step; "" where it was not done, or not said."""
        return str(self.done[step][2].get(name, "")) if step in self.done else ""

    def day(self, *steps: str) -> date | None:
        """The day of the last of these steps."""
        return max((d for s in steps if s in self.done and (d := self.done[s][0]) is not None), default=None)


def _assets(of: Asked) -> Mapping[str, Value]:
    """Name -> value of what is known; {} for a matter without assets."""
    desk, reader, matter, day, names = of.desk, of.reader, of.matter, of.day, of.names
    every = [asset_facts.now(desk, reader, key) for key in reader.projections.assets.of_matter(matter)]
    wanted = _STAGES.get(of.form.id, ())
    if of.form.id in _LAND:
        every = [x for x in every if x.state.immovable]
    meant = [x for x in every if x.state.stage in wanted] or every
    if not meant:
        return {}
    one = max(meant, key=lambda x: x.state.last_seq)
    shown = [one] if wanted else sorted(meant, key=lambda x: x.asset)
    walked = walk(one, names)
    said = [describe(x, names, day) for x in shown]
    rows = [_row(x, names, day) for x in shown]
    found: dict[str, Any] = {"asset_lines": rows, "assets": rows}
    if of.form.id not in _OF_ANYTHING and of.form.measure not in _OF_MONEY:
        found["asset"] = "; ".join(said)
    found |= _card(desk, one, names, day) | _steps(walked, names) | _prices(walked)
    found |= _taken(walked, matter, names)
    found |= {"receiver": found.get("taker") or found.get("buyer"), "giver": found["asset_owners"] if of.form.id != "exhibit_handover" else ""}
    return found


def describe(one: AssetNow, names: Names, day: date) -> str:
    """An asset in one line, as a paper names it."""
    title = names.words(one.title)
    place = asset_queries.commune_words(str(one.row.get("commune", "")), day)
    owners = ", ".join(x for x in (names.name("party", p) for p in one.state.owners) if x)
    parts = (title, f"tại {place}" if place and place not in title else "", f"của {owners}" if owners else "")
    return ", ".join(x for x in parts if x)


def walk(one: AssetNow, names: Names) -> Walked:
    """Its steps since it was seized last."""
    made = Walked(one)
    for e in holding(one.events):
        if not isinstance(e.body, ae.AssetStep):
            continue
        if e.body.step == "asset_seized":
            made = Walked(one)
        made.done[e.body.step] = (e.day, e.body, names.row("asset_step", e.body.row) if e.body.row else {})
        if e.body.step in ("valuation_received", "asset_priced") and e.body.amount is not None:
            made.prices = [e.body.amount]
        elif e.body.step == "price_cut" and e.body.amount is not None:
            made.prices.append(e.body.amount)
    return made


def _row(one: AssetNow, names: Names, day: date) -> tuple[str, str, str]:
    """(what, how much of it, note) of a table of assets."""
    return describe(one, names, day), "01", names.words(str(one.row.get("note", "")))


def _card(desk: Desk, one: AssetNow, names: Names, day: date) -> dict[str, Any]:
    held = asset_queries.shown_values(one.kind, one.row, names, hidden=masking.hides(desk))
    place = ", ".join(x for x in (held.get("place", ""), asset_queries.commune_words(str(one.row.get("commune", "")), day)) if x)
    area, paper = f"{held['area']} m²" if held.get("area") else "", held.get("certificate") or held.get("registration", "")
    parcel = ", ".join(f"{words} {held[name]}" for name, words in (("parcel", "số"), ("sheet", "tờ bản đồ số")) if held.get(name))
    return {
        "asset_place": place, "asset_area": area, "asset_paper": paper, "certificate": paper, "land_place": place, "land_area": area,
        "land_parcel": parcel,
        "asset_owners": ", ".join(names.name("party", p) for p in one.state.owners),
        "co_owners": ", ".join(names.name("party", p) for p in one.state.co_owners), "asset_state": names.words(str(one.row.get("note", ""))),
    }  # fmt: skip


def _steps(w: Walked, names: Names) -> dict[str, Any]:
    state = w.now.state
    buyer = next((w.done[s] for s in _BOUGHT if s in w.done and (w.done[s][1].party or w.done[s][2].get("org"))), None)
    bought = "" if buyer is None else names.name("party", buyer[1].party) or str(buyer[2].get("org", ""))
    number = next((n for s in _BOUGHT if (n := w.word(s, "number"))), "")
    return {
        "valuer": w.word("valuation_contract", "org"), "valuation_number": w.word("valuation_received", "number"),
        "auctioneer": w.word("auction_contract", "org"), "auction_round": f"{state.rounds:02d}" if state.rounds else "",
        "failed_day": w.day("auction_failed"), "buyer": bought, "sale_contract": number, "sold_price": state.sold,
        "paid_day": w.day("buyer_paid", "asset_bought"),
    }  # fmt: skip


def _prices(w: Walked) -> dict[str, Any]:
    """The price now and at first; of a cut the one that was recorded last, else the one that comes next."""
    state = w.now.state
    recorded = state.stage == "cut" and len(w.prices) > 1
    old = w.prices[-2] if recorded else state.price
    new = w.prices[-1] if recorded else None
    share = ""
    if old and new:
        # A share that is not exact to a hundredth is told as the sum.
        exact, rate = (old - new) * WHOLE % old == 0, (old - new) * WHOLE // old
        share = percent(rate) if exact else f"{dong(old - new)} đồng"
    return {
        "price": state.price, "old_price": old, "new_price": new, "cut_percent": share,
        "cut_round": f"{state.cuts + (not recorded):02d}" if state.price is not None else "",
    }  # fmt: skip


def _taken(w: Walked, matter: str, names: Names) -> dict[str, Any]:
    """Of an asset that a creditor takes: who, and what is set off against what he has coming."""
    state = w.now.state
    if state.how not in ("creditor", "agreed") or state.sold is None:
        return {}
    who = next((w.done[s][1].party for s in ("taking_agreed", "creditor_takes_asset") if s in w.done), "")
    seizure, facts = next((s for s in state.seizures if s.matter == matter), None), w.now.matters.get(matter)
    owed = facts.owed(seizure) if facts is not None and seizure is not None else 0
    return {"taker": names.name("party", who) if who else "", "set_off": min(state.sold, owed), "difference": max(0, state.sold - owed)}


TABLE: tuple[Begin, ...] = (Begin(_NAMES, _assets),)

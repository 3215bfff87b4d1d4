"""Money of a matter's assets, for the order of payment: what each went for, and the obligations it was pledged or seized for.

What a buyer paid is booked as money of a matter, with its receipt (``booking``): paid out there, it is paid out of the asset, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import asset_events as ae, procedure_events as pe
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.services import asset_facts, masking

if TYPE_CHECKING:
    from thads_desktop.domain.asset import AssetState
    from thads_desktop.services.asset_facts import AssetNow
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: States in which the asset went for a price that has not been paid out.
_DUE = ("sold", "paid", "taking", "handed")
#: Of them, those in which a buyer has paid; ways of a sale in which there is a buyer; steps that name him.
_HERE, BUYERS, _BOUGHT = ("paid", "handed", "done"), ("auction", "direct", "co_owner"), ("auction_held", "asset_sold", "asset_bought", "buyer_paid")
HOW = {
    "auction": "tiền bán đấu giá", "direct": "tiền bán không qua đấu giá", "co_owner": "tiền chủ sở hữu chung mua",
    "creditor": "giá tài sản người được thi hành án nhận", "agreed": "giá tài sản người được thi hành án nhận",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proceeds:
    """amount: what it went for; coerced: day of the decision of coercion it was seized by, where none is recorded that of the seizure;
    secured: (matter, obligation) it was pledged or named for, obligation 0 = every one of the matter; said: what it is, in words."""

    asset: str
    amount: int
    coerced: date | None
    secured: frozenset[tuple[str, int]]
    said: str

    def secures(self, matter: str, line: int) -> bool:
        """The money goes to this obligation first."""
        return bool(self.secured & {(matter, line), (matter, 0)})

    def source(self) -> dict[str, Any]:
        """As the form of a source of money takes it."""
        return {"amount": self.amount, "coerced": self.coerced}


@dataclass(frozen=True, slots=True)
class Booking:
    """What of a sale is still to be booked as money of the matter. day: the buyer paid; payer: who bought, where known, and in words."""

    asset: str
    matter: str
    amount: int
    day: date
    payer: str
    payer_name: str
    said: str


def booking(desk: Desk, asset: str, matter: str = "") -> Booking:
    """What is proposed; matter "" = the one it was seized for first. Refused("asset.not_paid" | "asset.booked" | "asset.not_linked")."""
    with desk.reading() as reader:
        found = asset_facts.now(desk, reader, asset)
        state, names = found.state, masking.names(desk, reader)
        of = matter or next(iter(state.matters), "")
        if state.stage not in _HERE or state.sold is None or state.how not in BUYERS or state.sold_on is None:
            raise Refused(Refusal("asset.not_paid"))
        if of not in state.matters:
            raise Refused(Refusal("asset.not_linked", field="matter"))
        booked = sum(p.amount for facts in found.matters.values() for p in facts.proceeds if p.day >= state.sold_on)
        if booked >= state.sold:
            raise Refused(Refusal("asset.booked", {"amount": dong(booked)}))
        steps = [e.body for e in standing(found.events) if isinstance(e.body, ae.AssetStep) and e.body.party]
        buyer = next((b.party for b in reversed(steps) if b.step in _BOUGHT), "")
        day = max(d for step in ("buyer_paid", "asset_bought", "asset_sold") if (d := state.days.get(step)) is not None)
        said = f"{names.words(found.title)}: {HOW[state.how]} {dong(state.sold)} đồng" + (f", đã ghi {dong(booked)} đồng" if booked else "")
        return Booking(asset, of, state.sold - booked, day, buyer, names.name("party", buyer) if buyer else "", said)


def of_matter(desk: Desk, matter: str) -> tuple[Proceeds, ...]:
    """The money of every asset of a matter that went for a price."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        found = (asset_facts.now(desk, reader, a) for a in reader.projections.assets.of_matter(matter))
        return tuple(_made(reader, x, names.words(x.title)) for x in found if x.state.stage in _DUE and x.state.sold is not None)


def one(desk: Desk, matter: str, asset: str) -> Proceeds | None:
    """Those of one asset; None where it has none."""
    return next((p for p in of_matter(desk, matter) if p.asset == asset), None)


def _made(reader: Reader, found: AssetNow, title: str) -> Proceeds:
    state = found.state
    assert state.sold is not None
    secured = {(x.matter, n) for x in state.links if x.how in ("pledged", "named") for n in (x.lines or (0,))}
    secured |= {(s.matter, n) for s in state.seizures for n in s.lines}
    waits = "; người mua chưa nộp đủ tiền" if state.stage == "sold" else ""
    said = f"{title}: {HOW.get(state.how, 'tiền xử lý')} {dong(state.sold)} đồng{waits}"
    return Proceeds(found.asset, state.sold, _coerced(reader, state), frozenset(secured), said)


def _coerced(reader: Reader, state: AssetState) -> date | None:
    """The day of the decision of coercion by which it was seized first."""
    if not state.seizures:
        return None
    first = min(state.seizures, key=lambda s: s.day)
    days = [
        e.day for e in reader.events_of(f"matter:{first.matter}")
        if first.paper and isinstance(e.body, pe.MeasureTaken) and e.body.paper == first.paper and e.day is not None
    ]  # fmt: skip
    return max(days, default=first.day)

"""Money of a matter's assets, for the order of payment: what each went for, and the obligations it was pledged or seized for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import procedure_events as pe
from thads_desktop.domain.money import dong
from thads_desktop.services import asset_facts, masking

if TYPE_CHECKING:
    from thads_desktop.domain.asset import AssetState
    from thads_desktop.services.asset_facts import AssetNow
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: States in which the asset went for a price that has not been paid out.
_DUE = ("sold", "paid", "taking", "handed")
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

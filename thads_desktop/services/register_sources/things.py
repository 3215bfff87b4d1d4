"""Rows of things: exhibits and kept property with what was seized, and assets that were handled or sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import asset_events as ae, quantity, store_events as se
from thads_desktop.domain.asset import AssetState, after, begun
from thads_desktop.domain.standing import standing
from thads_desktop.domain.store import ItemState, item_of
from thads_desktop.domain.text import several
from thads_desktop.law import asset_ways, store_law
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import asset_words, store_projecting
from thads_desktop.services.dataset_rows.context import view_of
from thads_desktop.services.register_sources.base import SourceRow, Sweep, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain import events as ev
    from thads_desktop.domain.listing import Cell


def custody(s: Sweep) -> Iterator[SourceRow]:
    """What came into the store, and what was seized and lies elsewhere."""
    for key, events in s.happened("item", se.ItemTaken):
        state = item_of(events, s.as_of)
        if state.taken is not None and s.inside(state.taken):
            yield _item(s, key, state)
    for key, events in s.happened("asset", ae.AssetStep):
        yield from _seized(s, key, events)


def _item(s: Sweep, key: str, state: ItemState) -> SourceRow:
    assert state.taken is not None
    law, row = store_law.load(), s.names.row("item", key)
    taken = next((m.event.body for m in state.moves if isinstance(m.event.body, se.ItemTaken)), None)
    outs = [(m.day, m.event.body) for m in state.moves if isinstance(m.event.body, se.ItemOut)]
    receivers = [s.party(b.party) or str(s.names.row("item_out", b.row).get("receiver", "")) for _d, b in outs]
    how = [law.reasons["2008"][b.reason].title if b.reason in law.reasons["2008"] else b.reason for _d, b in outs]
    number = int(row.get("number", 0))
    cells: dict[str, Cell] = {
        "number": store_projecting.code(int(row.get("year", 0)), number), "day": state.taken, "kind": law.kinds.get(state.kind, ""),
        "voucher": _joined(taken.order, taken.voucher) if taken is not None else "", "name": str(row.get("name", "")), "unit": str(row.get("unit", "")),
        "quantity": quantity.shown(state.quantity), "state": str(row.get("state", "")), "giver": str(row.get("giver", "")),
        "matter_number": str(s.names.row("matter", state.matter).get("number_text", "")), "owner": s.party(state.party) or str(row.get("owner", "")),
        "place": law.places.get(state.place, ""), "out_day": outs[-1][0] if outs else None,
        "out_voucher": "; ".join(x for _d, b in outs if (x := _joined(b.order, b.voucher))), "receiver": "; ".join(x for x in receivers if x),
        "how": "; ".join(dict.fromkeys(how)), "left": quantity.shown(state.left), "value": state.value, "storekeeper": "", "note": "",
    }  # fmt: skip
    about = (f"item:{key}", f"register:item:{key}")
    return SourceRow(f"item.{key}", state.taken, number, cells, f"item:{key}", "", about, (state.party,) if state.party else ())


def _joined(*parts: str) -> str:
    return ", ".join(x for x in parts if x)


def _seized(s: Sweep, key: str, events: list[ev.Event]) -> Iterator[SourceRow]:
    stands = standing(events, s.as_of)
    state = _state(stands)
    for e in stands:
        if isinstance(e.body, ae.AssetStep) and e.body.step == "asset_seized" and e.day is not None and s.inside(e.day):
            out = next((x.day for x in stands if x.seq > e.seq and isinstance(x.body, ae.AssetStep) and x.body.step in _OUT), None)
            cells: dict[str, Cell] = {
                "number": "", "day": e.day, "kind": "Tài sản kê biên", "voucher": str(s.names.row("asset_step", e.body.row).get("number", "")),
                "name": asset_words.title(key, s.names), "unit": "", "quantity": "", "state": asset_ways.table().states.get(state.stage, ""), "giver": "",
                "matter_number": str(s.names.row("matter", e.body.matter).get("number_text", "")), "owner": several([s.party(p) for p in state.owners]),
                "place": "", "out_day": out, "out_voucher": "", "receiver": "", "how": "", "left": "", "value": state.price, "storekeeper": "", "note": "",
            }  # fmt: skip
            yield SourceRow(f"asset.{key}.{e.seq}", e.day, e.seq, cells, f"asset:{key}", "", (f"asset:{key}", f"register:asset:{key}"), state.owners)


#: Steps after which an asset is not kept any more.
_OUT = ("asset_handed_over", "seizure_released", "given_back")


def _state(stands: list[ev.Event]) -> AssetState:
    state = begun(stands)
    for e in stands:
        state = after(state, e)
    return state


def sales(s: Sweep) -> Iterator[SourceRow]:
    """Each seizure of an asset in the span, with how far its sale is."""
    for key, events in s.happened("asset", ae.AssetStep):
        stands = standing(events, s.as_of)
        state = _state(stands)
        card = s.names.row("asset", key)
        kind = kinds().get(str(card.get("kind", "")))
        for e in stands:
            if not isinstance(e.body, ae.AssetStep) or e.body.step != "asset_seized" or e.day is None or not s.inside(e.day):
                continue
            steps = [(x.day, x.body) for x in stands if isinstance(x.body, ae.AssetStep) and x.seq >= e.seq]
            buyer = next((s.party(b.party) or str(s.names.row("asset_step", b.row).get("org", "")) for _d, b in reversed(steps) if b.step in _SALE), "")
            contract = next((b for _d, b in reversed(steps) if b.step == "auction_contract"), None)
            held = s.names.row("asset_step", contract.row) if contract is not None else {}
            # Who owes, and whose it is, as of the day that is told: the list shows today.
            view = view_of(s, e.body.matter, s.reader.events_of(f"matter:{e.body.matter}"))
            debtors, officer = (people(view)[0], view.state.officer) if view is not None else ((), "")
            cells: dict[str, Cell] = {
                "day": e.day, "name": asset_words.title(key, s.names), "kind": kind.title if kind is not None else "",
                "owner": several([s.party(p) for p in state.owners]), "matter_number": str(s.names.row("matter", e.body.matter).get("number_text", "")),
                "debtor": several([s.party(p) for p in debtors]), "start": state.start,
                "contract": _joined(str(held.get("org", "")), str(held.get("number", ""))),
                "rounds": state.rounds or None, "cuts": state.cuts or None, "price": state.sold, "sold": state.sold_on, "buyer": buyer,
                "handed": state.days.get("asset_handed_over"), "stage": asset_ways.table().states.get(state.stage, ""),
                "officer": s.names.name("person", officer), "note": "",
            }  # fmt: skip
            about = (f"asset:{key}", f"register:asset:{key}", f"matter:{e.body.matter}", *(f"register:party:{p}" for p in debtors[:20]))
            yield SourceRow(f"{key}.{e.seq}", e.day, e.seq, cells, f"asset:{key}", officer, about, state.owners)


#: Steps that name who gets the asset.
_SALE = ("auction_held", "asset_sold", "asset_bought", "creditor_takes_asset", "taking_agreed", "buyer_paid")

"""Rows of things: exhibits and kept property with what was seized, and assets that were handled or sold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.domain import asset_events as ae, quantity, store_events as se
from thads_desktop.domain.asset import AssetState, after, begun
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.standing import standing
from thads_desktop.domain.store import ItemState, item_of
from thads_desktop.law import asset_ways, store_law
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import asset_words, store_projecting
from thads_desktop.services.dataset_rows.context import view_of
from thads_desktop.services.register_sources.base import SourceRow, Sweep, everybody, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain import events as ev
    from thads_desktop.domain.listing import Cell


#: Said of what lay in the store when the year began: its book goes on with it.
CARRIED = "chuyển từ năm trước sang"


def custody(s: Sweep) -> Iterator[SourceRow]:
    """What came into the store, and what was seized and lies elsewhere; before that what was there when the year began."""
    for key, events in s.happened_since(date.min, "item", se.ItemTaken):
        state = item_of(events, s.as_of)
        if state.taken is not None and s.inside(state.taken):
            yield _item(s, key, state)
        elif state.taken is not None and state.taken < s.first and (left := item_of(events, s.first - timedelta(days=1)).left) > 0:
            yield _item(s, key, state, left)
    for key, events in s.happened_since(date.min, "asset", ae.AssetStep):
        yield from _seized(s, key, events)


def _item(s: Sweep, key: str, state: ItemState, carried: int = 0) -> SourceRow:
    """carried: what of it was there when the year began, 0 = it came in this year."""
    assert state.taken is not None
    law, row = store_law.load(), s.names.row("item", key)
    taken = next((m.event.body for m in state.moves if isinstance(m.event.body, se.ItemTaken)), None)
    unit = str(row.get("unit", ""))
    outs = [(m.day, m.event.body) for m in state.moves if isinstance(m.event.body, se.ItemOut) and (not carried or m.day >= s.first)]
    receivers = [s.party(b.party) or str(s.names.row("item_out", b.row).get("receiver", "")) for _d, b in outs]
    how = [law.reasons["2008"][b.reason].title if b.reason in law.reasons["2008"] else b.reason for _d, b in outs]
    number, year = int(row.get("number", 0)), int(row.get("year", 0))
    days = [short_date(d) + f": {quantity.shown(b.quantity)} {unit}".rstrip() for d, b in outs]
    cells: dict[str, Cell] = {
        "number": store_projecting.code(year, number), "day": state.taken, "kind": law.kinds.get(state.kind, ""),
        "voucher": _joined(taken.order, taken.voucher) if taken is not None else "", "name": str(row.get("name", "")), "unit": unit,
        "quantity": _units(carried or state.quantity), "state": str(row.get("state", "")), "giver": str(row.get("giver", "")),
        "matter_number": str(s.names.row("matter", state.matter).get("number_text", "")), "owner": s.party(state.party) or str(row.get("owner", "")),
        "place": law.places.get(state.place, ""), "out_day": outs[0][0] if len(outs) == 1 else _each(days) or None,
        "out_voucher": _each([_joined(b.order, b.voucher) for _d, b in outs]), "receiver": _each(receivers), "how": _each(how),
        "left": _units(state.left), "value": state.value, "storekeeper": "", "note": CARRIED if carried else "",
    }  # fmt: skip
    about = (f"item:{key}", f"register:item:{key}")
    whom = (state.party,) if state.party else ()
    # What was there before stands before what came in on the first day.
    day, order = (s.first, number + (year - _AFTER) * 100_000) if carried else (state.taken, number)
    return SourceRow(f"item.{key}", day, order, cells, f"item:{key}", "", about, whom)


#: After every year of a card.
_AFTER = 3000


def _units(parts: int) -> Decimal:
    """A quantity as a number: 3.5."""
    return (Decimal(parts) / quantity.PARTS).normalize()


def _each(said: list[str]) -> str:
    """What is said of each exit, with its number where there are several."""
    if len(said) < 2:
        return "".join(said)
    return "\n".join(f"({n}) {text}".rstrip() for n, text in enumerate(said, 1))


def _joined(*parts: str) -> str:
    return ", ".join(x for x in parts if x)


def _seized(s: Sweep, key: str, events: list[ev.Event]) -> Iterator[SourceRow]:
    stands = standing(events, s.as_of)
    state = _state(stands)
    for e in stands:
        if not isinstance(e.body, ae.AssetStep) or e.body.step != "asset_seized" or e.day is None or e.day > s.end:
            continue
        out = next((x.day for x in stands if x.seq > e.seq and isinstance(x.body, ae.AssetStep) and x.body.step in _OUT), None)
        carried = e.day < s.first
        if carried and out is not None and out < s.first:
            continue
        cells: dict[str, Cell] = {
            "number": "", "day": e.day, "kind": "Tài sản kê biên", "voucher": str(s.names.row("asset_step", e.body.row).get("number", "")),
            "name": asset_words.title(key, s.names), "unit": "", "quantity": None, "state": asset_ways.table().states.get(state.stage, ""), "giver": "",
            "matter_number": str(s.names.row("matter", e.body.matter).get("number_text", "")), "owner": everybody([s.party(p) for p in state.owners]),
            "place": "", "out_day": out, "out_voucher": "", "receiver": "", "how": "", "left": None, "value": state.price, "storekeeper": "",
            "note": CARRIED if carried else "",
        }  # fmt: skip
        about = (f"asset:{key}", f"register:asset:{key}")
        day, order = (s.first, e.seq - 10**12) if carried else (e.day, e.seq)
        yield SourceRow(f"asset.{key}.{e.seq}", day, order, cells, f"asset:{key}", "", about, state.owners)


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
                "owner": everybody([s.party(p) for p in state.owners]), "matter_number": str(s.names.row("matter", e.body.matter).get("number_text", "")),
                "debtor": everybody([s.party(p) for p in debtors]), "start": state.start,
                "contract": _joined(str(held.get("org", "")), str(held.get("number", ""))),
                "rounds": state.rounds or None, "cuts": state.cuts or None, "price": state.sold, "sold": state.sold_on, "buyer": buyer,
                "handed": state.days.get("asset_handed_over"), "stage": asset_ways.table().states.get(state.stage, ""),
                "officer": s.names.name("person", officer), "note": "",
            }  # fmt: skip
            about = (f"asset:{key}", f"register:asset:{key}", f"matter:{e.body.matter}", *(f"register:party:{p}" for p in debtors[:20]))
            yield SourceRow(f"{key}.{e.seq}", e.day, e.seq, cells, f"asset:{key}", officer, about, state.owners)


#: Steps that name who gets the asset.
_SALE = ("auction_held", "asset_sold", "asset_bought", "creditor_takes_asset", "taking_agreed", "buyer_paid")

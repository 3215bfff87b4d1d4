"""Whether a decision on the fee has something to rest on: money that came in, and the fee reckoned of it that is in no decision yet.

It is told, no more: what was received may be an asset or lie in a book that is not kept here, and a human may reckon otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import matter_money

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

CODE, MORE = "fee.nothing_due", "fee.more_than_due"


def objections(
    desk: Desk, reader: Reader, state: MatterState, effect: Effect, matter: str, day: date, events: list[Event] | None = None
) -> list[Refusal]:  # fmt: skip
    """Told where nothing is open, or less than the amount; of a matter taken over from an older register too little is known."""
    if effect.kind != "fee" or not state.exists or state.origin == "carried" or {CODE, MORE} <= set(effect.confirmed):
        return []
    try:
        reckoned = matter_money.fees_in(desk, reader, matter, {}).total if state.collected else 0
    except Refused:
        # Of a day whose tariff is not established nothing is said.
        return []
    known = reader.events_of(f"matter:{matter}") if events is None else events
    kept = sum(p.fee for e in in_force(known) if isinstance(e.body, le.PaidOut) for p in e.body.payments)
    decided = sum(d.amount or 0 for d in state.done if d.act == "fee")
    left = max(reckoned, kept) - decided
    cite = desk.law_on(day).cite("fee")
    if left <= 0:
        return [] if CODE in effect.confirmed else [Refusal(CODE, field="amount", cite=cite)]
    if effect.amount is not None and effect.amount > left and MORE not in effect.confirmed:
        return [Refusal(MORE, {"amount": dong(effect.amount), "left": dong(left)}, "amount", cite)]
    return []

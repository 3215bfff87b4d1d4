"""What a movement would do to the ledger of its matter, before it is recorded: nothing later may be left without its money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain import events as ev
    from thads_desktop.domain.ledger import Ledger


def ahead(stored: Sequence[ev.Event], day: date, bodies: Sequence[ev.Body]) -> list[ev.Event]:
    """Events as they would be recorded next."""
    last = max(stored, key=lambda e: e.seq)
    return [replace(last, seq=last.seq + 1 + i, day=day, body=body) for i, body in enumerate(bodies)]


def refuse_beyond(stored: Sequence[ev.Event], day: date, bodies: Sequence[ev.Body], now: Ledger | None = None) -> Ledger:
    """The ledger as it will be. Refused("payout.more_later") where something would take more than there is. now: the ledger, where known."""
    before = now or ledger(list(stored))
    after = ledger([*stored, *ahead(stored, day, bodies)])
    if set(after.beyond) - set(before.beyond):
        raise Refused(Refusal("payout.more_later", {"day": short_date(day)}, "day"))
    return after

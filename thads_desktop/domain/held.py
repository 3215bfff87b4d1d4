"""Money held for its payer since before any decision: what came in, less what was applied to a matter or given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Iterable


def by_payer(standing: Iterable[ev.Event]) -> dict[str, int]:
    """Payer -> đồng still held, of the standing events of one judgment."""
    found: dict[str, int] = {}
    for event in standing:
        match event.body:
            case ev.MoneyHeld(amount=amount, payer=payer):
                found[payer] = found.get(payer, 0) + amount
            case ev.HeldApplied(amount=amount, payer=payer) | ev.HeldReturned(amount=amount, payer=payer):
                found[payer] = found.get(payer, 0) - amount
            case _:
                pass
    return found

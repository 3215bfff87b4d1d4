"""What is known of the money of a matter, for its papers: receipts, pay-outs, costs and advances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import costs as pure, events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law import cash_law
from thads_desktop.services import ledger_words
from thads_desktop.services.cash_words import BEARERS

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.services.begins_asked import Asked
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names

NAMES = frozenset({
    # Of everything that came in: number, day, payer, sum; the numbers alone; and of the last sum.
    "receipt_lines", "receipt_numbers", "receipt_number", "receipt_day", "receipt_payer", "receipt_sum", "receipt_way",
    # What is held, and who gets what of it by the order of payment.
    "held_sum", "payout_lines", "payout_sum", "fee_sum",
    # The last pay-out that was booked.
    "paid_to", "paid_sum", "paid_voucher", "paid_way",
    # Costs: day, what, voucher, sum, who bears it; in all; what the debtor still owes; what was advanced.
    "cost_lines", "cost_sum", "cost_owed", "cost_advanced",
})  # fmt: skip
_PAYOUT = frozenset({"payout_lines", "payout_sum", "fee_sum"})


def values(of: Asked) -> dict[str, Any]:
    """Name -> value of what is known."""
    names, events = of.names(), of.reader.events_of(f"matter:{of.matter}")
    book = ledger(events)
    found: dict[str, Any] = {**_receipts(book, names), **_paid(events, names), **_costs(events), "held_sum": book.held}
    if _PAYOUT & of.wanted:
        found |= _payouts(of.desk, of.matter, of.day)
    return {name: value for name, value in found.items() if value not in (None, "", [], 0)}


def _receipts(book: Ledger, names: Names) -> dict[str, Any]:
    rows: list[tuple[str, str, str, str]] = []
    last: dict[str, Any] = {}
    for seq, event in sorted(book.sums.items()):
        given = book.receipts.get(seq)
        body = given.body if given is not None else None
        if event.day is None or not isinstance(event.body, ev.Collected) or not isinstance(body, le.ReceiptGiven):
            continue
        payer = names.name("party", body.payer) if body.payer else ""
        rows.append((body.number, short_date(event.day), payer, dong(event.body.amount)))
        last = {
            "receipt_number": body.number, "receipt_day": event.day, "receipt_payer": payer, "receipt_sum": event.body.amount,
            "receipt_way": ledger_words.COME[body.way],
        }  # fmt: skip
    return {**last, "receipt_lines": rows, "receipt_numbers": ", ".join(dict.fromkeys(r[0] for r in rows if r[0]))}


def _paid(events: list[ev.Event], names: Names) -> dict[str, Any]:
    """The last pay-out."""
    booked = [e.body for e in in_force(events) if isinstance(e.body, le.PaidOut)]
    if not booked:
        return {}
    body = booked[-1]
    to = dict.fromkeys(names.name("party", p.party) for p in body.payments if p.party)
    return {
        "paid_to": ", ".join(list(to)[:5]), "paid_sum": sum(p.amount for p in body.payments), "paid_voucher": body.voucher,
        "paid_way": ledger_words.WAYS.get(body.way, ""),
    }  # fmt: skip


def _payouts(desk: Desk, matter: str, day: date) -> dict[str, Any]:
    """Who gets what of what is held, by the order of payment of the day; nothing where that cannot be said yet."""
    from thads_desktop.services import payouts

    try:
        made = payouts.propose(desk, matter, {"day": min(day, desk.clock.today())})
    except Refused:
        return {}
    rows = [(f"Khoản {r.line}: {r.text}" if r.text else f"Khoản {r.line}", r.name, dong(r.amount + r.fee), dong(r.fee), dong(r.amount)) for r in made.rows]
    return {"payout_lines": rows, "payout_sum": sum(r.amount for r in made.rows), "fee_sum": sum(r.fee for r in made.rows)}


def _costs(events: list[ev.Event]) -> dict[str, Any]:
    found, law = pure.costs(events), cash_law.law()
    rows = [
        (short_date(c.day), law.title(c.body.kind), c.body.voucher, dong(c.body.amount), BEARERS[c.body.bearer])
        for c in sorted(found.costs.values(), key=lambda c: (c.day, c.seq))
    ]
    advanced = sum(a.taken for a in found.advances.values())
    return {"cost_lines": rows, "cost_sum": found.spent, "cost_owed": found.owed("debtor"), "cost_advanced": advanced}

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
from thads_desktop.services import ledger_words, paper_receipts
from thads_desktop.services.beginnings.asked import Begin
from thads_desktop.services.cash_words import BEARERS
from thads_desktop.services.state_money import STATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.services.beginnings.asked import Asked, Value

#: Of more receipts the last ones; of more obligations no pay-out is proposed while a page opens.
MOST, MANY = 200, 2_000


def _receipts(of: Asked) -> Mapping[str, Value]:
    book, names = ledger(of.events), of.names
    last: dict[str, Any] = {}
    for seq, event in sorted(book.sums.items())[-MOST:]:
        given = book.receipts.get(seq)
        body = given.body if given is not None else None
        if event.day is None or not isinstance(event.body, ev.Collected) or not isinstance(body, le.ReceiptGiven):
            continue
        last = {
            "receipt_number": body.number, "receipt_day": event.day, "receipt_payer": names.name("party", body.payer) if body.payer else "",
            "receipt_sum": event.body.amount, "receipt_way": ledger_words.COME[body.way],
            "receipt_note": paper_receipts.NOTES.get(body.way, ""),
        }  # fmt: skip
    return last


def _to_fund(of: Asked) -> Mapping[str, Value]:
    """The receipts whose cash goes into the fund, and their sum: of the same, whatever else came in."""
    meant = paper_receipts.to_fund(paper_receipts.booked(of.reader, of.matter, of.state))[-MOST:]
    return {"receipt_numbers": ", ".join(dict.fromkeys(c.number for c in meant)), "cash_sum": sum(c.amount for c in meant)}


def _held(of: Asked) -> Mapping[str, Value]:
    return {"held_sum": ledger(of.events).held}


def _paid(of: Asked) -> Mapping[str, Value]:
    """The last pay-out."""
    names, booked = of.names, [e.body for e in in_force(of.events) if isinstance(e.body, le.PaidOut)]
    if not booked:
        return {}
    body = booked[-1]
    to = dict.fromkeys(names.name("party", p.party) for p in body.payments if p.party)
    return {"paid_to": ", ".join(list(to)[:5]), "paid_sum": sum(p.amount for p in body.payments)}


def _payouts(of: Asked) -> Mapping[str, Value]:
    """Who gets what of what is held, by the order of payment of the day; nothing where that cannot be said yet."""
    from thads_desktop.services import payouts

    if len(of.state.lines) > MANY:
        return {}
    if not ledger(of.events).held:
        return _booked(of)
    try:
        made = payouts.propose(of.desk, of.matter, {"day": min(of.day, of.desk.clock.today())})
    except Refused:
        return {}
    rows = [(_line_words({str(r.line): r.text}, r.line), r.name, dong(r.amount + r.fee), dong(r.fee), dong(r.amount)) for r in made.rows]
    return {"payout_lines": rows, "payout_sum": sum(r.amount for r in made.rows), "fee_sum": sum(r.fee for r in made.rows)}


def _booked(of: Asked) -> Mapping[str, Value]:
    """Of what is paid out already the pay-outs of the last day."""
    names, texts = of.names, of.names.row("matter", of.matter).get("obligations", {})
    paid = [(e.day, e.body) for e in in_force(of.events) if isinstance(e.body, le.PaidOut)]
    payments = [p for day, body in paid if day == paid[-1][0] for p in body.payments]
    rows = [
        (_line_words(texts, p.line), names.name("party", p.party) if p.party else STATE, dong(p.amount + p.fee), dong(p.fee), dong(p.amount))
        for p in payments
    ]
    whole, fee = sum(p.amount for p in payments), sum(p.fee for p in payments)
    return {"payout_lines": rows, "payout_sum": whole, "fee_sum": fee, "held_sum": whole + fee}


def _line_words(texts: Mapping[str, Any], line: int) -> str:
    return f"Khoản {line}: {texts[str(line)]}" if texts.get(str(line)) else f"Khoản {line}"


def _costs(of: Asked) -> Mapping[str, Value]:
    """Each as it was approved, or waits for that; a notice asks for what was approved and the debtor bears."""
    found, law, asks = pure.costs(of.events), cash_law.law(), of.form.id == "cost_notice"
    listed = [
        (c, c.body.amount if c.approved is None else c.approved) for c in sorted(found.costs.values(), key=lambda c: (c.day, c.seq))
        if not asks or (c.approved and c.body.bearer == "debtor")
    ]  # fmt: skip
    rows = [(short_date(c.day), law.title(c.body.kind), c.body.voucher, dong(sum_), BEARERS[c.body.bearer]) for c, sum_ in listed]
    borne, met = sum(sum_ for c, sum_ in listed if c.body.bearer == "debtor"), found.met("debtor")
    advanced = sum(a.taken for a in found.advances.values())
    return {
        "cost_lines": rows, "cost_sum": sum(sum_ for _, sum_ in listed), "cost_met": met, "cost_owed": max(0, borne - met),
        "cost_advanced": advanced,
    }  # fmt: skip


TABLE: tuple[Begin, ...] = (
    # Of the last sum that came in all that its receipt says.
    Begin(frozenset({"receipt_number", "receipt_day", "receipt_payer", "receipt_sum", "receipt_way", "receipt_note"}), _receipts),
    # Which cash goes into the fund.
    Begin(frozenset({"receipt_numbers", "cash_sum"}), _to_fund),
    # The last pay-out that was booked.
    Begin(frozenset({"paid_to", "paid_sum"}), _paid),
    # Costs: day, what, voucher, sum, who bears it; in all; what the debtor still owes; what was advanced.
    Begin(frozenset({"cost_lines", "cost_sum", "cost_met", "cost_owed", "cost_advanced"}), _costs),
    # What is held, and who gets what of it by the order of payment.
    Begin(frozenset({"held_sum"}), _held),
    Begin(frozenset({"payout_lines", "payout_sum", "fee_sum"}), _payouts),
)  # fmt: skip

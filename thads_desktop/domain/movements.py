"""Every movement of money that the events of a subject tell: when, how much, which way, in cash or not. Pure; lists and totals rest on it.

A movement "within" changes hands on paper only: money held before a decision that is applied to it, what an old register had collected,
the fee kept back, cash carried to the account. The cash of the fund it may change all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import (
    cash_events as ce,
    cost_events as co,
    delegation_events as de,
    events as ev,
    ledger_events as le,
    prison_events as pr,
    prison_money,
)
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

#: count and away: no movement here yet, of which lists know all the same.
Way = Literal["in", "out", "within", "count", "away"]
#: cash | bank | "" = not recorded.
Form = Literal["cash", "bank", ""]

#: Kind -> its way.
WAYS: dict[str, Way] = {
    "held": "in", "collected": "in", "came_back": "in", "applied": "within", "carried": "within", "held_back": "out", "surplus_back": "out",
    "paid": "out", "fee": "within", "forfeited": "out", "deposited": "within", "deducted": "within", "deducted_out": "out",
    "asset_sent": "out", "advance": "in", "cost_collected": "in", "cost": "out", "advance_back": "out", "to_fund": "within",
    "to_bank": "within", "from_bank": "within", "counted": "count", "prison_in": "in", "prison_waits": "away",
}  # fmt: skip
#: What bears an official receipt.
RECEIPTED = ("held", "collected", "prison_in")
#: Of what another event tells whether it was cash.
UNTOLD = ("held_back", "surplus_back", "came_back", "forfeited", "deducted", "deducted_out")


@dataclass(frozen=True, slots=True)
class Movement:
    """part: of an event that moves money more than once; party: who paid or got it, "" = the debtor of the matter, or not recorded;
    cash: what it changes in the cash of the fund; book: of its receipt, as ``receipts.book_of`` writes it ("" = none was said)."""

    seq: int
    day: date
    kind: str
    amount: int
    form: Form = ""
    line: int = 0
    receipt: str = ""
    party: str = ""
    part: int = 0
    cash: int = 0
    book: str = ""

    @property
    def way(self) -> Way:
        return WAYS[self.kind]


def moves(event_type: type) -> bool:
    """Can an event of this type move money?"""
    return event_type in _TELLS


def of_subject(events: list[ev.Event], applied: Collection[int] = ()) -> list[Movement]:
    """The movements of one subject as it stands. applied: seqs of the collections that were money held before the decision."""
    old = _taken_over(events)
    prison = prison_money.taken(events)
    sent = {t.collected for t in prison}
    standing = in_force(events)
    receipts: dict[int, le.ReceiptGiven] = {}
    fund: dict[int, tuple[int, date, str]] = {}
    told: dict[int, Form] = {}
    for event in sorted(standing, key=lambda e: e.seq):
        match event.body:
            case le.ReceiptGiven(of=of):
                receipts[of] = event.body
            case le.WayTold(of=of, way=way):
                told[of] = way
            case le.CashInFund(of=several, voucher=voucher) if event.day is not None:
                fund |= {of: (event.seq, event.day, voucher) for of in several if of not in fund}
            case _:
                pass
    found: list[Movement] = []
    for event in standing:
        if event.day is not None and type(event.body) in _TELLS:
            for made in _of_event(event.seq, event.day, event.body, event.seq in applied, event.seq in old):
                if made.kind in UNTOLD and event.seq in told:
                    made = _told(made, told[event.seq])
                if event.seq in sent:
                    made = replace(made, kind="prison_in")
                found += _in_fund(_receipted(made, receipts.get(made.seq)), receipts.get(made.seq), fund.get(made.seq))
    found += [Movement(t.seq, t.day, "prison_waits", t.body.amount, "", t.body.line, t.body.voucher, t.body.party) for t in prison if not t.collected]
    return found


def applications(intake_events: list[ev.Event], matter: str) -> set[int]:
    """The seqs of the matter's collections that were money held on its judgment."""
    bodies = (e.body for e in in_force(intake_events))
    return {b.collected for b in bodies if isinstance(b, ev.HeldApplied) and b.matter == matter}


def _of_event(seq: int, day: date, body: ev.Body, applied: bool, old: bool) -> Iterator[Movement]:
    match body:
        case ev.Collected():
            yield Movement(seq, day, "applied" if applied else "carried" if old else "collected", body.amount, line=body.line, receipt=body.receipt)
        case ev.SurplusReturned():
            yield Movement(seq, day, "surplus_back", body.amount, receipt=body.receipt)
        case ev.MoneyHeld():
            yield Movement(seq, day, "held", body.amount, receipt=body.receipt, party=body.payer)
        case ev.HeldReturned():
            yield Movement(seq, day, "held_back", body.amount, receipt=body.receipt, party=body.payer)
        case de.AssetMoneySent():
            yield Movement(seq, day, "asset_sent", body.amount, receipt=body.receipt)
        case ce.FundMoved():
            cash = -body.amount if body.to_bank else body.amount
            yield Movement(seq, day, "to_bank" if body.to_bank else "from_bank", body.amount, "cash", receipt=body.voucher, cash=cash)
        case ce.FundCounted():
            yield Movement(seq, day, "counted", body.amount, "cash")
        case co.CostIncurred() | co.AdvanceTaken() | co.AdvanceRepaid() | co.CostCollected():
            yield _of_costs(seq, day, body)
        case _:
            yield from _of_ledger(seq, day, body)


def _of_costs(seq: int, day: date, body: co.CostIncurred | co.AdvanceTaken | co.AdvanceRepaid | co.CostCollected) -> Movement:
    """Money of the costs."""
    match body:
        case co.CostIncurred():
            kind, said, party = "cost", body.voucher, ""
        case co.CostCollected():
            kind, said, party = "cost_collected", body.receipt, body.party
        case _:
            kind, said = ("advance" if isinstance(body, co.AdvanceTaken) else "advance_back"), body.voucher
            party = "" if body.source == co.BUDGET else body.source
    sign = 0 if body.form != "cash" else 1 if WAYS[kind] == "in" else -1
    return Movement(seq, day, kind, body.amount, body.form, receipt=said, party=party, cash=sign * body.amount)


def _of_ledger(seq: int, day: date, body: ev.Body) -> Iterator[Movement]:
    """What became of money that came in."""
    match body:
        case le.PaidOut(way=way):
            form: Form = "cash" if way == "cash" else "bank"
            for at, p in enumerate(body.payments):
                if p.amount:
                    cash = -p.amount if form == "cash" else 0
                    yield Movement(seq, day, "paid", p.amount, form, p.line, body.voucher, p.party, 2 * at, cash)
                if p.fee:
                    yield Movement(seq, day, "fee", p.fee, "", p.line, body.voucher, p.party, 2 * at + 1)
        case le.CameBack():
            yield Movement(seq, day, "came_back", body.amount, "", body.line, party=body.party)
        case le.Deducted():
            yield Movement(seq, day, "deducted_out" if body.party else "deducted", body.amount, receipt=body.voucher, party=body.party)
        case le.Deposited():
            yield Movement(seq, day, "deposited", body.amount, "", body.line, body.voucher, body.party)
        case le.Forfeited():
            yield Movement(seq, day, "forfeited", body.amount, "", body.line, body.voucher, body.party)
        case _:
            pass


def _told(made: Movement, form: Form) -> Movement:
    """With what was told of its way."""
    made = replace(made, kind="deducted_out") if made.kind == "deducted" else made
    sign = 0 if form != "cash" else 1 if made.way == "in" else -1
    return replace(made, form=form, cash=sign * made.amount)


def _receipted(made: Movement, given: le.ReceiptGiven | None) -> Movement:
    """With what its official receipt says of it."""
    if given is None:
        return made
    sign = f"{given.kind}|{given.book}|{given.year if given.form == 'electronic' else ''}"
    return replace(made, form="" if given.way == "held" else given.way, receipt=given.number or made.receipt, party=given.payer or made.party, book=sign)


def _in_fund(made: Movement, given: le.ReceiptGiven | None, laid: tuple[int, date, str] | None) -> Iterator[Movement]:
    """Cash lies in the fund from the day it was laid there; of what was taken in the office and of which nobody said when, on its own."""
    if made.kind not in RECEIPTED or made.form != "cash":
        yield made
    elif laid is None or laid[1] == made.day:
        here = laid is not None or given is None or given.place == "office"
        yield replace(made, cash=made.amount if here else 0)
    else:
        seq, day, voucher = laid
        yield made
        # The part tells apart what one event laid there of several sums.
        yield Movement(seq, day, "to_fund", made.amount, "cash", made.line, voucher, made.party, made.seq, made.amount)


_TELLS = frozenset({
    ev.Collected, ev.SurplusReturned, ev.MoneyHeld, ev.HeldReturned, de.AssetMoneySent, le.PaidOut, le.CameBack, le.Deducted, le.Deposited,
    pr.PrisonCollected, pr.PrisonArrived, le.Forfeited, ce.FundMoved, ce.FundCounted, co.CostIncurred, co.AdvanceTaken, co.AdvanceRepaid, co.CostCollected,
})  # fmt: skip


def _taken_over(events: list[ev.Event]) -> set[int]:
    """The seqs of what a register told when it was taken over: one transaction wrote them in one row, and nobody paid that day."""
    first = next((e.seq for e in events if isinstance(e.body, ev.CarriedIn)), None)
    found: set[int] = set()
    if first is None:
        return found
    by_seq = {e.seq: e.body for e in events}
    at = first
    while (body := by_seq.get(at)) is not None and not (isinstance(body, ev.Collected) and body.receipt):
        found.add(at)
        at += 1
    return found

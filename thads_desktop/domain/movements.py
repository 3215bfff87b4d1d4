"""Every movement of money that the events of a subject tell: when, how much, which way, in cash or not. Pure; lists and totals rest on it.

A movement "within" changes hands on paper only: money held before a decision that is applied to it, what an old register had collected,
cash carried to the account. The cash of the fund it may change all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import cash_events as ce, delegation_events as de, events as ev
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

Way = Literal["in", "out", "within", "count"]
#: cash | bank | "" = not recorded.
Form = Literal["cash", "bank", ""]

#: Kind -> its way.
WAYS: dict[str, Way] = {
    "held": "in", "collected": "in", "applied": "within", "carried": "within", "held_back": "out", "surplus_back": "out", "asset_sent": "out",
    "to_bank": "within", "from_bank": "within", "counted": "count",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Movement:
    """part: of an event that moves money more than once; party: who paid or got it, "" = the debtor of the matter, or not recorded."""

    seq: int
    day: date
    kind: str
    amount: int
    form: Form = ""
    line: int = 0
    receipt: str = ""
    party: str = ""
    part: int = 0

    @property
    def way(self) -> Way:
        return WAYS[self.kind]

    @property
    def cash(self) -> int:
        """What it changes in the cash of the fund."""
        match self.kind:
            case "to_bank":
                return -self.amount
            case "from_bank":
                return self.amount
            case _:
                return {"in": self.amount, "out": -self.amount}.get(self.way, 0) if self.form == "cash" else 0


def moves(event_type: type) -> bool:
    """Can an event of this type move money?"""
    return event_type in _TELLS


def of_subject(events: list[ev.Event], applied: Collection[int] = ()) -> list[Movement]:
    """The movements of one subject as it stands. applied: seqs of the collections that were money held before the decision."""
    old = _taken_over(events)
    found = []
    for event in in_force(events):
        if event.day is not None and type(event.body) in _TELLS:
            found += _of_event(event.seq, event.day, event.body, event.seq in applied, event.seq in old)
    return found


def applications(intake_events: list[ev.Event], matter: str) -> set[int]:
    """The seqs of the matter's collections that were money held on its judgment."""
    bodies = (e.body for e in in_force(intake_events))
    return {b.collected for b in bodies if isinstance(b, ev.HeldApplied) and b.matter == matter}


def _of_event(seq: int, day: date, body: ev.Body, applied: bool, old: bool) -> list[Movement]:
    match body:
        case ev.Collected():
            kind = "applied" if applied else "carried" if old else "collected"
            return [Movement(seq, day, kind, body.amount, line=body.line, receipt=body.receipt)]
        case ev.SurplusReturned():
            return [Movement(seq, day, "surplus_back", body.amount, receipt=body.receipt)]
        case ev.MoneyHeld():
            return [Movement(seq, day, "held", body.amount, receipt=body.receipt, party=body.payer)]
        case ev.HeldReturned():
            return [Movement(seq, day, "held_back", body.amount, receipt=body.receipt, party=body.payer)]
        case de.AssetMoneySent():
            return [Movement(seq, day, "asset_sent", body.amount, receipt=body.receipt)]
        case ce.FundMoved():
            return [Movement(seq, day, "to_bank" if body.to_bank else "from_bank", body.amount, "cash", receipt=body.voucher)]
        case ce.FundCounted():
            return [Movement(seq, day, "counted", body.amount, "cash")]
        case _:
            return []


_TELLS = frozenset(
    {ev.Collected, ev.SurplusReturned, ev.MoneyHeld, ev.HeldReturned, de.AssetMoneySent, ce.FundMoved, ce.FundCounted}
)  # fmt: skip


def _taken_over(events: list[ev.Event]) -> set[int]:
    """The seqs of what a register told when it was taken over: one transaction wrote them in one row, and nobody paid that day."""
    first = next((e.seq for e in events if isinstance(e.body, ev.CarriedIn)), None)
    found: set[int] = set()
    if first is None:
        return found
    seqs = {e.seq: e for e in events}
    at = first
    while at in seqs and not (isinstance(seqs[at].body, ev.Collected) and seqs[at].body.receipt):  # type: ignore[union-attr]  # a Collected
        found.add(at)
        at += 1
    return found

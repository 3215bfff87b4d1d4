"""The costs of one matter, read from its events: each cost, each advance, what who bears owes, what went beyond. Pure and total.

Owed is what the head approved, less what was remitted, paid, or kept back of proceeds; a cost that nobody approved yet is owed by nobody.
Of an advance stands open what was taken, less what was given back and what its giver bears himself and it was spent on: what a debtor
advanced and was spent on costs the debtor bears is settled against them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thads_desktop.domain import cost_events as co, events as ev, ledger_events as le, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from datetime import date



@dataclass(slots=True)
class Cost:
    """One cost. approved None = not approved yet."""

    seq: int
    day: date
    body: co.CostIncurred
    approved: int | None = None
    approved_on: date | None = None
    approved_by: str = ""


@dataclass(slots=True)
class Advance:
    """What one source advanced. spent: on whatever; own: of that, on what it bears itself."""

    taken: int = 0
    repaid: int = 0
    spent: int = 0
    own: int = 0

    @property
    def open(self) -> int:
        """What is to be given back, or settled."""
        return self.taken - self.repaid - self.own


@dataclass(slots=True)
class Costs:
    """The costs of a matter as of a day. Treat as read-only."""

    costs: dict[int, Cost] = field(default_factory=dict)
    advances: dict[str, Advance] = field(default_factory=dict)
    remitted: int = 0
    #: Who advances as a debtor.
    debtors: frozenset[str] = frozenset()
    #: Kept back of proceeds, for costs.
    deducted: int = 0
    #: Bearer -> what it paid in.
    collected: dict[str, int] = field(default_factory=dict)
    #: The day on which money of the matter first came in.
    money_since: date | None = None

    @property
    def spent(self) -> int:
        return sum(c.body.amount for c in self.costs.values())

    @property
    def unapproved(self) -> int:
        """What waits for the head."""
        return sum(c.body.amount for c in self.costs.values() if c.approved is None)

    def borne(self, bearer: str) -> int:
        """What a bearer has to bear, as approved."""
        return sum(c.approved or 0 for c in self.costs.values() if c.body.bearer == bearer)

    def met(self, bearer: str) -> int:
        """What of it was met: paid, kept back, remitted, or paid out of its own advance."""
        paid = self.collected.get(bearer, 0)
        if bearer == "debtor":
            # Of what was spent of his own advance, what the head approved of it.
            own = sum(c.approved or 0 for c in self.costs.values() if c.body.bearer == bearer and self.side(c.body.source) == bearer)
            return paid + self.deducted + self.remitted + own
        return paid + sum(a.own for s, a in self.advances.items() if self.side(s) == bearer)

    def side(self, source: str) -> str:
        """As whom a source advances; "" for none."""
        return "" if not source else "budget" if source == co.BUDGET else "debtor" if source in self.debtors else "creditor"

    def owed(self, bearer: str) -> int:
        """What it still owes; the budget owes nobody."""
        return 0 if bearer == "budget" else max(0, self.borne(bearer) - self.met(bearer))

    def available(self, source: str) -> int:
        """What may still be spent of an advance: what was given back of money that was recovered since takes nothing from it."""
        of = self.advances.get(source) or Advance()
        recovered = self.deducted + sum(self.collected.values())
        return max(0, of.taken - of.spent - max(0, of.repaid - recovered))

    @property
    def beyond(self) -> list[str]:
        """Codes of what cannot be: more spent of an advance than there was, given back, approved or paid than there is."""
        found = []
        if any(a.spent > a.taken for a in self.advances.values()):
            found.append("cost.beyond_advance")
        if any(a.open < 0 for a in self.advances.values()):
            found.append("cost.beyond_open")
        if any(self.collected.get(b, 0) > self.borne(b) for b in ("debtor", "creditor")):
            found.append("cost.beyond_owed")
        return found


def against(found: Costs, body: co.CostBody) -> Refusal | None:
    """What stands against one more event; None where nothing does."""
    match body:
        case co.CostIncurred(source=source, amount=amount) if source and amount > found.available(source):
            return Refusal("cost.beyond_advance", {"open": dong(found.available(source)), "amount": dong(amount)}, "amount")
        case co.AdvanceRepaid(source=source, amount=amount):
            left = (found.advances.get(source) or Advance()).open
            return Refusal("cost.beyond_open", {"open": dong(max(0, left))}, "amount") if amount > left else None
        case co.CostApproved(cost=cost, amount=amount):
            return _approval(found.costs.get(cost), amount)
        case co.CostCollected(bearer=bearer, amount=amount) if amount > found.owed(bearer):
            return Refusal("cost.beyond_owed", {"owed": dong(found.owed(bearer))}, "amount")
        case _:
            return None


def _approval(known: Cost | None, amount: int) -> Refusal | None:
    if known is None:
        return Refusal("cost.unknown", field="cost")
    if known.approved is not None:
        return Refusal("cost.approved", field="cost")
    if amount > known.body.amount:
        return Refusal("cost.beyond_spent", {"spent": dong(known.body.amount)}, "amount")
    return None


def costs(events: list[ev.Event], day: date | None = None) -> Costs:
    """The costs of a matter (all its events) as of a day; approvals of what was struck are nothing."""
    advanced = any(isinstance(e.body, co.AdvanceTaken) and e.body.source != co.BUDGET for e in events)
    found = Costs(debtors=frozenset(p for s in fold(events).lines.values() for p in s.line.debtors) if advanced else frozenset())
    # By the log: what rests on a cost was recorded after it, whatever its day.
    for event in sorted(in_force(events, day), key=lambda e: e.seq):
        assert event.day is not None
        _take(found, event.seq, event.day, event.body)
    return found


def _take(found: Costs, seq: int, day: date, body: ev.Body) -> None:
    match body:
        case co.CostIncurred():
            found.costs[seq] = Cost(seq, day, body)
            if body.source:
                of = found.advances.setdefault(body.source, Advance())
                of.spent += body.amount
                if body.bearer == found.side(body.source):
                    of.own += body.amount
        case co.CostApproved(cost=cost, amount=amount, by=by):
            known = found.costs.get(cost)
            if known is not None:
                known.approved, known.approved_on, known.approved_by = amount, day, by
                if known.body.bearer == "debtor" == found.side(known.body.source):
                    # What was not approved he does not bear: it is to be given back.
                    found.advances[known.body.source].own += amount - known.body.amount
        case co.AdvanceTaken(source=source, amount=amount):
            found.advances.setdefault(source, Advance()).taken += amount
        case co.AdvanceRepaid(source=source, amount=amount):
            found.advances.setdefault(source, Advance()).repaid += amount
        case co.CostCollected(bearer=bearer, amount=amount):
            found.collected[bearer] = found.collected.get(bearer, 0) + amount
        case _:
            _around(found, day, body)


def _around(found: Costs, day: date, body: ev.Body) -> None:
    """What other events say of the costs."""
    match body:
        case pe.ActDone(act="cost_relief", amount=amount):
            found.remitted += amount or 0
        case le.Deducted(kind="costs", amount=amount):
            found.deducted += amount
        case ev.Collected():
            found.money_since = min(found.money_since or day, day)
        case _:
            pass
